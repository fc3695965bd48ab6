use std::time::Duration;

use instagram::{
    AccountId, ApiError, AudioId, ContainerId, ContainerStatus, CreateReelContainer, Flavour, GetMedia, Graduation,
    LocationId, Partnership, ProductId, ProductType, ReelAudio, ReelCover, ReelOptions, Scope,
};
use url::Url;

use super::video::Clip;
use crate::office::{ACCOUNT, Office, in_both, refused};

async fn made(office: &Office, video_url: &Url, options: ReelOptions<'_>) -> Result<ContainerId, ApiError> {
    let account = office.account();
    let reel = CreateReelContainer {
        account: &account,
        video_url,
        options,
    };
    office.call(&reel).await
}

/// A video that the platform takes.
async fn knead(office: &Office) -> Url {
    office.host_clip("knead.mp4", &Clip::default()).await
}

#[tokio::test]
async fn a_reel_is_published_with_everything_that_was_asked() {
    in_both(async |office| {
        let place = LocationId::from(office.simulator.world().places()[1].id.clone());
        let cover = office.host_jpeg("cover.jpg", 720, 1280).await;
        let options = ReelOptions {
            caption: Some("30 s knead #bread"),
            user_tags: &["@Miller.Joe"],
            collaborators: &["bread.club"],
            location: Some(&place),
            cover: Some(ReelCover::Picture(&cover)),
            share_to_feed: Some(true),
            audio_name: Some("Kneading"),
            ai_generated: true,
            ..ReelOptions::default()
        };
        let container = made(&office, &knead(&office).await, options).await.unwrap();
        assert_eq!(office.end_of(&container).await.status, ContainerStatus::Finished);
        let media = office.publish(&container).await.unwrap();

        let published = office.simulator.world().published().remove(0);
        assert_eq!(
            (published.product_type.as_str(), published.caption.as_str()),
            ("REELS", "30 s knead #bread")
        );
        assert_eq!(published.collaborators, ["bread.club"]);
        assert_eq!(published.location.as_deref(), Some(place.as_str()));
        assert_eq!((published.share_to_feed, published.ai_generated), (Some(true), true));
        assert_eq!(published.audio_name.as_deref(), Some("Kneading"));
        assert_eq!(published.graduation_strategy, None);
        assert_eq!(published.children[0].user_tags[0].username, "miller.joe");
        let read = office.call(&GetMedia::new(&media)).await.unwrap();
        assert_eq!(read.product_type, Some(ProductType::Reels));
    })
    .await;
}

#[tokio::test]
async fn a_trial_reel_is_for_accounts_with_followers() {
    in_both(async |office| {
        let video_url = knead(&office).await;
        let trial = |graduation| ReelOptions {
            trial: Some(graduation),
            ..ReelOptions::default()
        };
        office.simulator.set_followers(ACCOUNT, 999);
        let outcome = made(&office, &video_url, trial(Graduation::Manual)).await;
        assert_eq!(refused(outcome), (100, Some(2_207_081)));
        office.simulator.set_followers(ACCOUNT, 5_000);
        for (graduation, name) in [
            (Graduation::Manual, "MANUAL"),
            (Graduation::Performance, "SS_PERFORMANCE"),
        ] {
            let container = made(&office, &video_url, trial(graduation)).await.unwrap();
            office.end_of(&container).await;
            office.publish(&container).await.unwrap();
            let newest = office.simulator.world().published().pop().unwrap();
            assert_eq!(newest.graduation_strategy.as_deref(), Some(name));
        }
    })
    .await;
}

#[tokio::test]
async fn a_video_that_the_platform_does_not_take_ends_in_an_error_that_says_why() {
    in_both(async |office| {
        let whole = knead(&office).await;
        let short = office.host_clip("short.mp4", &Clip::lasting(1_000)).await;
        let page = office.host("page.mp4", "text/html", b"<!DOCTYPE html>".to_vec()).await;
        let nowhere = office.simulator.base_url().join("_host/nothing.mp4").unwrap();
        let late = ReelOptions {
            cover: Some(ReelCover::Offset(Duration::from_secs(10))),
            ..ReelOptions::default()
        };
        for (video_url, options, subcode) in [
            (&short, ReelOptions::default(), 2_207_026),
            (&page, ReelOptions::default(), 2_207_052),
            (&nowhere, ReelOptions::default(), 2_207_052),
            (&whole, late, 2_207_057),
        ] {
            let container = made(&office, video_url, options).await.unwrap();
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
async fn places_and_people_that_are_none_are_refused() {
    in_both(async |office| {
        let video_url = knead(&office).await;
        let nowhere = LocationId::from("1");
        for options in [
            ReelOptions {
                location: Some(&nowhere),
                ..ReelOptions::default()
            },
            ReelOptions {
                user_tags: &["miller.joe.private"],
                ..ReelOptions::default()
            },
            ReelOptions {
                collaborators: &["bread.club.private"],
                ..ReelOptions::default()
            },
        ] {
            assert_eq!(refused(made(&office, &video_url, options).await), (100, None));
        }
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn partners_music_and_products_belong_to_facebook_login() {
    in_both(async |office| {
        let video_url = knead(&office).await;
        let (partner, audio) = ([AccountId::from("17841400000000456")], AudioId::from("587784541070001"));
        let product = [ProductId::from("3231000000000001")];
        let partnership = ReelOptions {
            partnership: Some(Partnership {
                sponsors: &partner,
                paid: true,
            }),
            ..ReelOptions::default()
        };
        let music = ReelOptions {
            audio: Some(ReelAudio {
                audio: &audio,
                audio_volume: 100,
                video_volume: 0,
            }),
            ..ReelOptions::default()
        };
        let shop = ReelOptions {
            product_tags: &product,
            ..ReelOptions::default()
        };
        match office.flavour {
            Flavour::InstagramLogin => {
                let sent = office.simulator.witness().requests().len();
                for options in [partnership, music, shop] {
                    let outcome = made(&office, &video_url, options).await;
                    assert!(matches!(outcome, Err(ApiError::NotAvailable { .. })), "{outcome:?}");
                }
                assert_eq!(office.simulator.witness().requests().len(), sent);
            }
            Flavour::FacebookLogin => {
                made(&office, &video_url, partnership).await.unwrap();
                let outcome = made(&office, &video_url, shop).await;
                assert_eq!(refused(outcome), (100, Some(2_207_037)), "the account has no shop");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    in_both(async |office| {
        let account = office.account();
        let video_url = knead(&office).await;
        let reel = CreateReelContainer {
            account: &account,
            video_url: &video_url,
            options: ReelOptions::default(),
        };
        office.only_for_its_owner(Scope::ContentPublish, &reel).await;
        office.nothing_happened();
    })
    .await;
}
