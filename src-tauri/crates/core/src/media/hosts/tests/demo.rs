//! The demo's web space, spoken to over a socket.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes as Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use tokio::net::TcpListener;
use url::Url;

use super::web::{Web, nobody};
use crate::media::hosts::picture::PICTURE;
use crate::media::hosts::{DemoHost, HostProblem, MediaHost, Unsupported, Visitor};

const KEY: &str = "00112233445566778899aabbccddeeff.jpg";

type Files = Arc<Mutex<HashMap<String, (String, Bytes)>>>;

/// `PUT`, `GET` and `DELETE` of `/_host/{key}`, as the simulator offers them.
pub async fn web_space() -> Url {
    let app = Router::new()
        .route("/_host/{key}", get(read).put(write).delete(remove))
        .with_state(Files::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    base
}

async fn read(State(files): State<Files>, Path(key): Path<String>) -> Response {
    match files.lock().unwrap().get(&key) {
        Some((kind, bytes)) => ([("content-type", kind.clone())], bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn write(State(files): State<Files>, Path(key): Path<String>, headers: HeaderMap, bytes: Body) -> StatusCode {
    let kind = headers["content-type"].to_str().unwrap().to_owned();
    files.lock().unwrap().insert(key, (kind, bytes));
    StatusCode::CREATED
}

async fn remove(State(files): State<Files>, Path(key): Path<String>) -> StatusCode {
    match files.lock().unwrap().remove(&key) {
        Some(_) => StatusCode::NO_CONTENT,
        None => StatusCode::NOT_FOUND,
    }
}

#[tokio::test]
async fn a_file_is_put_read_and_removed_twice() {
    let host = DemoHost::new(web_space().await).unwrap();
    assert_eq!(host.word(), "demo");
    host.put(KEY, Bytes::from_static(PICTURE)).await.unwrap();
    host.put(KEY, Bytes::from_static(PICTURE)).await.unwrap();
    let visitor = Visitor::new().unwrap();
    visitor.serves(&host, KEY, PICTURE.len()).await.unwrap();
    host.remove(KEY).await.unwrap();
    host.remove(KEY).await.unwrap();
    assert_eq!(
        visitor.serves(&host, KEY, PICTURE.len()).await,
        Err(HostProblem::NotServed { status: 404 })
    );
}

#[test]
fn only_this_machine_is_the_demo_s_host() {
    for base in [
        "http://192.168.1.5:4000/",
        "https://s3.example.com/",
        "http://localhost.example.com/",
        "data:text/plain,x",
    ] {
        assert_eq!(
            DemoHost::new(Url::parse(base).unwrap()).err(),
            Some(HostProblem::Unsupported(Unsupported::Endpoint)),
            "{base}"
        );
    }
    assert!(DemoHost::new(Url::parse("http://[::1]:4000/").unwrap()).is_ok());
}

#[tokio::test]
async fn refusals_and_silence_are_told_apart_and_keys_stay_below_the_folder() {
    let web = Web::answering(403, &[], "").await;
    let host = DemoHost::new(web.base.clone()).unwrap();
    let refused = Err(HostProblem::Refused {
        status: 403,
        code: None,
    });
    assert_eq!(host.put(KEY, Bytes::from_static(PICTURE)).await, refused);
    assert_eq!(host.remove(KEY).await, refused);
    assert_eq!(web.seen()[0].target, format!("/_host/{KEY}"));
    let escape = host.put("../v26.0/me", Bytes::new()).await;
    assert_eq!(escape, Err(HostProblem::Unsupported(Unsupported::Key)));
    assert_eq!(web.seen().len(), 2);
    let gone = DemoHost::new(nobody().await).unwrap();
    assert_eq!(gone.remove(KEY).await, Err(HostProblem::NotReachable));
}
