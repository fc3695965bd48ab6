//! The test of a media host, step by step.

use secrecy::SecretString;

use super::demo::web_space;
use super::s3_server::{BUCKET, S3Server, bucket_of, clock};
use super::visitor::Fixed;
use super::web::{Web, nobody};
use crate::media::hosts::picture::PICTURE;
use crate::media::hosts::{Bucket, BucketSettings, DemoHost, HostTest, MediaHost, TestStep, Visitor, test};
use crate::problem::ProblemCode;

async fn outcome(host: &dyn MediaHost) -> HostTest {
    test(host, &Visitor::new().unwrap()).await
}

fn failed(test: &HostTest) -> Vec<TestStep> {
    let failed = test.steps.iter().filter(|step| !step.passed);
    failed.map(|step| step.step).collect()
}

fn taken(test: &HostTest) -> Vec<TestStep> {
    test.steps.iter().map(|step| step.step).collect()
}

const ALL: [TestStep; 5] = [
    TestStep::Upload,
    TestStep::ReadBack,
    TestStep::Type,
    TestStep::Https,
    TestStep::Remove,
];

#[test]
fn the_picture_of_the_test_is_a_whole_jpeg() {
    let decoded = image::load_from_memory_with_format(PICTURE, image::ImageFormat::Jpeg).unwrap();
    assert_eq!((decoded.width(), decoded.height()), (8, 8));
}

#[tokio::test]
async fn the_demo_s_web_space_passes_every_step() {
    let host = DemoHost::new(web_space().await).unwrap();
    let test = outcome(&host).await;
    assert_eq!(taken(&test), ALL);
    assert!(test.passed(), "{test:?}");
}

#[tokio::test]
async fn a_bucket_on_this_machine_works_but_instagram_cannot_reach_it() {
    let server = S3Server::start().await;
    let test = outcome(&server.bucket()).await;
    assert_eq!(taken(&test), ALL);
    assert_eq!(failed(&test), [TestStep::Https], "{test:?}");
    assert!(!test.passed());
    let problem = test.steps[3].problem.clone().unwrap();
    assert_eq!(problem.code, ProblemCode::Precondition);
    assert!(problem.message.contains("cannot reach"), "{problem:?}");
    assert!(
        server.objects().iter().all(|name| !name.ends_with(".jpg")),
        "nothing stays behind: {:?}",
        server.objects()
    );
}

#[tokio::test]
async fn a_wrong_secret_ends_the_test_at_the_upload_with_its_reason() {
    let server = S3Server::start().await;
    let bucket = Bucket::new(server.settings(), SecretString::from("another"), clock()).unwrap();
    let test = outcome(&bucket).await;
    assert_eq!(taken(&test), [TestStep::Upload]);
    assert!(!test.passed());
    let problem = test.steps[0].problem.clone().unwrap();
    assert_eq!(problem.detail.as_deref(), Some("403 SignatureDoesNotMatch"));
    assert!(problem.message.contains("secret access key"), "{problem:?}");
}

#[tokio::test]
async fn a_private_bucket_with_a_public_address_fails_at_the_reading_and_is_still_cleaned_up() {
    let server = S3Server::start().await;
    let bucket = bucket_of(BucketSettings {
        public_base: Some(server.endpoint.join(BUCKET).unwrap()),
        ..server.settings()
    });
    let test = outcome(&bucket).await;
    assert_eq!(
        taken(&test),
        [TestStep::Upload, TestStep::ReadBack, TestStep::Https, TestStep::Remove]
    );
    assert_eq!(failed(&test), [TestStep::ReadBack, TestStep::Https]);
    assert!(server.objects().iter().all(|name| !name.ends_with(".jpg")));
}

#[tokio::test]
async fn the_right_bytes_under_another_type_fail_at_the_type() {
    let web = Web::answering(200, &[("content-type", "application/octet-stream")], PICTURE).await;
    let test = outcome(&Fixed(web.base.clone())).await;
    assert_eq!(failed(&test), [TestStep::Type, TestStep::Https]);
    let problem = test.steps[2].problem.clone().unwrap();
    assert_eq!(problem.detail.as_deref(), Some("application/octet-stream"));
}

#[tokio::test]
async fn a_page_or_another_picture_fails_at_the_reading() {
    let page = Web::answering(200, &[("content-type", "text/html")], "<html></html>").await;
    let test = outcome(&Fixed(page.base.clone())).await;
    let problem = test.steps[1].problem.clone().unwrap();
    assert_eq!(problem.detail.as_deref(), Some("text/html"));
    assert!(problem.message.contains("web page"), "{problem:?}");
    let mut other = PICTURE.to_vec();
    other[10] = 2;
    let other = Web::answering(200, &[("content-type", "image/jpeg")], other).await;
    let test = outcome(&Fixed(other.base.clone())).await;
    assert_eq!(failed(&test)[0], TestStep::ReadBack);
}

#[tokio::test]
async fn a_host_that_is_not_there_is_offline() {
    let host = DemoHost::new(nobody().await).unwrap();
    let test = outcome(&host).await;
    assert_eq!(taken(&test), [TestStep::Upload]);
    assert_eq!(test.steps[0].problem.clone().unwrap().code, ProblemCode::Offline);
}
