//! `POST /{account}/mentions`: answers a mention with a comment.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentions (creating). Not where
//! the account is only tagged in the picture, nor for stories. The platform has no idempotency key: sending it twice
//! answers twice.

use crate::comments::{message, written};
use crate::endpoint::{self, Endpoint, Request};
use crate::{AccountId, ApiError, CommentId, Endpoints, MediaId, Scope};

/// `POST /{account}/mentions`. No `Debug`: the text belongs into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AnswerMention<'a> {
    /// The account that was mentioned and answers.
    pub account: &'a AccountId,
    /// Where it was mentioned.
    pub mention: Mention<'a>,
    /// The text. The platform states no limit for it.
    pub message: &'a str,
}

/// Where an account was mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mention<'a> {
    /// In the caption of a post: the answer is a comment below it.
    Caption {
        /// The post.
        media: &'a MediaId,
    },
    /// In a comment: the answer is a reply to it.
    Comment {
        /// The post.
        media: &'a MediaId,
        /// The comment.
        comment: &'a CommentId,
    },
}

impl Endpoint for AnswerMention<'_> {
    type Output = CommentId;
    const NAME: &'static str = "POST /{account}/mentions";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let text = message(self.message, "An answer to a mention needs a text.")?;
        let form = match self.mention {
            Mention::Caption { media } => vec![("media_id", media.as_str()), text],
            Mention::Comment { media, comment } => {
                vec![("comment_id", comment.as_str()), ("media_id", media.as_str()), text]
            }
        };
        endpoint::post(endpoints.graph_url(&[self.account.as_str(), "mentions"])?, &form)
    }

    fn decode(&self, body: &[u8]) -> Result<CommentId, ApiError> {
        written(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn answer<'a>(account: &'a AccountId, mention: Mention<'a>, message: &'a str) -> AnswerMention<'a> {
        AnswerMention {
            account,
            mention,
            message,
        }
    }

    #[test]
    fn the_two_requests_are_the_documented_ones() {
        let (account, media, comment) = (
            AccountId::from("17841400000000123"),
            MediaId::from("18022233344455566"),
            CommentId::from("18050001112223334"),
        );
        for (mention, body) in [
            (
                Mention::Caption { media: &media },
                "media_id=18022233344455566&message=Thanks%21",
            ),
            (
                Mention::Comment {
                    media: &media,
                    comment: &comment,
                },
                "comment_id=18050001112223334&media_id=18022233344455566&message=Thanks%21",
            ),
        ] {
            let request = answer(&account, mention, "Thanks!")
                .request(&Endpoints::instagram())
                .unwrap();
            assert_eq!(request.method(), "POST");
            assert_eq!(
                request.uri().to_string(),
                "https://graph.instagram.com/v26.0/17841400000000123/mentions"
            );
            assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
            assert_eq!(std::str::from_utf8(request.body()).unwrap(), body);
        }
    }

    #[test]
    fn an_answer_without_text_is_not_sent() {
        let (account, media) = (AccountId::from("1"), MediaId::from("2"));
        let request = answer(&account, Mention::Caption { media: &media }, "\n ").request(&Endpoints::instagram());
        assert!(matches!(request, Err(ApiError::Invalid(_))));
    }

    #[test]
    fn the_id_of_the_comment_is_read_and_an_answer_without_one_is_in_doubt() {
        let (account, media) = (AccountId::from("1"), MediaId::from("2"));
        let answer = answer(&account, Mention::Caption { media: &media }, "Thanks!");
        assert_eq!(
            answer.decode(br#"{"id":"18050001112223335"}"#),
            Ok(CommentId::from("18050001112223335"))
        );
        assert!(matches!(answer.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
