//! Publishing: containers, their state, the publish call and the daily allowance.

mod clips;
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
mod publish_container;
mod search_audio;
mod start_upload;
mod upload;
// Videos without a picture are made in one place for all tests.
#[allow(dead_code, reason = "the simulator's own tests need more of it")]
#[path = "../../../src-tauri/crates/simulator/tests/suite/common/video.rs"]
mod video;

use std::time::Duration;

use instagram::{
    ApiError, CarouselOptions, ContainerId, CreateCarouselContainer, CreateImageContainer, CreateImageSlide,
    CreateReelContainer, ImageOptions, ImageSlideOptions, PublishContainer, ReelOptions,
};
use url::Url;

use crate::office::Office;
use video::Clip;

/// Longer than any container of these tests is in work.
const PROCESSING: Duration = Duration::from_secs(10);

impl Office {
    /// Makes the container of a single picture.
    pub async fn single(&self, image_url: &Url, caption: Option<&str>) -> Result<ContainerId, ApiError> {
        let account = self.account();
        let container = CreateImageContainer {
            account: &account,
            image_url,
            options: ImageOptions {
                caption,
                ..ImageOptions::default()
            },
        };
        self.call(&container).await
    }

    /// Makes finished slides from pictures of 4:5.
    async fn slides(&self, count: usize) -> Vec<ContainerId> {
        let account = self.account();
        let mut slides = Vec::new();
        for place in 0..count {
            let image_url = self.host_jpeg(&format!("{place}.jpg"), 400, 500).await;
            let slide = CreateImageSlide {
                account: &account,
                image_url: &image_url,
                options: ImageSlideOptions::default(),
            };
            slides.push(self.call(&slide).await.unwrap());
        }
        self.pass(PROCESSING);
        slides
    }

    /// Makes the container around slides.
    async fn carousel(&self, children: &[ContainerId], caption: Option<&str>) -> Result<ContainerId, ApiError> {
        let account = self.account();
        let container = CreateCarouselContainer {
            account: &account,
            children,
            options: CarouselOptions {
                caption,
                ..CarouselOptions::default()
            },
        };
        self.call(&container).await
    }

    /// A finished container of one picture.
    async fn finished(&self, caption: &str) -> ContainerId {
        let image_url = self.host_jpeg("one.jpg", 400, 500).await;
        let container = self.single(&image_url, Some(caption)).await.unwrap();
        self.pass(PROCESSING);
        container
    }

    /// The container of a reel whose video is done.
    pub async fn finished_reel(&self) -> ContainerId {
        let account = self.account();
        let video_url = self.host_clip("song.mp4", &Clip::default()).await;
        let reel = CreateReelContainer {
            account: &account,
            video_url: &video_url,
            options: ReelOptions::default(),
        };
        let container = self.call(&reel).await.unwrap();
        self.end_of(&container).await;
        container
    }

    /// Publishes a container.
    pub async fn publish(&self, container: &ContainerId) -> Result<instagram::MediaId, ApiError> {
        let account = self.account();
        let publish = PublishContainer {
            account: &account,
            container,
        };
        self.call(&publish).await
    }
}
