//! Publishing over a socket: what is sent, and what an answer that went wrong on the way says about the post.

use crate::server::{Act, Server};
use instagram::{
    AccessToken, AccountId, ApiError, Client, ContainerId, ContainerStatus, CreateImageContainer, Doubt, Endpoints,
    GetContainer, ImageOptions, MediaId, PublishContainer, Recovery,
};
use url::Url;

const TOKEN: &str = "IGAApublishtoken";

async fn publish(base: &Url) -> Result<MediaId, ApiError> {
    let client = Client::new(Endpoints::on_host(base)).unwrap();
    let (account, container) = (
        AccountId::from("17841400000000123"),
        ContainerId::from("17900011122233399"),
    );
    let endpoint = PublishContainer {
        account: &account,
        container: &container,
    };
    let answer = client.call(&AccessToken::new(TOKEN), &endpoint).await;
    answer.map(|answer| answer.value)
}

#[tokio::test]
async fn a_container_carries_its_token_in_a_header_and_everything_else_in_a_json_body() {
    let server = Server::answering("200 OK", "", r#"{"id":"17900011122233344"}"#).await;
    let client = Client::new(Endpoints::on_host(server.base())).unwrap();
    let account = AccountId::from("17841400000000123");
    let image_url = Url::parse("https://cdn.example.app/9a1.jpg?X-Amz-Signature=ab").unwrap();
    let endpoint = CreateImageContainer {
        account: &account,
        image_url: &image_url,
        options: ImageOptions {
            caption: Some("Rye is back 🌱\n#bread"),
            alt_text: Some("Sliced rye loaf"),
            ..ImageOptions::default()
        },
    };
    let answer = client.call(&AccessToken::new(TOKEN), &endpoint).await.unwrap();
    assert_eq!(answer.value.as_str(), "17900011122233344");

    let request = server.only_request();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        head.lines().next(),
        Some("POST /v26.0/17841400000000123/media HTTP/1.1")
    );
    let head = head.to_lowercase();
    assert!(head.contains("\r\ncontent-type: application/json\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nauthorization: bearer {}\r\n", TOKEN.to_lowercase())));
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(body).unwrap(),
        serde_json::json!({
            "image_url": "https://cdn.example.app/9a1.jpg?X-Amz-Signature=ab",
            "caption": "Rye is back 🌱\n#bread",
            "alt_text": "Sliced rye loaf",
        })
    );
}

#[tokio::test]
async fn a_publish_whose_answer_is_lost_is_in_doubt_and_leaves_once() {
    let server = Server::start(Act::Cut).await;
    let error = publish(server.base()).await.unwrap_err();
    assert_eq!(error, ApiError::InDoubt { cause: Doubt::Cut });
    server.only_request();
}

#[tokio::test]
async fn suspected_spam_on_publish_is_in_doubt_and_pauses_the_account() {
    let body =
        r#"{"error":{"message":"x","type":"IGApiException","code":4,"error_subcode":2207051,"is_transient":false}}"#;
    let server = Server::answering("403 Forbidden", "", body).await;
    let error = publish(server.base()).await.unwrap_err();
    assert!(error.is_spam_block() && error.pauses_account());
    assert_eq!(error.recovery(), Recovery::InDoubt);
}

#[tokio::test]
async fn a_container_that_is_not_ready_was_not_published_whatever_the_status_says() {
    let body = r#"{"error":{"message":"Media ID is not available","code":9007,"error_subcode":2207027}}"#;
    for status in ["400 Bad Request", "200 OK", "500 Internal Server Error"] {
        let server = Server::answering(status, "", body).await;
        let error = publish(server.base()).await.unwrap_err();
        assert!(error.is_not_ready(), "{status}: {error:?}");
        assert_eq!(error.recovery(), Recovery::RetrySoon);
    }
}

#[tokio::test]
async fn a_failed_container_is_a_good_answer_that_says_why() {
    let body = r#"{"id":"17900011122233344","status_code":"ERROR",
        "status":"Error: Media upload has failed with error code 2207003"}"#;
    let server = Server::answering("200 OK", "", body).await;
    let client = Client::new(Endpoints::on_host(server.base())).unwrap();
    let container = ContainerId::from("17900011122233344");
    let answer = client
        .call(&AccessToken::new(TOKEN), &GetContainer { container: &container })
        .await
        .unwrap();
    assert_eq!(
        (answer.value.status, answer.value.error_subcode),
        (ContainerStatus::Error, Some(2_207_003))
    );
}
