//! What the tests share: a simulator with a clock that stands still, and a plain HTTP client.

pub mod facebook;
pub mod messaging;
pub mod publishing;
pub mod video;

use jiff::Timestamp;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;
use simulator::{Fault, Options, SimClock, Simulator, WorldSize};

pub const ACCOUNT: &str = "kettleandfern";
pub const OTHER: &str = "solvej.ceramics";

pub fn start_of_time() -> Timestamp {
    "2026-11-19T14:00:00Z".parse().unwrap()
}

pub fn options() -> Options {
    Options {
        seed: 11,
        size: WorldSize::Small,
        clock: SimClock::at(start_of_time(), 0.0),
        ..Options::default()
    }
}

pub struct Bench {
    pub simulator: Simulator,
    pub http: Client,
    pub token: String,
}

impl Bench {
    /// From now on something goes wrong.
    pub fn fault(&self, fault: Fault) {
        self.simulator.faults().add(fault);
    }

    pub async fn new() -> Self {
        Self::with(options()).await
    }

    pub async fn with(options: Options) -> Self {
        let simulator = Simulator::start(options).await.unwrap();
        let token = simulator.dashboard_token(ACCOUNT);
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self { simulator, http, token }
    }

    pub fn address(&self, path: &str) -> String {
        format!("{}{}", self.simulator.base_url(), path.trim_start_matches('/'))
    }

    /// A call of the versioned API with the bench's token.
    pub async fn send(&self, method: Method, path: &str) -> reqwest::Result<Response> {
        self.http
            .request(method, self.address(&format!("v26.0/{path}")))
            .bearer_auth(&self.token)
            .send()
            .await
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        read(self.send(Method::GET, path).await.unwrap()).await
    }

    pub async fn ok(&self, path: &str) -> Value {
        let (status, value) = self.get(path).await;
        assert_eq!(status, 200, "{path}: {value}");
        value
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> (StatusCode, Value) {
        let request = self
            .http
            .post(self.address(&format!("v26.0/{path}")))
            .bearer_auth(&self.token)
            .form(form);
        read(request.send().await.unwrap()).await
    }

    pub async fn delete(&self, path: &str) -> (StatusCode, Value) {
        read(self.send(Method::DELETE, path).await.unwrap()).await
    }

    /// The account's newest post on which commenting is on.
    pub fn post_id(&self) -> String {
        self.simulator.world().posts(ACCOUNT)[0].id.clone()
    }

    /// A visible top-level comment of somebody else under the newest post.
    pub fn comment_id(&self) -> String {
        let comments = self.simulator.world().comments(&self.post_id());
        comments
            .into_iter()
            .find(|c| c.parent.is_none() && !c.hidden && !c.ours)
            .unwrap()
            .id
    }
}

pub async fn read(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

pub fn code(value: &Value) -> (i64, Option<i64>) {
    (
        value["error"]["code"].as_i64().unwrap_or_default(),
        value["error"]["error_subcode"].as_i64(),
    )
}

/// Walks a list by its cursors; gives every item and how many pages there were.
pub async fn walk(bench: &Bench, path: &str) -> (Vec<Value>, usize) {
    let mut items = Vec::new();
    let mut pages = 0;
    let mut after = String::new();
    loop {
        let page = bench.ok(&format!("{path}{after}")).await;
        items.extend(page["data"].as_array().unwrap().iter().cloned());
        pages += 1;
        if page["paging"]["next"].is_null() {
            return (items, pages);
        }
        after = format!("&after={}", page["paging"]["cursors"]["after"].as_str().unwrap());
    }
}
