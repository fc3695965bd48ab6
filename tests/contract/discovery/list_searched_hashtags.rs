use std::time::Duration;

use instagram::ListSearchedHashtags;

use super::open;
use crate::office::{NO_OBJECT, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn the_hashtags_of_the_last_seven_days_are_listed_once_each() {
    let office = open().await;
    let account = office.account();
    let list = ListSearchedHashtags {
        account: &account,
        limit: 30,
        after: None,
    };
    assert_eq!(office.discover(&list).await.unwrap().items, []);
    for name in ["bread", "rye", "bread"] {
        office.hashtag(name).await;
        office.pass(Duration::from_secs(60));
    }
    let page = office.discover(&list).await.unwrap();
    let mut names: Vec<_> = page
        .items
        .iter()
        .filter_map(|hashtag| hashtag.name.as_deref())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["bread", "rye"]);
    assert_eq!(page.after, None);
    office.pass(Duration::from_secs(7 * 24 * 60 * 60));
    assert_eq!(office.discover(&list).await.unwrap().items, []);
}

#[tokio::test]
async fn without_the_feature_or_for_others_nothing_is_told() {
    let office = open().await;
    let account = office.account();
    let list = ListSearchedHashtags {
        account: &account,
        limit: 30,
        after: None,
    };
    not_permitted(office.call(&list).await);
    assert_eq!(refused(office.call_as_stranger(&list).await), NO_OBJECT);
    not_with_instagram_login(&list).await;
}
