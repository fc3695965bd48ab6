//! Connected accounts: what `/me` told, what the token may do and how the last sync went. The token itself lies in the
//! keychain.
//!
//! A disconnected account keeps its row, hidden from every list, because events point at its number and a reconnection
//! finds its colour and its cache again.

use instagram::AccountId;
use jiff::Timestamp;

use crate::values::{instant, instant_opt, millis_opt, uuid};
use crate::{Store, StoreError, WriteTx, content, outbox};

/// How many colours accounts are told apart by.
pub const COLOURS: i64 = 12;

/// A connected account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// `user_id` of `/me`.
    pub id: AccountId,
    /// Local number.
    pub row: i64,
    /// Handle without `@`.
    pub username: String,
    /// Display name.
    pub name: Option<String>,
    /// As the platform spells it: `BUSINESS`, `MEDIA_CREATOR`.
    pub account_type: Option<String>,
    /// Expires; pictures are cached under the account's id.
    pub picture_url: Option<String>,
    /// Followers, as told last.
    pub followers: Option<i64>,
    /// Posts, as told last.
    pub media_count: Option<i64>,
    /// `id` of `/me`: the id under which our own comments name us.
    pub app_scoped_id: String,
    /// Granted scopes, as the platform spells them.
    pub permissions: Vec<String>,
    /// The Meta app the token belongs to; `None` for a token pasted from the dashboard.
    pub client_id: Option<String>,
    /// The hosts the token may be sent to (`Endpoints::host_set`).
    pub host_set: String,
    /// When the token was issued or refreshed.
    pub token_issued_at: Timestamp,
    /// When it ends; `None` if nobody told.
    pub token_expires_at: Option<Timestamp>,
    /// When the account was connected here.
    pub connected_at: Timestamp,
    /// `1..=12`, given in order, so that accounts side by side differ.
    pub colour: i64,
    /// Two letters.
    pub mark: String,
    /// End of the last sync without an error.
    pub last_sync_at: Option<Timestamp>,
    /// Machine code of what stopped the last sync.
    pub sync_error_code: Option<String>,
    /// Share of the platform's rate limit in use, as told last.
    pub usage_percent: Option<i64>,
    /// Machine code of why nothing leaves for this account.
    pub paused_reason: Option<String>,
}

/// An account as a login found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// `user_id` of `/me`.
    pub id: AccountId,
    /// Handle without `@`.
    pub username: String,
    /// Display name.
    pub name: Option<String>,
    /// As the platform spells it.
    pub account_type: Option<String>,
    /// Profile picture.
    pub picture_url: Option<String>,
    /// Followers.
    pub followers: Option<i64>,
    /// Posts.
    pub media_count: Option<i64>,
    /// `id` of `/me`.
    pub app_scoped_id: String,
    /// Granted scopes.
    pub permissions: Vec<String>,
    /// The Meta app of the token.
    pub client_id: Option<String>,
    /// The hosts the token may be sent to.
    pub host_set: String,
    /// When the token was issued.
    pub token_issued_at: Timestamp,
    /// When it ends.
    pub token_expires_at: Option<Timestamp>,
    /// When the login ended.
    pub connected_at: Timestamp,
}

struct Raw {
    id: i64,
    user_id: String,
    app_scoped_id: String,
    username: String,
    name: Option<String>,
    account_type: Option<String>,
    picture_url: Option<String>,
    followers: Option<i64>,
    media_count: Option<i64>,
    permissions: String,
    client_id: Option<String>,
    host_set: String,
    token_issued_at: i64,
    token_expires_at: Option<i64>,
    connected_at: i64,
    colour: i64,
    mark: String,
    last_sync_at: Option<i64>,
    sync_error_code: Option<String>,
    usage_percent: Option<i64>,
    paused_reason: Option<String>,
}

impl TryFrom<Raw> for AccountRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            id: raw.user_id.into(),
            row: raw.id,
            username: raw.username,
            name: raw.name,
            account_type: raw.account_type,
            picture_url: raw.picture_url,
            followers: raw.followers,
            media_count: raw.media_count,
            app_scoped_id: raw.app_scoped_id,
            permissions: serde_json::from_str(&raw.permissions).map_err(|_| StoreError::Unreadable {
                what: "accounts.permissions",
            })?,
            client_id: raw.client_id,
            host_set: raw.host_set,
            token_issued_at: instant(raw.token_issued_at, "accounts.token_issued_at")?,
            token_expires_at: instant_opt(raw.token_expires_at, "accounts.token_expires_at")?,
            connected_at: instant(raw.connected_at, "accounts.connected_at")?,
            colour: raw.colour,
            mark: raw.mark,
            last_sync_at: instant_opt(raw.last_sync_at, "accounts.last_sync_at")?,
            sync_error_code: raw.sync_error_code,
            usage_percent: raw.usage_percent,
            paused_reason: raw.paused_reason,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT id AS "id!", user_id, app_scoped_id, username, name, account_type, picture_url, followers, media_count,
                      permissions, client_id, host_set, token_issued_at, token_expires_at, connected_at, colour, mark,
                      last_sync_at, sync_error_code, usage_percent, paused_reason
               FROM accounts WHERE disconnected_at IS NULL "# + $tail
            $(, $argument)*
        )
    };
}

/// The connected accounts, in the order they were connected.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn list(store: &Store) -> Result<Vec<AccountRow>, StoreError> {
    let rows = select!("ORDER BY connected_at, id").fetch_all(store.reader()).await?;
    rows.into_iter().map(AccountRow::try_from).collect()
}

/// A connected account.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, id: &AccountId) -> Result<Option<AccountRow>, StoreError> {
    let id = id.as_str();
    select!("AND user_id = ?", id)
        .fetch_optional(store.reader())
        .await?
        .map(AccountRow::try_from)
        .transpose()
}

/// A connected account, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, id: &AccountId) -> Result<Option<AccountRow>, StoreError> {
    let id = id.as_str();
    select!("AND user_id = ?", id)
        .fetch_optional(tx.connection())
        .await?
        .map(AccountRow::try_from)
        .transpose()
}

/// A connected account by its local number.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn by_row(store: &Store, row: i64) -> Result<Option<AccountRow>, StoreError> {
    select!("AND id = ?", row)
        .fetch_optional(store.reader())
        .await?
        .map(AccountRow::try_from)
        .transpose()
}

/// Stores a login. A known account keeps its colour, its mark and its cache; an account that was disconnected comes
/// back with a new `connected_at`. What stopped the last sync is forgotten.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn upsert(tx: &mut WriteTx, account: &NewAccount) -> Result<AccountRow, StoreError> {
    let others = sqlx::query!("SELECT user_id, colour, mark FROM accounts WHERE disconnected_at IS NULL")
        .fetch_all(tx.connection())
        .await?;
    let id = account.id.as_str();
    let own = sqlx::query!("SELECT colour, mark FROM accounts WHERE user_id = ?", id)
        .fetch_optional(tx.connection())
        .await?;
    let taken: Vec<_> = others.iter().filter(|other| other.user_id != id).collect();
    let own_free = own.filter(|own| {
        taken
            .iter()
            .all(|other| other.colour != own.colour && other.mark != own.mark)
    });
    let (colour, mark) = match own_free {
        Some(own) => (own.colour, own.mark),
        None => (
            free_colour(&taken.iter().map(|other| other.colour).collect::<Vec<_>>()),
            free_mark(
                &account.username,
                &taken.iter().map(|other| other.mark.as_str()).collect::<Vec<_>>(),
            ),
        ),
    };
    let permissions = serde_json::json!(account.permissions).to_string();
    let issued = account.token_issued_at.as_millisecond();
    let expires = millis_opt(account.token_expires_at);
    let connected = account.connected_at.as_millisecond();
    sqlx::query!(
        "INSERT INTO accounts (user_id, app_scoped_id, username, name, account_type, picture_url, followers, media_count,
                               permissions, client_id, host_set, token_issued_at, token_expires_at, connected_at, colour, mark)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (user_id) DO UPDATE SET
             app_scoped_id = excluded.app_scoped_id, username = excluded.username, name = excluded.name,
             account_type = excluded.account_type, picture_url = excluded.picture_url, followers = excluded.followers,
             media_count = excluded.media_count, permissions = excluded.permissions, client_id = excluded.client_id,
             host_set = excluded.host_set, token_issued_at = excluded.token_issued_at,
             token_expires_at = excluded.token_expires_at,
             connected_at = iif(disconnected_at IS NULL, connected_at, excluded.connected_at),
             disconnected_at = NULL, colour = excluded.colour, mark = excluded.mark,
             sync_error_code = NULL, paused_reason = NULL",
        id,
        account.app_scoped_id,
        account.username,
        account.name,
        account.account_type,
        account.picture_url,
        account.followers,
        account.media_count,
        permissions,
        account.client_id,
        account.host_set,
        issued,
        expires,
        connected,
        colour,
        mark
    )
    .execute(tx.connection())
    .await?;
    get_in(tx, &account.id)
        .await?
        .ok_or(StoreError::NotFound { what: "account" })
}

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

/// Disconnects an account. Without `erase` its cache stays, out of sight, for a reconnection. With `erase` its posts,
/// comments, actions and their texts are deleted; its events stay, they hold ids only.
///
/// Deleting a long history takes longer than a write transaction should: call it without `erase` first, then
/// [`erase_some`] in transactions of their own until it answers 0, then this with `erase`.
///
/// # Errors
/// [`StoreError::NotFound`] for an account that is not in the database.
pub async fn remove(tx: &mut WriteTx, id: &AccountId, erase: bool, now: Timestamp) -> Result<(), StoreError> {
    let user_id = id.as_str();
    let at = now.as_millisecond();
    let done = sqlx::query!(
        "UPDATE accounts SET disconnected_at = coalesce(disconnected_at, ?), sync_error_code = NULL, paused_reason = NULL
         WHERE user_id = ?",
        at,
        user_id
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "account" });
    }
    if !erase {
        return Ok(());
    }
    while erase_some(tx, id, ERASE_STEP).await? > 0 {}
    sqlx::query!(
        "UPDATE accounts SET username = '', name = NULL, picture_url = NULL, followers = NULL, media_count = NULL,
                             account_type = NULL, last_sync_at = NULL, usage_percent = NULL
         WHERE user_id = ?",
        user_id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

const ERASE_STEP: u32 = 500;

/// Deletes up to `limit` rows of an account's cache (texts with their rows) and returns how many went; 0 when nothing
/// is left.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn erase_some(tx: &mut WriteTx, id: &AccountId, limit: u32) -> Result<u64, StoreError> {
    let id = id.as_str();
    let comments: Vec<String> = sqlx::query_scalar!(
        "DELETE FROM comments WHERE id IN (
             SELECT c.id FROM comments c JOIN media m ON m.id = c.media
             WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
         RETURNING comment_id",
        id,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    if !comments.is_empty() {
        let subjects = comments
            .iter()
            .map(|comment| content::comment_subject(&comment.as_str().into()));
        return erase_texts(tx, subjects.collect()).await;
    }
    let actions: Vec<Vec<u8>> = sqlx::query_scalar!(
        "DELETE FROM outbox WHERE id IN (
             SELECT id FROM outbox WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
         RETURNING uid",
        id,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    if !actions.is_empty() {
        let subjects: Result<Vec<_>, StoreError> = actions
            .iter()
            .map(|uid| Ok(outbox::text_subject(uuid(uid, "outbox.uid")?)))
            .collect();
        return erase_texts(tx, subjects?).await;
    }
    Ok(sqlx::query!(
        "DELETE FROM media WHERE id IN (
             SELECT id FROM media WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected())
}

/// Deletes the texts of erased rows and returns how many rows that were.
async fn erase_texts(tx: &mut WriteTx, subjects: Vec<String>) -> Result<u64, StoreError> {
    let list = serde_json::json!(subjects).to_string();
    sqlx::query!(
        "DELETE FROM content WHERE subject IN (SELECT value FROM json_each(?))",
        list
    )
    .execute(tx.connection())
    .await?;
    Ok(u64::try_from(subjects.len()).unwrap_or(u64::MAX))
}

/// The lowest colour nobody has, or the one used least.
fn free_colour(taken: &[i64]) -> i64 {
    (1..=COLOURS)
        .min_by_key(|colour| taken.iter().filter(|other| *other == colour).count())
        .unwrap_or(1)
}

/// Two letters of the handle that nobody else has: the first with each later one; else the first two.
fn free_mark(username: &str, taken: &[&str]) -> String {
    let letters: Vec<char> = username
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let Some(first) = letters.first() else {
        return "??".to_owned();
    };
    let mut marks = letters.iter().skip(1).map(|second| format!("{first}{second}"));
    let plain = marks.clone().next().unwrap_or_else(|| format!("{first}{first}"));
    marks.find(|mark| !taken.contains(&mark.as_str())).unwrap_or(plain)
}
