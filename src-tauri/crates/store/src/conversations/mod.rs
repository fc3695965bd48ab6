//! Conversations and their messages: items of the inbox whose entries are what was said.
//!
//! The messages of the other side are the entries that wait: one is *answered* once a message of ours stands behind it,
//! so a conversation needs a reply while the last word is theirs. What people here decided (read, done) lies on the
//! messages, as with comments; what is kept of them on the item is worked out in the transaction that changes them.
//!
//! The platform shows the newest twenty messages of a conversation only. History is what was read in time; where
//! messages may have passed unread, the message behind them carries a *gap*. Of media that people sent only kind and id
//! are kept.

mod closing;
mod entries;
mod kept;
mod own;
mod read;
mod told;
mod upsert;
mod words;

use instagram::{AccountId, ConversationId, MediaId, MessageId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::values::{instant, instant_opt, small_int};
use crate::{PersonRef, Store, StoreError, WriteTx};

pub use closing::{closing_differs, mark_closing};
pub(crate) use entries::{reopen, set_done, set_read};
pub use own::{OwnMessage, insert_own_message};
pub use read::{listed, message, messages, put_off, set_profile, to_read, without_name};
pub use upsert::{LAG, ReadMessages, upsert_messages};
pub use words::{set_told, untold};

small_int! {
    /// What a message is.
    MessageKind, "messages.kind" {
        /// Words.
        Text = 1,
        /// Pictures, videos, voice messages, files.
        Attachment = 2,
        /// A post or link that was shared.
        Share = 3,
        /// An answer to a story of the account.
        StoryReply = 4,
        /// A mention of the account in somebody's story.
        StoryMention = 5,
        /// Something the platform does not show to programs.
        Unsupported = 6,
    }
}

/// What an attachment is; nothing else of it is kept but its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A picture.
    Image,
    /// A picture to be shown without a frame.
    Sticker,
    /// A video.
    Video,
    /// A voice message.
    Audio,
    /// A file.
    File,
    /// A card with buttons.
    Card,
    /// Anything else.
    Other,
}

/// An attachment of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAttachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// Its id, where the platform gave one.
    pub id: Option<String>,
}

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationRow {
    /// Local number of its item.
    pub item: u32,
    /// The platform's id.
    pub id: ConversationId,
    /// The account.
    pub account: AccountId,
    /// The other side, as this account sees them.
    pub person: Option<PersonId>,
    /// The other side's handle.
    pub username: Option<String>,
    /// The name of their profile, where no handle is known.
    pub name: Option<String>,
    /// When something last happened in it, as the platform told last.
    pub updated_at: Timestamp,
    /// Up to which of those instants its messages were read.
    pub read_to: Option<Timestamp>,
    /// When its newest messages were read last.
    pub checked_at: Option<Timestamp>,
    /// When the other side last wrote.
    pub theirs_at: Option<Timestamp>,
}

impl ConversationRow {
    /// The other side, as the account sees them.
    pub fn partner(&self) -> PersonRef {
        PersonRef {
            account: self.account.clone(),
            person: self.person.clone(),
            username: self.username.clone(),
        }
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Local number.
    pub row: i64,
    /// The platform's id.
    pub id: MessageId,
    /// What it is.
    pub kind: MessageKind,
    /// Written by the account.
    pub ours: bool,
    /// Ours: the member who wrote it here; `None`: it was sent on a phone or with another tool.
    pub sent_by: Option<String>,
    /// Its words.
    pub text: Option<String>,
    /// What is attached.
    pub attachments: Vec<KeptAttachment>,
    /// The story it is about.
    pub story: Option<MediaId>,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// How the other side reacted to it: `love`, or an emoji.
    pub reaction_theirs: Option<String>,
    /// How the account reacted to it.
    pub reaction_ours: Option<String>,
    /// When it was written.
    pub written_at: Option<Timestamp>,
    /// What stands before it may not be readable any more.
    pub gap: bool,
    /// When it was found to be taken back.
    pub gone_at: Option<Timestamp>,
    /// When a person here read it.
    pub read_at: Option<Timestamp>,
    /// When a person here marked it done.
    pub done_at: Option<Timestamp>,
    /// Theirs: a message of ours stands behind it.
    pub answered: bool,
    /// When this database saw it first.
    pub first_seen_at: Timestamp,
}

struct Raw {
    item: i64,
    conversation_id: String,
    account: String,
    person: Option<String>,
    username: Option<String>,
    name: Option<String>,
    updated_at: i64,
    read_to: Option<i64>,
    checked_at: Option<i64>,
    theirs_at: Option<i64>,
}

impl TryFrom<Raw> for ConversationRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            item: u32::try_from(raw.item).map_err(|_| StoreError::Unreadable {
                what: "conversations.item",
            })?,
            id: raw.conversation_id.into(),
            account: raw.account.into(),
            person: raw.person.map(PersonId::from),
            username: raw.username,
            name: raw.name,
            updated_at: instant(raw.updated_at, "conversations.updated_at")?,
            read_to: instant_opt(raw.read_to, "conversations.read_to")?,
            checked_at: instant_opt(raw.checked_at, "conversations.checked_at")?,
            theirs_at: instant_opt(raw.theirs_at, "conversations.theirs_at")?,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT c.item AS "item!", c.conversation_id, a.user_id AS account, c.person, c.username, c.name, c.updated_at,
                      c.read_to, c.checked_at, c.theirs_at
               FROM conversations c JOIN accounts a ON a.id = c.account "# + $tail
            $(, $argument)*
        )
    };
}
use select;

/// A conversation.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, id: &ConversationId) -> Result<Option<ConversationRow>, StoreError> {
    let id = id.as_str();
    select!("WHERE c.conversation_id = ?", id)
        .fetch_optional(store.reader())
        .await?
        .map(ConversationRow::try_from)
        .transpose()
}

/// A conversation, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, id: &ConversationId) -> Result<Option<ConversationRow>, StoreError> {
    let id = id.as_str();
    select!("WHERE c.conversation_id = ?", id)
        .fetch_optional(tx.connection())
        .await?
        .map(ConversationRow::try_from)
        .transpose()
}

/// The conversation of an account with a person: by their id where the platform gave one, else by handle.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn with(store: &Store, who: &PersonRef) -> Result<Option<ConversationRow>, StoreError> {
    let account = who.account.as_str();
    let (person, username) = (who.person.as_ref().map(PersonId::as_str), who.username.as_deref());
    select!(
        "WHERE c.account = (SELECT id FROM accounts WHERE user_id = ?1)
           AND (c.person = ?2 OR ((?2 IS NULL OR c.person IS NULL) AND c.username = ?3))
         ORDER BY c.updated_at DESC LIMIT 1",
        account,
        person,
        username
    )
    .fetch_optional(store.reader())
    .await?
    .map(ConversationRow::try_from)
    .transpose()
}
