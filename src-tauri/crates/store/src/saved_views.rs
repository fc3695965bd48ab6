//! Lists that people keep under a name of their own.

use instagram::AccountId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::values::{uuid, uuid_at};
use crate::views::{Order, View};
use crate::{Store, StoreError, WriteTx};

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 60;

/// A kept list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub uid: Uuid,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub shown: Shown,
}

/// What a kept list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The fixed view.
    pub view: View,
    /// The order.
    pub order: Order,
    /// The accounts; none given: all.
    pub accounts: Vec<AccountId>,
    /// The line typed above it, in the filter language.
    pub line: String,
}

struct Raw {
    uid: Vec<u8>,
    name: String,
    view: i64,
    sort: i64,
    accounts: String,
    line: String,
}

impl TryFrom<Raw> for SavedView {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        let unreadable = |what| StoreError::Unreadable { what };
        Ok(Self {
            uid: uuid(&raw.uid, "saved_views.uid")?,
            name: raw.name,
            shown: Shown {
                view: view_of(raw.view).ok_or_else(|| unreadable("saved_views.view"))?,
                order: if raw.sort == NEWEST_FIRST {
                    Order::NewestFirst
                } else {
                    Order::OldestFirst
                },
                accounts: serde_json::from_str(&raw.accounts).map_err(|_| unreadable("saved_views.accounts"))?,
                line: raw.line,
            },
        })
    }
}

const NEWEST_FIRST: i64 = 2;

const fn sort_code(order: Order) -> i64 {
    match order {
        Order::OldestFirst => 1,
        Order::NewestFirst => NEWEST_FIRST,
    }
}

/// The numbers of the views in the file. A number is never given to another view.
const VIEW_CODES: [(i64, View); 9] = [
    (1, View::NeedsReply),
    (2, View::Unread),
    (3, View::Mine),
    (4, View::Unassigned),
    (5, View::Questions),
    (6, View::Snoozed),
    (7, View::Hidden),
    (8, View::Done),
    (9, View::All),
];

fn view_of(code: i64) -> Option<View> {
    VIEW_CODES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, view)| *view)
}

fn view_code(view: View) -> i64 {
    VIEW_CODES
        .iter()
        .find(|(_, known)| *known == view)
        .map_or(0, |(code, _)| *code)
}

/// The kept lists in their order.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn list(store: &Store) -> Result<Vec<SavedView>, StoreError> {
    let found = sqlx::query_as!(
        Raw,
        "SELECT uid, name, view, sort, accounts, line FROM saved_views ORDER BY place, id"
    );
    found
        .fetch_all(store.reader())
        .await?
        .into_iter()
        .map(SavedView::try_from)
        .collect()
}

/// Keeps a list, at the end.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn add(tx: &mut WriteTx, name: &str, shown: &Shown, now: Timestamp) -> Result<Uuid, StoreError> {
    let uid = uuid_at(now);
    let bytes = uid.as_bytes().as_slice();
    let view = view_code(shown.view);
    let sort = sort_code(shown.order);
    let accounts = serde_json::json!(shown.accounts).to_string();
    sqlx::query!(
        "INSERT INTO saved_views (uid, name, view, sort, accounts, line, place)
         VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM saved_views))",
        bytes,
        name,
        view,
        sort,
        accounts,
        shown.line
    )
    .execute(tx.connection())
    .await?;
    Ok(uid)
}

/// Gives a kept list another name.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such.
pub async fn rename(tx: &mut WriteTx, uid: Uuid, name: &str) -> Result<(), StoreError> {
    let uid = uid.as_bytes().as_slice();
    let done = sqlx::query!("UPDATE saved_views SET name = ? WHERE uid = ?", name, uid)
        .execute(tx.connection())
        .await?;
    found(done.rows_affected())
}

/// Lets a kept list show something else.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such.
pub async fn set_shown(tx: &mut WriteTx, uid: Uuid, shown: &Shown) -> Result<(), StoreError> {
    let uid = uid.as_bytes().as_slice();
    let view = view_code(shown.view);
    let sort = sort_code(shown.order);
    let accounts = serde_json::json!(shown.accounts).to_string();
    let done = sqlx::query!(
        "UPDATE saved_views SET view = ?, sort = ?, accounts = ?, line = ? WHERE uid = ?",
        view,
        sort,
        accounts,
        shown.line,
        uid
    )
    .execute(tx.connection())
    .await?;
    found(done.rows_affected())
}

/// Puts the kept lists into this order; those that are not named stay behind them.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_order(tx: &mut WriteTx, order: &[Uuid]) -> Result<(), StoreError> {
    let many = i64::try_from(order.len()).unwrap_or(i64::MAX);
    sqlx::query!("UPDATE saved_views SET place = place + ?", many)
        .execute(tx.connection())
        .await?;
    for (place, uid) in order.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let uid = uid.as_bytes().as_slice();
        sqlx::query!("UPDATE saved_views SET place = ? WHERE uid = ?", place, uid)
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// Lets a kept list go.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such.
pub async fn remove(tx: &mut WriteTx, uid: Uuid) -> Result<(), StoreError> {
    let uid = uid.as_bytes().as_slice();
    let done = sqlx::query!("DELETE FROM saved_views WHERE uid = ?", uid)
        .execute(tx.connection())
        .await?;
    found(done.rows_affected())
}

fn found(rows: u64) -> Result<(), StoreError> {
    if rows == 0 {
        return Err(StoreError::NotFound { what: "view" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_has_a_number_of_its_own() {
        let mut codes: Vec<i64> = View::ALL.into_iter().map(view_code).collect();
        assert!(View::ALL.into_iter().all(|view| view_of(view_code(view)) == Some(view)));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), View::ALL.len());
    }
}
