//! `GET /{comment}/replies`: the replies to a top-level comment.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment/replies. One level of
//! nesting exists. Fails for a deleted parent.

use crate::comments::{CommentFields, MAX_COMMENTS_PER_PAGE, complete};
use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Comment, CommentId, Endpoints, Page, Scope, answer, paged};

/// `GET /{comment}/replies`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListReplies<'a> {
    /// The top-level comment.
    pub comment: &'a CommentId,
    /// Replies per page, at most [`MAX_COMMENTS_PER_PAGE`].
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
    /// What is asked of every reply.
    pub fields: CommentFields,
}

impl<'a> ListReplies<'a> {
    /// The first [`MAX_COMMENTS_PER_PAGE`], with everything documented.
    pub const fn new(comment: &'a CommentId) -> Self {
        Self {
            comment,
            limit: MAX_COMMENTS_PER_PAGE,
            after: None,
            fields: CommentFields::Full,
        }
    }
}

impl Endpoint for ListReplies<'_> {
    type Output = Page<Comment>;
    const NAME: &'static str = "GET /{comment}/replies";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MAX_COMMENTS_PER_PAGE).to_string();
        let mut query = vec![("fields", self.fields.names()), ("limit", limit.as_str())];
        query.extend(self.after.map(|cursor| ("after", cursor)));
        endpoint::get(endpoints.graph_url(&[self.comment.as_str(), "replies"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Comment>, ApiError> {
        let page: Page<Comment> = answer::read(body)?;
        complete::<Self>(&page.items)?;
        Ok(page)
    }
}

paged!(ListReplies, Comment);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let comment = CommentId::from("18050001112223334");
        let list = ListReplies {
            limit: 50,
            after: Some("QVFIr"),
            ..ListReplies::new(&comment)
        };
        let request = list.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/18050001112223334/replies?fields=id%2Ctext%2Ctimestamp%2Cusername%2Cfrom\
             %2Cuser%2Chidden%2Clike_count%2Cparent_id%2Cmedia%7Bid%2Cmedia_product_type%7D&limit=50&after=QVFIr"
        );
    }

    #[test]
    fn a_short_list_without_paging_is_read() {
        let comment = CommentId::from("18050001112223334");
        let list = ListReplies {
            limit: 50,
            after: None,
            ..ListReplies::new(&comment)
        };
        let body = br#"{"data":[{"timestamp":"2026-08-14T10:05:00+0000","text":"Yes!","id":"18050009998887776"}]}"#;
        let page = list.decode(body).unwrap();
        assert_eq!((page.items.len(), page.after), (1, None));
        assert_eq!(page.items[0].text.as_deref(), Some("Yes!"));
    }
}
