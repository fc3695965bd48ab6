//! Business login: the consent page, the redirect, and the three token calls.

use std::collections::HashMap;
use std::time::Duration;

use crate::common::{ACCOUNT, Bench, OTHER, code, options, read};
use reqwest::StatusCode;
use serde_json::Value;
use simulator::{Endpoint, Fault, FaultKind, Options};
use url::Url;

const SCOPES: &str = "instagram_business_basic,instagram_business_manage_comments,instagram_business_manage_insights";

fn question(bench: &Bench) -> Vec<(&'static str, String)> {
    vec![
        ("client_id", bench.simulator.app_id().to_owned()),
        ("redirect_uri", bench.simulator.redirect_uri().to_string()),
        ("response_type", "code".to_owned()),
        ("scope", SCOPES.to_owned()),
        ("state", "a b&c=9f3c".to_owned()),
    ]
}

async fn page(bench: &Bench, change: &[(&'static str, &str)]) -> (StatusCode, String) {
    let mut asked = question(bench);
    for (name, value) in change {
        asked.retain(|(given, _)| given != name);
        asked.push((name, (*value).to_owned()));
    }
    let answer = bench
        .http
        .get(bench.address("oauth/authorize"))
        .query(&asked)
        .send()
        .await
        .unwrap();
    (answer.status(), answer.text().await.unwrap())
}

async fn press(bench: &Bench, more: &[(&'static str, &str)]) -> Url {
    let mut form = question(bench);
    form.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let answer = bench
        .http
        .post(bench.address("oauth/consent"))
        .form(&form)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 302);
    Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap()
}

fn query(url: &Url) -> HashMap<String, String> {
    url.query_pairs().into_owned().collect()
}

async fn a_code(bench: &Bench, username: &str) -> String {
    let granted = [
        ("account", username),
        ("grant", "instagram_business_manage_comments"),
        ("grant", "instagram_business_manage_insights"),
        ("answer", "allow"),
    ];
    query(&press(bench, &granted).await)["code"].clone()
}

async fn exchange(bench: &Bench, code: &str, change: &[(&'static str, &str)]) -> (StatusCode, Value) {
    let mut form = vec![
        ("client_id", bench.simulator.app_id().to_owned()),
        ("client_secret", bench.simulator.app_secret().to_owned()),
        ("grant_type", "authorization_code".to_owned()),
        ("redirect_uri", bench.simulator.redirect_uri().to_string()),
        ("code", code.to_owned()),
    ];
    for (name, value) in change {
        form.retain(|(given, _)| given != name);
        form.push((name, (*value).to_owned()));
    }
    read(
        bench
            .http
            .post(bench.address("oauth/access_token"))
            .form(&form)
            .send()
            .await
            .unwrap(),
    )
    .await
}

async fn long(bench: &Bench, path: &str, parameters: &[(&str, &str)]) -> (StatusCode, Value) {
    read(
        bench
            .http
            .get(bench.address(path))
            .query(parameters)
            .send()
            .await
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn the_consent_page_offers_accounts_and_permissions_without_scripts() {
    let bench = Bench::new().await;
    let (status, html) = page(&bench, &[]).await;
    assert_eq!(status, 200);
    for text in [
        ACCOUNT,
        OTHER,
        "instagram_business_manage_comments",
        "value=\"allow\"",
        "value=\"deny\"",
        "a b&amp;c=9f3c",
    ] {
        assert!(html.contains(text), "{text}");
    }
    assert!(
        !html.contains("instagram_business_content_publish"),
        "only what was asked for"
    );
    assert!(!html.contains("<script"));
}

#[tokio::test]
async fn a_wrong_request_ends_on_a_page_and_not_on_a_redirect() {
    let bench = Bench::new().await;
    let slash = format!("{}/", bench.simulator.redirect_uri());
    for (name, value, says) in [
        ("client_id", "77", "Invalid platform app"),
        ("client_id", "", "this page isn&#39;t available"),
        ("redirect_uri", slash.as_str(), "Invalid redirect_uri"),
        ("response_type", "token", "Invalid response_type"),
        ("scope", "instagram_business_basic,likes", "Invalid scope"),
        ("scope", "instagram_business_manage_comments", "Invalid scope"),
    ] {
        let (status, html) = page(&bench, &[(name, value)]).await;
        assert_eq!(status, 400);
        assert!(html.contains(says), "{name}={value}: {html}");
    }
    bench.simulator.register_redirect_uri(&slash);
    assert_eq!(page(&bench, &[("redirect_uri", &slash)]).await.0, 200);
}

#[tokio::test]
async fn allow_leads_back_with_a_code_and_deny_with_an_error() {
    let bench = Bench::new().await;
    let allowed = press(&bench, &[("account", ACCOUNT), ("answer", "allow")]).await;
    assert_eq!(allowed.fragment(), Some("_"));
    assert_eq!(query(&allowed)["state"], "a b&c=9f3c");
    assert!(query(&allowed)["code"].starts_with("AQB"));
    let denied = query(&press(&bench, &[("answer", "deny")]).await);
    assert_eq!(denied["error"], "access_denied");
    assert_eq!(denied["error_reason"], "user_denied");
    assert_eq!(denied["error_description"], "The user denied your request");
    assert_eq!(denied["state"], "a b&c=9f3c");
    assert!(!denied.contains_key("code"));
}

#[tokio::test]
async fn a_code_works_once_and_for_an_hour() {
    let bench = Bench::new().await;
    let code = a_code(&bench, ACCOUNT).await;
    let (status, wrong) = exchange(&bench, &code, &[("redirect_uri", "http://127.0.0.1/other")]).await;
    assert_eq!(status, 400);
    assert!(wrong["error_message"].is_string() && wrong["error_type"] == "OAuthException" && wrong["code"] == 400);
    assert_eq!(exchange(&bench, &code, &[("client_secret", "no")]).await.0, 400);
    let (status, token) = exchange(&bench, &code, &[]).await;
    assert_eq!(status, 200, "a refused exchange does not burn the code");
    assert!(token["access_token"].as_str().unwrap().starts_with("IGAA"));
    assert!(
        token["user_id"].as_u64().unwrap() > 1 << 53,
        "numeric, and beyond what a float holds"
    );
    assert_eq!(
        token["user_id"].to_string(),
        bench.simulator.world().accounts()[0].app_scoped_id
    );
    assert_eq!(token["permissions"].as_array().unwrap().len(), 3);
    assert_eq!(exchange(&bench, &code, &[]).await.0, 400);
    let late = a_code(&bench, ACCOUNT).await;
    bench.simulator.clock().advance(Duration::from_secs(3_601));
    assert_eq!(exchange(&bench, &late, &[]).await.0, 400);
}

#[tokio::test]
async fn an_unticked_permission_is_not_granted() {
    let bench = Bench::new().await;
    let url = press(
        &bench,
        &[
            ("account", OTHER),
            ("grant", "instagram_business_manage_insights"),
            ("answer", "allow"),
        ],
    )
    .await;
    let (_, token) = exchange(&bench, &query(&url)["code"], &[]).await;
    assert_eq!(
        token["permissions"],
        serde_json::json!(["instagram_business_basic", "instagram_business_manage_insights"])
    );
}

#[tokio::test]
async fn the_documented_token_shape_can_be_switched_on() {
    let bench = Bench::new().await;
    bench
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Token, FaultKind::DocumentedShape));
    let (_, token) = exchange(&bench, &a_code(&bench, ACCOUNT).await, &[]).await;
    let inner = &token["data"][0];
    assert!(inner["user_id"].is_string());
    assert!(inner["permissions"].as_str().unwrap().contains(','));
}

#[tokio::test]
async fn a_short_token_lasts_an_hour_and_becomes_a_long_one_with_the_secret() {
    let bench = Bench::new().await;
    let (_, short) = exchange(&bench, &a_code(&bench, OTHER).await, &[]).await;
    let short = short["access_token"].as_str().unwrap();
    let secret = bench.simulator.app_secret();
    let ask = |secret: &'static str| {
        [
            ("grant_type", "ig_exchange_token"),
            ("client_secret", secret),
            ("access_token", short),
        ]
    };
    assert_eq!(long(&bench, "access_token", &ask("wrong")).await.0, 400);
    let (status, token) = long(&bench, "access_token", &ask(secret)).await;
    assert_eq!(status, 200);
    assert_eq!(
        (token["token_type"].as_str(), token["expires_in"].as_i64()),
        (Some("bearer"), Some(5_183_944))
    );
    let token = token["access_token"].as_str().unwrap();
    bench.simulator.clock().advance(Duration::from_secs(3_600));
    let (_, me) = long(&bench, "v26.0/me", &[("fields", "username"), ("access_token", token)]).await;
    assert_eq!(me["username"], OTHER);
    let (_, gone) = long(&bench, "v26.0/me", &[("access_token", short)]).await;
    assert_eq!(code(&gone), (190, Some(463)));
}

#[tokio::test]
async fn refresh_needs_a_day_and_no_secret() {
    let bench = Bench::new().await;
    let ask = [
        ("grant_type", "ig_refresh_token"),
        ("access_token", bench.token.as_str()),
    ];
    assert_eq!(code(&long(&bench, "refresh_access_token", &ask).await.1).0, 100);
    bench.simulator.clock().advance(Duration::from_secs(24 * 3_600));
    let (status, fresh) = long(&bench, "refresh_access_token", &ask).await;
    assert_eq!(status, 200);
    assert_ne!(fresh["access_token"], bench.token);
    bench.simulator.clock().advance(Duration::from_secs(59 * 24 * 3_600));
    let ask = [("access_token", fresh["access_token"].as_str().unwrap())];
    assert_eq!(long(&bench, "v26.0/me", &ask).await.0, 200);
    assert_eq!(bench.get("me").await.0, 400, "the old one is past its sixty days");
}

#[tokio::test]
async fn the_redirect_page_hops_to_the_scheme_it_was_started_with() {
    let bench = Bench::with(Options {
        redirect_scheme: "postroom-test".to_owned(),
        ..options()
    })
    .await;
    let html = bench
        .http
        .get(bench.simulator.redirect_uri())
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(html.contains("data-scheme=\"postroom-test\""));
}

#[tokio::test]
async fn a_restarted_simulator_knows_its_tokens_and_a_stranger_does_not() {
    let first = Bench::new().await;
    let token = first.token.clone();
    first.simulator.stop().await;
    let mut second = Bench::new().await;
    second.token = token.clone();
    assert_eq!(second.get("me").await.0, 200);
    let mut other = Bench::with(Options { seed: 99, ..options() }).await;
    other.token = token;
    assert_eq!(code(&other.get("me").await.1).0, 190);
}
