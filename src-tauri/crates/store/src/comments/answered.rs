//! Keeps `answered` of whole threads.

use crate::{StoreError, WriteTx};

/// Works out `answered` again for the threads whose top-level comments are given as a JSON array of ids. Only rows that
/// differ are written.
///
/// Equal seconds do not count as "after": the platform's times have no fractions, and a follow-up question must not
/// slip away. A top-level comment needs no comparison, since every reply in its thread is younger.
pub(super) async fn refresh(tx: &mut WriteTx, tops: &str) -> Result<(), StoreError> {
    let stale: Vec<i64> = sqlx::query_scalar!(
        r#"SELECT c.id AS "id!" FROM json_each(?) t
           JOIN comments c ON c.comment_id = t.value OR c.parent = t.value
           WHERE c.answered <> (c.ours = 0 AND EXISTS (
               SELECT 1 FROM comments r INDEXED BY comments_own_replies
               WHERE r.parent = t.value AND r.ours = 1 AND r.gone_at IS NULL AND r.parent IS NOT NULL
                 AND (c.parent IS NULL OR r.sort_at > c.sort_at OR r.answers = c.comment_id)))"#,
        tops
    )
    .fetch_all(tx.connection())
    .await?;
    if stale.is_empty() {
        return Ok(());
    }
    let seq = tx.change_seq().await?;
    let stale = serde_json::json!(stale).to_string();
    sqlx::query!(
        "UPDATE comments SET answered = 1 - answered, change_seq = ? WHERE id IN (SELECT value FROM json_each(?))",
        seq,
        stale
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
