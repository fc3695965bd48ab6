//! What was told of comments by reading them: see [`crate::words`].

use serde_json::json;

use crate::words::Reading;
use crate::{Store, StoreError, WriteTx};

/// The most comments one call should take, so that a write transaction stays under 50 ms.
pub const TOLD_BATCH: u32 = 200;

/// The words of a comment that is still to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// Local number.
    pub row: i64,
    /// Its words.
    pub text: Option<String>,
}

/// Comments that are new, or whose words changed, since they were read last: the newest first, at most `most`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn untold(store: &Store, most: u32) -> Result<Vec<Untold>, StoreError> {
    Ok(sqlx::query_as!(
        Untold,
        r#"SELECT id AS "row!", text FROM comments INDEXED BY comments_to_read
           WHERE traits IS NULL ORDER BY sort_at DESC LIMIT ?"#,
        most
    )
    .fetch_all(store.reader())
    .await?)
}

/// Writes down what was told of comments. A comment whose words have changed meanwhile is left as it is, to be read again.
/// Lists that filter by it see their items as changed.
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
        "UPDATE comments SET lang = told.value ->> 'lang', traits = told.value ->> 'traits'
         FROM json_each(?) AS told
         WHERE comments.id = told.value ->> 'row' AND comments.text IS told.value ->> 'text'",
        rows
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE items SET change_seq = ?
         WHERE id IN (SELECT c.item FROM json_each(?) AS told JOIN comments c ON c.id = told.value ->> 'row')",
        seq,
        rows
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// What was told, as the statements that write it down take it: an array of objects, one a text.
pub(crate) fn told_rows(told: &[(Untold, Reading)]) -> String {
    let rows: Vec<_> = told
        .iter()
        .map(|(entry, reading)| {
            json!({
                "row": entry.row,
                "text": entry.text,
                "lang": reading.language.map(crate::words::Language::code),
                "traits": reading.bits(),
            })
        })
        .collect();
    json!(rows).to_string()
}
