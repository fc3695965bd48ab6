//! Logins that wait for the browser, so that a link which starts the program finds its own.
//!
//! Only a hash of `state` is kept: whoever reads the file cannot finish somebody's login with it.

use instagram::AccountId;
use jiff::{SignedDuration, Timestamp};

use crate::values::instant;
use crate::{Store, StoreError, WriteTx};

/// How long a login may wait for its link.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// A login that waits for the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingLogin {
    /// SHA-256 of the `state` in the authorize URL.
    pub state_hash: [u8; 32],
    /// The Meta app the login goes through.
    pub client_id: String,
    /// The address the browser is sent back to; the code exchange must repeat it.
    pub redirect_uri: String,
    /// The account being reconnected; another one is refused.
    pub reconnect: Option<AccountId>,
    /// When the browser was opened.
    pub started_at: Timestamp,
}

/// Remembers a login.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses, or the same `state` is there already.
pub async fn start(tx: &mut WriteTx, login: &PendingLogin) -> Result<(), StoreError> {
    let hash = login.state_hash.as_slice();
    let reconnect = login.reconnect.as_ref().map(AccountId::as_str);
    let started_at = login.started_at.as_millisecond();
    sqlx::query!(
        "INSERT INTO pending_logins (state_hash, client_id, redirect_uri, reconnect, started_at) VALUES (?, ?, ?, ?, ?)",
        hash,
        login.client_id,
        login.redirect_uri,
        reconnect,
        started_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The logins that may still be finished, newest first. A clock that was moved by more than [`LIFETIME`] in either
/// direction ends them all.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn pending(store: &Store, now: Timestamp) -> Result<Vec<PendingLogin>, StoreError> {
    let now = now.as_millisecond();
    let lifetime = i64::try_from(LIFETIME.as_millis()).unwrap_or(i64::MAX);
    let rows = sqlx::query!(
        "SELECT state_hash, client_id, redirect_uri, reconnect, started_at FROM pending_logins
         WHERE abs(? - started_at) <= ? ORDER BY started_at DESC",
        now,
        lifetime
    )
    .fetch_all(store.reader())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PendingLogin {
                state_hash: row.state_hash.try_into().map_err(|_| StoreError::Unreadable {
                    what: "pending_logins.state_hash",
                })?,
                client_id: row.client_id,
                redirect_uri: row.redirect_uri,
                reconnect: row.reconnect.map(AccountId::from),
                started_at: instant(row.started_at, "pending_logins.started_at")?,
            })
        })
        .collect()
}

/// Takes a login out: `true` exactly once, however often the link arrives.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn take(tx: &mut WriteTx, state_hash: &[u8; 32]) -> Result<bool, StoreError> {
    let hash = state_hash.as_slice();
    let done = sqlx::query!("DELETE FROM pending_logins WHERE state_hash = ?", hash)
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets every waiting login.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn clear(tx: &mut WriteTx) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM pending_logins")
        .execute(tx.connection())
        .await?;
    Ok(())
}
