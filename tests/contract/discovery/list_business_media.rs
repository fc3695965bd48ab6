use std::collections::BTreeSet;

use futures_util::TryStreamExt;
use instagram::{ApiError, Direct, DiscoverBusiness, ListBusinessMedia, Scope, pages};

use super::open;
use crate::office::{NO_OBJECT, STRANGER, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn the_walk_finds_every_post_once() {
    let office = open().await;
    let (account, client, token) = (office.account(), office.client(), office.token(office.scopes()));
    let profile = DiscoverBusiness {
        account: &account,
        username: STRANGER,
        media: None,
    };
    let count = office.call(&profile).await.unwrap().media_count.unwrap();
    let list = ListBusinessMedia {
        account: &account,
        username: STRANGER,
        limit: 12,
        after: None,
    };
    let caller = Direct {
        client: &client,
        token: &token,
    };
    let posts: Vec<_> = pages(&caller, &list).into_items().try_collect().await.unwrap();
    let ids: BTreeSet<_> = posts.iter().map(|post| &post.id).collect();
    assert_eq!((ids.len() as u64, posts.len() as u64), (count, count));
    assert!(count > 12, "more than one page");
}

#[tokio::test]
async fn a_handle_that_nobody_has_is_refused_and_one_that_is_none_is_not_sent() {
    let office = open().await;
    let account = office.account();
    let list = |username| ListBusinessMedia {
        account: &account,
        username,
        limit: 12,
        after: None,
    };
    assert_eq!(
        refused(office.call(&list("nobody.at.all")).await),
        (110, Some(2_207_013))
    );
    let sent = office.simulator.witness().requests().len();
    let outcome = office.call(&list("solvej){email}")).await;
    assert!(matches!(outcome, Err(ApiError::Invalid(_))));
    assert_eq!(office.simulator.witness().requests().len(), sent);
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_shown() {
    let office = open().await;
    let account = office.account();
    let list = ListBusinessMedia {
        account: &account,
        username: STRANGER,
        limit: 12,
        after: None,
    };
    for scope in [Scope::Insights, Scope::PageEngagement] {
        not_permitted(office.call_without(scope, &list).await);
    }
    assert_eq!(refused(office.call_as_stranger(&list).await), NO_OBJECT);
    not_with_instagram_login(&list).await;
}
