use std::time::Duration;

use instagram::{AccessToken, AppCredentials, AppSecret, Expiry, Flavour, Scope, TokenKind};

use crate::office::{ACCOUNT, Office, refused};

#[tokio::test]
async fn the_token_of_a_person_says_when_it_ends_and_what_it_may() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (app, login) = (office.app(), office.login());
    let token = office.token(&[Scope::Basic, Scope::Pages, Scope::Comments]);
    let facts = login.inspect_token(&app, &token).await.unwrap();
    assert!(facts.is_valid && facts.error.is_none());
    assert_eq!(
        (facts.kind, facts.app_id),
        (Some(TokenKind::User), Some(app.client_id.clone()))
    );
    assert!(matches!(facts.expires, Expiry::At(_)) && matches!(facts.data_access, Expiry::At(_)));
    let scopes: Vec<_> = facts.scopes.iter().filter_map(|name| Scope::from_name(name)).collect();
    assert!(scopes.contains(&Scope::Comments) && !scopes.contains(&Scope::Likes));
    let basic = facts
        .granular_scopes
        .iter()
        .find(|scope| Scope::from_name(&scope.scope) == Some(Scope::Basic));
    let account = office.account();
    assert!(basic.is_some_and(|scope| scope.targets.iter().any(|target| target == account.as_str())));
}

#[tokio::test]
async fn the_token_of_a_page_never_ends() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let token = AccessToken::new(office.simulator.page_token(ACCOUNT));
    let facts = office.login().inspect_token(&office.app(), &token).await.unwrap();
    assert_eq!((facts.kind, facts.expires), (Some(TokenKind::Page), Expiry::Never));
    assert_eq!(facts.profile_id, office.simulator.page_id(ACCOUNT));
}

#[tokio::test]
async fn a_token_that_ended_is_described_and_no_error() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (app, login, token) = (office.app(), office.login(), office.token(office.scopes()));
    office.pass(Duration::from_secs(61 * 24 * 60 * 60));
    let facts = login.inspect_token(&app, &token).await.unwrap();
    assert!(!facts.is_valid);
    assert_eq!(facts.error.map(|(code, _)| code), Some(190));
}

#[tokio::test]
async fn nobody_else_may_ask() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let wrong = AppCredentials {
        secret: AppSecret::new("0123456789abcdef"),
        ..office.app()
    };
    let outcome = office
        .login()
        .inspect_token(&wrong, &office.token(office.scopes()))
        .await;
    assert_eq!(refused(outcome).0, 190);
}
