//! Until when conversations can be answered, kept on their items while less than a day is left.

use instagram::messages::Closing;
use jiff::Timestamp;

use crate::{Store, StoreError, WriteTx};

/// The items whose instant is not as it should be: it is told where the other side last wrote within one of two spans,
/// and nowhere else.
macro_rules! differing {
    ($first:ident, $second:ident) => {
        sqlx::query!(
            r#"SELECT c.item AS "item!: i64", c.theirs_at + ?3 AS "closes_at: i64"
               FROM conversations c INDEXED BY conversations_by_theirs JOIN items i ON i.id = c.item
               WHERE c.theirs_at >= ?1 AND c.theirs_at < ?2 AND i.closes_at IS NOT c.theirs_at + ?3
               UNION ALL
               SELECT c.item, c.theirs_at + ?6
               FROM conversations c INDEXED BY conversations_by_theirs JOIN items i ON i.id = c.item
               WHERE c.theirs_at >= ?4 AND c.theirs_at < ?5 AND i.closes_at IS NOT c.theirs_at + ?6
               UNION ALL
               SELECT i.id, NULL FROM items i INDEXED BY items_with_close JOIN conversations c ON c.item = i.id
               WHERE i.closes_at IS NOT NULL
                 AND (c.theirs_at IS NULL OR NOT (c.theirs_at >= ?1 AND c.theirs_at < ?2
                                                  OR c.theirs_at >= ?4 AND c.theirs_at < ?5))"#,
            $first.0,
            $first.1,
            $first.2,
            $second.0,
            $second.1,
            $second.2
        )
    };
}

/// Whether [`mark_closing`] has something to do.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn closing_differs(store: &Store, closing: &[Closing; 2]) -> Result<bool, StoreError> {
    let [first, second] = bounds(closing);
    let found = differing!(first, second).fetch_optional(store.reader()).await?;
    Ok(found.is_some())
}

/// Notes on the conversations that close, and on no others, when they do.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn mark_closing(tx: &mut WriteTx, closing: &[Closing; 2]) -> Result<(), StoreError> {
    let [first, second] = bounds(closing);
    let found = differing!(first, second).fetch_all(tx.connection()).await?;
    let rows: Vec<_> = found.into_iter().map(|row| (row.item, row.closes_at)).collect();
    let rows = serde_json::json!(rows).to_string();
    let seq = tx.change_seq().await?;
    sqlx::query!(
        "UPDATE items SET closes_at = told.value ->> 1, change_seq = ?
         FROM json_each(?) AS told WHERE items.id = told.value ->> 0",
        seq,
        rows
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// First and last instant of each span, and how long after it the window ends, in ms.
fn bounds(closing: &[Closing; 2]) -> [(i64, i64, i64); 2] {
    let millis = Timestamp::as_millisecond;
    closing.each_ref().map(|closing| {
        let Closing { theirs, window } = closing;
        let window = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
        (millis(theirs.start), millis(theirs.end), window)
    })
}
