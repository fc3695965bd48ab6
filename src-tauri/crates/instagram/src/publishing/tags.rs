//! Who and what is tagged on a picture or a video, and where.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media (`user_tags`,
//! `product_tags`, `collaborators`). On pictures a tag needs its place, on stories it may have one (since July 2025), on
//! reels it has none. Only public accounts can be tagged.

use crate::publishing::counting::MOST_MENTIONS;
use crate::{ApiError, ProductId, handle};
use serde::Serialize;

/// Accounts that may be invited to share a post.
const MOST_COLLABORATORS: usize = 3;

/// Products that may be tagged on a picture or a slide.
const MOST_PRODUCTS: usize = 5;

/// Products that may be tagged on a reel.
const MOST_PRODUCTS_ON_REEL: usize = 30;

/// A place on a picture: shares of its width and height, from the left and from the top.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Position {
    x: f64,
    y: f64,
}

impl Position {
    /// A place; (0, 0) is the upper left corner, (1, 1) the lower right one.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] for a place outside the picture.
    pub fn new(x: f64, y: f64) -> Result<Self, ApiError> {
        let inside = 0.0..=1.0;
        if !inside.contains(&x) || !inside.contains(&y) {
            return Err(ApiError::Invalid(
                "A tag lies on the picture: both figures are between 0 and 1.".to_owned(),
            ));
        }
        Ok(Self { x, y })
    }
}

/// A person tagged on a picture.
#[derive(Clone, Copy, PartialEq)]
pub struct ImageTag<'a> {
    /// The handle of a public account, with or without `@`.
    pub username: &'a str,
    /// Where the person is.
    pub at: Position,
}

/// A person tagged on a story.
#[derive(Clone, Copy, PartialEq)]
pub struct StoryTag<'a> {
    /// The handle of a public account, with or without `@`.
    pub username: &'a str,
    /// Where the person is; `None` leaves the place to Instagram.
    pub at: Option<Position>,
}

/// A product tagged on a picture. Facebook Login only, for accounts with an approved shop.
#[derive(Clone, Copy, PartialEq)]
pub struct ProductTag<'a> {
    /// The product.
    pub product: &'a ProductId,
    /// Where it is.
    pub at: Position,
}

/// `user_tags` on the wire.
#[derive(Serialize)]
pub(super) struct WireUserTag {
    username: String,
    #[serde(flatten)]
    at: Option<Position>,
}

/// `product_tags` on the wire.
#[derive(Serialize)]
pub(super) struct WireProductTag<'a> {
    product_id: &'a ProductId,
    #[serde(flatten)]
    at: Option<Position>,
}

pub(super) fn on_image(tags: &[ImageTag<'_>]) -> Result<Vec<WireUserTag>, ApiError> {
    people(tags.iter().map(|tag| (tag.username, Some(tag.at))))
}

pub(super) fn on_story(tags: &[StoryTag<'_>]) -> Result<Vec<WireUserTag>, ApiError> {
    people(tags.iter().map(|tag| (tag.username, tag.at)))
}

pub(super) fn on_video(usernames: &[&str]) -> Result<Vec<WireUserTag>, ApiError> {
    people(usernames.iter().map(|username| (*username, None)))
}

fn people<'a>(tags: impl Iterator<Item = (&'a str, Option<Position>)>) -> Result<Vec<WireUserTag>, ApiError> {
    let tags = tags
        .map(|(username, at)| {
            let username = handle::normalised(username)?;
            Ok(WireUserTag { username, at })
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    if tags.len() > MOST_MENTIONS as usize {
        return Err(ApiError::Invalid("At most 20 people can be tagged.".to_owned()));
    }
    Ok(tags)
}

pub(super) fn products_on_image<'a>(tags: &[ProductTag<'a>]) -> Result<Vec<WireProductTag<'a>>, ApiError> {
    if tags.len() > MOST_PRODUCTS {
        return Err(ApiError::Invalid(
            "At most 5 products can be tagged on a picture.".to_owned(),
        ));
    }
    let wire = |tag: &ProductTag<'a>| WireProductTag {
        product_id: tag.product,
        at: Some(tag.at),
    };
    Ok(tags.iter().map(wire).collect())
}

pub(super) fn products_on_slide_video(products: &[ProductId]) -> Result<Vec<WireProductTag<'_>>, ApiError> {
    if products.len() > MOST_PRODUCTS {
        return Err(ApiError::Invalid(
            "At most 5 products can be tagged on a slide.".to_owned(),
        ));
    }
    Ok(without_place(products))
}

pub(super) fn products_on_reel(products: &[ProductId]) -> Result<Vec<WireProductTag<'_>>, ApiError> {
    if products.len() > MOST_PRODUCTS_ON_REEL {
        return Err(ApiError::Invalid(
            "At most 30 products can be tagged on a reel.".to_owned(),
        ));
    }
    Ok(without_place(products))
}

fn without_place(products: &[ProductId]) -> Vec<WireProductTag<'_>> {
    products
        .iter()
        .map(|product_id| WireProductTag { product_id, at: None })
        .collect()
}

pub(super) fn collaborators(usernames: &[&str]) -> Result<Vec<String>, ApiError> {
    if usernames.len() > MOST_COLLABORATORS {
        return Err(ApiError::Invalid("A post has at most 3 collaborators.".to_owned()));
    }
    usernames.iter().map(|username| handle::normalised(username)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use serde_json::json;

    fn refused<T>(result: Result<T, ApiError>, limit: &str) {
        match result {
            Err(ApiError::Invalid(said)) => assert!(said.contains(limit), "{said}"),
            Err(other) => panic!("another error: {other}"),
            Ok(_) => panic!("it was accepted"),
        }
    }

    #[test]
    fn a_place_lies_between_the_corners() {
        for (x, y) in [(0.0, 0.0), (1.0, 1.0), (0.42, 0.7)] {
            assert!(Position::new(x, y).is_ok(), "{x}, {y}");
        }
        for (x, y) in [(-0.01, 0.5), (0.5, 1.01), (f64::NAN, 0.5), (0.5, f64::INFINITY)] {
            refused(Position::new(x, y), "between 0 and 1");
        }
    }

    #[test]
    fn tags_are_written_with_a_place_where_they_have_one() {
        let at = Position::new(0.42, 0.7).unwrap();
        let image = on_image(&[ImageTag {
            username: "@Miller.Joe",
            at,
        }])
        .unwrap();
        assert_eq!(
            serde_json::to_value(image).unwrap(),
            json!([{"username": "miller.joe", "x": 0.42, "y": 0.7}])
        );
        let story = on_story(&[
            StoryTag {
                username: "a",
                at: None,
            },
            StoryTag {
                username: "b",
                at: Some(at),
            },
        ]);
        assert_eq!(
            serde_json::to_value(story.unwrap()).unwrap(),
            json!([{"username": "a"}, {"username": "b", "x": 0.42, "y": 0.7}])
        );
        let reel = on_video(&["miller.joe"]).unwrap();
        assert_eq!(serde_json::to_value(reel).unwrap(), json!([{"username": "miller.joe"}]));
    }

    #[test]
    fn products_are_written_with_a_place_on_pictures_only() {
        let product = ProductId::from("3231000000000001");
        let at = Position::new(0.5, 0.8).unwrap();
        let on_picture = products_on_image(&[ProductTag { product: &product, at }]).unwrap();
        assert_eq!(
            serde_json::to_value(on_picture).unwrap(),
            json!([{"product_id": "3231000000000001", "x": 0.5, "y": 0.8}])
        );
        let on_reel = products_on_reel(std::slice::from_ref(&product)).unwrap();
        assert_eq!(
            serde_json::to_value(on_reel).unwrap(),
            json!([{"product_id": "3231000000000001"}])
        );
    }

    #[test]
    fn more_than_the_limit_is_refused_with_the_limit() {
        let at = Position::new(0.5, 0.5).unwrap();
        let tag = ImageTag { username: "a", at };
        assert!(on_image(&[tag; 20]).is_ok());
        refused(on_image(&[tag; 21]), "20");
        refused(on_video(&["a"; 21]), "20");
        refused(
            on_story(
                &[StoryTag {
                    username: "a",
                    at: None,
                }; 21],
            ),
            "20",
        );
        assert!(collaborators(&["a", "b", "c"]).is_ok());
        refused(collaborators(&["a", "b", "c", "d"]), "3");
        let product = ProductId::from("1");
        let tag = ProductTag { product: &product, at };
        assert!(products_on_image(&[tag; 5]).is_ok());
        refused(products_on_image(&[tag; 6]), "5");
        let products = vec![product.clone(); 31];
        refused(products_on_slide_video(&products[..6]), "5");
        assert!(products_on_reel(&products[..30]).is_ok());
        refused(products_on_reel(&products), "30");
    }

    #[test]
    fn what_is_no_handle_is_no_tag() {
        refused(on_video(&["not a handle"]), "30");
        refused(collaborators(&["a){b}"]), "30");
    }
}
