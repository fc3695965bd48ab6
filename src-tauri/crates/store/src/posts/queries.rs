//! Reading and writing posts.

use instagram::{AccountId, MediaId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::values::{instant, instant_opt, millis_opt, small_int, uuid, uuid_at};
use crate::{Store, StoreError, WriteTx};

small_int! {
    /// Where a post stands. Numbers below 20 are open, the others ended.
    PostState, "posts.state" {
        /// A person works on it.
        Draft = 1,
        /// Waits for its preparation or its due time.
        Scheduled = 2,
        /// Its pictures are converted, uploaded and processed.
        Preparing = 3,
        /// Everything is on Instagram except for the one call that makes it public.
        Ready = 4,
        /// The publish call is on its way.
        Publishing = 5,
        /// The answer was lost; the program finds out.
        Checking = 6,
        /// A step was refused; a person may try again, change it or discard it.
        Failed = 7,
        /// Only a person can decide how it goes on.
        NeedsYou = 8,
        /// Waits until a person has looked: the data was restored, copied or moved.
        Held = 9,
        /// Its due time passed while it could not be published.
        Missed = 10,
        /// On Instagram.
        Live = 20,
        /// Given up by a person.
        Discarded = 21,
    }
}

impl PostState {
    /// Whether the post has ended for good.
    pub const fn is_ended(self) -> bool {
        match self {
            Self::Draft
            | Self::Scheduled
            | Self::Preparing
            | Self::Ready
            | Self::Publishing
            | Self::Checking
            | Self::Failed
            | Self::NeedsYou
            | Self::Held
            | Self::Missed => false,
            Self::Live | Self::Discarded => true,
        }
    }
}

small_int! {
    /// The shape all slides of a post are cut to.
    Ratio, "posts.ratio" {
        /// 4:5.
        Portrait = 1,
        /// 1:1.
        Square = 2,
        /// 1.91:1.
        Landscape = 3,
    }
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRow {
    /// Local number: order of creation.
    pub id: i64,
    /// Its id in events and at the window.
    pub uid: Uuid,
    /// The account it is meant for.
    pub account: AccountId,
    /// Where it stands.
    pub state: PostState,
    /// Machine code of why it stands there.
    pub reason: Option<String>,
    /// Its words.
    pub caption: String,
    /// The shape of its slides.
    pub ratio: Ratio,
    /// Raised by every change of a person.
    pub revision: i64,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last written.
    pub updated_at: Timestamp,
    /// When a person said publish.
    pub decided_at: Option<Timestamp>,
    /// When it is to be public.
    pub due_at: Option<Timestamp>,
    /// The time zone of `wall_time`, by its IANA name.
    pub zone: Option<String>,
    /// The due time as the person wrote it: `2026-11-19T18:00`. Stored with `zone` and `due_at`, or not at all.
    pub wall_time: Option<String>,
    /// The account's newest media as they were right before the publish call.
    pub baseline: Option<Vec<MediaId>>,
    /// What the platform called the result.
    pub media: Option<MediaId>,
    /// Its address on Instagram.
    pub permalink: Option<String>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// A post to begin.
#[derive(Debug, Clone)]
pub struct NewPost {
    /// The account it is meant for.
    pub account: AccountId,
    /// The shape of its slides.
    pub ratio: Ratio,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// How many posts stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PostCounts {
    /// [`PostState::Failed`], [`PostState::NeedsYou`], [`PostState::Held`] and [`PostState::Missed`].
    pub needs_you: i64,
    /// [`PostState::Scheduled`] up to [`PostState::Checking`].
    pub under_way: i64,
}

struct Raw {
    id: i64,
    uid: Vec<u8>,
    account: String,
    state: i64,
    reason: Option<String>,
    caption: String,
    ratio: i64,
    revision: i64,
    created_at: i64,
    updated_at: i64,
    decided_at: Option<i64>,
    due_at: Option<i64>,
    zone: Option<String>,
    wall_time: Option<String>,
    baseline: Option<String>,
    media: Option<String>,
    permalink: Option<String>,
    finished_at: Option<i64>,
}

impl TryFrom<Raw> for PostRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            id: raw.id,
            uid: uuid(&raw.uid, "posts.uid")?,
            account: raw.account.into(),
            state: PostState::from_code(raw.state)?,
            reason: raw.reason,
            caption: raw.caption,
            ratio: Ratio::from_code(raw.ratio)?,
            revision: raw.revision,
            created_at: instant(raw.created_at, "posts.created_at")?,
            updated_at: instant(raw.updated_at, "posts.updated_at")?,
            decided_at: instant_opt(raw.decided_at, "posts.decided_at")?,
            due_at: instant_opt(raw.due_at, "posts.due_at")?,
            zone: raw.zone,
            wall_time: raw.wall_time,
            baseline: raw
                .baseline
                .map(|ids| serde_json::from_str(&ids))
                .transpose()
                .map_err(|_| StoreError::Unreadable { what: "posts.baseline" })?,
            media: raw.media.map(MediaId::from),
            permalink: raw.permalink,
            finished_at: instant_opt(raw.finished_at, "posts.finished_at")?,
        })
    }
}

fn rows(raw: Vec<Raw>) -> Result<Vec<PostRow>, StoreError> {
    raw.into_iter().map(PostRow::try_from).collect()
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT p.id AS "id!", p.uid, a.user_id AS account, p.state, p.reason, p.caption, p.ratio, p.revision,
                      p.created_at, p.updated_at, p.decided_at, p.due_at, p.zone, p.wall_time, p.baseline,
                      p.media, p.permalink, p.finished_at
               FROM posts p JOIN accounts a ON a.id = p.account "# + $tail
            $(, $argument)*
        )
    };
}

/// Begins a post as an empty [`PostState::Draft`].
///
/// # Errors
/// [`StoreError::NotFound`] for an account that is not connected.
pub async fn create(tx: &mut WriteTx, post: &NewPost) -> Result<PostRow, StoreError> {
    let uid = uuid_at(post.created_at);
    let uid_bytes = uid.as_bytes().as_slice();
    let state = PostState::Draft.code();
    let ratio = post.ratio.code();
    let created_at = post.created_at.as_millisecond();
    let account = post.account.as_str();
    let done = sqlx::query!(
        "INSERT INTO posts (uid, account, state, ratio, created_at, updated_at)
         SELECT ?1, id, ?2, ?3, ?4, ?4 FROM accounts WHERE user_id = ?5 AND disconnected_at IS NULL",
        uid_bytes,
        state,
        ratio,
        created_at,
        account
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "account" });
    }
    get_in(tx, uid).await?.ok_or(StoreError::NotFound { what: "post" })
}

/// A post.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, uid: Uuid) -> Result<Option<PostRow>, StoreError> {
    let uid = uid.as_bytes().as_slice();
    select!("WHERE p.uid = ?", uid)
        .fetch_optional(store.reader())
        .await?
        .map(PostRow::try_from)
        .transpose()
}

/// A post, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, uid: Uuid) -> Result<Option<PostRow>, StoreError> {
    let uid = uid.as_bytes().as_slice();
    select!("WHERE p.uid = ?", uid)
        .fetch_optional(tx.connection())
        .await?
        .map(PostRow::try_from)
        .transpose()
}

/// A post by its local number.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_by_id(store: &Store, id: i64) -> Result<Option<PostRow>, StoreError> {
    select!("WHERE p.id = ?", id)
        .fetch_optional(store.reader())
        .await?
        .map(PostRow::try_from)
        .transpose()
}

/// A post by its local number, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_by_id_in(tx: &mut WriteTx, id: i64) -> Result<Option<PostRow>, StoreError> {
    select!("WHERE p.id = ?", id)
        .fetch_optional(tx.connection())
        .await?
        .map(PostRow::try_from)
        .transpose()
}

/// The statement of [`list`].
macro_rules! select_list {
    ($live_since:expr) => {
        select!(
            "WHERE p.id IN (SELECT id FROM posts INDEXED BY posts_open WHERE state < 20
                            UNION ALL
                            SELECT id FROM posts INDEXED BY posts_live WHERE state = 20 AND finished_at >= ?)
             ORDER BY p.updated_at DESC, p.id DESC",
            $live_since
        )
    };
}

/// Every open post, drafts included, and those that went live at `live_since` or later, the one written last first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn list(store: &Store, live_since: Timestamp) -> Result<Vec<PostRow>, StoreError> {
    let live_since = live_since.as_millisecond();
    rows(select_list!(live_since).fetch_all(store.reader()).await?)
}

/// The statement of [`moving`].
macro_rules! select_moving {
    () => {
        select!(
            "WHERE p.id IN (SELECT id FROM posts INDEXED BY posts_open WHERE state < 20 AND state BETWEEN 2 AND 6
                            UNION ALL
                            SELECT post FROM post_steps INDEXED BY post_steps_links
                            WHERE kind = 8 AND state <> 3 AND state <> 4)
               AND (p.state BETWEEN 2 AND 6 OR p.state = 20)
             ORDER BY p.id"
        )
    };
}

/// The posts that go on by themselves, in the order they were begun: [`PostState::Scheduled`] up to
/// [`PostState::Checking`], and live ones whose [`Link`](super::StepKind::Link) step is neither done nor failed.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn moving(store: &Store) -> Result<Vec<PostRow>, StoreError> {
    rows(select_moving!().fetch_all(store.reader()).await?)
}

/// Writes a whole row, account included. A post that has ended keeps its state: what may still change is what is known
/// about it.
///
/// An ended row must have `finished_at`; `zone` and `wall_time` go together and need `due_at`.
///
/// # Errors
/// [`StoreError::NotFound`] for an account that is not in the database, and for a post that is gone or would come back
/// after its end.
pub async fn save(tx: &mut WriteTx, row: &PostRow) -> Result<(), StoreError> {
    let user_id = row.account.as_str();
    let account = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM accounts WHERE user_id = ?"#, user_id)
        .fetch_optional(tx.connection())
        .await?
        .ok_or(StoreError::NotFound { what: "account" })?;
    let state = row.state.code();
    let ratio = row.ratio.code();
    let updated_at = row.updated_at.as_millisecond();
    let decided_at = millis_opt(row.decided_at);
    let due_at = millis_opt(row.due_at);
    let baseline = row.baseline.as_ref().map(|ids| serde_json::json!(ids).to_string());
    let media = row.media.as_ref().map(MediaId::as_str);
    let finished_at = millis_opt(row.finished_at);
    let done = sqlx::query!(
        "UPDATE posts SET account = ?1, state = ?2, reason = ?3, caption = ?4, ratio = ?5, revision = ?6, updated_at = ?7,
                          decided_at = ?8, due_at = ?9, zone = ?10, wall_time = ?11, baseline = ?12,
                          media = ?13, permalink = ?14, finished_at = ?15
         WHERE id = ?16 AND (state < 20 OR state = ?2)",
        account,
        state,
        row.reason,
        row.caption,
        ratio,
        row.revision,
        updated_at,
        decided_at,
        due_at,
        row.zone,
        row.wall_time,
        baseline,
        media,
        row.permalink,
        finished_at,
        row.id
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "post" });
    }
    Ok(())
}

/// How many posts need a person, and how many go on by themselves.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn count_needing(store: &Store) -> Result<PostCounts, StoreError> {
    let rows = sqlx::query!("SELECT state, count(*) AS count FROM posts WHERE state < 20 GROUP BY state")
        .fetch_all(store.reader())
        .await?;
    let mut counts = PostCounts::default();
    for row in rows {
        match PostState::from_code(row.state)? {
            PostState::Scheduled
            | PostState::Preparing
            | PostState::Ready
            | PostState::Publishing
            | PostState::Checking => counts.under_way += row.count,
            PostState::Failed | PostState::NeedsYou | PostState::Held | PostState::Missed => {
                counts.needs_you += row.count;
            }
            PostState::Draft | PostState::Live | PostState::Discarded => {}
        }
    }
    Ok(counts)
}

/// Deletes a draft with its slides and steps. The slides' files in the data folder are the caller's to delete.
///
/// # Errors
/// [`StoreError::NotFound`] for a post that is no draft: what was decided is kept, see [`PostState::Discarded`].
pub async fn delete_post(tx: &mut WriteTx, id: i64) -> Result<(), StoreError> {
    let draft = PostState::Draft.code();
    let done = sqlx::query!("DELETE FROM posts WHERE id = ? AND state = ?", id, draft)
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "draft" });
    }
    Ok(())
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
