use instagram::{CreateStoryImage, Position, Scope, StoryOptions, StoryTag};
use simulator::EffectKind;

use crate::office::{in_both, refused};

#[tokio::test]
async fn a_picture_becomes_a_story_with_people_placed_and_unplaced() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("oven.jpg", 720, 1280).await;
        let before = office.posts().len();
        let story = CreateStoryImage {
            account: &account,
            image_url: &image_url,
            options: StoryOptions {
                user_tags: &[
                    StoryTag {
                        username: "miller.joe",
                        at: None,
                    },
                    StoryTag {
                        username: "bread.club",
                        at: Some(Position::new(0.5, 0.25).unwrap()),
                    },
                ],
                ai_generated: true,
            },
        };
        let container = office.call(&story).await.unwrap();
        office.pass(super::PROCESSING);
        office.publish(&container).await.unwrap();

        let published = office.simulator.world().published().remove(0);
        assert_eq!(
            (published.product_type.as_str(), published.ai_generated),
            ("STORY", true)
        );
        assert_eq!(published.caption, "");
        let tagged: Vec<_> = published.children[0]
            .user_tags
            .iter()
            .map(|tag| (tag.username.as_str(), tag.y))
            .collect();
        assert_eq!(tagged, [("miller.joe", None), ("bread.club", Some(0.25))]);
        assert_eq!(office.effects(EffectKind::Publish).len(), 1);
        assert_eq!(office.posts().len(), before, "a story is no post");
    })
    .await;
}

#[tokio::test]
async fn pictures_and_people_that_the_platform_does_not_take_are_refused() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("oven.jpg", 720, 1280).await;
        let page = office.host("page.jpg", "text/html", b"<!DOCTYPE html>".to_vec()).await;
        let private = [StoryTag {
            username: "miller.joe.private",
            at: None,
        }];
        for (image_url, user_tags, expected) in [
            (&page, &[][..], (9004, Some(2_207_052))),
            (&image_url, &private[..], (100, None)),
        ] {
            let story = CreateStoryImage {
                account: &account,
                image_url,
                options: StoryOptions {
                    user_tags,
                    ai_generated: false,
                },
            };
            assert_eq!(refused(office.call(&story).await), expected, "{image_url}");
        }
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("oven.jpg", 720, 1280).await;
        let story = CreateStoryImage {
            account: &account,
            image_url: &image_url,
            options: StoryOptions::default(),
        };
        office.only_for_its_owner(Scope::ContentPublish, &story).await;
        office.nothing_happened();
    })
    .await;
}
