//! Lists under a line of the filter language, and short ways to say what is in them.

use crate::support::*;
use instagram::Comment;
use jiff::Zoned;
use jiff::tz::TimeZone;
use store::views::{self, Conditions, language};
use store::{Filter, ItemState, Order, Store, View, comments, items, words};

/// What a list of everything shows under a line, by the top of each thread, in their order.
pub(crate) async fn found(store: &Store, line: &str) -> Vec<String> {
    within(store, View::All, line).await
}

pub(crate) async fn within(store: &Store, view: View, line: &str) -> Vec<String> {
    let filter = filter(view, line);
    let rows = views::open(store, &filter).await.unwrap().rows;
    tops(store, &rows).await
}

/// A filter whose line is read at a day after the start, in Prague.
pub(crate) fn filter(view: View, line: &str) -> Filter {
    let (terms, complaints) = language::read(line);
    assert_eq!(complaints, [], "{line}");
    let now: Zoned = at(86_400).to_zoned(TimeZone::get("Europe/Prague").unwrap());
    Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: Some(Conditions::new(terms, now)),
    }
}

pub(crate) fn by(name: &str, seconds: i64, username: &str, text: &str) -> Comment {
    Comment {
        username: Some(username.to_owned()),
        text: Some(text.to_owned()),
        ..comment(name, seconds)
    }
}

pub(crate) async fn tell(store: &Store) {
    let untold = comments::untold(store, comments::TOLD_BATCH).await.unwrap();
    let told: Vec<_> = untold
        .into_iter()
        .map(|comment| {
            let reading = words::read(comment.text.as_deref());
            (comment, reading)
        })
        .collect();
    let mut tx = store.write().await.unwrap();
    comments::set_told(&mut tx, &told).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn decide(store: &Store, name: &str, state: ItemState) {
    let number = item(store, name).await;
    let mut tx = store.write().await.unwrap();
    items::set_state(&mut tx, number, &state).await.unwrap();
    tx.commit().await.unwrap();
}

/// The top comments of threads, by their items' numbers.
pub(crate) async fn tops(store: &Store, rows: &[u32]) -> Vec<String> {
    let mut tops = Vec::new();
    for row in rows {
        tops.push(items::get(store, *row).await.unwrap().unwrap().subject);
    }
    tops
}
