//! The download of pictures, as the platform's fetcher does it: no cookies, no redirects, an own time-out.
//!
//! It goes to this computer and nowhere else: an address on another host is refused before anything is looked up.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use url::{Host, Url};

use crate::photo::{HEAVIEST, Photo, PictureProblem};

/// What the platform's fetcher calls itself.
const NAME: &str = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)";
/// Real time a download may take, from the start.
const PATIENCE_MS: u64 = 10_000;

/// Downloads pictures.
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
    pub(crate) async fn picture(&self, address: &str) -> Result<Photo, PictureProblem> {
        let address = reachable(address).ok_or(PictureProblem::NotFetched)?;
        let bytes = self.download(address).await?;
        let taken = tokio::task::spawn_blocking(move || Photo::take(bytes)).await;
        taken.unwrap_or(Err(PictureProblem::Format))
    }

    async fn download(&self, address: Url) -> Result<Bytes, PictureProblem> {
        let patience = Duration::from_millis(self.patience_ms.load(Ordering::SeqCst));
        let asked = self.http.get(address).timeout(patience).send().await;
        let mut answer = asked.map_err(|error| problem(&error))?;
        if !answer.status().is_success() || !says_picture(&answer) {
            return Err(PictureProblem::NotFetched);
        }
        if answer.content_length().is_some_and(|length| length > HEAVIEST as u64) {
            return Err(PictureProblem::TooHeavy);
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| problem(&error))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > HEAVIEST {
                return Err(PictureProblem::TooHeavy);
            }
        }
        Ok(bytes.freeze())
    }
}

fn problem(error: &reqwest::Error) -> PictureProblem {
    if error.is_timeout() {
        PictureProblem::TimedOut
    } else {
        PictureProblem::NotFetched
    }
}

/// Whether an answer calls itself a picture. The platform wants a correct content type (sheet on publishing, §6.9).
fn says_picture(answer: &reqwest::Response) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("image/"))
}

/// The address as one that may be downloaded from: plain ASCII, HTTP, on this computer.
fn reachable(address: &str) -> Option<Url> {
    let url = Url::parse(address)
        .ok()
        .filter(|_| address.is_ascii())
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
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
