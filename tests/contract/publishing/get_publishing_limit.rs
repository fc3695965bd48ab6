use std::time::Duration;

use instagram::{GetPublishingLimit, Scope, Since};
use jiff::SignedDuration;

use crate::office::in_both;

#[tokio::test]
async fn what_was_published_within_a_day_counts_and_containers_do_not() {
    in_both(async |office| {
        let account = office.account();
        let limit = GetPublishingLimit {
            account: &account,
            since: None,
        };
        let fresh = office.call(&limit).await.unwrap();
        assert_eq!(
            (fresh.used, fresh.total, fresh.duration),
            (0, Some(100), Some(Duration::from_secs(86_400)))
        );

        let container = office.finished("one").await;
        assert_eq!(office.call(&limit).await.unwrap().used, 0);
        office.publish(&container).await.unwrap();
        assert_eq!(office.call(&limit).await.unwrap().used, 1);
        office.pass(Duration::from_secs(86_400));
        assert_eq!(
            office.call(&limit).await.unwrap().used,
            0,
            "the window moves with the clock"
        );
    })
    .await;
}

#[tokio::test]
async fn posts_can_be_counted_from_an_instant_on() {
    in_both(async |office| {
        let account = office.account();
        for hour in [1, 2, 3] {
            let container = office.finished(&format!("post {hour}")).await;
            office.publish(&container).await.unwrap();
            office.pass(Duration::from_secs(60 * 60));
        }
        let now = office.simulator.clock().now();
        for (hours, used) in [(24, 3), (2, 1), (0, 0)] {
            let since = Since::new(now - SignedDuration::from_hours(hours), now).unwrap();
            let limit = GetPublishingLimit {
                account: &account,
                since: Some(since),
            };
            assert_eq!(office.call(&limit).await.unwrap().used, used, "{hours} hours");
        }
    })
    .await;
}

#[tokio::test]
async fn the_allowance_is_what_the_platform_says() {
    in_both(async |office| {
        let account = office.account();
        for total in [25, 50] {
            office.simulator.set_publishing_quota(total);
            let limit = office
                .call(&GetPublishingLimit {
                    account: &account,
                    since: None,
                })
                .await
                .unwrap();
            assert_eq!(limit.total, Some(total));
        }
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_it_is_not_told() {
    in_both(async |office| {
        let account = office.account();
        let limit = GetPublishingLimit {
            account: &account,
            since: None,
        };
        office.only_for_its_owner(Scope::ContentPublish, &limit).await;
    })
    .await;
}
