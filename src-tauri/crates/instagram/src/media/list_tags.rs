//! `GET /{account}/tags`: what others published and tagged the account in.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/tags and, for Instagram Login,
//! developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/mentions. The pages disagree on whether
//! Instagram Login has it; a refusal there is to be expected. Private media are left out. The answers have cursors and
//! never a link to the next page, so the pages are built here: the list ends with an empty page.

use crate::endpoint::{Endpoint, Request};
use crate::media::{Edge, TIME};
use crate::page::WithoutLinks;
use crate::{AccountId, ApiError, Endpoints, Media, Page, Scope, answer, complete, paged};

/// `GET /{account}/tags`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListTags<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Items per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

/// What can be read of somebody else's media.
const FIELDS: &str = "id,caption,media_type,media_url,permalink,timestamp,username,like_count,comments_count";

impl Endpoint for ListTags<'_> {
    /// Nearly every page has a cursor of a following one; only the empty one is surely the last.
    type Output = Page<Media>;
    const NAME: &'static str = "GET /{account}/tags";
    const SCOPE: Scope = Scope::Comments;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let edge = Edge {
            path: [self.account.as_str(), "tags"],
            fields: FIELDS,
            limit: self.limit,
            after: self.after,
        };
        edge.page(endpoints, &[])
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Media>, ApiError> {
        let WithoutLinks(page) = answer::read::<WithoutLinks<Media>>(body)?;
        complete::list::<Self, _>(&page.items, &[TIME])?;
        Ok(page)
    }
}

paged!(ListTags, Media);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one_on_every_page() {
        let account = AccountId::from("17841400000000123");
        let tags = |after| ListTags {
            account: &account,
            limit: 1000,
            after,
        };
        let first = tags(None).request(&Endpoints::facebook()).unwrap();
        assert_eq!(first.method(), "GET");
        assert_eq!(
            first.uri().to_string(),
            "https://graph.facebook.com/v26.0/17841400000000123/tags?fields=id%2Ccaption%2Cmedia_type%2Cmedia_url\
             %2Cpermalink%2Ctimestamp%2Cusername%2Clike_count%2Ccomments_count&limit=100"
        );
        let second = tags(Some("QVFIa")).request(&Endpoints::facebook()).unwrap();
        assert_eq!(second.uri().to_string(), format!("{}&after=QVFIa", first.uri()));
    }

    #[test]
    fn a_page_goes_on_without_a_link_and_the_empty_one_ends_the_list() {
        let account = AccountId::from("1");
        let tags = ListTags {
            account: &account,
            limit: 25,
            after: None,
        };
        let body = br#"{"data":[{"id":"18022233344455566","username":"miller.joe","caption":"With bluebakery",
            "media_type":"IMAGE","timestamp":"2026-08-14T09:30:12+0000","comments_count":1}],
            "paging":{"cursors":{"before":"QVFIb","after":"QVFIa"}}}"#;
        let page = tags.decode(body).unwrap();
        assert_eq!(page.after.as_deref(), Some("QVFIa"));
        assert_eq!(page.items[0].username.as_deref(), Some("miller.joe"));
        let last = tags
            .decode(br#"{"data":[],"paging":{"cursors":{"before":"QVFIb","after":"QVFIa"}}}"#)
            .unwrap();
        assert_eq!((last.items.len(), last.after), (0, None));
    }

    #[test]
    fn bare_ids_are_incomplete() {
        let account = AccountId::from("1");
        let tags = ListTags {
            account: &account,
            limit: 25,
            after: None,
        };
        let bare = tags.decode(br#"{"data":[{"id":"1"}]}"#);
        assert!(matches!(bare, Err(ApiError::Incomplete { .. })), "{bare:?}");
    }
}
