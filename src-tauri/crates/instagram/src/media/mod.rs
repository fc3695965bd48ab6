//! Posts, reels, albums.
//!
//! Source of the fields: developers.facebook.com/documentation/instagram-platform/reference/instagram-media. Nearly all of
//! them may be missing: `media_url` on reels with licensed music, `like_count` where the owner hides likes,
//! `thumbnail_url` on everything but videos, `caption` where there is none.

mod get_media;
mod list_media;
mod set_comments_enabled;

use crate::complete::Essential;
use crate::{MediaId, Page, lenient};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use url::Url;

pub use get_media::GetMedia;
pub use list_media::ListMedia;
pub use set_comments_enabled::SetCommentsEnabled;

/// One media object of the account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// The caption; absent when there is none.
    #[serde(default, deserialize_with = "lenient::text")]
    pub caption: Option<String>,
    /// Image, video or album.
    #[serde(default)]
    pub media_type: MediaType,
    /// Where it was published.
    #[serde(default, rename = "media_product_type")]
    pub product_type: Option<ProductType>,
    /// Signed address of the file, valid for a few days.
    #[serde(default, deserialize_with = "lenient::url")]
    pub media_url: Option<Url>,
    /// Signed address of the still picture of a video, valid for a few days.
    #[serde(default, deserialize_with = "lenient::url")]
    pub thumbnail_url: Option<Url>,
    /// Its page on Instagram.
    #[serde(default, deserialize_with = "lenient::url")]
    pub permalink: Option<Url>,
    /// When it was published.
    #[serde(default, deserialize_with = "lenient::time")]
    pub timestamp: Option<Timestamp>,
    /// The handle it was published under.
    #[serde(default, deserialize_with = "lenient::text")]
    pub username: Option<String>,
    /// Likes.
    #[serde(default, deserialize_with = "lenient::count")]
    pub like_count: Option<u64>,
    /// Comments and replies together, without those on ads.
    #[serde(default, deserialize_with = "lenient::count")]
    pub comments_count: Option<u64>,
    /// Whether comments are open.
    #[serde(default, deserialize_with = "lenient::flag")]
    pub is_comment_enabled: Option<bool>,
    /// The slides of an album, in order; empty for everything else.
    #[serde(default, deserialize_with = "children")]
    pub children: Vec<MediaChild>,
}

/// One slide of an album.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MediaChild {
    /// Its id.
    pub id: MediaId,
    /// Image or video.
    #[serde(default)]
    pub media_type: MediaType,
    /// Signed address of the file, valid for a few days.
    #[serde(default, deserialize_with = "lenient::url")]
    pub media_url: Option<Url>,
    /// Signed address of the still picture of a video, valid for a few days.
    #[serde(default, deserialize_with = "lenient::url")]
    pub thumbnail_url: Option<Url>,
    /// When it was published.
    #[serde(default, deserialize_with = "lenient::time")]
    pub timestamp: Option<Timestamp>,
}

/// `media_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(from = "Option<String>")]
pub enum MediaType {
    /// A picture.
    Image,
    /// A video; reels and video stories too.
    Video,
    /// An album (carousel).
    CarouselAlbum,
    /// Not said, or a kind this crate does not know.
    #[default]
    Unknown,
}

impl From<Option<String>> for MediaType {
    fn from(name: Option<String>) -> Self {
        match name.as_deref() {
            Some("IMAGE") => MediaType::Image,
            Some("VIDEO") => MediaType::Video,
            Some("CAROUSEL_ALBUM") => MediaType::CarouselAlbum,
            _ => MediaType::Unknown,
        }
    }
}

/// `media_product_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub enum ProductType {
    /// The feed.
    Feed,
    /// A reel.
    Reels,
    /// A story.
    Story,
    /// An ad.
    Ad,
    /// A live broadcast.
    Live,
    /// A product this crate does not know.
    Unknown,
}

impl From<String> for ProductType {
    fn from(name: String) -> Self {
        match name.as_str() {
            "FEED" => ProductType::Feed,
            "REELS" => ProductType::Reels,
            "STORY" => ProductType::Story,
            "AD" => ProductType::Ad,
            "LIVE" => ProductType::Live,
            _ => ProductType::Unknown,
        }
    }
}

const FIELDS: &str = "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,\
     like_count,comments_count,is_comment_enabled,children{id,media_type,media_url,thumbnail_url,timestamp}";

fn children<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<MediaChild>, D::Error> {
    Ok(Option::<Page<MediaChild>>::deserialize(deserializer)?
        .map(|page| page.items)
        .unwrap_or_default())
}

/// Every post has a time.
const TIME: Essential<Media> = ("timestamp", |media| media.timestamp.is_some());
/// In a list every post has a count of comments.
const COMMENTS: Essential<Media> = ("comments_count", |media| media.comments_count.is_some());
