//! The hosts that pictures and videos are downloaded from: what they forbid, what goes wrong, what is too heavy.

use std::sync::{Arc, Mutex};

use crate::common::publishing::{failed_with, jpeg};
use crate::common::video::Clip;
use crate::common::{Bench, code};
use axum::http::{HeaderMap, header};
use axum::routing::get;
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[tokio::test]
async fn videos_that_cannot_be_downloaded_end_in_an_error() {
    let bench = Bench::new().await;
    let whole = Clip::default().mp4();
    let reel = |address: String| json!({ "media_type": "REELS", "video_url": address });
    for (key, kind, bytes, subcode) in [
        ("page.mp4", "text/html", b"<!DOCTYPE html>".to_vec(), 2_207_052),
        ("unlabelled.mp4", "application/octet-stream", whole.clone(), 2_207_052),
        ("picture.mp4", "image/jpeg", jpeg(400, 500, 1), 2_207_052),
        ("half.mp4", "video/mp4", whole[..whole.len() / 3].to_vec(), 2_207_026),
        ("nonsense.mp4", "video/mp4", vec![1; 4_096], 2_207_026),
    ] {
        let address = bench.host(key, kind, bytes).await;
        assert_eq!(bench.ends(reel(address)).await, failed_with(subcode), "{key}");
    }
    assert_eq!(bench.ends(reel(bench.hosted("gone.mp4"))).await, failed_with(2_207_052));
    let address = bench.host_clip("here.mp4", &Clip::default()).await;
    bench
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Host, FaultKind::CutBefore));
    assert_eq!(bench.ends(reel(address.clone())).await, failed_with(2_207_052));
    bench
        .simulator
        .set_download_timeout(std::time::Duration::from_millis(80));
    bench
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Host, FaultKind::Slow { ms: 400 }));
    assert_eq!(bench.ends(reel(address)).await, failed_with(2_207_003));
    // What makes no sense as an address is refused at once.
    for address in ["clip.mp4", "ftp://127.0.0.1/clip.mp4", "http://127.0.0.1/clíp.mp4"] {
        let (status, answer) = bench.say("me/media", reel(address.to_owned())).await;
        assert_eq!(
            (status.as_u16(), code(&answer)),
            (400, (9004, Some(2_207_052))),
            "{address}"
        );
    }
}

/// Serves a router until the test's runtime ends; answers its origin.
async fn serve(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    origin
}

/// A host whose answers say they are this heavy and never end; answers its origin.
async fn heavy_host(megabytes: u64) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 1024];
            let read = stream.read(&mut asked).await.unwrap();
            let length = megabytes << 20;
            let head = if asked[..read].starts_with(b"GET /robots.txt") {
                "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned()
            } else {
                format!("HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\ncontent-length: {length}\r\n\r\n")
            };
            stream.write_all(head.as_bytes()).await.unwrap();
        }
    });
    origin
}

#[tokio::test]
async fn a_video_heavier_than_its_kind_may_be_is_not_taken() {
    let bench = Bench::new().await;
    for (media_type, megabytes) in [("REELS", 301), ("STORIES", 101)] {
        let address = format!("{}/a.mp4", heavy_host(megabytes).await);
        let ended = bench
            .ends(json!({ "media_type": media_type, "video_url": address }))
            .await;
        assert_eq!(ended, failed_with(2_207_082), "{media_type}");
    }
}

#[tokio::test]
async fn a_media_host_can_forbid_the_platforms_fetcher() {
    let bench = Bench::new().await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let picture = move |headers: HeaderMap| {
        log.lock()
            .unwrap()
            .push(headers["user-agent"].to_str().unwrap().to_owned());
        async { ([(header::CONTENT_TYPE, "image/jpeg")], jpeg(400, 500, 9)) }
    };
    let robots = "User-agent: *\nDisallow: /private/\n\nUser-agent: facebookexternalhit\nDisallow: /bots/\n";
    let router = axum::Router::new()
        .route("/robots.txt", get(move || async move { robots }))
        .route("/private/a.jpg", get(picture.clone()))
        .route("/bots/a.jpg", get(picture));
    let origin = serve(router).await;
    let (status, answer) = bench
        .say("me/media", json!({ "image_url": format!("{origin}/bots/a.jpg") }))
        .await;
    assert_eq!((status.as_u16(), code(&answer)), (400, (9004, Some(2_207_052))));
    assert!(seen.lock().unwrap().is_empty(), "the file itself was not asked for");
    let video = json!({ "media_type": "REELS", "video_url": format!("{origin}/bots/a.mp4") });
    assert_eq!(bench.ends(video).await, failed_with(2_207_052));
    bench
        .container(json!({ "image_url": format!("{origin}/private/a.jpg") }))
        .await;
    assert!(seen.lock().unwrap()[0].starts_with("facebookexternalhit/"));
}

#[tokio::test]
async fn the_web_space_has_a_robots_file_when_one_is_put_there() {
    let bench = Bench::new().await;
    let address = bench.host_picture("a.jpg").await;
    bench.container(json!({ "image_url": address })).await;
    bench
        .host("robots.txt", "text/plain", b"User-agent: *\nDisallow: /".to_vec())
        .await;
    let (_, answer) = bench.say("me/media", json!({ "image_url": address })).await;
    assert_eq!(code(&answer), (9004, Some(2_207_052)));
    let asked = bench.simulator.witness().requests();
    assert!(
        asked.iter().all(|request| request.path != "/robots.txt"),
        "no request of a client"
    );
}
