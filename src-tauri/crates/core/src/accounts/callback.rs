//! The parameters a login comes back with, parsed strictly.
//!
//! They arrive in a deep link or in an address a person pasted; both are input from outside. Each known
//! parameter may stand there at most once, unknown ones are ignored, and nothing of a refused link is
//! kept or logged but the reason.

use url::Url;

/// The longest link or address that is looked at, in bytes.
pub const LONGEST_LINK: usize = 8 * 1024;

/// The longest code or state accepted, in bytes.
const LONGEST_VALUE: usize = 2 * 1024;

/// What a login came back with.
#[derive(Clone, PartialEq, Eq)]
pub enum Callback {
    /// The person agreed.
    Granted {
        /// The one-time code.
        code: String,
        /// The value that ties the answer to a login of ours.
        state: String,
    },
    /// The person, or Instagram, said no.
    Denied {
        /// The value that ties the answer to a login of ours.
        state: String,
    },
}

// Written by hand: a code is as good as a password for an hour.
impl std::fmt::Debug for Callback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Granted { .. } => "Granted { … }",
            Self::Denied { .. } => "Denied { … }",
        })
    }
}

/// Why a link was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// Longer than any login answer.
    #[error("the link is far too long")]
    TooLong,
    /// Not an address at all.
    #[error("this is no address")]
    NoAddress,
    /// Another scheme, host or path than a login comes back on.
    #[error("the link does not lead to a login")]
    Elsewhere,
    /// `state` is missing.
    #[error("the link carries no state")]
    NoState,
    /// Neither a code nor an error.
    #[error("the link carries no code")]
    NoCode,
    /// A parameter stands there twice, or a code together with an error.
    #[error("the link contradicts itself")]
    Ambiguous,
    /// No login waits for an answer.
    #[error("no login is waiting")]
    NoLogin,
    /// The state belongs to no login of the last ten minutes.
    #[error("the link belongs to no login of this program")]
    UnknownState,
}

impl Callback {
    /// Reads a link from outside, whatever it holds: only `{scheme}://oauth/callback?…` of a sane length is looked at.
    ///
    /// # Errors
    /// A [`LinkRefusal`] that names the first thing wrong.
    pub fn from_link(link: &str, scheme: &str) -> Result<Self, LinkRefusal> {
        if link.len() > LONGEST_LINK {
            return Err(LinkRefusal::TooLong);
        }
        let url = Url::parse(link).map_err(|_| LinkRefusal::NoAddress)?;
        let is_login = url.scheme() == scheme
            && url.host_str() == Some("oauth")
            && url.path() == "/callback"
            && url.port().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !is_login {
            return Err(LinkRefusal::Elsewhere);
        }
        Self::parse(&url)
    }

    /// Reads the query of `link`, whose scheme, host and path the caller has compared.
    ///
    /// # Errors
    /// A [`LinkRefusal`] that names the first thing wrong.
    pub fn parse(link: &Url) -> Result<Self, LinkRefusal> {
        if link.as_str().len() > LONGEST_LINK {
            return Err(LinkRefusal::TooLong);
        }
        let (mut code, mut state, mut error) = (None, None, None);
        for (key, value) in link.query_pairs() {
            let slot = match key.as_ref() {
                "code" => &mut code,
                "state" => &mut state,
                "error" => &mut error,
                _ => continue,
            };
            if value.len() > LONGEST_VALUE {
                return Err(LinkRefusal::TooLong);
            }
            if slot.replace(value.into_owned()).is_some() {
                return Err(LinkRefusal::Ambiguous);
            }
        }
        let state = state.filter(|state| !state.is_empty()).ok_or(LinkRefusal::NoState)?;
        match (code.filter(|code| !code.is_empty()), error) {
            (Some(code), None) => Ok(Self::Granted { code, state }),
            (None, Some(_)) => Ok(Self::Denied { state }),
            (Some(_), Some(_)) => Err(LinkRefusal::Ambiguous),
            (None, None) => Err(LinkRefusal::NoCode),
        }
    }

    /// Reads an address a person copied out of the browser; it must lie on `redirect_uri`.
    ///
    /// # Errors
    /// A [`LinkRefusal`] that names the first thing wrong.
    pub fn parse_pasted(text: &str, redirect_uri: &Url) -> Result<Self, LinkRefusal> {
        if text.len() > LONGEST_LINK {
            return Err(LinkRefusal::TooLong);
        }
        let address = Url::parse(text.trim()).map_err(|_| LinkRefusal::NoAddress)?;
        let place = |url: &Url| {
            (
                url.scheme().to_owned(),
                url.host_str().map(str::to_owned),
                url.port(),
                url.path().to_owned(),
            )
        };
        if place(&address) != place(redirect_uri) {
            return Err(LinkRefusal::Elsewhere);
        }
        Self::parse(&address)
    }

    /// The value that ties the answer to a login of ours.
    pub fn state(&self) -> &str {
        match self {
            Self::Granted { state, .. } | Self::Denied { state } => state,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const SCHEME: &str = "postroom";

    fn parse(query: &str) -> Result<Callback, LinkRefusal> {
        Callback::parse(&Url::parse(&format!("postroom://oauth/callback{query}")).unwrap())
    }

    #[test]
    fn a_granted_login_gives_code_and_state_without_the_fragment() {
        let granted = parse("?code=AQB%2Fx&state=abc&extra=1#_").unwrap();
        assert_eq!(
            granted,
            Callback::Granted {
                code: "AQB/x".into(),
                state: "abc".into()
            }
        );
    }

    #[test]
    fn a_denied_login_says_so() {
        assert_eq!(
            parse("?error=access_denied&error_reason=user_denied&state=abc").unwrap(),
            Callback::Denied { state: "abc".into() }
        );
    }

    #[test]
    fn wrong_links_are_named() {
        let long = format!("?state=a&code={}", "x".repeat(1 << 20));
        for (query, refusal) in [
            ("", LinkRefusal::NoState),
            ("?code=x", LinkRefusal::NoState),
            ("?code=x&state=", LinkRefusal::NoState),
            ("?state=a", LinkRefusal::NoCode),
            ("?state=a&code=", LinkRefusal::NoCode),
            ("?state=a&state=a&code=x", LinkRefusal::Ambiguous),
            ("?state=a&code=x&code=y", LinkRefusal::Ambiguous),
            ("?state=a&code=x&error=denied", LinkRefusal::Ambiguous),
            (long.as_str(), LinkRefusal::TooLong),
        ] {
            assert_eq!(parse(query).unwrap_err(), refusal, "{}", &query[..query.len().min(40)]);
        }
    }

    #[test]
    fn a_pasted_address_must_lie_on_the_redirect_address() {
        let redirect = Url::parse("https://team.example/postroom/").unwrap();
        let good = " https://team.example/postroom/?code=x&state=y#_ \n";
        assert!(Callback::parse_pasted(good, &redirect).is_ok());
        for bad in [
            "https://team.example/postroom?code=x&state=y",
            "https://evil.example/postroom/?code=x&state=y",
        ] {
            assert_eq!(
                Callback::parse_pasted(bad, &redirect).unwrap_err(),
                LinkRefusal::Elsewhere
            );
        }
        assert_eq!(
            Callback::parse_pasted("not an address", &redirect).unwrap_err(),
            LinkRefusal::NoAddress
        );
    }

    #[test]
    fn every_other_link_is_refused_for_its_reason() {
        use LinkRefusal::{Ambiguous, Elsewhere, NoAddress, NoCode, NoState, TooLong};
        let megabyte = format!("postroom://oauth/callback?state=a&code={}", "x".repeat(1 << 20));
        let long_value = format!("postroom://oauth/callback?state=a&code={}", "x".repeat(3_000));
        for (link, refusal) in [
            ("", NoAddress),
            ("postroom", NoAddress),
            ("oauth/callback?code=x&state=y", NoAddress),
            ("https://oauth/callback?code=x&state=y", Elsewhere),
            ("postroom-demo://oauth/callback?code=x&state=y", Elsewhere),
            ("postroom2://oauth/callback?code=x&state=y", Elsewhere),
            ("postroom:oauth/callback?code=x&state=y", Elsewhere),
            ("postroom:/oauth/callback?code=x&state=y", Elsewhere),
            ("postroom:///oauth/callback?code=x&state=y", Elsewhere),
            ("postroom://callback?code=x&state=y", Elsewhere),
            ("postroom://oauth.evil.example/callback?code=x&state=y", Elsewhere),
            ("postroom://OAUTH/callback?code=x&state=y", Elsewhere),
            ("postroom://oauth:1/callback?code=x&state=y", Elsewhere),
            ("postroom://me@oauth/callback?code=x&state=y", Elsewhere),
            ("postroom://:pw@oauth/callback?code=x&state=y", Elsewhere),
            ("postroom://oauth?code=x&state=y", Elsewhere),
            ("postroom://oauth/?code=x&state=y", Elsewhere),
            ("postroom://oauth/callback/?code=x&state=y", Elsewhere),
            ("postroom://oauth/callback/more?code=x&state=y", Elsewhere),
            ("postroom://oauth/Callback?code=x&state=y", Elsewhere),
            ("postroom://oauth/%63allback?code=x&state=y", Elsewhere),
            ("postroom://oauth/callback", NoState),
            ("postroom://oauth/callback?code=x", NoState),
            ("postroom://oauth/callback#code=x&state=y", NoState),
            ("postroom://oauth/callback?state=y", NoCode),
            ("postroom://oauth/callback?state=y&state=y&code=x", Ambiguous),
            ("postroom://oauth/callback?state=y&code=x&code=x", Ambiguous),
            ("postroom://oauth/callback?state=y&code=x&error=no", Ambiguous),
            ("postroom://oauth/callback?state=y&error=no&error=no", Ambiguous),
            (megabyte.as_str(), TooLong),
            (long_value.as_str(), TooLong),
        ] {
            let shown = link.get(..60).unwrap_or(link);
            assert_eq!(Callback::from_link(link, SCHEME).unwrap_err(), refusal, "{shown}");
        }
    }

    #[test]
    fn a_token_in_a_link_is_not_looked_at() {
        let refusal = Callback::from_link("postroom://oauth/callback?access_token=x&state=y", SCHEME).unwrap_err();
        assert_eq!(refusal, LinkRefusal::NoCode);
    }

    #[test]
    fn debug_shows_no_code() {
        let shown = format!("{:?}", parse("?code=SECRET&state=abc").unwrap());
        assert!(!shown.contains("SECRET") && !shown.contains("abc"), "{shown}");
    }

    proptest! {
        #[test]
        fn any_query_is_either_parsed_or_refused(query in ".{0,200}") {
            if let Ok(url) = Url::parse(&format!("postroom://oauth/callback?{query}")) {
                let _ = Callback::parse(&url);
            }
        }
    }
}
