//! Posts of others that tag an account: items of the inbox, each of which has its post as its only entry.
//!
//! Nobody can answer one from here, so none is ever *open*: it is unread until somebody looks and done once somebody says
//! so. Its words and where it is are kept, never its picture: that belongs to somebody else. A post that is not to be seen
//! any more keeps its row and loses its words.
//!
//! The platform gives handle and no id of who published it. Who they are is told by what they wrote to the account under
//! the same handle, where they did.

mod entries;
mod erase;
mod upsert;
mod words;

use instagram::{AccountId, MediaId, PersonId};
use jiff::Timestamp;

use crate::values::{instant, instant_opt};
use crate::{MediaKind, PersonRef, Store, StoreError, WriteTx};

pub(crate) use entries::{reopen, set_done, set_read};
pub(crate) use erase::erase_some;
pub use upsert::{Listed, note_met, unmet, upsert_page, vanish};
pub use words::{set_told, untold};

/// A post of somebody else that tags an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedPostRow {
    /// Local number, the higher the later it was seen.
    pub row: i64,
    /// Local number of its item.
    pub item: u32,
    /// The platform's id of the post.
    pub media: MediaId,
    /// The account it tags.
    pub account: AccountId,
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
    /// When it was found not to be seen any more: gone, private, or no longer tagging the account.
    pub gone_at: Option<Timestamp>,
    /// When a person here read it.
    pub read_at: Option<Timestamp>,
    /// When a person here marked it done.
    pub done_at: Option<Timestamp>,
    /// When this database saw it first.
    pub first_seen_at: Timestamp,
}

/// What a tagged post is called as the subject of its item: one post can tag several accounts.
pub(crate) fn subject(account: &str, media: &str) -> String {
    format!("{account}/{media}")
}

struct Raw {
    id: i64,
    item: i64,
    media_id: String,
    account: String,
    kind: i64,
    username: Option<String>,
    text: Option<String>,
    permalink: Option<String>,
    written_at: Option<i64>,
    gone_at: Option<i64>,
    read_at: Option<i64>,
    done_at: Option<i64>,
    first_seen_at: i64,
}

impl TryFrom<Raw> for TaggedPostRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            row: raw.id,
            item: item_number(raw.item)?,
            media: raw.media_id.into(),
            account: raw.account.into(),
            kind: MediaKind::from_code(raw.kind)?,
            username: raw.username,
            text: raw.text,
            permalink: raw.permalink,
            written_at: instant_opt(raw.written_at, "tagged_posts.written_at")?,
            gone_at: instant_opt(raw.gone_at, "tagged_posts.gone_at")?,
            read_at: instant_opt(raw.read_at, "tagged_posts.read_at")?,
            done_at: instant_opt(raw.done_at, "tagged_posts.done_at")?,
            first_seen_at: instant(raw.first_seen_at, "tagged_posts.first_seen_at")?,
        })
    }
}

fn item_number(item: i64) -> Result<u32, StoreError> {
    u32::try_from(item).map_err(|_| StoreError::Unreadable {
        what: "tagged_posts.item",
    })
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT t.id AS "id!", t.item AS "item!", t.media_id, a.user_id AS account, t.kind, t.username, t.text,
                      t.permalink, t.written_at, t.gone_at, t.read_at, t.done_at, t.first_seen_at
               FROM tagged_posts t JOIN accounts a ON a.id = t.account "# + $tail
            $(, $argument)*
        )
    };
}

/// The tagged post of an item.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, item: u32) -> Result<Option<TaggedPostRow>, StoreError> {
    select!("WHERE t.item = ?", item)
        .fetch_optional(store.reader())
        .await?
        .map(TaggedPostRow::try_from)
        .transpose()
}

/// The tagged post of an item, inside a write transaction.
pub(crate) async fn get_in(tx: &mut WriteTx, item: u32) -> Result<Option<TaggedPostRow>, StoreError> {
    select!("WHERE t.item = ?", item)
        .fetch_optional(tx.connection())
        .await?
        .map(TaggedPostRow::try_from)
        .transpose()
}

/// A post as it tags one account, inside a write transaction.
async fn of_media_in(tx: &mut WriteTx, account: &str, media: &str) -> Result<Option<TaggedPostRow>, StoreError> {
    select!("WHERE a.user_id = ? AND t.media_id = ?", account, media)
        .fetch_optional(tx.connection())
        .await?
        .map(TaggedPostRow::try_from)
        .transpose()
}

/// Who published a tagged post, as the account it tags sees them.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn owner(store: &Store, post: &TaggedPostRow) -> Result<PersonRef, StoreError> {
    let (account, username) = (post.account.as_str(), post.username.as_deref());
    let known = sqlx::query!(
        r#"SELECT coalesce((SELECT c.person FROM comments c INDEXED BY comments_by_username
                            WHERE c.account = a.id AND c.username = ?1 AND c.person IS NOT NULL
                            ORDER BY c.id DESC LIMIT 1),
                           (SELECT v.person FROM conversations v INDEXED BY conversations_by_username
                            WHERE v.account = a.id AND v.username = ?1 AND v.person IS NOT NULL
                            LIMIT 1)) AS "person?: String"
           FROM accounts a WHERE a.user_id = ?2"#,
        username,
        account
    )
    .fetch_optional(store.reader())
    .await?;
    Ok(PersonRef {
        account: post.account.clone(),
        person: known.and_then(|row| row.person).map(PersonId::from),
        username: post.username.clone(),
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
