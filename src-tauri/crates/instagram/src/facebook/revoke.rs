//! `DELETE /me/permissions`: the person takes back everything they granted to the app. Facebook Login only: with Instagram
//! Login people do it in their settings.
//!
//! Source: developers.facebook.com/docs/facebook-login/guides/permissions/request-revoke. The token, and those of the Pages, are
//! dead afterwards.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, Flavour, Scope, answer};

/// `DELETE /me/permissions`. Needs the token of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Revoke;

impl Endpoint for Revoke {
    type Output = ();
    const NAME: &'static str = "DELETE /me/permissions";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::delete(endpoints.graph_url(&["me", "permissions"])?)
    }

    fn decode(&self, body: &[u8]) -> Result<(), ApiError> {
        answer::success(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let request = Revoke.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "DELETE");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/me/permissions"
        );
        assert!(request.body().is_empty());
    }

    #[test]
    fn the_documented_answer_is_success() {
        assert_eq!(Revoke.decode(br#"{"success":true}"#), Ok(()));
        assert!(Revoke.decode(b"{}").is_err());
    }
}
