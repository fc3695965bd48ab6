use instagram::{AccessToken, ApiError, Flavour, GetMe, Scope};

use crate::office::{ACCOUNT, Office, STRANGER, not_permitted, refused};

#[tokio::test]
async fn a_token_tells_whose_it_is() {
    let office = Office::open().await;
    let me = office.call(&GetMe).await.unwrap();
    let world = office.simulator.world().accounts();
    let truth = world.iter().find(|account| account.username == ACCOUNT).unwrap();
    assert_eq!(
        (me.username.as_str(), me.name.as_deref()),
        (ACCOUNT, Some(truth.name.as_str()))
    );
    assert_eq!(
        (me.user_id.as_str(), me.id.as_str()),
        (truth.id.as_str(), truth.app_scoped_id.as_str())
    );
    assert_ne!(me.user_id.as_str(), me.id, "the app-scoped id is another");
    assert_eq!(me.media_count, Some(office.posts().len() as u64));
    assert!(me.followers_count.is_some() && me.profile_picture_url.is_some() && me.account_type.is_some());

    let other = office.call_as_stranger(&GetMe).await.unwrap();
    assert_eq!(other.username, STRANGER);
}

#[tokio::test]
async fn the_basic_permission_is_enough_and_needed() {
    let office = Office::open().await;
    let basic = office.token(&[Scope::Basic]);
    assert_eq!(office.call_with(&basic, &GetMe).await.unwrap().username, ACCOUNT);
    not_permitted(office.call_without(Scope::Basic, &GetMe).await);
}

#[tokio::test]
async fn a_text_that_is_no_token_is_refused() {
    let office = Office::open().await;
    for text in ["IGAAnonsense", "EAAnonsense", "x"] {
        let outcome = office.call_with(&AccessToken::new(text), &GetMe).await;
        assert_eq!(refused(outcome).0, 190, "{text}");
    }
}

#[tokio::test]
async fn with_facebook_login_me_is_somebody_else_and_is_not_asked() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let outcome = office.call(&GetMe).await;
    assert!(matches!(outcome, Err(ApiError::NotAvailable { .. })), "{outcome:?}");
    assert_eq!(office.simulator.witness().requests(), []);
}
