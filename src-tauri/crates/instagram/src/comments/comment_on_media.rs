//! `POST /{media}/comments`: writes a comment below a post.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments (creating). Not on
//! live broadcasts. The platform has no idempotency key: sending it twice comments twice.

use crate::comments::{message, written};
use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, CommentId, Endpoints, MediaId, Scope};

/// `POST /{media}/comments`. No `Debug`: the text belongs into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CommentOnMedia<'a> {
    /// The post; the account's own, or one that it may comment on.
    pub media: &'a MediaId,
    /// The text. The platform states no limit for it.
    pub message: &'a str,
}

impl Endpoint for CommentOnMedia<'_> {
    type Output = CommentId;
    const NAME: &'static str = "POST /{media}/comments";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::post(
            endpoints.graph_url(&[self.media.as_str(), "comments"])?,
            &[message(self.message, "A comment needs a text.")?],
        )
    }

    fn decode(&self, body: &[u8]) -> Result<CommentId, ApiError> {
        written(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_text_goes_into_the_body_and_never_into_the_address() {
        let media = MediaId::from("18001112223334445");
        let comment = CommentOnMedia {
            media: &media,
            message: "Back on Monday 🌱 & more\n送料",
        };
        let request = comment.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "POST");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/18001112223334445/comments"
        );
        assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(
            std::str::from_utf8(request.body()).unwrap(),
            "message=Back+on+Monday+%F0%9F%8C%B1+%26+more%0A%E9%80%81%E6%96%99"
        );
    }

    #[test]
    fn a_comment_without_text_is_not_sent() {
        let media = MediaId::from("18001112223334445");
        let comment = CommentOnMedia {
            media: &media,
            message: " \n",
        };
        let request = comment.request(&Endpoints::instagram());
        assert!(matches!(request, Err(ApiError::Invalid(_))));
    }

    #[test]
    fn the_id_of_the_comment_is_read_and_an_answer_without_one_is_in_doubt() {
        let media = MediaId::from("18001112223334445");
        let comment = CommentOnMedia {
            media: &media,
            message: "Hello",
        };
        assert_eq!(
            comment.decode(br#"{"id":"18050001112223334"}"#),
            Ok(CommentId::from("18050001112223334"))
        );
        for half in ["{}", r#"{"success":true}"#] {
            assert!(
                matches!(comment.decode(half.as_bytes()), Err(ApiError::InDoubt { .. })),
                "{half}"
            );
        }
    }
}
