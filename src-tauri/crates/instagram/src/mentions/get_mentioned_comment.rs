//! `GET /{account}?fields=mentioned_comment.comment_id(…)`: a comment of somebody that mentions the account.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentioned_comment. Fails where
//! comments are closed. With Instagram Login the text comes with the webhook alone.

use crate::endpoint::{self, Endpoint, Request};
use crate::mentions::{expanded, expansion};
use crate::{AccountId, ApiError, CommentId, Endpoints, Flavour, MentionedComment, Scope, complete};

/// `GET /{account}?fields=mentioned_comment.comment_id(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMentionedComment<'a> {
    /// The account that is mentioned.
    pub account: &'a AccountId,
    /// The comment, by the id that the webhook gave.
    pub comment: &'a CommentId,
}

impl Endpoint for GetMentionedComment<'_> {
    type Output = MentionedComment;
    const NAME: &'static str = "GET /{account} mentioned_comment";
    const SCOPE: Scope = Scope::Comments;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let fields = expansion(
            "mentioned_comment",
            "comment_id",
            self.comment.as_str(),
            "id,text,timestamp,like_count,media{id,media_url}",
        )?;
        endpoint::get(endpoints.graph_url(&[self.account.as_str()])?, &[("fields", &fields)])
    }

    /// A comment may be without a text; one without a time was stripped.
    fn decode(&self, body: &[u8]) -> Result<MentionedComment, ApiError> {
        let found: Option<MentionedComment> = expanded("mentioned_comment", body)?;
        match found {
            Some(comment) if comment.timestamp.is_some() => Ok(comment),
            Some(_) => Err(complete::lacks::<Self>(vec!["timestamp"])),
            None => Err(complete::lacks::<Self>(vec!["mentioned_comment"])),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let (account, comment) = (
            AccountId::from("17841400000000123"),
            CommentId::from("18050001112223334"),
        );
        let get = GetMentionedComment {
            account: &account,
            comment: &comment,
        };
        let request = get.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/17841400000000123?fields=mentioned_comment.comment_id%2818050001112223334%29\
             %7Bid%2Ctext%2Ctimestamp%2Clike_count%2Cmedia%7Bid%2Cmedia_url%7D%7D"
        );
    }

    #[test]
    fn an_id_that_is_no_id_never_becomes_a_field() {
        let account = AccountId::from("17841400000000123");
        for strange in ["", "1){id},username", "1 2"] {
            let comment = CommentId::from(strange);
            let get = GetMentionedComment {
                account: &account,
                comment: &comment,
            };
            assert!(
                matches!(get.request(&Endpoints::facebook()), Err(ApiError::Invalid(_))),
                "{strange:?}"
            );
        }
    }

    #[test]
    fn the_documented_answer_is_read_and_a_stripped_one_is_incomplete() {
        let (account, comment) = (AccountId::from("1"), CommentId::from("2"));
        let get = GetMentionedComment {
            account: &account,
            comment: &comment,
        };
        let body = br#"{"mentioned_comment":{"id":"18050001112223334","text":"bluebakery has it","like_count":3,
            "timestamp":"2026-08-14T10:01:44+0000","media":{"id":"18022233344455566",
            "media_url":"https://scontent.cdninstagram.com/1.jpg"}},"id":"17841400000000123"}"#;
        let found = get.decode(body).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found.id.as_str(), "18050001112223334");
        assert_eq!(found.text.as_deref(), Some("bluebakery has it"));
        assert_eq!(found.like_count, Some(3));
        let media = found.media.unwrap();
        assert_eq!(media.id.as_str(), "18022233344455566");
        assert!(media.media_url.is_some());
        for stripped in [
            r#"{"id":"17841400000000123"}"#,
            r#"{"mentioned_comment":{"id":"18050001112223334"},"id":"17841400000000123"}"#,
        ] {
            let answer = get.decode(stripped.as_bytes()).map(|_| ());
            assert!(
                matches!(
                    answer,
                    Err(ApiError::Incomplete {
                        scope: Scope::Comments,
                        ..
                    })
                ),
                "{stripped}: {answer:?}"
            );
        }
        let broken = get
            .decode(br#"{"mentioned_comment":{"text":"secret words"}}"#)
            .map(|_| ());
        assert!(matches!(&broken, Err(ApiError::InDoubt { .. })), "{broken:?}");
        assert!(!format!("{broken:?}").contains("secret words"));
    }
}
