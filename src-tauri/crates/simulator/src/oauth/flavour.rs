//! The two set-ups of the platform (sheet on login, §0 and §2; list of quirks, 1 and 3): what tells them apart on the
//! wire. A call's flavour is its token's; a `Host` header that names one of the platform's graph hosts must agree.

use axum::http::HeaderName;
use serde::{Deserialize, Serialize};

/// One of the platform's two set-ups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flavour {
    /// Business Login for Instagram, `graph.instagram.com`, tokens that begin with `IGAA`.
    InstagramLogin,
    /// Facebook Login for Business, `graph.facebook.com`, user and Page tokens that begin with `EAA`.
    FacebookLogin,
}

/// What a call can be made with.
pub(crate) const BOTH: &[Flavour] = &[Flavour::InstagramLogin, Flavour::FacebookLogin];
pub(crate) const INSTAGRAM: &[Flavour] = &[Flavour::InstagramLogin];
pub(crate) const FACEBOOK: &[Flavour] = &[Flavour::FacebookLogin];

impl Flavour {
    /// What a token's first letters say; `None` for a text of another kind.
    pub(crate) fn of_token(token: &str) -> Option<Self> {
        [Self::InstagramLogin, Self::FacebookLogin]
            .into_iter()
            .find(|flavour| token.starts_with(flavour.prefix()))
    }

    /// What a `Host` header says; `None` for any but the platform's graph hosts.
    pub(crate) fn of_host(host: &str) -> Option<Self> {
        if host.starts_with("graph.instagram.") {
            Some(Self::InstagramLogin)
        } else if host.starts_with("graph.facebook.") {
            Some(Self::FacebookLogin)
        } else {
            None
        }
    }

    /// How this set-up's tokens begin.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::InstagramLogin => "IGAA",
            Self::FacebookLogin => "EAA",
        }
    }

    /// The header that tells the version which served an answer.
    pub(crate) fn version_header(self) -> HeaderName {
        match self {
            Self::InstagramLogin => HeaderName::from_static("instagram-api-version"),
            Self::FacebookLogin => HeaderName::from_static("facebook-api-version"),
        }
    }

    /// The `type` of a refusal. It says little: clients must go by the code.
    pub(crate) fn error_type(self, code: i64, subcode: Option<i64>) -> &'static str {
        match (self, code, subcode) {
            (Self::InstagramLogin, ..) => "IGApiException",
            (Self::FacebookLogin, 100, Some(33)) => "GraphMethodException",
            (Self::FacebookLogin, ..) => "OAuthException",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn tokens_and_hosts_tell_the_flavour() {
        assert_eq!(Flavour::of_token("IGAAxyz"), Some(Flavour::InstagramLogin));
        assert_eq!(Flavour::of_token("EAAGxyz"), Some(Flavour::FacebookLogin));
        assert_eq!(Flavour::of_token("secret"), None);
        assert_eq!(Flavour::of_host("graph.facebook.com"), Some(Flavour::FacebookLogin));
        assert_eq!(
            Flavour::of_host("graph.instagram.com:8380"),
            Some(Flavour::InstagramLogin)
        );
        assert_eq!(Flavour::of_host("127.0.0.1:8380"), None);
    }
}
