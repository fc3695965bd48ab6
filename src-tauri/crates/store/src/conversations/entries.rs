//! Decisions about a conversation that lie in its messages: done and read. [`crate::items`] asks for them.

use jiff::Timestamp;

use super::kept::refresh;
use crate::{StoreError, WriteTx};

/// See [`crate::items::set_done`].
pub(crate) async fn set_done(tx: &mut WriteTx, item: u32, now: Timestamp) -> Result<Option<i64>, StoreError> {
    let latest = sqlx::query_scalar!(
        r#"SELECT max(done_at) AS "latest: i64" FROM messages WHERE item = ?"#,
        item
    )
    .fetch_one(tx.connection())
    .await?;
    let at = latest.map_or(now.as_millisecond(), |latest| now.as_millisecond().max(latest + 1));
    let marked = sqlx::query!(
        "UPDATE messages SET done_at = ?1, read_at = coalesce(read_at, ?1)
         WHERE item = ?2 AND ours = 0 AND gone_at IS NULL AND done_at IS NULL",
        at,
        item
    )
    .execute(tx.connection())
    .await?;
    Ok(changed(tx, item, marked.rows_affected()).await?.then_some(at))
}

/// See [`crate::items::reopen`].
pub(crate) async fn reopen(tx: &mut WriteTx, item: u32, closed_at: Option<Timestamp>) -> Result<bool, StoreError> {
    let at = closed_at.map(Timestamp::as_millisecond);
    let reopened = sqlx::query!(
        "UPDATE messages SET done_at = NULL, read_at = nullif(read_at, ?1)
         WHERE item = ?2 AND done_at IS NOT NULL AND (?1 IS NULL OR done_at = ?1)",
        at,
        item
    )
    .execute(tx.connection())
    .await?;
    changed(tx, item, reopened.rows_affected()).await
}

/// See [`crate::items::set_read`].
pub(crate) async fn set_read(tx: &mut WriteTx, item: u32, read: bool, now: Timestamp) -> Result<bool, StoreError> {
    let marked = if read {
        let at = now.as_millisecond();
        sqlx::query!(
            "UPDATE messages SET read_at = ? WHERE item = ? AND ours = 0 AND read_at IS NULL",
            at,
            item
        )
        .execute(tx.connection())
        .await?
    } else {
        sqlx::query!(
            "UPDATE messages SET read_at = NULL
             WHERE read_at IS NOT NULL AND id = (SELECT id FROM messages INDEXED BY messages_by_item
                                                 WHERE item = ? AND ours = 0 AND gone_at IS NULL
                                                 ORDER BY sort_at DESC, id DESC LIMIT 1)",
            item
        )
        .execute(tx.connection())
        .await?
    };
    changed(tx, item, marked.rows_affected()).await
}

async fn changed(tx: &mut WriteTx, item: u32, rows: u64) -> Result<bool, StoreError> {
    if rows > 0 {
        refresh(tx, item).await?;
    }
    Ok(rows > 0)
}
