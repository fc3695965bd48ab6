//! The demo's media host: the web space of the simulator, at `{base}_host/{key}`.

use async_trait::async_trait;
use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode};
use url::Url;

use super::problem::{HostProblem, Unsupported};
use super::{JPEG, MediaHost, http, key};

/// The web space of a simulator on this machine.
#[derive(Debug, Clone)]
pub struct DemoHost {
    base: Url,
    http: Client,
}

impl DemoHost {
    /// The web space of the simulator at `base`, such as `http://127.0.0.1:4000/`.
    ///
    /// # Errors
    /// [`HostProblem::Unsupported`] when `base` leads off this machine: pictures go to no unknown place.
    pub fn new(base: Url) -> Result<Self, HostProblem> {
        if !http::is_loopback(&base) || base.cannot_be_a_base() {
            return Err(HostProblem::Unsupported(Unsupported::Endpoint));
        }
        Ok(Self {
            base,
            http: http::client(true)?,
        })
    }

    fn address(&self, key: &str) -> Result<Url, HostProblem> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| HostProblem::Unsupported(Unsupported::Endpoint))?
            .pop_if_empty()
            .extend(["_host", key::check(key)?]);
        Ok(url)
    }
}

#[async_trait]
impl MediaHost for DemoHost {
    fn word(&self) -> String {
        "demo".to_owned()
    }

    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), HostProblem> {
        let request = self.http.put(self.address(key)?).header(CONTENT_TYPE, JPEG).body(bytes);
        let answer = request.send().await.map_err(|_| HostProblem::NotReachable)?;
        outcome(answer.status())
    }

    async fn url(&self, key: &str) -> Result<Url, HostProblem> {
        self.address(key)
    }

    async fn remove(&self, key: &str) -> Result<(), HostProblem> {
        let request = self.http.delete(self.address(key)?);
        let answer = request.send().await.map_err(|_| HostProblem::NotReachable)?;
        match answer.status() {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(()),
            status => outcome(status),
        }
    }

    fn is_local(&self) -> bool {
        true
    }
}

fn outcome(status: StatusCode) -> Result<(), HostProblem> {
    if status.is_success() {
        return Ok(());
    }
    Err(HostProblem::Refused {
        status: status.as_u16(),
        code: None,
    })
}
