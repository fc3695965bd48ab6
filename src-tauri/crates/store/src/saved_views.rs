//! Lists that people keep under a name of their own.

use instagram::AccountId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::values::{uuid, uuid_at};
use crate::views::{Grouping, Order, View};
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
    /// What stands together.
    pub grouping: Grouping,
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
    grouping: i64,
    accounts: String,
    line: String,
}

impl TryFrom<Raw> for SavedView {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            uid: uuid(&raw.uid, "saved_views.uid")?,
            name: raw.name,
            shown: Shown {
                view: View::from_code(raw.view)?,
                order: Order::from_code(raw.sort)?,
                grouping: Grouping::from_code(raw.grouping)?,
                accounts: serde_json::from_str(&raw.accounts).map_err(|_| StoreError::Unreadable {
                    what: "saved_views.accounts",
                })?,
                line: raw.line,
            },
        })
    }
}

/// The kept lists in their order.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn list(store: &Store) -> Result<Vec<SavedView>, StoreError> {
    let found = sqlx::query_as!(
        Raw,
        "SELECT uid, name, view, sort, grouping, accounts, line FROM saved_views ORDER BY place, id"
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
    let view = shown.view.code();
    let (sort, grouping) = (shown.order.code(), shown.grouping.code());
    let accounts = serde_json::json!(shown.accounts).to_string();
    sqlx::query!(
        "INSERT INTO saved_views (uid, name, view, sort, grouping, accounts, line, place)
         VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM saved_views))",
        bytes,
        name,
        view,
        sort,
        grouping,
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
    let view = shown.view.code();
    let (sort, grouping) = (shown.order.code(), shown.grouping.code());
    let accounts = serde_json::json!(shown.accounts).to_string();
    let done = sqlx::query!(
        "UPDATE saved_views SET view = ?, sort = ?, grouping = ?, accounts = ?, line = ? WHERE uid = ?",
        view,
        sort,
        grouping,
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
