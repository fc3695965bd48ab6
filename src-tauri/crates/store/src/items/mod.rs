//! Items: the rows of the inbox, one a thread of comments, a conversation or a tagged post.
//!
//! An item has *entries*: the comments of its thread that other people wrote, the messages of its conversation (told in
//! [`crate::conversations`]), or the one post that tags the account ([`crate::tagged_posts`]). The entries are the truth
//! about what is read, done, answered, hidden and gone; the item keeps counts of them, worked out in the transaction that
//! changes them, so that a list needs no look at any comment. An entry is *open* while it is neither gone nor hidden nor
//! done nor answered.
//!
//! What people decide about a thread as a whole (put off, mute, flag, assign) is the item's own [`ItemState`].
//!
//! A new reply by somebody else opens a done item again and ends its snooze: both are events of the program. A muted
//! item stays out of what needs a reply.

mod entries;
mod kept;

use instagram::{AccountId, MediaId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::values::{instant_opt, millis_opt, small_int, uuid};
use crate::{Store, StoreError, WriteTx};

pub use entries::{reopen, set_done, set_read};
pub(crate) use kept::{closed_before, ensure, refresh, reopened_by_reply};

small_int! {
    /// What an item is made of.
    ItemKind, "items.kind" {
        /// A top-level comment and its replies.
        Thread = 1,
        /// Direct messages with a person.
        Conversation = 2,
        /// A post of somebody else that tags the account.
        TaggedPost = 3,
    }
}

/// An item with what is kept of its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Local number: what lists are made of.
    pub row: u32,
    /// What it is made of.
    pub kind: ItemKind,
    /// The account it came to.
    pub account: AccountId,
    /// The media of a thread.
    pub media: Option<MediaId>,
    /// The id of the top-level comment or of the conversation; of a tagged post those of account and post, with a slash.
    pub subject: String,
    /// Entries that wait for an answer.
    pub open: i64,
    /// Entries that were not read here, neither gone nor hidden.
    pub unread: i64,
    /// Entries marked done and not gone.
    pub done: i64,
    /// What people decided about it as a whole.
    pub state: ItemState,
}

/// What people decided about an item as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemState {
    /// Until when it is put off.
    pub snoozed_until: Option<Timestamp>,
    /// Since when it is muted: it does not come back to what needs a reply.
    pub muted_at: Option<Timestamp>,
    /// Since when it is flagged.
    pub flagged_at: Option<Timestamp>,
    /// Whom it is assigned to: a member's id.
    pub assignee: Option<Uuid>,
}

impl Item {
    /// Whether nothing of it is open and something was marked done: what the view *Done* shows.
    pub const fn is_done(&self) -> bool {
        self.open == 0 && self.done > 0
    }

    /// What the event log calls it.
    pub fn event_subject(&self) -> String {
        event_subject(self.kind, &self.subject)
    }
}

/// What the event log calls an item.
pub(crate) fn event_subject(kind: ItemKind, subject: &str) -> String {
    match kind {
        ItemKind::Thread => format!("thread:{subject}"),
        ItemKind::Conversation => format!("conversation:{subject}"),
        ItemKind::TaggedPost => format!("tagged_post:{subject}"),
    }
}

struct Raw {
    id: i64,
    kind: i64,
    account: String,
    media: Option<String>,
    subject: String,
    open: i64,
    unread: i64,
    done: i64,
    snoozed_until: Option<i64>,
    muted_at: Option<i64>,
    flagged_at: Option<i64>,
    assignee: Option<Vec<u8>>,
}

impl TryFrom<Raw> for Item {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            row: number(raw.id)?,
            kind: ItemKind::from_code(raw.kind)?,
            account: raw.account.into(),
            media: raw.media.map(MediaId::from),
            subject: raw.subject,
            open: raw.open,
            unread: raw.unread,
            done: raw.done,
            state: ItemState {
                snoozed_until: instant_opt(raw.snoozed_until, "items.snoozed_until")?,
                muted_at: instant_opt(raw.muted_at, "items.muted_at")?,
                flagged_at: instant_opt(raw.flagged_at, "items.flagged_at")?,
                assignee: raw.assignee.map(|uid| uuid(&uid, "members.uid")).transpose()?,
            },
        })
    }
}

fn number(row: i64) -> Result<u32, StoreError> {
    u32::try_from(row).map_err(|_| StoreError::Unreadable { what: "items.id" })
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT i.id AS "id!", i.kind, a.user_id AS account, m.media_id AS "media?", i.subject, i.open, i.unread, i.done,
                      i.snoozed_until, i.muted_at, i.flagged_at, w.uid AS "assignee?"
               FROM items i JOIN accounts a ON a.id = i.account LEFT JOIN media m ON m.id = i.media
               LEFT JOIN members w ON w.id = i.assignee "# + $tail
            $(, $argument)*
        )
    };
}

/// An item.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, row: u32) -> Result<Option<Item>, StoreError> {
    select!("WHERE i.id = ?", row)
        .fetch_optional(store.reader())
        .await?
        .map(Item::try_from)
        .transpose()
}

/// An item, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, row: u32) -> Result<Option<Item>, StoreError> {
    select!("WHERE i.id = ?", row)
        .fetch_optional(tx.connection())
        .await?
        .map(Item::try_from)
        .transpose()
}

/// The item with the given [`Item::subject`], inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn by_subject_in(tx: &mut WriteTx, subject: &str) -> Result<Option<Item>, StoreError> {
    select!("WHERE i.subject = ?", subject)
        .fetch_optional(tx.connection())
        .await?
        .map(Item::try_from)
        .transpose()
}

/// The items whose snooze has ended at `now`, the one that ended first in front, at most `limit`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn due(store: &Store, now: Timestamp, limit: u32) -> Result<Vec<u32>, StoreError> {
    let now = now.as_millisecond();
    let rows = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM items INDEXED BY items_snoozed WHERE snoozed_until <= ?
           ORDER BY snoozed_until, account, id LIMIT ?"#,
        now,
        limit
    )
    .fetch_all(store.reader())
    .await?;
    rows.into_iter().map(number).collect()
}

/// Counts an item as changed: something beside it was, a label or a note.
pub(crate) async fn touch(tx: &mut WriteTx, row: u32) -> Result<(), StoreError> {
    let seq = tx.change_seq().await?;
    sqlx::query!("UPDATE items SET change_seq = ? WHERE id = ?", seq, row)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Stores what people decided about an item as a whole.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such item, or no such member.
pub async fn set_state(tx: &mut WriteTx, row: u32, state: &ItemState) -> Result<(), StoreError> {
    let member = match state.assignee {
        None => None,
        Some(uid) => {
            let uid = uid.as_bytes().as_slice();
            let found = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM members WHERE uid = ?"#, uid)
                .fetch_optional(tx.connection())
                .await?;
            Some(found.ok_or(StoreError::NotFound { what: "member" })?)
        }
    };
    let seq = tx.change_seq().await?;
    let snoozed = millis_opt(state.snoozed_until);
    let muted = millis_opt(state.muted_at);
    let flagged = millis_opt(state.flagged_at);
    let done = sqlx::query!(
        "UPDATE items SET snoozed_until = ?, muted_at = ?, flagged_at = ?, assignee = ?, change_seq = ? WHERE id = ?",
        snoozed,
        muted,
        flagged,
        member,
        seq,
        row
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "item" });
    }
    Ok(())
}
