//! The request with which the platform asks whether a receiver wants its events.
//!
//! Source: developers.facebook.com/docs/graph-api/webhooks/getting-started (verification requests).

use crate::webhooks::WebhookError;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use url::form_urlencoded;

/// The query of `GET …?hub.mode=subscribe&hub.challenge=…&hub.verify_token=…`. No `Debug`: the token is a secret.
#[derive(Clone)]
pub struct VerificationRequest {
    challenge: String,
    verify_token: SecretString,
}

impl VerificationRequest {
    /// Reads the query, without its question mark.
    ///
    /// # Errors
    /// [`WebhookError::NotVerified`] when the mode is another one or a part is missing or doubled.
    pub fn from_query(query: &str) -> Result<Self, WebhookError> {
        let only = |name: &str| {
            let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
            let value = values.next().map(|(_, value)| value.into_owned());
            value
                .filter(|_| values.next().is_none())
                .ok_or(WebhookError::NotVerified)
        };
        if only("hub.mode")? != "subscribe" {
            return Err(WebhookError::NotVerified);
        }
        Ok(Self {
            challenge: only("hub.challenge")?,
            verify_token: only("hub.verify_token")?.into(),
        })
    }

    /// The text to answer with, alone and under status 200, if the request carries `verify_token`. Compared in constant time.
    ///
    /// # Errors
    /// [`WebhookError::NotVerified`] for another token, and where none is configured: answer with status 403.
    pub fn answer(self, verify_token: &SecretString) -> Result<String, WebhookError> {
        let (expected, given) = (verify_token.expose_secret(), self.verify_token.expose_secret());
        let is_right = bool::from(expected.as_bytes().ct_eq(given.as_bytes()));
        if is_right && !expected.is_empty() {
            Ok(self.challenge)
        } else {
            Err(WebhookError::NotVerified)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn answer(query: &str, token: &str) -> Result<String, WebhookError> {
        VerificationRequest::from_query(query)?.answer(&SecretString::from(token))
    }

    #[test]
    fn the_challenge_comes_back_for_the_right_token() {
        let query = "hub.mode=subscribe&hub.challenge=7301945521&hub.verify_token=my-secret%20%2B";
        assert_eq!(answer(query, "my-secret +"), Ok("7301945521".to_owned()));
        assert_eq!(answer(query, "my-secret"), Err(WebhookError::NotVerified));
    }

    #[test]
    fn other_modes_missing_parts_doubled_parts_and_an_empty_token_are_refused() {
        for query in [
            "",
            "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=t",
            "hub.challenge=1&hub.verify_token=t",
            "hub.mode=subscribe&hub.verify_token=t",
            "hub.mode=subscribe&hub.challenge=1",
            "hub.mode=subscribe&hub.challenge=1&hub.verify_token=x&hub.verify_token=t",
            "hub_mode=subscribe&hub_challenge=1&hub_verify_token=t",
        ] {
            assert_eq!(answer(query, "t"), Err(WebhookError::NotVerified), "{query}");
        }
        let empty = "hub.mode=subscribe&hub.challenge=1&hub.verify_token=";
        assert_eq!(answer(empty, ""), Err(WebhookError::NotVerified));
    }
}
