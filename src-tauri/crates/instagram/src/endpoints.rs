//! Where Instagram is: hosts, API version and flavour in one value.
//!
//! Nothing else in the program spells a host. The value is built in, may be overridden by a local file or by the demo,
//! and travels with every token: a token is stored beside the [`Endpoints::host_set`] it was issued for and goes to no
//! other.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login. The
//! authorize page lives on `www.instagram.com`; the alias on `api.instagram.com` is failing since July 2026.

use crate::{ApiError, Flavour};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// Hosts, API version and flavour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoints {
    /// The page where a person says yes, opened in the system browser.
    pub authorize: Url,
    /// Where a code becomes a short-lived token.
    pub token: Url,
    /// Root of the API: versioned calls go to `{graph}{version}/…`, the long-token exchanges to `{graph}access_token`
    /// and `{graph}refresh_access_token`.
    pub graph: Url,
    /// Version in the path of every call, such as `v26.0`.
    pub version: String,
    /// Hosts that may serve pictures: a bare domain (`cdninstagram.com`) stands for itself and its subdomains over
    /// https, a `host:port` on this machine for exactly that.
    pub cdn_hosts: Vec<String>,
    /// Which of the two set-ups of the platform answers there.
    #[serde(default)]
    pub flavour: Flavour,
}

impl Endpoints {
    /// The real platform, "API with Instagram Login".
    pub fn instagram() -> Self {
        Self {
            authorize: constant("https://www.instagram.com/oauth/authorize"),
            token: constant("https://api.instagram.com/oauth/access_token"),
            graph: constant("https://graph.instagram.com/"),
            version: "v26.0".to_owned(),
            cdn_hosts: vec!["cdninstagram.com".to_owned(), "fbcdn.net".to_owned()],
            flavour: Flavour::InstagramLogin,
        }
    }

    /// Everything on one host, as a simulator offers it. `base` is the root, such as `http://127.0.0.1:4000/`.
    pub fn on_host(base: &Url) -> Self {
        let at = |path: &str| {
            let mut url = base.clone();
            url.set_path(path);
            url.set_query(None);
            url.set_fragment(None);
            url
        };
        Self {
            authorize: at("/oauth/authorize"),
            token: at("/oauth/access_token"),
            graph: at("/"),
            version: "v26.0".to_owned(),
            cdn_hosts: vec![host_and_port(base)],
            flavour: Flavour::InstagramLogin,
        }
    }

    /// Stable key of the three hosts (with ports where they are not the default): `authorize|token|graph`. Stored
    /// beside a token.
    pub fn host_set(&self) -> String {
        [&self.authorize, &self.token, &self.graph].map(host_and_port).join("|")
    }

    /// Whether this is anything else than the built-in platform over https.
    pub fn is_foreign(&self) -> bool {
        let urls = [&self.authorize, &self.token, &self.graph];
        self.host_set() != Self::instagram().host_set() || urls.iter().any(|url| url.scheme() != "https")
    }

    /// Whether a picture may be fetched from `url`.
    pub fn allows_picture_host(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else { return false };
        let exact = host_and_port(url);
        self.cdn_hosts.iter().any(|allowed| {
            if *allowed == exact && is_loopback(url) {
                return matches!(url.scheme(), "http" | "https");
            }
            let is_subdomain = host
                .strip_suffix(allowed.as_str())
                .is_some_and(|rest| rest.ends_with('.'));
            url.scheme() == "https" && url.port().is_none() && (host == allowed || is_subdomain)
        })
    }

    /// Checks that tokens may go there: https everywhere, plain http only to this machine; no credentials, query or
    /// fragment in the addresses; a version of the form `v26.0`.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] names the first address that may not be used.
    pub fn check(&self) -> Result<(), ApiError> {
        for (name, url) in [
            ("authorize", &self.authorize),
            ("token", &self.token),
            ("graph", &self.graph),
        ] {
            let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url));
            let is_plain = url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none();
            if !is_safe || !is_plain || url.host().is_none() {
                return Err(ApiError::Invalid(format!(
                    "The `{name}` address of the endpoints cannot be used."
                )));
            }
        }
        let has_version = self
            .version
            .strip_prefix('v')
            .and_then(|rest| rest.split_once('.'))
            .is_some_and(|parts| {
                [parts.0, parts.1]
                    .iter()
                    .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
            });
        if !has_version {
            return Err(ApiError::Invalid(
                "The API version of the endpoints cannot be used.".to_owned(),
            ));
        }
        Ok(())
    }

    /// Whether every host is this machine.
    pub(crate) fn is_local(&self) -> bool {
        [&self.authorize, &self.token, &self.graph].into_iter().all(is_loopback)
    }

    /// `{graph}{version}/{segment}/…`. Ids become path segments, so anything but letters, digits, `_` and `-` in them is
    /// refused: no id can lead to another path.
    pub(crate) fn graph_url(&self, segments: &[&str]) -> Result<Url, ApiError> {
        let harmless =
            |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if !segments.iter().all(|segment| harmless(segment)) {
            return Err(ApiError::Invalid(
                "An id has a form that Instagram does not use.".to_owned(),
            ));
        }
        self.under_graph(std::iter::once(self.version.as_str()).chain(segments.iter().copied()))
    }

    /// `{graph}{name}`, without a version: the token exchanges.
    pub(crate) fn unversioned_url(&self, name: &'static str) -> Result<Url, ApiError> {
        self.under_graph(std::iter::once(name))
    }

    fn under_graph<'a>(&self, segments: impl Iterator<Item = &'a str>) -> Result<Url, ApiError> {
        let mut url = self.graph.clone();
        url.path_segments_mut()
            .map_err(|()| ApiError::Invalid("The `graph` address of the endpoints cannot be used.".to_owned()))?
            .pop_if_empty()
            .extend(segments);
        Ok(url)
    }

    /// Whether a request to this address may carry a token.
    pub(crate) fn may_receive_token(&self, url: &Url) -> bool {
        url.origin() == self.graph.origin()
    }
}

/// Parses one of the literals of [`Endpoints::instagram`].
#[expect(
    clippy::expect_used,
    reason = "only literals of this file reach it, and a test parses every one"
)]
fn constant(address: &'static str) -> Url {
    Url::parse(address).expect("a well-formed literal")
}

fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn local() -> Endpoints {
        Endpoints::on_host(&Url::parse("http://127.0.0.1:4000/").unwrap())
    }

    #[test]
    fn the_built_in_platform_is_complete_and_not_foreign() {
        let platform = Endpoints::instagram();
        assert_eq!(platform.check().map_err(|e| e.to_string()), Ok(()));
        assert_eq!(
            platform.host_set(),
            "www.instagram.com|api.instagram.com|graph.instagram.com"
        );
        assert!(!platform.is_foreign());
        assert!(!platform.is_local());
    }

    #[test]
    fn one_host_is_foreign_and_carries_its_port_in_the_key() {
        let local = local();
        assert_eq!(local.host_set(), "127.0.0.1:4000|127.0.0.1:4000|127.0.0.1:4000");
        assert!(local.is_foreign() && local.is_local());
        assert_eq!(local.authorize.as_str(), "http://127.0.0.1:4000/oauth/authorize");
        assert_eq!(local.token.as_str(), "http://127.0.0.1:4000/oauth/access_token");
        assert_eq!(local.check().map_err(|e| e.to_string()), Ok(()));
    }

    #[test]
    fn the_real_hosts_without_tls_are_foreign_and_unusable() {
        let mut plain = Endpoints::instagram();
        plain.graph = Url::parse("http://graph.instagram.com/").unwrap();
        assert!(plain.is_foreign());
        assert!(plain.check().is_err(), "a token would travel in clear");
    }

    #[test]
    fn addresses_with_credentials_or_a_strange_version_are_unusable() {
        let mut with_password = Endpoints::instagram();
        with_password.token = Url::parse("https://user:pw@api.instagram.com/oauth/access_token").unwrap();
        assert!(with_password.check().is_err());
        for version in ["", "26.0", "v26", "v26.0/../x", "v.", "v26.x"] {
            let mut strange = Endpoints::instagram();
            strange.version = version.to_owned();
            assert!(strange.check().is_err(), "{version} is no version");
        }
    }

    #[test]
    fn calls_are_versioned_and_exchanges_are_not() {
        let platform = Endpoints::instagram();
        let call = platform.graph_url(&["17841400000000123", "media"]).unwrap();
        assert_eq!(
            call.as_str(),
            "https://graph.instagram.com/v26.0/17841400000000123/media"
        );
        let exchange = platform.unversioned_url("refresh_access_token").unwrap();
        assert_eq!(exchange.as_str(), "https://graph.instagram.com/refresh_access_token");
    }

    #[test]
    fn no_id_leads_to_another_path_or_host() {
        for strange in [
            "",
            ".",
            "..",
            "a/b",
            "//elsewhere.example",
            "1?x=2",
            "1#x",
            "%2e%2e",
            "1 2",
            "ü",
        ] {
            assert!(
                Endpoints::instagram().graph_url(&[strange]).is_err(),
                "{strange:?} must not become a path"
            );
        }
    }

    #[test]
    fn a_token_goes_to_the_graph_host_only() {
        let platform = Endpoints::instagram();
        let may = |url: &str| platform.may_receive_token(&Url::parse(url).unwrap());
        assert!(may("https://graph.instagram.com/v26.0/me"));
        assert!(!may("http://graph.instagram.com/v26.0/me"));
        assert!(!may("https://graph.instagram.com:8443/v26.0/me"));
        assert!(!may("https://graph.instagram.com.elsewhere.example/v26.0/me"));
        assert!(!may("https://scontent.cdninstagram.com/v26.0/me"));
    }

    #[test]
    fn pictures_come_from_the_cdn_over_https_or_from_the_local_host() {
        let platform = Endpoints::instagram();
        let allows = |endpoints: &Endpoints, url: &str| endpoints.allows_picture_host(&Url::parse(url).unwrap());
        assert!(allows(&platform, "https://scontent-ams2-1.cdninstagram.com/v/a.jpg"));
        assert!(allows(&platform, "https://scontent.xx.fbcdn.net/v/a.jpg"));
        assert!(!allows(&platform, "http://scontent.cdninstagram.com/v/a.jpg"));
        assert!(!allows(&platform, "https://scontent.cdninstagram.com:444/v/a.jpg"));
        assert!(!allows(&platform, "https://evilcdninstagram.com/a.jpg"));
        assert!(!allows(&platform, "https://cdninstagram.com.elsewhere.example/a.jpg"));
        assert!(!allows(&platform, "data:image/png;base64,AAAA"));
        assert!(!allows(&platform, "http://127.0.0.1:4000/cdn/a.jpg"));
        assert!(allows(&local(), "http://127.0.0.1:4000/cdn/a.jpg"));
        assert!(!allows(&local(), "http://127.0.0.1:4001/cdn/a.jpg"));
    }

    #[test]
    fn a_local_file_can_override_everything_and_reads_back() {
        let written = serde_json::to_string(&local()).unwrap();
        assert_eq!(serde_json::from_str::<Endpoints>(&written).unwrap(), local());
        assert!(serde_json::from_str::<Endpoints>(r#"{"graf":"https://x.example/"}"#).is_err());
    }
}
