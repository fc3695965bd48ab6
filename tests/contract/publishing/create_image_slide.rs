use instagram::{CreateImageSlide, ImageSlideOptions, ImageTag, Position, PublishContainer, Scope};
use simulator::EffectKind;

use crate::office::{in_both, refused};

#[tokio::test]
async fn a_slide_keeps_its_description_and_its_people_inside_the_carousel() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("rye.jpg", 400, 500).await;
        let slide = CreateImageSlide {
            account: &account,
            image_url: &image_url,
            options: ImageSlideOptions {
                alt_text: Some("Sliced rye loaf"),
                user_tags: &[ImageTag {
                    username: "@Miller.Joe",
                    at: Position::new(0.42, 0.7).unwrap(),
                }],
                ..ImageSlideOptions::default()
            },
        };
        let mut slides = vec![office.call(&slide).await.unwrap()];
        office.pass(super::PROCESSING);
        slides.extend(office.slides(1).await);
        let carousel = office.carousel(&slides, Some("Two loaves")).await.unwrap();
        office.pass(super::PROCESSING);
        office.publish(&carousel).await.unwrap();

        let published = office.simulator.world().published();
        let [rye, plain] = published[0].children.as_slice() else {
            panic!("two slides")
        };
        assert_eq!(rye.alt_text.as_deref(), Some("Sliced rye loaf"));
        let tag = &rye.user_tags[0];
        assert_eq!(
            (tag.username.as_str(), tag.x, tag.y),
            ("miller.joe", Some(0.42), Some(0.7))
        );
        assert!(plain.alt_text.is_none() && plain.user_tags.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_slide_is_no_post_of_its_own() {
    in_both(async |office| {
        let account = office.account();
        let slides = office.slides(1).await;
        let publish = PublishContainer {
            account: &account,
            container: &slides[0],
        };
        assert_eq!(refused(office.call(&publish).await), (100, None));
        assert_eq!(office.effects(EffectKind::Publish), []);
    })
    .await;
}

#[tokio::test]
async fn people_who_cannot_be_tagged_and_pictures_that_cannot_be_fetched_are_refused() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("rye.jpg", 400, 500).await;
        let private = CreateImageSlide {
            account: &account,
            image_url: &image_url,
            options: ImageSlideOptions {
                user_tags: &[ImageTag {
                    username: "miller.joe.private",
                    at: Position::new(0.5, 0.5).unwrap(),
                }],
                ..ImageSlideOptions::default()
            },
        };
        assert_eq!(refused(office.call(&private).await), (100, None));
        let nowhere = office.simulator.base_url().join("_host/nothing.jpg").unwrap();
        let lost = CreateImageSlide {
            account: &account,
            image_url: &nowhere,
            options: ImageSlideOptions::default(),
        };
        assert_eq!(refused(office.call(&lost).await), (9004, Some(2_207_052)));
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("one.jpg", 400, 500).await;
        let slide = CreateImageSlide {
            account: &account,
            image_url: &image_url,
            options: ImageSlideOptions::default(),
        };
        office.only_for_its_owner(Scope::ContentPublish, &slide).await;
        office.nothing_happened();
    })
    .await;
}
