//! The login exchanges over a socket.

use crate::server::{Act, Server, nobody};
use instagram::{AccessToken, ApiError, AppCredentials, AppSecret, Doubt, Endpoints, LoginClient, ShortToken};
use std::time::Duration;
use url::Url;

const SECRET: &str = "0123456789abcdef";
const CODE: &str = "AQBcodecodecode";
const SHORT: &str =
    r#"{"access_token":"IGAAshort","user_id":27001112223334445,"permissions":["instagram_business_basic"]}"#;

fn app() -> AppCredentials {
    AppCredentials {
        client_id: "1234509876".to_owned(),
        secret: AppSecret::new(SECRET),
        redirect_uri: Url::parse("https://auth.example.app/ig/callback").unwrap(),
    }
}

fn login(base: &Url) -> LoginClient {
    LoginClient::new(Endpoints::on_host(base)).unwrap()
}

async fn exchange_code(base: &Url) -> Result<ShortToken, ApiError> {
    login(base).exchange_code(&app(), CODE).await
}

#[tokio::test]
async fn a_code_is_exchanged_with_everything_in_the_body() {
    let server = Server::answering("200 OK", "content-type: text/javascript; charset=UTF-8\r\n", SHORT).await;
    let short = exchange_code(server.base()).await.unwrap();
    assert_eq!(short.token.expose(), "IGAAshort");
    assert_eq!(short.app_scoped_id.as_deref(), Some("27001112223334445"));
    assert_eq!(short.permissions, ["instagram_business_basic"]);

    let request = server.only_request();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /oauth/access_token HTTP/1.1\r\n"), "{head}");
    assert!(!head.to_lowercase().contains("authorization:"), "{head}");
    assert_eq!(
        body,
        format!(
            "grant_type=authorization_code&code={CODE}&client_id=1234509876&client_secret={SECRET}\
             &redirect_uri=https%3A%2F%2Fauth.example.app%2Fig%2Fcallback"
        )
    );
}

#[tokio::test]
async fn the_documented_shape_of_the_answer_is_read_too() {
    let server = Server::answering("200 OK", "", &format!(r#"{{"data":[{SHORT}]}}"#)).await;
    assert_eq!(exchange_code(server.base()).await.unwrap().token.expose(), "IGAAshort");
}

#[tokio::test]
async fn the_fragment_of_the_redirect_is_no_part_of_the_code() {
    let server = Server::answering("200 OK", "", SHORT).await;
    login(server.base())
        .exchange_code(&app(), &format!(" {CODE}#_\n"))
        .await
        .unwrap();
    assert!(server.only_request().contains(&format!("&code={CODE}&")));
}

#[tokio::test]
async fn a_used_code_is_a_login_refusal_under_any_status() {
    let body = r#"{"error_type":"OAuthException","code":400,"error_message":"Matching code was not found or was already used"}"#;
    for status in ["400 Bad Request", "200 OK", "403 Forbidden"] {
        let server = Server::answering(status, "content-type: application/json\r\n", body).await;
        let error = exchange_code(server.base()).await.unwrap_err();
        let ApiError::Login(refusal) = &error else {
            panic!("{status}: {error:?}")
        };
        assert_eq!(refusal.code, Some(400));
        assert_eq!(
            refusal.message.as_deref(),
            Some("Matching code was not found or was already used")
        );
        server.only_request();
    }
}

#[tokio::test]
async fn what_the_platform_says_is_dropped_where_it_repeats_a_secret() {
    for secret in [CODE, SECRET] {
        let body = format!(r#"{{"error_type":"OAuthException","code":400,"error_message":"bad value {secret}"}}"#);
        let server = Server::answering("400 Bad Request", "", &body).await;
        let error = exchange_code(server.base()).await.unwrap_err();
        assert!(
            matches!(&error, ApiError::Login(refusal) if refusal.message.is_none()),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_graph_error_in_a_login_answer_is_a_refusal() {
    for status in ["400 Bad Request", "200 OK"] {
        let server = Server::answering(
            status,
            "",
            r#"{"error":{"message":"x","code":190,"error_subcode":463}}"#,
        )
        .await;
        let error = exchange_code(server.base()).await.unwrap_err();
        assert_eq!(error.code_pair(), (Some(190), Some(463)), "{error:?}");
    }
}

#[tokio::test]
async fn a_code_exchange_that_gets_no_good_answer_is_in_doubt() {
    for (status, body) in [
        ("500 Oops", "<html>"),
        ("502 Bad Gateway", ""),
        ("200 OK", "<html>"),
        ("200 OK", "{}"),
        ("200 OK", ""),
    ] {
        let server = Server::answering(status, "content-type: text/html\r\n", body).await;
        let error = exchange_code(server.base()).await.unwrap_err();
        assert!(
            matches!(error, ApiError::InDoubt { .. }),
            "{status} {body:?}: {error:?}"
        );
    }
    let cut = Server::start(Act::Cut).await;
    assert_eq!(
        exchange_code(cut.base()).await.unwrap_err(),
        ApiError::InDoubt { cause: Doubt::Cut }
    );
    let silent = Server::start(Act::Silence).await;
    let hasty = LoginClient::with_timeout(Endpoints::on_host(silent.base()), Duration::from_secs(1)).unwrap();
    let error = hasty.exchange_code(&app(), CODE).await.unwrap_err();
    assert_eq!(error, ApiError::InDoubt { cause: Doubt::Timeout });
    let error = exchange_code(&nobody().await).await.unwrap_err();
    assert!(matches!(error, ApiError::NotSent { .. }), "{error:?}");
}

#[tokio::test]
async fn the_short_token_is_exchanged_at_the_documented_address() {
    let server = Server::answering(
        "200 OK",
        "",
        r#"{"access_token":"IGAAlong","token_type":"bearer","expires_in":5183944}"#,
    )
    .await;
    let long = login(server.base())
        .exchange_long(&AppSecret::new(SECRET), &AccessToken::new("IGAAshort"))
        .await
        .unwrap();
    assert_eq!(
        (long.token.expose(), long.expires_in.as_secs()),
        ("IGAAlong", 5_183_944)
    );
    let request = server.only_request();
    let line = format!(
        "GET /access_token?grant_type=ig_exchange_token&client_secret={SECRET}&access_token=IGAAshort HTTP/1.1\r\n"
    );
    assert!(request.starts_with(&line), "{request}");
}

#[tokio::test]
async fn a_refresh_needs_the_token_alone() {
    let server = Server::answering("200 OK", "", r#"{"access_token":"IGAAnext","expires_in":5184000}"#).await;
    let long = login(server.base())
        .refresh(&AccessToken::new("IGAAlong"))
        .await
        .unwrap();
    assert_eq!(long.token.expose(), "IGAAnext");
    let request = server.only_request();
    let line = "GET /refresh_access_token?grant_type=ig_refresh_token&access_token=IGAAlong HTTP/1.1\r\n";
    assert!(request.starts_with(line), "{request}");
}

#[tokio::test]
async fn a_dead_token_is_refused_with_its_code() {
    let body = r#"{"error":{"message":"Sitzung ungültig","type":"OAuthException","code":190,"fbtrace_id":"Axyz"}}"#;
    let server = Server::answering("400 Bad Request", "", body).await;
    let error = login(server.base())
        .refresh(&AccessToken::new("IGAAlong"))
        .await
        .unwrap_err();
    assert_eq!(error.recovery(), instagram::Recovery::Reconnect);
    assert!(matches!(&error, ApiError::Refused(refusal) if refusal.trace_id.as_deref() == Some("Axyz")));
}

#[tokio::test]
async fn exchanges_follow_no_redirect() {
    let elsewhere = Server::answering("200 OK", "", SHORT).await;
    let server = Server::answering("302 Found", &format!("location: {}\r\n", elsewhere.base()), "").await;
    let client = login(server.base());
    assert!(client.exchange_code(&app(), CODE).await.is_err());
    assert!(
        client
            .exchange_long(&AppSecret::new(SECRET), &AccessToken::new("IGAAshort"))
            .await
            .is_err()
    );
    assert!(client.refresh(&AccessToken::new("IGAAlong")).await.is_err());
    assert!(elsewhere.received().is_empty(), "secrets must not travel on");
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn missing_secrets_are_not_sent() {
    let server = Server::answering("200 OK", "", SHORT).await;
    let client = login(server.base());
    let nameless = AppCredentials {
        client_id: String::new(),
        ..app()
    };
    for error in [
        client.exchange_code(&app(), " #_").await.map(|_| ()),
        client.exchange_code(&nameless, CODE).await.map(|_| ()),
        client
            .exchange_long(&AppSecret::new(""), &AccessToken::new("IGAAshort"))
            .await
            .map(|_| ()),
        client.refresh(&AccessToken::new("")).await.map(|_| ()),
    ] {
        assert!(matches!(error, Err(ApiError::Invalid(_))), "{error:?}");
    }
    assert!(server.received().is_empty());
}
