//! The rows of a window on a list.

use instagram::{AccountId, CommentId, MediaId};
use jiff::Timestamp;

use crate::values::instant_opt;
use crate::{ActionKind, Delivery, MediaKind, Store, StoreError};

/// A row of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Local number.
    pub row: u32,
    /// The comment.
    pub id: CommentId,
    /// The account whose media it stands under.
    pub account: AccountId,
    /// The media.
    pub media: MediaId,
    /// What the media is made of.
    pub media_kind: MediaKind,
    /// Whether there is a picture of the media to show.
    pub has_picture: bool,
    /// The top-level comment it replies to.
    pub parent: Option<CommentId>,
    /// The author's handle.
    pub username: Option<String>,
    /// Its words.
    pub text: Option<String>,
    /// When it was written.
    pub written_at: Option<Timestamp>,
    /// Whether a person here read it.
    pub read: bool,
    /// Hidden from the public.
    pub hidden: bool,
    /// Marked done.
    pub done: bool,
    /// Gone from Instagram.
    pub gone: bool,
    /// Answered by us.
    pub answered: bool,
    /// The newest live action about it.
    pub action: Option<(ActionKind, Delivery)>,
}

/// Reads rows by their local numbers, in the order asked. A number that is no row (any more) is left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn rows(store: &Store, numbers: &[u32]) -> Result<Vec<ItemRow>, StoreError> {
    let numbers = serde_json::json!(numbers).to_string();
    let found = sqlx::query!(
        r#"SELECT c.id AS "id!", c.comment_id, a.user_id AS account, m.media_id AS media, m.kind,
                  m.picture_url IS NOT NULL AS "has_picture!: bool", c.parent, c.username, c.text, c.written_at,
                  c.read_at IS NOT NULL AS "read!: bool", c.hidden AS "hidden: bool",
                  c.done_at IS NOT NULL AS "done!: bool", c.gone_at IS NOT NULL AS "gone!: bool",
                  c.answered AS "answered: bool", o.kind AS "action_kind?", o.delivery AS "action_delivery?"
           FROM json_each(?) n
           JOIN comments c ON c.id = n.value
           JOIN accounts a ON a.id = c.account
           JOIN media m ON m.id = c.media
           LEFT JOIN outbox o ON o.id = (SELECT max(id) FROM outbox WHERE subject = c.comment_id AND delivery < 10)
           ORDER BY n.key"#,
        numbers
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
            Ok(ItemRow {
                row: u32::try_from(row.id).map_err(|_| StoreError::Unreadable { what: "comments.id" })?,
                id: row.comment_id.into(),
                account: row.account.into(),
                media: row.media.into(),
                media_kind: MediaKind::from_code(row.kind)?,
                has_picture: row.has_picture,
                parent: row.parent.map(CommentId::from),
                username: row.username,
                text: row.text,
                written_at: instant_opt(row.written_at, "comments.written_at")?,
                read: row.read,
                hidden: row.hidden,
                done: row.done,
                gone: row.gone,
                answered: row.answered,
                action,
            })
        })
        .collect()
}
