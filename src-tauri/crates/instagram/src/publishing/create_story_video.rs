//! `POST /{account}/media` with `media_type=STORIES` and `video_url`: the container of a video in a story.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. With Facebook Login
//! the bytes can be uploaded instead ([`StartUpload`](crate::StartUpload)).

use crate::endpoint::{Endpoint, Request};
use crate::publishing::StoryOptions;
use crate::publishing::created;
use crate::publishing::parameters::{Parameters, VideoSource};
use crate::{AccountId, ApiError, ContainerId, Endpoints, Scope};
use url::Url;

/// `POST /{account}/media` with `media_type=STORIES` and `video_url`. No `Debug`: the address may be signed.
#[derive(Clone, Copy, PartialEq)]
pub struct CreateStoryVideo<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// Public address of an MP4 or MOV of at most 100 MB, 3 to 60 seconds long. A signed address is a secret.
    pub video_url: &'a Url,
    /// What stands around the video.
    pub options: StoryOptions<'a>,
}

impl Endpoint for CreateStoryVideo<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /{account}/media STORIES video_url";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        self.options
            .around(Parameters::video(
                VideoSource::Address(self.video_url),
                "STORIES",
                endpoints,
            )?)?
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
    use crate::StoryTag;
    use crate::publishing::test::body;

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let video_url = Url::parse("https://cdn.example.app/t/9a6.mp4").unwrap();
        let tag = StoryTag {
            username: "@miller.joe",
            at: None,
        };
        let story = CreateStoryVideo {
            account: &account,
            video_url: &video_url,
            options: StoryOptions {
                user_tags: &[tag],
                ai_generated: false,
            },
        };
        let request = story.request(&Endpoints::instagram()).unwrap();
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/17841400000000123/media"
        );
        assert_eq!(
            body(&story, &Endpoints::instagram()),
            serde_json::json!({
                "media_type": "STORIES", "video_url": "https://cdn.example.app/t/9a6.mp4",
                "user_tags": [{"username": "miller.joe"}],
            })
        );
        assert_eq!(story.decode(br#"{"id":"17900"}"#), Ok(ContainerId::from("17900")));
        assert!(matches!(story.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }

    #[test]
    fn more_than_twenty_people_are_refused() {
        let account = AccountId::from("1");
        let video_url = Url::parse("https://cdn.example.app/a.mp4").unwrap();
        let tag = StoryTag {
            username: "a",
            at: None,
        };
        let story = CreateStoryVideo {
            account: &account,
            video_url: &video_url,
            options: StoryOptions {
                user_tags: &[tag; 21],
                ai_generated: false,
            },
        };
        let error = story.request(&Endpoints::instagram()).unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("20")),
            "{error:?}"
        );
    }
}
