//! `/_host/{key}`: a plain web space, because a demo has no bucket. It is where pictures and videos lie for the platform to
//! download, and no part of the platform. What is put there is kept in memory until it is deleted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, Path, Request, State};
use axum::http::{Method, Response, header};
use axum::routing::get;
use bytes::Bytes;

use crate::answer::{Answer, Refusal, under_faults};
use crate::connection::Connection;
use crate::fault::Endpoint;
use crate::server::{Seen, Sim};

/// The most a file may weigh: 64 MiB.
const HEAVIEST: usize = 64 << 20;
const LONGEST_KEY: usize = 255;

#[derive(Clone, Debug)]
struct File {
    content_type: String,
    bytes: Bytes,
}

/// The files of the web space.
#[derive(Debug, Default)]
pub(crate) struct WebSpace {
    files: Mutex<BTreeMap<String, File>>,
}

impl WebSpace {
    /// The keys of every file that is there, in order.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, File>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, key: &str, file: File) -> Answer {
        self.lock().insert(key.to_owned(), file);
        Answer::empty(200)
    }

    fn get(&self, key: &str) -> Answer {
        match self.lock().get(key).cloned() {
            None => Answer::empty(404),
            Some(file) => Answer {
                content_type: file.content_type.into(),
                body: file.bytes.to_vec(),
                ..Answer::empty(200)
            },
        }
    }

    fn delete(&self, key: &str) -> Answer {
        Answer::empty(if self.lock().remove(key).is_some() { 204 } else { 404 })
    }
}

/// The paths under `/_host`.
pub(crate) fn routes() -> Router<Arc<Sim>> {
    // `get` answers HEAD, too.
    Router::new().route("/_host/{key}", get(serve).put(serve).delete(serve))
}

/// `GET /robots.txt`: the file of that key, for whoever downloads from the web space. No request of a client.
pub(crate) fn robots() -> Router<Arc<Sim>> {
    Router::new().route("/robots.txt", get(robots_file))
}

async fn robots_file(State(sim): State<Arc<Sim>>) -> Response<Body> {
    sim.space.get("robots.txt").into_response()
}

fn is_key(key: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !key.is_empty() && key.len() <= LONGEST_KEY && key.bytes().all(plain)
}

/// A web space knows statuses, not codes.
fn bare(_: &Sim, refusal: &Refusal) -> Answer {
    Answer::empty(refusal.status)
}

async fn serve(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<String>,
    request: Request,
) -> Response<Body> {
    sim.recorded_as(seen, Endpoint::Host);
    let (head, body) = request.into_parts();
    let content_type = head
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("application/octet-stream")
        .to_owned();
    let body = axum::body::to_bytes(body, HEAVIEST).await;
    let space = &sim.space;
    let work = |_| async {
        if !is_key(&key) {
            return Answer::empty(400);
        }
        match (head.method, body) {
            (Method::PUT, Ok(bytes)) => space.put(&key, File { content_type, bytes }),
            (Method::PUT, Err(_)) => Answer::empty(413),
            (Method::DELETE, _) => space.delete(&key),
            _ => space.get(&key),
        }
    };
    under_faults(&sim, &connection, Endpoint::Host, bare, work)
        .await
        .into_response()
}
