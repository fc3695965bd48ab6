//! The pictures of publishing: their download, what is refused, what becomes of them, and the web space they lie in.

use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::common::publishing::jpeg;
use crate::common::{Bench, code, read};
use axum::http::HeaderMap;
use axum::routing::get;
use reqwest::Method;
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};

impl Bench {
    /// What making a container of this address is refused with.
    async fn refusal(&self, address: &str) -> (i64, Option<i64>) {
        let (status, answer) = self.say("me/media", json!({ "image_url": address })).await;
        assert_eq!(status, 400, "{address}: {answer}");
        code(&answer)
    }

    /// The `status` text in which a container of this address ends that is downloaded late.
    async fn late_status(&self, address: &str) -> String {
        self.fault(Fault::once(Endpoint::Container, FaultKind::LateFetch));
        let container = self.container(json!({ "image_url": address })).await;
        let settled = async {
            loop {
                self.pass(10);
                let answer = self.ok(&format!("{container}?fields=status_code,status")).await;
                if answer["status_code"] != "IN_PROGRESS" {
                    return answer["status"].as_str().unwrap().to_owned();
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), settled).await.unwrap()
    }
}

/// Serves `/a.jpg` of this router until the test's runtime ends; answers its address.
async fn serve(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/a.jpg", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::RgbImage::new(width, height)
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();
    bytes
}

#[tokio::test]
async fn pictures_the_platform_does_not_take_are_refused_with_their_code() {
    let bench = Bench::new().await;
    let mut heavy = jpeg(400, 500, 1);
    heavy.resize((8 << 20) + 1, 0);
    let whole = jpeg(400, 500, 1);
    for (key, kind, bytes, expected) in [
        ("a.png", "image/png", png(400, 500), (36001, Some(2_207_005))),
        ("mislabelled.jpg", "image/jpeg", png(400, 500), (36001, Some(2_207_005))),
        (
            "half.jpg",
            "image/jpeg",
            whole[..whole.len() / 2].to_vec(),
            (36001, Some(2_207_005)),
        ),
        ("heavy.jpg", "image/jpeg", heavy, (36000, Some(2_207_004))),
        ("tall.jpg", "image/jpeg", jpeg(400, 520, 1), (36003, Some(2_207_009))),
        ("wide.jpg", "image/jpeg", jpeg(800, 400, 1), (36003, Some(2_207_009))),
        (
            "page.jpg",
            "image/jpeg",
            b"<!DOCTYPE html>".to_vec(),
            (9004, Some(2_207_052)),
        ),
        ("page.html", "text/html", whole.clone(), (9004, Some(2_207_052))),
        ("bytes", "application/octet-stream", whole, (9004, Some(2_207_052))),
    ] {
        let address = bench.host(key, kind, bytes).await;
        assert_eq!(bench.refusal(&address).await, expected, "{key}");
    }
    assert_eq!(bench.simulator.witness().effects(), [], "nothing was made");
}

#[tokio::test]
async fn addresses_that_do_not_answer_with_a_picture_cannot_be_downloaded() {
    let bench = Bench::new().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}/a.jpg", listener.local_addr().unwrap());
    drop(listener);
    let not_fetched = (9004, Some(2_207_052));
    let missing = bench.hosted("gone.jpg");
    for address in [
        &closed,
        &missing,
        "https://example.com/a.jpg",
        "a.jpg",
        "http://127.0.0.1/é.jpg",
    ] {
        assert_eq!(bench.refusal(address).await, not_fetched, "{address}");
    }
    let address = bench.host_picture("here.jpg").await;
    let status = |status| FaultKind::Status {
        status,
        after_effect: false,
    };
    for kind in [
        status(403),
        status(302),
        status(500),
        FaultKind::Html,
        FaultKind::CutBefore,
    ] {
        bench.fault(Fault::once(Endpoint::Host, kind.clone()));
        assert_eq!(bench.refusal(&address).await, not_fetched, "{kind:?}");
    }
    bench.container(json!({ "image_url": address })).await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let bench = Bench::new().await;
    let picture = bench.host_picture("there.jpg").await;
    let redirect = move || async move { axum::response::Redirect::temporary(&picture) };
    let address = serve(axum::Router::new().route("/a.jpg", get(redirect))).await;
    assert_eq!(bench.raw(Method::GET, &address).await.unwrap().status(), 307);
    assert_eq!(bench.refusal(&address).await, (9004, Some(2_207_052)));
}

#[tokio::test]
async fn a_download_that_takes_too_long_is_given_up() {
    let bench = Bench::new().await;
    bench.simulator.set_download_timeout(Duration::from_millis(100));
    let address = bench.host_picture("slow.jpg").await;
    bench.fault(Fault::once(Endpoint::Host, FaultKind::SlowAnswer { ms: 2_000 }));
    assert_eq!(bench.refusal(&address).await, (-2, Some(2_207_003)));
}

#[tokio::test]
async fn a_late_download_leaves_its_code_in_the_text_of_the_status() {
    let bench = Bench::new().await;
    bench.simulator.set_download_timeout(Duration::from_millis(300));
    let good = bench.host_picture("good.jpg").await;
    assert!(bench.late_status(&good).await.starts_with("Finished:"));
    let tall = bench.host("tall.jpg", "image/jpeg", jpeg(400, 520, 1)).await;
    let failed = "Error: Media upload has failed with error code";
    assert_eq!(bench.late_status(&tall).await, format!("{failed} 2207009"));
    let gone = bench.hosted("gone.jpg");
    assert_eq!(bench.late_status(&gone).await, format!("{failed} 2207052"));
    bench.fault(Fault::once(Endpoint::Host, FaultKind::SlowAnswer { ms: 3_000 }));
    assert_eq!(bench.late_status(&good).await, format!("{failed} 2207003"));
}

#[tokio::test]
async fn a_late_picture_is_published_like_any_other() {
    let bench = Bench::new().await;
    bench.fault(Fault::always(Endpoint::Container, FaultKind::LateFetch));
    let address = bench.host_picture("one.jpg").await;
    let container = bench.container(json!({ "image_url": address })).await;
    let published = async {
        loop {
            bench.pass(1);
            if bench.publish(&container).await.0 == 200 {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), published).await.unwrap();
    let published = bench.simulator.world().published();
    assert_eq!(published.len(), 1);
    assert_eq!(published[0].children[0].image_url_key, "one.jpg");
}

#[tokio::test]
async fn a_carousel_cuts_its_pictures_to_the_ratio_of_its_first() {
    let bench = Bench::new().await;
    let mut children = Vec::new();
    for (key, width, height) in [("a.jpg", 800, 800), ("b.jpg", 800, 1000), ("c.jpg", 1528, 800)] {
        let address = bench.host(key, "image/jpeg", jpeg(width, height, 3)).await;
        let item = json!({ "image_url": address, "is_carousel_item": true });
        children.push(bench.container(item).await);
    }
    bench.pass(10);
    let parent = bench
        .container(json!({ "media_type": "CAROUSEL", "children": children }))
        .await;
    bench.pass(10);
    assert_eq!(bench.publish(&parent).await.0, 200);
    let published = bench.simulator.world().published().remove(0);
    let sizes: Vec<(u32, u32)> = published.children.iter().map(|c| (c.width, c.height)).collect();
    // The third is scaled to 1440 across before it is cut.
    assert_eq!(sizes, [(800, 800), (800, 800), (754, 754)]);
    let media = bench
        .ok(&format!("{}?fields=children{{media_url}}", published.media))
        .await;
    let address = media["children"]["data"][1]["media_url"].as_str().unwrap();
    let bytes = bench.raw(Method::GET, address).await.unwrap().bytes().await.unwrap();
    let shown = image::load_from_memory(&bytes).unwrap();
    assert_eq!((shown.width(), shown.height()), (800, 800));
}

#[tokio::test]
async fn the_downloader_asks_once_and_says_who_it_is() {
    let bench = Bench::new().await;
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    let answer = move |headers: HeaderMap| async move {
        let name = headers["user-agent"].to_str().unwrap().to_owned();
        seen.lock().unwrap().push((name, headers.contains_key("authorization")));
        ([("content-type", "image/jpeg")], jpeg(400, 500, 1))
    };
    let address = serve(axum::Router::new().route("/a.jpg", get(answer))).await;
    bench.container(json!({ "image_url": address })).await;
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].0.starts_with("facebookexternalhit/"), "{}", asked[0].0);
    assert!(!asked[0].1, "the token is not for the media host");
}

#[tokio::test]
async fn the_web_space_keeps_files_until_they_are_deleted() {
    let bench = Bench::new().await;
    let bytes = jpeg(320, 400, 7);
    let address = bench.host("b.jpg", "image/jpeg", bytes.clone()).await;
    bench.host("a.jpg", "image/jpeg", vec![1]).await;
    assert_eq!(bench.simulator.hosted_keys(), ["a.jpg", "b.jpg"]);
    let got = bench.raw(Method::GET, &address).await.unwrap();
    assert_eq!(
        (got.status().as_u16(), &got.headers()["content-type"]),
        (200, &"image/jpeg".parse().unwrap())
    );
    assert_eq!(got.bytes().await.unwrap(), bytes);
    let head = bench.raw(Method::HEAD, &address).await.unwrap();
    assert_eq!(head.headers()["content-length"], bytes.len().to_string().as_str());
    assert!(head.bytes().await.unwrap().is_empty());
    bench.host("b.jpg", "image/jpeg", vec![2]).await;
    let again = bench.raw(Method::GET, &address).await.unwrap();
    assert_eq!(again.bytes().await.unwrap().as_ref(), [2]);
    assert_eq!(bench.raw(Method::DELETE, &address).await.unwrap().status(), 204);
    for method in [Method::GET, Method::HEAD, Method::DELETE] {
        assert_eq!(bench.raw(method, &address).await.unwrap().status(), 404);
    }
    assert_eq!(bench.simulator.hosted_keys(), ["a.jpg"]);
    let (_, keys) = read(bench.raw(Method::GET, &bench.address("_sim/host")).await.unwrap()).await;
    assert_eq!(keys, json!(["a.jpg"]));
}

#[tokio::test]
async fn the_web_space_refuses_strange_keys_and_heavy_files() {
    let bench = Bench::new().await;
    let put = async |key: &str, bytes: Vec<u8>| {
        let request = bench.http.put(bench.hosted(key)).body(bytes);
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(put("a%2Fb.jpg", vec![1]).await, 400);
    assert_eq!(put(&"k".repeat(256), vec![1]).await, 400);
    assert_eq!(put("most.jpg", vec![0; 64 << 20]).await, 200);
    assert_eq!(put("more.jpg", vec![0; (64 << 20) + 1]).await, 413);
    assert_eq!(bench.simulator.hosted_keys(), ["most.jpg"]);
}

#[tokio::test]
async fn faults_make_the_web_space_refuse_or_answer_a_page() {
    let bench = Bench::new().await;
    let address = bench.host_picture("a.jpg").await;
    bench.fault(Fault::once(
        Endpoint::Host,
        FaultKind::Status {
            status: 403,
            after_effect: false,
        },
    ));
    bench.fault(Fault::once(Endpoint::Host, FaultKind::Html).skipping(1));
    assert_eq!(bench.raw(Method::DELETE, &address).await.unwrap().status(), 403);
    let page = bench.raw(Method::GET, &address).await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(
        page.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    assert_eq!(
        bench.raw(Method::GET, &address).await.unwrap().headers()["content-type"],
        "image/jpeg"
    );
}
