//! Which labels items carry.

use std::collections::HashMap;

use instagram::AccountId;
use uuid::Uuid;

use super::{Label, label};
use crate::values::uuid;
use crate::{Store, StoreError, WriteTx};

/// How many items of the inbox carry each label, over the given accounts (none given: all that are connected). Labels that
/// no item carries are left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn counts(store: &Store, accounts: &[AccountId]) -> Result<Vec<(Uuid, i64)>, StoreError> {
    let accounts = serde_json::json!(accounts).to_string();
    let found = sqlx::query!(
        r#"SELECT l.uid, count(*) AS "items!" FROM labels l
           JOIN item_labels c ON c.label = l.id JOIN items i ON i.id = c.item JOIN accounts a ON a.id = i.account
           WHERE l.removed_at IS NULL AND i.newest_at IS NOT NULL AND a.disconnected_at IS NULL
             AND (?1 = '[]' OR a.user_id IN (SELECT value FROM json_each(?1)))
           GROUP BY l.id"#,
        accounts
    );
    let rows = found.fetch_all(store.reader()).await?;
    rows.into_iter()
        .map(|row| Ok((uuid(&row.uid, "labels.uid")?, row.items)))
        .collect()
}

/// Puts a label on an item. `false`: it carries it already.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown or removed label.
pub async fn put_on_item(tx: &mut WriteTx, item: u32, label: Uuid) -> Result<bool, StoreError> {
    let uid = label.as_bytes().as_slice();
    let number = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM labels WHERE uid = ? AND removed_at IS NULL"#,
        uid
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound { what: "label" })?;
    let done = sqlx::query!(
        "INSERT INTO item_labels (item, label) VALUES (?, ?) ON CONFLICT DO NOTHING",
        item,
        number
    )
    .execute(tx.connection())
    .await?;
    touched(tx, item, done.rows_affected()).await
}

/// Takes a label off an item. `false`: it does not carry it.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn take_off_item(tx: &mut WriteTx, item: u32, label: Uuid) -> Result<bool, StoreError> {
    let uid = label.as_bytes().as_slice();
    let done = sqlx::query!(
        "DELETE FROM item_labels WHERE item = ? AND label = (SELECT id FROM labels WHERE uid = ?)",
        item,
        uid
    )
    .execute(tx.connection())
    .await?;
    touched(tx, item, done.rows_affected()).await
}

async fn touched(tx: &mut WriteTx, item: u32, rows: u64) -> Result<bool, StoreError> {
    if rows > 0 {
        crate::items::touch(tx, item).await?;
    }
    Ok(rows > 0)
}

/// The labels of items by their numbers, each in the team's order.
pub(crate) async fn of_items(store: &Store, numbers: &[u32]) -> Result<HashMap<u32, Vec<Label>>, StoreError> {
    let numbers = serde_json::json!(numbers).to_string();
    let found = sqlx::query!(
        r#"SELECT il.item AS "item!", l.uid, l.name, l.colour
           FROM json_each(?) n JOIN item_labels il ON il.item = n.value JOIN labels l ON l.id = il.label
           WHERE l.removed_at IS NULL ORDER BY l.place, l.id"#,
        numbers
    )
    .fetch_all(store.reader())
    .await?;
    let mut labels: HashMap<u32, Vec<Label>> = HashMap::new();
    for row in found {
        let item = u32::try_from(row.item).map_err(|_| StoreError::Unreadable {
            what: "item_labels.item",
        })?;
        labels
            .entry(item)
            .or_default()
            .push(label(&row.uid, row.name, row.colour)?);
    }
    Ok(labels)
}
