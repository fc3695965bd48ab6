//! The rows of a window on a list that are conversations.

use instagram::{ConversationId, MediaId, PersonId};
use jiff::Timestamp;
use serde::Deserialize;

use super::Face;
use super::packed::unpacked;
use super::rows::{ItemFace, ItemRow, found_entries, packed_numbers};
use crate::search::Hits;
use crate::values::{instant, instant_opt};
use crate::{AttachmentKind, KeptAttachment, MessageKind, Store, StoreError};

/// The message that a conversation's row shows: the last that was found, the newest that waits where the list is about
/// those, the newest unread one, the newest mention, else the newest of either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageFace {
    /// The conversation.
    pub conversation: ConversationId,
    /// The other side, as this account sees them.
    pub person: Option<PersonId>,
    /// The other side's handle.
    pub username: Option<String>,
    /// The name of their profile, where no handle is known.
    pub name: Option<String>,
    /// What the message is.
    pub kind: MessageKind,
    /// Its words.
    pub text: Option<String>,
    /// What the first attachment is.
    pub attachment: Option<AttachmentKind>,
    /// The story it is about.
    pub story: Option<MediaId>,
    /// Whether the story is one of ours that there is a picture of.
    pub has_picture: bool,
    /// When it was written; where the list is by what waits longest, since when the conversation waits.
    pub at: Timestamp,
    /// Written by the account.
    pub ours: bool,
    /// Ours, and sent on a phone or with another tool.
    pub sent_outside: bool,
    /// Taken back.
    pub gone: bool,
    /// When the other side last wrote.
    pub theirs_at: Option<Timestamp>,
}

/// Reads those of the rows that are conversations.
pub(super) async fn conversations(
    store: &Store,
    numbers: &[u32],
    face: Face,
    found: Option<&Hits>,
) -> Result<Vec<ItemRow>, StoreError> {
    let found = found_entries(numbers, found, Hits::last_entry);
    let (numbers, face) = (packed_numbers(numbers), face.code());
    let packed = sqlx::query_scalar!(
        r#"SELECT json_group_array(json_array(
                  i.id, a.user_id, i.open, i.unread > 0, i.open = 0 AND i.done > 0, i.snoozed_until, i.muted_at IS NOT NULL,
                  i.flagged_at IS NOT NULL, nullif(hex(w.uid), ''), w.name, w.colour, w.here,
                  EXISTS (SELECT 1 FROM notes WHERE item = i.id AND removed_at IS NULL), o.kind, o.delivery,
                  json_array(
                  c.conversation_id, c.person, c.username, c.name, c.theirs_at, m.kind, m.text, m.attachments, m.story, m.ours,
                  m.ours = 1 AND m.sent_by IS NULL, m.gone_at IS NOT NULL,
                  CASE WHEN ?2 = 1 AND ?3 ->> n.key IS NULL THEN coalesce(i.waiting_at, m.sort_at) ELSE m.sort_at END,
                  EXISTS (SELECT 1 FROM media s WHERE s.media_id = m.story AND s.picture_url IS NOT NULL))))
                  AS "packed!: String"
           FROM json_each(?1) n
           JOIN items i ON i.id = n.value
           JOIN accounts a ON a.id = i.account
           JOIN conversations c ON c.item = i.id
           JOIN messages m ON m.id = coalesce(
               ?3 ->> n.key,
               CASE
                   WHEN ?2 IN (1, 2) THEN (SELECT f.id FROM messages f INDEXED BY messages_by_item
                                           WHERE f.item = i.id AND f.ours = 0 AND f.gone_at IS NULL AND f.done_at IS NULL
                                             AND f.answered = 0 ORDER BY f.sort_at DESC, f.id DESC LIMIT 1)
                   WHEN ?2 = 3 THEN (SELECT f.id FROM messages f INDEXED BY messages_by_item
                                     WHERE f.item = i.id AND f.ours = 0 AND f.gone_at IS NULL AND f.read_at IS NULL
                                     ORDER BY f.sort_at DESC, f.id DESC LIMIT 1)
                   WHEN ?2 = 6 THEN (SELECT f.id FROM messages f INDEXED BY messages_mentions
                                     WHERE f.item = i.id AND f.kind = 5 AND f.gone_at IS NULL
                                     ORDER BY f.sort_at DESC, f.id DESC LIMIT 1)
               END,
               (SELECT f.id FROM messages f INDEXED BY messages_by_item
                WHERE f.item = i.id ORDER BY f.sort_at DESC, f.id DESC LIMIT 1))
           LEFT JOIN members w ON w.id = i.assignee
           LEFT JOIN outbox o ON o.id = (SELECT max(id) FROM outbox WHERE subject = c.conversation_id AND delivery < 10)"#,
        numbers,
        face,
        found
    )
    .fetch_one(store.reader())
    .await?;
    unpacked::<PackedConversation>(&packed, |face| {
        let attachments: Vec<KeptAttachment> =
            serde_json::from_str(&face.attachments).map_err(|_| StoreError::Unreadable {
                what: "messages.attachments",
            })?;
        Ok(ItemFace::Message(MessageFace {
            conversation: face.conversation.into(),
            person: face.person.map(PersonId::from),
            username: face.username,
            name: face.name,
            kind: MessageKind::from_code(face.kind)?,
            text: face.text,
            attachment: attachments.first().map(|attachment| attachment.kind),
            story: face.story.map(MediaId::from),
            has_picture: face.has_picture != 0,
            at: instant(face.at, "messages.sort_at")?,
            ours: face.ours != 0,
            sent_outside: face.sent_outside != 0,
            gone: face.gone != 0,
            theirs_at: instant_opt(face.theirs_at, "conversations.theirs_at")?,
        }))
    })
}

/// The face of a conversation as the statement packs it.
#[derive(Deserialize)]
struct PackedConversation {
    conversation: String,
    person: Option<String>,
    username: Option<String>,
    name: Option<String>,
    theirs_at: Option<i64>,
    kind: i64,
    text: Option<String>,
    attachments: String,
    story: Option<String>,
    ours: u8,
    sent_outside: u8,
    gone: u8,
    at: i64,
    has_picture: u8,
}
