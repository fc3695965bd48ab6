//! Erasing the tagged posts of an account: see [`crate::accounts::erase_some`].

use crate::{StoreError, WriteTx, search};

use super::item_number;

/// Deletes up to `limit` tagged posts of an account with their items, and says how many.
pub(crate) async fn erase_some(tx: &mut WriteTx, account: &str, limit: u32) -> Result<u64, StoreError> {
    let items: Vec<i64> = sqlx::query_scalar!(
        "DELETE FROM tagged_posts WHERE id IN (
             SELECT id FROM tagged_posts WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
         RETURNING item",
        account,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    let numbers: Result<Vec<_>, StoreError> = items
        .iter()
        .map(|item| Ok(search::Number::first(item_number(*item)?)))
        .collect();
    search::remove(tx, &numbers?).await?;
    let list = serde_json::json!(items).to_string();
    sqlx::query!("DELETE FROM items WHERE id IN (SELECT value FROM json_each(?))", list)
        .execute(tx.connection())
        .await?;
    Ok(u64::try_from(items.len()).unwrap_or(u64::MAX))
}
