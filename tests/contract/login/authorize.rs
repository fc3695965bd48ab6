use instagram::{AuthorizeOptions, Scope, authorize};

use super::parameter;
use crate::office::Office;

#[tokio::test]
async fn the_page_comes_back_with_a_code_and_the_same_state() {
    let office = Office::open().await;
    let app = office.app();
    let endpoints = office.endpoints();
    let again = AuthorizeOptions {
        force_reauth: true,
        enable_fb_login: Some(false),
    };
    let asked = authorize(&endpoints, &app.client_id, &app.redirect_uri, &Scope::ALL, again).unwrap();
    let landed = office.consent(&asked.url, &Scope::ALL).await;
    assert!(landed.as_str().starts_with(app.redirect_uri.as_str()));
    assert_eq!(parameter(&landed, "state"), Some(asked.state));
    assert!(parameter(&landed, "code").is_some_and(|code| !code.is_empty()));
    assert_eq!(landed.fragment(), Some("_"), "which is no part of the code");
}

#[tokio::test]
async fn a_no_comes_back_as_an_error_with_the_same_state() {
    let office = Office::open().await;
    let app = office.app();
    let endpoints = office.endpoints();
    let asked = authorize(
        &endpoints,
        &app.client_id,
        &app.redirect_uri,
        &Scope::ALL,
        AuthorizeOptions::default(),
    )
    .unwrap();
    let form: Vec<(String, String)> = asked.url.query_pairs().into_owned().collect();
    let mut form: Vec<(&str, String)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    form.push(("answer", "deny".to_owned()));
    let landed = office.submit("oauth/consent", &form).await;
    assert_eq!(parameter(&landed, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&landed, "state"), Some(asked.state));
    assert_eq!(parameter(&landed, "code"), None);
}
