use instagram::{ApiError, Flavour, ReelOptions, Scope, StartUpload, StoryOptions, Video, VideoSlideOptions};
use simulator::EffectKind;

use crate::office::{Office, in_both, refused};

#[tokio::test]
async fn every_kind_of_video_can_be_uploaded_with_facebook_login() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    for video in [
        Video::Reel(ReelOptions::default()),
        Video::Story(StoryOptions::default()),
        Video::Slide(VideoSlideOptions::default()),
    ] {
        let start = StartUpload {
            account: &account,
            video,
        };
        let session = office.call(&start).await.unwrap();
        assert!(session.address.is_some());
        let made = office.effects(EffectKind::ContainerCreated);
        assert_eq!(made.last().unwrap().id, session.container.as_str());
    }
}

#[tokio::test]
async fn with_instagram_login_the_platform_wants_an_address_instead() {
    let office = Office::open().await;
    let account = office.account();
    let start = StartUpload {
        account: &account,
        video: Video::Reel(ReelOptions::default()),
    };
    let outcome = office.call(&start).await;
    assert!(StartUpload::is_not_offered(&outcome, Flavour::InstagramLogin));
    assert_eq!(refused(outcome), (100, None));
    office.nothing_happened();
}

#[tokio::test]
async fn what_the_kind_has_no_room_for_is_not_sent() {
    in_both(async |office| {
        let account = office.account();
        let start = StartUpload {
            account: &account,
            video: Video::Reel(ReelOptions {
                collaborators: &["a", "b", "c", "d"],
                ..ReelOptions::default()
            }),
        };
        assert!(matches!(office.call(&start).await, Err(ApiError::Invalid(_))));
        assert_eq!(office.simulator.witness().requests(), []);
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let start = StartUpload {
        account: &account,
        video: Video::Reel(ReelOptions::default()),
    };
    office.only_for_its_owner(Scope::ContentPublish, &start).await;
    office.nothing_happened();
}
