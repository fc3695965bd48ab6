use instagram::{ContainerStatus, CreateStoryVideo, Scope, StoryOptions, StoryTag};

use super::video::Clip;
use crate::office::in_both;

#[tokio::test]
async fn a_video_becomes_a_story() {
    in_both(async |office| {
        let account = office.account();
        let video_url = office.host_clip("oven.mp4", &Clip::default()).await;
        let story = CreateStoryVideo {
            account: &account,
            video_url: &video_url,
            options: StoryOptions {
                user_tags: &[StoryTag {
                    username: "@miller.joe",
                    at: None,
                }],
                ai_generated: false,
            },
        };
        let container = office.call(&story).await.unwrap();
        assert_eq!(office.end_of(&container).await.status, ContainerStatus::Finished);
        office.publish(&container).await.unwrap();

        let published = office.simulator.world().published().remove(0);
        assert_eq!(published.product_type, "STORY");
        assert_eq!(published.children[0].duration_ms, Some(10_000));
        assert_eq!(published.children[0].user_tags[0].username, "miller.joe");
    })
    .await;
}

#[tokio::test]
async fn a_video_longer_than_a_minute_is_no_story() {
    in_both(async |office| {
        let account = office.account();
        let video_url = office.host_clip("long.mp4", &Clip::lasting(61_000)).await;
        let story = CreateStoryVideo {
            account: &account,
            video_url: &video_url,
            options: StoryOptions::default(),
        };
        let container = office.call(&story).await.unwrap();
        let end = office.end_of(&container).await;
        assert_eq!(
            (end.status, end.error_subcode),
            (ContainerStatus::Error, Some(2_207_026))
        );
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    in_both(async |office| {
        let account = office.account();
        let video_url = office.host_clip("oven.mp4", &Clip::default()).await;
        let story = CreateStoryVideo {
            account: &account,
            video_url: &video_url,
            options: StoryOptions::default(),
        };
        office.only_for_its_owner(Scope::ContentPublish, &story).await;
        office.nothing_happened();
    })
    .await;
}
