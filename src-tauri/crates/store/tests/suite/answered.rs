use crate::support::*;
use instagram::{Author, Comment};
use store::{OwnReply, comments};

async fn answered(world: &store::Store, name: &str) -> bool {
    row(world, name).await.answered
}

#[tokio::test]
async fn our_reply_answers_the_comment_and_the_replies_before_it() {
    let world = world().await;
    sync(
        &world,
        &[
            comment("top", 10),
            reply("early", "top", 20),
            own_reply("ours", "top", 30),
            reply("late", "top", 40),
        ],
    )
    .await;
    assert!(answered(&world, "top").await);
    assert!(answered(&world, "early").await);
    assert!(
        !answered(&world, "late").await,
        "a follow-up question waits for an answer"
    );
    assert!(!answered(&world, "ours").await, "our own words ask for none");
}

#[tokio::test]
async fn follow_up_in_the_same_second_is_not_answered() {
    let world = world().await;
    sync(
        &world,
        &[
            comment("top", 10),
            own_reply("ours", "top", 30),
            reply("same", "top", 30),
        ],
    )
    .await;
    assert!(
        !answered(&world, "same").await,
        "the platform's times have no fractions: better asked twice than missed"
    );
}

#[tokio::test]
async fn reply_that_arrives_in_a_later_page_answers_what_is_known() {
    let world = world().await;
    sync(&world, &[comment("top", 10)]).await;
    let before = row(&world, "top").await;
    sync(&world, &[own_reply("ours", "top", 30)]).await;
    let after = row(&world, "top").await;
    assert!(after.answered);
    assert!(
        after.change_seq > before.change_seq,
        "a changed row carries a new sequence"
    );
}

#[tokio::test]
async fn sent_reply_answers_the_comment_it_was_written_to_whatever_the_clocks_say() {
    let world = world().await;
    sync(&world, &[comment("top", 10), reply("asked", "top", 500)]).await;
    let mut tx = world.write().await.unwrap();
    let sent = OwnReply {
        id: id("ours"),
        account: account("bakery"),
        media: post_id("bakery-post"),
        parent: id("top"),
        answers: id("asked"),
        text: "our words".to_owned(),
        written_at: at(400),
        sent_by: Some("Member".to_owned()),
    };
    comments::insert_own_reply(&mut tx, &sent).await.unwrap();
    tx.commit().await.unwrap();
    assert!(
        answered(&world, "asked").await,
        "although this machine's clock is behind"
    );

    sync(&world, &[own_reply("ours", "top", 450)]).await;
    assert!(answered(&world, "asked").await, "and a sync does not forget it");
    let ours = row(&world, "ours").await;
    assert_eq!(ours.sent_by.as_deref(), Some("Member"), "nor who wrote it");
    assert_eq!(ours.written_at, Some(at(450)), "the platform's time replaces ours");
}

#[tokio::test]
async fn sync_that_is_faster_than_the_answer_makes_no_second_row() {
    let world = world().await;
    sync(&world, &[comment("top", 10), own_reply("ours", "top", 30)]).await;
    let mut tx = world.write().await.unwrap();
    let sent = OwnReply {
        id: id("ours"),
        account: account("bakery"),
        media: post_id("bakery-post"),
        parent: id("top"),
        answers: id("top"),
        text: "our words".to_owned(),
        written_at: at(31),
        sent_by: Some("Member".to_owned()),
    };
    comments::insert_own_reply(&mut tx, &sent).await.unwrap();
    tx.commit().await.unwrap();
    let thread = comments::thread(&world, &id("top")).await.unwrap();
    assert_eq!(thread.len(), 2);
    assert_eq!(
        thread[1].text.as_deref(),
        Some("words of ours"),
        "the platform's words stay"
    );
    assert_eq!(thread[1].sent_by.as_deref(), Some("Member"));
}

#[tokio::test]
async fn deleted_reply_opens_the_thread_again() {
    let world = world().await;
    sync(&world, &[comment("top", 10), own_reply("ours", "top", 30)]).await;
    let mut tx = world.write().await.unwrap();
    assert!(comments::set_gone(&mut tx, &id("ours"), at(50)).await.unwrap());
    tx.commit().await.unwrap();
    assert!(!answered(&world, "top").await);
}

#[tokio::test]
async fn ours_is_known_by_user_id_or_handle() {
    let world = world().await;
    let by = |name: &str, author: Option<&str>, handle: &str| Comment {
        from: author.map(|id| Author {
            id: id.into(),
            username: None,
        }),
        username: Some(handle.to_owned()),
        ..comment(name, 1)
    };
    sync(
        &world,
        &[
            by("scoped", Some("scoped-bakery"), "?"),
            by("user", Some("bakery"), "?"),
            by("handle", None, "Bakery"),
            own_reply("marked", "scoped", 2),
            by("other", Some("scoped-florist"), "florist"),
        ],
    )
    .await;
    for name in ["scoped", "user", "handle", "marked"] {
        assert!(row(&world, name).await.ours, "{name}");
    }
    assert!(
        !row(&world, "other").await.ours,
        "another of our accounts is a guest here"
    );
}
