//! The one private reply that each comment can have.

use instagram::{CommentId, MessageId};
use jiff::Timestamp;

use crate::{StoreError, WriteTx};

/// Notes that a comment was answered in private here. The message itself comes with its conversation and learns from this who
/// wrote it; if a sync was faster, it learns it now.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn private_reply_sent(
    tx: &mut WriteTx,
    comment: &CommentId,
    message: &MessageId,
    sent_by: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (comment, mid, now) = (comment.as_str(), message.as_str(), now.as_millisecond());
    sqlx::query!(
        "UPDATE comments SET private_reply_at = ?, private_reply_mid = ?, private_reply_by = ? WHERE comment_id = ?",
        now,
        mid,
        sent_by,
        comment
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE messages SET sent_by = ?
         WHERE account = (SELECT account FROM comments WHERE comment_id = ?) AND mid = ?",
        sent_by,
        comment,
        mid
    )
    .execute(tx.connection())
    .await?;
    touch(tx, comment).await
}

/// Notes that a comment cannot be answered in private any more. `false`: that was known.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn private_reply_used(tx: &mut WriteTx, comment: &CommentId, now: Timestamp) -> Result<bool, StoreError> {
    let (comment, now) = (comment.as_str(), now.as_millisecond());
    let noted = sqlx::query!(
        "UPDATE comments SET private_reply_at = ? WHERE comment_id = ? AND private_reply_at IS NULL",
        now,
        comment
    )
    .execute(tx.connection())
    .await?;
    if noted.rows_affected() == 0 {
        return Ok(false);
    }
    touch(tx, comment).await?;
    Ok(true)
}

/// A list shows the row anew.
async fn touch(tx: &mut WriteTx, comment: &str) -> Result<(), StoreError> {
    let seq = tx.change_seq().await?;
    sqlx::query!(
        "UPDATE items SET change_seq = ? WHERE id = (SELECT item FROM comments WHERE comment_id = ?)",
        seq,
        comment
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
