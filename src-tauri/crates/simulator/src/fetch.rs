//! The download of pictures and videos, as the platform's fetcher does it: the host's `robots.txt` is asked first, then
//! no cookies, no redirects, an own time-out (sheet on publishing, §6.9 and §7).
//!
//! It goes to this computer and nowhere else: an address on another host is refused before anything is looked up.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::StatusCode;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use url::{Host, Url};

use crate::photo::{self, Framing, Photo, PictureProblem};
use crate::robots;
use crate::video::{Video, VideoProblem, VideoUse};

/// What the platform's fetcher calls itself.
const NAME: &str = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)";
/// Its name in `robots.txt`.
const CRAWLER: &str = "facebookexternalhit";
/// Real time a download may take, from the start.
const PATIENCE_MS: u64 = 10_000;
/// Real time `robots.txt` may take; a host that does not answer with one allows everything.
const ROBOTS_PATIENCE_MS: u64 = 1_000;
/// Of a longer `robots.txt` this much is read.
const ROBOTS_LENGTH: usize = 64 << 10;

/// Why nothing was downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// It took too long.
    TimedOut,
    /// Not an address of this computer, forbidden by the host, an answer other than 200, or of another type.
    NotFetched,
    /// More bytes than the platform takes.
    TooHeavy,
}

impl From<Failure> for PictureProblem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::TimedOut => Self::TimedOut,
            Failure::NotFetched => Self::NotFetched,
            Failure::TooHeavy => Self::TooHeavy,
        }
    }
}

impl From<Failure> for VideoProblem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::TimedOut => Self::TimedOut,
            Failure::NotFetched => Self::NotFetched,
            Failure::TooHeavy => Self::TooHeavy,
        }
    }
}

/// Downloads pictures and videos.
#[derive(Debug)]
pub(crate) struct Fetcher {
    http: reqwest::Client,
    patience_ms: AtomicU64,
}

impl Fetcher {
    pub(crate) fn new() -> io::Result<Self> {
        let http = reqwest::Client::builder()
            .user_agent(NAME)
            .redirect(Policy::none())
            .no_gzip()
            .no_proxy()
            .dns_resolver(Arc::new(ThisComputer))
            .build()
            .map_err(io::Error::other)?;
        Ok(Self {
            http,
            patience_ms: AtomicU64::new(PATIENCE_MS),
        })
    }

    pub(crate) fn set_patience(&self, real: Duration) {
        let ms = u64::try_from(real.as_millis()).unwrap_or(u64::MAX);
        self.patience_ms.store(ms.max(1), Ordering::SeqCst);
    }

    /// Downloads a picture and looks at it.
    pub(crate) async fn picture(&self, address: &str, framing: Framing) -> Result<Photo, PictureProblem> {
        let bytes = self.download(address, "image/", photo::HEAVIEST).await?;
        let taken = tokio::task::spawn_blocking(move || Photo::take(bytes, framing)).await;
        taken.unwrap_or(Err(PictureProblem::Format))
    }

    /// Downloads a video and looks at it.
    pub(crate) async fn video(&self, address: &str, wanted: VideoUse) -> Result<Video, VideoProblem> {
        let bytes = self.download(address, "video/", wanted.heaviest()).await?;
        let taken = tokio::task::spawn_blocking(move || Video::take(bytes, wanted)).await;
        taken.unwrap_or(Err(VideoProblem::Format))
    }

    /// Downloads a file of any type, up to a weight.
    pub(crate) async fn file(&self, address: &str, heaviest: usize) -> Result<Bytes, PictureProblem> {
        Ok(self.download(address, "", heaviest).await?)
    }

    /// The text an address of this computer answers with status 200; `None` for anything else.
    pub(crate) async fn text(&self, address: Url, patience: Duration) -> Option<String> {
        let address = reachable(address.as_str())?;
        let answer = self.http.get(address).timeout(patience).send().await.ok()?;
        if answer.status() != StatusCode::OK {
            return None;
        }
        answer.text().await.ok()
    }

    /// Posts a body to an address of this computer; the status of the answer, 0 without one.
    pub(crate) async fn post(
        &self,
        address: &str,
        headers: &[(&'static str, String)],
        body: String,
        patience: Duration,
    ) -> u16 {
        let Some(address) = reachable(address) else { return 0 };
        let request = headers.iter().fold(self.http.post(address), |request, (name, value)| {
            request.header(*name, value)
        });
        match request.body(body).timeout(patience).send().await {
            Ok(answer) => answer.status().as_u16(),
            Err(_) => 0,
        }
    }

    async fn download(&self, address: &str, kind: &str, heaviest: usize) -> Result<Bytes, Failure> {
        let address = reachable(address).ok_or(Failure::NotFetched)?;
        if !self.allowed(&address).await {
            return Err(Failure::NotFetched);
        }
        let patience = Duration::from_millis(self.patience_ms.load(Ordering::SeqCst));
        let asked = self.http.get(address).timeout(patience).send().await;
        let mut answer = asked.map_err(|error| failure(&error))?;
        if !answer.status().is_success() || !says(&answer, kind) {
            return Err(Failure::NotFetched);
        }
        if answer.content_length().is_some_and(|length| length > heaviest as u64) {
            return Err(Failure::TooHeavy);
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| failure(&error))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > heaviest {
                return Err(Failure::TooHeavy);
            }
        }
        Ok(bytes.freeze())
    }

    /// Whether the host's `robots.txt` lets the fetcher take this address.
    async fn allowed(&self, address: &Url) -> bool {
        let mut robots = address.clone();
        robots.set_path("/robots.txt");
        robots.set_query(None);
        let patience = self.patience_ms.load(Ordering::SeqCst).min(ROBOTS_PATIENCE_MS);
        let asked = self.http.get(robots).timeout(Duration::from_millis(patience));
        let Ok(mut answer) = asked.send().await else {
            return true;
        };
        if answer.status() != StatusCode::OK {
            return true;
        }
        let mut file = Vec::new();
        while let Ok(Some(chunk)) = answer.chunk().await {
            file.extend_from_slice(&chunk);
            if file.len() > ROBOTS_LENGTH {
                file.truncate(ROBOTS_LENGTH);
                break;
            }
        }
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        let path = format!("{}{query}", address.path());
        robots::allows(&String::from_utf8_lossy(&file), CRAWLER, &path)
    }
}

fn failure(error: &reqwest::Error) -> Failure {
    if error.is_timeout() {
        Failure::TimedOut
    } else {
        Failure::NotFetched
    }
}

/// Whether an answer calls itself of this kind. The platform wants a correct content type (sheet on publishing, §6.9).
fn says(answer: &reqwest::Response, kind: &str) -> bool {
    let given = answer.headers().get(CONTENT_TYPE).and_then(|given| given.to_str().ok());
    given.is_some_and(|given| given.to_ascii_lowercase().starts_with(kind))
}

/// Whether an address is one the platform would try at all: plain ASCII and HTTP.
pub(crate) fn is_address(address: &str) -> bool {
    let web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    address.is_ascii() && Url::parse(address).is_ok_and(|url| web(&url))
}

/// The address as one that may be downloaded from: plain ASCII, HTTP, on this computer.
pub(crate) fn reachable(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok().filter(|_| is_address(address))?;
    let here = match url.host()? {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(name) => names_this_computer(name),
    };
    here.then_some(url)
}

/// `localhost` and what is under it, by RFC 6761.
fn names_this_computer(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

/// Knows the names of this computer and no others, so that no name server is asked.
#[derive(Debug)]
struct ThisComputer;

impl Resolve for ThisComputer {
    fn resolve(&self, name: Name) -> Resolving {
        let here = names_this_computer(name.as_str());
        Box::pin(async move {
            if !here {
                return Err("this name is not of this computer".into());
            }
            let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
            let addresses: Addrs = Box::new(std::iter::once(address));
            Ok(addresses)
        })
    }
}

/// Last segment of an address's path: the key of a file on its host.
pub(crate) fn key_of(address: &str) -> String {
    let url = Url::parse(address).ok();
    let last = url
        .as_ref()
        .and_then(|url| url.path_segments()?.next_back().map(str::to_owned));
    last.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn only_addresses_on_this_computer_are_downloaded_from() {
        for address in [
            "http://127.0.0.1:9/a.jpg",
            "http://127.8.8.8/a.jpg",
            "http://[::1]:9/a.jpg",
            "http://localhost:9/a.jpg",
            "http://bucket.localhost:9/a.jpg?X-Amz-Signature=1",
        ] {
            assert!(reachable(address).is_some(), "{address}");
        }
        for address in [
            "http://192.0.2.7/a.jpg",
            "https://example.com/a.jpg",
            "http://localhost.example.com/a.jpg",
            "ftp://127.0.0.1/a.jpg",
            "file:///etc/hosts",
            "http://127.0.0.1/é.jpg",
            "a.jpg",
            "",
        ] {
            assert!(reachable(address).is_none(), "{address}");
        }
    }

    #[test]
    fn a_key_is_the_last_segment_without_the_query() {
        assert_eq!(key_of("http://localhost:9/b/posts/7f.jpg?X-Amz-Signature=1"), "7f.jpg");
        assert_eq!(key_of("nonsense"), "");
    }
}
