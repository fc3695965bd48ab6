//! Publishing: containers of every kind, their state, the publish call, the daily allowance, and the upload of videos.
//!
//! Source: developers.facebook.com/docs/instagram-platform/content-publishing. A post is made in three calls: a container
//! for every picture or video (and one around them for a carousel), its state until it is finished, then the publish call.
//! Only the last one is visible to anybody. A container can be published once; its id is the token that keeps a second call
//! from making a second post.
//!
//! Every kind of container is a type with options of its own: what the platform forbids for a kind cannot be written down,
//! what it limits is refused before anything is sent, and what a set-up lacks is not available.

pub mod counting;
mod create_carousel_container;
mod create_image_container;
mod create_image_slide;
mod create_reel_container;
mod create_story_image;
mod create_story_video;
mod create_video_slide;
mod get_audio;
mod get_container;
mod get_container_copyright;
mod get_publishing_limit;
mod parameters;
mod publish_container;
mod search_audio;
mod start_upload;
mod tags;
pub(crate) mod upload;

use crate::{ApiError, answer};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::ops::RangeInclusive;

pub use create_carousel_container::{CarouselOptions, CreateCarouselContainer};
pub use create_image_container::{CreateImageContainer, ImageOptions};
pub use create_image_slide::{CreateImageSlide, ImageSlideOptions};
pub use create_reel_container::{CreateReelContainer, ReelOptions};
pub use create_story_image::{CreateStoryImage, StoryOptions};
pub use create_story_video::CreateStoryVideo;
pub use create_video_slide::{CreateVideoSlide, VideoSlideOptions};
pub use get_audio::{Audio, GetAudio};
pub use get_container::{Container, ContainerStatus, GetContainer};
pub use get_container_copyright::{ContainerCopyright, GetContainerCopyright};
pub use get_publishing_limit::{GetPublishingLimit, PublishingLimit, Since};
pub use parameters::{Graduation, Partnership, ReelAudio, ReelCover};
pub use publish_container::PublishContainer;
pub use search_audio::{AudioKind, SearchAudio};
pub use start_upload::{StartUpload, UploadAddress, UploadSession, Video};
pub use tags::{ImageTag, Position, ProductTag, StoryTag};
pub use upload::{UploadError, UploadRefusal};

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

/// What the tests of the container kinds share.
#[cfg(test)]
mod test {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crate::{Endpoint, Endpoints};

    /// The JSON body of a request.
    pub(super) fn body(endpoint: &impl Endpoint, endpoints: &Endpoints) -> serde_json::Value {
        serde_json::from_slice(endpoint.request(endpoints).unwrap().body()).unwrap()
    }

    /// The whole request, as it goes out.
    pub(super) fn written(endpoint: &impl Endpoint, endpoints: &Endpoints) -> String {
        let request = endpoint.request(endpoints).unwrap();
        format!(
            "{} {}\ncontent-type: {}\n\n{}",
            request.method(),
            request.uri(),
            request.headers()["content-type"].to_str().unwrap(),
            std::str::from_utf8(request.body()).unwrap()
        )
    }
}
