//! Facebook Login over a socket.

use crate::server::{Act, Server};
use instagram::{
    AccessToken, ApiError, AppCredentials, AppSecret, Client, DeleteMedia, Doubt, Endpoints, Expiry, Flavour,
    ListPages, LoginClient, MediaId, TokenKind,
};
use url::Url;

const SECRET: &str = "0123456789abcdef";
const USER: &str = "EAAuser";

fn app() -> AppCredentials {
    AppCredentials {
        client_id: " 9876501234 ".to_owned(),
        secret: AppSecret::new(SECRET),
        redirect_uri: Url::parse("https://auth.example.app/fb/callback").unwrap(),
    }
}

fn login(base: &Url) -> LoginClient {
    LoginClient::new(Endpoints::facebook_on_host(base)).unwrap()
}

const ANSWER: &str = r#"{"access_token":"EAAnext","token_type":"bearer","expires_in":5183944}"#;

#[tokio::test]
async fn a_code_is_exchanged_at_the_documented_address() {
    let server = Server::answering("200 OK", "content-type: application/json\r\n", ANSWER).await;
    for code in ["AQDcode", " AQDcode#_=_\n"] {
        let token = login(server.base()).exchange_facebook_code(&app(), code).await.unwrap();
        assert_eq!(token.token.expose(), "EAAnext");
        assert_eq!(token.expires_in.map(|time| time.as_secs()), Some(5_183_944));
    }
    for request in server.received() {
        let line = format!(
            "GET /v26.0/oauth/access_token?client_id=9876501234&redirect_uri=https%3A%2F%2Fauth.example.app%2Ffb%2Fcallback\
             &client_secret={SECRET}&code=AQDcode HTTP/1.1\r\n"
        );
        assert!(request.starts_with(&line), "{request}");
        assert!(!request.to_lowercase().contains("authorization:"), "{request}");
    }
}

#[tokio::test]
async fn a_token_of_a_person_is_exchanged_for_a_longer_one() {
    let server = Server::answering("200 OK", "", r#"{"access_token":"EAAlong","token_type":"bearer"}"#).await;
    let long = login(server.base())
        .exchange_user_token(&app(), &AccessToken::new(USER))
        .await
        .unwrap();
    assert_eq!((long.token.expose(), long.expires_in), ("EAAlong", None));
    let line = format!(
        "GET /v26.0/oauth/access_token?grant_type=fb_exchange_token&client_id=9876501234&client_secret={SECRET}\
         &fb_exchange_token={USER} HTTP/1.1\r\n"
    );
    let request = server.only_request();
    assert!(request.starts_with(&line), "{request}");
}

#[tokio::test]
async fn a_token_is_inspected_in_the_name_of_the_app() {
    let server = Server::answering(
        "200 OK",
        "",
        r#"{"data":{"app_id":"9876501234","type":"USER","is_valid":true,"expires_at":0,"scopes":["instagram_basic"]}}"#,
    )
    .await;
    let facts = login(server.base())
        .inspect_token(&app(), &AccessToken::new(USER))
        .await
        .unwrap();
    assert!(facts.is_valid);
    assert_eq!((facts.kind, facts.expires), (Some(TokenKind::User), Expiry::Never));
    let line = format!("GET /v26.0/debug_token?input_token={USER}&access_token=9876501234%7C{SECRET} HTTP/1.1\r\n");
    let request = server.only_request();
    assert!(request.starts_with(&line), "{request}");
}

#[tokio::test]
async fn a_refused_code_keeps_its_code_and_loses_its_text() {
    let body = r#"{"error":{"message":"This authorization code has been used.","type":"OAuthException","code":100,
        "error_subcode":36009,"fbtrace_id":"Axyz"}}"#;
    for status in ["400 Bad Request", "200 OK"] {
        let server = Server::answering(status, "", body).await;
        let error = login(server.base())
            .exchange_facebook_code(&app(), "AQDcode")
            .await
            .unwrap_err();
        assert_eq!(error.code_pair(), (Some(100), Some(36_009)));
        assert!(!format!("{error} {error:?}").contains("authorization code"));
    }
}

#[tokio::test]
async fn exchanges_follow_no_redirect_and_get_no_second_try() {
    let elsewhere = Server::answering("200 OK", "", ANSWER).await;
    let server = Server::answering("302 Found", &format!("location: {}\r\n", elsewhere.base()), "").await;
    let (client, token) = (login(server.base()), AccessToken::new(USER));
    assert!(client.exchange_facebook_code(&app(), "AQDcode").await.is_err());
    assert!(client.exchange_user_token(&app(), &token).await.is_err());
    assert!(client.inspect_token(&app(), &token).await.is_err());
    assert!(elsewhere.received().is_empty(), "secrets must not travel on");
    assert_eq!(server.received().len(), 3);
    let cut = Server::start(Act::Cut).await;
    let error = login(cut.base()).exchange_facebook_code(&app(), "AQDcode").await;
    assert_eq!(error.unwrap_err(), ApiError::InDoubt { cause: Doubt::Cut });
    cut.only_request();
}

#[tokio::test]
async fn missing_secrets_are_not_sent() {
    let server = Server::answering("200 OK", "", ANSWER).await;
    let (client, token) = (login(server.base()), AccessToken::new(USER));
    let nameless = AppCredentials {
        client_id: " ".to_owned(),
        ..app()
    };
    let secretless = AppCredentials {
        secret: AppSecret::new(""),
        ..app()
    };
    let none = AccessToken::new("");
    for refused in [
        client.exchange_facebook_code(&app(), " #_=_").await.map(|_| ()),
        client.exchange_facebook_code(&nameless, "AQDcode").await.map(|_| ()),
        client.exchange_facebook_code(&secretless, "AQDcode").await.map(|_| ()),
        client.exchange_user_token(&app(), &none).await.map(|_| ()),
        client.exchange_user_token(&nameless, &token).await.map(|_| ()),
        client.inspect_token(&app(), &none).await.map(|_| ()),
        client.inspect_token(&secretless, &token).await.map(|_| ()),
        client.inspect_token(&nameless, &token).await.map(|_| ()),
    ] {
        assert!(matches!(refused, Err(ApiError::Invalid(_))), "{refused:?}");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn the_exchanges_of_the_other_set_up_are_not_made() {
    let server = Server::answering("200 OK", "", ANSWER).await;
    let facebook = login(server.base());
    let instagram = LoginClient::new(Endpoints::on_host(server.base())).unwrap();
    let token = AccessToken::new(USER);
    for (refused, flavour) in [
        (
            facebook.exchange_code(&app(), "AQDcode").await.map(|_| ()),
            Flavour::FacebookLogin,
        ),
        (
            facebook
                .exchange_long(&AppSecret::new(SECRET), &token)
                .await
                .map(|_| ()),
            Flavour::FacebookLogin,
        ),
        (facebook.refresh(&token).await.map(|_| ()), Flavour::FacebookLogin),
        (
            instagram.exchange_facebook_code(&app(), "AQDcode").await.map(|_| ()),
            Flavour::InstagramLogin,
        ),
        (
            instagram.exchange_user_token(&app(), &token).await.map(|_| ()),
            Flavour::InstagramLogin,
        ),
        (
            instagram.inspect_token(&app(), &token).await.map(|_| ()),
            Flavour::InstagramLogin,
        ),
    ] {
        assert!(
            matches!(refused, Err(ApiError::NotAvailable { flavour: of, .. }) if of == flavour),
            "{refused:?}"
        );
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn pages_come_with_their_tokens_and_the_persons_token_goes_in_the_header() {
    let server = Server::answering(
        "200 OK",
        "",
        r#"{"data":[{"id":"1029384756","name":"Blue Bakery","access_token":"EAApage",
            "instagram_business_account":{"id":"17841400000000123","username":"bluebakery"}}]}"#,
    )
    .await;
    let client = Client::new(Endpoints::facebook_on_host(server.base())).unwrap();
    let list = ListPages {
        limit: 100,
        after: None,
    };
    let page = client.call(&AccessToken::new(USER), &list).await.unwrap().value;
    assert_eq!(page.items[0].token.as_ref().unwrap().expose(), "EAApage");
    let request = server.only_request();
    assert!(request.starts_with("GET /v26.0/me/accounts?fields="), "{request}");
    assert!(
        request.contains(&format!("\r\nauthorization: Bearer {USER}\r\n")),
        "{request}"
    );
}

#[tokio::test]
async fn what_only_facebook_login_has_is_not_called_with_instagram_login() {
    let server = Server::answering("200 OK", "", r#"{"success":true}"#).await;
    let client = Client::new(Endpoints::on_host(server.base())).unwrap();
    let media = MediaId::from("18001112223334445");
    let error = client
        .call(&AccessToken::new("IGAAx"), &DeleteMedia { media: &media })
        .await
        .unwrap_err();
    assert_eq!(
        error,
        ApiError::NotAvailable {
            endpoint: "DELETE /{media}",
            flavour: Flavour::InstagramLogin
        }
    );
    assert!(server.received().is_empty());
}
