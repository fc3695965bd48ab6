use crate::support::*;
use store::search::{self, Query};
use store::{Face, NoteOn, Store, StoreError, accounts, content, labels, members, notes, people, views};
use uuid::Uuid;

/// A world whose machine has somebody at it, with the comments `a` and `b`.
async fn staffed() -> World {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    tx.commit().await.unwrap();
    sync(&world, &[comment("a", 1), comment("b", 2)]).await;
    world
}

async fn write(store: &Store, on: NoteOn, text: &str, seconds: i64) -> Uuid {
    let mut tx = store.write().await.unwrap();
    let note = notes::write(&mut tx, on, text, at(seconds)).await.unwrap();
    tx.commit().await.unwrap();
    note
}

async fn set_removed(store: &Store, note: Uuid, removed: bool) -> bool {
    let mut tx = store.write().await.unwrap();
    let changed = notes::set_removed(&mut tx, note, removed.then(|| at(50)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    changed
}

async fn card(store: &Store, comment: &str) -> Uuid {
    let who = row(store, comment).await.author();
    let mut tx = store.write().await.unwrap();
    let card = people::card_in(&mut tx, &who, at(5)).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    card
}

async fn texts(store: &Store, comment: &str) -> Vec<String> {
    let found = notes::of_item(store, item(store, comment).await).await.unwrap();
    found.into_iter().map(|note| note.text).collect()
}

async fn noted(store: &Store, comment: &str) -> bool {
    views::rows(store, &[item(store, comment).await], Face::Newest, None)
        .await
        .unwrap()[0]
        .noted
}

#[tokio::test]
async fn notes_stand_in_their_order_with_who_wrote_them() {
    let world = staffed().await;
    let on = NoteOn::Item(item(&world, "a").await);
    write(&world, on, "Ask Solvej", 10).await;
    let second = write(&world, on, "She says yes", 20).await;
    assert_eq!(texts(&world, "a").await, ["Ask Solvej", "She says yes"]);
    let found = notes::of_item(&world, item(&world, "a").await).await.unwrap();
    assert_eq!(
        (found[0].author.name.as_str(), found[0].written_at),
        ("Front desk", at(10))
    );
    assert!(noted(&world, "a").await && !noted(&world, "b").await);

    assert!(set_removed(&world, second, true).await);
    assert!(!set_removed(&world, second, true).await, "it is gone already");
    assert_eq!(texts(&world, "a").await, ["Ask Solvej"]);
    assert!(set_removed(&world, second, false).await);
    assert_eq!(texts(&world, "a").await, ["Ask Solvej", "She says yes"]);
}

#[tokio::test]
async fn a_note_taken_away_is_forgotten_with_its_words_and_never_before() {
    let world = staffed().await;
    let on = NoteOn::Item(item(&world, "a").await);
    let kept = write(&world, on, "stays", 10).await;
    let gone = write(&world, on, "goes", 20).await;
    set_removed(&world, gone, true).await;
    assert_eq!(
        content::get(&world, &notes::text_subject(gone))
            .await
            .unwrap()
            .as_deref(),
        Some("goes")
    );
    let mut tx = world.write().await.unwrap();
    assert_eq!(notes::forget_removed(&mut tx, 10).await.unwrap(), 1);
    assert_eq!(notes::forget_removed(&mut tx, 10).await.unwrap(), 0);
    assert_eq!(notes::place_in(&mut tx, gone).await.unwrap(), None);
    assert_eq!(notes::place_in(&mut tx, kept).await.unwrap(), Some(on));
    tx.commit().await.unwrap();
    assert_eq!(content::get(&world, &notes::text_subject(gone)).await.unwrap(), None);
    assert_eq!(texts(&world, "a").await, ["stays"]);
    let mut tx = world.write().await.unwrap();
    let refused = notes::set_removed(&mut tx, gone, None).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "note" })));
}

#[tokio::test]
async fn a_note_without_an_item_or_a_writer_is_refused() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    let on = NoteOn::Item(item(&world, "a").await);
    let mut tx = world.write().await.unwrap();
    assert!(notes::write(&mut tx, on, "nobody is here", at(1)).await.is_err());
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    assert!(notes::write(&mut tx, NoteOn::Item(99), "nowhere", at(1)).await.is_err());
    assert!(
        notes::write(&mut tx, NoteOn::Person(Uuid::nil()), "nobody", at(1))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn erasing_the_words_of_a_note_leaves_the_rest_whole() {
    let world = staffed().await;
    let on = NoteOn::Item(item(&world, "a").await);
    let note = write(&world, on, "their telephone number", 10).await;
    write(&world, on, "harmless", 20).await;
    let mut tx = world.write().await.unwrap();
    content::erase(&mut tx, &notes::text_subject(note)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(texts(&world, "a").await, ["harmless"]);
}

#[tokio::test]
async fn erasing_an_account_takes_notes_labels_and_cards_with_it_and_leaves_those_of_others() {
    let world = staffed().await;
    let mut tx = world.write().await.unwrap();
    store::comments::upsert_batch(
        &mut tx,
        &account("florist"),
        &post_id("florist-post"),
        &[comment("f", 3)],
        at(9),
    )
    .await
    .unwrap();
    let label = labels::create(&mut tx, "Press", 1, at(1)).await.unwrap();
    tx.commit().await.unwrap();
    let mut written = Vec::new();
    for name in ["a", "f"] {
        let (number, person) = (item(&world, name).await, card(&world, name).await);
        written.push(write(&world, NoteOn::Item(number), "on the item", 10).await);
        written.push(write(&world, NoteOn::Person(person), "on the person", 11).await);
        let mut tx = world.write().await.unwrap();
        labels::put_on_item(&mut tx, number, label.uid).await.unwrap();
        people::set_label(&mut tx, person, label.uid, true).await.unwrap();
        tx.commit().await.unwrap();
    }
    let used = labels::all(&world).await.unwrap();
    assert_eq!((used[0].items, used[0].people), (2, 2));

    loop {
        let mut tx = world.write().await.unwrap();
        let gone = accounts::erase_some(&mut tx, &account("bakery"), 1).await.unwrap();
        tx.commit().await.unwrap();
        assert!(gone <= 1, "no transaction takes more than it was told to");
        if gone == 0 {
            break;
        }
    }
    let used = labels::all(&world).await.unwrap();
    assert_eq!((used[0].items, used[0].people), (1, 1));
    let mut words = Vec::new();
    for note in written {
        words.push(
            content::get(&world, &notes::text_subject(note))
                .await
                .unwrap()
                .is_some(),
        );
    }
    assert_eq!(words, [false, false, true, true]);
}

#[tokio::test]
async fn an_item_is_found_by_the_words_of_a_note_on_it_while_the_note_is_there() {
    let world = staffed().await;
    let (a, b) = (item(&world, "a").await, item(&world, "b").await);
    let found = async |typed: &str| {
        let hits = search::hits(&world, &Query::parse(typed)).await.unwrap();
        (hits.narrow(&[a, b]), hits.in_note(a))
    };
    let note = write(&world, NoteOn::Item(a), "Ask Solvéj: 送料 twice", 10).await;
    write(&world, NoteOn::Person(card(&world, "b").await), "Ask Solvej", 11).await;
    for typed in ["solvej", "Ask sol", "送", "\"ask solvej\""] {
        assert_eq!(found(typed).await, (vec![a], true), "{typed}");
    }
    let others: Vec<u32> = found("-solvej").await.0;
    assert!(
        !others.contains(&a) && others.contains(&b),
        "a minus looks into notes, too"
    );
    assert_eq!(found("solvej nowhere").await.0, Vec::<u32>::new());

    set_removed(&world, note, true).await;
    assert_eq!(found("solvej").await, (Vec::new(), false));
    set_removed(&world, note, false).await;
    assert_eq!(found("solvej").await, (vec![a], true));

    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(60))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found("solvej").await, (Vec::new(), false));
}
