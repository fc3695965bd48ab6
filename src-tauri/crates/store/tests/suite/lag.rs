//! A page may be older than our last action. What it says then must not undo what we did.

use crate::support::*;
use instagram::Comment;
use store::{ActionKind, Delivery, comments};

fn hidden(name: &str, hidden: bool) -> Comment {
    Comment {
        hidden: Some(hidden),
        ..comment(name, 1)
    }
}

#[tokio::test]
async fn live_hide_keeps_a_page_from_flipping_the_row() {
    let world = world().await;
    sync(&world, &[hidden("1", true)]).await;
    let action = queue(&world, ActionKind::Unhide, "1").await;
    let sending = deliver(&world, &action, Delivery::Sending, 0).await;
    for page in [false, true] {
        sync_at(
            &world,
            500,
            &[Comment {
                like_count: Some(u64::from(page)),
                ..hidden("1", page)
            }],
        )
        .await;
        assert!(
            row(&world, "1").await.hidden,
            "the answer to our request decides, not a page"
        );
    }
    assert_eq!(
        row(&world, "1").await.like_count,
        1,
        "everything else of the page is taken in"
    );

    deliver(&world, &sending, Delivery::Withdrawn, 600).await;
    sync_at(&world, 601, &[hidden("1", false)]).await;
    assert!(
        !row(&world, "1").await.hidden,
        "with the action over, the platform's word counts again"
    );
}

#[tokio::test]
async fn page_read_just_after_our_hide_does_not_show_the_comment_again() {
    let world = world().await;
    sync(&world, &[hidden("1", false)]).await;
    let action = queue(&world, ActionKind::Hide, "1").await;
    deliver(&world, &action, Delivery::Sent, 1_000).await;
    let mut tx = world.write().await.unwrap();
    assert!(comments::set_hidden(&mut tx, &id("1"), true).await.unwrap());
    assert!(
        !comments::set_hidden(&mut tx, &id("1"), true).await.unwrap(),
        "nothing to change"
    );
    tx.commit().await.unwrap();

    sync_at(&world, 1_089, &[hidden("1", false)]).await;
    assert!(row(&world, "1").await.hidden, "89 s after: the read lags");
    sync_at(&world, 1_091, &[hidden("1", false)]).await;
    assert!(!row(&world, "1").await.hidden, "91 s after: somebody showed it again");
}

#[tokio::test]
async fn deleted_comment_and_its_replies_do_not_come_back() {
    let world = world().await;
    let page = [comment("top", 1), reply("below", "top", 2)];
    sync(&world, &page).await;
    let action = queue(&world, ActionKind::Delete, "top").await;
    deliver(&world, &action, Delivery::Sent, 1_000).await;
    let mut tx = world.write().await.unwrap();
    comments::set_gone(&mut tx, &id("top"), at(1_000)).await.unwrap();
    tx.commit().await.unwrap();

    sync_at(&world, 1_001, &page).await;
    sync_at(&world, 99_999, &page).await;
    assert_eq!(row(&world, "top").await.gone_at, Some(at(1_000)));
    assert_eq!(row(&world, "below").await.gone_at, Some(at(1_000)));
}

#[tokio::test]
async fn deleted_comment_that_was_never_seen_arrives_as_gone() {
    let world = world().await;
    let action = queue(&world, ActionKind::Delete, "1").await;
    deliver(&world, &action, Delivery::Sent, 1_000).await;
    sync_at(&world, 1_001, &[comment("1", 1)]).await;
    assert!(row(&world, "1").await.gone_at.is_some());
}

#[tokio::test]
async fn waiting_delete_does_not_bury_the_comment_yet() {
    let world = world().await;
    queue(&world, ActionKind::Delete, "1").await;
    sync(&world, &[comment("1", 1)]).await;
    assert_eq!(row(&world, "1").await.gone_at, None, "it may still be taken back");
}
