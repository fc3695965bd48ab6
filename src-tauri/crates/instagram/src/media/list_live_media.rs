//! `GET /{account}/live_media`: the broadcast that is on the air. Empty at all other times.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/live_media

use crate::complete::Essential;
use crate::endpoint::{Endpoint, Request};
use crate::media::Edge;
use crate::{AccountId, ApiError, Endpoints, Media, Page, Scope, answer, complete, paged};

/// `GET /{account}/live_media`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListLiveMedia<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Items per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

const FIELDS: &str = "id,media_type,media_product_type,owner,timestamp,username";

const PRODUCT: Essential<Media> = ("media_product_type", |media| media.product_type.is_some());

impl Endpoint for ListLiveMedia<'_> {
    type Output = Page<Media>;
    const NAME: &'static str = "GET /{account}/live_media";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let edge = Edge {
            path: [self.account.as_str(), "live_media"],
            fields: FIELDS,
            limit: self.limit,
            after: self.after,
        };
        edge.page(endpoints, &[])
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Media>, ApiError> {
        let page: Page<Media> = answer::read(body)?;
        complete::list::<Self, _>(&page.items, &[PRODUCT])?;
        Ok(page)
    }
}

paged!(ListLiveMedia, Media);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{MediaType, ProductType};

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let live = ListLiveMedia {
            account: &account,
            limit: 10,
            after: None,
        };
        let request = live.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/17841400000000123/live_media?fields=id%2Cmedia_type%2Cmedia_product_type\
             %2Cowner%2Ctimestamp%2Cusername&limit=10"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_bare_ids_are_incomplete() {
        let account = AccountId::from("1");
        let live = ListLiveMedia {
            account: &account,
            limit: 10,
            after: None,
        };
        let body = br#"{"data":[{"id":"90010498000001","media_type":"BROADCAST","media_product_type":"LIVE",
            "owner":{"id":"17841400000000123"},"username":"bluebakery"}]}"#;
        let page = live.decode(body).unwrap();
        assert_eq!(page.items[0].product_type, Some(ProductType::Live));
        assert_eq!(page.items[0].media_type, MediaType::Unknown, "a kind of its own");
        assert!(live.decode(br#"{"data":[]}"#).unwrap().items.is_empty());
        let bare = live.decode(br#"{"data":[{"id":"1"}]}"#);
        assert!(matches!(bare, Err(ApiError::Incomplete { .. })), "{bare:?}");
    }
}
