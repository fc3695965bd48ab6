//! The rows of a window on a list that are conversations.

use instagram::{ConversationId, MediaId, PersonId};
use jiff::Timestamp;

use super::Face;
use super::rows::{ItemFace, ItemRow, member};
use crate::values::{instant, instant_opt};
use crate::{ActionKind, AttachmentKind, Delivery, KeptAttachment, MessageKind, Store, StoreError};

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
pub(super) async fn conversations(store: &Store, numbers: &str, face: Face) -> Result<Vec<ItemRow>, StoreError> {
    let face = face.code();
    let found = sqlx::query!(
        r#"SELECT i.id AS "id!", a.user_id AS account, c.conversation_id, c.person, c.username, c.name, c.theirs_at,
                  m.kind, m.text, m.attachments, m.story, m.ours AS "ours: bool",
                  m.ours = 1 AND m.sent_by IS NULL AS "sent_outside!: bool", m.gone_at IS NOT NULL AS "gone!: bool",
                  CASE WHEN ?2 = 1 AND n.value ->> 2 IS NULL THEN coalesce(i.waiting_at, m.sort_at) ELSE m.sort_at END AS "at!: i64",
                  EXISTS (SELECT 1 FROM media s WHERE s.media_id = m.story AND s.picture_url IS NOT NULL) AS "has_picture!: bool",
                  i.open, i.unread > 0 AS "unread!: bool", i.open = 0 AND i.done > 0 AS "done!: bool",
                  i.snoozed_until, i.muted_at IS NOT NULL AS "muted!: bool", i.flagged_at IS NOT NULL AS "flagged!: bool",
                  w.uid AS "member_uid?", w.name AS "member_name?", w.colour AS "member_colour?",
                  w.here AS "member_here?: bool",
                  EXISTS (SELECT 1 FROM notes WHERE item = i.id AND removed_at IS NULL) AS "noted!: bool",
                  o.kind AS "action_kind?", o.delivery AS "action_delivery?"
           FROM json_each(?1) n
           JOIN items i ON i.id = n.value ->> 0
           JOIN accounts a ON a.id = i.account
           JOIN conversations c ON c.item = i.id
           JOIN messages m ON m.id = coalesce(
               n.value ->> 2,
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
        face
    )
    .fetch_all(store.reader())
    .await?;
    found
        .into_iter()
        .map(|row| {
            let action = match (row.action_kind, row.action_delivery) {
                (Some(kind), Some(delivery)) => Some((ActionKind::from_code(kind)?, Delivery::from_code(delivery)?)),
                _ => None,
            };
            let attachments: Vec<KeptAttachment> =
                serde_json::from_str(&row.attachments).map_err(|_| StoreError::Unreadable {
                    what: "messages.attachments",
                })?;
            Ok(ItemRow {
                row: u32::try_from(row.id).map_err(|_| StoreError::Unreadable { what: "items.id" })?,
                account: row.account.into(),
                face: ItemFace::Message(MessageFace {
                    conversation: row.conversation_id.into(),
                    person: row.person.map(PersonId::from),
                    username: row.username,
                    name: row.name,
                    kind: MessageKind::from_code(row.kind)?,
                    text: row.text,
                    attachment: attachments.first().map(|attachment| attachment.kind),
                    story: row.story.map(MediaId::from),
                    has_picture: row.has_picture,
                    at: instant(row.at, "messages.sort_at")?,
                    ours: row.ours,
                    sent_outside: row.sent_outside,
                    gone: row.gone,
                    theirs_at: instant_opt(row.theirs_at, "conversations.theirs_at")?,
                }),
                open: u32::try_from(row.open).unwrap_or(0),
                unread: row.unread,
                done: row.done,
                snoozed_until: instant_opt(row.snoozed_until, "items.snoozed_until")?,
                muted: row.muted,
                flagged: row.flagged,
                assignee: member(row.member_uid, row.member_name, row.member_colour, row.member_here)?,
                labels: Vec::new(),
                noted: row.noted,
                action,
            })
        })
        .collect()
}
