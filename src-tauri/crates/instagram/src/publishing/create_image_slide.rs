//! `POST /{account}/media` with `image_url` and `is_carousel_item`: the container of a picture in a carousel.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. Caption, place,
//! collaborators and the label for pictures made by a machine belong to the carousel; on a slide the platform drops or
//! refuses them, and here they cannot be written down:
//!
//! ```compile_fail,E0560
//! let options = instagram::ImageSlideOptions { collaborators: &["miller.joe"], ..Default::default() };
//! ```
//! ```compile_fail,E0560
//! let options = instagram::ImageSlideOptions { caption: Some("Five loaves"), ..Default::default() };
//! ```

use crate::endpoint::{Endpoint, Request};
use crate::publishing::parameters::Parameters;
use crate::publishing::{created, tags};
use crate::{AccountId, ApiError, ContainerId, Endpoints, ImageTag, ProductTag, Scope};
use url::Url;

/// `POST /{account}/media` with `image_url` and `is_carousel_item`. No `Debug`: the address may be signed, and texts
/// belong into no log.
#[derive(Clone, Copy, PartialEq)]
pub struct CreateImageSlide<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// Public address of a JPEG of at most 8 MiB. Every slide is cropped to the ratio of the first. A signed address is a
    /// secret.
    pub image_url: &'a Url,
    /// What stands around the picture.
    pub options: ImageSlideOptions<'a>,
}

/// What stands around a picture of a carousel.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct ImageSlideOptions<'a> {
    /// What the picture shows, for people who do not see it: at most 1,000 characters.
    pub alt_text: Option<&'a str>,
    /// People on the picture, at most 20.
    pub user_tags: &'a [ImageTag<'a>],
    /// Products on the picture, at most 5. Facebook Login only, with [`Scope::Catalogs`] and
    /// [`Scope::ShoppingTags`].
    pub product_tags: &'a [ProductTag<'a>],
}

impl Endpoint for CreateImageSlide<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /{account}/media image_url is_carousel_item";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let options = &self.options;
        Parameters::image(self.image_url, None, endpoints)?
            .slide()
            .alt_text(options.alt_text)?
            .user_tags(tags::on_image(options.user_tags)?)
            .product_tags(tags::products_on_image(options.product_tags)?, endpoints)?
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
    use crate::{Flavour, Position, ProductId};

    #[test]
    fn the_request_for_a_slide_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let image_url = Url::parse("https://cdn.example.app/t/9a1.jpg?X-Amz-Expires=86400&X-Amz-Signature=ab").unwrap();
        let slide = CreateImageSlide {
            account: &account,
            image_url: &image_url,
            options: ImageSlideOptions {
                alt_text: Some("Sliced rye loaf"),
                user_tags: &[ImageTag {
                    username: "miller.joe",
                    at: Position::new(0.0, 1.0).unwrap(),
                }],
                ..ImageSlideOptions::default()
            },
        };
        insta::assert_snapshot!("slide", written(&slide, &Endpoints::instagram()));
    }

    #[test]
    fn a_bare_slide_says_only_that_it_is_one() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let slide = CreateImageSlide {
            account: &account,
            image_url: &image_url,
            options: ImageSlideOptions::default(),
        };
        assert_eq!(
            body(&slide, &Endpoints::instagram()),
            serde_json::json!({"image_url": "https://cdn.example.app/a.jpg", "is_carousel_item": true})
        );
        assert_eq!(slide.decode(br#"{"id":"17900"}"#), Ok(ContainerId::from("17900")));
        assert!(matches!(slide.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }

    #[test]
    fn limits_and_the_set_up_are_kept() {
        let account = AccountId::from("1");
        let image_url = Url::parse("https://cdn.example.app/a.jpg").unwrap();
        let (described, product) = ("é".repeat(1_001), ProductId::from("1"));
        let with = |options| CreateImageSlide {
            account: &account,
            image_url: &image_url,
            options,
        };
        let long = with(ImageSlideOptions {
            alt_text: Some(&described),
            ..ImageSlideOptions::default()
        });
        let error = long.request(&Endpoints::instagram()).unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("1,000")),
            "{error:?}"
        );
        let tag = ProductTag {
            product: &product,
            at: Position::new(0.5, 0.5).unwrap(),
        };
        let shop = ImageSlideOptions {
            product_tags: &[tag],
            ..ImageSlideOptions::default()
        };
        assert!(matches!(
            with(shop).request(&Endpoints::instagram()),
            Err(ApiError::NotAvailable {
                flavour: Flavour::InstagramLogin,
                ..
            })
        ));
    }
}
