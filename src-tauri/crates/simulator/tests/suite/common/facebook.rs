//! Calls with a token of Facebook Login.

use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::{ACCOUNT, Bench, code, read};

/// A person who manages every Page of the world.
pub struct Login<'a> {
    pub bench: &'a Bench,
    pub token: String,
    /// The professional id of [`ACCOUNT`].
    pub account: String,
}

impl<'a> Login<'a> {
    pub fn new(bench: &'a Bench) -> Self {
        Self::with(bench, bench.simulator.facebook_token())
    }

    pub fn limited(bench: &'a Bench, permissions: &[&str]) -> Self {
        Self::with(bench, bench.simulator.facebook_token_for(permissions))
    }

    fn with(bench: &'a Bench, token: String) -> Self {
        let accounts = bench.simulator.world().accounts();
        let account = accounts
            .into_iter()
            .find(|account| account.username == ACCOUNT)
            .unwrap();
        Self {
            bench,
            token,
            account: account.id,
        }
    }

    pub async fn send(&self, method: Method, path: &str) -> (StatusCode, Value) {
        let address = self.bench.address(&format!("v26.0/{path}"));
        let request = self.bench.http.request(method, address).bearer_auth(&self.token);
        read(request.send().await.unwrap()).await
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.send(Method::GET, path).await
    }

    pub async fn ok(&self, path: &str) -> Value {
        let (status, value) = self.get(path).await;
        assert_eq!(status, 200, "{path}: {value}");
        value
    }

    pub async fn say(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let address = self.bench.address(&format!("v26.0/{path}"));
        let request = self.bench.http.post(address).bearer_auth(&self.token).json(&body);
        read(request.send().await.unwrap()).await
    }
    /// How a call is refused: its status, code and subcode.
    pub async fn refusal(&self, path: &str) -> (u16, i64, Option<i64>) {
        let (status, answer) = self.get(path).await;
        let (code, subcode) = code(&answer);
        (status.as_u16(), code, subcode)
    }
}
