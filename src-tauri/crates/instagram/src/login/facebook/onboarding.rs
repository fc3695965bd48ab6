//! What the redirect of the onboarding carries: tokens in its fragment, which no server sees.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/business-login-for-instagram

use crate::{AccessToken, ApiError};
use jiff::Timestamp;
use std::collections::HashMap;
use std::fmt;
use std::time::Duration;
use url::form_urlencoded;

/// The answer of a dialog with [`FacebookDialog::onboarding`](crate::FacebookDialog::onboarding).
#[derive(Clone)]
pub struct OnboardingAnswer {
    /// The person's token.
    pub token: AccessToken,
    /// How long it lives from now.
    pub expires_in: Option<Duration>,
    /// The person's token of about sixty days.
    pub long_lived: Option<AccessToken>,
    /// When access to data lapses unless the person uses the app again.
    pub data_access_expires_at: Option<Timestamp>,
    /// The state that came back. An answer without the state of a dialog of ours is not ours.
    pub state: Option<String>,
}

impl fmt::Debug for OnboardingAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnboardingAnswer(…)")
    }
}

impl OnboardingAnswer {
    /// Reads the fragment of a redirect, with or without its `#`.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when it holds no token, as when the person said no.
    pub fn from_fragment(fragment: &str) -> Result<Self, ApiError> {
        let fragment = fragment.trim().trim_start_matches('#');
        let mut found: HashMap<_, _> = form_urlencoded::parse(fragment.as_bytes()).into_owned().collect();
        let mut text = |name: &str| found.remove(name).filter(|value| !value.is_empty());
        let token = text("access_token")
            .ok_or_else(|| ApiError::Invalid("The login ended without a token. Start it again.".to_owned()))?;
        Ok(Self {
            token: AccessToken::new(token),
            expires_in: text("expires_in")
                .and_then(|seconds| seconds.parse().ok())
                .map(Duration::from_secs),
            long_lived: text("long_lived_token").map(AccessToken::new),
            data_access_expires_at: text("data_access_expiration_time")
                .and_then(|seconds| seconds.parse().ok())
                .and_then(|seconds| Timestamp::from_second(seconds).ok()),
            state: text("state"),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn everything_that_is_documented_is_read() {
        let fragment = "#access_token=EAAshort&data_access_expiration_time=1796000000&expires_in=5183944\
             &long_lived_token=EAAlong&state=abc%2B1";
        let answer = OnboardingAnswer::from_fragment(fragment).unwrap();
        assert_eq!(answer.token.expose(), "EAAshort");
        assert_eq!(answer.long_lived.as_ref().unwrap().expose(), "EAAlong");
        assert_eq!(answer.expires_in, Some(Duration::from_secs(5_183_944)));
        assert_eq!(
            answer.data_access_expires_at,
            Some(Timestamp::from_second(1_796_000_000).unwrap())
        );
        assert_eq!(answer.state.as_deref(), Some("abc+1"));
        assert_eq!(format!("{answer:?}"), "OnboardingAnswer(…)");
    }

    #[test]
    fn a_bare_token_is_enough_and_nothing_less() {
        let bare = OnboardingAnswer::from_fragment("access_token=EAAshort&expires_in=soon").unwrap();
        assert!(bare.expires_in.is_none() && bare.long_lived.is_none() && bare.state.is_none());
        for nothing in ["", "#", "access_token=", "error=access_denied&error_reason=user_denied"] {
            let answer = OnboardingAnswer::from_fragment(nothing);
            assert!(matches!(answer, Err(ApiError::Invalid(_))), "{nothing}");
        }
    }
}
