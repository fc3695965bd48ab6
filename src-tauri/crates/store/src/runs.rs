//! Runs: many actions of one cause. What became of its actions is counted from the outbox, so nothing here can disagree
//! with it.

use std::collections::HashSet;

use jiff::Timestamp;
use uuid::Uuid;

use crate::outbox::{ActionKind, Delivery};
use crate::values::{instant, instant_opt, small_int, uuid};
use crate::{Store, StoreError, WriteTx};

small_int! {
    /// Why nothing of a run is sent.
    Stopped, "runs.stopped" {
        /// A person stopped it.
        ByPerson = 1,
        /// The same error came [`SAME_ERRORS`] times.
        SameError = 2,
    }
}

/// As many actions of a run may fail in the same way; then the rest waits for a person.
pub const SAME_ERRORS: i64 = 3;

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// Its id in events, on its actions and at the window.
    pub uid: Uuid,
    /// What its actions do.
    pub kind: ActionKind,
    /// How many actions it has.
    pub total: i64,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Why nothing of it is sent; `None`: it goes on.
    pub stopped: Option<Stopped>,
    /// When a person let it go on.
    pub resumed_at: Option<Timestamp>,
    /// When a person took the rest of it back.
    pub closed_at: Option<Timestamp>,
    /// How its actions stand.
    pub progress: RunProgress,
}

/// How many actions of a run stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunProgress {
    /// Not sent yet, held ones included.
    pub waiting: i64,
    /// On their way, or being checked.
    pub under_way: i64,
    /// Done on Instagram.
    pub sent: i64,
    /// Refused, or only a person can decide how they go on.
    pub failed: i64,
    /// Taken back or given up.
    pub given_up: i64,
}

impl RunProgress {
    /// Whether every action has ended or waits for a person.
    pub const fn is_over(self) -> bool {
        self.waiting == 0 && self.under_way == 0
    }

    fn add(&mut self, delivery: Delivery, count: i64) {
        let place = match delivery {
            Delivery::Waiting | Delivery::Held => &mut self.waiting,
            Delivery::Sending | Delivery::Checking => &mut self.under_way,
            Delivery::Sent => &mut self.sent,
            Delivery::Failed | Delivery::NeedsYou => &mut self.failed,
            Delivery::Withdrawn | Delivery::Discarded => &mut self.given_up,
        };
        *place += count;
    }
}

struct Raw {
    uid: Vec<u8>,
    kind: i64,
    total: i64,
    decided_at: i64,
    stopped: Option<i64>,
    resumed_at: Option<i64>,
    closed_at: Option<i64>,
}

impl TryFrom<Raw> for RunRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            uid: uuid(&raw.uid, "runs.uid")?,
            kind: ActionKind::from_code(raw.kind)?,
            total: raw.total,
            decided_at: instant(raw.decided_at, "runs.decided_at")?,
            stopped: raw.stopped.map(Stopped::from_code).transpose()?,
            resumed_at: instant_opt(raw.resumed_at, "runs.resumed_at")?,
            closed_at: instant_opt(raw.closed_at, "runs.closed_at")?,
            progress: RunProgress::default(),
        })
    }
}

/// Writes a run down, before its actions.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn add(
    tx: &mut WriteTx,
    uid: Uuid,
    kind: ActionKind,
    total: usize,
    decided_at: Timestamp,
) -> Result<(), StoreError> {
    let uid = uid.as_bytes().as_slice();
    let kind = kind.code();
    let total = i64::try_from(total).unwrap_or(i64::MAX);
    let decided_at = decided_at.as_millisecond();
    sqlx::query!(
        "INSERT INTO runs (uid, kind, total, decided_at) VALUES (?, ?, ?, ?)",
        uid,
        kind,
        total,
        decided_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// A run and how it stands.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, uid: Uuid) -> Result<Option<RunRow>, StoreError> {
    let key = uid.as_bytes().as_slice();
    let raw = sqlx::query_as!(
        Raw,
        "SELECT uid, kind, total, decided_at, stopped, resumed_at, closed_at FROM runs WHERE uid = ?",
        key
    )
    .fetch_optional(store.reader())
    .await?;
    match raw {
        Some(raw) => Ok(Some(with_progress(store, raw.try_into()?).await?)),
        None => Ok(None),
    }
}

/// The runs that were decided since an instant, and those before it of which something is still to be sent, the newest
/// first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn list(store: &Store, since: Timestamp) -> Result<Vec<RunRow>, StoreError> {
    let since = since.as_millisecond();
    let raw = sqlx::query_as!(
        Raw,
        "SELECT uid, kind, total, decided_at, stopped, resumed_at, closed_at FROM runs
         WHERE decided_at >= ?
            OR uid IN (SELECT run FROM outbox INDEXED BY outbox_by_run WHERE run IS NOT NULL AND delivery < 5)
         ORDER BY decided_at DESC, id DESC",
        since
    )
    .fetch_all(store.reader())
    .await?;
    let mut runs = Vec::with_capacity(raw.len());
    for raw in raw {
        runs.push(with_progress(store, raw.try_into()?).await?);
    }
    Ok(runs)
}

async fn with_progress(store: &Store, mut run: RunRow) -> Result<RunRow, StoreError> {
    let uid = run.uid.as_bytes().as_slice();
    let counts = sqlx::query!(
        r#"SELECT delivery, count(*) AS "count!: i64" FROM outbox INDEXED BY outbox_by_run WHERE run = ? GROUP BY delivery"#,
        uid
    )
    .fetch_all(store.reader())
    .await?;
    let mut progress = RunProgress::default();
    for row in counts {
        progress.add(Delivery::from_code(row.delivery)?, row.count);
    }
    run.progress = progress;
    Ok(run)
}

/// The runs of which nothing is to be sent.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn stopped(store: &Store) -> Result<HashSet<Uuid>, StoreError> {
    let found = sqlx::query_scalar!("SELECT uid FROM runs INDEXED BY runs_stopped WHERE stopped IS NOT NULL")
        .fetch_all(store.reader())
        .await?;
    found.iter().map(|run| uuid(run, "runs.uid")).collect()
}

/// Stops a run. `false`: it was stopped already.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn stop(tx: &mut WriteTx, uid: Uuid, why: Stopped) -> Result<bool, StoreError> {
    let uid = uid.as_bytes().as_slice();
    let why = why.code();
    let done = sqlx::query!(
        "UPDATE runs SET stopped = ? WHERE uid = ? AND stopped IS NULL",
        why,
        uid
    )
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets a stopped run go on; errors until `now` no longer count. `false`: it was not stopped.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn resume(tx: &mut WriteTx, uid: Uuid, now: Timestamp) -> Result<bool, StoreError> {
    let uid = uid.as_bytes().as_slice();
    let now = now.as_millisecond();
    let done = sqlx::query!(
        "UPDATE runs SET stopped = NULL, resumed_at = ? WHERE uid = ? AND stopped IS NOT NULL",
        now,
        uid
    )
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that a person took the rest of a run back.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn close(tx: &mut WriteTx, uid: Uuid, now: Timestamp) -> Result<(), StoreError> {
    let uid = uid.as_bytes().as_slice();
    let now = now.as_millisecond();
    sqlx::query!(
        "UPDATE runs SET stopped = NULL, closed_at = coalesce(closed_at, ?) WHERE uid = ?",
        now,
        uid
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// How many actions of a run failed like the one with this id, since a person last let it go on.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn count_same_errors(tx: &mut WriteTx, run: Uuid, action: Uuid) -> Result<i64, StoreError> {
    let run = run.as_bytes().as_slice();
    let action = action.as_bytes().as_slice();
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM outbox INDEXED BY outbox_by_run
         JOIN outbox this ON this.uid = ?
         WHERE outbox.run = ? AND outbox.delivery = 5
           AND outbox.reason IS this.reason AND outbox.error_code IS this.error_code
           AND outbox.error_subcode IS this.error_subcode
           AND outbox.finished_at >= coalesce((SELECT resumed_at FROM runs WHERE uid = outbox.run), 0)",
        action,
        run
    )
    .fetch_one(tx.connection())
    .await?)
}
