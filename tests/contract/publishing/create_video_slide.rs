use std::time::Duration;

use instagram::{ContainerStatus, CreateVideoSlide, GetMedia, MediaType, Scope, VideoSlideOptions};

use super::video::Clip;
use crate::office::in_both;

#[tokio::test]
async fn a_video_stands_beside_a_picture_in_one_carousel() {
    in_both(async |office| {
        let account = office.account();
        let video_url = office.host_clip("knead.mp4", &Clip::default()).await;
        let slide = CreateVideoSlide {
            account: &account,
            video_url: &video_url,
            options: VideoSlideOptions {
                user_tags: &["@miller.joe"],
                thumb_offset: Some(Duration::from_millis(1_500)),
                ..VideoSlideOptions::default()
            },
        };
        let video = office.call(&slide).await.unwrap();
        assert_eq!(office.end_of(&video).await.status, ContainerStatus::Finished);
        let mut slides = office.slides(1).await;
        slides.push(video);
        let carousel = office.carousel(&slides, None).await.unwrap();
        office.pass(super::PROCESSING);
        let media = office.publish(&carousel).await.unwrap();

        let published = office.simulator.world().published();
        let video = &published[0].children[1];
        assert_eq!((video.duration_ms, video.alt_text.as_deref()), (Some(10_000), None));
        let tagged: Vec<_> = video
            .user_tags
            .iter()
            .map(|tag| (tag.username.as_str(), tag.x))
            .collect();
        assert_eq!(tagged, [("miller.joe", None)]);
        let read = office.call(&GetMedia::new(&media)).await.unwrap();
        assert_eq!(read.children[1].media_type, MediaType::Video);
    })
    .await;
}

#[tokio::test]
async fn a_video_that_is_too_long_for_a_slide_or_no_video_ends_in_an_error() {
    in_both(async |office| {
        let account = office.account();
        let long = office.host_clip("long.mp4", &Clip::lasting(61_000)).await;
        let page = office.host("page.mp4", "text/html", b"<!DOCTYPE html>".to_vec()).await;
        for (video_url, subcode) in [(long, 2_207_026), (page, 2_207_052)] {
            let slide = CreateVideoSlide {
                account: &account,
                video_url: &video_url,
                options: VideoSlideOptions::default(),
            };
            let container = office.call(&slide).await.unwrap();
            let end = office.end_of(&container).await;
            assert_eq!(
                (end.status, end.error_subcode),
                (ContainerStatus::Error, Some(subcode)),
                "{video_url}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    in_both(async |office| {
        let account = office.account();
        let video_url = office.host_clip("knead.mp4", &Clip::default()).await;
        let slide = CreateVideoSlide {
            account: &account,
            video_url: &video_url,
            options: VideoSlideOptions::default(),
        };
        office.only_for_its_owner(Scope::ContentPublish, &slide).await;
        office.nothing_happened();
    })
    .await;
}
