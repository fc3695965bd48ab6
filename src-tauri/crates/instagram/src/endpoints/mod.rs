//! Where Instagram is: hosts, API version and flavour in one value.
//!
//! Nothing else in the program spells a host. The value is built in, may be overridden by a local file or by the demo,
//! and travels with every token: a token is stored beside the [`Endpoints::host_set`] it was issued for and goes to no
//! other.
//!
//! Sources: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login (the
//! authorize page lives on `www.instagram.com`; the alias on `api.instagram.com` is failing since July 2026),
//! developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow, and for uploads
//! developers.facebook.com/docs/instagram-platform/content-publishing.

mod reachable;
mod stored;

use crate::{ApiError, Flavour};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

pub(crate) use reachable::{fetchable, openable};

/// Hosts, API version and flavour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "stored::Stored")]
pub struct Endpoints {
    /// The page where a person says yes, opened in the system browser.
    pub authorize: Url,
    /// Where a code becomes a token. With Facebook Login the long-lived token comes from there too.
    pub token: Url,
    /// Root of the API: versioned calls go to `{graph}{version}/…`, the long-token exchanges of Instagram Login to
    /// `{graph}access_token` and `{graph}refresh_access_token`.
    pub graph: Url,
    /// Root of uploads: the addresses below it, which the platform gives out, take the bytes of a video. A request to them
    /// carries the token as `Authorization: OAuth …`.
    pub upload: Url,
    /// Root of the calls that are answered without a token ([`Scope::Public`](crate::Scope::Public)); no token is ever sent
    /// with them.
    pub public: Url,
    /// Version in the path of every call, such as `v26.0`.
    pub version: String,
    /// Hosts that may serve pictures: a bare domain (`cdninstagram.com`) stands for itself and its subdomains over
    /// https, a `host:port` on this machine for exactly that.
    pub cdn_hosts: Vec<String>,
    /// Which of the two set-ups of the platform answers there.
    pub flavour: Flavour,
}

/// How a request carries its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenScheme {
    /// `Authorization: Bearer …`: the API.
    Bearer,
    /// `Authorization: OAuth …`: uploads.
    OAuth,
}

const VERSION: &str = "v26.0";

impl Endpoints {
    /// The real platform, "API with Instagram Login".
    pub fn instagram() -> Self {
        Self {
            authorize: constant("https://www.instagram.com/oauth/authorize"),
            token: constant("https://api.instagram.com/oauth/access_token"),
            graph: constant("https://graph.instagram.com/"),
            upload: constant(UPLOAD),
            public: constant(PUBLIC),
            version: VERSION.to_owned(),
            cdn_hosts: vec!["cdninstagram.com".to_owned(), "fbcdn.net".to_owned()],
            flavour: Flavour::InstagramLogin,
        }
    }

    /// The real platform, "API with Facebook Login".
    pub fn facebook() -> Self {
        Self {
            authorize: constant("https://www.facebook.com/v26.0/dialog/oauth"),
            token: constant("https://graph.facebook.com/v26.0/oauth/access_token"),
            graph: constant("https://graph.facebook.com/"),
            flavour: Flavour::FacebookLogin,
            ..Self::instagram()
        }
    }

    /// The real platform in one of its set-ups.
    pub fn platform(flavour: Flavour) -> Self {
        match flavour {
            Flavour::InstagramLogin => Self::instagram(),
            Flavour::FacebookLogin => Self::facebook(),
        }
    }

    /// Everything on one host, as a simulator offers it, "API with Instagram Login". `base` is the root, such as
    /// `http://127.0.0.1:4000/`.
    pub fn on_host(base: &Url) -> Self {
        Self {
            authorize: at(base, "/oauth/authorize"),
            token: at(base, "/oauth/access_token"),
            graph: at(base, "/"),
            upload: at(base, UPLOAD_PATH),
            public: at(base, "/"),
            version: VERSION.to_owned(),
            cdn_hosts: vec![host_and_port(base)],
            flavour: Flavour::InstagramLogin,
        }
    }

    /// Everything on one host, as a simulator offers it, "API with Facebook Login". `base` as in [`Endpoints::on_host`].
    pub fn facebook_on_host(base: &Url) -> Self {
        Self {
            authorize: at(base, &format!("/{VERSION}/dialog/oauth")),
            token: at(base, &format!("/{VERSION}/oauth/access_token")),
            flavour: Flavour::FacebookLogin,
            ..Self::on_host(base)
        }
    }

    /// Stable key of the hosts that see a token or a secret (with ports where they are not the default):
    /// `authorize|token|graph`, and `|upload` where uploads go neither to the platform nor to the host of the API. Stored
    /// beside a token.
    pub fn host_set(&self) -> String {
        let mut hosts = vec![
            host_and_port(&self.authorize),
            host_and_port(&self.token),
            host_and_port(&self.graph),
        ];
        if self.upload.origin() != constant(UPLOAD).origin() && self.upload.origin() != self.graph.origin() {
            hosts.push(host_and_port(&self.upload));
        }
        hosts.join("|")
    }

    /// Whether this is anything else than the built-in platform over https.
    pub fn is_foreign(&self) -> bool {
        let built_in = Self::platform(self.flavour);
        let hosts = |endpoints: &Self| endpoints.addresses().map(|(_, url)| host_and_port(url));
        hosts(self) != hosts(&built_in) || self.addresses().iter().any(|(_, url)| url.scheme() != "https")
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
    /// fragment in the addresses; uploads below a path of their own; a version of the form `v26.0`.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] names the first address that may not be used.
    pub fn check(&self) -> Result<(), ApiError> {
        for (name, url) in self.addresses() {
            let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url));
            let is_plain = url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none();
            // Were they the root of the API's host, every call would look like an upload.
            let is_swallowing = name == "upload" && is_below(&self.graph, url);
            if !is_safe || !is_plain || url.host().is_none() || is_swallowing {
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
        self.addresses().into_iter().all(|(_, url)| is_loopback(url))
    }

    fn addresses(&self) -> [(&'static str, &Url); 5] {
        [
            ("authorize", &self.authorize),
            ("token", &self.token),
            ("graph", &self.graph),
            ("upload", &self.upload),
            ("public", &self.public),
        ]
    }

    /// `{graph}{version}/{segment}/…`. Ids become path segments, so anything but letters, digits, `_` and `-` in them is
    /// refused: no id can lead to another path.
    pub(crate) fn graph_url(&self, segments: &[&str]) -> Result<Url, ApiError> {
        self.versioned(&self.graph, segments)
    }

    /// `{public}{version}/{segment}/…`: calls without a token.
    pub(crate) fn public_url(&self, segments: &[&str]) -> Result<Url, ApiError> {
        self.versioned(&self.public, segments)
    }

    /// `{graph}{name}`, without a version: the token exchanges of Instagram Login.
    pub(crate) fn unversioned_url(&self, name: &'static str) -> Result<Url, ApiError> {
        extended(&self.graph, std::iter::once(name))
    }

    fn versioned(&self, root: &Url, segments: &[&str]) -> Result<Url, ApiError> {
        if !segments.iter().all(|segment| is_harmless(segment)) {
            return Err(ApiError::Invalid(
                "An id has a form that Instagram does not use.".to_owned(),
            ));
        }
        extended(
            root,
            std::iter::once(self.version.as_str()).chain(segments.iter().copied()),
        )
    }

    /// How a request to this address carries a token; `None` where it may carry none.
    pub(crate) fn token_scheme(&self, url: &Url) -> Option<TokenScheme> {
        if is_below(url, &self.upload) {
            Some(TokenScheme::OAuth)
        } else if url.origin() == self.graph.origin() {
            Some(TokenScheme::Bearer)
        } else {
            None
        }
    }

    /// Whether a call without a token may go there.
    pub(crate) fn is_public(&self, url: &Url) -> bool {
        url.origin() == self.public.origin()
    }
}

/// Whether a text can stand in a path, or in the argument of a field, without leading anywhere else.
pub(crate) fn is_harmless(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// Whether a person would find Instagram itself at this address.
pub(crate) fn is_instagram_page(url: &Url) -> bool {
    url.scheme() == "https" && matches!(url.host_str(), Some("www.instagram.com" | "instagram.com"))
}

/// Where the platform takes the bytes of videos, in both set-ups.
const UPLOAD: &str = "https://rupload.facebook.com/ig-api-upload/";
const UPLOAD_PATH: &str = "/ig-api-upload/";

/// Where the platform answers without a token, in both set-ups.
const PUBLIC: &str = "https://graph.facebook.com/";

/// Parses one of the literals of this file.
#[expect(
    clippy::expect_used,
    reason = "only literals of this file reach it, and a test parses every one"
)]
fn constant(address: &'static str) -> Url {
    Url::parse(address).expect("a well-formed literal")
}

/// `path` on the host of `base`.
fn at(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(path);
    url.set_query(None);
    url.set_fragment(None);
    url
}

fn extended<'a>(root: &Url, segments: impl Iterator<Item = &'a str>) -> Result<Url, ApiError> {
    let mut url = root.clone();
    url.path_segments_mut()
        .map_err(|()| ApiError::Invalid("An address of the endpoints cannot be used.".to_owned()))?
        .pop_if_empty()
        .extend(segments);
    Ok(url)
}

/// Whether `url` is `root` or lies below its path.
fn is_below(url: &Url, root: &Url) -> bool {
    let folder = root.path().trim_end_matches('/');
    let rest = url.path().strip_prefix(folder);
    url.origin() == root.origin() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
mod tests;
