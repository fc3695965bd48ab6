use std::time::Duration;

use instagram::{ApiError, SearchHashtag};

use super::open;
use crate::office::{NO_OBJECT, STRANGER, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn a_hashtag_has_one_id_however_it_is_written() {
    let office = open().await;
    let id = office.hashtag("sourdough").await;
    for spelling in ["#sourdough", " SourDough "] {
        assert_eq!(office.hashtag(spelling).await, id, "{spelling}");
    }
    assert_ne!(office.hashtag("送料").await, id);
}

#[tokio::test]
async fn thirty_different_hashtags_in_seven_days_are_the_most() {
    let office = open().await;
    let account = office.account();
    for number in 0..30 {
        office.hashtag(&format!("tag{number}")).await;
    }
    let more = SearchHashtag {
        account: &account,
        name: "more",
    };
    assert_eq!(refused(office.discover(&more).await), (18, Some(2_207_034)));
    office.hashtag("tag7").await;
    office.pass(Duration::from_secs(7 * 24 * 60 * 60));
    assert!(office.discover(&more).await.is_ok());
}

#[tokio::test]
async fn what_cannot_be_searched_is_not_sent_and_a_sensitive_word_fails_without_a_reason() {
    let office = open().await;
    let account = office.account();
    for name in ["", "two words", "☕", "rye,bread"] {
        let search = SearchHashtag {
            account: &account,
            name,
        };
        assert!(
            matches!(office.discover(&search).await, Err(ApiError::Invalid(_))),
            "{name}"
        );
    }
    assert_eq!(office.simulator.witness().requests(), []);
    let sensitive = SearchHashtag {
        account: &account,
        name: "nsfwbread",
    };
    let outcome = office.discover(&sensitive).await;
    assert!(matches!(outcome, Err(ApiError::InDoubt { .. })), "{outcome:?}");
}

#[tokio::test]
async fn without_the_feature_or_for_others_nothing_is_found() {
    let office = open().await;
    let account = office.account();
    let search = SearchHashtag {
        account: &account,
        name: "bread",
    };
    not_permitted(office.call(&search).await);
    let stranger = office.account_of(STRANGER);
    let for_others = SearchHashtag {
        account: &stranger,
        name: "bread",
    };
    let token = instagram::AccessToken::new(office.simulator.page_token(crate::office::ACCOUNT));
    assert_eq!(refused(office.call_with(&token, &for_others).await), NO_OBJECT);
    not_with_instagram_login(&search).await;
}
