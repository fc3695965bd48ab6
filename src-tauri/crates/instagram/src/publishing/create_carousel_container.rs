//! `POST /{account}/media` with `media_type=CAROUSEL`: the container around the slides.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. The slides must be
//! finished containers of the same account. Every picture is cropped to the ratio of the first.

use crate::endpoint::{self, Endpoint, Request};
use crate::publishing::{CAROUSEL_SLIDES, created, text};
use crate::{AccountId, ApiError, ContainerId, Endpoints, Scope};
use serde::Serialize;

/// `POST /{account}/media` with `media_type=CAROUSEL`. No `Debug`: the caption belongs into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CreateCarouselContainer<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// The containers of the slides, in the order of the slides: [`CAROUSEL_SLIDES`] of them.
    pub children: &'a [ContainerId],
    /// The caption: at most 2,200 characters, 30 hashtags, 20 mentions.
    pub caption: Option<&'a str>,
}

#[derive(Serialize)]
struct Body<'a> {
    media_type: &'static str,
    /// Ids with commas between them, as the reference says; lists of other forms are taken in practice only.
    children: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
}

impl Endpoint for CreateCarouselContainer<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /account/media CAROUSEL";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        if !CAROUSEL_SLIDES.contains(&self.children.len()) {
            return Err(ApiError::Invalid("A carousel has two to ten slides.".to_owned()));
        }
        let children: Vec<_> = self.children.iter().map(ContainerId::as_str).collect();
        endpoint::post_json(
            endpoints.graph_url(&[self.account.as_str(), "media"])?,
            &Body {
                media_type: "CAROUSEL",
                children: children.join(","),
                caption: text(self.caption),
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

    fn ids(count: usize) -> Vec<ContainerId> {
        (0..count)
            .map(|n| ContainerId::from(format!("179000111222330{n:02}")))
            .collect()
    }

    #[test]
    fn the_request_is_the_documented_one_and_keeps_the_order_of_the_slides() {
        let account = AccountId::from("17841400000000123");
        let mut children = ids(3);
        children.reverse();
        let carousel = CreateCarouselContainer {
            account: &account,
            children: &children,
            caption: Some("Five loaves 🥖"),
        };
        let request = carousel.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "POST");
        assert_eq!(request.headers()["content-type"], "application/json");
        insta::assert_snapshot!(format!(
            "{}\n\n{}",
            request.uri(),
            std::str::from_utf8(request.body()).unwrap()
        ));
    }

    #[test]
    fn a_carousel_of_one_or_eleven_slides_is_not_sent() {
        let account = AccountId::from("1");
        for (count, is_sent) in [(0, false), (1, false), (2, true), (10, true), (11, false)] {
            let children = ids(count);
            let carousel = CreateCarouselContainer {
                account: &account,
                children: &children,
                caption: None,
            };
            assert_eq!(
                carousel.request(&Endpoints::instagram()).is_ok(),
                is_sent,
                "{count} slides"
            );
        }
    }

    #[test]
    fn the_id_of_the_container_is_read() {
        let account = AccountId::from("1");
        let carousel = CreateCarouselContainer {
            account: &account,
            children: &[],
            caption: None,
        };
        assert_eq!(
            carousel.decode(br#"{"id":"17900011122233399"}"#),
            Ok(ContainerId::from("17900011122233399"))
        );
        assert!(matches!(carousel.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
