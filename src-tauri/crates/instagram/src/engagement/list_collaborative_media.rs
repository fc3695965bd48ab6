//! `GET /{account}/collaborative_media`: posts of others that the account shares. Facebook Login only.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/collaboration. Without the account's
//! own posts, and without stories. An owner who takes the account off a post takes it off this list.

use crate::endpoint::{Endpoint, Request};
use crate::engagement::SHARED_FIELDS;
use crate::media::{Edge, TIME};
use crate::{AccountId, ApiError, Endpoints, Flavour, Media, Page, Scope, answer, complete, paged};

/// `GET /{account}/collaborative_media`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListCollaborativeMedia<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Items per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

impl Endpoint for ListCollaborativeMedia<'_> {
    type Output = Page<Media>;
    const NAME: &'static str = "GET /{account}/collaborative_media";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let edge = Edge {
            path: [self.account.as_str(), "collaborative_media"],
            fields: SHARED_FIELDS,
            limit: self.limit,
            after: self.after,
        };
        edge.page(endpoints, &[])
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Media>, ApiError> {
        let page: Page<Media> = answer::read(body)?;
        complete::list::<Self, _>(&page.items, &[TIME])?;
        Ok(page)
    }
}

paged!(ListCollaborativeMedia, Media);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let list = ListCollaborativeMedia {
            account: &account,
            limit: 15,
            after: Some("QVFIa"),
        };
        let request = list.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/17841400000000123/collaborative_media?fields=id%2Ccaption%2Ccomments_count\
             %2Clike_count%2Cmedia_product_type%2Cmedia_type%2Cmedia_url%2Cpermalink%2Cthumbnail_url%2Cusername%2Ctimestamp\
             %2Ctotal_like_count%2Ctotal_comments_count%2Creposts_count%2Csaved_count%2Cshares_count%2Ctotal_views_count\
             &limit=15&after=QVFIa"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_bare_ids_are_incomplete() {
        let account = AccountId::from("1");
        let list = ListCollaborativeMedia {
            account: &account,
            limit: 10,
            after: None,
        };
        let body = br#"{"data":[{"id":"18033344455566677","caption":"With friends","media_type":"VIDEO","username":"miller.joe",
            "timestamp":"2026-08-14T09:30:12+0000","total_like_count":1502,"total_comments_count":234}],
            "paging":{"cursors":{"after":"QVFIa"},"next":"https://graph.facebook.com/x?after=QVFIa"}}"#;
        let page = list.decode(body).unwrap();
        assert_eq!(page.after.as_deref(), Some("QVFIa"));
        assert_eq!(page.items[0].username.as_deref(), Some("miller.joe"));
        assert_eq!(page.items[0].details.total_like_count, Some(1502));
        assert_eq!(page.items[0].details.total_comments_count, Some(234));
        let bare = list.decode(br#"{"data":[{"id":"1"}]}"#);
        assert!(matches!(bare, Err(ApiError::Incomplete { .. })), "{bare:?}");
    }
}
