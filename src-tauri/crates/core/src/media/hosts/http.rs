//! The HTTP client of the media hosts, and what every answer is read for.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{CONTENT_TYPE, DATE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::{Host, Url};

use super::problem::{HostProblem, Unsupported};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// A file of 8 MB through an uplink of half a megabit per second.
const TRANSFER_TIMEOUT: Duration = Duration::from_secs(150);

/// A client without cookies, redirects and second tries. `is_local` leaves proxies aside.
pub(super) fn client(is_local: bool) -> Result<Client, HostProblem> {
    let mut builder = Client::builder()
        .user_agent(concat!("Postroom/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_gzip()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TRANSFER_TIMEOUT);
    if is_local {
        builder = builder.no_proxy();
    }
    builder
        .build()
        .map_err(|_| HostProblem::Unsupported(Unsupported::NoClient))
}

/// Whether an address leads to this machine by its name alone.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Whether an address names this machine or the network around it: what lies there cannot be fetched from outside.
pub(super) fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            is_loopback(url)
                || !name.contains('.')
                || [".local", ".lan", ".internal"].iter().any(|end| name.ends_with(end))
        }
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
        None => true,
    }
}

/// The type an answer gives its body, without parameters and in small letters; `None` when it names none.
pub(super) fn content_type(answer: &Response) -> Option<String> {
    let header = answer.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let kind = header.split(';').next()?.trim().to_ascii_lowercase();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'+' | b'.');
    (!kind.is_empty() && kind.len() <= 64 && kind.bytes().all(is_plain)).then_some(kind)
}

/// The clock of whoever answered.
pub(super) fn date(answer: &Response) -> Option<Timestamp> {
    let date = answer.headers().get(DATE)?.to_str().ok()?;
    rfc2822::DateTimeParser::new().parse_timestamp(date).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn addresses_that_exist_only_here_are_told_apart_from_public_ones() {
        for private in [
            "https://localhost/",
            "https://pictures.localhost/",
            "https://nas/",
            "https://nas.local/",
            "https://minio.lan/",
            "https://127.0.0.1/",
            "https://192.168.1.5/",
            "https://10.0.0.7:9000/",
            "https://169.254.1.1/",
            "https://[::1]/",
            "https://[fd00::1]/",
        ] {
            assert!(is_private(&Url::parse(private).unwrap()), "{private}");
        }
        for public in [
            "https://s3.eu-central-1.amazonaws.com/",
            "https://8.8.8.8/",
            "https://[2001:4860:4860::8888]/",
            "https://local.example.com/",
        ] {
            assert!(!is_private(&Url::parse(public).unwrap()), "{public}");
        }
    }
}
