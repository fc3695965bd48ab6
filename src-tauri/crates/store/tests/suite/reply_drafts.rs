use crate::support::*;
use store::{Store, StoreError, accounts, reply_drafts};

async fn save(world: &Store, item: u32, text: &str, seconds: i64) -> Result<(), StoreError> {
    let mut tx = world.write().await.unwrap();
    reply_drafts::save(&mut tx, item, text, at(seconds)).await?;
    tx.commit().await
}

async fn texts(world: &Store) -> Vec<(u32, String)> {
    let all = reply_drafts::all(world).await.unwrap();
    all.into_iter().map(|draft| (draft.item, draft.text)).collect()
}

#[tokio::test]
async fn one_text_an_item_is_kept_until_it_is_emptied() {
    let world = world().await;
    sync(&world, &[comment("a", 10), comment("b", 20)]).await;
    let (a, b) = (item(&world, "a").await, item(&world, "b").await);
    save(&world, a, "On Sun", 30).await.unwrap();
    save(&world, b, "Yes", 40).await.unwrap();
    save(&world, a, "On Sunday", 50).await.unwrap();
    assert_eq!(
        texts(&world).await,
        [(a, "On Sunday".to_owned()), (b, "Yes".to_owned())]
    );
    save(&world, a, "", 60).await.unwrap();
    save(&world, a, "", 70).await.unwrap();
    assert_eq!(texts(&world).await, [(b, "Yes".to_owned())]);
}

#[tokio::test]
async fn a_text_for_an_item_that_is_not_here_is_refused() {
    let world = world().await;
    let refused = save(&world, 4_000, "Hello?", 10).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "item" })));
}

#[tokio::test]
async fn begun_replies_go_with_their_erased_account() {
    let world = world().await;
    sync(&world, &[comment("a", 10)]).await;
    let a = item(&world, "a").await;
    save(&world, a, "On Sunday", 30).await.unwrap();
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(40))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(texts(&world).await.is_empty());
}
