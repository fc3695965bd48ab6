//! Decisions about whole items: each is undone exactly, each is an event, and what others do brings items back.

use std::time::Duration;

use postroom_core::inbox::{ListedItem, Typed};
use postroom_core::{DATABASE_FILE, ProblemCode};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use serde_json::json;
use store::views::{Filter, Order, View};
use store::{Actor, EventKind, Seq, Store, events};

async fn find(office: &Office, view: View, item: u32) -> Option<ListedItem> {
    let listed = office.view(view).await.unwrap();
    listed.into_iter().find(|listed| listed.item.row == item)
}

async fn first(office: &Office) -> u32 {
    office.view(View::NeedsReply).await.unwrap()[0].item.row
}

/// The newest event of the log: kind and actor.
async fn newest(office: &Office) -> (EventKind, Actor) {
    let file = office.machine.folder().join("data").join(DATABASE_FILE);
    let store = Store::open(&file).await.unwrap();
    let event = events::recent(&store, 1).await.unwrap().remove(0);
    store.close().await;
    (event.kind, event.actor)
}

async fn undo(office: &Office, decisions: &[Seq]) {
    office.app.inbox().undo(decisions, None).await.unwrap();
}

#[tokio::test]
async fn every_decision_about_an_item_is_an_event_and_is_undone_exactly() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let item = first(&office).await;
    let before = find(&office, View::All, item).await.unwrap().item;
    let counts = inbox.counts(&[]).await.unwrap();
    let later = office.simulator.clock().now() + Duration::from_secs(86_400);

    let decisions = inbox.set_done(&[item], None).await.unwrap();
    assert_eq!(newest(&office).await, (EventKind::ItemDone, Actor::Member));
    assert!(find(&office, View::Done, item).await.unwrap().item.done);
    assert!(find(&office, View::NeedsReply, item).await.is_none());
    assert!(
        inbox.set_done(&[item], None).await.unwrap().is_empty(),
        "done once is done"
    );
    undo(&office, &decisions).await;
    assert_eq!(newest(&office).await, (EventKind::ItemReopened, Actor::Member));
    assert_eq!(inbox.counts(&[]).await.unwrap(), counts);

    let decisions = inbox.snooze(&[item], Some(later), None).await.unwrap();
    assert_eq!(newest(&office).await, (EventKind::ItemSnoozed, Actor::Member));
    let snoozed = find(&office, View::Snoozed, item).await.unwrap().item;
    assert_eq!(
        snoozed.snoozed_until.map(|at| at.as_millisecond()),
        Some(later.as_millisecond())
    );
    let done = inbox.set_done(&[item], None).await.unwrap();
    assert!(
        find(&office, View::Snoozed, item).await.is_none(),
        "done is not put off"
    );
    undo(&office, &done).await;
    assert!(
        find(&office, View::Snoozed, item).await.is_some(),
        "and put off again by the undo"
    );
    undo(&office, &decisions).await;

    let decisions = inbox.set_muted(&[item], true, None).await.unwrap();
    assert_eq!(newest(&office).await, (EventKind::ItemMuted, Actor::Member));
    assert!(find(&office, View::NeedsReply, item).await.is_none());
    undo(&office, &decisions).await;

    let decisions = inbox.set_flagged(&[item], true).await.unwrap();
    assert_eq!(newest(&office).await, (EventKind::ItemFlagged, Actor::Member));
    assert!(find(&office, View::All, item).await.unwrap().item.flagged);
    undo(&office, &decisions).await;

    let decisions = inbox.assign_here(&[item], true, None).await.unwrap();
    assert_eq!(newest(&office).await, (EventKind::ItemAssigned, Actor::Member));
    let mine = find(&office, View::Mine, item).await.unwrap().item;
    assert_eq!(mine.assignee.map(|member| member.name).as_deref(), Some("Front desk"));
    assert!(find(&office, View::Unassigned, item).await.is_none());
    undo(&office, &decisions).await;

    inbox.set_read(&[item], true).await.unwrap();
    let decisions = inbox.set_read(&[item], false).await.unwrap();
    assert_eq!(newest(&office).await, (EventKind::ItemRead, Actor::Member));
    undo(&office, &decisions).await;
    assert!(find(&office, View::Unread, item).await.is_none());
    inbox.set_read(&[item], false).await.unwrap();

    let after = find(&office, View::All, item).await.unwrap().item;
    assert_eq!(after, before);
}

#[tokio::test]
async fn an_undo_leaves_what_was_decided_since() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let item = first(&office).await;
    let now = office.simulator.clock().now();
    let soon = inbox
        .snooze(&[item], Some(now + Duration::from_secs(90_000)), None)
        .await
        .unwrap();
    let later = now + Duration::from_secs(180_000);
    inbox.snooze(&[item], Some(later), None).await.unwrap();
    undo(&office, &soon).await;
    let snoozed = find(&office, View::Snoozed, item).await.unwrap().item.snoozed_until;
    assert_eq!(snoozed.map(|at| at.as_millisecond()), Some(later.as_millisecond()));

    let past = inbox.snooze(&[item], Some(now), None).await.unwrap_err();
    assert_eq!(past.code, ProblemCode::Precondition);
    let unknown = inbox.set_done(&[u32::MAX], None).await.unwrap_err();
    assert_eq!(unknown.code, ProblemCode::NotFound);
    let no_decision = inbox.undo(&[Seq(1)], None).await.unwrap_err();
    assert_eq!(
        no_decision.code,
        ProblemCode::NotFound,
        "a connected account is no decision"
    );
}

#[tokio::test]
async fn a_snoozed_item_leaves_the_list_and_comes_back_as_news_when_its_time_has_come() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let filter = Filter {
        view: View::NeedsReply,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    };
    let (snapshot, total) = inbox.open(filter, Typed::default()).await.unwrap();
    let item = inbox.rows(snapshot, 0, 1).await.unwrap()[0].item.row;
    let until = office.simulator.clock().now() + Duration::from_secs(3_600);
    inbox.snooze(&[item], Some(until), Some(snapshot)).await.unwrap();
    assert_eq!(inbox.rows(snapshot, 0, total).await.unwrap().len(), total - 1);
    assert_eq!(inbox.news(snapshot).await.unwrap(), 0);

    office.simulator.clock().advance(Duration::from_secs(3_700));
    poll::until("the item to wake", LIMIT, async || {
        Ok((inbox.news(snapshot).await? == 1).then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(first(&office).await, item, "it has waited longest, as before");
    assert_eq!(newest(&office).await, (EventKind::ItemWoken, Actor::System));
}

#[tokio::test]
async fn a_reply_by_somebody_else_opens_a_done_item_again_but_not_a_muted_one() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let rows = office.view(View::NeedsReply).await.unwrap();
    let face = |listed: &ListedItem| listed.item.face.comment().unwrap().clone();
    let alone = |listed: &&ListedItem| face(listed).parent.is_none() && listed.item.open == 1;
    let chosen: Vec<_> = rows.iter().filter(alone).take(2).collect();
    let [done, muted] = chosen[..] else {
        panic!("the world has two comments nobody replied to");
    };
    inbox.set_done(&[done.item.row], None).await.unwrap();
    inbox.set_muted(&[muted.item.row], true, None).await.unwrap();
    for listed in [done, muted] {
        let reply = json!({
            "media": face(listed).media, "parent": face(listed).id, "username": "late_visitor", "text": "Anybody?",
        });
        office.outside("comments", reply).await.unwrap();
    }
    office.sync().await.unwrap();
    poll::until("the reply to be read", LIMIT, async || {
        office.sync().await?;
        Ok(find(&office, View::NeedsReply, done.item.row).await.map(drop))
    })
    .await
    .unwrap();
    let back = find(&office, View::NeedsReply, done.item.row).await.unwrap().item;
    assert_eq!(
        (back.face.comment().unwrap().text.as_deref(), back.open),
        (Some("Anybody?"), 1),
        "the reply alone is open"
    );
    poll::until("the other reply to be read", LIMIT, async || {
        office.sync().await?;
        let all = find(&office, View::All, muted.item.row).await;
        Ok(all.filter(|listed| listed.item.open == 2).map(drop))
    })
    .await
    .unwrap();
    assert!(find(&office, View::NeedsReply, muted.item.row).await.is_none());
}
