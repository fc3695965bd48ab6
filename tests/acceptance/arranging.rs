//! Lists ordered by post and author, lists in which a post, an author or a day stands together, and what of that is kept.

use std::collections::HashSet;
use std::hash::Hash;

use instagram::MediaId;
use jiff::tz::TimeZone;
use postroom_core::DATABASE_FILE;
use postroom_core::inbox::{ListedItem, Typed};
use postroom_core::settings::Arrangement;
use postroom_tests::office::Office;
use store::views::{Filter, ItemFace, Order, View};
use store::{Grouping, Store};

async fn list(office: &Office, view: View, order: Order, grouping: Grouping, search: &str) -> Vec<ListedItem> {
    let filter = Filter {
        view,
        accounts: Vec::new(),
        order,
        typed: None,
    };
    let typed = Typed { line: "", search };
    let inbox = office.app.inbox();
    let (snapshot, total) = inbox.open_grouped(filter, grouping, typed).await.unwrap();
    let rows = inbox.rows(snapshot, 0, total).await.unwrap();
    assert_eq!(rows.len(), total);
    inbox.close(snapshot);
    rows
}

/// The key of each run of rows with the same key, in the order of the list.
fn runs<K: PartialEq + Clone>(rows: &[ListedItem], key: impl Fn(&ListedItem) -> K) -> Vec<K> {
    let mut runs: Vec<K> = rows.iter().map(key).collect();
    runs.dedup();
    runs
}

fn all_differ<K: Eq + Hash>(keys: &[K]) -> bool {
    keys.iter().collect::<HashSet<_>>().len() == keys.len()
}

fn items(rows: &[ListedItem]) -> Vec<u32> {
    rows.iter().map(|row| row.item.row).collect()
}

/// The handle of who began the item.
fn began(row: &ListedItem, office: &Office) -> String {
    let Some(face) = row.item.face.comment() else {
        return row.item.face.username().unwrap().to_owned();
    };
    let world = office.simulator.world();
    let top = face.parent.as_ref().unwrap_or(&face.id);
    world.comment(top.as_str()).unwrap().username
}

/// The post that the item stands under; a conversation stands under none.
fn post(row: &ListedItem) -> Option<MediaId> {
    row.item.face.comment().map(|face| face.media.clone())
}

#[tokio::test]
async fn a_list_by_post_has_the_newest_post_first_and_in_it_what_waits_longest() {
    let office = Office::connected().await.unwrap();
    let oldest = list(&office, View::NeedsReply, Order::OldestFirst, Grouping::Nothing, "").await;
    let by_post = list(&office, View::NeedsReply, Order::Post, Grouping::Nothing, "").await;
    let posts = runs(&by_post, post);
    assert!(posts.len() > 2 && all_differ(&posts), "{posts:?}");
    let published = office.simulator.world().posts(&office.username(0));
    let expected = published.iter().map(|post| post.id.as_str());
    let expected: Vec<_> = expected
        .filter(|id| posts.iter().flatten().any(|post| post.as_str() == *id))
        .collect();
    assert_eq!(
        posts.iter().flatten().map(|post| post.as_str()).collect::<Vec<_>>(),
        expected
    );
    for post in &posts {
        let of = |rows: &[ListedItem]| {
            let theirs = rows.iter().filter(|row| self::post(row) == *post);
            theirs.map(|row| row.item.row).collect::<Vec<_>>()
        };
        assert_eq!(of(&by_post), of(&oldest), "the order of time within a post");
    }
    assert!(by_post.iter().all(|row| row.group.is_none()), "an order is no group");
}

#[tokio::test]
async fn a_list_by_author_goes_by_their_handles() {
    let office = Office::connected().await.unwrap();
    let by_author = list(&office, View::All, Order::Author, Grouping::Nothing, "").await;
    let authors = runs(&by_author, |row| began(row, &office));
    assert!(
        authors.len() > 5 && authors.is_sorted() && all_differ(&authors),
        "{authors:?}"
    );
}

#[tokio::test]
async fn groups_stand_where_their_first_item_stood_and_tell_how_many_they_are() {
    let office = Office::connected().await.unwrap();
    let alone = list(&office, View::NeedsReply, Order::OldestFirst, Grouping::Nothing, "").await;
    for grouping in [Grouping::Post, Grouping::Author, Grouping::Day] {
        let rows = list(&office, View::NeedsReply, Order::OldestFirst, grouping, "").await;
        assert_eq!(
            items(&rows)[0],
            items(&alone)[0],
            "{grouping:?}: what waits longest stays first"
        );
        assert_eq!(rows.len(), alone.len());
        let mut left = 0;
        for row in &rows {
            assert_eq!(row.group.is_some(), left == 0, "{grouping:?}");
            if let Some(group) = &row.group {
                left = group.rows;
            }
            left -= 1;
        }
        assert_eq!(left, 0, "the last group ends with the list");
        let names = match grouping {
            Grouping::Post => runs(&rows, |row| format!("{:?}", post(row))),
            Grouping::Author => runs(&rows, |row| began(row, &office)),
            Grouping::Day | Grouping::Nothing => runs(&rows, day),
        };
        assert!(all_differ(&names), "{grouping:?}: {names:?}");
        for row in &rows {
            let Some(group) = &row.group else { continue };
            match grouping {
                Grouping::Author => assert_eq!(group.name.username, Some(began(row, &office))),
                Grouping::Day => assert_eq!(group.day.map(|day| day.to_string()), Some(day(row))),
                Grouping::Post | Grouping::Nothing => {
                    let Some(face) = row.item.face.comment() else {
                        assert_eq!(group.name.caption, None);
                        continue;
                    };
                    let thread = office.app.inbox().thread(&face.id).await.unwrap();
                    assert_eq!(group.name.caption, thread.post.caption);
                }
            }
        }
    }
}

/// The day on which the row's face was written, as this machine counts days.
fn day(row: &ListedItem) -> String {
    let at = match &row.item.face {
        ItemFace::Comment(face) => face.written_at.unwrap(),
        ItemFace::Message(face) => face.at,
        ItemFace::TaggedPost(face) => face.written_at.unwrap(),
    };
    at.to_zoned(TimeZone::system()).date().to_string()
}

#[tokio::test]
async fn what_is_found_stands_together_too() {
    let office = Office::connected().await.unwrap();
    let word = {
        let others = office.others(&office.username(0));
        let mut words: Vec<String> = others
            .iter()
            .filter_map(|comment| comment.text.as_deref())
            .flat_map(|text| text.split(' ').map(str::to_lowercase))
            .filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
            .collect();
        words.sort();
        let mut most = (0, String::new());
        for run in words.chunk_by(|a, b| a == b) {
            most = most.max((run.len(), run[0].clone()));
        }
        most.1
    };
    let found = list(&office, View::All, Order::NewestFirst, Grouping::Nothing, &word).await;
    let together = list(&office, View::All, Order::NewestFirst, Grouping::Post, &word).await;
    assert!(found.len() > 2, "{word}");
    let (mut before, mut after) = (items(&found), items(&together));
    assert!(all_differ(&runs(&together, post)));
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after, "the same items in another order");
}

#[tokio::test]
async fn a_fixed_view_comes_back_as_it_was_put_together_last() {
    let office = Office::open().await.unwrap();
    let settings = office.app.settings();
    assert!(settings.arrangements().await.unwrap().is_empty());
    let by_post = Arrangement {
        order: Order::NewestFirst,
        grouping: Grouping::Post,
    };
    let by_author = Arrangement {
        order: Order::Author,
        grouping: Grouping::Nothing,
    };
    settings.arrange(View::NeedsReply, by_author).await.unwrap();
    settings.arrange(View::WindowClosing, by_author).await.unwrap();
    settings.arrange(View::NeedsReply, by_post).await.unwrap();

    let office = office.restart().await.unwrap();
    let kept = office.app.settings().arrangements().await.unwrap();
    let expected = [(View::NeedsReply, by_post), (View::WindowClosing, by_author)];
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), expected);

    let (simulator, machine, vault) = office.close().await.unwrap();
    let store = Store::open(&machine.folder().join("data").join(DATABASE_FILE))
        .await
        .unwrap();
    let mut tx = store.write().await.unwrap();
    store::meta::set(&mut tx, "arrangements", r#"{"needs_reply":{"order":"by_mood"}}"#)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    let office = Office::open_at(simulator, machine, vault).await.unwrap();
    let settings = office.app.settings();
    assert!(
        settings.arrangements().await.unwrap().is_empty(),
        "what this program does not know is as good as none"
    );
    settings.arrange(View::Done, by_post).await.unwrap();
    assert_eq!(settings.arrangements().await.unwrap().get(&View::Done), Some(&by_post));
}
