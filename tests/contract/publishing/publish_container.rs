use std::time::Duration;

use instagram::{ContainerId, GetContainer, ListMedia, PublishContainer, Scope};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

use crate::office::{in_both, refused};

#[tokio::test]
async fn a_finished_container_becomes_the_newest_post_once() {
    in_both(async |office| {
        let container = office.finished("Rye is back").await;
        let media = office.publish(&container).await.unwrap();
        let account = office.account();
        let newest = ListMedia {
            limit: 1,
            ..ListMedia::new(&account)
        };
        let page = office.call(&newest).await.unwrap();
        assert_eq!(
            (&page.items[0].id, page.items[0].caption.as_deref()),
            (&media, Some("Rye is back"))
        );

        let again = office.publish(&container).await;
        assert!(again.is_err(), "the container is the token");
        let effects = office.effects(EffectKind::Publish);
        assert_eq!(effects.len(), 1);
        assert_eq!(
            (effects[0].id.as_str(), effects[0].parent.as_deref()),
            (media.as_str(), Some(container.as_str()))
        );
    })
    .await;
}

#[tokio::test]
async fn two_calls_at_once_make_one_post() {
    in_both(async |office| {
        let container = office.finished("once").await;
        let (first, second) = tokio::join!(office.publish(&container), office.publish(&container));
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1);
        assert_eq!(office.effects(EffectKind::Publish).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_container_in_work_is_not_ready_and_the_same_one_can_be_published_later() {
    in_both(async |office| {
        let image_url = office.host_jpeg("one.jpg", 400, 500).await;
        let container = office.single(&image_url, None).await.unwrap();
        let outcome = office.publish(&container).await;
        assert!(outcome.as_ref().is_err_and(|error| error.is_not_ready()));
        assert_eq!(refused(outcome), (9007, Some(2_207_027)));
        office.pass(super::PROCESSING);
        assert!(office.publish(&container).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_expired_container_an_unknown_one_and_a_slide_are_refused() {
    in_both(async |office| {
        let slides = office.slides(1).await;
        assert_eq!(refused(office.publish(&slides[0]).await).0, 100);
        let never = ContainerId::from("17900000000000001");
        assert_eq!(refused(office.publish(&never).await), (24, Some(2_207_006)));
        let container = office.finished("late").await;
        office.pass(Duration::from_secs(25 * 60 * 60));
        assert_eq!(refused(office.publish(&container).await), (24, Some(2_207_008)));
        assert_eq!(office.effects(EffectKind::Publish), []);
    })
    .await;
}

#[tokio::test]
async fn the_daily_allowance_ends_and_comes_back() {
    in_both(async |office| {
        office.simulator.set_publishing_quota(1);
        let (first, second) = (office.finished("one").await, office.finished("two").await);
        office.publish(&first).await.unwrap();
        assert_eq!(refused(office.publish(&second).await), (9, Some(2_207_042)));
        office.pass(Duration::from_secs(23 * 60 * 60));
        assert_eq!(refused(office.publish(&second).await), (9, Some(2_207_042)));
        let third = office.finished("three").await;
        office.pass(Duration::from_secs(60 * 60));
        assert!(office.publish(&third).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_spam_block_is_no_refusal_because_the_post_may_be_out() {
    in_both(async |office| {
        let container = office.finished("out all the same").await;
        let block = FaultKind::ErrorAfter {
            code: 4,
            subcode: Some(2_207_051),
            status: Some(403),
            message: None,
        };
        office.fault(Fault::once(Endpoint::Publish, block));
        let error = office.publish(&container).await.unwrap_err();
        assert!(error.is_spam_block() && error.pauses_account());
        let found = office.call(&GetContainer { container: &container }).await.unwrap();
        assert_eq!(found.status, instagram::ContainerStatus::Published);
        assert_eq!(office.effects(EffectKind::Publish).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_published() {
    in_both(async |office| {
        let container = office.finished("mine").await;
        let account = office.account();
        let publish = PublishContainer {
            account: &account,
            container: &container,
        };
        office.only_for_its_owner(Scope::ContentPublish, &publish).await;
        assert_eq!(office.effects(EffectKind::Publish), []);
    })
    .await;
}
