use std::time::Duration;

use instagram::{
    AccessToken, ApiError, AppCredentials, AppSecret, Flavour, GetFacebookMe, GetMedia, ListPages, Recovery,
};
use url::Url;

use crate::office::{ACCOUNT, Office, refused};

#[tokio::test]
async fn a_code_becomes_a_token_that_lists_the_pages() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let short = office.short_user_token().await;
    assert!(
        short
            .expires_in
            .is_some_and(|time| time <= Duration::from_secs(2 * 60 * 60))
    );
    let list = ListPages {
        limit: 100,
        after: None,
    };
    let pages = office.call_with(&short.token, &list).await.unwrap().items;
    let handles = pages
        .iter()
        .filter_map(|page| page.account.as_ref()?.username.as_deref());
    assert!(handles.into_iter().any(|handle| handle == ACCOUNT));
}

#[tokio::test]
async fn a_code_works_once_and_with_its_own_app_secret_and_redirect() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (app, login, code) = (office.app(), office.login(), office.facebook_code().await);
    let elsewhere = Url::parse("https://elsewhere.example/callback").unwrap();
    for wrong in [
        AppCredentials {
            client_id: "1290477053441187".to_owned(),
            ..app.clone()
        },
        AppCredentials {
            secret: AppSecret::new("0123456789abcdef"),
            ..app.clone()
        },
        AppCredentials {
            redirect_uri: elsewhere,
            ..app.clone()
        },
    ] {
        let outcome = login.exchange_facebook_code(&wrong, &code).await;
        assert!(outcome.is_err(), "{outcome:?}");
        assert!(!format!("{outcome:?}").contains(&code));
    }
    login.exchange_facebook_code(&app, &code).await.unwrap();
    let again = login.exchange_facebook_code(&app, &code).await;
    assert_eq!(refused(again), (100, Some(36_009)));
    let nonsense = login.exchange_facebook_code(&app, "AQDnonsense").await;
    assert_eq!(refused(nonsense).0, 100);
}

#[tokio::test]
async fn the_exchange_lengthens_a_token_to_sixty_days_and_does_so_again() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (app, login, short) = (office.app(), office.login(), office.short_user_token().await);
    let long = login.exchange_user_token(&app, &short.token).await.unwrap();
    let days = long.expires_in.unwrap().as_secs() / (24 * 60 * 60);
    assert!((59..=60).contains(&days), "{days} days");
    office.pass(Duration::from_secs(50 * 24 * 60 * 60));
    let ended = office.call_with(&short.token, &GetFacebookMe).await;
    assert_eq!(ended.map_err(|error| error.recovery()), Err(Recovery::Reconnect));
    let longer = login.exchange_user_token(&app, &long.token).await.unwrap();
    office.pass(Duration::from_secs(20 * 24 * 60 * 60));
    assert!(office.call_with(&longer.token, &GetFacebookMe).await.is_ok());
    let late = login.exchange_user_token(&app, &long.token).await;
    assert_eq!(refused(late).0, 190, "there is no refresh of a token that ended");
}

#[tokio::test]
async fn the_token_of_a_page_outlives_the_token_that_listed_it() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (app, login, short) = (office.app(), office.login(), office.short_user_token().await);
    let long = login.exchange_user_token(&app, &short.token).await.unwrap();
    let list = ListPages {
        limit: 100,
        after: None,
    };
    let pages = office.call_with(&long.token, &list).await.unwrap().items;
    let page = pages.iter().find(|page| page.account.is_some()).unwrap();
    let token = page.token.clone().unwrap();
    office.pass(Duration::from_secs(70 * 24 * 60 * 60));
    assert!(office.call_with(&long.token, &GetFacebookMe).await.is_err());
    let media = office.post();
    assert!(office.call_with(&token, &GetMedia::new(&media)).await.is_ok());
}

#[tokio::test]
async fn the_token_of_the_other_login_is_not_exchanged() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (app, login) = (office.app(), office.login());
    let strange = AccessToken::new(office.simulator.dashboard_token(ACCOUNT));
    assert_eq!(refused(login.exchange_user_token(&app, &strange).await).0, 190);
    let other = login.refresh(&strange).await;
    assert!(matches!(other, Err(ApiError::NotAvailable { .. })), "{other:?}");
}
