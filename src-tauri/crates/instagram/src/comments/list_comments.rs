//! `GET /{media}/comments`: the top-level comments of a post, newest first, each with its first replies.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments. At most 50 per
//! request; no filter by time. Comments of restricted people and those on ads are not in it.

use crate::comments::{CommentFields, complete};
use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Comment, Endpoints, MediaId, Page, Scope, answer, paged};

/// The platform gives at most this many comments, or replies, per request.
pub const MAX_COMMENTS_PER_PAGE: u32 = 50;

/// `GET /{media}/comments`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListComments<'a> {
    /// The post; the token must belong to its owner.
    pub media: &'a MediaId,
    /// Comments per page, at most [`MAX_COMMENTS_PER_PAGE`].
    pub limit: u32,
    /// Cursor of the page; `None` for the newest.
    pub after: Option<&'a str>,
    /// What is asked of every comment.
    pub fields: CommentFields,
}

impl<'a> ListComments<'a> {
    /// The newest [`MAX_COMMENTS_PER_PAGE`], with everything documented and the first replies of each.
    pub const fn new(media: &'a MediaId) -> Self {
        Self {
            media,
            limit: MAX_COMMENTS_PER_PAGE,
            after: None,
            fields: CommentFields::Full,
        }
    }
}

impl Endpoint for ListComments<'_> {
    type Output = Page<Comment>;
    const NAME: &'static str = "GET /{media}/comments";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MAX_COMMENTS_PER_PAGE).to_string();
        let mut query = vec![("fields", self.fields.names_of_thread()), ("limit", limit.as_str())];
        query.extend(self.after.map(|cursor| ("after", cursor)));
        endpoint::get(endpoints.graph_url(&[self.media.as_str(), "comments"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Comment>, ApiError> {
        let page: Page<Comment> = answer::read(body)?;
        complete::<Self>(&page.items)?;
        Ok(page)
    }
}

paged!(ListComments, Comment);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Doubt;
    use crate::Paged;

    const SAMPLE: &str = r#"{"data":[
        {"id":"18050001112223334","text":"Is this vegan?","timestamp":"2026-08-14T10:01:44+0000","username":"rye.fan",
         "from":{"id":"1122334455667788","username":"rye.fan"},"hidden":false,"like_count":2,"media":{"id":"18001112223334445"},
         "replies":{"data":[{"id":"18050009998887776","text":"Yes!","timestamp":"2026-08-14T10:05:00+0000",
            "username":"bluebakery","user":{"id":"17841400000000123"},"parent_id":"18050001112223334"}],
            "paging":{"cursors":{"after":"QVFIr"},"next":"https://graph.instagram.com/v26.0/18050001112223334/replies?access_token=IGAAsecret&after=QVFIr"}}},
        {"like_count":0,"id":"18050001112223335","timestamp":"2026-08-14T09:59:00+0000","hidden":true}],
        "paging":{"cursors":{"before":"QVFIb","after":"QVFIa"}}}"#;

    #[test]
    fn the_request_is_the_documented_one() {
        let media = MediaId::from("18001112223334445");
        let first = ListComments {
            limit: 50,
            after: None,
            ..ListComments::new(&media)
        }
        .request(&Endpoints::instagram())
        .unwrap();
        assert_eq!(first.method(), "GET");
        assert!(first.body().is_empty());
        insta::assert_snapshot!(first.uri().to_string());
        let greedy = ListComments {
            limit: 500,
            after: Some("QVFIa"),
            ..ListComments::new(&media)
        };
        let greedy = greedy.request(&Endpoints::instagram()).unwrap();
        assert_eq!(
            greedy.uri().to_string(),
            format!("{}&after=QVFIa", first.uri()),
            "never more than fifty"
        );
    }

    #[test]
    fn fewer_fields_are_asked_for_on_every_page() {
        let media = MediaId::from("18001112223334445");
        let asked = |fields| {
            let list = ListComments {
                fields,
                ..ListComments::new(&media)
            };
            let second = list.at(Some("QVFIa"));
            let uri = second.request(&Endpoints::instagram()).unwrap().uri().to_string();
            assert!(uri.ends_with("&limit=50&after=QVFIa"), "{uri}");
            uri
        };
        assert!(asked(CommentFields::Full).contains("replies.limit%2850%29"));
        let without_replies = asked(CommentFields::WithoutReplies);
        assert!(!without_replies.contains("replies") && without_replies.contains("like_count"));
        assert!(asked(CommentFields::Reduced).contains("?fields=id%2Ctext%2Ctimestamp%2Cusername%2Cfrom%2Chidden&"));
    }

    #[test]
    fn the_documented_answer_is_read_with_its_replies() {
        let media = MediaId::from("1");
        let page = ListComments {
            limit: 50,
            after: None,
            ..ListComments::new(&media)
        }
        .decode(SAMPLE.as_bytes())
        .unwrap();
        assert_eq!(page.after, None, "cursors without a next link are the end");
        let [question, sticker] = page.items.as_slice() else {
            panic!("two comments")
        };
        assert_eq!(question.text.as_deref(), Some("Is this vegan?"));
        assert_eq!(question.media.as_ref().map(MediaId::as_str), Some("18001112223334445"));
        assert_eq!((question.hidden, question.like_count), (Some(false), Some(2)));
        let replies = question.replies.as_ref().unwrap();
        assert_eq!(replies.after.as_deref(), Some("QVFIr"));
        assert_eq!(replies.items[0].parent_id.as_ref(), Some(&question.id));
        assert_eq!(
            replies.items[0].user.as_ref().map(|user| user.id.as_str()),
            Some("17841400000000123")
        );
        assert_eq!((sticker.text.as_deref(), sticker.hidden), (None, Some(true)));
        assert!(!format!("{page:?}").contains("IGAAsecret"));
    }

    #[test]
    fn a_comment_without_an_id_spoils_the_page() {
        let media = MediaId::from("1");
        let page = ListComments {
            limit: 50,
            after: None,
            ..ListComments::new(&media)
        }
        .decode(br#"{"data":[{"text":"hello"}]}"#);
        assert!(
            matches!(
                page,
                Err(ApiError::InDoubt {
                    cause: Doubt::Unreadable(_)
                })
            ),
            "{page:?}"
        );
    }

    #[test]
    fn a_page_of_bare_ids_is_incomplete_and_an_empty_page_is_not() {
        let media = MediaId::from("1");
        let list = ListComments {
            limit: 50,
            after: None,
            ..ListComments::new(&media)
        };
        let bare = list.decode(br#"{"data":[{"id":"1"},{"id":"2"}]}"#);
        assert!(
            matches!(
                bare,
                Err(ApiError::Incomplete {
                    scope: Scope::Comments,
                    ..
                })
            ),
            "{bare:?}"
        );
        assert!(
            list.decode(br#"{"data":[],"paging":{"cursors":{"after":"Q"}}}"#)
                .unwrap()
                .items
                .is_empty()
        );
    }
}
