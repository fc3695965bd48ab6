//! The rows of a window on a list that are posts which tag the account.

use instagram::MediaId;
use jiff::Timestamp;
use serde::Deserialize;

use super::packed::unpacked;
use super::rows::{ItemFace, ItemRow, packed_numbers};
use crate::values::instant_opt;
use crate::{MediaKind, Store, StoreError};

/// The post that a row shows: whatever the list is about, an item has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedPostFace {
    /// The platform's id of the post.
    pub media: MediaId,
    /// What it is made of.
    pub kind: MediaKind,
    /// The handle of who published it.
    pub username: Option<String>,
    /// Its caption.
    pub text: Option<String>,
    /// Its address on Instagram.
    pub permalink: Option<String>,
    /// When it was published.
    pub written_at: Option<Timestamp>,
    /// Not to be seen any more.
    pub gone: bool,
}

/// Reads those of the rows that are tagged posts.
pub(super) async fn tagged_posts(store: &Store, numbers: &[u32]) -> Result<Vec<ItemRow>, StoreError> {
    let numbers = packed_numbers(numbers);
    let packed = sqlx::query_scalar!(
        r#"SELECT json_group_array(json_array(
                  i.id, a.user_id, 0, i.unread > 0, i.done > 0, i.snoozed_until, i.muted_at IS NOT NULL,
                  i.flagged_at IS NOT NULL, nullif(hex(w.uid), ''), w.name, w.colour, w.here,
                  EXISTS (SELECT 1 FROM notes WHERE item = i.id AND removed_at IS NULL), NULL, NULL,
                  json_array(
                  t.media_id, t.kind, t.username, t.text, t.permalink, t.written_at, t.gone_at IS NOT NULL)))
                  AS "packed!: String"
           FROM json_each(?) n
           JOIN items i ON i.id = n.value
           JOIN accounts a ON a.id = i.account
           JOIN tagged_posts t ON t.item = i.id
           LEFT JOIN members w ON w.id = i.assignee"#,
        numbers
    )
    .fetch_one(store.reader())
    .await?;
    unpacked::<PackedTaggedPost>(&packed, |face| {
        Ok(ItemFace::TaggedPost(TaggedPostFace {
            media: face.media.into(),
            kind: MediaKind::from_code(face.kind)?,
            username: face.username,
            text: face.text,
            permalink: face.permalink,
            written_at: instant_opt(face.written_at, "tagged_posts.written_at")?,
            gone: face.gone != 0,
        }))
    })
}

/// The face of a tagged post as the statement packs it.
#[derive(Deserialize)]
struct PackedTaggedPost {
    media: String,
    kind: i64,
    username: Option<String>,
    text: Option<String>,
    permalink: Option<String>,
    written_at: Option<i64>,
    gone: u8,
}
