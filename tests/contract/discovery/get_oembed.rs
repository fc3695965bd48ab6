use instagram::{ApiError, GetMedia, GetOembed, Recovery};
use url::Url;

use crate::office::{Office, in_both, refused};

/// The page of a post of the account.
async fn permalink(office: &Office) -> Url {
    let media = office.post();
    office.call(&GetMedia::new(&media)).await.unwrap().permalink.unwrap()
}

fn embed(post: &Url) -> GetOembed<'_> {
    GetOembed {
        post,
        max_width: None,
        omit_script: false,
    }
}

#[tokio::test]
async fn a_post_is_shown_elsewhere_as_wide_as_was_asked() {
    in_both(async |office| {
        let post = permalink(&office).await;
        let plain = office.call(&embed(&post)).await.unwrap();
        assert!(plain.html.contains(post.as_str()) && plain.html.contains("<script"));
        let narrow = GetOembed {
            max_width: Some(540),
            omit_script: true,
            ..embed(&post)
        };
        let narrow = office.call(&narrow).await.unwrap();
        assert_eq!(
            (narrow.width, narrow.provider.as_deref()),
            (Some(540), Some("Instagram"))
        );
        assert!(!narrow.html.contains("<script"));
    })
    .await;
}

#[tokio::test]
async fn no_token_is_needed_and_a_dead_one_does_no_harm() {
    in_both(async |office| {
        let post = permalink(&office).await;
        let dead = instagram::AccessToken::new("nobody");
        assert!(office.call_with(&dead, &embed(&post)).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn posts_that_are_not_there_and_widths_that_are_not_are_refused() {
    in_both(async |office| {
        let nothing = Url::parse("https://www.instagram.com/p/nothing/").unwrap();
        assert_eq!(refused(office.call(&embed(&nothing)).await), (24, None));
        let post = permalink(&office).await;
        let thin = GetOembed {
            max_width: Some(100),
            ..embed(&post)
        };
        assert_eq!(refused(office.call(&thin).await), (100, None));
        let sent = office.simulator.witness().requests().len();
        let story = Url::parse("https://www.instagram.com/stories/kettleandfern/1/").unwrap();
        assert!(matches!(office.call(&embed(&story)).await, Err(ApiError::Invalid(_))));
        assert_eq!(office.simulator.witness().requests().len(), sent);
    })
    .await;
}

#[tokio::test]
async fn a_thousand_calls_an_hour_are_the_most() {
    let office = Office::open().await;
    let post = permalink(&office).await;
    for _ in 0..1_000 {
        office.call(&embed(&post)).await.unwrap();
    }
    let error = office.call(&embed(&post)).await.unwrap_err();
    assert!(matches!(error.recovery(), Recovery::RetryAfter(_)), "{error}");
    office.pass(std::time::Duration::from_secs(60 * 60));
    assert!(office.call(&embed(&post)).await.is_ok());
}
