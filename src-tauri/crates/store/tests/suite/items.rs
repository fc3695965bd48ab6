use crate::support::*;
use instagram::Comment;
use serde_json::json;
use store::events::{self, Actor};
use store::{
    EventKind, Face, Filter, Item, ItemRow, ItemState, Order, Store, StoreError, View, comments, items, members, views,
};

async fn state_of(world: &Store, name: &str) -> Item {
    items::get(world, item(world, name).await).await.unwrap().unwrap()
}

fn filter(view: View, order: Order) -> Filter {
    Filter {
        view,
        accounts: Vec::new(),
        order,
        typed: None,
    }
}

async fn listed(world: &Store, view: View) -> Vec<ItemRow> {
    let filter = filter(view, Order::OldestFirst);
    let numbers = views::open(world, &filter).await.unwrap().rows;
    views::rows(world, &numbers, filter.face(), None).await.unwrap()
}

/// The faces of a view, oldest first.
async fn faces(world: &Store, view: View) -> Vec<String> {
    let rows = listed(world, view).await;
    rows.iter().map(|row| shown(row).id.to_string()).collect()
}

async fn done(world: &Store, name: &str, seconds: i64) -> Option<jiff::Timestamp> {
    let number = item(world, name).await;
    let mut tx = world.write().await.unwrap();
    let at = items::set_done(&mut tx, number, at(seconds)).await.unwrap();
    tx.commit().await.unwrap();
    at
}

async fn decide(world: &Store, name: &str, change: impl FnOnce(&mut ItemState)) {
    let Item { row, mut state, .. } = state_of(world, name).await;
    change(&mut state);
    let mut tx = world.write().await.unwrap();
    items::set_state(&mut tx, row, &state).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_thread_is_one_row_with_its_open_count_and_the_oldest_open_entry_as_its_face() {
    let world = world().await;
    sync(
        &world,
        &[
            comment("top", 10),
            reply("early", "top", 20),
            own_reply("ours", "top", 30),
            reply("late", "top", 40),
            reply("later", "top", 50),
            comment("other", 45),
        ],
    )
    .await;
    let rows = listed(&world, View::NeedsReply).await;
    let seen: Vec<_> = rows.iter().map(|row| (shown(row).id.as_str(), row.open)).collect();
    assert_eq!(seen, [("late", 2), ("other", 1)], "answered ones wait no longer");
    assert!(rows[0].unread && !rows[0].done);
    assert_eq!(
        faces(&world, View::All).await,
        ["other", "later"],
        "elsewhere the newest is shown"
    );

    let newest = filter(View::NeedsReply, Order::NewestFirst);
    let numbers = views::open(&world, &newest).await.unwrap().rows;
    let rows = views::rows(&world, &numbers, newest.face(), None).await.unwrap();
    let seen: Vec<_> = rows.iter().map(|row| shown(row).id.as_str()).collect();
    assert_eq!(seen, ["later", "other"]);
}

#[tokio::test]
async fn done_closes_everything_in_the_thread_and_its_undo_opens_exactly_that() {
    let world = world().await;
    sync(&world, &[comment("top", 10), reply("a", "top", 20)]).await;
    let first = done(&world, "top", 100).await.unwrap();
    assert!(faces(&world, View::NeedsReply).await.is_empty());
    assert_eq!(faces(&world, View::Done).await, ["a"]);
    sync(&world, &[reply("b", "top", 200)]).await;
    let second = done(&world, "top", 50).await.unwrap();
    assert!(
        second > first,
        "although the clock was set back, the instant names one decision"
    );
    assert_eq!(done(&world, "top", 300).await, None, "there is nothing left to close");

    let number = item(&world, "top").await;
    let mut tx = world.write().await.unwrap();
    assert!(items::reopen(&mut tx, number, Some(second)).await.unwrap());
    assert!(!items::reopen(&mut tx, number, Some(second)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(faces(&world, View::NeedsReply).await, ["b"]);
    assert_eq!(row(&world, "b").await.read_at, None, "done had counted as read");
    assert_eq!(
        row(&world, "top").await.done_at,
        Some(first),
        "the decision before it stands"
    );

    let mut tx = world.write().await.unwrap();
    assert!(items::reopen(&mut tx, number, None).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(state_of(&world, "top").await.open, 3);
}

#[tokio::test]
async fn a_new_reply_opens_a_done_thread_again_and_says_so() {
    let world = world().await;
    sync(&world, &[comment("top", 10)]).await;
    done(&world, "top", 100).await;
    sync(&world, &[own_reply("ours", "top", 110)]).await;
    assert!(
        events::of_subject(&world, "thread:top").await.unwrap().is_empty(),
        "our own words open nothing"
    );

    sync(&world, &[reply("more", "top", 120)]).await;
    assert_eq!(faces(&world, View::NeedsReply).await, ["more"]);
    let log = events::of_subject(&world, "thread:top").await.unwrap();
    let told: Vec<_> = log.iter().map(|event| (event.kind, event.actor)).collect();
    assert_eq!(told, [(EventKind::ItemReopened, Actor::System)]);
    assert_eq!(log[0].account, Some(account("bakery")));

    sync(&world, &[reply("more", "top", 120), reply("again", "top", 130)]).await;
    assert_eq!(
        events::of_subject(&world, "thread:top").await.unwrap().len(),
        1,
        "it was open already"
    );
}

#[tokio::test]
async fn a_snoozed_thread_stays_away_until_its_time_or_a_reply() {
    let world = world().await;
    sync(&world, &[comment("later", 1), comment("sooner", 2), comment("here", 3)]).await;
    decide(&world, "later", |state| state.snoozed_until = Some(at(900))).await;
    decide(&world, "sooner", |state| state.snoozed_until = Some(at(800))).await;
    assert_eq!(faces(&world, View::NeedsReply).await, ["here"]);
    assert_eq!(faces(&world, View::Unread).await, ["here"]);
    assert_eq!(
        faces(&world, View::Snoozed).await,
        ["sooner", "later"],
        "the next to wake first"
    );
    assert!(items::due(&world, at(799), 10).await.unwrap().is_empty());
    let due = items::due(&world, at(900), 10).await.unwrap();
    assert_eq!(due, [item(&world, "sooner").await, item(&world, "later").await]);
    assert_eq!(items::due(&world, at(900), 1).await.unwrap().len(), 1);

    sync(&world, &[reply("hurry", "later", 500)]).await;
    assert_eq!(faces(&world, View::NeedsReply).await, ["later", "here"]);
    let log = events::of_subject(&world, "thread:later").await.unwrap();
    assert_eq!((log[0].kind, log[0].actor), (EventKind::ItemWoken, Actor::System));
    assert_eq!(
        log[0].payload,
        json!({ "before": at(900).as_millisecond(), "cause": "reply" })
    );
}

#[tokio::test]
async fn a_muted_thread_does_not_come_back_with_a_reply() {
    let world = world().await;
    sync(&world, &[comment("top", 1)]).await;
    decide(&world, "top", |state| state.muted_at = Some(at(5))).await;
    sync(&world, &[reply("more", "top", 10)]).await;
    for view in [View::NeedsReply, View::Unread, View::Unassigned] {
        assert!(faces(&world, view).await.is_empty(), "{view:?}");
    }
    assert!(listed(&world, View::All).await[0].muted);
}

#[tokio::test]
async fn mine_and_unassigned_are_parts_of_what_needs_a_reply() {
    let world = world().await;
    sync(&world, &[comment("mine", 1), comment("free", 2), comment("closed", 3)]).await;
    let mut tx = world.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    members::add_here(&mut tx, "Somebody else", at(1)).await.unwrap();
    members::change_here(&mut tx, "Ana", 4).await.unwrap();
    tx.commit().await.unwrap();
    let here = members::here(&world).await.unwrap().unwrap();
    assert_eq!(
        (here.name.as_str(), here.colour),
        ("Ana", 4),
        "one person, as they call themselves now"
    );
    for name in ["mine", "closed"] {
        decide(&world, name, |state| state.assignee = Some(here.uid)).await;
    }
    done(&world, "closed", 9).await;

    assert_eq!(faces(&world, View::Mine).await, ["mine"]);
    assert_eq!(faces(&world, View::Unassigned).await, ["free"]);
    let counts = views::counts(&world, &[]).await.unwrap();
    assert_eq!((counts.needs_reply, counts.mine, counts.unassigned), (2, 1, 1));
    assert_eq!(listed(&world, View::Mine).await[0].assignee, Some(here));

    let number = item(&world, "free").await;
    let stranger = ItemState {
        assignee: Some(uuid::Uuid::nil()),
        ..ItemState::default()
    };
    let mut tx = world.write().await.unwrap();
    let refused = items::set_state(&mut tx, number, &stranger).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "member" })));
}

#[tokio::test]
async fn hidden_and_gone_entries_leave_the_rest_of_the_thread_as_it_is() {
    let world = world().await;
    sync(
        &world,
        &[comment("top", 10), reply("a", "top", 20), reply("b", "top", 30)],
    )
    .await;
    let mut tx = world.write().await.unwrap();
    comments::set_hidden(&mut tx, &id("top"), true).await.unwrap();
    comments::set_gone(&mut tx, &id("b"), at(50)).await.unwrap();
    tx.commit().await.unwrap();
    let rows = listed(&world, View::NeedsReply).await;
    assert_eq!((shown(&rows[0]).id.as_str(), rows[0].open), ("a", 1));
    let hidden = listed(&world, View::Hidden).await;
    assert_eq!((shown(&hidden[0]).id.as_str(), shown(&hidden[0]).hidden), ("top", true));
    let all = listed(&world, View::All).await;
    assert_eq!(
        (shown(&all[0]).id.as_str(), shown(&all[0]).gone),
        ("b", true),
        "the tombstone is shown"
    );
}

#[tokio::test]
async fn unread_is_the_newest_entry_again_and_read_is_all_of_them() {
    let world = world().await;
    sync(&world, &[comment("top", 10), reply("a", "top", 20)]).await;
    let number = item(&world, "top").await;
    let mut tx = world.write().await.unwrap();
    assert!(items::set_read(&mut tx, number, true, at(30)).await.unwrap());
    assert!(!items::set_read(&mut tx, number, true, at(31)).await.unwrap());
    tx.commit().await.unwrap();
    assert!(faces(&world, View::Unread).await.is_empty());

    let mut tx = world.write().await.unwrap();
    assert!(items::set_read(&mut tx, number, false, at(32)).await.unwrap());
    assert!(!items::set_read(&mut tx, number, false, at(33)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(faces(&world, View::Unread).await, ["a"]);
    assert_eq!(state_of(&world, "top").await.unread, 1);
}

#[tokio::test]
async fn a_thread_of_our_own_comment_is_listed_once_somebody_replies() {
    let world = world().await;
    let ours = Comment {
        parent_id: None,
        ..own_reply("ours", "ours", 10)
    };
    sync(&world, &[ours]).await;
    assert!(faces(&world, View::All).await.is_empty());
    sync(&world, &[reply("asked", "ours", 20)]).await;
    assert_eq!(faces(&world, View::NeedsReply).await, ["asked"]);
}

#[tokio::test]
async fn a_comment_whose_parent_is_told_later_moves_to_the_item_of_its_thread() {
    let world = world().await;
    sync(&world, &[comment("top", 10), comment("below", 20)]).await;
    let alone = item(&world, "below").await;
    sync(&world, &[reply("below", "top", 20)]).await;
    assert_eq!(item(&world, "below").await, item(&world, "top").await);
    assert_eq!(listed(&world, View::NeedsReply).await[0].open, 2);
    let empty = items::get(&world, alone).await.unwrap().unwrap();
    assert_eq!(empty.open, 0, "what it left keeps nothing");
    assert_eq!(faces(&world, View::All).await, ["below"]);
}

#[tokio::test]
async fn an_answer_from_elsewhere_is_told_from_one_written_here() {
    let world = world().await;
    sync(
        &world,
        &[
            comment("phone", 1),
            own_reply("by-phone", "phone", 2),
            comment("here", 3),
        ],
    )
    .await;
    let sent = store::OwnReply {
        id: id("by-member"),
        account: account("bakery"),
        media: post_id("bakery-post"),
        parent: id("here"),
        answers: id("here"),
        text: "our words".to_owned(),
        written_at: at(4),
        sent_by: Some("Member".to_owned()),
    };
    let mut tx = world.write().await.unwrap();
    comments::insert_own_reply(&mut tx, &sent).await.unwrap();
    tx.commit().await.unwrap();
    let told: Vec<_> = listed(&world, View::All)
        .await
        .into_iter()
        .map(|row| {
            (
                shown(&row).id.to_string(),
                shown(&row).answered,
                shown(&row).answered_outside,
            )
        })
        .collect();
    assert_eq!(
        told,
        [("phone".to_owned(), true, true), ("here".to_owned(), true, false)]
    );
}

#[tokio::test]
async fn a_row_whose_kind_of_face_is_gone_shows_its_newest_entry() {
    let world = world().await;
    sync(&world, &[comment("top", 10), reply("a", "top", 20)]).await;
    done(&world, "top", 30).await;
    let number = item(&world, "top").await;
    for face in [
        Face::OldestOpen,
        Face::NewestOpen,
        Face::OldestUnread,
        Face::NewestHidden,
        Face::Newest,
    ] {
        let rows = views::rows(&world, &[number], face, None).await.unwrap();
        assert_eq!(shown(&rows[0]).id.as_str(), "a", "{face:?}");
    }
}
