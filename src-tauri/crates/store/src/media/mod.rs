//! Media: what lies on Instagram, and how far its comments were read. What we make ourselves is in [`crate::posts`].
//!
//! `comments_count` is the platform's figure, `seen_comments` ours. Where they differ, there is something to read
//! ([`moved`], [`unread`]), unless the last complete walk left that very difference: the platform counts comments it does
//! not show ([`UnreadableCause`]).

mod last_posts;
mod walks;

use std::collections::HashMap;

use instagram::{AccountId, Media, MediaId, MediaType, ProductType};
use jiff::Timestamp;

use crate::values::{count, instant_opt, millis_opt, small_int};
use crate::{Store, StoreError, UpsertCounts, WriteTx, search};

pub use last_posts::{LastPost, last_posts};
pub use walks::{
    catch_up, known, moved, oldest, set_explained, set_newest_read, set_standing, set_walked, unread, unread_calls,
    unreadable, young,
};

small_int! {
    /// Why the platform counts comments that it does not show.
    UnreadableCause, "media.unreadable_cause" {
        /// It shows none at all: the Meta app lacks the access level for comments of people without a role in it.
        AccessLevel = 1,
        /// It shows some: the others are of people who are restricted, removed or below an age limit.
        People = 2,
    }
}

small_int! {
    /// What the media is made of.
    MediaKind, "media.kind" {
        /// One picture.
        Image = 1,
        /// A video or reel.
        Video = 2,
        /// Several slides.
        Carousel = 3,
    }
}

/// What lies on Instagram: a picture, a video, a carousel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaRow {
    /// The platform's id.
    pub id: MediaId,
    /// The account it belongs to.
    pub account: AccountId,
    /// What it is made of.
    pub kind: MediaKind,
    /// `FEED`, `REELS`, `STORY`, `AD`, `LIVE`.
    pub product_type: Option<String>,
    /// Its words.
    pub caption: Option<String>,
    /// Its address on Instagram.
    pub permalink: Option<String>,
    /// When it went live.
    pub taken_at: Option<Timestamp>,
    /// Likes; `None` where the owner hides them.
    pub like_count: Option<i64>,
    /// Comments as the platform counts them, replies included.
    pub comments_count: Option<i64>,
    /// Comments we hold that are not gone, replies included.
    pub seen_comments: i64,
    /// Whether people may comment.
    pub comments_enabled: Option<bool>,
    /// Picture for lists: the thumbnail of a video, else the picture. Expires; cached under the media's id.
    pub picture_url: Option<String>,
    /// Slides of a carousel, else 0.
    pub children: i64,
    /// Cursor where an unfinished walk through the comments goes on.
    pub walk_after: Option<String>,
    /// End of the last complete walk.
    pub walked_at: Option<Timestamp>,
    /// How many more comments the platform counted than we held when everything had been read: those cannot be read.
    /// `None` until then.
    pub walked_gap: Option<i64>,
    /// The platform's count at first sight, or when what had moved since was read.
    pub sighted_count: Option<i64>,
    /// When the newest page of its comments was read last.
    pub newest_read_at: Option<Timestamp>,
    /// Why comments cannot be read, as far as the last complete walk tells.
    pub unreadable_cause: Option<UnreadableCause>,
    /// When it was found to be gone from Instagram.
    pub gone_at: Option<Timestamp>,
}

impl MediaRow {
    /// How many comments the platform counts and does not show, and the likely cause; `None` when there are none, or
    /// nobody has looked at everything yet.
    pub fn unreadable(&self) -> Option<(i64, UnreadableCause)> {
        let gap = self.walked_gap.filter(|gap| *gap > 0)?;
        Some((gap, self.unreadable_cause?))
    }
}

struct Raw {
    media_id: String,
    account: String,
    kind: i64,
    product_type: Option<String>,
    caption: Option<String>,
    permalink: Option<String>,
    taken_at: Option<i64>,
    like_count: Option<i64>,
    comments_count: Option<i64>,
    held_comments: i64,
    comments_enabled: Option<bool>,
    picture_url: Option<String>,
    children: i64,
    walk_after: Option<String>,
    walked_at: Option<i64>,
    walked_gap: Option<i64>,
    sighted_count: Option<i64>,
    newest_read_at: Option<i64>,
    unreadable_cause: Option<i64>,
    gone_at: Option<i64>,
}

impl TryFrom<Raw> for MediaRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            id: raw.media_id.into(),
            account: raw.account.into(),
            kind: MediaKind::from_code(raw.kind)?,
            product_type: raw.product_type,
            caption: raw.caption,
            permalink: raw.permalink,
            taken_at: instant_opt(raw.taken_at, "media.taken_at")?,
            like_count: raw.like_count,
            comments_count: raw.comments_count,
            seen_comments: raw.held_comments,
            comments_enabled: raw.comments_enabled,
            picture_url: raw.picture_url,
            children: raw.children,
            walk_after: raw.walk_after,
            walked_at: instant_opt(raw.walked_at, "media.walked_at")?,
            walked_gap: raw.walked_gap,
            sighted_count: raw.sighted_count,
            newest_read_at: instant_opt(raw.newest_read_at, "media.newest_read_at")?,
            unreadable_cause: raw.unreadable_cause.map(UnreadableCause::from_code).transpose()?,
            gone_at: instant_opt(raw.gone_at, "media.gone_at")?,
        })
    }
}

fn rows(raw: Vec<Raw>) -> Result<Vec<MediaRow>, StoreError> {
    raw.into_iter().map(MediaRow::try_from).collect()
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT m.media_id, a.user_id AS account, m.kind, m.product_type, m.caption, m.permalink, m.taken_at, m.like_count,
                      m.comments_count, m.held_comments, m.comments_enabled AS "comments_enabled: bool", m.picture_url,
                      m.children, m.walk_after, m.walked_at, m.walked_gap, m.sighted_count, m.newest_read_at,
                      m.unreadable_cause, m.gone_at
               FROM media m JOIN accounts a ON a.id = m.account "# + $tail
            $(, $argument)*
        )
    };
}
use select;

/// One media.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, id: &MediaId) -> Result<Option<MediaRow>, StoreError> {
    let id = id.as_str();
    select!("WHERE m.media_id = ?", id)
        .fetch_optional(store.reader())
        .await?
        .map(MediaRow::try_from)
        .transpose()
}

/// One media, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, id: &MediaId) -> Result<Option<MediaRow>, StoreError> {
    let id = id.as_str();
    select!("WHERE m.media_id = ?", id)
        .fetch_optional(tx.connection())
        .await?
        .map(MediaRow::try_from)
        .transpose()
}

/// The newest media of an account that are still there, newest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn newest(store: &Store, account: &AccountId, limit: u32) -> Result<Vec<MediaRow>, StoreError> {
    let account = account.as_str();
    let found = select!(
        "WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?) AND m.gone_at IS NULL
         ORDER BY m.taken_at DESC, m.id DESC LIMIT ?",
        account,
        limit
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// Stores a page of media. What an answer leaves out (`None`) stays as it was, except the caption (absent
/// when empty) and likes (absent when the owner hides them).
/// While a comment switch is live, the page's word on it is ignored: it may be older than ours. Media that was gone
/// and is listed again is back.
///
/// # Errors
/// [`StoreError::NotFound`] for an account that is not connected.
pub async fn upsert_page(
    tx: &mut WriteTx,
    account: &AccountId,
    page: &[Media],
    now: Timestamp,
) -> Result<UpsertCounts, StoreError> {
    let user_id = account.as_str();
    let account_row = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM accounts WHERE user_id = ? AND disconnected_at IS NULL"#,
        user_id
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound { what: "account" })?;
    let mut counts = UpsertCounts::default();
    let mut recaptioned = Vec::new();
    for media in page {
        let id = media.id.as_str();
        let before = get_in(tx, &media.id).await?;
        upsert_one(tx, account_row, media, now).await?;
        if before.as_ref().and_then(|row| row.caption.as_ref()) != media.caption.as_ref() {
            recaptioned.push(&media.id);
        }
        match before {
            None => counts.new += 1,
            Some(before) if get_in(tx, &media.id).await?.as_ref() != Some(&before) => counts.changed += 1,
            Some(_) => {}
        }
        tracing::trace!(media.id = %id, "Stored media");
    }
    search::replace_captions(tx, &recaptioned).await?;
    Ok(counts)
}

async fn upsert_one(tx: &mut WriteTx, account_row: i64, media: &Media, now: Timestamp) -> Result<(), StoreError> {
    let id = media.id.as_str();
    let kind = kind_of(media).code();
    let product_type = media.product_type.and_then(product_name);
    let permalink = media.permalink.as_ref().map(ToString::to_string);
    let taken_at = millis_opt(media.timestamp);
    let likes = count(media.like_count);
    let comments = count(media.comments_count);
    let picture_url = media.thumbnail_url.as_ref().or(media.media_url.as_ref()).or_else(|| {
        media
            .children
            .iter()
            .find_map(|child| child.thumbnail_url.as_ref().or(child.media_url.as_ref()))
    });
    let picture_url = picture_url.map(ToString::to_string);
    let children = i64::try_from(media.children.len()).unwrap_or(i64::MAX);
    let now = now.as_millisecond();
    sqlx::query!(
        "INSERT INTO media (media_id, account, kind, product_type, caption, permalink, taken_at, like_count, comments_count,
                            comments_enabled, picture_url, children, first_seen_at, sighted_count)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?9)
         ON CONFLICT (media_id) DO UPDATE SET
             kind = excluded.kind, product_type = coalesce(excluded.product_type, product_type),
             caption = excluded.caption, permalink = coalesce(excluded.permalink, permalink),
             taken_at = coalesce(excluded.taken_at, taken_at), like_count = excluded.like_count,
             comments_count = coalesce(excluded.comments_count, comments_count),
             comments_enabled = iif(EXISTS (SELECT 1 FROM outbox WHERE subject = excluded.media_id AND kind = 5 AND delivery < 10),
                                    comments_enabled, coalesce(excluded.comments_enabled, comments_enabled)),
             picture_url = coalesce(excluded.picture_url, picture_url),
             children = max(excluded.children, children), gone_at = NULL",
        id,
        account_row,
        kind,
        product_type,
        media.caption,
        permalink,
        taken_at,
        likes,
        comments,
        media.is_comment_enabled,
        picture_url,
        children,
        now
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Stores whether people may comment, after our switch went through or was read back.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_comments_enabled(tx: &mut WriteTx, id: &MediaId, enabled: bool) -> Result<(), StoreError> {
    let id = id.as_str();
    sqlx::query!("UPDATE media SET comments_enabled = ? WHERE media_id = ?", enabled, id)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Marks media as gone from Instagram. Its comments stay as they are.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_gone(tx: &mut WriteTx, id: &MediaId, now: Timestamp) -> Result<(), StoreError> {
    let id = id.as_str();
    let now = now.as_millisecond();
    sqlx::query!(
        "UPDATE media SET gone_at = coalesce(gone_at, ?), walk_after = NULL WHERE media_id = ?",
        now,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The captions above items, by the items' local numbers. What stands under no post, or under one without a caption, is
/// left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn captions(store: &Store, items: &[u32]) -> Result<HashMap<u32, String>, StoreError> {
    let items = serde_json::json!(items).to_string();
    let found = sqlx::query!(
        r#"SELECT i.id AS "item!", m.caption AS "caption!" FROM json_each(?) n
           JOIN items i ON i.id = n.value JOIN media m ON m.id = i.media WHERE m.caption IS NOT NULL"#,
        items
    )
    .fetch_all(store.reader())
    .await?;
    let captions = found.into_iter().map(|row| {
        let item = u32::try_from(row.item).map_err(|_| StoreError::Unreadable { what: "items.id" })?;
        Ok((item, row.caption))
    });
    captions.collect()
}

/// How many comments of a media wait for an answer.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn open_count(store: &Store, id: &MediaId) -> Result<i64, StoreError> {
    let id = id.as_str();
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(sum(open), 0) AS "open!: i64" FROM items INDEXED BY items_by_media
           WHERE media = (SELECT id FROM media WHERE media_id = ?)"#,
        id
    )
    .fetch_one(store.reader())
    .await?)
}

/// What a media object of the platform is made of.
pub(crate) fn kind_of(media: &Media) -> MediaKind {
    match media.media_type {
        MediaType::Video => MediaKind::Video,
        MediaType::CarouselAlbum => MediaKind::Carousel,
        MediaType::Image | MediaType::Unknown => MediaKind::Image,
    }
}

fn product_name(product: ProductType) -> Option<&'static str> {
    match product {
        ProductType::Feed => Some("FEED"),
        ProductType::Reels => Some("REELS"),
        ProductType::Story => Some("STORY"),
        ProductType::Ad => Some("AD"),
        ProductType::Live => Some("LIVE"),
        ProductType::Unknown => None,
    }
}
