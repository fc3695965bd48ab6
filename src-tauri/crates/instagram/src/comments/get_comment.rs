//! `GET /{comment}`: one comment or reply, as it is now.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment

use crate::comments::{CommentFields, complete};
use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Comment, CommentId, Endpoints, Scope, answer};

/// `GET /{comment}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetComment<'a> {
    /// The comment; the token must belong to the owner of the post.
    pub comment: &'a CommentId,
    /// What is asked of it; replies never are.
    pub fields: CommentFields,
}

impl<'a> GetComment<'a> {
    /// With everything documented.
    pub const fn new(comment: &'a CommentId) -> Self {
        Self {
            comment,
            fields: CommentFields::Full,
        }
    }
}

impl Endpoint for GetComment<'_> {
    type Output = Comment;
    const NAME: &'static str = "GET /{comment}";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(
            endpoints.graph_url(&[self.comment.as_str()])?,
            &[("fields", self.fields.names())],
        )
    }

    fn decode(&self, body: &[u8]) -> Result<Comment, ApiError> {
        let comment: Comment = answer::read(body)?;
        complete::<Self>(std::slice::from_ref(&comment))?;
        Ok(comment)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::ProductType;

    #[test]
    fn the_request_is_the_documented_one() {
        let comment = CommentId::from("18050001112223334");
        let request = GetComment::new(&comment).request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/18050001112223334?fields=id%2Ctext%2Ctimestamp%2Cusername%2Cfrom%2Cuser\
             %2Chidden%2Clike_count%2Cparent_id%2Cmedia%7Bid%2Cmedia_product_type%7D"
        );
    }

    #[test]
    fn fewer_fields_are_asked_for_and_the_answer_reads_the_same() {
        let comment = CommentId::from("18050001112223334");
        let get = GetComment {
            fields: CommentFields::Reduced,
            ..GetComment::new(&comment)
        };
        let uri = get.request(&Endpoints::facebook()).unwrap().uri().to_string();
        assert!(
            uri.ends_with("?fields=id%2Ctext%2Ctimestamp%2Cusername%2Cfrom%2Chidden"),
            "{uri}"
        );
        let body = br#"{"id":"18050001112223334","text":"Is this vegan?","timestamp":"2026-08-14T10:01:44+0000","hidden":true}"#;
        let found = get.decode(body).unwrap();
        assert_eq!((found.hidden, found.like_count), (Some(true), None));
    }

    #[test]
    fn the_documented_answer_is_read() {
        let comment = CommentId::from("18050001112223334");
        let body = br#"{"id":"18050001112223334","text":"Is this vegan?","timestamp":"2026-08-14T10:01:44+0000",
            "username":"rye.fan","hidden":true,"like_count":2,"media":{"id":"18001112223334445","media_product_type":"FEED"}}"#;
        let found = GetComment::new(&comment).decode(body).unwrap();
        assert_eq!((found.id, found.hidden), (comment, Some(true)));
        assert_eq!(found.timestamp, Some("2026-08-14T10:01:44Z".parse().unwrap()));
        assert!(found.replies.is_none() && found.parent_id.is_none());
        assert_eq!(found.product_type, Some(ProductType::Feed));
    }
}
