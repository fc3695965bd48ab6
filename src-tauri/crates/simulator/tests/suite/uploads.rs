//! Resumable uploads, which Facebook Login has: the session, the bytes, their order, and the dialect of the refusals.

use crate::common::facebook::Login;
use crate::common::video::Clip;
use crate::common::{Bench, code, read};
use reqwest::StatusCode;
use serde_json::{Value, json};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

/// A session: the container and where its bytes go.
struct Session {
    container: String,
    uri: String,
}

impl Login<'_> {
    async fn session(&self, body: Value) -> Session {
        let (status, answer) = self.say(&format!("{}/media", self.account), body).await;
        assert_eq!(status, 200, "{answer}");
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        Session {
            container: text("id"),
            uri: text("uri"),
        }
    }

    async fn reel(&self) -> Session {
        self.session(json!({ "media_type": "REELS", "upload_type": "resumable" }))
            .await
    }

    async fn upload(&self, uri: &str, offset: usize, whole: usize, bytes: &[u8]) -> (StatusCode, Value) {
        let request = self
            .bench
            .http
            .post(uri)
            .header("authorization", format!("OAuth {}", self.token))
            .header("offset", offset)
            .header("file_size", whole)
            .body(bytes.to_vec());
        read(request.send().await.unwrap()).await
    }

    async fn state(&self, container: &str) -> String {
        let answer = self.ok(&format!("{container}?fields=status_code")).await;
        answer["status_code"].as_str().unwrap().to_owned()
    }
}

fn refused(answer: &(StatusCode, Value)) -> (u16, &str, bool) {
    let info = &answer.1["debug_info"];
    (
        answer.0.as_u16(),
        info["type"].as_str().unwrap(),
        info["retriable"].as_bool().unwrap(),
    )
}

#[tokio::test]
async fn bytes_go_to_the_session_and_the_reel_is_published() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let clip = Clip::default().mp4();
    let session = facebook.reel().await;
    assert!(
        session
            .uri
            .ends_with(&format!("/ig-api-upload/v26.0/{}", session.container)),
        "{}",
        session.uri
    );
    assert!(
        session.uri.starts_with(bench.simulator.base_url().as_str()),
        "{}",
        session.uri
    );
    bench.pass(600);
    assert_eq!(
        facebook.state(&session.container).await,
        "IN_PROGRESS",
        "it waits for its bytes"
    );
    let (status, answer) = facebook.upload(&session.uri, 0, clip.len(), &clip).await;
    assert_eq!((status.as_u16(), &answer["success"]), (200, &json!(true)));
    assert!(answer["message"].as_str().unwrap().starts_with("Upload successful."));
    assert_eq!(facebook.state(&session.container).await, "IN_PROGRESS");
    bench.pass(60);
    assert_eq!(facebook.state(&session.container).await, "FINISHED");
    let body = json!({ "creation_id": session.container });
    let (status, published) = facebook.say(&format!("{}/media_publish", facebook.account), body).await;
    assert_eq!(status, 200, "{published}");
    let witness = bench.simulator.witness();
    assert_eq!(witness.effects_of(EffectKind::Upload)[0].id, session.container);
    assert_eq!(witness.requests_to("upload").len(), 1);
    assert_eq!(
        bench.simulator.world().published()[0].children[0].duration_ms,
        Some(10_000)
    );
}

#[tokio::test]
async fn every_kind_of_video_can_be_uploaded_and_no_picture() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let clip = Clip::default().mp4();
    for body in [
        json!({ "media_type": "STORIES", "upload_type": "resumable" }),
        json!({ "media_type": "VIDEO", "upload_type": "resumable", "is_carousel_item": true }),
    ] {
        let session = facebook.session(body).await;
        assert_eq!(facebook.upload(&session.uri, 0, clip.len(), &clip).await.0, 200);
    }
    let picture = json!({ "upload_type": "resumable" });
    let (_, answer) = facebook.say(&format!("{}/media", facebook.account), picture).await;
    assert_eq!(code(&answer), (100, None));
}

#[tokio::test]
async fn an_upload_goes_on_where_it_was_cut() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let clip = Clip::default().mp4();
    let session = facebook.reel().await;
    let (first, rest) = clip.split_at(700);
    let cut = facebook.upload(&session.uri, 0, clip.len(), first).await;
    assert_eq!(refused(&cut), (400, "PartialRequestError", true));
    for offset in [0, 699, 701] {
        let again = facebook.upload(&session.uri, offset, clip.len(), rest).await;
        assert_eq!(refused(&again), (412, "OffsetInvalidError", true), "{offset}");
    }
    assert_eq!(facebook.upload(&session.uri, 700, clip.len(), rest).await.0, 200);
    bench.pass(60);
    assert_eq!(facebook.state(&session.container).await, "FINISHED");
    let done = facebook.upload(&session.uri, 0, clip.len(), &clip).await;
    assert_eq!(
        refused(&done),
        (400, "ProcessingFailedError", false),
        "it takes no more"
    );
}

#[tokio::test]
async fn only_an_oauth_header_of_the_owner_is_taken() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let clip = Clip::default().mp4();
    let session = facebook.reel().await;
    let with = |authorization: Option<String>| {
        let mut request = bench
            .http
            .post(&session.uri)
            .header("offset", 0)
            .header("file_size", clip.len());
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        request.body(clip.clone())
    };
    for authorization in [
        None,
        Some(format!("Bearer {}", facebook.token)),
        Some("OAuth EAAnonsense".to_owned()),
    ] {
        let answer = read(with(authorization).send().await.unwrap()).await;
        assert_eq!(refused(&answer), (400, "NotAuthorizedError", false));
    }
    let instagram = read(with(Some(format!("OAuth {}", bench.token))).send().await.unwrap()).await;
    assert_eq!(refused(&instagram), (400, "ProcessingFailedError", false));
    assert!(
        instagram.1["debug_info"]["message"]
            .as_str()
            .unwrap()
            .contains("unauthorized user request")
    );
    assert_eq!(
        facebook.state(&session.container).await,
        "IN_PROGRESS",
        "nothing came of it"
    );
}

#[tokio::test]
async fn bytes_that_are_no_video_lose_the_container() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    for bytes in [b"<!DOCTYPE html>".to_vec(), Clip::lasting(1_000).mp4()] {
        let session = facebook.reel().await;
        let answer = facebook.upload(&session.uri, 0, bytes.len(), &bytes).await;
        assert_eq!(refused(&answer), (400, "ProcessingFailedError", false));
        bench.pass(60);
        let status = facebook
            .ok(&format!("{}?fields=status_code,status", session.container))
            .await;
        assert_eq!(status["status_code"], "ERROR");
        assert!(status["status"].as_str().unwrap().contains("2207026"));
        let again = facebook.upload(&session.uri, 0, bytes.len(), &bytes).await;
        assert_eq!(refused(&again).1, "ProcessingFailedError");
    }
    let session = facebook.reel().await;
    let headless = bench
        .http
        .post(&session.uri)
        .header("authorization", format!("OAuth {}", facebook.token));
    let answer = read(headless.body("x").send().await.unwrap()).await;
    assert_eq!(refused(&answer).1, "ProcessingFailedError");
}

#[tokio::test]
async fn the_platform_can_fetch_the_file_of_a_session() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let address = bench.host("far.mp4", "video/mp4", Clip::default().mp4()).await;
    let session = facebook.reel().await;
    let request = bench
        .http
        .post(&session.uri)
        .header("authorization", format!("OAuth {}", facebook.token))
        .header("file_url", &address);
    assert_eq!(request.send().await.unwrap().status(), 200);
    bench.pass(60);
    assert_eq!(facebook.state(&session.container).await, "FINISHED");
}

#[tokio::test]
async fn faults_speak_the_dialect_of_uploads() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let clip = Clip::default().mp4();
    let session = facebook.reel().await;
    let faults = bench.simulator.faults();
    let error = FaultKind::Error {
        code: 2,
        subcode: None,
        status: Some(500),
        message: Some("Request processing failed".to_owned()),
    };
    faults.add(Fault::once(Endpoint::Upload, error));
    let answer = facebook.upload(&session.uri, 0, clip.len(), &clip).await;
    assert_eq!(refused(&answer), (500, "ProcessingFailedError", true));
    assert_eq!(
        facebook.upload(&session.uri, 0, clip.len(), &clip).await.0,
        200,
        "without effect"
    );
    let session = facebook.reel().await;
    faults.add(Fault::once(
        Endpoint::Upload,
        FaultKind::ContainerError { subcode: 2_207_082 },
    ));
    assert_eq!(facebook.upload(&session.uri, 0, clip.len(), &clip).await.0, 200);
    bench.pass(60);
    assert_eq!(facebook.state(&session.container).await, "ERROR");
}
