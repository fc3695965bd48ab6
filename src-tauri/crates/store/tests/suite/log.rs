use crate::support::*;
use serde_json::json;
use store::{Actor, EventKind, NewEvent, PendingLogin, Seq, Store, content, events, logins, meta};

fn event(seconds: i64, subject: &str) -> NewEvent {
    NewEvent {
        at: at(seconds),
        actor: Actor::Member,
        machine: "desk".to_owned(),
        account: Some(account("bakery")),
        kind: EventKind::ItemDone,
        subject: subject.to_owned(),
        payload: json!({ "before": false }),
    }
}

async fn append(store: &Store, event: &NewEvent) -> Seq {
    let mut tx = store.write().await.unwrap();
    let seq = events::append(&mut tx, event).await.unwrap();
    tx.commit().await.unwrap();
    seq
}

#[tokio::test]
async fn event_reads_back_as_it_was_written() {
    let world = world().await;
    let seq = append(&world, &event(5, "comment:1")).await;
    let log = events::recent(&world, 10).await.unwrap();
    assert_eq!(log.len(), 1);
    let row = &log[0];
    assert_eq!(
        (row.seq, row.at, row.actor, row.kind),
        (seq, at(5), Actor::Member, EventKind::ItemDone)
    );
    assert_eq!(
        (row.machine.as_str(), row.account.clone()),
        ("desk", Some(account("bakery")))
    );
    assert_eq!(
        (row.subject.as_str(), &row.payload),
        ("comment:1", &json!({ "before": false }))
    );
    assert_eq!(row.uid.get_version_num(), 7);
    let (seconds, _) = row.uid.get_timestamp().unwrap().to_unix();
    assert_eq!(
        i64::try_from(seconds).unwrap(),
        START + 5,
        "the id carries the instant of the event"
    );
}

#[tokio::test]
async fn order_is_the_sequence_even_when_the_clock_is_set_back() {
    let world = world().await;
    let first = append(&world, &event(100, "a")).await;
    let second = append(&world, &event(-100, "a")).await;
    assert!(second > first);
    let subjects = events::of_subject(&world, "a").await.unwrap();
    assert_eq!(
        subjects.iter().map(|row| row.seq).collect::<Vec<_>>(),
        [first, second],
        "oldest first"
    );
    let newest = events::recent(&world, 1).await.unwrap();
    assert_eq!(newest[0].seq, second);
}

#[tokio::test]
async fn event_of_an_account_that_is_not_here_is_kept_without_it() {
    let world = empty().await;
    append(&world, &event(1, "a")).await;
    assert_eq!(events::recent(&world, 1).await.unwrap()[0].account, None);
}

#[tokio::test]
async fn every_number_reads_back_and_none_is_used_twice() {
    for kind in EventKind::ALL {
        assert_eq!(EventKind::from_code(kind.code()).unwrap(), *kind);
    }
    let mut numbers: Vec<_> = EventKind::ALL.iter().map(|kind| kind.code()).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), EventKind::ALL.len());
    assert!(EventKind::from_code(999).is_err());
}

#[tokio::test]
async fn undone_write_leaves_no_event() {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    events::append(&mut tx, &event(1, "a")).await.unwrap();
    drop(tx);
    assert!(events::recent(&world, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn content_is_written_over_and_erased() {
    let world = empty().await;
    let mut tx = world.write().await.unwrap();
    content::put(&mut tx, "action:1", "first").await.unwrap();
    content::put(&mut tx, "action:1", "second").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        content::get(&world, "action:1").await.unwrap().as_deref(),
        Some("second")
    );
    let mut tx = world.write().await.unwrap();
    content::erase(&mut tx, "action:1").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(content::get(&world, "action:1").await.unwrap(), None);
}

#[tokio::test]
async fn meta_is_written_over_and_forgotten() {
    let world = empty().await;
    let mut tx = world.write().await.unwrap();
    meta::set(&mut tx, "member", "a").await.unwrap();
    meta::set(&mut tx, "member", "b").await.unwrap();
    assert_eq!(meta::get_in(&mut tx, "member").await.unwrap().as_deref(), Some("b"));
    tx.commit().await.unwrap();
    assert_eq!(meta::get(&world, "member").await.unwrap().as_deref(), Some("b"));
    let mut tx = world.write().await.unwrap();
    meta::remove(&mut tx, "member").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(meta::get(&world, "member").await.unwrap(), None);
}

fn login(byte: u8, seconds: i64) -> PendingLogin {
    PendingLogin {
        state_hash: [byte; 32],
        client_id: "app".to_owned(),
        redirect_uri: "https://team.example/redirect".to_owned(),
        reconnect: (byte == 1).then(|| account("bakery")),
        started_at: at(seconds),
    }
}

#[tokio::test]
async fn login_is_found_for_ten_minutes_and_used_once() {
    let world = empty().await;
    let mut tx = world.write().await.unwrap();
    for waiting in [login(1, 0), login(2, 60)] {
        logins::start(&mut tx, &waiting).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(
        logins::pending(&world, at(600)).await.unwrap(),
        [login(2, 60), login(1, 0)]
    );
    assert_eq!(logins::pending(&world, at(601)).await.unwrap(), [login(2, 60)]);
    assert!(
        logins::pending(&world, at(-601)).await.unwrap().is_empty(),
        "a clock set back ends them too"
    );

    let mut tx = world.write().await.unwrap();
    assert!(
        !logins::take(&mut tx, &[9; 32]).await.unwrap(),
        "a strange link takes nothing"
    );
    assert!(logins::take(&mut tx, &[2; 32]).await.unwrap());
    assert!(!logins::take(&mut tx, &[2; 32]).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(logins::pending(&world, at(60)).await.unwrap(), [login(1, 0)]);
    let mut tx = world.write().await.unwrap();
    logins::clear(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(logins::pending(&world, at(60)).await.unwrap().is_empty());
}
