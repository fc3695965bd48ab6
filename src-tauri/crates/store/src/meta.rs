//! What the program remembers about itself: installation id, app id, settings.

use crate::{Store, StoreError, WriteTx};

/// The name of this machine, written at start. Events that the store appends by itself carry it.
pub const MACHINE: &str = "machine";

/// Reads a value.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, key: &str) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("SELECT value FROM meta WHERE key = ?", key)
        .fetch_optional(store.reader())
        .await?)
}

/// Reads a value inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, key: &str) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("SELECT value FROM meta WHERE key = ?", key)
        .fetch_optional(tx.connection())
        .await?)
}

/// The name of this machine, for an event that the store appends by itself.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub(crate) async fn machine_in(tx: &mut WriteTx) -> Result<String, StoreError> {
    let name = get_in(tx, MACHINE).await?;
    Ok(name.unwrap_or_else(|| "unnamed".to_owned()))
}

/// Writes a value over the one before.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set(tx: &mut WriteTx, key: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        value
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Forgets a value.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn remove(tx: &mut WriteTx, key: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM meta WHERE key = ?", key)
        .execute(tx.connection())
        .await?;
    Ok(())
}
