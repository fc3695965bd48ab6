use std::collections::BTreeSet;

use instagram::{AccessToken, Direct, HashtagId, ListTopHashtagMedia, MediaType, pages};

use super::open;
use crate::office::{NO_OBJECT, STRANGER, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn the_posts_found_best_come_page_by_page() {
    let office = open().await;
    let (hashtag, account) = (office.hashtag("sourdough").await, office.account());
    let list = ListTopHashtagMedia {
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
    assert!(
        found
            .iter()
            .any(|media| media.media_type == MediaType::CarouselAlbum && !media.children.is_empty())
    );
}

#[tokio::test]
async fn fifty_are_the_most_a_page_has() {
    let office = open().await;
    let (hashtag, account) = (office.hashtag("sourdough").await, office.account());
    let greedy = ListTopHashtagMedia {
        hashtag: &hashtag,
        account: &account,
        limit: 500,
        after: None,
    };
    assert!(office.discover(&greedy).await.unwrap().items.len() <= 50);
    let requests = office.simulator.witness().requests_to("top_media");
    assert!(requests[0].query.contains("limit=50"), "{}", requests[0].query);
}

#[tokio::test]
async fn strange_ids_accounts_of_others_and_apps_without_the_feature_are_refused() {
    let office = open().await;
    let (hashtag, account) = (office.hashtag("sourdough").await, office.account());
    let list = ListTopHashtagMedia {
        hashtag: &hashtag,
        account: &account,
        limit: 5,
        after: None,
    };
    not_permitted(office.call(&list).await);
    let nothing = HashtagId::from("17843000000000001");
    let unknown = ListTopHashtagMedia {
        hashtag: &nothing,
        ..list
    };
    assert_eq!(refused(office.discover(&unknown).await), NO_OBJECT);
    let stranger = office.account_of(STRANGER);
    let for_others = ListTopHashtagMedia {
        account: &stranger,
        ..list
    };
    let token = AccessToken::new(office.simulator.page_token(crate::office::ACCOUNT));
    assert_eq!(refused(office.call_with(&token, &for_others).await), NO_OBJECT);
    not_with_instagram_login(&list).await;
}
