//! `POST /{account}/media` with `image_url`: a container for a picture, alone or as a slide of a carousel.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. The platform fetches
//! the picture itself, so its address must answer everywhere without cookies until the container is finished. Making a
//! container twice is harmless: nobody sees it, and it counts as one of 400 in 24 hours.

use crate::endpoint::{self, Endpoint, Request};
use crate::publishing::{created, text};
use crate::{AccountId, ApiError, ContainerId, Endpoints, Scope};
use serde::Serialize;
use url::Url;

/// `POST /{account}/media` with `image_url`. No `Debug`: the address may be signed, and texts belong into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CreateImageContainer<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// Public address of a JPEG of at most 8 MiB, between 4:5 and 1.91:1. A signed address is a secret.
    pub image_url: &'a Url,
    /// The caption of a single picture: at most 2,200 characters, 30 hashtags, 20 mentions. A slide has none.
    pub caption: Option<&'a str>,
    /// What the picture shows, for people who do not see it: at most 1,000 characters.
    pub alt_text: Option<&'a str>,
    /// Whether it becomes a slide of a carousel.
    pub carousel_item: bool,
}

#[derive(Serialize)]
struct Body<'a> {
    image_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt_text: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_carousel_item: bool,
}

impl Endpoint for CreateImageContainer<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /account/media image_url";
    const SCOPE: Scope = Scope::ContentPublish;

    /// Refuses a caption on a slide: the platform would drop it without a word.
    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let caption = text(self.caption);
        if self.carousel_item && caption.is_some() {
            return Err(ApiError::Invalid(
                "The caption belongs to the carousel, not to one of its slides.".to_owned(),
            ));
        }
        endpoint::post_json(
            endpoints.graph_url(&[self.account.as_str(), "media"])?,
            &Body {
                image_url: self.image_url.as_str(),
                caption,
                alt_text: text(self.alt_text),
                is_carousel_item: self.carousel_item,
            },
        )
    }

    fn decode(&self, body: &[u8]) -> Result<ContainerId, ApiError> {
        created(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Doubt;

    fn written(container: &CreateImageContainer<'_>) -> String {
        let request = container.request(&Endpoints::instagram()).unwrap();
        format!(
            "{} {}\ncontent-type: {}\n\n{}",
            request.method(),
            request.uri(),
            request.headers()["content-type"].to_str().unwrap(),
            std::str::from_utf8(request.body()).unwrap()
        )
    }

    #[test]
    fn the_requests_for_a_single_picture_and_for_a_slide_are_the_documented_ones() {
        let account = AccountId::from("17841400000000123");
        let image_url = Url::parse("https://cdn.example.app/t/9a1.jpg?X-Amz-Expires=86400&X-Amz-Signature=ab").unwrap();
        let single = CreateImageContainer {
            account: &account,
            image_url: &image_url,
            caption: Some("Rye is back #bread 🌱\n\"100 %\" & more\n送料"),
            alt_text: Some("Sliced rye loaf"),
            carousel_item: false,
        };
        insta::assert_snapshot!("single_picture", written(&single));
        let slide = CreateImageContainer {
            caption: None,
            carousel_item: true,
            ..single
        };
        insta::assert_snapshot!("slide", written(&slide));
    }

    #[test]
    fn texts_that_say_nothing_are_left_out() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let bare = CreateImageContainer {
            account: &account,
            image_url: &image_url,
            caption: Some(" \n"),
            alt_text: Some(""),
            carousel_item: true,
        };
        assert!(written(&bare).ends_with(r#"{"image_url":"https://cdn.example.app/a.jpg","is_carousel_item":true}"#));
    }

    #[test]
    fn a_slide_with_a_caption_is_not_sent() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let slide = CreateImageContainer {
            account: &account,
            image_url: &image_url,
            caption: Some("Five loaves"),
            alt_text: None,
            carousel_item: true,
        };
        assert!(matches!(
            slide.request(&Endpoints::instagram()),
            Err(ApiError::Invalid(_))
        ));
    }

    #[test]
    fn the_id_of_the_container_is_read_and_an_answer_without_one_is_in_doubt() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let container = CreateImageContainer {
            account: &account,
            image_url: &image_url,
            caption: None,
            alt_text: None,
            carousel_item: false,
        };
        assert_eq!(
            container.decode(br#"{"id":"17900011122233344","uri":"https://rupload.example/1"}"#),
            Ok(ContainerId::from("17900011122233344"))
        );
        for half in ["{}", r#"{"id":null}"#, r#"{"id":""}"#, r#"{"success":true}"#] {
            let answer = container.decode(half.as_bytes());
            assert!(
                matches!(
                    answer,
                    Err(ApiError::InDoubt {
                        cause: Doubt::Unreadable(_)
                    })
                ),
                "{half}: {answer:?}"
            );
        }
    }
}
