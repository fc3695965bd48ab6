use std::collections::BTreeSet;

use instagram::{AccessToken, Direct, HashtagId, ListRecentHashtagMedia, pages};

use super::open;
use crate::office::{NO_OBJECT, STRANGER, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn the_posts_of_the_last_day_come_newest_first_page_by_page() {
    let office = open().await;
    let (hashtag, account) = (office.hashtag("sourdough").await, office.account());
    let list = ListRecentHashtagMedia {
        hashtag: &hashtag,
        account: &account,
        limit: 20,
        after: None,
    };
    let (client, token) = (office.client(), AccessToken::new(office.simulator.facebook_token()));
    let caller = Direct {
        client: &client,
        token: &token,
    };
    let (mut found, mut walk) = (Vec::new(), pages(&caller, &list));
    while let Some(page) = walk.next().await {
        let page = page.unwrap().value;
        assert!(page.items.len() <= 20);
        found.extend(page.items);
    }
    assert!(found.len() > 20, "more than a page: {}", found.len());
    let ids: BTreeSet<_> = found.iter().map(|media| &media.id).collect();
    assert_eq!(ids.len(), found.len(), "none twice");
    assert!(
        found
            .iter()
            .all(|media| media.permalink.is_some() && media.comments_count.is_some())
    );
    let now = office.simulator.clock().now();
    let day_ago = now - jiff::SignedDuration::from_hours(24);
    let times: Vec<_> = found.iter().map(|media| media.timestamp.unwrap()).collect();
    assert!(
        times.iter().all(|time| (day_ago..=now).contains(time)),
        "the last 24 hours alone"
    );
    assert!(times.is_sorted_by(|newer, older| newer >= older), "newest first");
}

#[tokio::test]
async fn fifty_are_the_most_a_page_has() {
    let office = open().await;
    let (hashtag, account) = (office.hashtag("sourdough").await, office.account());
    let greedy = ListRecentHashtagMedia {
        hashtag: &hashtag,
        account: &account,
        limit: 500,
        after: None,
    };
    assert!(office.discover(&greedy).await.unwrap().items.len() <= 50);
    let requests = office.simulator.witness().requests_to("recent_media");
    assert!(requests[0].query.contains("limit=50"), "{}", requests[0].query);
}

#[tokio::test]
async fn strange_ids_accounts_of_others_and_apps_without_the_feature_are_refused() {
    let office = open().await;
    let (hashtag, account) = (office.hashtag("sourdough").await, office.account());
    let list = ListRecentHashtagMedia {
        hashtag: &hashtag,
        account: &account,
        limit: 5,
        after: None,
    };
    not_permitted(office.call(&list).await);
    let nothing = HashtagId::from("17843000000000001");
    let unknown = ListRecentHashtagMedia {
        hashtag: &nothing,
        ..list
    };
    assert_eq!(refused(office.discover(&unknown).await), NO_OBJECT);
    let stranger = office.account_of(STRANGER);
    let for_others = ListRecentHashtagMedia {
        account: &stranger,
        ..list
    };
    let token = AccessToken::new(office.simulator.page_token(crate::office::ACCOUNT));
    assert_eq!(refused(office.call_with(&token, &for_others).await), NO_OBJECT);
    not_with_instagram_login(&list).await;
}
