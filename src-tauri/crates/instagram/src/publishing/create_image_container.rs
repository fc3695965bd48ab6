//! `POST /{account}/media` with `image_url`: the container of a single picture.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. The platform fetches
//! the picture itself, so its address must answer everywhere without cookies until the container is finished. Making a
//! container twice is harmless: nobody sees it, and it counts as one of 400 in 24 hours.

use crate::endpoint::{Endpoint, Request};
use crate::publishing::parameters::{Parameters, Partnership};
use crate::publishing::{created, tags};
use crate::{AccountId, ApiError, ContainerId, Endpoints, ImageTag, LocationId, ProductTag, Scope};
use url::Url;

/// `POST /{account}/media` with `image_url`. No `Debug`: the address may be signed, and texts belong into no log.
#[derive(Clone, Copy, PartialEq)]
pub struct CreateImageContainer<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// Public address of a JPEG of at most 8 MiB, between 4:5 and 1.91:1. A signed address is a secret.
    pub image_url: &'a Url,
    /// What stands around the picture.
    pub options: ImageOptions<'a>,
}

/// What stands around a single picture.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct ImageOptions<'a> {
    /// The caption: at most 2,200 characters, 30 hashtags, 20 mentions.
    pub caption: Option<&'a str>,
    /// What the picture shows, for people who do not see it: at most 1,000 characters.
    pub alt_text: Option<&'a str>,
    /// People on the picture, at most 20.
    pub user_tags: &'a [ImageTag<'a>],
    /// Handles of accounts that are invited to share the post, at most 3.
    pub collaborators: &'a [&'a str],
    /// Where it was taken.
    pub location: Option<&'a LocationId>,
    /// Whether it carries the label of pictures that were made by a machine.
    pub ai_generated: bool,
    /// Products on the picture, at most 5. Facebook Login only, with [`Scope::Catalogs`] and
    /// [`Scope::ShoppingTags`].
    pub product_tags: &'a [ProductTag<'a>],
    /// The *paid partnership* label. Facebook Login only, with [`Scope::BrandedContent`].
    pub partnership: Option<Partnership<'a>>,
}

impl Endpoint for CreateImageContainer<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /{account}/media image_url";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let options = &self.options;
        Parameters::image(self.image_url, None, endpoints)?
            .caption(options.caption)?
            .alt_text(options.alt_text)?
            .user_tags(tags::on_image(options.user_tags)?)
            .collaborators(options.collaborators)?
            .location(options.location)
            .ai_generated(options.ai_generated)
            .product_tags(tags::products_on_image(options.product_tags)?, endpoints)?
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
    use crate::publishing::test::{body, written};
    use crate::{Doubt, Flavour, Position, ProductId};

    fn bare<'a>(account: &'a AccountId, image_url: &'a Url) -> CreateImageContainer<'a> {
        CreateImageContainer {
            account,
            image_url,
            options: ImageOptions::default(),
        }
    }

    #[test]
    fn the_request_for_a_single_picture_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let image_url = Url::parse("https://cdn.example.app/t/9a1.jpg?X-Amz-Expires=86400&X-Amz-Signature=ab").unwrap();
        let single = CreateImageContainer {
            options: ImageOptions {
                caption: Some("Rye is back #bread 🌱\n\"100 %\" & more\n送料"),
                alt_text: Some("Sliced rye loaf"),
                ..ImageOptions::default()
            },
            ..bare(&account, &image_url)
        };
        insta::assert_snapshot!("single_picture", written(&single, &Endpoints::instagram()));
    }

    #[test]
    fn every_parameter_is_written_as_the_page_spells_it() {
        let (account, sponsor) = (
            AccountId::from("17841400000000123"),
            AccountId::from("17841400000000456"),
        );
        let (location, product) = (LocationId::from("7640348500"), ProductId::from("3231000000000001"));
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let full = CreateImageContainer {
            options: ImageOptions {
                caption: Some("Rye"),
                alt_text: Some("A loaf"),
                user_tags: &[ImageTag {
                    username: "@Miller.Joe",
                    at: Position::new(0.42, 0.7).unwrap(),
                }],
                collaborators: &["@Bread.Club"],
                location: Some(&location),
                ai_generated: true,
                product_tags: &[ProductTag {
                    product: &product,
                    at: Position::new(0.5, 0.8).unwrap(),
                }],
                partnership: Some(Partnership {
                    sponsors: std::slice::from_ref(&sponsor),
                    paid: true,
                }),
            },
            ..bare(&account, &image_url)
        };
        let facebook = Endpoints::facebook();
        assert_eq!(
            body(&full, &facebook),
            serde_json::json!({
                "image_url": "https://cdn.example.app/a.jpg", "caption": "Rye", "alt_text": "A loaf",
                "user_tags": [{"username": "miller.joe", "x": 0.42, "y": 0.7}], "collaborators": ["bread.club"],
                "location_id": "7640348500", "is_ai_generated": true,
                "product_tags": [{"product_id": "3231000000000001", "x": 0.5, "y": 0.8}],
                "branded_content_sponsor_ids": ["17841400000000456"], "is_paid_partnership": true,
            })
        );
        assert!(matches!(
            full.request(&Endpoints::instagram()),
            Err(ApiError::NotAvailable {
                endpoint: "product_tags",
                flavour: Flavour::InstagramLogin
            })
        ));
    }

    #[test]
    fn texts_that_say_nothing_are_left_out() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let silent = CreateImageContainer {
            options: ImageOptions {
                caption: Some(" \n"),
                alt_text: Some(""),
                ..ImageOptions::default()
            },
            ..bare(&account, &image_url)
        };
        assert_eq!(
            body(&silent, &Endpoints::instagram()),
            serde_json::json!({"image_url": "https://cdn.example.app/a.jpg"})
        );
    }

    #[test]
    fn what_the_platform_would_refuse_is_not_sent() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let (long, described) = ("é".repeat(2_201), "é".repeat(1_001));
        for (options, limit) in [
            (
                ImageOptions {
                    caption: Some(&long),
                    ..ImageOptions::default()
                },
                "2,200",
            ),
            (
                ImageOptions {
                    alt_text: Some(&described),
                    ..ImageOptions::default()
                },
                "1,000",
            ),
            (
                ImageOptions {
                    collaborators: &["a", "b", "c", "d"],
                    ..ImageOptions::default()
                },
                "3",
            ),
        ] {
            let container = CreateImageContainer {
                options,
                ..bare(&account, &image_url)
            };
            let error = container.request(&Endpoints::instagram()).unwrap_err();
            assert!(
                matches!(&error, ApiError::Invalid(said) if said.contains(limit)),
                "{error:?}"
            );
        }
    }

    #[test]
    fn the_id_of_the_container_is_read_and_an_answer_without_one_is_in_doubt() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let container = bare(&account, &image_url);
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
