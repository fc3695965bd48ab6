//! `Client::call` over a socket.

use crate::server::{Act, Server, nobody};
use instagram::{
    AccessToken, ApiError, Client, CommentId, Doubt, Endpoint, Endpoints, Flavour, GetMe, ReplyToComment, Request,
    Scope, Share, Usage,
};
use std::time::Duration;
use url::Url;

const TOKEN: &str = "IGAAclienttoken";

async fn reply(base: &Url) -> Result<instagram::Answer<CommentId>, ApiError> {
    reply_within(base, Duration::from_secs(20)).await
}

async fn reply_within(base: &Url, limit: Duration) -> Result<instagram::Answer<CommentId>, ApiError> {
    let client = Client::with_timeout(Endpoints::on_host(base), limit).unwrap();
    let comment = CommentId::from("18050001112223334");
    let endpoint = ReplyToComment {
        comment: &comment,
        message: "Yes, it is",
    };
    client.call(&AccessToken::new(TOKEN), &endpoint).await
}

#[tokio::test]
async fn a_reply_carries_its_token_in_a_header_and_its_text_in_the_body() {
    let server = Server::answering(
        "200 OK",
        "content-type: application/json; charset=UTF-8\r\ndate: Fri, 14 Aug 2026 10:01:44 GMT\r\n\
         x-app-usage: {\"call_volume\":7,\"cpu_time\":12}\r\n",
        r#"{"id":"18050009998887776"}"#,
    )
    .await;
    let answer = reply(server.base()).await.unwrap();
    assert_eq!(answer.value.as_str(), "18050009998887776");
    let app = Share {
        percent: 12,
        regain_minutes: None,
    };
    assert_eq!(
        answer.usage,
        Usage {
            percent: Some(12),
            app: Some(app),
            ..Usage::default()
        }
    );
    assert_eq!(answer.server_date, Some("2026-08-14T10:01:44Z".parse().unwrap()));

    let request = server.only_request();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    assert_eq!(lines.next(), Some("POST /v26.0/18050001112223334/replies HTTP/1.1"));
    let header = |name: &str| {
        head.lines()
            .find_map(|line| line.to_lowercase().strip_prefix(name).map(|_| line.to_owned()))
    };
    assert_eq!(
        header("authorization:").unwrap(),
        format!("authorization: Bearer {TOKEN}")
    );
    assert_eq!(
        header("content-type:").unwrap(),
        "content-type: application/x-www-form-urlencoded"
    );
    assert!(header("user-agent:").unwrap().contains("Postroom/"));
    assert!(header("referer:").is_none() && header("cookie:").is_none());
    assert_eq!(body, "message=Yes%2C+it+is");
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let error = reply(&nobody().await).await.unwrap_err();
    assert!(matches!(error, ApiError::NotSent { .. }), "{error:?}");
}

#[tokio::test]
async fn a_failed_handshake_was_not_sent() {
    let server = Server::start(Act::Hurry("HTTP/1.1 400 Bad Request\r\n\r\n".to_owned())).await;
    let error = reply(&with_tls(server.base())).await.unwrap_err();
    assert!(matches!(error, ApiError::NotSent { .. }), "{error:?}");
}

#[tokio::test]
async fn a_handshake_without_end_was_not_sent() {
    let server = Server::start(Act::Silence).await;
    let error = reply_within(&with_tls(server.base()), Duration::from_secs(1))
        .await
        .unwrap_err();
    assert!(matches!(error, ApiError::NotSent { .. }), "{error:?}");
}

/// The same address, where TLS is expected but not spoken.
fn with_tls(base: &Url) -> Url {
    let mut base = base.clone();
    base.set_scheme("https").unwrap();
    base
}

#[tokio::test]
async fn a_connection_cut_after_the_request_is_in_doubt_and_is_not_tried_again() {
    let server = Server::start(Act::Cut).await;
    let error = reply(server.base()).await.unwrap_err();
    assert_eq!(error, ApiError::InDoubt { cause: Doubt::Cut });
    server.only_request();
}

#[tokio::test]
async fn an_answer_cut_in_its_body_is_in_doubt() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\":\"1805";
    let server = Server::start(Act::Send(half.to_owned())).await;
    let error = reply(server.base()).await.unwrap_err();
    assert_eq!(error, ApiError::InDoubt { cause: Doubt::Cut });
    server.only_request();
}

#[tokio::test]
async fn no_answer_in_time_is_in_doubt() {
    let server = Server::start(Act::Silence).await;
    let error = reply_within(server.base(), Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error, ApiError::InDoubt { cause: Doubt::Timeout });
    server.only_request();
}

#[tokio::test]
async fn a_web_page_with_status_200_and_truncated_json_are_in_doubt() {
    for body in ["<html><body>Sign in to the hotel</body></html>", r#"{"id":"1805"#, ""] {
        let server = Server::answering("200 OK", "content-type: text/html\r\n", body).await;
        let error = reply(server.base()).await.unwrap_err();
        assert!(
            matches!(
                error,
                ApiError::InDoubt {
                    cause: Doubt::Unreadable(_)
                }
            ),
            "{body:?}: {error:?}"
        );
    }
}

#[tokio::test]
async fn an_endless_answer_is_given_up() {
    let body = "x".repeat(17 * 1024 * 1024);
    let server = Server::answering("200 OK", "", &body).await;
    let error = reply(server.base()).await.unwrap_err();
    assert!(
        matches!(
            error,
            ApiError::InDoubt {
                cause: Doubt::Unreadable(_)
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::answering("200 OK", "", r#"{"id":"1"}"#).await;
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"] {
        let server = Server::answering(status, &format!("location: {}\r\n", elsewhere.base()), "").await;
        let error = reply(server.base()).await.unwrap_err();
        assert!(
            matches!(
                error,
                ApiError::InDoubt {
                    cause: Doubt::Unreadable(_)
                }
            ),
            "{status}: {error:?}"
        );
    }
    assert!(elsewhere.received().is_empty(), "the token must not travel on");
}

#[tokio::test]
async fn a_refusal_carries_the_wait_that_its_headers_ask_for() {
    let usage = r#"{"17841400000000123":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":23}]}"#;
    let headers = format!("x-business-use-case-usage: {usage}\r\n");
    let server = Server::answering(
        "400 Bad Request",
        &headers,
        r#"{"error":{"code":80002,"message":"zu viele"}}"#,
    )
    .await;
    let error = reply(server.base()).await.unwrap_err();
    let wait = Duration::from_secs(23 * 60);
    assert_eq!(error.recovery(), instagram::Recovery::RetryAfter(Some(wait)));
}

struct Elsewhere(&'static str);

impl Endpoint for Elsewhere {
    type Output = ();
    const NAME: &'static str = "GET elsewhere";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, _: &Endpoints) -> Result<Request, ApiError> {
        Ok(http::Request::builder().uri(self.0).body(Vec::new()).unwrap())
    }

    fn decode(&self, _: &[u8]) -> Result<(), ApiError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_token_is_not_sent_to_a_host_outside_the_endpoints() {
    let home = Server::answering("200 OK", "", "{}").await;
    let away = Server::answering("200 OK", "", "{}").await;
    let client = Client::new(Endpoints::on_host(home.base())).unwrap();
    let address = forever(away.base(), "/");
    let error = client
        .call(&AccessToken::new(TOKEN), &Elsewhere(address))
        .await
        .unwrap_err();
    assert!(matches!(error, ApiError::Invalid(_)), "{error:?}");
    assert!(away.received().is_empty() && home.received().is_empty());
    let relative = client
        .call(&AccessToken::new(TOKEN), &Elsewhere("/me"))
        .await
        .unwrap_err();
    assert!(matches!(relative, ApiError::Invalid(_)), "{relative:?}");
}

struct WithoutToken(&'static str);

impl Endpoint for WithoutToken {
    type Output = ();
    const NAME: &'static str = "GET public";
    const SCOPE: Scope = Scope::Public;

    fn request(&self, _: &Endpoints) -> Result<Request, ApiError> {
        Ok(http::Request::builder().uri(self.0).body(Vec::new()).unwrap())
    }

    fn decode(&self, _: &[u8]) -> Result<(), ApiError> {
        Ok(())
    }
}

/// An address that lives as long as the tests.
fn forever(base: &Url, path: &str) -> &'static str {
    Box::leak(base.join(path).unwrap().to_string().into_boxed_str())
}

#[tokio::test]
async fn an_upload_carries_its_token_in_the_way_of_uploads() {
    let server = Server::answering("200 OK", "", "{}").await;
    let client = Client::new(Endpoints::on_host(server.base())).unwrap();
    let address = forever(server.base(), "/ig-api-upload/v26.0/17900011122233344");
    client
        .call(&AccessToken::new(TOKEN), &Elsewhere(address))
        .await
        .unwrap();
    let request = server.only_request();
    assert!(
        request.contains(&format!("\r\nauthorization: OAuth {TOKEN}\r\n")),
        "{request}"
    );
}

#[tokio::test]
async fn a_public_call_carries_no_token_and_goes_nowhere_else() {
    let (home, public) = (
        Server::answering("200 OK", "", "{}").await,
        Server::answering("200 OK", "", "{}").await,
    );
    let mut endpoints = Endpoints::on_host(home.base());
    endpoints.public = public.base().clone();
    let client = Client::new(endpoints).unwrap();
    let token = AccessToken::new(TOKEN);
    let there = forever(public.base(), "/v26.0/instagram_oembed");
    client.call(&token, &WithoutToken(there)).await.unwrap();
    let request = public.only_request();
    assert!(!request.to_lowercase().contains("authorization"), "{request}");
    assert!(!request.contains(TOKEN), "{request}");

    let elsewhere = forever(home.base(), "/v26.0/me");
    let error = client.call(&token, &WithoutToken(elsewhere)).await.unwrap_err();
    assert!(matches!(error, ApiError::Invalid(_)), "{error:?}");
    let with_token = client.call(&token, &Elsewhere(there)).await.unwrap_err();
    assert!(matches!(with_token, ApiError::Invalid(_)), "{with_token:?}");
    assert!(home.received().is_empty());
    public.only_request();
}

#[tokio::test]
async fn an_endpoint_of_the_other_set_up_is_not_called() {
    let server = Server::answering("200 OK", "", "{}").await;
    let error = Client::new(Endpoints::facebook_on_host(server.base()))
        .unwrap()
        .call(&AccessToken::new(TOKEN), &GetMe)
        .await
        .unwrap_err();
    assert_eq!(
        error,
        ApiError::NotAvailable {
            endpoint: "GET /me",
            flavour: Flavour::FacebookLogin
        }
    );
    assert!(server.received().is_empty());
}

#[test]
fn endpoints_without_tls_get_no_client() {
    let mut endpoints = Endpoints::instagram();
    endpoints.graph = Url::parse("http://graph.instagram.com/").unwrap();
    assert!(matches!(Client::new(endpoints), Err(ApiError::Invalid(_))));
}

#[test]
fn calls_can_be_awaited_on_any_thread() {
    fn is_send<T: Send>(_: T) {}
    let client = Client::new(Endpoints::instagram()).unwrap();
    let token = AccessToken::new(TOKEN);
    is_send(client.call(&token, &GetMe));
}
