use instagram::{AccountId, Flavour, GetAccount, Scope};

use crate::office::{ACCOUNT, NO_OBJECT, Office, in_both, not_permitted, refused};

#[tokio::test]
async fn the_profile_is_read_with_both_logins() {
    in_both(async |office| {
        let account = office.account();
        let profile = office.call(&GetAccount::new(&account)).await.unwrap();
        assert_eq!(profile.username.as_deref(), Some(ACCOUNT));
        assert!(profile.name.is_some() && profile.biography.is_some() && profile.website.is_some());
        assert!(profile.profile_picture_url.is_some() && profile.legacy_id.is_some());
        assert_eq!(profile.media_count, Some(office.posts().len() as u64));
        assert!(profile.followers_count.is_some() && profile.follows_count.is_some());
        assert_eq!(
            (profile.has_profile_pic, profile.is_published),
            (Some(true), Some(true))
        );
    })
    .await;
}

#[tokio::test]
async fn the_key_of_the_account_has_another_name_with_each_login() {
    let instagram = Office::open().await;
    let account = instagram.account();
    let profile = instagram.call(&GetAccount::new(&account)).await.unwrap();
    assert_eq!(profile.user_id.as_ref(), Some(&account));
    assert_ne!(profile.id, account.as_str(), "the app-scoped id");
    assert!(profile.account_type.is_some() && profile.shopping_product_tag_eligibility.is_none());

    let facebook = Office::with(Flavour::FacebookLogin).await;
    let profile = facebook.call(&GetAccount::new(&account)).await.unwrap();
    assert_eq!(
        (profile.id.as_str(), profile.user_id.as_ref()),
        (account.as_str(), None)
    );
    assert!(profile.account_type.is_none() && profile.shopping_product_tag_eligibility.is_some());
}

#[tokio::test]
async fn the_reduced_request_is_answered_by_both() {
    in_both(async |office| {
        let account = office.account();
        let profile = office.call(&GetAccount::new(&account).reduced()).await.unwrap();
        assert_eq!(profile.username.as_deref(), Some(ACCOUNT));
        assert!(profile.followers_count.is_some() && profile.biography.is_none());
    })
    .await;
}

#[tokio::test]
async fn an_account_of_others_and_one_that_never_was_are_not_there() {
    in_both(async |office| {
        let account = office.account();
        let outcome = office.call_as_stranger(&GetAccount::new(&account)).await;
        assert_eq!(refused(outcome), NO_OBJECT);
        let nobody = AccountId::from("17841400000000001");
        assert_eq!(refused(office.call(&GetAccount::new(&nobody)).await), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn the_basic_permission_is_needed() {
    in_both(async |office| {
        let account = office.account();
        not_permitted(office.call_without(Scope::Basic, &GetAccount::new(&account)).await);
    })
    .await;
}
