//! `POST /{account}/media` with `media_type=VIDEO` and `is_carousel_item`: the container of a video in a carousel.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. `VIDEO` lives on for
//! slides alone: every other video is a reel, and a reel cannot be a slide. As on [`CreateImageSlide`](crate::CreateImageSlide)
//! what belongs to the carousel cannot be written down:
//!
//! ```compile_fail,E0560
//! let options = instagram::VideoSlideOptions { collaborators: &["miller.joe"], ..Default::default() };
//! ```
//! ```compile_fail,E0560
//! let options = instagram::VideoSlideOptions { alt_text: Some("A video has none"), ..Default::default() };
//! ```

use crate::endpoint::{Endpoint, Request};
use crate::publishing::parameters::{Parameters, VideoSource};
use crate::publishing::{created, tags};
use crate::{AccountId, ApiError, ContainerId, Endpoints, ProductId, Scope};
use std::time::Duration;
use url::Url;

/// `POST /{account}/media` with `media_type=VIDEO` and `is_carousel_item`. No `Debug`: the address may be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CreateVideoSlide<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// Public address of an MP4 or MOV of at most 100 MB and 60 seconds. A signed address is a secret.
    pub video_url: &'a Url,
    /// What stands around the video.
    pub options: VideoSlideOptions<'a>,
}

/// What stands around a video of a carousel.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct VideoSlideOptions<'a> {
    /// Handles of people on the video, at most 20. Sources disagree on whether a video of a carousel takes them.
    pub user_tags: &'a [&'a str],
    /// The time of its still picture, which must be shorter than the video.
    pub thumb_offset: Option<Duration>,
    /// Products on the video, at most 5. Facebook Login only, with [`Scope::Catalogs`] and
    /// [`Scope::ShoppingTags`].
    pub product_tags: &'a [ProductId],
}

impl<'a> VideoSlideOptions<'a> {
    pub(super) fn parameters(
        &self,
        source: VideoSource<'a>,
        endpoints: &Endpoints,
    ) -> Result<Parameters<'a>, ApiError> {
        Parameters::video(source, "VIDEO", endpoints)?
            .slide()
            .user_tags(tags::on_video(self.user_tags)?)
            .thumb_offset(self.thumb_offset)?
            .product_tags(tags::products_on_slide_video(self.product_tags)?, endpoints)
    }
}

impl Endpoint for CreateVideoSlide<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /{account}/media VIDEO is_carousel_item";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        self.options
            .parameters(VideoSource::Address(self.video_url), endpoints)?
            .request(self.account, endpoints)
    }

    fn decode(&self, body: &[u8]) -> Result<ContainerId, ApiError> {
        created(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::publishing::test::body;

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let video_url = Url::parse("https://cdn.example.app/t/9a5.mp4").unwrap();
        let slide = CreateVideoSlide {
            account: &account,
            video_url: &video_url,
            options: VideoSlideOptions {
                user_tags: &["miller.joe"],
                thumb_offset: Some(Duration::from_millis(1_500)),
                ..VideoSlideOptions::default()
            },
        };
        let request = slide.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "POST");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/17841400000000123/media"
        );
        assert_eq!(
            body(&slide, &Endpoints::instagram()),
            serde_json::json!({
                "media_type": "VIDEO", "video_url": "https://cdn.example.app/t/9a5.mp4", "is_carousel_item": true,
                "user_tags": [{"username": "miller.joe"}], "thumb_offset": 1500,
            })
        );
    }

    #[test]
    fn limits_are_kept_and_the_id_is_read() {
        let account = AccountId::from("1");
        let video_url = Url::parse("https://cdn.example.app/a.mp4").unwrap();
        let slide = CreateVideoSlide {
            account: &account,
            video_url: &video_url,
            options: VideoSlideOptions {
                user_tags: &["a"; 21],
                ..VideoSlideOptions::default()
            },
        };
        let error = slide.request(&Endpoints::instagram()).unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("20")),
            "{error:?}"
        );
        assert_eq!(slide.decode(br#"{"id":"17900"}"#), Ok(ContainerId::from("17900")));
        assert!(matches!(slide.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
