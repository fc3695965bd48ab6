use instagram::{ApiError, CreateImageContainer, GetMedia, ImageOptions, ImageTag, LocationId, Position, Scope};
use simulator::EffectKind;

use crate::office::{in_both, refused};

#[tokio::test]
async fn a_picture_becomes_a_container_that_nobody_sees() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("rye.jpg", 1080, 1350).await;
        let before = office.posts().len();
        let container = CreateImageContainer {
            account: &account,
            image_url: &image_url,
            options: ImageOptions {
                caption: Some("Rye is back #bread\nNow with 送料 & 100 % love 🌱"),
                alt_text: Some("Sliced rye loaf"),
                ..ImageOptions::default()
            },
        };
        let options = container.options;
        let id = office.call(&container).await.unwrap();
        let effects = office.effects(EffectKind::ContainerCreated);
        assert_eq!(effects.len(), 1);
        assert_eq!(
            (effects[0].id.as_str(), effects[0].text.as_deref()),
            (id.as_str(), options.caption)
        );
        assert_eq!(office.posts().len(), before);

        office.pass(super::PROCESSING);
        let media = office.publish(&id).await.unwrap();
        let published = office.simulator.world().published();
        assert_eq!(published[0].caption, options.caption.unwrap());
        assert_eq!(published[0].children[0].alt_text.as_deref(), options.alt_text);
        assert_eq!(published[0].children[0].image_url_key, "rye.jpg");
        let read = office.call(&GetMedia::new(&media)).await.unwrap();
        assert_eq!(read.caption.as_deref(), options.caption);
    })
    .await;
}

#[tokio::test]
async fn people_place_and_label_come_out_as_they_went_in() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("rye.jpg", 400, 500).await;
        let place = LocationId::from(office.simulator.world().places()[0].id.clone());
        let container = CreateImageContainer {
            account: &account,
            image_url: &image_url,
            options: ImageOptions {
                user_tags: &[ImageTag {
                    username: "@Miller.Joe",
                    at: Position::new(0.0, 1.0).unwrap(),
                }],
                collaborators: &["bread.club", "@Rye.Fan"],
                location: Some(&place),
                ai_generated: true,
                ..ImageOptions::default()
            },
        };
        let id = office.call(&container).await.unwrap();
        office.pass(super::PROCESSING);
        office.publish(&id).await.unwrap();
        let published = office.simulator.world().published().remove(0);
        let tag = &published.children[0].user_tags[0];
        assert_eq!(
            (tag.username.as_str(), tag.x, tag.y),
            ("miller.joe", Some(0.0), Some(1.0))
        );
        assert_eq!(published.collaborators, ["bread.club", "rye.fan"]);
        assert_eq!(published.location.as_deref(), Some(place.as_str()));
        assert!(published.ai_generated);
    })
    .await;
}

#[tokio::test]
async fn people_and_places_that_are_none_are_refused() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("rye.jpg", 400, 500).await;
        let nowhere = LocationId::from("1");
        for options in [
            ImageOptions {
                location: Some(&nowhere),
                ..ImageOptions::default()
            },
            ImageOptions {
                collaborators: &["bread.club.private"],
                ..ImageOptions::default()
            },
        ] {
            let container = CreateImageContainer {
                account: &account,
                image_url: &image_url,
                options,
            };
            assert_eq!(refused(office.call(&container).await), (100, None));
        }
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn pictures_the_platform_does_not_take_are_refused_with_their_code() {
    in_both(async |office| {
        let mut png = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(400, 500)
            .write_to(&mut png, image::ImageFormat::Png)
            .unwrap();
        let mut heavy = vec![0xff, 0xd8, 0xff];
        heavy.resize((8 << 20) + 1, 0);
        for (image_url, expected) in [
            (
                office.host("a.png", "image/png", png.into_inner()).await,
                (36001, Some(2_207_005)),
            ),
            (
                office.host("heavy.jpg", "image/jpeg", heavy).await,
                (36000, Some(2_207_004)),
            ),
            (office.host_jpeg("tall.jpg", 400, 520).await, (36003, Some(2_207_009))),
            (office.host_jpeg("wide.jpg", 800, 400).await, (36003, Some(2_207_009))),
            (
                office.host("page.jpg", "text/html", b"<!DOCTYPE html>".to_vec()).await,
                (9004, Some(2_207_052)),
            ),
            (
                office.simulator.base_url().join("_host/nothing.jpg").unwrap(),
                (9004, Some(2_207_052)),
            ),
        ] {
            assert_eq!(refused(office.single(&image_url, None).await), expected, "{image_url}");
        }
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn a_caption_over_its_limits_is_not_sent() {
    in_both(async |office| {
        let image_url = office.host_jpeg("one.jpg", 400, 500).await;
        let longest = "é".repeat(2200);
        assert!(office.single(&image_url, Some(&longest)).await.is_ok());
        let sent = office.simulator.witness().requests().len();
        for (caption, limit) in [
            ("é".repeat(2201), "2,200"),
            ("@a ".repeat(21), "20"),
            ("#a ".repeat(31), "30"),
        ] {
            let outcome = office.single(&image_url, Some(&caption)).await;
            assert!(
                matches!(&outcome, Err(ApiError::Invalid(said)) if said.contains(limit)),
                "{outcome:?}"
            );
        }
        assert_eq!(office.simulator.witness().requests().len(), sent);
    })
    .await;
}

#[tokio::test]
async fn four_hundred_containers_a_day_are_the_most_and_failures_count() {
    in_both(async |office| {
        let nowhere = office.simulator.base_url().join("_host/nothing.jpg").unwrap();
        for _ in 0..400 {
            assert_eq!(refused(office.single(&nowhere, None).await).0, 9004);
        }
        let image_url = office.host_jpeg("one.jpg", 400, 500).await;
        assert_eq!(refused(office.single(&image_url, None).await), (9, Some(2_207_042)));
        office.pass(std::time::Duration::from_secs(24 * 60 * 60 + 1));
        assert!(office.single(&image_url, None).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("one.jpg", 400, 500).await;
        let container = CreateImageContainer {
            account: &account,
            image_url: &image_url,
            options: ImageOptions::default(),
        };
        office.only_for_its_owner(Scope::ContentPublish, &container).await;
        office.nothing_happened();
    })
    .await;
}
