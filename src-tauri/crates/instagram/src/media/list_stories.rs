//! `GET /{account}/stories`: the stories of the last 24 hours.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/stories. Without live
//! broadcasts and without stories that others made. A story has at most one caption.

use crate::endpoint::{Endpoint, Request};
use crate::media::{Edge, TIME};
use crate::{AccountId, ApiError, Endpoints, Media, MediaFields, Page, Scope, answer, complete, paged};

/// `GET /{account}/stories`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListStories<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Stories per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
    /// What is asked of every story.
    pub fields: MediaFields,
}

impl<'a> ListStories<'a> {
    /// The newest 25, asked for what lists need.
    pub const fn new(account: &'a AccountId) -> Self {
        Self {
            account,
            limit: 25,
            after: None,
            fields: MediaFields::Usual,
        }
    }

    /// The same with the fewest fields: for one more try when the platform refused one
    /// ([`ApiError::may_be_a_field`]).
    #[must_use]
    pub const fn reduced(self) -> Self {
        Self {
            fields: MediaFields::Reduced,
            ..self
        }
    }
}

impl Endpoint for ListStories<'_> {
    type Output = Page<Media>;
    const NAME: &'static str = "GET /{account}/stories";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let edge = Edge {
            path: [self.account.as_str(), "stories"],
            fields: self.fields.names(endpoints.flavour),
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

paged!(ListStories, Media);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{MediaType, ProductType};

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let second = ListStories {
            after: Some("QVFIa"),
            ..ListStories::new(&account)
        };
        let request = second.reduced().request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/17841400000000123/stories?fields=id%2Cmedia_type%2Cmedia_url\
             %2Cthumbnail_url%2Cpermalink%2Ctimestamp%2Cusername%2Clike_count%2Ccomments_count&limit=25&after=QVFIa"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_bare_ids_are_incomplete() {
        let account = AccountId::from("1");
        let stories = ListStories::new(&account);
        let body = br#"{"data":[{"id":"18011122233344455","media_type":"VIDEO","media_product_type":"STORY",
            "permalink":"https://www.instagram.com/stories/bluebakery/3141","timestamp":"2026-08-14T09:30:12+0000"}],
            "paging":{"cursors":{"before":"QVFIb","after":"QVFIa"}}}"#;
        let page = stories.decode(body).unwrap();
        assert_eq!((page.items.len(), page.after), (1, None));
        assert_eq!(
            (page.items[0].media_type, page.items[0].product_type),
            (MediaType::Video, Some(ProductType::Story))
        );
        assert!(stories.decode(br#"{"data":[]}"#).unwrap().items.is_empty());
        let bare = stories.decode(br#"{"data":[{"id":"1"}]}"#);
        assert!(
            matches!(
                bare,
                Err(ApiError::Incomplete {
                    scope: Scope::Basic,
                    ..
                })
            ),
            "{bare:?}"
        );
    }
}
