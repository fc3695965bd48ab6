//! `DELETE /{comment}`: deletes a comment or reply for good.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment (deleting). Only the owner
//! of the post can; the comment's author cannot. Not on live broadcasts.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, CommentId, Endpoints, Scope, answer};

/// `DELETE /{comment}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeleteComment<'a> {
    /// The comment or reply.
    pub comment: &'a CommentId,
}

impl Endpoint for DeleteComment<'_> {
    type Output = ();
    const NAME: &'static str = "DELETE /{comment}";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::delete(endpoints.graph_url(&[self.comment.as_str()])?)
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
        let request = DeleteComment { comment: &comment }
            .request(&Endpoints::instagram())
            .unwrap();
        assert_eq!(request.method(), "DELETE");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/18050001112223334"
        );
        assert!(request.body().is_empty());
    }

    #[test]
    fn an_id_that_is_no_id_never_becomes_a_path() {
        for strange in ["", "..", "me/media"] {
            let comment = CommentId::from(strange);
            let request = DeleteComment { comment: &comment }.request(&Endpoints::instagram());
            assert!(matches!(request, Err(ApiError::Invalid(_))), "{strange:?}");
        }
    }

    #[test]
    fn the_documented_answer_is_success() {
        let comment = CommentId::from("18050001112223334");
        assert_eq!(
            DeleteComment { comment: &comment }.decode(br#"{"success":true}"#),
            Ok(())
        );
    }
}
