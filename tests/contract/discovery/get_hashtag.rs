use instagram::{GetHashtag, HashtagId};

use super::open;
use crate::office::{NO_OBJECT, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn a_hashtag_says_its_name() {
    let office = open().await;
    let hashtag = office.hashtag("#SourDough").await;
    let found = office.discover(&GetHashtag { hashtag: &hashtag }).await.unwrap();
    assert_eq!(found.id, hashtag);
    assert_eq!(found.name.as_deref(), Some("sourdough"));
}

#[tokio::test]
async fn an_id_that_is_none_and_an_app_without_the_feature_are_refused() {
    let office = open().await;
    let nothing = HashtagId::from("17843000000000001");
    let outcome = office.discover(&GetHashtag { hashtag: &nothing }).await;
    assert_eq!(refused(outcome), NO_OBJECT);
    let hashtag = office.hashtag("bread").await;
    let endpoint = GetHashtag { hashtag: &hashtag };
    not_permitted(office.call(&endpoint).await);
    not_with_instagram_login(&endpoint).await;
}
