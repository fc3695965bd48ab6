//! What was told of messages by reading them: see [`crate::words`].

use crate::comments::{Untold, told_rows};
use crate::words::Reading;
use crate::{Store, StoreError, WriteTx};

/// Messages that are new, or whose words changed, since they were read last: the newest first, at most `most`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn untold(store: &Store, most: u32) -> Result<Vec<Untold>, StoreError> {
    Ok(sqlx::query_as!(
        Untold,
        r#"SELECT id AS "row!", text FROM messages INDEXED BY messages_to_tell
           WHERE traits IS NULL ORDER BY sort_at DESC LIMIT ?"#,
        most
    )
    .fetch_all(store.reader())
    .await?)
}

/// Writes down what was told of messages, in the way of [`crate::comments::set_told`].
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
        "UPDATE messages SET lang = told.value ->> 'lang', traits = told.value ->> 'traits'
         FROM json_each(?) AS told
         WHERE messages.id = told.value ->> 'row' AND messages.text IS told.value ->> 'text'",
        rows
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE items SET change_seq = ?
         WHERE id IN (SELECT m.item FROM json_each(?) AS told JOIN messages m ON m.id = told.value ->> 'row')",
        seq,
        rows
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
