//! Media as the answers hold it.

use super::{AudioType, Collaborator, Media, MediaChild, MediaDetails, MediaType, ProductType};
use crate::{AccountId, MediaId, Page, ids, lenient};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use url::Url;

#[derive(Deserialize)]
pub(super) struct Wire {
    id: MediaId,
    #[serde(default, deserialize_with = "lenient::text")]
    caption: Option<String>,
    #[serde(default)]
    media_type: MediaType,
    #[serde(default)]
    media_product_type: Option<ProductType>,
    #[serde(default, deserialize_with = "lenient::url")]
    media_url: Option<Url>,
    #[serde(default, deserialize_with = "lenient::url")]
    thumbnail_url: Option<Url>,
    #[serde(default, deserialize_with = "lenient::url")]
    permalink: Option<Url>,
    #[serde(default, deserialize_with = "lenient::time")]
    timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient::text")]
    username: Option<String>,
    #[serde(default, deserialize_with = "lenient::count")]
    like_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    comments_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::flag")]
    is_comment_enabled: Option<bool>,
    #[serde(default, deserialize_with = "inside")]
    children: Vec<MediaChild>,
    #[serde(default, deserialize_with = "lenient::text")]
    shortcode: Option<String>,
    #[serde(default)]
    owner: Option<Owner>,
    #[serde(default, deserialize_with = "lenient::flag")]
    is_shared_to_feed: Option<bool>,
    #[serde(default, deserialize_with = "lenient::text")]
    alt_text: Option<String>,
    #[serde(default, deserialize_with = "lenient::flag")]
    is_ai_generated: Option<bool>,
    #[serde(default)]
    media_audio_type: Option<AudioType>,
    #[serde(default, deserialize_with = "ids::optional_text")]
    legacy_instagram_media_id: Option<String>,
    /// The older name of the same; sometimes a number.
    #[serde(default, deserialize_with = "ids::optional_text")]
    ig_id: Option<String>,
    #[serde(default, deserialize_with = "inside")]
    collaborators: Vec<Collaborator>,
    #[serde(default, deserialize_with = "lenient::count")]
    reposts_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    saved_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    shares_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    total_like_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    total_comments_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    total_views_count: Option<u64>,
}

#[derive(Deserialize)]
struct Owner {
    #[serde(default)]
    id: Option<AccountId>,
}

impl From<Wire> for Media {
    fn from(wire: Wire) -> Self {
        Self {
            id: wire.id,
            caption: wire.caption,
            media_type: wire.media_type,
            product_type: wire.media_product_type,
            media_url: wire.media_url,
            thumbnail_url: wire.thumbnail_url,
            permalink: wire.permalink,
            timestamp: wire.timestamp,
            username: wire.username,
            like_count: wire.like_count,
            comments_count: wire.comments_count,
            is_comment_enabled: wire.is_comment_enabled,
            children: wire.children,
            details: MediaDetails {
                shortcode: wire.shortcode,
                owner: wire.owner.and_then(|owner| owner.id),
                is_shared_to_feed: wire.is_shared_to_feed,
                alt_text: wire.alt_text,
                is_ai_generated: wire.is_ai_generated,
                audio_type: wire.media_audio_type,
                legacy_id: wire.legacy_instagram_media_id.or(wire.ig_id),
                collaborators: wire.collaborators,
                reposts_count: wire.reposts_count,
                saved_count: wire.saved_count,
                shares_count: wire.shares_count,
                total_like_count: wire.total_like_count,
                total_comments_count: wire.total_comments_count,
                total_views_count: wire.total_views_count,
            },
        }
    }
}

/// The items of an edge inside an object; none where it is missing.
fn inside<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Page<T>>::deserialize(deserializer)?
        .map(|page| page.items)
        .unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn everything_that_is_documented_is_read() {
        let media: Media = serde_json::from_str(
            r#"{"id":"18001112223334445","media_type":"VIDEO","media_product_type":"REELS","shortcode":"Dxyz123AbCd",
                "owner":{"id":17841400000000123},"is_shared_to_feed":true,"alt_text":"Sliced rye loaf","is_ai_generated":false,
                "media_audio_type":"ORIGINAL_SOUND","legacy_instagram_media_id":3141592653589793238,"ig_id":"1",
                "collaborators":{"data":[{"id":"90010775","username":"miller.joe","invite_status":"Pending"}]},
                "reposts_count":3,"saved_count":14,"shares_count":15,"total_like_count":92,"total_comments_count":65,
                "total_views_count":3589}"#,
        )
        .unwrap();
        let details = media.details;
        assert_eq!(details.shortcode.as_deref(), Some("Dxyz123AbCd"));
        assert_eq!(details.owner.as_ref().map(AccountId::as_str), Some("17841400000000123"));
        assert_eq!(
            (details.is_shared_to_feed, details.is_ai_generated),
            (Some(true), Some(false))
        );
        assert_eq!(details.alt_text.as_deref(), Some("Sliced rye loaf"));
        assert_eq!(details.audio_type, Some(AudioType::OriginalSound));
        assert_eq!(details.legacy_id.as_deref(), Some("3141592653589793238"));
        assert_eq!(details.collaborators[0].invite_status.as_deref(), Some("Pending"));
        assert_eq!(
            [
                details.reposts_count,
                details.saved_count,
                details.shares_count,
                details.total_like_count,
                details.total_comments_count,
                details.total_views_count
            ],
            [Some(3), Some(14), Some(15), Some(92), Some(65), Some(3589)]
        );
    }

    #[test]
    fn a_bare_media_object_has_no_details() {
        let media: Media = serde_json::from_str(r#"{"id":"1","owner":null,"media_audio_type":"BIRDSONG"}"#).unwrap();
        let unknown = MediaDetails {
            audio_type: Some(AudioType::Unknown),
            ..MediaDetails::default()
        };
        assert_eq!(media.details, unknown);
        assert!(serde_json::from_str::<Media>(r#"{"caption":"no id"}"#).is_err());
    }
}
