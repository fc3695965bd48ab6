//! Decisions about an item that lie in its entries: done and read.

use jiff::Timestamp;
use serde_json::json;

use super::{ItemKind, kept};
use crate::values::instant;
use crate::{StoreError, WriteTx, conversations, tagged_posts};

/// Marks every entry of an item that is there and not done as done, and as read, at one instant, which no earlier
/// decision about the item shares: that instant names what this one closed. `None`: there was nothing to mark.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_done(tx: &mut WriteTx, row: u32, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    match kind_of(tx, row).await? {
        Some(ItemKind::Conversation) => {
            let at = conversations::set_done(tx, row, now).await?;
            return at.map(|at| instant(at, "messages.done_at")).transpose();
        }
        Some(ItemKind::TaggedPost) => {
            let at = tagged_posts::set_done(tx, row, now).await?;
            return at.map(|at| instant(at, "tagged_posts.done_at")).transpose();
        }
        Some(ItemKind::Thread) | None => {}
    }
    let latest = sqlx::query_scalar!(
        r#"SELECT max(done_at) AS "latest: i64" FROM comments WHERE item = ?"#,
        row
    )
    .fetch_one(tx.connection())
    .await?;
    let at = latest.map_or(now.as_millisecond(), |latest| now.as_millisecond().max(latest + 1));
    let seq = tx.change_seq().await?;
    let marked = sqlx::query!(
        "UPDATE comments SET done_at = ?1, read_at = coalesce(read_at, ?1), change_seq = ?2
         WHERE item = ?3 AND ours = 0 AND gone_at IS NULL AND done_at IS NULL",
        at,
        seq,
        row
    )
    .execute(tx.connection())
    .await?;
    if marked.rows_affected() == 0 {
        return Ok(None);
    }
    refresh(tx, row).await?;
    instant(at, "comments.done_at").map(Some)
}

/// Marks entries of an item as not done: those that were closed at the instant `closed_at` (and as unread again what that
/// decision marked as read), or all of them. `false`: nothing changed.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn reopen(tx: &mut WriteTx, row: u32, closed_at: Option<Timestamp>) -> Result<bool, StoreError> {
    match kind_of(tx, row).await? {
        Some(ItemKind::Conversation) => return conversations::reopen(tx, row, closed_at).await,
        Some(ItemKind::TaggedPost) => return tagged_posts::reopen(tx, row, closed_at).await,
        Some(ItemKind::Thread) | None => {}
    }
    let seq = tx.change_seq().await?;
    let at = closed_at.map(Timestamp::as_millisecond);
    let reopened = sqlx::query!(
        "UPDATE comments SET done_at = NULL, read_at = nullif(read_at, ?1), change_seq = ?2
         WHERE item = ?3 AND done_at IS NOT NULL AND (?1 IS NULL OR done_at = ?1)",
        at,
        seq,
        row
    )
    .execute(tx.connection())
    .await?;
    changed(tx, row, reopened.rows_affected()).await
}

/// Marks an item as read: every entry; or as unread: the newest entry that can be seen. `false`: nothing changed.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_read(tx: &mut WriteTx, row: u32, read: bool, now: Timestamp) -> Result<bool, StoreError> {
    match kind_of(tx, row).await? {
        Some(ItemKind::Conversation) => return conversations::set_read(tx, row, read, now).await,
        Some(ItemKind::TaggedPost) => return tagged_posts::set_read(tx, row, read, now).await,
        Some(ItemKind::Thread) | None => {}
    }
    let seq = tx.change_seq().await?;
    let marked = if read {
        let at = now.as_millisecond();
        sqlx::query!(
            "UPDATE comments SET read_at = ?, change_seq = ? WHERE item = ? AND ours = 0 AND read_at IS NULL",
            at,
            seq,
            row
        )
        .execute(tx.connection())
        .await?
    } else {
        sqlx::query!(
            "UPDATE comments SET read_at = NULL, change_seq = ?1
             WHERE read_at IS NOT NULL AND id = (SELECT id FROM comments INDEXED BY comments_by_item
                                                 WHERE item = ?2 AND ours = 0 AND gone_at IS NULL AND hidden = 0
                                                 ORDER BY sort_at DESC, id DESC LIMIT 1)",
            seq,
            row
        )
        .execute(tx.connection())
        .await?
    };
    changed(tx, row, marked.rows_affected()).await
}

/// What an item is made of; `None` where there is no such item.
async fn kind_of(tx: &mut WriteTx, row: u32) -> Result<Option<ItemKind>, StoreError> {
    let kind = sqlx::query_scalar!("SELECT kind FROM items WHERE id = ?", row)
        .fetch_optional(tx.connection())
        .await?;
    kind.map(ItemKind::from_code).transpose()
}

async fn changed(tx: &mut WriteTx, row: u32, rows: u64) -> Result<bool, StoreError> {
    if rows > 0 {
        refresh(tx, row).await?;
    }
    Ok(rows > 0)
}

async fn refresh(tx: &mut WriteTx, row: u32) -> Result<(), StoreError> {
    let subject = sqlx::query_scalar!("SELECT subject FROM items WHERE id = ?", row)
        .fetch_one(tx.connection())
        .await?;
    kept::refresh(tx, &json!([subject]).to_string()).await
}
