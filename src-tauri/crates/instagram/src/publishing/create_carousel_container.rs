//! `POST /{account}/media` with `media_type=CAROUSEL`: the container around the slides.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. The slides must be
//! finished containers of the same account. Every slide is cropped to the ratio of the first. People are tagged and pictures
//! described on the slides, not here:
//!
//! ```compile_fail,E0560
//! let options = instagram::CarouselOptions { alt_text: Some("Five loaves"), ..Default::default() };
//! ```

use crate::endpoint::{Endpoint, Request};
use crate::publishing::parameters::{Parameters, Partnership};
use crate::publishing::{CAROUSEL_SLIDES, created};
use crate::{AccountId, ApiError, ContainerId, Endpoints, LocationId, Scope};

/// `POST /{account}/media` with `media_type=CAROUSEL`. No `Debug`: the caption belongs into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CreateCarouselContainer<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// The containers of the slides, in the order of the slides: [`CAROUSEL_SLIDES`] of them.
    pub children: &'a [ContainerId],
    /// What stands around the slides.
    pub options: CarouselOptions<'a>,
}

/// What stands around the slides of a carousel.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct CarouselOptions<'a> {
    /// The caption: at most 2,200 characters, 30 hashtags, 20 mentions.
    pub caption: Option<&'a str>,
    /// Handles of accounts that are invited to share the post, at most 3.
    pub collaborators: &'a [&'a str],
    /// Where it was taken.
    pub location: Option<&'a LocationId>,
    /// Whether it carries the label of pictures and videos that were made by a machine.
    pub ai_generated: bool,
    /// The *paid partnership* label. Facebook Login only, with [`Scope::BrandedContent`].
    pub partnership: Option<Partnership<'a>>,
}

impl Endpoint for CreateCarouselContainer<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /{account}/media CAROUSEL";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        if !CAROUSEL_SLIDES.contains(&self.children.len()) {
            return Err(ApiError::Invalid("A carousel has 2 to 10 slides.".to_owned()));
        }
        let options = &self.options;
        Parameters::carousel(self.children)
            .caption(options.caption)?
            .collaborators(options.collaborators)?
            .location(options.location)
            .ai_generated(options.ai_generated)
            .partnership(options.partnership, endpoints)?
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
    use crate::Flavour;
    use crate::publishing::test::body;

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
            options: CarouselOptions {
                caption: Some("Five loaves 🥖"),
                ..CarouselOptions::default()
            },
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
    fn every_parameter_is_written_as_the_page_spells_it() {
        let (account, location) = (AccountId::from("1"), LocationId::from("7640348500"));
        let children = ids(2);
        let sponsors = [AccountId::from("17841400000000456")];
        let carousel = CreateCarouselContainer {
            account: &account,
            children: &children,
            options: CarouselOptions {
                caption: Some("Five loaves"),
                collaborators: &["@miller.joe"],
                location: Some(&location),
                ai_generated: true,
                partnership: Some(Partnership {
                    sponsors: &sponsors,
                    paid: true,
                }),
            },
        };
        let facebook = Endpoints::facebook();
        assert_eq!(
            body(&carousel, &facebook),
            serde_json::json!({
                "media_type": "CAROUSEL", "children": "17900011122233000,17900011122233001", "caption": "Five loaves",
                "collaborators": ["miller.joe"], "location_id": "7640348500", "is_ai_generated": true,
                "branded_content_sponsor_ids": ["17841400000000456"], "is_paid_partnership": true,
            })
        );
        assert!(matches!(
            carousel.request(&Endpoints::instagram()),
            Err(ApiError::NotAvailable {
                endpoint: "branded_content_sponsor_ids",
                flavour: Flavour::InstagramLogin
            })
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
                options: CarouselOptions::default(),
            };
            let request = carousel.request(&Endpoints::instagram());
            assert_eq!(request.is_ok(), is_sent, "{count} slides");
            if let Err(error) = request {
                assert!(
                    matches!(&error, ApiError::Invalid(said) if said.contains("2 to 10")),
                    "{error:?}"
                );
            }
        }
    }

    #[test]
    fn the_id_of_the_container_is_read() {
        let account = AccountId::from("1");
        let carousel = CreateCarouselContainer {
            account: &account,
            children: &[],
            options: CarouselOptions::default(),
        };
        assert_eq!(
            carousel.decode(br#"{"id":"17900011122233399"}"#),
            Ok(ContainerId::from("17900011122233399"))
        );
        assert!(matches!(carousel.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
