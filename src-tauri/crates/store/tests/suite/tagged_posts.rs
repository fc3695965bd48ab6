//! Posts of others that tag an account: items whose only entry is the post.

use crate::support::*;
use crate::talk::{read, theirs};
use instagram::{Media, MediaType};
use jiff::Timestamp;
use store::arrivals::{self, Arrived};
use store::search::{self, FoundEntry, Number, Query};
use store::tagged_posts::{self, Listed};
use store::views::{self, Conditions, language};
use store::{Filter, ItemKind, ItemRow, Order, Store, UpsertCounts, View, accounts, events, items, words};

/// A post of somebody else, published `seconds` after the start.
fn tagging(name: &str, username: &str, caption: &str, seconds: i64) -> Media {
    Media {
        username: Some(username.to_owned()),
        caption: Some(caption.to_owned()),
        media_type: MediaType::Video,
        permalink: Some(format!("https://www.instagram.com/reel/{name}/").parse().unwrap()),
        timestamp: Some(at(seconds)),
        ..post(name)
    }
}

async fn list_for(store: &Store, name: &str, seconds: i64, page: &[Media]) -> Listed {
    let mut tx = store.write().await.unwrap();
    let listed = tagged_posts::upsert_page(&mut tx, &account(name), page, at(seconds))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    listed
}

async fn list(store: &Store, seconds: i64, page: &[Media]) -> Listed {
    list_for(store, "bakery", seconds, page).await
}

fn filter(view: View, line: &str) -> Filter {
    let (terms, complaints) = language::read(line);
    assert_eq!(complaints, [], "{line}");
    let now = at(86_400).to_zoned(jiff::tz::TimeZone::UTC);
    Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: Some(Conditions::new(terms, now)),
    }
}

async fn rows(store: &Store, view: View, line: &str) -> Vec<ItemRow> {
    let filter = filter(view, line);
    let numbers = views::open(store, &filter).await.unwrap().rows;
    views::rows(store, &numbers, filter.face(), None).await.unwrap()
}

/// The posts that a list shows; what is none is called "other".
async fn shown_in(store: &Store, view: View, line: &str) -> Vec<String> {
    let name = |row: &ItemRow| {
        let post = row.face.tagged_post();
        post.map_or_else(|| "other".to_owned(), |face| face.media.to_string())
    };
    rows(store, view, line).await.iter().map(name).collect()
}

async fn item_of(store: &Store, name: &str) -> u32 {
    let all = rows(store, View::All, "").await;
    let is_it = |row: &&ItemRow| row.face.tagged_post().is_some_and(|face| face.media.as_str() == name);
    all.iter().find(is_it).unwrap().row
}

/// Two posts that tag the bakery, and a conversation and a thread beside them.
async fn beside_others() -> World {
    let world = world().await;
    sync(&world, &[comment("thread", 1)]).await;
    read(&world, 5, &[theirs("m1", 4)], false).await;
    let page = [
        tagging("p2", "anna", "Is the rye of @bakery back? 🎉", 20),
        tagging("p1", "rye.fan", "Sunday loaf", 10),
    ];
    let listed = list(&world, 100, &page).await;
    assert_eq!(listed.counts, UpsertCounts { new: 2, changed: 0 });
    assert!(!listed.meets_known);
    world
}

#[tokio::test]
async fn a_tagged_post_is_unread_and_a_mention_and_waits_for_no_answer() {
    let world = beside_others().await;
    for (view, expected) in [
        (View::Mentions, vec!["p1", "p2"]),
        (View::Unread, vec!["other", "other", "p1", "p2"]),
        (View::All, vec!["other", "other", "p1", "p2"]),
        (View::NeedsReply, vec!["other", "other"]),
        (View::Questions, vec![]),
        (View::Hidden, vec![]),
        (View::Done, vec![]),
    ] {
        assert_eq!(shown_in(&world, view, "").await, expected, "{view:?}");
        let count = views::count(&world, &filter(view, "")).await.unwrap();
        assert_eq!(count, expected.len(), "{view:?}");
    }
    let all = rows(&world, View::Mentions, "").await;
    let face = all[0].face.tagged_post().unwrap();
    assert_eq!(face.username.as_deref(), Some("rye.fan"));
    assert_eq!(face.permalink.as_deref(), Some("https://www.instagram.com/reel/p1/"));
    assert_eq!((face.kind, face.gone), (store::MediaKind::Video, false));
    assert_eq!(face.written_at, Some(at(10)));
}

#[tokio::test]
async fn filters_and_the_search_ask_tagged_posts_as_they_ask_comments() {
    let world = beside_others().await;
    let untold = tagged_posts::untold(&world, 9).await.unwrap();
    let told: Vec<_> = untold
        .into_iter()
        .map(|entry| {
            let reading = words::read(entry.text.as_deref());
            (entry, reading)
        })
        .collect();
    assert_eq!(told.len(), 2);
    let mut tx = world.write().await.unwrap();
    tagged_posts::set_told(&mut tx, &told).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(tagged_posts::untold(&world, 9).await.unwrap(), []);
    for (line, expected) in [
        ("from:anna", vec!["p2"]),
        ("from:rye.fan has:mention", vec!["p1"]),
        ("has:mention", vec!["p1", "p2"]),
        ("has:emoji", vec!["p2"]),
        ("is:question from:anna", vec!["p2"]),
        ("replied:yes", vec![]),
        ("replied:no from:anna", vec!["p2"]),
        ("is:gone", vec![]),
        ("is:reply from:anna", vec![]),
        ("after:2000-01-01 -from:rye.fan -from:crumb", vec!["p2"]),
        ("account:bakery is:unread from:anna", vec!["p2"]),
    ] {
        let found = shown_in(&world, View::All, line).await;
        let found: Vec<_> = found.into_iter().filter(|name| name != "other").collect();
        assert_eq!(found, expected, "{line}");
    }

    let item = item_of(&world, "p2").await;
    for (typed, words) in [("", "rye back"), ("from:anna", "rye"), ("", "anna")] {
        let hits = search::hits(&world, &Query::parse(words)).await.unwrap();
        assert_eq!(hits.entry(item), Some(FoundEntry::First), "{words}");
        let filter = filter(View::Mentions, typed);
        let list = views::open(&world, &filter).await.unwrap().rows;
        for held in [views::Held::default(), views::Held::always()] {
            let found = views::narrow(&world, &filter, &hits, &list, &held).await.unwrap();
            assert_eq!(found, [item], "{typed} {words}");
        }
    }
}

#[tokio::test]
async fn what_is_decided_about_one_is_kept_when_its_page_is_read_again() {
    let world = beside_others().await;
    let item = item_of(&world, "p1").await;
    let known = items::get(&world, item).await.unwrap().unwrap();
    assert_eq!(known.kind, ItemKind::TaggedPost);
    assert_eq!(known.event_subject(), "tagged_post:bakery/p1");
    let mut tx = world.write().await.unwrap();
    let done = items::set_done(&mut tx, item, at(200)).await.unwrap();
    assert_eq!(done, Some(at(200)));
    assert_eq!(items::set_done(&mut tx, item, at(300)).await.unwrap(), None, "once");
    tx.commit().await.unwrap();
    let again = [tagging("p1", "rye.fan", "Sunday loaf, edited", 10)];
    let listed = list(&world, 400, &again).await;
    assert_eq!((listed.counts.changed, listed.meets_known), (1, true));
    assert_eq!(list(&world, 500, &again).await.counts, UpsertCounts::default());
    let row = &rows(&world, View::Done, "").await[0];
    assert!(row.done && !row.unread);
    assert_eq!(row.face.text(), Some("Sunday loaf, edited"));
    let hits = search::hits(&world, &Query::parse("edited")).await.unwrap();
    assert!(hits.contains(item));

    let mut tx = world.write().await.unwrap();
    assert!(items::reopen(&mut tx, item, done).await.unwrap());
    assert!(!items::reopen(&mut tx, item, None).await.unwrap());
    tx.commit().await.unwrap();
    let row = &rows(&world, View::Mentions, "").await[0];
    assert!(
        !row.done && row.unread,
        "done had made it read, so the undo makes it unread"
    );
    let mut tx = world.write().await.unwrap();
    assert!(items::set_read(&mut tx, item, true, at(600)).await.unwrap());
    assert!(!items::set_read(&mut tx, item, true, at(601)).await.unwrap());
    assert!(items::set_read(&mut tx, item, false, at(602)).await.unwrap());
    tx.commit().await.unwrap();
    assert!(rows(&world, View::Mentions, "").await[0].unread);
}

#[tokio::test]
async fn one_post_can_tag_two_accounts_and_each_decides_for_itself() {
    let world = beside_others().await;
    list_for(&world, "florist", 100, &[tagging("p3", "anna", "Both of them", 30)]).await;
    list(&world, 100, &[tagging("p3", "anna", "Both of them", 30)]).await;
    let both = rows(&world, View::Mentions, "after:2000-01-01 from:anna").await;
    let both: Vec<&ItemRow> = both
        .iter()
        .filter(|row| row.face.tagged_post().unwrap().media.as_str() == "p3")
        .collect();
    let accounts: Vec<&str> = both.iter().map(|row| row.account.as_str()).collect();
    assert_eq!(accounts, ["bakery", "florist"]);
    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, both[1].row, at(200)).await.unwrap();
    tx.commit().await.unwrap();
    let done = rows(&world, View::Done, "").await;
    assert_eq!((done.len(), done[0].account.as_str()), (1, "florist"));
}

async fn gone(store: &Store, item: u32, at: Timestamp) -> bool {
    let mut tx = store.write().await.unwrap();
    let gone = tagged_posts::vanish(&mut tx, item, at).await.unwrap();
    tx.commit().await.unwrap();
    gone
}

#[tokio::test]
async fn one_that_a_walk_did_not_meet_can_go_with_its_words_and_come_back_as_it_was_decided() {
    let world = beside_others().await;
    let (p1, p2) = (item_of(&world, "p1").await, item_of(&world, "p2").await);
    let (bakery, began) = (account("bakery"), at(1_000));
    let late = tagging("late", "anna", "Just now", 995);
    list(&world, 995, &[late]).await;
    let mut tx = world.write().await.unwrap();
    let page = [tagging("p2", "anna", "", 20)];
    tagged_posts::note_met(&mut tx, &bakery, &page, began).await.unwrap();
    tx.commit().await.unwrap();
    let unmet = tagged_posts::unmet(&world, &bakery, began, 9).await.unwrap();
    assert_eq!(
        unmet,
        [(p1, post_id("p1"))],
        "one just seen may be missing because reads lag"
    );

    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, p1, at(900)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(gone(&world, p1, at(1_100)).await);
    assert!(!gone(&world, p1, at(1_200)).await, "once");
    let event = events::recent(&world, 1).await.unwrap().remove(0);
    assert_eq!(event.subject, "tagged_post:bakery/p1");
    assert_eq!(event.kind, store::EventKind::OutsideChange);
    let row = tagged_posts::get(&world, p1).await.unwrap().unwrap();
    assert_eq!((row.gone_at, row.text), (Some(at(1_100)), None));
    assert_eq!(shown_in(&world, View::Mentions, "").await, ["p2", "late"]);
    assert_eq!(shown_in(&world, View::All, "is:gone").await, ["p1"]);
    assert_eq!(
        shown_in(&world, View::Done, "").await,
        [""; 0],
        "what is gone is no longer done"
    );
    let hits = search::hits(&world, &Query::parse("loaf")).await.unwrap();
    assert!(!hits.contains(p1) && !hits.contains(p2));
    assert_eq!(
        tagged_posts::unmet(&world, &bakery, at(2_000), 9).await.unwrap().len(),
        2
    );

    let listed = list(&world, 2_000, &[tagging("p1", "rye.fan", "Sunday loaf", 10)]).await;
    assert_eq!((listed.counts.changed, listed.meets_known), (1, false), "it comes anew");
    assert_eq!(shown_in(&world, View::Done, "").await, ["p1"]);
    assert_eq!(rows(&world, View::Done, "").await[0].face.text(), Some("Sunday loaf"));
}

#[tokio::test]
async fn its_owner_is_known_by_what_they_wrote_under_the_same_handle() {
    let world = beside_others().await;
    for (name, person) in [("p1", Some("person-1")), ("p2", None)] {
        let row = tagged_posts::get(&world, item_of(&world, name).await)
            .await
            .unwrap()
            .unwrap();
        let owner = tagged_posts::owner(&world, &row).await.unwrap();
        assert_eq!(owner.person.as_ref().map(instagram::PersonId::as_str), person, "{name}");
        assert_eq!(owner.username, row.username);
    }
    let list = views::open(
        &world,
        &Filter {
            order: Order::Author,
            ..filter(View::All, "")
        },
    )
    .await
    .unwrap()
    .rows;
    let (thread, p1) = (item(&world, "thread").await, item_of(&world, "p1").await);
    let place = |item: u32| list.iter().position(|each| *each == item).unwrap();
    assert_eq!(
        place(thread).abs_diff(place(p1)),
        1,
        "one author stands together: {list:?}"
    );
    assert_eq!(list.len(), 4);
    let names = views::group_names(&world, &[p1]).await.unwrap();
    assert_eq!(names[0].username.as_deref(), Some("rye.fan"));
}

#[tokio::test]
async fn new_ones_are_arrivals_and_old_ones_history() {
    let world = world().await;
    let before = arrivals::newest(&world).await.unwrap();
    list(
        &world,
        100,
        &[
            tagging("new", "anna", "Hello", 50),
            tagging("old", "anna", "Before", -50),
        ],
    )
    .await;
    let found = arrivals::since(&world, before, 9).await.unwrap();
    assert_eq!(
        found.len(),
        1,
        "what was published before the account was connected is history"
    );
    assert_eq!(found[0].what, Arrived::TaggedPost);
    assert!(found[0].unread && !found[0].needs_reply);
    let next = arrivals::newest(&world).await.unwrap();
    assert!(next.covers(&found[0]) && !before.covers(&found[0]));
    assert_eq!(arrivals::since(&world, next, 9).await.unwrap(), []);
    let mark: arrivals::Mark = serde_json::from_str(r#"{"comment":3,"message":4}"#).unwrap();
    assert_eq!(mark.tagged_post, 0, "a mark of an older program reads");
}

#[tokio::test]
async fn erasing_an_account_leaves_nothing_of_them() {
    let world = beside_others().await;
    let item = item_of(&world, "p1").await;
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(100))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(tagged_posts::get(&world, item).await.unwrap(), None);
    assert_eq!(items::get(&world, item).await.unwrap(), None);
    let hits = search::hits(&world, &Query::parse("loaf")).await.unwrap();
    assert!(!hits.contains(item) && !hits.holds(Number::first(item)));
}
