//! Putting, reading and removing files in a bucket, right and wrong.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use secrecy::SecretString;
use url::Url;

use super::s3_server::{BUCKET, KEY_ID, S3Server, SECRET, bucket_of, clock};
use super::web::{Web, nobody};
use crate::clock::{self, Clock, SharedClock};
use crate::media::hosts::picture::PICTURE;
use crate::media::hosts::{Bucket, BucketSettings, HostProblem, MediaHost, Visitor, http};

const KEY: &str = "00112233445566778899aabbccddeeff.jpg";

fn picture() -> Bytes {
    Bytes::from_static(PICTURE)
}

#[track_caller]
fn code_of(problem: Result<(), HostProblem>) -> String {
    match problem {
        Err(HostProblem::Refused { code, status }) => code.unwrap_or_else(|| format!("no code, {status}")),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_is_put_read_by_its_link_and_removed() {
    let server = S3Server::start().await;
    let bucket = server.bucket();
    bucket.put(KEY, picture()).await.unwrap();
    assert_eq!(server.object(KEY), PICTURE);

    let visitor = Visitor::new().unwrap();
    visitor.serves(&bucket, KEY, PICTURE.len()).await.unwrap();
    let served = visitor.fetch(&bucket.url(KEY).await.unwrap()).await.unwrap();
    assert_eq!(served.bytes, PICTURE);
    assert_eq!(served.content_type.as_deref(), Some("image/jpeg"));

    bucket.remove(KEY).await.unwrap();
    assert!(
        server.objects().iter().all(|name| !name.ends_with(".jpg")),
        "{:?}",
        server.objects()
    );
    let gone = visitor.serves(&bucket, KEY, PICTURE.len()).await;
    assert_eq!(gone, Err(HostProblem::NotServed { status: 404 }));
}

#[tokio::test]
async fn putting_and_removing_again_is_harmless() {
    let server = S3Server::start().await;
    let bucket = server.bucket();
    bucket.remove(KEY).await.unwrap();
    bucket.put(KEY, picture()).await.unwrap();
    bucket.put(KEY, picture()).await.unwrap();
    assert_eq!(server.object(KEY), PICTURE);
    bucket.remove(KEY).await.unwrap();
    bucket.remove(KEY).await.unwrap();
}

#[tokio::test]
async fn a_folder_keeps_the_files_together() {
    let server = S3Server::start().await;
    let bucket = bucket_of(BucketSettings {
        prefix: "postroom/live".to_owned(),
        ..server.settings()
    });
    bucket.put(KEY, picture()).await.unwrap();
    assert!(
        server.objects().contains(&format!("postroom/live/{KEY}")),
        "{:?}",
        server.objects()
    );
    Visitor::new()
        .unwrap()
        .serves(&bucket, KEY, PICTURE.len())
        .await
        .unwrap();
    bucket.remove(KEY).await.unwrap();
    assert!(!server.objects().contains(&format!("postroom/live/{KEY}")));
}

#[tokio::test]
async fn a_bucket_in_front_of_the_host_name_is_found() {
    let server = S3Server::start().await;
    let port = server.endpoint.port().unwrap();
    let address = server.endpoint.socket_addrs(|| None).unwrap()[0];
    let client = reqwest::Client::builder()
        .no_proxy()
        .resolve(&format!("{BUCKET}.localhost"), address)
        .build()
        .unwrap();
    let settings = BucketSettings {
        endpoint: Url::parse(&format!("http://localhost:{port}/")).unwrap(),
        path_style: false,
        ..server.settings()
    };
    let bucket = Bucket::with_client(settings, &SecretString::from(SECRET), clock(), client).unwrap();
    bucket.put(KEY, picture()).await.unwrap();
    assert_eq!(server.object(KEY), PICTURE);
    assert_eq!(
        bucket.url(KEY).await.unwrap().host_str(),
        Some(format!("{BUCKET}.localhost").as_str())
    );
    bucket.remove(KEY).await.unwrap();
    assert!(!server.objects().contains(&KEY.to_owned()));
}

#[tokio::test]
async fn a_public_address_is_read_without_a_signature() {
    let server = S3Server::readable_by_everybody().await;
    let bucket = bucket_of(BucketSettings {
        public_base: Some(server.endpoint.join(BUCKET).unwrap()),
        ..server.settings()
    });
    bucket.put(KEY, picture()).await.unwrap();
    let link = bucket.url(KEY).await.unwrap();
    assert_eq!(link.query(), None);
    Visitor::new()
        .unwrap()
        .serves(&bucket, KEY, PICTURE.len())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_public_address_of_a_private_bucket_is_noticed() {
    let server = S3Server::start().await;
    let bucket = bucket_of(BucketSettings {
        public_base: Some(server.endpoint.join(BUCKET).unwrap()),
        ..server.settings()
    });
    bucket.put(KEY, picture()).await.unwrap();
    let visit = Visitor::new().unwrap().serves(&bucket, KEY, PICTURE.len()).await;
    assert_eq!(visit, Err(HostProblem::NotServed { status: 403 }));
}

#[tokio::test]
async fn a_wrong_secret_a_wrong_key_and_a_wrong_bucket_are_told_apart() {
    let server = S3Server::start().await;
    let wrong_secret = Bucket::new(server.settings(), SecretString::from("another"), clock()).unwrap();
    assert_eq!(code_of(wrong_secret.put(KEY, picture()).await), "SignatureDoesNotMatch");
    assert_eq!(code_of(wrong_secret.remove(KEY).await), "SignatureDoesNotMatch");
    let wrong_key = bucket_of(BucketSettings {
        access_key_id: format!("{KEY_ID}X"),
        ..server.settings()
    });
    assert_eq!(code_of(wrong_key.put(KEY, picture()).await), "NotSignedUp");
    let wrong_bucket = bucket_of(BucketSettings {
        bucket: "paintings".to_owned(),
        ..server.settings()
    });
    assert_eq!(code_of(wrong_bucket.put(KEY, picture()).await), "NoSuchBucket");
    assert_eq!(code_of(wrong_bucket.remove(KEY).await), "NoSuchBucket");
    assert!(server.objects().iter().all(|name| !name.ends_with(".jpg")));
}

/// The machine's clock, set wrong.
#[derive(Debug)]
struct Wrong {
    ahead: Duration,
    behind: Duration,
}

#[async_trait]
impl Clock for Wrong {
    fn now(&self) -> Timestamp {
        let right = clock().now();
        clock::subtract(clock::add(right, self.ahead), self.behind)
    }

    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    async fn sleep(&self, _: Duration) {}
}

#[tokio::test]
async fn a_clock_that_is_off_is_named_as_the_reason() {
    let server = S3Server::start().await;
    let hours = Duration::from_secs(3 * 60 * 60);
    for (ahead, behind) in [(hours, Duration::ZERO), (Duration::ZERO, hours)] {
        let wrong: SharedClock = Arc::new(Wrong { ahead, behind });
        let bucket = Bucket::new(server.settings(), SecretString::from(SECRET), wrong).unwrap();
        let refused = bucket.put(KEY, picture()).await.unwrap_err();
        let HostProblem::ClockOff { by } = refused else {
            panic!("{refused:?}")
        };
        assert!(by.abs_diff(hours) < Duration::from_secs(60), "{by:?}");
    }
    let minute: SharedClock = Arc::new(Wrong {
        ahead: Duration::from_secs(60),
        behind: Duration::ZERO,
    });
    let slightly = Bucket::new(server.settings(), SecretString::from(SECRET), minute).unwrap();
    slightly.put(KEY, picture()).await.unwrap();
}

fn settings_at(base: &Url) -> BucketSettings {
    BucketSettings {
        endpoint: base.clone(),
        region: "auto".to_owned(),
        bucket: BUCKET.to_owned(),
        path_style: true,
        access_key_id: KEY_ID.to_owned(),
        public_base: None,
        prefix: String::new(),
    }
}

fn at(base: &Url) -> Bucket {
    bucket_of(settings_at(base))
}

#[tokio::test]
async fn a_web_page_with_status_200_is_no_success() {
    let web = Web::answering(
        200,
        &[("content-type", "text/html; charset=utf-8")],
        "<html>Sign in</html>",
    )
    .await;
    let page = Err(HostProblem::ServesOther {
        content_type: Some("text/html".to_owned()),
    });
    assert_eq!(at(&web.base).put(KEY, picture()).await, page);
    assert_eq!(at(&web.base).remove(KEY).await, page);
}

#[tokio::test]
async fn refusals_without_a_readable_code_keep_their_status() {
    for (status, body) in [
        (403, "<html>Forbidden</html>"),
        (404, ""),
        (500, "<Error><Code>Internal"),
        (503, "busy"),
        (301, ""),
    ] {
        let web = Web::answering(status, &[("location", "http://127.0.0.1:9/")], body).await;
        let refused = at(&web.base).put(KEY, picture()).await;
        assert_eq!(refused, Err(HostProblem::Refused { status, code: None }), "{status}");
        assert_eq!(web.seen().len(), 1, "neither followed nor sent again");
    }
}

#[tokio::test]
async fn a_file_that_is_gone_already_was_removed_but_a_missing_bucket_is_a_problem() {
    let error = |code: &str| format!("<Error><Code>{code}</Code></Error>");
    let gone = Web::answering(404, &[("content-type", "application/xml")], error("NoSuchKey")).await;
    at(&gone.base).remove(KEY).await.unwrap();
    let missing = Web::answering(404, &[("content-type", "application/xml")], error("NoSuchBucket")).await;
    assert_eq!(code_of(at(&missing.base).remove(KEY).await), "NoSuchBucket");
    let unclear = Web::answering(404, &[], "").await;
    assert_eq!(code_of(at(&unclear.base).remove(KEY).await), "no code, 404");
}

#[tokio::test]
async fn a_host_that_is_not_there_cannot_be_reached() {
    let bucket = at(&nobody().await);
    assert_eq!(bucket.put(KEY, picture()).await, Err(HostProblem::NotReachable));
    assert_eq!(bucket.remove(KEY).await, Err(HostProblem::NotReachable));
}

#[tokio::test]
async fn a_host_that_never_answers_cannot_be_reached() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = Url::parse(&format!("http://{}/", silent.local_addr().unwrap())).unwrap();
    let impatient = reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let settings = settings_at(&endpoint);
    let bucket = Bucket::with_client(settings, &SecretString::from(SECRET), clock(), impatient).unwrap();
    assert_eq!(bucket.put(KEY, picture()).await, Err(HostProblem::NotReachable));
}

#[tokio::test]
async fn a_request_carries_its_type_and_length_and_no_secret() {
    let web = Web::answering(200, &[], "").await;
    at(&web.base).put(KEY, picture()).await.unwrap();
    let seen = web.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].method, "PUT");
    assert!(
        seen[0].target.starts_with(&format!("/{BUCKET}/{KEY}?")),
        "{}",
        seen[0].target
    );
    assert!(seen[0].target.contains("X-Amz-Expires=900"));
    assert_eq!(seen[0].headers["content-type"], "image/jpeg");
    assert_eq!(seen[0].headers["content-length"], PICTURE.len().to_string());
    let said = format!("{seen:?}");
    assert!(!said.contains("quietsecret"), "{said}");
    assert!(!seen[0].headers.contains_key("authorization") && !seen[0].headers.contains_key("cookie"));
}

#[test]
fn the_client_of_a_host_on_this_machine_can_be_made() {
    assert!(http::client(true).is_ok() && http::client(false).is_ok());
}
