use std::collections::BTreeSet;

use instagram::{ApiError, DiscoverBusiness, MediaPage, ProductType, Scope};

use super::open;
use crate::office::{NO_OBJECT, STRANGER, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn another_business_shows_its_public_side_and_its_posts_page_by_page() {
    let office = open().await;
    let account = office.account();
    let profile = DiscoverBusiness {
        account: &account,
        username: "@Solvej.Ceramics",
        media: None,
    };
    let found = office.call(&profile).await.unwrap();
    assert_eq!(found.id, office.account_of(STRANGER));
    assert_eq!(
        (found.username.as_deref(), found.media.is_none()),
        (Some(STRANGER), true)
    );
    assert!(found.followers_count.is_some() && found.biography.is_some());

    let (mut posts, mut after) = (Vec::new(), None::<String>);
    loop {
        let page = DiscoverBusiness {
            media: Some(MediaPage {
                limit: 12,
                after: after.as_deref(),
            }),
            ..profile
        };
        let page = office.call(&page).await.unwrap().media.unwrap();
        assert!(page.items.len() <= 12);
        posts.extend(page.items);
        match page.after {
            Some(cursor) => after = Some(cursor),
            None => break,
        }
    }
    let ids: BTreeSet<_> = posts.iter().map(|post| &post.id).collect();
    assert_eq!(
        (ids.len() as u64, posts.len() as u64),
        (found.media_count.unwrap(), found.media_count.unwrap())
    );
    let reels = posts
        .iter()
        .filter(|post| post.product_type == Some(ProductType::Reels));
    assert!(reels.clone().count() > 0 && reels.clone().all(|reel| reel.view_count.is_some()));
}

#[tokio::test]
async fn a_handle_that_nobody_or_a_private_person_has_is_refused_and_one_that_is_none_is_not_sent() {
    let office = open().await;
    let account = office.account();
    let discover = |username| DiscoverBusiness {
        account: &account,
        username,
        media: None,
    };
    assert_eq!(
        refused(office.call(&discover("nobody.at.all")).await),
        (110, Some(2_207_013))
    );
    let sent = office.simulator.witness().requests().len();
    let outcome = office.call(&discover("solvej){email}")).await;
    assert!(matches!(outcome, Err(ApiError::Invalid(_))));
    assert_eq!(office.simulator.witness().requests().len(), sent);
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_shown() {
    let office = open().await;
    let account = office.account();
    let discover = DiscoverBusiness {
        account: &account,
        username: STRANGER,
        media: None,
    };
    for scope in [Scope::Insights, Scope::PageEngagement] {
        not_permitted(office.call_without(scope, &discover).await);
    }
    assert_eq!(refused(office.call_as_stranger(&discover).await), NO_OBJECT);
    not_with_instagram_login(&discover).await;
}
