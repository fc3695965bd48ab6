//! Decisions about a tagged post: done and read. [`crate::items`] asks for them.

use jiff::Timestamp;

use crate::{StoreError, WriteTx};

/// See [`crate::items::set_done`].
pub(crate) async fn set_done(tx: &mut WriteTx, item: u32, now: Timestamp) -> Result<Option<i64>, StoreError> {
    let at = now.as_millisecond();
    let marked = sqlx::query!(
        "UPDATE tagged_posts SET done_at = ?1, read_at = coalesce(read_at, ?1)
         WHERE item = ?2 AND gone_at IS NULL AND done_at IS NULL",
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
        "UPDATE tagged_posts SET done_at = NULL, read_at = nullif(read_at, ?1)
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
    let at = read.then(|| now.as_millisecond());
    let marked = sqlx::query!(
        "UPDATE tagged_posts SET read_at = ?1
         WHERE item = ?2 AND gone_at IS NULL AND (read_at IS NULL) = (?1 IS NOT NULL)",
        at,
        item
    )
    .execute(tx.connection())
    .await?;
    changed(tx, item, marked.rows_affected()).await
}

async fn changed(tx: &mut WriteTx, item: u32, rows: u64) -> Result<bool, StoreError> {
    if rows > 0 {
        refresh(tx, item).await?;
    }
    Ok(rows > 0)
}

/// Keeps on the item of a tagged post what lists need to know of it.
pub(super) async fn refresh(tx: &mut WriteTx, item: u32) -> Result<(), StoreError> {
    let seq = tx.change_seq().await?;
    sqlx::query!(
        "UPDATE items
         SET unread = t.gone_at IS NULL AND t.read_at IS NULL, done = t.gone_at IS NULL AND t.done_at IS NOT NULL,
             newest_at = t.sort_at, change_seq = ?1
         FROM tagged_posts t WHERE t.item = ?2 AND items.id = ?2",
        seq,
        item
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
