//! Replies that were begun and not sent, one an item. They are this machine's alone: neither a decision nor an event.

use jiff::Timestamp;
use uuid::Uuid;

use crate::values::uuid;
use crate::{Store, StoreError, WriteTx};

/// A reply that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyDraft {
    /// Local number of the item.
    pub item: u32,
    /// What is written; never empty.
    pub text: String,
    /// The saved reply it began as.
    pub saved_reply: Option<Uuid>,
}

/// Keeps what is written for an item over what was kept before; an empty text forgets it. A saved reply that is not here is
/// left out.
///
/// # Errors
/// [`StoreError::NotFound`] for an item that is not in the database.
pub async fn save(
    tx: &mut WriteTx,
    item: u32,
    text: &str,
    saved_reply: Option<Uuid>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if text.is_empty() {
        sqlx::query!("DELETE FROM reply_drafts WHERE item = ?", item)
            .execute(tx.connection())
            .await?;
        return Ok(());
    }
    let (uid, at) = (saved_reply.map(|uid| uid.as_bytes().to_vec()), now.as_millisecond());
    let kept = sqlx::query!(
        "INSERT INTO reply_drafts (item, text, saved_reply, written_at)
         SELECT id, ?, (SELECT id FROM saved_replies WHERE uid = ?), ? FROM items WHERE id = ?
         ON CONFLICT (item) DO UPDATE
         SET text = excluded.text, saved_reply = excluded.saved_reply, written_at = excluded.written_at",
        text,
        uid,
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
    let rows = sqlx::query!(
        r#"SELECT d.item, d.text, r.uid AS "saved_reply?"
           FROM reply_drafts d LEFT JOIN saved_replies r ON r.id = d.saved_reply ORDER BY d.written_at DESC, d.item"#
    );
    let rows = rows.fetch_all(store.reader()).await?;
    rows.into_iter()
        .map(|row| {
            let item = u32::try_from(row.item).map_err(|_| StoreError::Unreadable {
                what: "reply_drafts.item",
            })?;
            Ok(ReplyDraft {
                item,
                text: row.text,
                saved_reply: row
                    .saved_reply
                    .map(|bytes| uuid(&bytes, "saved_replies.uid"))
                    .transpose()?,
            })
        })
        .collect()
}
