use crate::support::*;
use store::{NoteOn, Store, StoreError, accounts, note_drafts, people};
use uuid::Uuid;

async fn save(world: &Store, on: NoteOn, text: &str, seconds: i64) -> Result<(), StoreError> {
    let mut tx = world.write().await.unwrap();
    note_drafts::save(&mut tx, on, text, at(seconds)).await?;
    tx.commit().await
}

async fn texts(world: &Store) -> Vec<(u32, String)> {
    let all = note_drafts::of_items(world).await.unwrap();
    all.into_iter().map(|draft| (draft.item, draft.text)).collect()
}

async fn card(world: &Store, comment: &str) -> Uuid {
    let who = row(world, comment).await.author();
    let mut tx = world.write().await.unwrap();
    let card = people::card_in(&mut tx, &who, at(5)).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    card
}

#[tokio::test]
async fn one_note_an_item_and_one_a_person_are_kept_until_they_are_emptied() {
    let world = world().await;
    sync(&world, &[comment("a", 10), comment("b", 20)]).await;
    let (a, b) = (item(&world, "a").await, item(&world, "b").await);
    let card = card(&world, "a").await;
    save(&world, NoteOn::Item(a), "Ask Sol", 30).await.unwrap();
    save(&world, NoteOn::Item(b), "Paid", 40).await.unwrap();
    save(&world, NoteOn::Person(card), "Whole", 45).await.unwrap();
    save(&world, NoteOn::Item(a), "Ask Solvej", 50).await.unwrap();
    save(&world, NoteOn::Person(card), "Wholesale", 55).await.unwrap();
    assert_eq!(
        texts(&world).await,
        [(a, "Ask Solvej".to_owned()), (b, "Paid".to_owned())]
    );
    let begun = note_drafts::of_person(&world, card).await.unwrap();
    assert_eq!(begun.as_deref(), Some("Wholesale"));

    for again in [60, 70] {
        save(&world, NoteOn::Item(a), "", again).await.unwrap();
        save(&world, NoteOn::Person(card), "", again).await.unwrap();
    }
    assert_eq!(texts(&world).await, [(b, "Paid".to_owned())]);
    assert_eq!(note_drafts::of_person(&world, card).await.unwrap(), None);
}

#[tokio::test]
async fn a_note_for_an_item_or_person_that_is_not_here_is_refused() {
    let world = world().await;
    for on in [NoteOn::Item(4_000), NoteOn::Person(Uuid::nil())] {
        let refused = save(&world, on, "Hello?", 10).await;
        assert!(matches!(refused, Err(StoreError::NotFound { what: "item" })));
    }
}

#[tokio::test]
async fn begun_notes_go_with_their_erased_account() {
    let world = world().await;
    sync(&world, &[comment("a", 10)]).await;
    let card = card(&world, "a").await;
    save(&world, NoteOn::Item(item(&world, "a").await), "Ask Solvej", 30)
        .await
        .unwrap();
    save(&world, NoteOn::Person(card), "Wholesale", 30).await.unwrap();
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(40))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(texts(&world).await.is_empty());
    assert_eq!(note_drafts::of_person(&world, card).await.unwrap(), None);
}
