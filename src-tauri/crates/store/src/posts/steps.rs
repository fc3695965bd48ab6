//! The steps of a post's ladder, a row for each slide or for the whole post.

use jiff::Timestamp;

use crate::values::{instant_opt, millis_opt, small_int};
use crate::{Store, StoreError, WriteTx};

small_int! {
    /// What a step does.
    StepKind, "post_steps.kind" {
        /// Converts and cuts the picture of a slide.
        Prepare = 1,
        /// Puts the picture onto the media host.
        Upload = 2,
        /// Asks for the container of a slide.
        Container = 3,
        /// Waits until Instagram has processed it.
        Processing = 4,
        /// Asks for the container that holds those of the slides.
        ParentContainer = 5,
        /// Waits until Instagram has processed it.
        ParentProcessing = 6,
        /// Makes the post public.
        Publish = 7,
        /// Looks up the address of the post.
        Link = 8,
    }
}

small_int! {
    /// Where a step stands.
    StepState, "post_steps.state" {
        /// Its turn has not come.
        Waiting = 1,
        /// Under way.
        Running = 2,
        /// Done.
        Done = 3,
        /// Refused.
        Failed = 4,
        /// The answer was lost; the program finds out.
        Checking = 5,
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Local number: order of the ladder.
    pub id: i64,
    /// The post's local number.
    pub post: i64,
    /// What it does.
    pub kind: StepKind,
    /// The slide's local number; `None` for a step of the whole post.
    pub slide: Option<i64>,
    /// Where it stands.
    pub state: StepState,
    /// How many attempts were written down.
    pub attempts: i64,
    /// Start of the last attempt.
    pub started_at: Option<Timestamp>,
    /// End of the last attempt, if this program saw it.
    pub ended_at: Option<Timestamp>,
    /// Not before this instant.
    pub next_at: Option<Timestamp>,
    /// Key of the hosted file, id of the container or of the media.
    pub remote_id: Option<String>,
    /// Complete, error-free reads since the doubt arose.
    pub clean_reads: i64,
    /// The last of them.
    pub last_clean_read_at: Option<Timestamp>,
    /// Machine code of why it stands there.
    pub reason: Option<String>,
    /// `code` of the last refusal.
    pub error_code: Option<i64>,
    /// `error_subcode` of the last refusal.
    pub error_subcode: Option<i64>,
}

struct Raw {
    id: i64,
    post: i64,
    kind: i64,
    slide: Option<i64>,
    state: i64,
    attempts: i64,
    started_at: Option<i64>,
    ended_at: Option<i64>,
    next_at: Option<i64>,
    remote_id: Option<String>,
    clean_reads: i64,
    last_clean_read_at: Option<i64>,
    reason: Option<String>,
    error_code: Option<i64>,
    error_subcode: Option<i64>,
}

impl TryFrom<Raw> for StepRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            id: raw.id,
            post: raw.post,
            kind: StepKind::from_code(raw.kind)?,
            slide: raw.slide,
            state: StepState::from_code(raw.state)?,
            attempts: raw.attempts,
            started_at: instant_opt(raw.started_at, "post_steps.started_at")?,
            ended_at: instant_opt(raw.ended_at, "post_steps.ended_at")?,
            next_at: instant_opt(raw.next_at, "post_steps.next_at")?,
            remote_id: raw.remote_id,
            clean_reads: raw.clean_reads,
            last_clean_read_at: instant_opt(raw.last_clean_read_at, "post_steps.last_clean_read_at")?,
            reason: raw.reason,
            error_code: raw.error_code,
            error_subcode: raw.error_subcode,
        })
    }
}

fn rows(raw: Vec<Raw>) -> Result<Vec<StepRow>, StoreError> {
    raw.into_iter().map(StepRow::try_from).collect()
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT id AS "id!", post, kind, slide, state, attempts, started_at, ended_at, next_at, remote_id, clean_reads,
                      last_clean_read_at, reason, error_code, error_subcode
               FROM post_steps "# + $tail
            $(, $argument)*
        )
    };
}

/// The steps of a post, in the order of its ladder.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn steps(store: &Store, post: i64) -> Result<Vec<StepRow>, StoreError> {
    rows(
        select!("WHERE post = ? ORDER BY id", post)
            .fetch_all(store.reader())
            .await?,
    )
}

/// The steps of a post, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn steps_in(tx: &mut WriteTx, post: i64) -> Result<Vec<StepRow>, StoreError> {
    rows(
        select!("WHERE post = ? ORDER BY id", post)
            .fetch_all(tx.connection())
            .await?,
    )
}

/// Gives a post a new ladder, every step [`StepState::Waiting`], and returns it. The steps it had are deleted.
///
/// # Errors
/// [`StoreError::Sql`] for a post or slide that is not there.
pub async fn begin_steps(
    tx: &mut WriteTx,
    post: i64,
    ladder: &[(StepKind, Option<i64>)],
) -> Result<Vec<StepRow>, StoreError> {
    delete_steps(tx, post).await?;
    let waiting = StepState::Waiting.code();
    for (kind, slide) in ladder {
        let kind = kind.code();
        sqlx::query!(
            "INSERT INTO post_steps (post, kind, slide, state) VALUES (?, ?, ?, ?)",
            post,
            kind,
            slide,
            waiting
        )
        .execute(tx.connection())
        .await?;
    }
    steps_in(tx, post).await
}

/// Writes a whole row, except for what makes it this step: post, kind and slide.
///
/// # Errors
/// [`StoreError::NotFound`] for a step that is not there any more.
pub async fn save_step(tx: &mut WriteTx, row: &StepRow) -> Result<(), StoreError> {
    let state = row.state.code();
    let started_at = millis_opt(row.started_at);
    let ended_at = millis_opt(row.ended_at);
    let next_at = millis_opt(row.next_at);
    let last_clean_read_at = millis_opt(row.last_clean_read_at);
    let done = sqlx::query!(
        "UPDATE post_steps SET state = ?, attempts = ?, started_at = ?, ended_at = ?, next_at = ?, remote_id = ?,
                               clean_reads = ?, last_clean_read_at = ?, reason = ?, error_code = ?, error_subcode = ?
         WHERE id = ?",
        state,
        row.attempts,
        started_at,
        ended_at,
        next_at,
        row.remote_id,
        row.clean_reads,
        last_clean_read_at,
        row.reason,
        row.error_code,
        row.error_subcode,
        row.id
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "step" });
    }
    Ok(())
}

/// Deletes the steps of a post.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn delete_steps(tx: &mut WriteTx, post: i64) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM post_steps WHERE post = ?", post)
        .execute(tx.connection())
        .await?;
    Ok(())
}
