//! The rows of a window on a list.

use std::collections::HashMap;

use instagram::{AccountId, CommentId, MediaId};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::Face;
use super::message_rows::{MessageFace, conversations};
use super::packed::unpacked;
use super::tagged_rows::{TaggedPostFace, tagged_posts};
use crate::search::{FoundEntry, Hits};
use crate::values::instant_opt;
use crate::{ActionKind, Delivery, Label, MediaKind, Member, Store, StoreError, labels};

/// A row of the inbox: an item, and the entry of it that the row shows, its *face*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Local number of the item.
    pub row: u32,
    /// The account it came to.
    pub account: AccountId,
    /// What it shows.
    pub face: ItemFace,
    /// How many entries of the item wait for an answer.
    pub open: u32,
    /// Whether an entry of the item was not read here.
    pub unread: bool,
    /// Nothing of the item is open and something was marked done.
    pub done: bool,
    /// Until when the item is put off.
    pub snoozed_until: Option<Timestamp>,
    /// Whether the item is muted.
    pub muted: bool,
    /// Whether the item is flagged.
    pub flagged: bool,
    /// Whom the item is assigned to.
    pub assignee: Option<Member>,
    /// What the item is labelled as, in the team's order.
    pub labels: Vec<Label>,
    /// Whether somebody wrote a note on the item.
    pub noted: bool,
    /// The newest live action about the face, or about the conversation.
    pub action: Option<(ActionKind, Delivery)>,
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemFace {
    /// A comment of a thread.
    Comment(CommentFace),
    /// A message of a conversation.
    Message(MessageFace),
    /// A post that tags the account.
    TaggedPost(TaggedPostFace),
}

/// The comment that a thread's row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentFace {
    /// The comment.
    pub id: CommentId,
    /// The media.
    pub media: MediaId,
    /// What the media is made of.
    pub media_kind: MediaKind,
    /// Whether there is a picture of the media to show.
    pub has_picture: bool,
    /// The top-level comment it replies to.
    pub parent: Option<CommentId>,
    /// The handle of its author.
    pub username: Option<String>,
    /// Its words.
    pub text: Option<String>,
    /// When it was written.
    pub written_at: Option<Timestamp>,
    /// Hidden from the public.
    pub hidden: bool,
    /// Gone from Instagram.
    pub gone: bool,
    /// Answered by us.
    pub answered: bool,
    /// Our newest reply in the item was not written here but on a phone or by another tool.
    pub answered_outside: bool,
}

impl ItemFace {
    /// The comment, where it is one.
    pub const fn comment(&self) -> Option<&CommentFace> {
        match self {
            Self::Comment(face) => Some(face),
            Self::Message(_) | Self::TaggedPost(_) => None,
        }
    }

    /// The message, where it is one.
    pub const fn message(&self) -> Option<&MessageFace> {
        match self {
            Self::Comment(_) | Self::TaggedPost(_) => None,
            Self::Message(face) => Some(face),
        }
    }

    /// The tagged post, where it is one.
    pub const fn tagged_post(&self) -> Option<&TaggedPostFace> {
        match self {
            Self::Comment(_) | Self::Message(_) => None,
            Self::TaggedPost(face) => Some(face),
        }
    }

    /// Its words.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Comment(face) => face.text.as_deref(),
            Self::Message(face) => face.text.as_deref(),
            Self::TaggedPost(face) => face.text.as_deref(),
        }
    }

    /// The handle of its author, or of whom the conversation is with; their name where no handle is known.
    pub fn username(&self) -> Option<&str> {
        match self {
            Self::Comment(face) => face.username.as_deref(),
            Self::Message(face) => face.username.as_deref().or(face.name.as_deref()),
            Self::TaggedPost(face) => face.username.as_deref(),
        }
    }

    /// Whether it is gone from Instagram.
    pub const fn is_gone(&self) -> bool {
        match self {
            Self::Comment(face) => face.gone,
            Self::Message(face) => face.gone,
            Self::TaggedPost(face) => face.gone,
        }
    }

    /// Whether nobody waits for an answer to it: it is answered, or a message of ours.
    pub const fn is_answered(&self) -> bool {
        match self {
            Self::Comment(face) => face.answered,
            Self::Message(face) => face.ours,
            // Nobody can answer one from here.
            Self::TaggedPost(_) => false,
        }
    }
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
    // Two connections share a window: that is quicker wherever there are two processors.
    let (upper, lower) = numbers.split_at(numbers.len() / 2);
    let (upper, lower, mut labelled) = tokio::try_join!(
        threads(store, upper, face, found),
        threads(store, lower, face, found),
        labels::of_items(store, numbers)
    )?;
    let threads = upper.into_iter().chain(lower);
    let mut rows: HashMap<u32, ItemRow> = threads.map(|row| (row.row, row)).collect();
    let missing = |rows: &HashMap<u32, ItemRow>| -> Vec<u32> {
        let all = numbers.iter().copied();
        all.filter(|number| !rows.contains_key(number)).collect()
    };
    let others = missing(&rows);
    if !others.is_empty() {
        let others = conversations(store, &others, face, found).await?;
        rows.extend(others.into_iter().map(|row| (row.row, row)));
    }
    let others = missing(&rows);
    if !others.is_empty() {
        let others = tagged_posts(store, &others).await?;
        rows.extend(others.into_iter().map(|row| (row.row, row)));
    }
    for (number, labels) in &mut labelled {
        if let Some(row) = rows.get_mut(number) {
            row.labels.append(labels);
        }
    }
    Ok(numbers.iter().filter_map(|number| rows.get(number).cloned()).collect())
}

/// Reads those of the rows that are threads.
async fn threads(store: &Store, numbers: &[u32], face: Face, found: Option<&Hits>) -> Result<Vec<ItemRow>, StoreError> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let found = found_entries(numbers, found, first_found);
    let (numbers, face) = (packed_numbers(numbers), face.code());
    let packed = sqlx::query_scalar!(
        r#"SELECT json_group_array(json_array(
                  i.id, a.user_id, i.open, i.unread > 0, i.open = 0 AND i.done > 0, i.snoozed_until, i.muted_at IS NOT NULL,
                  i.flagged_at IS NOT NULL, nullif(hex(w.uid), ''), w.name, w.colour, w.here,
                  EXISTS (SELECT 1 FROM notes WHERE item = i.id AND removed_at IS NULL), o.kind, o.delivery,
                  json_array(
                  c.comment_id, m.media_id, m.kind, m.picture_url IS NOT NULL, c.parent, c.username, c.text, c.written_at,
                  c.hidden, c.gone_at IS NOT NULL, c.answered,
                  CASE WHEN c.answered
                      THEN (SELECT r.sent_by IS NULL FROM comments r INDEXED BY comments_own_replies
                            WHERE r.parent = i.subject AND r.ours = 1 AND r.gone_at IS NULL
                            ORDER BY r.sort_at DESC LIMIT 1) END IS 1))) AS "packed!: String"
           FROM json_each(?1) n
           JOIN items i ON i.id = n.value
           JOIN accounts a ON a.id = i.account
           JOIN comments c ON c.id = coalesce(
               nullif(?3 ->> n.key, 0),
               CASE WHEN ?3 ->> n.key = 0
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
           LEFT JOIN outbox o ON o.id = (SELECT max(id) FROM outbox WHERE subject = c.comment_id AND delivery < 10)"#,
        numbers,
        face,
        found
    )
    .fetch_one(store.reader())
    .await?;
    unpacked::<PackedThread>(&packed, |face| {
        Ok(ItemFace::Comment(CommentFace {
            id: face.comment.into(),
            media: face.media.into(),
            media_kind: MediaKind::from_code(face.media_kind)?,
            has_picture: face.has_picture != 0,
            parent: face.parent.map(CommentId::from),
            username: face.username,
            text: face.text,
            written_at: instant_opt(face.written_at, "comments.written_at")?,
            hidden: face.hidden != 0,
            gone: face.gone != 0,
            answered: face.answered != 0,
            answered_outside: face.answered_outside != 0,
        }))
    })
}

/// The face of a thread as the statement packs it.
#[derive(Deserialize)]
struct PackedThread {
    comment: String,
    media: String,
    media_kind: i64,
    has_picture: u8,
    parent: Option<String>,
    username: Option<String>,
    text: Option<String>,
    written_at: Option<i64>,
    hidden: u8,
    gone: u8,
    answered: u8,
    answered_outside: u8,
}

/// Local numbers as the statements take them.
pub(super) fn packed_numbers(numbers: &[u32]) -> String {
    json!(numbers).to_string()
}

/// The entry that was found of each item, side by side with their numbers, as `entry` takes it from the hits. `None`:
/// nothing was searched for.
pub(super) fn found_entries(
    numbers: &[u32],
    found: Option<&Hits>,
    entry: impl Fn(&Hits, u32) -> Option<u32>,
) -> Option<String> {
    let found = found?;
    let entries: Vec<Option<u32>> = numbers.iter().map(|number| entry(found, *number)).collect();
    Some(json!(entries).to_string())
}

/// The first comment of a thread that was found: 0 for the top-level one, else its local number.
fn first_found(found: &Hits, item: u32) -> Option<u32> {
    found.entry(item).map(|entry| match entry {
        FoundEntry::First => 0,
        FoundEntry::Other(comment) => comment,
    })
}
