//! `GET /{business}/owned_pages`: the Pages that belong to a business.
//!
//! Source: developers.facebook.com/docs/marketing-api/reference/business/owned_pages

use crate::endpoint::{self, Endpoint, Request};
use crate::facebook::{FIELDS, MAX_PAGES, list, query};
use crate::{ApiError, BusinessId, Endpoints, FacebookPage, Flavour, Page, Scope, paged};

/// `GET /{business}/owned_pages`. Needs the token of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListOwnedPages<'a> {
    /// The business.
    pub business: &'a BusinessId,
    /// Pages in one answer, at most 100.
    pub limit: u32,
    /// Cursor of the page of the list; `None` for the first.
    pub after: Option<&'a str>,
}

impl Endpoint for ListOwnedPages<'_> {
    type Output = Page<FacebookPage>;
    const NAME: &'static str = "GET /{business}/owned_pages";
    const SCOPE: Scope = Scope::Businesses;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MAX_PAGES).to_string();
        endpoint::get(
            endpoints.graph_url(&[self.business.as_str(), "owned_pages"])?,
            &query(FIELDS, &limit, self.after),
        )
    }

    fn decode(&self, body: &[u8]) -> Result<Page<FacebookPage>, ApiError> {
        list::<Self>(body)
    }
}

paged!(ListOwnedPages, FacebookPage);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let business = BusinessId::from("5550001");
        let pages = ListOwnedPages {
            business: &business,
            limit: 100,
            after: Some("MTa"),
        };
        let request = pages.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/5550001/owned_pages?fields=id%2Cname%2Caccess_token\
             %2Cinstagram_business_account%7Bid%2Cusername%7D&limit=100&after=MTa"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_a_stripped_one_is_incomplete() {
        let business = BusinessId::from("5550001");
        let pages = ListOwnedPages {
            business: &business,
            limit: 100,
            after: None,
        };
        let body = br#"{"data":[{"id":"1029384758","name":"Corner Shop","access_token":"EAApage",
            "instagram_business_account":{"id":"17841400000000124"}}],"paging":{"cursors":{"before":"MTb","after":"MTa"}}}"#;
        let page = pages.decode(body).unwrap();
        assert_eq!(page.after, None, "cursors without a next link are the end");
        assert_eq!(page.items[0].name.as_deref(), Some("Corner Shop"));
        let account = page.items[0].account.as_ref().unwrap();
        assert_eq!(
            (account.id.as_str(), account.username.as_deref()),
            ("17841400000000124", None)
        );
        let stripped = pages.decode(br#"{"data":[{"id":"1029384758"}]}"#);
        assert!(
            matches!(
                stripped,
                Err(ApiError::Incomplete {
                    scope: Scope::Businesses,
                    ..
                })
            ),
            "{stripped:?}"
        );
    }
}
