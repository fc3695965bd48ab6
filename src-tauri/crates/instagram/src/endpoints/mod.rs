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

mod stored;

use crate::{ApiError, Flavour};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

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
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn local() -> Endpoints {
        Endpoints::on_host(&Url::parse("http://127.0.0.1:4000/").unwrap())
    }

    fn facebook_local() -> Endpoints {
        Endpoints::facebook_on_host(&Url::parse("http://127.0.0.1:4000/").unwrap())
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
    fn a_token_goes_to_the_api_and_to_uploads_only() {
        let platform = Endpoints::instagram();
        let scheme = |endpoints: &Endpoints, url: &str| endpoints.token_scheme(&Url::parse(url).unwrap());
        assert_eq!(
            scheme(&platform, "https://graph.instagram.com/v26.0/me"),
            Some(TokenScheme::Bearer)
        );
        assert_eq!(
            scheme(&platform, "https://rupload.facebook.com/ig-api-upload/v26.0/179"),
            Some(TokenScheme::OAuth)
        );
        assert_eq!(
            scheme(&local(), "http://127.0.0.1:4000/ig-api-upload/v26.0/179"),
            Some(TokenScheme::OAuth)
        );
        assert_eq!(
            scheme(&local(), "http://127.0.0.1:4000/v26.0/179"),
            Some(TokenScheme::Bearer)
        );
        for elsewhere in [
            "http://graph.instagram.com/v26.0/me",
            "https://graph.instagram.com:8443/v26.0/me",
            "https://graph.instagram.com.elsewhere.example/v26.0/me",
            "https://scontent.cdninstagram.com/v26.0/me",
            "https://graph.facebook.com/v26.0/me",
            "http://rupload.facebook.com/ig-api-upload/v26.0/179",
            "https://rupload.facebook.com/ig-api-upload-not/179",
            "https://rupload.facebook.com/ig-api-upload/../other/179",
            "https://rupload.facebook.com/ig-api-upload/%2e%2e/other/179",
            "https://rupload.facebook.com/",
        ] {
            assert_eq!(scheme(&platform, elsewhere), None, "{elsewhere}");
        }
        assert_eq!(
            scheme(&Endpoints::facebook(), "https://graph.facebook.com/v26.0/me"),
            Some(TokenScheme::Bearer)
        );
        assert_eq!(
            scheme(&Endpoints::facebook(), "https://graph.instagram.com/v26.0/me"),
            None
        );
    }

    #[test]
    fn calls_without_a_token_go_to_the_public_root() {
        for endpoints in [Endpoints::instagram(), Endpoints::facebook()] {
            let url = endpoints.public_url(&["instagram_oembed"]).unwrap();
            assert_eq!(url.as_str(), "https://graph.facebook.com/v26.0/instagram_oembed");
            assert!(endpoints.is_public(&url));
            assert!(!endpoints.is_public(&Url::parse("https://graph.facebook.com:8443/v26.0/x").unwrap()));
        }
        assert!(local().is_public(&local().public_url(&["instagram_oembed"]).unwrap()));
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
    fn the_two_set_ups_of_the_platform_differ_in_hosts_and_flavour() {
        let facebook = Endpoints::facebook();
        assert_eq!(facebook.check().map_err(|e| e.to_string()), Ok(()));
        assert_eq!(facebook.flavour, Flavour::FacebookLogin);
        assert_eq!(
            facebook.host_set(),
            "www.facebook.com|graph.facebook.com|graph.facebook.com"
        );
        assert!(!facebook.is_foreign() && !facebook.is_local());
        for url in [&facebook.authorize, &facebook.token] {
            assert!(url.path().starts_with(&format!("/{VERSION}/")), "{url}");
        }
        let mut mixed = Endpoints::instagram();
        mixed.flavour = Flavour::FacebookLogin;
        assert!(mixed.is_foreign(), "the hosts of the other set-up");
        for flavour in [Flavour::InstagramLogin, Flavour::FacebookLogin] {
            assert_eq!(Endpoints::platform(flavour).flavour, flavour);
        }
    }

    #[test]
    fn facebook_login_on_one_host_has_versioned_login_addresses() {
        let local = facebook_local();
        assert_eq!(local.check().map_err(|e| e.to_string()), Ok(()));
        assert_eq!(local.authorize.as_str(), "http://127.0.0.1:4000/v26.0/dialog/oauth");
        assert_eq!(local.token.as_str(), "http://127.0.0.1:4000/v26.0/oauth/access_token");
        assert_eq!(local.host_set(), self::local().host_set());
        assert!(local.is_local() && local.is_foreign());
    }

    #[test]
    fn uploads_to_another_host_make_another_host_set() {
        let mut elsewhere = Endpoints::instagram();
        elsewhere.upload = Url::parse("https://upload.example/ig-api-upload/").unwrap();
        assert!(elsewhere.is_foreign());
        assert_eq!(
            elsewhere.host_set(),
            "www.instagram.com|api.instagram.com|graph.instagram.com|upload.example"
        );
        for swallowing in ["http://127.0.0.1:4000/", "http://127.0.0.1:4000"] {
            let mut one_host = local();
            one_host.upload = Url::parse(swallowing).unwrap();
            assert!(one_host.check().is_err(), "every call would be an upload");
        }
        let mut plain = Endpoints::facebook();
        plain.upload = Url::parse("http://rupload.facebook.com/ig-api-upload/").unwrap();
        assert!(plain.check().is_err(), "a token would travel in clear");
    }
}
