use crate::support::*;
use store::{NewSavedReply, Store, StoreError, accounts, reply_drafts, saved_replies};
use uuid::Uuid;

async fn save(world: &Store, item: u32, text: &str, seconds: i64) -> Result<(), StoreError> {
    let mut tx = world.write().await.unwrap();
    reply_drafts::save(&mut tx, item, text, None, at(seconds)).await?;
    tx.commit().await
}

async fn save_begun(world: &Store, item: u32, text: &str, reply: Uuid) {
    let mut tx = world.write().await.unwrap();
    reply_drafts::save(&mut tx, item, text, Some(reply), at(90))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn began(world: &Store) -> Option<Uuid> {
    let mut all = reply_drafts::all(world).await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0).saved_reply
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

#[tokio::test]
async fn what_a_text_began_as_is_kept_with_it_and_forgotten_with_it() {
    let world = world().await;
    sync(&world, &[comment("a", 10)]).await;
    let a = item(&world, "a").await;
    let thanks = NewSavedReply {
        title: "Thanks".to_owned(),
        shortcut: None,
        text: "Thank you!".to_owned(),
        account: None,
        rule: None,
    };
    let mut tx = world.write().await.unwrap();
    let reply = saved_replies::create(&mut tx, &thanks, at(1)).await.unwrap();
    tx.commit().await.unwrap();
    save_begun(&world, a, "Thank you!", reply).await;
    save_begun(&world, a, "Thank you, Maya!", reply).await;
    assert_eq!(began(&world).await, Some(reply));
    // Removed meanwhile, it may be brought back.
    let mut tx = world.write().await.unwrap();
    saved_replies::set_removed(&mut tx, reply, Some(at(95))).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(began(&world).await, Some(reply));
    save(&world, a, "", 100).await.unwrap();
    save(&world, a, "By hand", 110).await.unwrap();
    assert_eq!(began(&world).await, None);
    save_begun(&world, a, "From another machine", Uuid::max()).await;
    assert_eq!(began(&world).await, None);
}
