//! `POST /{comment}` with `hide`: hides a comment or shows it again.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment (updating). Sets a value,
//! so sending it twice is harmless. The account's own comments stay visible.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, CommentId, Endpoints, Scope, answer};

/// `POST /{comment}` with `hide`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetCommentHidden<'a> {
    /// The comment or reply.
    pub comment: &'a CommentId,
    /// `true` hides it, `false` shows it again.
    pub hide: bool,
}

impl Endpoint for SetCommentHidden<'_> {
    type Output = ();
    const NAME: &'static str = "POST /{comment} hide";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let hide = if self.hide { "true" } else { "false" };
        endpoint::post(endpoints.graph_url(&[self.comment.as_str()])?, &[("hide", hide)])
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
        let comment = CommentId::from("18050001112223334");
        for (hide, body) in [(true, "hide=true"), (false, "hide=false")] {
            let request = SetCommentHidden {
                comment: &comment,
                hide,
            }
            .request(&Endpoints::instagram())
            .unwrap();
            assert_eq!(request.method(), "POST");
            assert_eq!(
                request.uri().to_string(),
                "https://graph.instagram.com/v26.0/18050001112223334"
            );
            assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
            assert_eq!(request.body(), body.as_bytes());
        }
    }

    #[test]
    fn the_documented_answer_is_success() {
        let comment = CommentId::from("18050001112223334");
        let endpoint = SetCommentHidden {
            comment: &comment,
            hide: true,
        };
        assert_eq!(endpoint.decode(br#"{"success":true}"#), Ok(()));
        assert!(matches!(endpoint.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
