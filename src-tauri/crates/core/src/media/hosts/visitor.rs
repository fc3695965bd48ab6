//! Reads a hosted file the way Instagram does: by its address alone, without credentials, cookies or redirects.

use bytes::{Bytes, BytesMut};
use reqwest::{Client, Response, StatusCode};
use url::Url;

use super::problem::HostProblem;
use super::{JPEG, MediaHost, http};

/// The longest file that is read whole: Instagram takes no picture of more than 8 MiB.
const LARGEST_BYTES: usize = 8 * 1024 * 1024;

/// How every JPEG begins.
const JPEG_START: [u8; 3] = [0xff, 0xd8, 0xff];

/// A stranger who was given the address of a file.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Honours the proxy of this machine, as any visitor would.
    http: Client,
    /// Goes straight to hosts on this machine.
    local: Client,
}

/// A file as a visitor gets it.
pub(super) struct Served {
    pub(super) content_type: Option<String>,
    pub(super) bytes: Bytes,
}

impl Visitor {
    /// A visitor from this machine.
    ///
    /// # Errors
    /// [`HostProblem::Unsupported`] when no HTTPS client can be made on this machine.
    pub fn new() -> Result<Self, HostProblem> {
        Ok(Self {
            http: http::client(false)?,
            local: http::client(true)?,
        })
    }

    /// Whether `host` really hands out the JPEG of `length` bytes that was put under `key`: status 200, `image/jpeg`, the
    /// right length and the right first bytes. The rest is not fetched.
    ///
    /// # Errors
    /// What Instagram would stumble over: [`HostProblem::NotServed`], [`HostProblem::ServesOther`],
    /// [`HostProblem::OtherFile`], [`HostProblem::NotReachable`].
    pub async fn serves(&self, host: &dyn MediaHost, key: &str, length: usize) -> Result<(), HostProblem> {
        let url = host.url(key).await?;
        let mut answer = self.get(&url).await?;
        let content_type = http::content_type(&answer);
        if content_type.as_deref() != Some(JPEG) {
            return Err(HostProblem::ServesOther { content_type });
        }
        let told = answer.content_length();
        if told.is_some_and(|told| usize::try_from(told) != Ok(length)) {
            return Err(HostProblem::OtherFile);
        }
        let mut start = Vec::new();
        while start.len() < JPEG_START.len() {
            match answer.chunk().await.map_err(|_| HostProblem::NotReachable)? {
                Some(chunk) => start.extend_from_slice(&chunk),
                None => break,
            }
        }
        if start.starts_with(&JPEG_START) {
            Ok(())
        } else {
            Err(HostProblem::OtherFile)
        }
    }

    /// The whole file at `url`.
    pub(super) async fn fetch(&self, url: &Url) -> Result<Served, HostProblem> {
        let mut answer = self.get(url).await?;
        let content_type = http::content_type(&answer);
        let mut bytes = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| HostProblem::NotReachable)? {
            if bytes.len() + chunk.len() > LARGEST_BYTES {
                return Err(HostProblem::OtherFile);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Served {
            content_type,
            bytes: bytes.freeze(),
        })
    }

    async fn get(&self, url: &Url) -> Result<Response, HostProblem> {
        let http = if http::is_loopback(url) {
            &self.local
        } else {
            &self.http
        };
        let answer = http
            .get(url.clone())
            .send()
            .await
            .map_err(|_| HostProblem::NotReachable)?;
        if answer.status() == StatusCode::OK {
            Ok(answer)
        } else {
            Err(HostProblem::NotServed {
                status: answer.status().as_u16(),
            })
        }
    }
}
