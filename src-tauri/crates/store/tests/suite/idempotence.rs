use crate::support::*;
use instagram::{Author, Comment, OwnUser};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use store::{CommentRow, Filter, Order, UpsertCounts, View, comments, items, media, views};

#[test]
fn reading_the_same_page_again_changes_nothing_and_no_order_of_pages_loses_a_row() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 48,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(
            &(vec(any_comment(), 1..30), any::<prop::sample::Index>()),
            |(page, cut)| {
                runtime.block_on(async {
                    let world = world().await;
                    let cut = cut.index(page.len());
                    let (first, second) = page.split_at(cut);
                    sync(&world, first).await;
                    sync(&world, second).await;
                    // The last word about each comment; what a page leaves out does not matter to the second round.
                    sync(&world, &page).await;
                    let before = everything(&world).await;

                    let counts = sync(&world, &page).await;

                    prop_assert_eq!(counts, UpsertCounts::default());
                    prop_assert_eq!(everything(&world).await, before.clone());
                    let ids: BTreeSet<_> = page.iter().map(|comment| comment.id.clone()).collect();
                    prop_assert_eq!(before.len(), ids.len());
                    let post = media::get(&world, &post_id("bakery-post")).await.unwrap().unwrap();
                    prop_assert_eq!(usize::try_from(post.seen_comments).unwrap(), before.len());
                    answered_is_true_to_its_word(&before)?;
                    items_are_true_to_their_entries(&world, &before).await
                })
            },
        )
        .unwrap();
}

/// The rule of the module, worked out the slow way.
fn answered_is_true_to_its_word(rows: &[CommentRow]) -> Result<(), TestCaseError> {
    for row in rows {
        let top = row.parent.as_ref().unwrap_or(&row.id);
        let ours = rows
            .iter()
            .filter(|other| other.ours && other.parent.as_ref() == Some(top));
        let expected = !row.ours
            && ours
                .into_iter()
                .any(|ours| row.parent.is_none() || sort_at(ours) > sort_at(row));
        prop_assert_eq!(row.answered, expected, "{:?}", row);
    }
    Ok(())
}

/// What is kept on each item, worked out the slow way.
async fn items_are_true_to_their_entries(store: &store::Store, rows: &[CommentRow]) -> Result<(), TestCaseError> {
    let tops: BTreeSet<_> = rows.iter().map(|row| row.parent.as_ref().unwrap_or(&row.id)).collect();
    for top in tops {
        let thread: Vec<_> = rows
            .iter()
            .filter(|row| row.id == *top || row.parent.as_ref() == Some(top))
            .collect();
        let numbers: BTreeSet<_> = thread.iter().map(|row| row.item).collect();
        prop_assert_eq!(numbers.len(), 1, "one item a thread");
        let item = items::get(store, thread[0].item).await.unwrap().unwrap();
        prop_assert_eq!(&item.subject, top.as_str());
        let of_others = |wanted: fn(&CommentRow) -> bool| {
            i64::try_from(thread.iter().filter(|row| !row.ours && wanted(row)).count()).unwrap()
        };
        prop_assert_eq!(item.open, of_others(CommentRow::is_open));
        prop_assert_eq!(item.unread, of_others(|row| !row.hidden && row.read_at.is_none()));
    }
    let shown = |view| Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    };
    let list = views::open(store, &shown(View::NeedsReply)).await.unwrap().rows;
    let mut waiting: Vec<_> = rows.iter().filter(|row| row.is_open()).collect();
    waiting.sort_by_key(|row| (sort_at(row), row.item));
    let mut wanted = Vec::new();
    for row in waiting {
        if !wanted.contains(&row.item) {
            wanted.push(row.item);
        }
    }
    prop_assert_eq!(list, wanted, "by the entry that waits longest");
    Ok(())
}

fn sort_at(row: &CommentRow) -> jiff::Timestamp {
    row.written_at.unwrap_or(row.first_seen_at)
}

async fn everything(store: &store::Store) -> Vec<CommentRow> {
    comments::of_media(store, &post_id("bakery-post")).await.unwrap()
}

/// Comments and replies from a small set of ids, so that pages overlap and threads form.
fn any_comment() -> impl Strategy<Value = Comment> {
    let parent = prop::option::of(0..4_u8);
    let author = prop_oneof![Just("rye.fan"), Just("bakery"), Just("other")];
    (
        0..20_u8,
        parent,
        author,
        any::<bool>(),
        prop::option::of(any::<String>()),
        prop::option::of(0..50_i64),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(number, parent, author, marked, text, seconds, hidden)| Comment {
            // Ids below 4 are top-level comments, so a reply's parent is never a reply.
            parent_id: parent.filter(|_| number >= 4).map(|parent| id(&format!("c{parent}"))),
            id: id(&format!("c{number}")),
            text,
            timestamp: seconds.map(at),
            username: Some(author.to_owned()),
            from: (author != "bakery").then(|| Author {
                id: author.into(),
                username: None,
            }),
            user: (author == "bakery" && marked).then(|| OwnUser { id: account("bakery") }),
            hidden,
            like_count: seconds.map(|seconds| seconds.unsigned_abs()),
            ..comment("", 0)
        })
}
