//! What an answer may cost: time, bytes on the wire and bytes once unpacked, depth.

use crate::server::{Act, Server};
use flate2::Compression;
use flate2::write::GzEncoder;
use instagram::{AccessToken, Answer, ApiError, Client, CommentId, Doubt, Endpoints, GetComment, ReplyToComment};
use std::io::Write;
use std::time::{Duration, Instant};
use url::Url;

async fn reply(base: &Url, limit: Duration) -> Result<Answer<CommentId>, ApiError> {
    let client = Client::with_timeout(Endpoints::on_host(base), limit).unwrap();
    let comment = CommentId::from("18050001112223334");
    let endpoint = ReplyToComment {
        comment: &comment,
        message: "Yes",
    };
    client.call(&AccessToken::new("IGAAlimits"), &endpoint).await
}

const USUAL: Duration = Duration::from_secs(20);

/// An answer that is packed on the wire.
fn packed(body: &[u8]) -> Act {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(body).unwrap();
    let packed = packer.finish().unwrap();
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        packed.len()
    )
    .into_bytes();
    assert!(packed.len() < 1024 * 1024, "small on the wire");
    answer.extend(packed);
    Act::SendBytes(answer)
}

#[tokio::test]
async fn a_packed_answer_is_asked_for_and_read() {
    let server = Server::start(packed(br#"{"id":"18050009998887776"}"#)).await;
    let answer = reply(server.base(), USUAL).await.unwrap();
    assert_eq!(answer.value.as_str(), "18050009998887776");
    let request = server.only_request().to_lowercase();
    assert!(request.contains("accept-encoding: gzip"), "{request}");
}

#[tokio::test]
async fn a_small_answer_that_unpacks_into_a_large_one_is_given_up_at_the_limit() {
    let mut body = br#"{"id":""#.to_vec();
    body.resize(200 * 1024 * 1024, b'1');
    let server = Server::start(packed(&body)).await;
    drop(body);
    let error = reply(server.base(), USUAL).await.unwrap_err();
    let too_long = Doubt::Unreadable("the answer is too long".to_owned());
    assert_eq!(error, ApiError::InDoubt { cause: too_long });
}

#[tokio::test]
async fn a_packed_answer_that_breaks_off_is_in_doubt() {
    let Act::SendBytes(mut answer) = packed(br#"{"id":"18050009998887776"}"#) else {
        panic!("bytes")
    };
    answer.truncate(answer.len() - 12);
    let server = Server::start(Act::SendBytes(answer)).await;
    let error = reply(server.base(), USUAL).await.unwrap_err();
    assert!(matches!(error, ApiError::InDoubt { .. }), "{error:?}");
}

#[tokio::test]
async fn an_answer_that_drips_ends_with_the_time_limit_of_the_whole_request() {
    for start in [
        "HTTP/1.1 200 OK\r\nx-slow:",
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"id\":\"1\"",
        "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n",
    ] {
        let server = Server::start(Act::Drip(start.to_owned())).await;
        let started = Instant::now();
        let error = reply(server.base(), Duration::from_secs(1)).await.unwrap_err();
        assert_eq!(error, ApiError::InDoubt { cause: Doubt::Timeout }, "{start:?}");
        let took = started.elapsed();
        assert!(
            took >= Duration::from_millis(900) && took < Duration::from_secs(5),
            "{took:?}"
        );
        server.only_request();
    }
}

#[tokio::test]
async fn an_answer_that_is_nested_too_deeply_is_in_doubt_and_crashes_nothing() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    let comment = CommentId::from("18050001112223334");
    for body in [
        format!(r#"{{"id":"1","x":{deep}}}"#),
        format!(r#"{{"error":{deep}}}"#),
        deep,
    ] {
        let server = Server::answering("200 OK", "content-type: application/json\r\n", &body).await;
        let client = Client::new(Endpoints::on_host(server.base())).unwrap();
        let error = client
            .call(&AccessToken::new("IGAAlimits"), &GetComment::new(&comment))
            .await
            .unwrap_err();
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
}
