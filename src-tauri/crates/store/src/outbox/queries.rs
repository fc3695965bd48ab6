//! Reading and writing rows of the outbox.

use instagram::{CommentId, MediaId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{ActionKind, Delivery, LiveCounts, NewAction, OutboxRow, text_subject};
use crate::values::{instant, instant_opt, millis_opt, uuid, uuid_at};
use crate::{Store, StoreError, WriteTx, content};

struct Raw {
    id: i64,
    uid: Vec<u8>,
    account: String,
    kind: i64,
    subject: String,
    media: Option<String>,
    parent: Option<String>,
    value: Option<bool>,
    delivery: i64,
    reason: Option<String>,
    error_code: Option<i64>,
    error_subcode: Option<i64>,
    grace_ms: i64,
    queued_at: i64,
    asked_at: i64,
    attempts: i64,
    attempt_started_at: Option<i64>,
    attempt_ended_at: Option<i64>,
    clean_reads: i64,
    last_clean_read_at: Option<i64>,
    next_at: Option<i64>,
    remote_id: Option<String>,
    finished_at: Option<i64>,
    run: Option<Vec<u8>>,
}

impl TryFrom<Raw> for OutboxRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            id: raw.id,
            uid: uuid(&raw.uid, "outbox.uid")?,
            account: raw.account.into(),
            kind: ActionKind::from_code(raw.kind)?,
            subject: raw.subject,
            media: raw.media.map(MediaId::from),
            parent: raw.parent.map(CommentId::from),
            value: raw.value,
            delivery: Delivery::from_code(raw.delivery)?,
            reason: raw.reason,
            error_code: raw.error_code,
            error_subcode: raw.error_subcode,
            grace_ms: raw.grace_ms,
            queued_at: instant(raw.queued_at, "outbox.queued_at")?,
            asked_at: instant(raw.asked_at, "outbox.asked_at")?,
            attempts: raw.attempts,
            attempt_started_at: instant_opt(raw.attempt_started_at, "outbox.attempt_started_at")?,
            attempt_ended_at: instant_opt(raw.attempt_ended_at, "outbox.attempt_ended_at")?,
            clean_reads: raw.clean_reads,
            last_clean_read_at: instant_opt(raw.last_clean_read_at, "outbox.last_clean_read_at")?,
            next_at: instant_opt(raw.next_at, "outbox.next_at")?,
            remote_id: raw.remote_id,
            finished_at: instant_opt(raw.finished_at, "outbox.finished_at")?,
            run: raw.run.map(|run| uuid(&run, "outbox.run")).transpose()?,
        })
    }
}

fn rows(raw: Vec<Raw>) -> Result<Vec<OutboxRow>, StoreError> {
    raw.into_iter().map(OutboxRow::try_from).collect()
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT o.id AS "id!", o.uid, a.user_id AS account, o.kind, o.subject, o.media, o.parent, o.value AS "value: bool",
                      o.delivery, o.reason, o.error_code, o.error_subcode, o.grace_ms, o.queued_at,
                      coalesce(o.asked_at, o.queued_at) AS "asked_at!: i64", o.attempts,
                      o.attempt_started_at, o.attempt_ended_at, o.clean_reads, o.last_clean_read_at, o.next_at,
                      o.remote_id, o.finished_at, o.run
               FROM outbox o JOIN accounts a ON a.id = o.account "# + $tail
            $(, $argument)*
        )
    };
}

/// Queues an action as [`Delivery::Waiting`] and keeps its text.
///
/// # Errors
/// [`StoreError::NotFound`] for an account that is not connected.
pub async fn queue(tx: &mut WriteTx, action: &NewAction) -> Result<OutboxRow, StoreError> {
    let uid = uuid_at(action.queued_at);
    let uid_bytes = uid.as_bytes().as_slice();
    let account = action.account.as_str();
    let kind = action.kind.code();
    let media = action.media.as_ref().map(MediaId::as_str);
    let parent = action.parent.as_ref().map(CommentId::as_str);
    let delivery = Delivery::Waiting.code();
    let queued_at = action.queued_at.as_millisecond();
    let run = action.run.as_ref().map(|run| run.as_bytes().as_slice());
    let done = sqlx::query!(
        "INSERT INTO outbox (uid, account, kind, subject, media, parent, value, delivery, grace_ms, queued_at, run)
         SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM accounts WHERE user_id = ? AND disconnected_at IS NULL",
        uid_bytes,
        kind,
        action.subject,
        media,
        parent,
        action.value,
        delivery,
        action.grace_ms,
        queued_at,
        run,
        account
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "account" });
    }
    if let Some(text) = &action.text {
        content::put(tx, &text_subject(uid), text).await?;
    }
    get_in(tx, uid).await?.ok_or(StoreError::NotFound { what: "action" })
}

/// An action.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, uid: Uuid) -> Result<Option<OutboxRow>, StoreError> {
    let uid = uid.as_bytes().as_slice();
    select!("WHERE o.uid = ?", uid)
        .fetch_optional(store.reader())
        .await?
        .map(OutboxRow::try_from)
        .transpose()
}

/// An action, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, uid: Uuid) -> Result<Option<OutboxRow>, StoreError> {
    let uid = uid.as_bytes().as_slice();
    select!("WHERE o.uid = ?", uid)
        .fetch_optional(tx.connection())
        .await?
        .map(OutboxRow::try_from)
        .transpose()
}

/// The live actions, in the order they were decided.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn live(store: &Store) -> Result<Vec<OutboxRow>, StoreError> {
    rows(
        select!("WHERE o.delivery < 10 ORDER BY o.id")
            .fetch_all(store.reader())
            .await?,
    )
}

/// The live actions, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn live_in(tx: &mut WriteTx) -> Result<Vec<OutboxRow>, StoreError> {
    rows(
        select!("WHERE o.delivery < 10 ORDER BY o.id")
            .fetch_all(tx.connection())
            .await?,
    )
}

/// The live actions about one comment or media, in the order they were decided.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn live_of(store: &Store, subject: &str) -> Result<Vec<OutboxRow>, StoreError> {
    rows(
        select!("WHERE o.subject = ? AND o.delivery < 10 ORDER BY o.id", subject)
            .fetch_all(store.reader())
            .await?,
    )
}

/// The live actions about one comment or media, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn live_of_in(tx: &mut WriteTx, subject: &str) -> Result<Vec<OutboxRow>, StoreError> {
    rows(
        select!("WHERE o.subject = ? AND o.delivery < 10 ORDER BY o.id", subject)
            .fetch_all(tx.connection())
            .await?,
    )
}

/// The live actions of a thread: about its comments or attached to its top-level comment.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn live_of_thread(store: &Store, top: &CommentId) -> Result<Vec<OutboxRow>, StoreError> {
    let top = top.as_str();
    let found = select!(
        "WHERE o.delivery < 10 AND (o.subject = ? OR o.parent = ?
                 OR o.subject IN (SELECT comment_id FROM comments WHERE parent = ?))
         ORDER BY o.id",
        top,
        top,
        top
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// The actions that ended since an instant, newest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn finished(store: &Store, since: Timestamp, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
    let since = since.as_millisecond();
    let found = select!(
        "WHERE o.delivery >= 10 AND o.finished_at >= ? ORDER BY o.finished_at DESC, o.id DESC LIMIT ?",
        since,
        limit
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// How many actions were sent since an instant.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn count_sent(store: &Store, since: Timestamp) -> Result<i64, StoreError> {
    let since = since.as_millisecond();
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM outbox WHERE delivery >= 10 AND finished_at >= ? AND delivery = 10",
        since
    )
    .fetch_one(store.reader())
    .await?)
}

/// Every live action in the order they were decided, then the actions that ended since an instant, newest first and
/// `limit` at most.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn list(store: &Store, ended_since: Timestamp, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
    let mut all = live(store).await?;
    all.extend(finished(store, ended_since, limit).await?);
    Ok(all)
}

/// Writes a whole row, if it still stands where the caller last saw it (`before`) and has not ended. `false`: somebody
/// else was first, nothing was written.
///
/// An ended row must have `finished_at`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn save(tx: &mut WriteTx, before: Delivery, row: &OutboxRow) -> Result<bool, StoreError> {
    let before = before.code();
    let delivery = row.delivery.code();
    let attempt_started_at = millis_opt(row.attempt_started_at);
    let attempt_ended_at = millis_opt(row.attempt_ended_at);
    let last_clean_read_at = millis_opt(row.last_clean_read_at);
    let next_at = millis_opt(row.next_at);
    let finished_at = millis_opt(row.finished_at);
    let asked_at = row.asked_at.as_millisecond();
    let done = sqlx::query!(
        "UPDATE outbox SET delivery = ?, reason = ?, error_code = ?, error_subcode = ?, grace_ms = ?, attempts = ?,
                           attempt_started_at = ?, attempt_ended_at = ?, clean_reads = ?, last_clean_read_at = ?,
                           next_at = ?, remote_id = ?, finished_at = ?, asked_at = ?
         WHERE id = ? AND delivery = ? AND delivery < 10",
        delivery,
        row.reason,
        row.error_code,
        row.error_subcode,
        row.grace_ms,
        row.attempts,
        attempt_started_at,
        attempt_ended_at,
        row.clean_reads,
        last_clean_read_at,
        next_at,
        row.remote_id,
        finished_at,
        asked_at,
        row.id,
        before
    )
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How many actions are live.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn count_live(store: &Store) -> Result<i64, StoreError> {
    Ok(live_counts(store).await?.total())
}

/// How many live actions stand where.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn live_counts(store: &Store) -> Result<LiveCounts, StoreError> {
    let rows = sqlx::query!("SELECT delivery, count(*) AS count FROM outbox WHERE delivery < 10 GROUP BY delivery")
        .fetch_all(store.reader())
        .await?;
    let mut counts = LiveCounts::default();
    for row in rows {
        match Delivery::from_code(row.delivery)? {
            Delivery::Waiting => counts.waiting = row.count,
            Delivery::Held => counts.held = row.count,
            Delivery::Sending => counts.sending = row.count,
            Delivery::Checking => counts.checking = row.count,
            Delivery::Failed => counts.failed = row.count,
            Delivery::NeedsYou => counts.needs_you = row.count,
            Delivery::Sent | Delivery::Withdrawn | Delivery::Discarded => {}
        }
    }
    Ok(counts)
}

/// Withdraws up to `limit` actions of a run that have not left. Returns how many; 0 when none is left.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn withdraw_run(tx: &mut WriteTx, run: Uuid, now: Timestamp, limit: u32) -> Result<usize, StoreError> {
    let run = run.as_bytes().as_slice();
    let now = now.as_millisecond();
    let done = sqlx::query!(
        "UPDATE outbox SET delivery = 11, next_at = NULL, finished_at = ?
         WHERE id IN (SELECT id FROM outbox INDEXED BY outbox_by_run WHERE run = ? AND delivery IN (1, 2) LIMIT ?)",
        now,
        run,
        limit
    )
    .execute(tx.connection())
    .await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
}

/// The actions of a run that were sent, in the order they were decided.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn sent_of_run(store: &Store, run: Uuid) -> Result<Vec<OutboxRow>, StoreError> {
    let run = run.as_bytes().as_slice();
    rows(
        select!("WHERE o.run = ? AND o.delivery = 10 ORDER BY o.id", run)
            .fetch_all(store.reader())
            .await?,
    )
}
