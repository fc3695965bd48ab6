//! A post of somebody else, as hashtags and business accounts show it.

use crate::complete::{self, Essential};
use crate::endpoint::{self, Endpoint, Request};
use crate::{
    AccountId, ApiError, Endpoints, HashtagId, MediaChild, MediaId, MediaType, Page, ProductType, answer, lenient,
};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use std::fmt;
use url::Url;

/// The platform gives at most this many posts of a hashtag per request.
const MOST: u32 = 50;

/// A post of somebody else. For display: text and addresses are not to be kept.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct PublicMedia {
    /// Its id. It can be shown, and neither commented on nor read by it.
    pub id: MediaId,
    /// The caption; absent when there is none.
    #[serde(default, deserialize_with = "lenient::text")]
    pub caption: Option<String>,
    /// Image, video or album.
    #[serde(default)]
    pub media_type: MediaType,
    /// Where it was published. Business accounts only.
    #[serde(default, rename = "media_product_type")]
    pub product_type: Option<ProductType>,
    /// Signed address of the file, valid for a few days; absent for albums and for reels that must not be downloaded.
    #[serde(default, deserialize_with = "lenient::url")]
    pub media_url: Option<Url>,
    /// Its page on Instagram.
    #[serde(default, deserialize_with = "lenient::url")]
    pub permalink: Option<Url>,
    /// When it was published.
    #[serde(default, deserialize_with = "lenient::time")]
    pub timestamp: Option<Timestamp>,
    /// Likes; absent where the owner hides them.
    #[serde(default, deserialize_with = "lenient::count")]
    pub like_count: Option<u64>,
    /// Comments.
    #[serde(default, deserialize_with = "lenient::count")]
    pub comments_count: Option<u64>,
    /// Views of a reel, on Instagram and Facebook together. Business accounts only.
    #[serde(default, deserialize_with = "lenient::count")]
    pub view_count: Option<u64>,
    /// The slides of an album. Hashtags only.
    #[serde(default, deserialize_with = "children")]
    pub children: Vec<MediaChild>,
}

impl fmt::Debug for PublicMedia {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicMedia")
            .field("id", &self.id)
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

fn children<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<MediaChild>, D::Error> {
    Ok(Option::<Page<MediaChild>>::deserialize(deserializer)?
        .map(|page| page.items)
        .unwrap_or_default())
}

/// Every post has a kind, and it is the one field besides the id that no permission and no owner hides.
pub(super) const KIND: Essential<PublicMedia> = ("media_type", |media| media.media_type != MediaType::Unknown);

const FIELDS: &str = "id,caption,media_type,media_url,permalink,timestamp,like_count,comments_count,\
     children{id,media_type,media_url}";

/// A page of the posts of a hashtag. There is no way back: the platform takes `after` alone.
pub(super) struct OfHashtag<'a> {
    pub(super) hashtag: &'a HashtagId,
    pub(super) edge: &'static str,
    pub(super) account: &'a AccountId,
    pub(super) limit: u32,
    pub(super) after: Option<&'a str>,
}

impl OfHashtag<'_> {
    pub(super) fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MOST).to_string();
        let mut query = vec![
            ("user_id", self.account.as_str()),
            ("fields", FIELDS),
            ("limit", limit.as_str()),
        ];
        query.extend(self.after.map(|cursor| ("after", cursor)));
        endpoint::get(endpoints.graph_url(&[self.hashtag.as_str(), self.edge])?, &query)
    }
}

/// Reads a page of the posts of a hashtag.
pub(super) fn page<E: Endpoint>(body: &[u8]) -> Result<Page<PublicMedia>, ApiError> {
    let page: Page<PublicMedia> = answer::read(body)?;
    complete::list::<E, _>(&page.items, &[KIND])?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{ListTopHashtagMedia, Scope};

    #[test]
    fn what_others_wrote_and_where_their_files_lie_is_not_shown_by_debug() {
        let media: PublicMedia = serde_json::from_str(
            r#"{"id":"18001","caption":"private words","media_type":"IMAGE","media_url":"https://scontent.cdninstagram.com/1.jpg"}"#,
        )
        .unwrap();
        let shown = format!("{media:?}");
        assert!(
            shown.contains("18001") && !shown.contains("words") && !shown.contains("scontent"),
            "{shown}"
        );
    }

    #[test]
    fn a_page_of_bare_ids_is_incomplete_and_an_empty_page_is_not() {
        let read = |body: &str| page::<ListTopHashtagMedia<'static>>(body.as_bytes());
        assert!(matches!(
            read(r#"{"data":[{"id":"1"},{"id":"2"}]}"#),
            Err(ApiError::Incomplete {
                scope: Scope::PublicContent,
                ..
            })
        ));
        assert!(read(r#"{"data":[{"id":"1"},{"id":"2","media_type":"IMAGE"}]}"#).is_ok());
        assert!(read(r#"{"data":[]}"#).unwrap().items.is_empty());
        assert!(matches!(read("{}"), Err(ApiError::InDoubt { .. })));
    }
}
