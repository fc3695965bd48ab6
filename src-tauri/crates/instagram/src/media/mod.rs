//! Posts, reels, albums, stories.
//!
//! Source of the fields: developers.facebook.com/documentation/instagram-platform/reference/instagram-media. Nearly all of
//! them may be missing: `media_url` on reels with licensed music, `like_count` where the owner hides likes,
//! `thumbnail_url` on everything but videos, `caption` where there is none.

mod delete_media;
mod fields;
mod get_copyright_check;
mod get_media;
mod list_children;
mod list_live_media;
mod list_media;
mod list_stories;
mod list_tags;
mod set_comments_enabled;
mod wire;

use crate::complete::Essential;
use crate::endpoint::{self, Request};
use crate::shown::shown;
use crate::{AccountId, ApiError, Endpoints, MediaId, lenient};
use jiff::Timestamp;
use serde::Deserialize;
use url::Url;

pub use delete_media::DeleteMedia;
pub use fields::MediaFields;
pub use get_copyright_check::{
    CopyrightAction, CopyrightCheck, CopyrightMatch, CopyrightStatus, GetCopyrightCheck, MatchedSegment,
};
pub use get_media::GetMedia;
pub use list_children::ListChildren;
pub use list_live_media::ListLiveMedia;
pub use list_media::ListMedia;
pub use list_stories::ListStories;
pub use list_tags::ListTags;
pub use set_comments_enabled::SetCommentsEnabled;

/// One media object. `Debug` shows neither texts nor handles nor signed addresses.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "wire::Wire")]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// The caption; absent when there is none.
    pub caption: Option<String>,
    /// Image, video or album.
    pub media_type: MediaType,
    /// Where it was published.
    pub product_type: Option<ProductType>,
    /// Signed address of the file, valid for a few days.
    pub media_url: Option<Url>,
    /// Signed address of the still picture of a video, valid for a few days.
    pub thumbnail_url: Option<Url>,
    /// Its page on Instagram.
    pub permalink: Option<Url>,
    /// When it was published.
    pub timestamp: Option<Timestamp>,
    /// The handle it was published under.
    pub username: Option<String>,
    /// Likes.
    pub like_count: Option<u64>,
    /// Comments and replies together, without those on ads.
    pub comments_count: Option<u64>,
    /// Whether comments are open.
    pub is_comment_enabled: Option<bool>,
    /// The slides of an album, in order; empty for everything else.
    pub children: Vec<MediaChild>,
    /// What only [`MediaFields::Full`] asks for.
    pub details: MediaDetails,
}

shown!(Media: id, media_type, product_type, timestamp);

/// More about a media object, of which everything may be missing. `Debug` shows ids alone.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct MediaDetails {
    /// The last part of its address on Instagram.
    pub shortcode: Option<String>,
    /// The account that published it; said to that account alone.
    pub owner: Option<AccountId>,
    /// Whether a reel is in the feed too.
    pub is_shared_to_feed: Option<bool>,
    /// What a picture shows, for people who do not see it.
    pub alt_text: Option<String>,
    /// Whether it carries the label for what was made by AI.
    pub is_ai_generated: Option<bool>,
    /// The sound of a video.
    pub audio_type: Option<AudioType>,
    /// The id of the retired ads endpoints.
    pub legacy_id: Option<String>,
    /// Who was asked to share the post. Facebook Login only.
    pub collaborators: Vec<Collaborator>,
    /// How often it was shared to an own profile. Facebook Login only.
    pub reposts_count: Option<u64>,
    /// How often it was saved. Facebook Login only.
    pub saved_count: Option<u64>,
    /// How often it was sent on. Facebook Login only.
    pub shares_count: Option<u64>,
    /// Likes with those of its promoted and cross-posted copies. Facebook Login only.
    pub total_like_count: Option<u64>,
    /// Comments with those on its promoted and cross-posted copies. Facebook Login only.
    pub total_comments_count: Option<u64>,
    /// Views with those of its promoted and cross-posted copies. Facebook Login only.
    pub total_views_count: Option<u64>,
}

shown!(MediaDetails: owner, collaborators);

/// Somebody who was asked to share a post. `Debug` leaves the handle out.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Collaborator {
    /// The account.
    pub id: AccountId,
    /// The handle, without `@`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub username: Option<String>,
    /// What became of the invitation, as the platform spells it (`Accepted`, `Pending`).
    #[serde(default, deserialize_with = "lenient::text")]
    pub invite_status: Option<String>,
}

shown!(Collaborator: id, invite_status);

/// `media_audio_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub enum AudioType {
    /// Music of Instagram's library.
    Music,
    /// The sound of the video itself.
    OriginalSound,
    /// A kind this crate does not know.
    Unknown,
}

impl From<String> for AudioType {
    fn from(name: String) -> Self {
        match name.as_str() {
            "MUSIC" => AudioType::Music,
            "ORIGINAL_SOUND" => AudioType::OriginalSound,
            _ => AudioType::Unknown,
        }
    }
}

/// One slide of an album. `Debug` leaves the signed addresses out.
#[derive(Clone, PartialEq, Eq, Deserialize)]
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

shown!(MediaChild: id, media_type);

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

/// What may be asked of a slide.
const CHILD_FIELDS: &str = "id,media_type,media_url,thumbnail_url,timestamp";

/// Items in one answer, at most. The platform states no number; more than this was never seen.
const MAX_MEDIA: u32 = 100;

/// An edge of an account or a media object that lists media.
pub(crate) struct Edge<'a> {
    pub(crate) path: [&'a str; 2],
    pub(crate) fields: &'a str,
    pub(crate) limit: u32,
    pub(crate) after: Option<&'a str>,
}

impl Edge<'_> {
    /// The request for a page, `more` parameters besides.
    pub(crate) fn page(&self, endpoints: &Endpoints, more: &[(&str, &str)]) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MAX_MEDIA).to_string();
        let mut query = vec![("fields", self.fields), ("limit", limit.as_str())];
        query.extend(more);
        query.extend(self.after.map(|cursor| ("after", cursor)));
        endpoint::get(endpoints.graph_url(&self.path)?, &query)
    }
}

/// Every post has a time.
pub(crate) const TIME: Essential<Media> = ("timestamp", |media| media.timestamp.is_some());
/// In a list every post has a count of comments.
const COMMENTS: Essential<Media> = ("comments_count", |media| media.comments_count.is_some());
