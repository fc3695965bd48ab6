//! Words that events and actions point at: our own replies, tombstones, evidence.
//!
//! Keyed by subject: `action:<uid>` for the text of an action (see [`crate::outbox::text_subject`]), `comment:<id>` for
//! what is kept of a comment, `note:<uid>` for an internal note (see [`crate::notes::text_subject`]). Erasing a person deletes rows here; the event log stays whole.

use instagram::CommentId;

use crate::{Store, StoreError, WriteTx};

/// The subject under which words of a comment are kept.
pub fn comment_subject(comment: &CommentId) -> String {
    format!("comment:{comment}")
}

/// Keeps a text, over the one before.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn put(tx: &mut WriteTx, subject: &str, text: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO content (subject, text) VALUES (?, ?) ON CONFLICT (subject) DO UPDATE SET text = excluded.text",
        subject,
        text
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Reads a text.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, subject: &str) -> Result<Option<String>, StoreError> {
    Ok(
        sqlx::query_scalar!("SELECT text FROM content WHERE subject = ?", subject)
            .fetch_optional(store.reader())
            .await?,
    )
}

/// Erases a text.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn erase(tx: &mut WriteTx, subject: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM content WHERE subject = ?", subject)
        .execute(tx.connection())
        .await?;
    Ok(())
}
