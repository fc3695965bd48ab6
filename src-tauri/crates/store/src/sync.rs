//! The named tasks that read accounts in the background: when each ran last and runs next. What they read lies in
//! [`crate::media`], [`crate::comments`], [`crate::conversations`] and [`crate::tagged_posts`]; how far the history has
//! come, in [`crate::backfills`].

use instagram::AccountId;
use jiff::Timestamp;

use crate::values::{instant, instant_opt, small_int};
use crate::{Store, StoreError, WriteTx};

small_int! {
    /// A task.
    SyncTask, "sync_tasks.task" {
        /// The newest posts with their comment counts, and the comments of those that moved.
        Counts = 1,
        /// The newest comments of young posts, whose count can stand still while comments come and go.
        Young = 2,
        /// Every comment of young posts, once a day.
        Daily = 3,
        /// The older posts with their comment counts.
        Old = 4,
        /// The stories.
        Stories = 5,
        /// The history.
        Backfill = 6,
        /// The conversations in which something happened, and their newest messages.
        Conversations = 7,
        /// The posts of others that tag the account.
        Tags = 8,
    }
}

/// A task of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncTaskRow {
    /// The account.
    pub account: AccountId,
    /// Which task.
    pub task: SyncTask,
    /// When it ran last.
    pub last_run_at: Option<Timestamp>,
    /// When it runs next.
    pub next_run_at: Timestamp,
    /// Calls of the last run.
    pub calls: i64,
    /// Calls of all runs.
    pub calls_total: i64,
    /// Machine code of what stopped the last run.
    pub error_code: Option<String>,
    /// Where the next run goes on.
    pub cursor: Option<String>,
}

/// How a run of a task went.
#[derive(Debug, Clone, Copy)]
pub struct SyncTaskRun<'a> {
    /// When it ended.
    pub ended_at: Timestamp,
    /// When the next one is due.
    pub next_run_at: Timestamp,
    /// Calls made.
    pub calls: i64,
    /// Machine code of what stopped it.
    pub error_code: Option<&'a str>,
    /// Where the next run goes on.
    pub cursor: Option<&'a str>,
}

struct Raw {
    user_id: String,
    task: i64,
    last_run_at: Option<i64>,
    next_run_at: i64,
    calls: i64,
    calls_total: i64,
    error_code: Option<String>,
    cursor: Option<String>,
}

impl TryFrom<Raw> for SyncTaskRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            account: raw.user_id.into(),
            task: SyncTask::from_code(raw.task)?,
            last_run_at: instant_opt(raw.last_run_at, "sync_tasks.last_run_at")?,
            next_run_at: instant(raw.next_run_at, "sync_tasks.next_run_at")?,
            calls: raw.calls,
            calls_total: raw.calls_total,
            error_code: raw.error_code,
            cursor: raw.cursor,
        })
    }
}

/// The tasks of every connected account, an account's in the order of their numbers.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn tasks(store: &Store) -> Result<Vec<SyncTaskRow>, StoreError> {
    let found = sqlx::query_as!(
        Raw,
        "SELECT a.user_id, t.task, t.last_run_at, t.next_run_at, t.calls, t.calls_total, t.error_code, t.cursor
         FROM sync_tasks t JOIN accounts a ON a.id = t.account
         WHERE a.disconnected_at IS NULL ORDER BY a.connected_at, t.account, t.task"
    );
    found
        .fetch_all(store.reader())
        .await?
        .into_iter()
        .map(SyncTaskRow::try_from)
        .collect()
}

/// One task of an account; `None` before it was planned.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn task(store: &Store, account: &AccountId, task: SyncTask) -> Result<Option<SyncTaskRow>, StoreError> {
    let (account, task) = (account.as_str(), task.code());
    sqlx::query_as!(
        Raw,
        "SELECT a.user_id, t.task, t.last_run_at, t.next_run_at, t.calls, t.calls_total, t.error_code, t.cursor
         FROM sync_tasks t JOIN accounts a ON a.id = t.account WHERE a.user_id = ? AND t.task = ?",
        account,
        task
    )
    .fetch_optional(store.reader())
    .await?
    .map(SyncTaskRow::try_from)
    .transpose()
}

/// Plans a task that was not planned yet; one that was stays as it is.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn plan(tx: &mut WriteTx, account: &AccountId, task: SyncTask, next: Timestamp) -> Result<(), StoreError> {
    let (account, task, next) = (account.as_str(), task.code(), next.as_millisecond());
    sqlx::query!(
        "INSERT INTO sync_tasks (account, task, next_run_at) SELECT id, ?, ? FROM accounts WHERE user_id = ?
         ON CONFLICT (account, task) DO NOTHING",
        task,
        next,
        account
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Makes a planned task due at `next`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_next(
    tx: &mut WriteTx,
    account: &AccountId,
    task: SyncTask,
    next: Timestamp,
) -> Result<(), StoreError> {
    let (account, task, next) = (account.as_str(), task.code(), next.as_millisecond());
    sqlx::query!(
        "UPDATE sync_tasks SET next_run_at = ?
         WHERE account = (SELECT id FROM accounts WHERE user_id = ?) AND task = ?",
        next,
        account,
        task
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Writes down how a run of a planned task went.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn ran(
    tx: &mut WriteTx,
    account: &AccountId,
    task: SyncTask,
    run: SyncTaskRun<'_>,
) -> Result<(), StoreError> {
    let (account, task) = (account.as_str(), task.code());
    let (ended, next) = (run.ended_at.as_millisecond(), run.next_run_at.as_millisecond());
    sqlx::query!(
        "UPDATE sync_tasks SET last_run_at = ?1, next_run_at = ?2, calls = ?3, calls_total = calls_total + ?3,
                               error_code = ?4, cursor = ?5
         WHERE account = (SELECT id FROM accounts WHERE user_id = ?6) AND task = ?7",
        ended,
        next,
        run.calls,
        run.error_code,
        run.cursor,
        account,
        task
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
