//! What was told of captions by reading them: see [`crate::words`].

use crate::comments::{Untold, told_rows};
use crate::words::Reading;
use crate::{Store, StoreError, WriteTx};

/// Tagged posts that are new, or whose caption changed, since they were read last: the newest first, at most `most`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn untold(store: &Store, most: u32) -> Result<Vec<Untold>, StoreError> {
    Ok(sqlx::query_as!(
        Untold,
        r#"SELECT id AS "row!", text FROM tagged_posts INDEXED BY tagged_posts_to_tell
           WHERE traits IS NULL ORDER BY sort_at DESC LIMIT ?"#,
        most
    )
    .fetch_all(store.reader())
    .await?)
}

/// Writes down what was told of captions, in the way of [`crate::comments::set_told`].
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_told(tx: &mut WriteTx, told: &[(Untold, Reading)]) -> Result<(), StoreError> {
    if told.is_empty() {
        return Ok(());
    }
    let seq = tx.change_seq().await?;
    let rows = told_rows(told);
    sqlx::query!(
        "UPDATE tagged_posts SET lang = told.value ->> 'lang', traits = told.value ->> 'traits'
         FROM json_each(?) AS told
         WHERE tagged_posts.id = told.value ->> 'row' AND tagged_posts.text IS told.value ->> 'text'",
        rows
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE items SET change_seq = ?
         WHERE id IN (SELECT t.item FROM json_each(?) AS told JOIN tagged_posts t ON t.id = told.value ->> 'row')",
        seq,
        rows
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
