//! Replies that were begun and not sent, one an item. They are this machine's alone: neither a decision nor an event.

use jiff::Timestamp;

use crate::{Store, StoreError, WriteTx};

/// A reply that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyDraft {
    /// Local number of the item.
    pub item: u32,
    /// What is written; never empty.
    pub text: String,
}

/// Keeps what is written for an item over what was kept before; an empty text forgets it.
///
/// # Errors
/// [`StoreError::NotFound`] for an item that is not in the database.
pub async fn save(tx: &mut WriteTx, item: u32, text: &str, now: Timestamp) -> Result<(), StoreError> {
    if text.is_empty() {
        sqlx::query!("DELETE FROM reply_drafts WHERE item = ?", item)
            .execute(tx.connection())
            .await?;
        return Ok(());
    }
    let at = now.as_millisecond();
    let kept = sqlx::query!(
        "INSERT INTO reply_drafts (item, text, written_at) SELECT id, ?, ? FROM items WHERE id = ?
         ON CONFLICT (item) DO UPDATE SET text = excluded.text, written_at = excluded.written_at",
        text,
        at,
        item
    )
    .execute(tx.connection())
    .await?;
    if kept.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "item" });
    }
    Ok(())
}

/// Every reply that was begun, the one written last first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn all(store: &Store) -> Result<Vec<ReplyDraft>, StoreError> {
    let rows = sqlx::query!("SELECT item, text FROM reply_drafts ORDER BY written_at DESC, item")
        .fetch_all(store.reader())
        .await?;
    rows.into_iter()
        .map(|row| {
            let item = u32::try_from(row.item).map_err(|_| StoreError::Unreadable {
                what: "reply_drafts.item",
            })?;
            Ok(ReplyDraft { item, text: row.text })
        })
        .collect()
}
