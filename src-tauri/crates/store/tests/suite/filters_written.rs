//! What the team wrote down: labels and notes.

use crate::lines::*;
use crate::support::*;
use store::{NoteOn, Store, labels, members, notes, people};

/// What the team wrote down: `a` carries the label Press, `b` Order issue and a note; Customer stands on a person alone.
async fn write_down(store: &Store) {
    let mut tx = store.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    let mut made = Vec::new();
    for name in ["Press", "Order issue", "Customer"] {
        made.push(labels::create(&mut tx, name, 1, at(0)).await.unwrap().uid);
    }
    tx.commit().await.unwrap();
    let (a, b) = (item(store, "a").await, item(store, "b").await);
    let who = row(store, "c").await.author();
    let mut tx = store.write().await.unwrap();
    labels::put_on_item(&mut tx, a, made[0]).await.unwrap();
    labels::put_on_item(&mut tx, b, made[1]).await.unwrap();
    let card = people::card_in(&mut tx, &who, at(5)).await.unwrap().unwrap();
    people::set_label(&mut tx, card, made[2], true).await.unwrap();
    notes::write(&mut tx, NoteOn::Item(b), "Ask Solvej", at(9))
        .await
        .unwrap();
    notes::write(&mut tx, NoteOn::Person(card), "Bought twice", at(9))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn labels_and_notes_on_the_item_are_told_apart_from_those_on_people() {
    let world = world().await;
    sync(
        &world,
        &[
            by("a", 1, "anna", "see https://a.example"),
            by("b", 2, "ola", "lovely"),
            by("c", 3, "mia", "see https://c.example"),
        ],
    )
    .await;
    tell(&world).await;
    write_down(&world).await;
    for (line, expected) in [
        ("label:press", vec!["a"]),
        ("label:PRESS,\"order issue\"", vec!["a", "b"]),
        ("-label:press", vec!["b", "c"]),
        ("label:customer", vec![]),
        ("label:nothing", vec![]),
        ("has:note", vec!["b"]),
        ("-has:note", vec!["a", "c"]),
        ("has:note,link", vec!["a", "b", "c"]),
        ("-has:note,link", vec![]),
        ("has:link -label:press", vec!["c"]),
        ("label:\"order issue\" has:note from:ola", vec!["b"]),
        ("has:note from:anna", vec![]),
    ] {
        assert_eq!(found(&world, line).await, expected, "{line}");
    }
}
