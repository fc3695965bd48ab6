//! The history of an account: how far back it is read, and how far that has come. What is still to be read is told by
//! [`crate::media::unread`], so nothing here can disagree with it.

use instagram::AccountId;
use jiff::Timestamp;

use crate::values::{instant, instant_opt, millis_opt};
use crate::{Store, StoreError, WriteTx};

/// The reading of an account's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackfillRow {
    /// The account.
    pub account: AccountId,
    /// Posts older than this are left out; `None`: everything is read.
    pub since: Option<Timestamp>,
    /// A person stopped it.
    pub paused: bool,
    /// Every post since then is known.
    pub listed: bool,
    /// Cursor where the list of posts goes on.
    pub list_after: Option<String>,
    /// Calls made.
    pub calls: i64,
    /// Comments it brought.
    pub comments: i64,
    /// Time spent in calls, in milliseconds.
    pub active_ms: i64,
    /// When somebody last said how far back to read.
    pub asked_at: Timestamp,
    /// When everything was read.
    pub ended_at: Option<Timestamp>,
}

struct Raw {
    user_id: String,
    since: Option<i64>,
    paused: bool,
    listed: bool,
    list_after: Option<String>,
    calls: i64,
    comments: i64,
    active_ms: i64,
    asked_at: i64,
    ended_at: Option<i64>,
}

impl TryFrom<Raw> for BackfillRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            account: raw.user_id.into(),
            since: instant_opt(raw.since, "backfills.since")?,
            paused: raw.paused,
            listed: raw.listed,
            list_after: raw.list_after,
            calls: raw.calls,
            comments: raw.comments,
            active_ms: raw.active_ms,
            asked_at: instant(raw.asked_at, "backfills.asked_at")?,
            ended_at: instant_opt(raw.ended_at, "backfills.ended_at")?,
        })
    }
}

/// The reading of an account's history; `None` before the account was read for the first time.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, account: &AccountId) -> Result<Option<BackfillRow>, StoreError> {
    let account = account.as_str();
    sqlx::query_as!(
        Raw,
        r#"SELECT a.user_id, b.since, b.paused AS "paused: bool", b.listed AS "listed: bool", b.list_after, b.calls,
                  b.comments, b.active_ms, b.asked_at, b.ended_at
           FROM backfills b JOIN accounts a ON a.id = b.account WHERE a.user_id = ?"#,
        account
    )
    .fetch_optional(store.reader())
    .await?
    .map(BackfillRow::try_from)
    .transpose()
}

/// Begins to read everything, unless somebody has already said how far back to read. `list_after` is the cursor behind
/// the posts that are known; `None`: they are all there are.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn begin(
    tx: &mut WriteTx,
    account: &AccountId,
    list_after: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (account, now) = (account.as_str(), now.as_millisecond());
    sqlx::query!(
        "INSERT INTO backfills (account, listed, list_after, asked_at)
         SELECT id, ?1 IS NULL, ?1, ?2 FROM accounts WHERE user_id = ?3
         ON CONFLICT (account) DO NOTHING",
        list_after,
        now,
        account
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// A person says how far back to read. Further back than before, the list of posts goes on where it stood.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_since(
    tx: &mut WriteTx,
    account: &AccountId,
    since: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (account, since, now) = (account.as_str(), millis_opt(since), now.as_millisecond());
    sqlx::query!(
        "UPDATE backfills SET since = ?1, paused = 0, listed = list_after IS NULL, asked_at = ?2, ended_at = NULL
         WHERE account = (SELECT id FROM accounts WHERE user_id = ?3)",
        since,
        now,
        account
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// A person stops it or lets it go on.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_paused(tx: &mut WriteTx, account: &AccountId, paused: bool) -> Result<(), StoreError> {
    let account = account.as_str();
    sqlx::query!(
        "UPDATE backfills SET paused = ? WHERE account = (SELECT id FROM accounts WHERE user_id = ?)",
        paused,
        account
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Remembers where the list of posts stands. `listed` says that every post in reach is known.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_list(
    tx: &mut WriteTx,
    account: &AccountId,
    list_after: Option<&str>,
    listed: bool,
) -> Result<(), StoreError> {
    let account = account.as_str();
    sqlx::query!(
        "UPDATE backfills SET list_after = ?, listed = ? WHERE account = (SELECT id FROM accounts WHERE user_id = ?)",
        list_after,
        listed,
        account
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Adds what a run did; `ended_at` when nothing is left to read.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn add(
    tx: &mut WriteTx,
    account: &AccountId,
    calls: i64,
    comments: i64,
    active_ms: i64,
    ended_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let (account, ended_at) = (account.as_str(), millis_opt(ended_at));
    sqlx::query!(
        "UPDATE backfills SET calls = calls + ?, comments = comments + ?, active_ms = active_ms + ?, ended_at = ?
         WHERE account = (SELECT id FROM accounts WHERE user_id = ?)",
        calls,
        comments,
        active_ms,
        ended_at,
        account
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
