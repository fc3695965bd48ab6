//! Rows that were there before the index was: they are taken in by and by, captions first, then comments, oldest first. A
//! program that is closed meanwhile goes on where it was.

use super::captions;
use super::entries::{self, Entry};
use crate::{Store, StoreError, WriteTx};

/// How far the index is with what was there before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Local numbers of comments that are dealt with.
    pub done: i64,
    /// Local numbers there were, and captions that are left.
    pub total: i64,
}

/// How far the index is; `None`: it holds everything.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn progress(store: &Store) -> Result<Option<Progress>, StoreError> {
    let backlog = sqlx::query_as!(
        Progress,
        r#"SELECT coalesce(max(next - first), 0) AS "done!: i64",
                  coalesce(max(last - first + 1), 0) + (SELECT count(*) FROM caption_backlog) AS "total!: i64"
           FROM search_backlog"#
    );
    let progress = backlog.fetch_one(store.reader()).await?;
    Ok((progress.total > 0).then_some(progress))
}

/// Takes up to `limit` rows into the index. `false`: none is left.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn index_some(tx: &mut WriteTx, limit: u32) -> Result<bool, StoreError> {
    if captions::index_some(tx, limit).await? {
        return Ok(true);
    }
    let found = sqlx::query_as!(
        Entry,
        r#"SELECT c.id AS "id!", c.item AS "item!", c.parent IS NULL AS "top!: bool", c.text, c.username
           FROM search_backlog b JOIN comments c ON c.id BETWEEN b.next AND b.last ORDER BY c.id LIMIT ?"#,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    let Some(last) = found.last().map(|entry| entry.id) else {
        sqlx::query!("DELETE FROM search_backlog")
            .execute(tx.connection())
            .await?;
        return Ok(false);
    };
    entries::replace(tx, &found).await?;
    sqlx::query!("UPDATE search_backlog SET next = ? + 1", last)
        .execute(tx.connection())
        .await?;
    Ok(true)
}
