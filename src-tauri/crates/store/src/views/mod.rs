//! Views of the inbox: what a list shows, in which order, and how many rows that is.
//!
//! A list is a snapshot: [`open`] takes its row numbers once, packed by one statement that an index of the view serves
//! in order, and [`rows`] reads the window that is on screen. What came since is counted by [`news`].
//!
//! This module composes SQL at run time, from the fixed pieces in `filter` and bound values only.

mod filter;
mod rows;

use sqlx::{Sqlite, query_builder::QueryBuilder};

use crate::{Store, StoreError};

pub use filter::{Filter, Order, View};
pub use rows::{ItemRow, rows};

/// The row numbers of a list, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedRows {
    /// Local numbers of comments.
    pub rows: Vec<u32>,
    /// The change sequence at the instant the list was taken: what changed after it is above.
    pub high_water: i64,
}

/// How many rows each view has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ViewCounts {
    /// [`View::NeedsReply`].
    pub needs_reply: i64,
    /// [`View::Unread`].
    pub unread: i64,
    /// [`View::Hidden`].
    pub hidden: i64,
    /// [`View::Done`].
    pub done: i64,
    /// [`View::All`].
    pub all: i64,
}

/// Takes the list of a filter: one statement, one state of the database.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn open(store: &Store, filter: &Filter) -> Result<PackedRows, StoreError> {
    let mut query = QueryBuilder::new("");
    push_opening(&mut query, filter);
    packed(store, query).await
}

/// The rows of a filter that changed after `mark`, whether they were in it before or not: leave out those the list
/// already holds to say how many are new.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn news_rows(store: &Store, filter: &Filter, mark: i64) -> Result<PackedRows, StoreError> {
    let mut query = QueryBuilder::new("");
    push_changed(&mut query, filter, mark);
    packed(store, query).await
}

/// How many rows of a filter changed after `mark`, whether they were in it before or not.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn news(store: &Store, filter: &Filter, mark: i64) -> Result<u32, StoreError> {
    let mut query =
        QueryBuilder::new("SELECT count(*) FROM comments INDEXED BY comments_by_change WHERE change_seq > ");
    query.push_bind(mark).push(" AND ").push(filter.view.condition());
    filter.push_accounts(&mut query);
    let count: i64 = query.build_query_scalar().fetch_one(store.reader()).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many rows each view has, over the given accounts (none given: all).
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn counts(store: &Store, accounts: &[instagram::AccountId]) -> Result<ViewCounts, StoreError> {
    let mut query = QueryBuilder::new("SELECT ");
    for (place, view) in View::ALL.iter().enumerate() {
        if place > 0 {
            query.push(", ");
        }
        query
            .push("(SELECT count(*) FROM comments INDEXED BY ")
            .push(view.index())
            .push(" WHERE ")
            .push(view.condition());
        let filter = Filter {
            view: *view,
            accounts: accounts.to_vec(),
            order: Order::OldestFirst,
        };
        filter.push_accounts(&mut query);
        query.push(")");
    }
    let (needs_reply, unread, hidden, done, all): (i64, i64, i64, i64, i64) =
        query.build_query_as().fetch_one(store.reader()).await?;
    Ok(ViewCounts {
        needs_reply,
        unread,
        hidden,
        done,
        all,
    })
}

/// The statement of [`open`]. The ordered subquery feeds `group_concat` row by row, in the order of the view's index.
fn push_opening(query: &mut QueryBuilder<'static, Sqlite>, filter: &Filter) {
    query
        .push(PACK)
        .push(filter.view.index())
        .push(" WHERE ")
        .push(filter.view.condition());
    filter.push_accounts(query);
    query.push(filter.order.clause()).push(")");
}

/// The statement of [`news_rows`]: few rows, so it is served by their change and then sorted.
fn push_changed(query: &mut QueryBuilder<'static, Sqlite>, filter: &Filter, mark: i64) {
    query
        .push(PACK)
        .push("comments_by_change WHERE change_seq > ")
        .push_bind(mark);
    query.push(" AND ").push(filter.view.condition());
    filter.push_accounts(query);
    query.push(filter.order.clause()).push(")");
}

const PACK: &str =
    "SELECT (SELECT value FROM change_counter), group_concat(id) FROM (SELECT id FROM comments INDEXED BY ";

async fn packed(store: &Store, mut query: QueryBuilder<'static, Sqlite>) -> Result<PackedRows, StoreError> {
    let (high_water, packed): (i64, Option<String>) = query.build_query_as().fetch_one(store.reader()).await?;
    let rows = packed.as_deref().map_or_else(|| Ok(Vec::new()), unpack)?;
    Ok(PackedRows { rows, high_water })
}

/// Reads what `group_concat` joined with commas.
fn unpack(packed: &str) -> Result<Vec<u32>, StoreError> {
    packed
        .split(',')
        .map(|row| row.parse().map_err(|_| StoreError::Unreadable { what: "comments.id" }))
        .collect()
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
