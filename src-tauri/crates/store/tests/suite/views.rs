use crate::support::*;
use instagram::{AccountId, Comment, Media};
use store::{ActionKind, Delivery, Face, Filter, MediaKind, Order, Store, View, ViewCounts, comments, items, views};

fn filter(view: View, order: Order, accounts: &[&str]) -> Filter {
    Filter {
        view,
        accounts: accounts.iter().copied().map(AccountId::from).collect(),
        order,
        typed: None,
    }
}

async fn names(store: &Store, filter: &Filter) -> Vec<String> {
    let packed = views::open(store, filter).await.unwrap();
    views::rows(store, &packed.rows, filter.face(), None)
        .await
        .unwrap()
        .into_iter()
        .map(|row| shown(&row).id.to_string())
        .collect()
}

async fn list(store: &Store, view: View) -> Vec<String> {
    names(store, &filter(view, Order::OldestFirst, &[])).await
}

async fn florist_sync(store: &Store, page: &[Comment]) {
    let mut tx = store.write().await.unwrap();
    comments::upsert_batch(&mut tx, &account("florist"), &post_id("florist-post"), page, at(99))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_view_shows_what_its_name_says() {
    let world = world().await;
    sync(
        &world,
        &[
            comment("open", 1),
            comment("answered", 2),
            own_reply("ours", "answered", 3),
            Comment {
                hidden: Some(true),
                ..comment("hidden", 4)
            },
            comment("done", 5),
            comment("gone", 6),
            comment("read", 7),
        ],
    )
    .await;
    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, item(&world, "done").await, at(50))
        .await
        .unwrap();
    comments::set_gone(&mut tx, &id("gone"), at(50)).await.unwrap();
    items::set_read(&mut tx, item(&world, "read").await, true, at(50))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    assert_eq!(list(&world, View::NeedsReply).await, ["open", "read"]);
    assert_eq!(list(&world, View::Unread).await, ["open", "answered"]);
    assert_eq!(list(&world, View::Hidden).await, ["hidden"]);
    assert_eq!(list(&world, View::Done).await, ["done"]);
    assert_eq!(
        list(&world, View::All).await,
        ["open", "answered", "hidden", "done", "gone", "read"]
    );
    let counts = views::counts(&world, &[]).await.unwrap();
    assert_eq!(
        counts,
        ViewCounts {
            needs_reply: 2,
            unread: 2,
            mine: 0,
            unassigned: 2,
            questions: 0,
            window_closing: 0,
            mentions: 0,
            snoozed: 0,
            hidden: 1,
            done: 1,
            all: 6
        }
    );
}

#[tokio::test]
async fn order_is_time_then_account_then_number_and_backwards_exactly_the_reverse() {
    let world = world().await;
    florist_sync(&world, &[comment("f-late", 30), comment("f-same", 20)]).await;
    sync(
        &world,
        &[
            comment("b-late", 40),
            comment("b-same-2", 20),
            comment("b-same-1", 20),
            comment("b-early", 10),
        ],
    )
    .await;
    let order = ["b-early", "b-same-2", "b-same-1", "f-same", "f-late", "b-late"];
    assert_eq!(list(&world, View::NeedsReply).await, order);
    let mut newest = names(&world, &filter(View::NeedsReply, Order::NewestFirst, &[])).await;
    newest.reverse();
    assert_eq!(newest, order);
}

#[tokio::test]
async fn comment_without_a_time_stands_where_it_was_first_seen() {
    let world = world().await;
    sync_at(
        &world,
        25,
        &[
            comment("early", 10),
            Comment {
                timestamp: None,
                ..comment("timeless", 0)
            },
            comment("late", 30),
        ],
    )
    .await;
    assert_eq!(list(&world, View::NeedsReply).await, ["early", "timeless", "late"]);
}

#[tokio::test]
async fn account_filter_keeps_the_others_out_of_lists_counts_and_news() {
    let world = world().await;
    sync(&world, &[comment("b", 1)]).await;
    florist_sync(&world, &[comment("f", 2)]).await;
    let bakery = filter(View::All, Order::OldestFirst, &["bakery"]);
    assert_eq!(names(&world, &bakery).await, ["b"]);
    assert_eq!(
        names(&world, &filter(View::All, Order::OldestFirst, &["florist", "bakery"])).await,
        ["b", "f"]
    );
    assert_eq!(
        views::counts(&world, &[account("florist")]).await.unwrap().needs_reply,
        1
    );
    assert_eq!(views::news(&world, &bakery, 0).await.unwrap(), 1);
    let quoted = filter(View::All, Order::OldestFirst, &["x') OR 1=1 --"]);
    assert!(names(&world, &quoted).await.is_empty(), "an id is a value, never SQL");
}

#[tokio::test]
async fn news_are_the_rows_of_the_filter_that_changed_after_the_list_was_taken() {
    let world = world().await;
    let needs_reply = filter(View::NeedsReply, Order::OldestFirst, &[]);
    sync(&world, &[comment("old", 1)]).await;
    let taken = views::open(&world, &needs_reply).await.unwrap();
    assert_eq!(views::news(&world, &needs_reply, taken.high_water).await.unwrap(), 0);

    sync(
        &world,
        &[
            comment("new-1", 2),
            comment("new-2", 3),
            Comment {
                hidden: Some(true),
                ..comment("h", 4)
            },
        ],
    )
    .await;
    assert_eq!(views::news(&world, &needs_reply, taken.high_water).await.unwrap(), 2);
    let fresh = views::news_rows(&world, &needs_reply, taken.high_water).await.unwrap();
    assert_eq!(fresh.rows.len(), 2);
    assert!(fresh.high_water > taken.high_water);
    assert_eq!(views::news(&world, &needs_reply, fresh.high_water).await.unwrap(), 0);

    sync(&world, &[comment("old", 1), comment("new-1", 2)]).await;
    assert_eq!(
        views::news(&world, &needs_reply, fresh.high_water).await.unwrap(),
        0,
        "a page that says nothing new"
    );
}

#[tokio::test]
async fn every_change_of_an_item_raises_its_sequence() {
    let world = world().await;
    sync(&world, &[comment("1", 1)]).await;
    let all = filter(View::All, Order::OldestFirst, &[]);
    let mut last = views::open(&world, &all).await.unwrap().high_water;
    for step in 0..4 {
        let mut tx = world.write().await.unwrap();
        let number = item(&world, "1").await;
        let changed = match step {
            0 => items::set_read(&mut tx, number, true, at(9)).await,
            1 => items::set_done(&mut tx, number, at(9)).await.map(|at| at.is_some()),
            2 => comments::set_hidden(&mut tx, &id("1"), true).await,
            _ => comments::set_gone(&mut tx, &id("1"), at(9)).await,
        };
        assert!(changed.unwrap());
        tx.commit().await.unwrap();
        let news = views::news_rows(&world, &all, last).await.unwrap();
        assert_eq!(news.rows, [number], "step {step}");
        assert_eq!(news.high_water, row(&world, "1").await.change_seq, "step {step}");
        last = news.high_water;
    }
}

#[tokio::test]
async fn rows_come_in_the_order_asked_with_post_and_newest_live_action() {
    let world = world().await;
    let album = Media {
        media_type: instagram::MediaType::CarouselAlbum,
        ..post("bakery-post")
    };
    see_posts(&world, "bakery", &[album]).await;
    sync(&world, &[comment("1", 1), comment("2", 2)]).await;
    let hide = queue(&world, ActionKind::Hide, "1").await;
    deliver(&world, &hide, Delivery::Sending, 0).await;
    queue(&world, ActionKind::Delete, "1").await;
    let sent = queue(&world, ActionKind::Hide, "2").await;
    deliver(&world, &sent, Delivery::Sent, 9).await;

    let (one, two) = (item(&world, "1").await, item(&world, "2").await);
    let rows = views::rows(&world, &[two, 999, one, two], Face::Newest, None)
        .await
        .unwrap();
    assert_eq!(
        rows.iter().map(|row| row.row).collect::<Vec<_>>(),
        [two, one, two],
        "a number that is no row is left out"
    );
    assert_eq!(rows[0].action, None, "an ended action is not under way");
    assert_eq!(rows[1].action, Some((ActionKind::Delete, Delivery::Waiting)));
    assert_eq!(
        (shown(&rows[0]).media_kind, shown(&rows[0]).has_picture, rows[0].unread),
        (MediaKind::Carousel, false, true)
    );
    assert_eq!(
        (rows[0].account.clone(), shown(&rows[0]).media.clone()),
        (account("bakery"), post_id("bakery-post"))
    );
}

#[tokio::test]
async fn a_long_list_begins_with_its_length_and_first_rows_and_stays_of_one_state() {
    let world = world().await;
    let many: Vec<_> = (0..i64::from(views::FIRST_ROWS) + 5)
        .map(|number| comment(&format!("c{number:03}"), number))
        .collect();
    sync(&world, &many).await;
    for view in [View::NeedsReply, View::Hidden] {
        let shown = filter(view, Order::NewestFirst, &["bakery"]);
        let all = views::open(&world, &shown).await.unwrap();
        let opening = views::begin(&world, &shown).await.unwrap();
        assert_eq!((opening.total, opening.high_water), (all.rows.len(), all.high_water));
        assert!(all.rows.starts_with(&opening.first), "{view:?}");

        sync(&world, &[comment(&format!("late for {view:?}"), 999)]).await;
        assert_eq!(
            opening.whole().await.unwrap(),
            all.rows,
            "what comes meanwhile is news, {view:?}"
        );
    }
}
