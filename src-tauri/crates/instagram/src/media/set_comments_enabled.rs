//! `POST /{media}` with `comment_enabled`: opens or closes the comments of a post. Not for live broadcasts.
//!
//! Source: developers.facebook.com/documentation/instagram-platform/reference/instagram-media (updating). Sets a value, so
//! sending it twice is harmless.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, MediaId, Scope, answer};

/// `POST /{media}` with `comment_enabled`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetCommentsEnabled<'a> {
    /// The post.
    pub media: &'a MediaId,
    /// Whether people may comment.
    pub enabled: bool,
}

impl Endpoint for SetCommentsEnabled<'_> {
    type Output = ();
    const NAME: &'static str = "POST /{media} comment_enabled";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let enabled = if self.enabled { "true" } else { "false" };
        endpoint::post(
            endpoints.graph_url(&[self.media.as_str()])?,
            &[("comment_enabled", enabled)],
        )
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
        let media = MediaId::from("18001112223334445");
        for (enabled, body) in [(true, "comment_enabled=true"), (false, "comment_enabled=false")] {
            let request = SetCommentsEnabled { media: &media, enabled }
                .request(&Endpoints::instagram())
                .unwrap();
            assert_eq!(request.method(), "POST");
            assert_eq!(
                request.uri().to_string(),
                "https://graph.instagram.com/v26.0/18001112223334445"
            );
            assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
            assert_eq!(request.body(), body.as_bytes());
        }
    }

    #[test]
    fn the_documented_answer_is_success() {
        let media = MediaId::from("18001112223334445");
        let endpoint = SetCommentsEnabled {
            media: &media,
            enabled: true,
        };
        assert_eq!(endpoint.decode(br#"{"success":true}"#), Ok(()));
        assert!(endpoint.decode(br#"{"success":false}"#).is_err());
    }
}
