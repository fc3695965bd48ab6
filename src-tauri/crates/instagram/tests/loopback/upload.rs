//! The upload of a video over a socket: where its bytes and its token go, and what the host's own answers say.

use crate::server::{Act, Server};
use instagram::{
    AccessToken, AccountId, ApiError, Client, Doubt, Endpoint, Endpoints, StartUpload, StoryOptions, UploadError,
    UploadSession, Video,
};
use url::Url;

const TOKEN: &str = "EAAuploadtoken";

/// The session that a platform on `host` would give.
fn session(host: &Url) -> UploadSession {
    let account = AccountId::from("17841400000000123");
    let start = StartUpload {
        account: &account,
        video: Video::Story(StoryOptions::default()),
    };
    let uri = host.join("/ig-api-upload/v26.0/17900").unwrap();
    let answer = serde_json::json!({"id": "17900", "uri": uri}).to_string();
    start.decode(answer.as_bytes()).unwrap()
}

async fn upload(client: &Client, session: &UploadSession, bytes: &'static [u8], size: u64) -> Result<(), UploadError> {
    let answer = client.upload(&AccessToken::new(TOKEN), session, size, bytes).await;
    answer.map(|answer| answer.value)
}

fn client(server: &Server) -> Client {
    Client::new(Endpoints::facebook_on_host(server.base())).unwrap()
}

#[tokio::test]
async fn the_bytes_go_out_as_they_are_with_their_size_and_the_token_in_its_own_way() {
    let server = Server::answering("200 OK", "", r#"{"success":true,"message":"Upload successful."}"#).await;
    let bytes = b"ftypmp42 a very short video";
    let size = bytes.len() as u64;
    upload(&client(&server), &session(server.base()), bytes, size)
        .await
        .unwrap();

    let request = server.only_request();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert_eq!(body.as_bytes(), bytes);
    assert_eq!(head.lines().next(), Some("POST /ig-api-upload/v26.0/17900 HTTP/1.1"));
    let head = head.to_lowercase() + "\r\n";
    for line in [
        format!("authorization: oauth {}", TOKEN.to_lowercase()),
        "offset: 0".to_owned(),
        format!("file_size: {size}"),
        format!("content-length: {size}"),
        "content-type: application/octet-stream".to_owned(),
    ] {
        assert!(head.contains(&format!("\r\n{line}\r\n")), "{line} in {head}");
    }
    assert!(!head.contains("transfer-encoding"), "{head}");
}

#[tokio::test]
async fn a_refusal_in_the_shape_of_the_host_is_told_from_a_coded_one() {
    let own = r#"{"debug_info":{"retriable":false,"type":"NotAuthorizedError","message":"unauthorized user request"}}"#;
    let server = Server::answering("400 Bad Request", "", own).await;
    let error = upload(&client(&server), &session(server.base()), b"video", 5)
        .await
        .unwrap_err();
    let UploadError::Refused(refusal) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(refusal.kind.as_deref(), Some("NotAuthorizedError"));
    assert_eq!((refusal.retriable, refusal.http_status), (Some(false), 400));

    let coded = r#"{"error":{"message":"x","type":"OAuthException","code":190}}"#;
    let server = Server::answering("400 Bad Request", "", coded).await;
    let error = upload(&client(&server), &session(server.base()), b"video", 5)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, UploadError::Api(api) if api.code_pair() == (Some(190), None)),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_lost_answer_is_in_doubt_and_the_bytes_leave_once() {
    let server = Server::start(Act::Cut).await;
    let error = upload(&client(&server), &session(server.base()), b"video", 5).await;
    assert_eq!(error, Err(UploadError::Api(ApiError::InDoubt { cause: Doubt::Cut })));
    server.only_request();
}

#[tokio::test]
async fn a_file_that_ends_early_is_no_upload() {
    let server = Server::answering("200 OK", "", r#"{"success":true}"#).await;
    let error = upload(&client(&server), &session(server.base()), b"video", 50)
        .await
        .unwrap_err();
    assert!(matches!(error, UploadError::Api(ApiError::InDoubt { .. })), "{error:?}");
    assert!(server.received().is_empty(), "the request never was whole");
}

#[tokio::test]
async fn neither_bytes_nor_token_go_to_another_host() {
    let home = Server::answering("200 OK", "", r#"{"success":true}"#).await;
    let away = Server::answering("200 OK", "", r#"{"success":true}"#).await;
    let error = upload(&client(&home), &session(away.base()), b"video", 5)
        .await
        .unwrap_err();
    assert!(matches!(error, UploadError::Api(ApiError::Invalid(_))), "{error:?}");
    assert!(home.received().is_empty() && away.received().is_empty());
}
