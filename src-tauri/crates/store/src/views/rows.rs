//! The rows of a window on a list.

use instagram::{AccountId, CommentId, MediaId};
use jiff::Timestamp;

use super::Face;
use crate::search::{FoundEntry, Hits};
use crate::values::{instant_opt, uuid};
use crate::{ActionKind, Delivery, MediaKind, Member, Store, StoreError};

/// A row of the inbox: an item, and the entry of it that the row shows, its *face*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Local number of the item.
    pub row: u32,
    /// The comment that is the item's face.
    pub id: CommentId,
    /// The account whose media it stands under.
    pub account: AccountId,
    /// The media.
    pub media: MediaId,
    /// What the media is made of.
    pub media_kind: MediaKind,
    /// Whether there is a picture of the media to show.
    pub has_picture: bool,
    /// The top-level comment the face replies to.
    pub parent: Option<CommentId>,
    /// The handle of the face's author.
    pub username: Option<String>,
    /// The face's words.
    pub text: Option<String>,
    /// When the face was written.
    pub written_at: Option<Timestamp>,
    /// How many entries of the item wait for an answer.
    pub open: u32,
    /// Whether an entry of the item was not read here.
    pub unread: bool,
    /// The face is hidden from the public.
    pub hidden: bool,
    /// Nothing of the item is open and something was marked done.
    pub done: bool,
    /// The face is gone from Instagram.
    pub gone: bool,
    /// The face was answered by us.
    pub answered: bool,
    /// Our newest reply in the item was not written here but on a phone or by another tool.
    pub answered_outside: bool,
    /// Until when the item is put off.
    pub snoozed_until: Option<Timestamp>,
    /// Whether the item is muted.
    pub muted: bool,
    /// Whether the item is flagged.
    pub flagged: bool,
    /// Whom the item is assigned to.
    pub assignee: Option<Member>,
    /// The newest live action about the face.
    pub action: Option<(ActionKind, Delivery)>,
}

/// Reads rows by their local numbers, in the order asked, each with the face given, or with the entry that was found where
/// something was searched for. A number that is no row (any more) is left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn rows(
    store: &Store,
    numbers: &[u32],
    face: Face,
    found: Option<&Hits>,
) -> Result<Vec<ItemRow>, StoreError> {
    let numbers = with_found(numbers, found);
    let face = face.code();
    let found = sqlx::query!(
        r#"SELECT i.id AS "id!", c.comment_id, a.user_id AS account, m.media_id AS media, m.kind,
                  m.picture_url IS NOT NULL AS "has_picture!: bool", c.parent, c.username, c.text, c.written_at,
                  i.open, i.unread > 0 AS "unread!: bool", c.hidden AS "hidden: bool",
                  i.open = 0 AND i.done > 0 AS "done!: bool", c.gone_at IS NOT NULL AS "gone!: bool",
                  c.answered AS "answered: bool",
                  c.answered AND (SELECT r.sent_by IS NULL FROM comments r INDEXED BY comments_own_replies
                                  WHERE r.parent = i.subject AND r.ours = 1 AND r.gone_at IS NULL
                                  ORDER BY r.sort_at DESC LIMIT 1) IS 1 AS "answered_outside!: bool",
                  i.snoozed_until, i.muted_at IS NOT NULL AS "muted!: bool", i.flagged_at IS NOT NULL AS "flagged!: bool",
                  w.uid AS "member_uid?", w.name AS "member_name?", w.colour AS "member_colour?",
                  w.here AS "member_here?: bool",
                  o.kind AS "action_kind?", o.delivery AS "action_delivery?"
           FROM json_each(?1) n
           JOIN items i ON i.id = n.value ->> 0
           JOIN accounts a ON a.id = i.account
           JOIN comments c ON c.id = coalesce(
               nullif(n.value ->> 1, 0),
               CASE WHEN n.value ->> 1 = 0
                   THEN (SELECT f.id FROM comments f INDEXED BY comments_by_item
                         WHERE f.item = i.id AND f.parent IS NULL LIMIT 1) END,
               CASE ?2
                   WHEN 1 THEN (SELECT f.id FROM comments f INDEXED BY comments_by_item
                                WHERE f.item = i.id AND f.ours = 0 AND f.gone_at IS NULL AND f.hidden = 0
                                  AND f.done_at IS NULL AND f.answered = 0 ORDER BY f.sort_at, f.id LIMIT 1)
                   WHEN 2 THEN (SELECT f.id FROM comments f INDEXED BY comments_by_item
                                WHERE f.item = i.id AND f.ours = 0 AND f.gone_at IS NULL AND f.hidden = 0
                                  AND f.done_at IS NULL AND f.answered = 0 ORDER BY f.sort_at DESC, f.id DESC LIMIT 1)
                   WHEN 3 THEN (SELECT f.id FROM comments f INDEXED BY comments_by_item
                                WHERE f.item = i.id AND f.ours = 0 AND f.gone_at IS NULL AND f.hidden = 0
                                  AND f.read_at IS NULL ORDER BY f.sort_at, f.id LIMIT 1)
                   WHEN 4 THEN (SELECT f.id FROM comments f INDEXED BY comments_by_item
                                WHERE f.item = i.id AND f.ours = 0 AND f.gone_at IS NULL AND f.hidden = 1
                                ORDER BY f.sort_at DESC, f.id DESC LIMIT 1)
               END,
               (SELECT f.id FROM comments f INDEXED BY comments_by_item
                WHERE f.item = i.id AND f.ours = 0 ORDER BY f.sort_at DESC, f.id DESC LIMIT 1))
           JOIN media m ON m.id = c.media
           LEFT JOIN members w ON w.id = i.assignee
           LEFT JOIN outbox o ON o.id = (SELECT max(id) FROM outbox WHERE subject = c.comment_id AND delivery < 10)
           ORDER BY n.key"#,
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
            let assignee = match (row.member_uid, row.member_name, row.member_colour, row.member_here) {
                (Some(uid), Some(name), Some(colour), Some(here)) => Some(Member {
                    uid: uuid(&uid, "members.uid")?,
                    name,
                    colour,
                    here,
                }),
                _ => None,
            };
            Ok(ItemRow {
                row: u32::try_from(row.id).map_err(|_| StoreError::Unreadable { what: "items.id" })?,
                id: row.comment_id.into(),
                account: row.account.into(),
                media: row.media.into(),
                media_kind: MediaKind::from_code(row.kind)?,
                has_picture: row.has_picture,
                parent: row.parent.map(CommentId::from),
                username: row.username,
                text: row.text,
                written_at: instant_opt(row.written_at, "comments.written_at")?,
                open: u32::try_from(row.open).unwrap_or(0),
                unread: row.unread,
                hidden: row.hidden,
                done: row.done,
                gone: row.gone,
                answered: row.answered,
                answered_outside: row.answered_outside,
                snoozed_until: instant_opt(row.snoozed_until, "items.snoozed_until")?,
                muted: row.muted,
                flagged: row.flagged,
                assignee,
                action,
            })
        })
        .collect()
}

/// Each number in an array with the entry that was found: 0 for the first one of the item, else the comment's local number.
fn with_found(numbers: &[u32], found: Option<&Hits>) -> String {
    let each: Vec<(u32, Option<u32>)> = numbers
        .iter()
        .map(|number| {
            let entry = found.and_then(|hits| hits.entry(*number)).map(|entry| match entry {
                FoundEntry::First => 0,
                FoundEntry::Other(comment) => comment,
            });
            (*number, entry)
        })
        .collect();
    serde_json::json!(each).to_string()
}
