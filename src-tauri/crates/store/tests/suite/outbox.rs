use crate::support::*;
use store::{ActionKind, Delivery, NewAction, OutboxRow, StoreError, accounts, content, outbox};

#[tokio::test]
async fn queued_action_reads_back_whole_and_its_words_lie_in_content() {
    let world = world().await;
    let action = NewAction {
        account: account("bakery"),
        kind: ActionKind::Reply,
        subject: "asked".to_owned(),
        media: Some(post_id("bakery-post")),
        parent: Some(id("top")),
        value: None,
        text: Some("our words".to_owned()),
        grace_ms: 8_000,
        queued_at: at(3),
        run: None,
    };
    let mut tx = world.write().await.unwrap();
    let row = outbox::queue(&mut tx, &action).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(row.uid.get_version_num(), 7);
    assert_eq!(
        (row.delivery, row.attempts, row.queued_at, row.grace_ms),
        (Delivery::Waiting, 0, at(3), 8_000)
    );
    assert_eq!(
        (row.parent.clone(), row.media.clone()),
        (Some(id("top")), Some(post_id("bakery-post")))
    );
    assert_eq!(outbox::get(&world, row.uid).await.unwrap(), Some(row.clone()));
    let words = content::get(&world, &outbox::text_subject(row.uid)).await.unwrap();
    assert_eq!(words.as_deref(), Some("our words"));
}

#[tokio::test]
async fn every_field_that_moves_is_saved() {
    let world = world().await;
    let row = queue(&world, ActionKind::CommentSwitch, "bakery-post").await;
    let moved = OutboxRow {
        delivery: Delivery::Checking,
        reason: Some("timeout".to_owned()),
        error_code: Some(4),
        error_subcode: Some(2_207_051),
        grace_ms: 1,
        attempts: 2,
        attempt_started_at: Some(at(1)),
        attempt_ended_at: Some(at(2)),
        clean_reads: 1,
        last_clean_read_at: Some(at(3)),
        next_at: Some(at(4)),
        remote_id: Some("remote".to_owned()),
        finished_at: None,
        ..row.clone()
    };
    let mut tx = world.write().await.unwrap();
    assert!(outbox::save(&mut tx, Delivery::Waiting, &moved).await.unwrap());
    assert_eq!(outbox::get_in(&mut tx, row.uid).await.unwrap(), Some(moved.clone()));
    tx.commit().await.unwrap();
    assert_eq!(outbox::get(&world, row.uid).await.unwrap(), Some(moved));
}

#[tokio::test]
async fn save_from_a_state_the_row_left_writes_nothing() {
    let world = world().await;
    let row = queue(&world, ActionKind::Hide, "1").await;
    let sending = deliver(&world, &row, Delivery::Sending, 0).await;

    let withdrawn = OutboxRow {
        delivery: Delivery::Withdrawn,
        finished_at: Some(at(9)),
        ..row.clone()
    };
    let mut tx = world.write().await.unwrap();
    assert!(
        !outbox::save(&mut tx, Delivery::Waiting, &withdrawn).await.unwrap(),
        "too late to take back"
    );
    tx.commit().await.unwrap();
    assert_eq!(outbox::get(&world, row.uid).await.unwrap(), Some(sending));
}

#[tokio::test]
async fn ended_row_is_never_brought_back() {
    let world = world().await;
    for ended in [Delivery::Sent, Delivery::Withdrawn, Delivery::Discarded] {
        let row = queue(&world, ActionKind::Hide, "1").await;
        let over = deliver(&world, &row, ended, 9).await;
        let again = OutboxRow {
            delivery: Delivery::Waiting,
            ..over.clone()
        };
        let mut tx = world.write().await.unwrap();
        assert!(!outbox::save(&mut tx, ended, &again).await.unwrap(), "{ended:?}");
        tx.commit().await.unwrap();
        assert_eq!(outbox::get(&world, row.uid).await.unwrap(), Some(over));
    }
}

#[tokio::test]
async fn row_cannot_end_without_saying_when() {
    let world = world().await;
    let row = queue(&world, ActionKind::Hide, "1").await;
    let over = OutboxRow {
        delivery: Delivery::Sent,
        finished_at: None,
        ..row
    };
    let mut tx = world.write().await.unwrap();
    assert!(outbox::save(&mut tx, Delivery::Waiting, &over).await.is_err());
}

#[tokio::test]
async fn live_rows_come_in_the_order_they_were_decided_whatever_the_clock_said() {
    let world = world().await;
    let mut rows = Vec::new();
    for subject in ["1", "2", "3", "1"] {
        rows.push(queue(&world, ActionKind::Hide, subject).await);
    }
    let failed = deliver(&world, &rows[1], Delivery::Failed, 0).await;
    deliver(&world, &rows[2], Delivery::Sent, 50).await;

    let live = outbox::live(&world).await.unwrap();
    assert_eq!(
        live,
        [rows[0].clone(), failed, rows[3].clone()],
        "a refused action is live: a person decides"
    );
    assert_eq!(
        outbox::live_of(&world, "1").await.unwrap(),
        [rows[0].clone(), rows[3].clone()]
    );
    assert_eq!(outbox::count_live(&world).await.unwrap(), 3);
    let counts = outbox::live_counts(&world).await.unwrap();
    assert_eq!((counts.waiting, counts.failed, counts.sending), (2, 1, 0));
    let mut tx = world.write().await.unwrap();
    assert_eq!(outbox::live_in(&mut tx).await.unwrap(), live);
    assert_eq!(outbox::live_of_in(&mut tx, "1").await.unwrap().len(), 2);
}

#[tokio::test]
async fn ended_rows_are_listed_newest_first_since_an_instant() {
    let world = world().await;
    let live = queue(&world, ActionKind::Hide, "live").await;
    let mut ended = Vec::new();
    for (subject, delivery, seconds) in [
        ("old", Delivery::Sent, 10),
        ("a", Delivery::Sent, 20),
        ("b", Delivery::Withdrawn, 30),
        ("c", Delivery::Sent, 40),
    ] {
        let row = queue(&world, ActionKind::Hide, subject).await;
        ended.push(deliver(&world, &row, delivery, seconds).await);
    }
    let subjects = |rows: Vec<OutboxRow>| rows.into_iter().map(|row| row.subject).collect::<Vec<_>>();
    assert_eq!(
        subjects(outbox::finished(&world, at(20), 10).await.unwrap()),
        ["c", "b", "a"]
    );
    assert_eq!(
        subjects(outbox::list(&world, at(20), 2).await.unwrap()),
        ["live", "c", "b"]
    );
    assert_eq!(outbox::count_sent(&world, at(20)).await.unwrap(), 2);
    assert_eq!(outbox::get(&world, live.uid).await.unwrap(), Some(live));
}

#[tokio::test]
async fn actions_of_a_thread_are_found_through_parent_subject_and_replies() {
    let world = world().await;
    sync(
        &world,
        &[comment("top", 1), reply("below", "top", 2), comment("other", 3)],
    )
    .await;
    queue(&world, ActionKind::Hide, "top").await;
    queue(&world, ActionKind::Hide, "below").await;
    queue(&world, ActionKind::Hide, "other").await;
    let found = outbox::live_of_thread(&world, &id("top")).await.unwrap();
    assert_eq!(
        found.iter().map(|row| row.subject.as_str()).collect::<Vec<_>>(),
        ["top", "below"]
    );
}

#[tokio::test]
async fn nothing_is_queued_for_a_disconnected_account() {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), false, at(1))
        .await
        .unwrap();
    let action = NewAction {
        account: account("bakery"),
        kind: ActionKind::Hide,
        subject: "1".to_owned(),
        media: None,
        parent: None,
        value: None,
        text: None,
        grace_ms: 0,
        queued_at: at(2),
        run: None,
    };
    let refused = outbox::queue(&mut tx, &action).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "account" })));
}
