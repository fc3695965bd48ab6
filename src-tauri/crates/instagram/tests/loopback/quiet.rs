//! Nothing secret reaches a log, an error or a `Debug`, whatever happens to the request.

use crate::server::{Act, Server, nobody};
use instagram::{
    AccessToken, AccountId, AppCredentials, AppSecret, Client, CommentId, CreateImageContainer, Endpoints,
    ImageOptions, ListPages, LoginClient, ReplyToComment,
};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing_subscriber::filter::LevelFilter;
use url::Url;

const SECRETS: [&str; 5] = [
    "IGAAquietshort",
    "quietappsecret",
    "AQBquietcode",
    "quietmessagetext",
    "quietsignature",
];

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn secrets_stay_out_of_logs_and_errors_at_every_level() {
    let log = Log::default();
    let writer = log.clone();
    // Also takes what the libraries below say through the `log` crate.
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();

    let good = r#"{"access_token":"IGAAquietshort","user_id":1,"expires_in":5,"id":"1","is_valid":true,
        "data":[{"id":"1","name":"x","access_token":"IGAAquietshort"}]}"#;
    let servers = [
        Server::answering("200 OK", "", good).await,
        Server::start(Act::Echo).await,
        Server::answering(
            "200 OK",
            "",
            r#"{"access_token":["IGAAquietshort"],"id":["quietmessagetext quietsignature"]}"#,
        )
        .await,
        Server::answering("500 Oops", "", "IGAAquietshort").await,
        Server::answering("302 Found", "location: http://127.0.0.1:9/\r\n", "").await,
        Server::start(Act::Cut).await,
        Server::start(Act::Silence).await,
    ];
    let mut said = String::new();
    for base in servers
        .iter()
        .map(|server| server.base().clone())
        .chain([nobody().await])
    {
        said.push_str(&say_everything(&base).await);
    }
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("token exchange ended"), "the log must be listened to");
    assert!(
        logged.contains("starting new connection"),
        "the libraries must be listened to"
    );
    for secret in SECRETS {
        assert!(!logged.contains(secret), "the log holds {secret}");
        assert!(!said.contains(secret), "an error or Debug holds {secret}: {said}");
    }
}

async fn say_everything(base: &Url) -> String {
    let limit = Duration::from_millis(300);
    let endpoints = Endpoints::on_host(base);
    let login = LoginClient::with_timeout(endpoints.clone(), limit).unwrap();
    let client = Client::with_timeout(endpoints, limit).unwrap();
    let [token, secret, code, message, signature] = SECRETS;
    let (token, secret) = (AccessToken::new(token), AppSecret::new(secret));
    let redirect_uri = Url::parse("https://auth.example.app/ig/callback").unwrap();
    let app = AppCredentials {
        client_id: "1".to_owned(),
        secret: secret.clone(),
        redirect_uri,
    };
    let comment = CommentId::from("18050001112223334");

    let mut said = format!("{login:?} {client:?} {token:?} {secret:?} {app:?}");
    let reply = client
        .call(
            &token,
            &ReplyToComment {
                comment: &comment,
                message,
            },
        )
        .await;
    said += &format!(
        "{reply:?} {:?}",
        reply.as_ref().err().map(|error| (error.to_string(), error.sentence()))
    );
    let image_url = Url::parse(&format!("https://cdn.example.app/1.jpg?X-Amz-Signature={signature}")).unwrap();
    let container = client
        .call(
            &token,
            &CreateImageContainer {
                account: &AccountId::from("17841400000000123"),
                image_url: &image_url,
                options: ImageOptions {
                    caption: Some(message),
                    alt_text: Some(message),
                    ..ImageOptions::default()
                },
            },
        )
        .await;
    said += &format!(
        "{container:?} {:?}",
        container
            .as_ref()
            .err()
            .map(|error| (error.to_string(), error.sentence()))
    );
    let short = login.exchange_code(&app, code).await;
    said += &format!(
        "{short:?} {:?}",
        short.as_ref().err().map(|error| (error.to_string(), error.sentence()))
    );
    let facebook = Endpoints::facebook_on_host(base);
    let login_there = LoginClient::with_timeout(facebook.clone(), limit).unwrap();
    let client_there = Client::with_timeout(facebook, limit).unwrap();
    for user in [
        login_there.exchange_facebook_code(&app, code).await,
        login_there.exchange_user_token(&app, &token).await,
    ] {
        said += &format!(
            "{user:?} {:?}",
            user.as_ref().err().map(|error| (error.to_string(), error.sentence()))
        );
    }
    let facts = login_there.inspect_token(&app, &token).await;
    said += &format!("{facts:?}");
    let list = ListPages {
        limit: 100,
        after: None,
    };
    let pages = client_there.call(&token, &list).await;
    said += &format!(
        "{pages:?} {:?}",
        pages.as_ref().err().map(|error| (error.to_string(), error.sentence()))
    );
    for long in [login.exchange_long(&secret, &token).await, login.refresh(&token).await] {
        said += &format!(
            "{long:?} {:?}",
            long.as_ref().err().map(|error| (error.to_string(), error.sentence()))
        );
    }
    said
}
