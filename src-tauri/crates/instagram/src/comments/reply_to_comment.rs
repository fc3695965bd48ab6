//! `POST /{comment}/replies`: answers a comment in public.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment/replies. The parent must
//! be a top-level comment that is not hidden; a reply aimed at a reply lands below its parent. The platform has no
//! idempotency key: sending it twice answers twice.

use crate::comments::{message, written};
use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, CommentId, Endpoints, Scope};

/// `POST /{comment}/replies`. No `Debug`: the text belongs into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReplyToComment<'a> {
    /// The top-level comment.
    pub comment: &'a CommentId,
    /// The text. The platform states no limit for it.
    pub message: &'a str,
}

impl Endpoint for ReplyToComment<'_> {
    type Output = CommentId;
    const NAME: &'static str = "POST /{comment}/replies";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::post(
            endpoints.graph_url(&[self.comment.as_str(), "replies"])?,
            &[message(self.message, "A reply needs a text.")?],
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
    use crate::Doubt;

    #[test]
    fn the_text_goes_into_the_body_and_never_into_the_address() {
        let comment = CommentId::from("18050001112223334");
        let reply = ReplyToComment {
            comment: &comment,
            message: "Yes, it is! 100 % 🌱 & more\n送料",
        };
        let request = reply.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "POST");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/18050001112223334/replies"
        );
        assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(
            std::str::from_utf8(request.body()).unwrap(),
            "message=Yes%2C+it+is%21+100+%25+%F0%9F%8C%B1+%26+more%0A%E9%80%81%E6%96%99"
        );
    }

    #[test]
    fn a_reply_without_text_is_not_sent() {
        let comment = CommentId::from("18050001112223334");
        let reply = ReplyToComment {
            comment: &comment,
            message: " \n",
        };
        assert!(matches!(
            reply.request(&Endpoints::instagram()),
            Err(ApiError::Invalid(_))
        ));
    }

    #[test]
    fn the_id_of_the_reply_is_read_and_an_answer_without_one_is_in_doubt() {
        let comment = CommentId::from("18050001112223334");
        let reply = ReplyToComment {
            comment: &comment,
            message: "Yes",
        };
        assert_eq!(
            reply.decode(br#"{"id":"18050009998887776"}"#),
            Ok(CommentId::from("18050009998887776"))
        );
        for half in ["{}", r#"{"id":null}"#, r#"{"success":true}"#] {
            let answer = reply.decode(half.as_bytes());
            assert!(
                matches!(
                    answer,
                    Err(ApiError::InDoubt {
                        cause: Doubt::Unreadable(_)
                    })
                ),
                "{half}: {answer:?}"
            );
        }
    }
}
