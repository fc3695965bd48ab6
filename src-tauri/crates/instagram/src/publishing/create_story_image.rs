//! `POST /{account}/media` with `media_type=STORIES` and `image_url`: the container of a picture in a story.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. Stories have no
//! caption, description, place or collaborators, and the API knows no stickers, polls or links:
//!
//! ```compile_fail,E0560
//! let options = instagram::StoryOptions { caption: Some("Fresh"), ..Default::default() };
//! ```
//! ```compile_fail,E0560
//! let options = instagram::StoryOptions { collaborators: &["miller.joe"], ..Default::default() };
//! ```

use crate::endpoint::{Endpoint, Request};
use crate::publishing::parameters::Parameters;
use crate::publishing::{created, tags};
use crate::{AccountId, ApiError, ContainerId, Endpoints, Scope, StoryTag};
use url::Url;

/// `POST /{account}/media` with `media_type=STORIES` and `image_url`. No `Debug`: the address may be signed.
#[derive(Clone, Copy, PartialEq)]
pub struct CreateStoryImage<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// Public address of a JPEG of at most 8 MiB, best in 9:16. A signed address is a secret.
    pub image_url: &'a Url,
    /// What stands around the picture.
    pub options: StoryOptions<'a>,
}

/// What stands around a picture or a video of a story.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct StoryOptions<'a> {
    /// People mentioned in it, at most 20.
    pub user_tags: &'a [StoryTag<'a>],
    /// Whether it carries the label of pictures and videos that were made by a machine.
    pub ai_generated: bool,
}

impl<'a> StoryOptions<'a> {
    pub(super) fn around(&self, parameters: Parameters<'a>) -> Result<Parameters<'a>, ApiError> {
        Ok(parameters
            .user_tags(tags::on_story(self.user_tags)?)
            .ai_generated(self.ai_generated))
    }
}

impl Endpoint for CreateStoryImage<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /{account}/media STORIES image_url";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        self.options
            .around(Parameters::image(self.image_url, Some("STORIES"), endpoints)?)?
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
    use crate::Position;
    use crate::publishing::test::body;

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let image_url = Url::parse("https://cdn.example.app/t/9a3.jpg").unwrap();
        let story = CreateStoryImage {
            account: &account,
            image_url: &image_url,
            options: StoryOptions {
                user_tags: &[
                    StoryTag {
                        username: "miller.joe",
                        at: None,
                    },
                    StoryTag {
                        username: "bread.club",
                        at: Some(Position::new(0.5, 0.25).unwrap()),
                    },
                ],
                ai_generated: true,
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
                "media_type": "STORIES", "image_url": "https://cdn.example.app/t/9a3.jpg",
                "user_tags": [{"username": "miller.joe"}, {"username": "bread.club", "x": 0.5, "y": 0.25}],
                "is_ai_generated": true,
            })
        );
    }

    #[test]
    fn a_bare_story_limits_and_the_id() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let bare = CreateStoryImage {
            account: &account,
            image_url: &image_url,
            options: StoryOptions::default(),
        };
        assert_eq!(
            body(&bare, &Endpoints::instagram()),
            serde_json::json!({"media_type": "STORIES", "image_url": "https://cdn.example.app/a.jpg"})
        );
        let tag = StoryTag {
            username: "a",
            at: None,
        };
        let crowded = CreateStoryImage {
            options: StoryOptions {
                user_tags: &[tag; 21],
                ai_generated: false,
            },
            ..bare
        };
        let error = crowded.request(&Endpoints::instagram()).unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("20")),
            "{error:?}"
        );
        assert_eq!(bare.decode(br#"{"id":"17900"}"#), Ok(ContainerId::from("17900")));
        assert!(matches!(bare.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
