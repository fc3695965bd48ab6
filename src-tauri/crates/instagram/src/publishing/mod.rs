//! Publishing: containers, their state, the publish call and the daily allowance.
//!
//! Source: developers.facebook.com/docs/instagram-platform/content-publishing. A post is made in three calls: a container
//! for every picture (and one around them for a carousel), its state until it is finished, then the publish call. Only the
//! last one is visible to anybody. A container can be published once; its id is the token that keeps a second call from
//! making a second post.

mod create_carousel_container;
mod create_image_container;
mod get_container;
mod get_publishing_limit;
mod publish_container;

use crate::{ApiError, answer};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::ops::RangeInclusive;

pub use create_carousel_container::CreateCarouselContainer;
pub use create_image_container::CreateImageContainer;
pub use get_container::{Container, ContainerStatus, GetContainer};
pub use get_publishing_limit::{GetPublishingLimit, PublishingLimit};
pub use publish_container::PublishContainer;

/// How many slides a carousel may have.
pub const CAROUSEL_SLIDES: RangeInclusive<usize> = 2..=10;

/// Reads `{"id":"…"}`.
fn created<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    #[derive(Deserialize)]
    struct Created<T> {
        id: T,
    }
    Ok(answer::read::<Created<T>>(body)?.id)
}

/// A text that says something; the platform gives empty ones no meaning.
fn text(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}
