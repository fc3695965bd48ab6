//! Keeps on a conversation and its item what lists need to know of the messages.

use crate::{StoreError, WriteTx};

macro_rules! update_kept {
    ($seq:ident, $item:ident) => {
        sqlx::query!(
            "UPDATE items
             SET open = kept.open, unread = kept.unread, done = kept.done, waiting_at = kept.waiting_at,
                 newest_at = kept.newest_at, change_seq = ?1
             FROM (SELECT count(*) FILTER (WHERE ours = 0 AND gone_at IS NULL AND done_at IS NULL AND answered = 0) AS open,
                          count(*) FILTER (WHERE ours = 0 AND gone_at IS NULL AND read_at IS NULL) AS unread,
                          count(*) FILTER (WHERE ours = 0 AND gone_at IS NULL AND done_at IS NOT NULL) AS done,
                          min(sort_at) FILTER (WHERE ours = 0 AND gone_at IS NULL AND done_at IS NULL
                                                 AND answered = 0) AS waiting_at,
                          max(sort_at) AS newest_at
                   FROM messages INDEXED BY messages_by_item WHERE item = ?2) AS kept
             WHERE items.id = ?2",
            $seq,
            $item
        )
    };
}

/// Works out again what is kept of the messages of a conversation.
pub(crate) async fn refresh(tx: &mut WriteTx, item: u32) -> Result<(), StoreError> {
    let seq = tx.change_seq().await?;
    let last = sqlx::query!(
        r#"SELECT sort_at, id AS "id!" FROM messages INDEXED BY messages_by_item
           WHERE item = ? AND ours = 1 AND gone_at IS NULL ORDER BY sort_at DESC, id DESC LIMIT 1"#,
        item
    )
    .fetch_optional(tx.connection())
    .await?;
    let (at, id) = last.map_or((i64::MIN, 0), |last| (last.sort_at, last.id));
    sqlx::query!(
        "UPDATE messages SET answered = 1 - answered
         WHERE item = ?1 AND ours = 0 AND answered <> ((sort_at, id) < (?2, ?3))",
        item,
        at,
        id
    )
    .execute(tx.connection())
    .await?;
    update_kept!(seq, item).execute(tx.connection()).await?;
    sqlx::query!(
        "UPDATE conversations
         SET theirs_at = (SELECT max(sort_at) FROM messages INDEXED BY messages_by_item
                          WHERE item = ?1 AND ours = 0 AND gone_at IS NULL)
         WHERE item = ?1",
        item
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
