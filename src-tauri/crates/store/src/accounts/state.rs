//! What changes while an account is connected.

use instagram::AccountId;
use jiff::Timestamp;

use crate::values::millis_opt;
use crate::{StoreError, WriteTx};

/// Stores what `/me` tells on a later look. `None` leaves a value as it is.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_profile(
    tx: &mut WriteTx,
    id: &AccountId,
    username: &str,
    name: Option<&str>,
    picture_url: Option<&str>,
    followers: Option<i64>,
    media_count: Option<i64>,
) -> Result<(), StoreError> {
    let id = id.as_str();
    sqlx::query!(
        "UPDATE accounts SET username = ?, name = coalesce(?, name), picture_url = coalesce(?, picture_url),
                             followers = coalesce(?, followers), media_count = coalesce(?, media_count)
         WHERE user_id = ?",
        username,
        name,
        picture_url,
        followers,
        media_count,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Stores that the token was refreshed.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_token(
    tx: &mut WriteTx,
    id: &AccountId,
    issued_at: Timestamp,
    expires_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let id = id.as_str();
    let issued = issued_at.as_millisecond();
    let expires = millis_opt(expires_at);
    sqlx::query!(
        "UPDATE accounts SET token_issued_at = ?, token_expires_at = ? WHERE user_id = ?",
        issued,
        expires,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Stores how a sync ended: `synced_at` when it was complete, `error_code` when something stopped it. `None` for the
/// instant keeps the one of the last complete sync; `None` for the code clears it.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_sync_state(
    tx: &mut WriteTx,
    id: &AccountId,
    synced_at: Option<Timestamp>,
    error_code: Option<&str>,
) -> Result<(), StoreError> {
    let id = id.as_str();
    let synced = millis_opt(synced_at);
    sqlx::query!(
        "UPDATE accounts SET last_sync_at = coalesce(?, last_sync_at), sync_error_code = ? WHERE user_id = ?",
        synced,
        error_code,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Stores how much of the rate limit is used, in percent.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_usage(tx: &mut WriteTx, id: &AccountId, percent: Option<i64>) -> Result<(), StoreError> {
    let id = id.as_str();
    sqlx::query!("UPDATE accounts SET usage_percent = ? WHERE user_id = ?", percent, id)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Stores why nothing leaves for this account, as a machine code; `None` lets it go on.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_paused(tx: &mut WriteTx, id: &AccountId, reason: Option<&str>) -> Result<(), StoreError> {
    let id = id.as_str();
    sqlx::query!("UPDATE accounts SET paused_reason = ? WHERE user_id = ?", reason, id)
        .execute(tx.connection())
        .await?;
    Ok(())
}
