//! Comments and replies: the entries of the inbox's items.
//!
//! A row joins two halves: what Instagram told ([`upsert_batch`]) and what people here decided (read, done). The first
//! half never overwrites the second. A thread is a top-level comment and its replies; Instagram knows one level only.
//! A thread is one item ([`crate::items`]), which is kept up to date in the transaction that changes a comment.
//!
//! *answered* is kept for every comment of others: a top-level comment is answered when a reply of ours exists in its
//! thread, a reply when ours was written after it or to it.

mod answered;
mod author;
mod private;
mod state;
mod told;
mod upsert;

use instagram::{AccountId, CommentId, MediaId, PersonId};
use jiff::Timestamp;

use crate::values::{instant, instant_opt};
use crate::{PersonRef, Store, StoreError, WriteTx};

pub use author::{AuthorFacts, AuthorThread, author, author_threads};
pub use private::{private_reply_sent, private_reply_used};
pub use state::{OwnReply, insert_own_reply, set_gone, set_hidden, vanish};
pub(crate) use told::told_rows;
pub use told::{TOLD_BATCH, Untold, set_told, untold};
pub use upsert::{BATCH, LAG, flatten, upsert_batch};

/// A comment or reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentRow {
    /// Local number.
    pub row: i64,
    /// Local number of the item it is an entry of.
    pub item: u32,
    /// The platform's id.
    pub id: CommentId,
    /// The account whose media it stands under.
    pub account: AccountId,
    /// The media.
    pub media: MediaId,
    /// The top-level comment it replies to; `None`: it is one.
    pub parent: Option<CommentId>,
    /// Its author, as this account sees them.
    pub person: Option<PersonId>,
    /// The author's handle.
    pub username: Option<String>,
    /// Its words; `None` where the platform gives none (GIF, photo, sticker).
    pub text: Option<String>,
    /// When it was written.
    pub written_at: Option<Timestamp>,
    /// Likes.
    pub like_count: i64,
    /// Hidden from the public.
    pub hidden: bool,
    /// Written by the account itself.
    pub ours: bool,
    /// Our reply: the member who wrote it here.
    pub sent_by: Option<String>,
    /// When it was found to be gone from Instagram.
    pub gone_at: Option<Timestamp>,
    /// When a person here read it.
    pub read_at: Option<Timestamp>,
    /// When a person here marked it done.
    pub done_at: Option<Timestamp>,
    /// Whether we answered it.
    pub answered: bool,
    /// Since when it is known that its one private reply is used, by whomever.
    pub private_reply_at: Option<Timestamp>,
    /// When this database saw it first.
    pub first_seen_at: Timestamp,
    /// Sequence of its last change.
    pub change_seq: i64,
}

impl CommentRow {
    /// Its author, as the account it stands under sees them.
    pub fn author(&self) -> PersonRef {
        PersonRef {
            account: self.account.clone(),
            person: self.person.clone(),
            username: self.username.clone(),
        }
    }

    /// Whether it waits for an answer.
    pub const fn is_open(&self) -> bool {
        !self.ours && self.gone_at.is_none() && !self.hidden && self.done_at.is_none() && !self.answered
    }
}

struct Raw {
    id: i64,
    item: i64,
    comment_id: String,
    account: String,
    media: String,
    parent: Option<String>,
    person: Option<String>,
    username: Option<String>,
    text: Option<String>,
    written_at: Option<i64>,
    like_count: i64,
    hidden: bool,
    ours: bool,
    sent_by: Option<String>,
    gone_at: Option<i64>,
    read_at: Option<i64>,
    done_at: Option<i64>,
    answered: bool,
    private_reply_at: Option<i64>,
    first_seen_at: i64,
    change_seq: i64,
}

impl TryFrom<Raw> for CommentRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            row: raw.id,
            item: u32::try_from(raw.item).map_err(|_| StoreError::Unreadable { what: "comments.item" })?,
            id: raw.comment_id.into(),
            account: raw.account.into(),
            media: raw.media.into(),
            parent: raw.parent.map(CommentId::from),
            person: raw.person.map(PersonId::from),
            username: raw.username,
            text: raw.text,
            written_at: instant_opt(raw.written_at, "comments.written_at")?,
            like_count: raw.like_count,
            hidden: raw.hidden,
            ours: raw.ours,
            sent_by: raw.sent_by,
            gone_at: instant_opt(raw.gone_at, "comments.gone_at")?,
            read_at: instant_opt(raw.read_at, "comments.read_at")?,
            done_at: instant_opt(raw.done_at, "comments.done_at")?,
            answered: raw.answered,
            private_reply_at: instant_opt(raw.private_reply_at, "comments.private_reply_at")?,
            first_seen_at: instant(raw.first_seen_at, "comments.first_seen_at")?,
            change_seq: raw.change_seq,
        })
    }
}

fn rows(raw: Vec<Raw>) -> Result<Vec<CommentRow>, StoreError> {
    raw.into_iter().map(CommentRow::try_from).collect()
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT c.id AS "id!", c.item AS "item!", c.comment_id, a.user_id AS account, m.media_id AS media, c.parent, c.person, c.username,
                      c.text, c.written_at, c.like_count, c.hidden AS "hidden: bool", c.ours AS "ours: bool", c.sent_by,
                      c.gone_at, c.read_at, c.done_at, c.answered AS "answered: bool", c.private_reply_at,
                      c.first_seen_at, c.change_seq
               FROM comments c JOIN accounts a ON a.id = c.account JOIN media m ON m.id = c.media "# + $tail
            $(, $argument)*
        )
    };
}

/// A comment.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, id: &CommentId) -> Result<Option<CommentRow>, StoreError> {
    let id = id.as_str();
    select!("WHERE c.comment_id = ?", id)
        .fetch_optional(store.reader())
        .await?
        .map(CommentRow::try_from)
        .transpose()
}

/// Several comments, in no order; those that are not known are left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_all(store: &Store, ids: &[CommentId]) -> Result<Vec<CommentRow>, StoreError> {
    let ids = serde_json::json!(ids).to_string();
    rows(
        select!("WHERE c.comment_id IN (SELECT value FROM json_each(?))", ids)
            .fetch_all(store.reader())
            .await?,
    )
}

/// A comment, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, id: &CommentId) -> Result<Option<CommentRow>, StoreError> {
    let id = id.as_str();
    select!("WHERE c.comment_id = ?", id)
        .fetch_optional(tx.connection())
        .await?
        .map(CommentRow::try_from)
        .transpose()
}

/// The comments of the given ids that are known, in no particular order, inside a write transaction.
async fn known_in(tx: &mut WriteTx, ids: &str) -> Result<Vec<CommentRow>, StoreError> {
    rows(
        select!("WHERE c.comment_id IN (SELECT value FROM json_each(?))", ids)
            .fetch_all(tx.connection())
            .await?,
    )
}

/// A thread: the top-level comment first, then its replies in the order they were written. `id` may name a reply.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn thread(store: &Store, id: &CommentId) -> Result<Vec<CommentRow>, StoreError> {
    let id = id.as_str();
    let found = select!(
        "WHERE c.comment_id = coalesce((SELECT parent FROM comments WHERE comment_id = ?1), ?1)
            OR c.parent = coalesce((SELECT parent FROM comments WHERE comment_id = ?1), ?1)
         ORDER BY c.parent IS NOT NULL, c.sort_at, c.id",
        id
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// The comments of a media, gone ones included, oldest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn of_media(store: &Store, media: &MediaId) -> Result<Vec<CommentRow>, StoreError> {
    let media = media.as_str();
    let found = select!("WHERE m.media_id = ? ORDER BY c.sort_at, c.id", media);
    rows(found.fetch_all(store.reader()).await?)
}

/// How many comments of a media we hold that are not gone, replies included.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn count_by_media(store: &Store, media: &MediaId) -> Result<i64, StoreError> {
    let media = media.as_str();
    let held = sqlx::query_scalar!("SELECT held_comments FROM media WHERE media_id = ?", media)
        .fetch_optional(store.reader())
        .await?;
    Ok(held.unwrap_or(0))
}

/// A comment that is not gone, as far as we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentComment {
    /// The platform's id.
    pub id: CommentId,
    /// The top-level comment it replies to.
    pub parent: Option<CommentId>,
}

/// The comments of a media that are not gone and were first seen before `before`, top-level ones first, the oldest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn present_before(
    store: &Store,
    media: &MediaId,
    before: Timestamp,
) -> Result<Vec<PresentComment>, StoreError> {
    let (media, before) = (media.as_str(), before.as_millisecond());
    let found = sqlx::query!(
        "SELECT comment_id, parent FROM comments
         WHERE media = (SELECT id FROM media WHERE media_id = ?) AND gone_at IS NULL AND first_seen_at < ?
         ORDER BY parent IS NOT NULL, sort_at, id",
        media,
        before
    )
    .fetch_all(store.reader())
    .await?;
    Ok(found
        .into_iter()
        .map(|row| PresentComment {
            id: row.comment_id.into(),
            parent: row.parent.map(CommentId::from),
        })
        .collect())
}
