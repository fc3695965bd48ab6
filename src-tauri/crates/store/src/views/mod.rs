//! Views of the inbox: what a list shows, in which order, and how many rows that is.
//!
//! A list is a snapshot: [`open`] takes its row numbers once, packed by one statement that an index of the view serves
//! in order; [`begin`] tells its length and first rows before that, for a list of a million. [`rows`] reads the window that
//! is on screen. What came since is counted by [`news`]. A row is an item; what it shows of its entries is chosen for the
//! rows of the window alone.
//!
//! A line typed above the list narrows it: [`language`] reads it, `conditions` asks the database. Words are searched for,
//! and [`narrow`] leaves of the list what was found.
//!
//! This module composes SQL at run time, from fixed pieces and bound values only.

mod conditions;
mod filter;
mod found;
mod grouping;
pub mod language;
mod message_rows;
mod packed;
mod places;
mod rows;
mod tagged_rows;
mod written;

use sqlx::{Sqlite, SqliteConnection, Transaction, query_builder::QueryBuilder};

use crate::{Store, StoreError};

use filter::Scope;

pub use conditions::Conditions;
pub use filter::{Face, Filter, Order, View};
pub use found::{Held, narrow};
pub use grouping::{GroupName, Grouping, Groups, group_names, groups};
pub use message_rows::MessageFace;
pub use rows::{CommentFace, ItemFace, ItemRow, rows};
pub use tagged_rows::TaggedPostFace;

/// How many rows of a list [`begin`] takes at once: more than a window shows.
pub const FIRST_ROWS: u32 = 200;

/// A list that is being opened: everything in it is of one state of the database.
#[derive(Debug)]
pub struct Opening {
    /// Its first rows, [`FIRST_ROWS`] at most.
    pub first: Vec<u32>,
    /// How many rows it has.
    pub total: usize,
    /// The change sequence of that state.
    pub high_water: i64,
    filter: Filter,
    scope: Scope,
    transaction: Transaction<'static, Sqlite>,
}

impl Opening {
    /// All its rows.
    ///
    /// # Errors
    /// [`StoreError::Sql`] when the database refuses.
    pub async fn whole(mut self) -> Result<Vec<u32>, StoreError> {
        let mut query = QueryBuilder::new("");
        push_opening(&mut query, &self.filter, &self.scope, None);
        Ok(packed(&mut self.transaction, query).await?.rows)
    }
}

/// The row numbers of a list, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedRows {
    /// Local numbers of items.
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
    /// [`View::Mine`].
    pub mine: i64,
    /// [`View::Unassigned`].
    pub unassigned: i64,
    /// [`View::Questions`].
    pub questions: i64,
    /// [`View::Snoozed`].
    pub snoozed: i64,
    /// [`View::Hidden`].
    pub hidden: i64,
    /// [`View::Done`].
    pub done: i64,
    /// [`View::All`].
    pub all: i64,
    /// [`View::WindowClosing`].
    pub window_closing: i64,
    /// [`View::Mentions`].
    pub mentions: i64,
}

/// Takes the list of a filter: one statement, one state of the database. What is ordered by post or author was brought into
/// that order a moment later.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn open(store: &Store, filter: &Filter) -> Result<PackedRows, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let mut query = QueryBuilder::new("");
    push_opening(&mut query, filter, &scope, None);
    let PackedRows { rows, high_water } = packed(&mut *store.reader().acquire().await?, query).await?;
    let rows = grouping::in_order(store, filter.order, rows).await?;
    Ok(PackedRows { rows, high_water })
}

/// Begins to take the list of a filter: its length and its first rows, in the order of time. A reader is held until the [`Opening`] goes.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn begin(store: &Store, filter: &Filter) -> Result<Opening, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let mut transaction = store.reader().begin().await?;
    let mut query = QueryBuilder::new("");
    push_opening(&mut query, filter, &scope, Some(FIRST_ROWS));
    let PackedRows {
        rows: first,
        high_water,
    } = packed(&mut transaction, query).await?;
    let mut total = first.len();
    if u32::try_from(total).is_ok_and(|taken| taken == FIRST_ROWS) {
        let mut query = QueryBuilder::new("SELECT ");
        push_count(&mut query, filter, &scope);
        let count: i64 = query.build_query_scalar().fetch_one(&mut *transaction).await?;
        total = usize::try_from(count).unwrap_or(0);
    }
    Ok(Opening {
        first,
        total,
        high_water,
        filter: filter.clone(),
        scope,
        transaction,
    })
}

/// How many rows a filter has.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn count(store: &Store, filter: &Filter) -> Result<usize, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let mut query = QueryBuilder::new("SELECT ");
    push_count(&mut query, filter, &scope);
    let count: i64 = query.build_query_scalar().fetch_one(store.reader()).await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The rows of a filter that changed after `mark`, whether they were in it before or not: leave out those the list
/// already holds to say how many are new.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn news_rows(store: &Store, filter: &Filter, mark: i64) -> Result<PackedRows, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let mut query = QueryBuilder::new("");
    push_changed(&mut query, filter, &scope, mark);
    packed(&mut *store.reader().acquire().await?, query).await
}

/// How many rows of a filter changed after `mark`, whether they were in it before or not.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn news(store: &Store, filter: &Filter, mark: i64) -> Result<u32, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let mut query = QueryBuilder::new("SELECT count(*) FROM items INDEXED BY items_by_change WHERE change_seq > ");
    query.push_bind(mark).push(" AND ").push(filter.view.condition());
    scope.push(&mut query);
    filter.push_typed(&mut query, &scope);
    let count: i64 = query.build_query_scalar().fetch_one(store.reader()).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many rows each view has, over the given accounts (none given: all).
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn counts(store: &Store, accounts: &[instagram::AccountId]) -> Result<ViewCounts, StoreError> {
    let scope = Scope::of(store, accounts).await?;
    let mut query = QueryBuilder::new("SELECT ");
    for (place, view) in View::ALL.iter().enumerate() {
        if place > 0 {
            query.push(", ");
        }
        let filter = Filter {
            view: *view,
            accounts: accounts.to_vec(),
            order: Order::OldestFirst,
            typed: None,
        };
        push_count(&mut query, &filter, &scope);
    }
    type Counted = (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64);
    let counted: Counted = query.build_query_as().fetch_one(store.reader()).await?;
    let (needs_reply, unread, mine, unassigned, questions, snoozed, hidden, done, all, window_closing, mentions) =
        counted;
    Ok(ViewCounts {
        needs_reply,
        unread,
        mine,
        unassigned,
        questions,
        snoozed,
        hidden,
        done,
        all,
        window_closing,
        mentions,
    })
}

/// The statement of [`open`]. The ordered subquery feeds `group_concat` row by row, in the order of the view's index.
fn push_opening(query: &mut QueryBuilder<'static, Sqlite>, filter: &Filter, scope: &Scope, most: Option<u32>) {
    query
        .push(PACK)
        .push(filter.view.index(filter.order))
        .push(" WHERE ")
        .push(filter.view.condition());
    scope.push(query);
    filter.push_typed(query, scope);
    query.push(filter.order_clause());
    if let Some(most) = most {
        query.push(" LIMIT ").push_bind(most);
    }
    query.push(")");
}

/// How many rows a list has, as an expression.
fn push_count(query: &mut QueryBuilder<'static, Sqlite>, filter: &Filter, scope: &Scope) {
    query.push("(SELECT count(*) FROM items ");
    match filter.view {
        // Few items hold one, and their numbers are known without a look at all the others.
        View::Mentions => query.push("NOT INDEXED"),
        view => query.push("INDEXED BY ").push(view.index(Order::OldestFirst)),
    };
    query.push(" WHERE ").push(filter.view.condition());
    // Nothing is put in order here, so that over all accounts the column need not be read at all.
    if *scope != Scope::Everything {
        scope.push(query);
    }
    filter.push_typed(query, scope);
    query.push(")");
}

/// The statement of [`news_rows`]: few rows, so it is served by their change and then sorted.
fn push_changed(query: &mut QueryBuilder<'static, Sqlite>, filter: &Filter, scope: &Scope, mark: i64) {
    query
        .push(PACK)
        .push("items_by_change WHERE change_seq > ")
        .push_bind(mark);
    query.push(" AND ").push(filter.view.condition());
    scope.push(query);
    filter.push_typed(query, scope);
    query.push(filter.order_clause()).push(")");
}

const PACK: &str = "SELECT (SELECT value FROM change_counter), group_concat(id) FROM (SELECT id FROM items INDEXED BY ";

async fn packed(
    reader: &mut SqliteConnection,
    mut query: QueryBuilder<'static, Sqlite>,
) -> Result<PackedRows, StoreError> {
    let (high_water, packed): (i64, Option<String>) = query.build_query_as().fetch_one(reader).await?;
    let rows = packed.as_deref().map_or_else(|| Ok(Vec::new()), unpack)?;
    Ok(PackedRows { rows, high_water })
}

/// Reads what `group_concat` joined with commas.
fn unpack(packed: &str) -> Result<Vec<u32>, StoreError> {
    packed
        .split(',')
        .map(|row| row.parse().map_err(|_| StoreError::Unreadable { what: "items.id" }))
        .collect()
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
