//! Notes that were begun and not saved, one an item and one a person. They are this machine's alone: neither a decision
//! nor an event.

use jiff::Timestamp;
use uuid::Uuid;

use crate::notes::NoteOn;
use crate::{Store, StoreError, WriteTx};

/// A note on an item that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteDraft {
    /// Local number of the item.
    pub item: u32,
    /// What is written; never empty.
    pub text: String,
}

/// Keeps what is written for a note over what was kept before; an empty text forgets it.
///
/// # Errors
/// [`StoreError::NotFound`] for an item or card that is not in the database.
pub async fn save(tx: &mut WriteTx, on: NoteOn, text: &str, now: Timestamp) -> Result<(), StoreError> {
    if text.is_empty() {
        return forget(tx, on).await;
    }
    let at = now.as_millisecond();
    let kept = match on {
        NoteOn::Item(item) => {
            sqlx::query!(
                "INSERT INTO note_drafts (item, text, written_at) SELECT id, ?, ? FROM items WHERE id = ?
                 ON CONFLICT (item) DO UPDATE SET text = excluded.text, written_at = excluded.written_at",
                text,
                at,
                item
            )
            .execute(tx.connection())
            .await?
        }
        NoteOn::Person(card) => {
            let card = card.as_bytes().as_slice();
            sqlx::query!(
                "INSERT INTO note_drafts (card, text, written_at) SELECT id, ?, ? FROM person_cards WHERE uid = ?
                 ON CONFLICT (card) DO UPDATE SET text = excluded.text, written_at = excluded.written_at",
                text,
                at,
                card
            )
            .execute(tx.connection())
            .await?
        }
    };
    if kept.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "item" });
    }
    Ok(())
}

async fn forget(tx: &mut WriteTx, on: NoteOn) -> Result<(), StoreError> {
    match on {
        NoteOn::Item(item) => {
            sqlx::query!("DELETE FROM note_drafts WHERE item = ?", item)
                .execute(tx.connection())
                .await?;
        }
        NoteOn::Person(card) => {
            let card = card.as_bytes().as_slice();
            sqlx::query!(
                "DELETE FROM note_drafts WHERE card = (SELECT id FROM person_cards WHERE uid = ?)",
                card
            )
            .execute(tx.connection())
            .await?;
        }
    }
    Ok(())
}

/// Every note on an item that was begun, the one written last first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn of_items(store: &Store) -> Result<Vec<NoteDraft>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT item AS "item!", text FROM note_drafts WHERE item IS NOT NULL ORDER BY written_at DESC, item"#
    )
    .fetch_all(store.reader())
    .await?;
    rows.into_iter()
        .map(|row| {
            let item = u32::try_from(row.item).map_err(|_| StoreError::Unreadable {
                what: "note_drafts.item",
            })?;
            Ok(NoteDraft { item, text: row.text })
        })
        .collect()
}

/// The note on a person that was begun, if one was.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn of_person(store: &Store, card: Uuid) -> Result<Option<String>, StoreError> {
    let card = card.as_bytes().as_slice();
    Ok(sqlx::query_scalar!(
        "SELECT text FROM note_drafts WHERE card = (SELECT id FROM person_cards WHERE uid = ?)",
        card
    )
    .fetch_optional(store.reader())
    .await?)
}

/// Deletes up to `limit` begun notes on items and people of an account and returns how many went.
pub(crate) async fn erase_some(tx: &mut WriteTx, account: &str, limit: u32) -> Result<u64, StoreError> {
    let done = sqlx::query!(
        "DELETE FROM note_drafts WHERE rowid IN (
             SELECT d.rowid FROM note_drafts d LEFT JOIN items i ON i.id = d.item LEFT JOIN person_cards c ON c.id = d.card
             WHERE coalesce(i.account, c.account) = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        account,
        limit
    )
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected())
}
