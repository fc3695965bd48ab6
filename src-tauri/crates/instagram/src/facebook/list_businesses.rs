//! `GET /me/businesses`: the businesses a person works for.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/user/businesses

use crate::complete::Essential;
use crate::endpoint::{self, Endpoint, Request};
use crate::facebook::{MAX_PAGES, query};
use crate::{ApiError, BusinessId, Endpoints, Flavour, Page, Scope, answer, complete, lenient, paged};
use serde::Deserialize;

/// `GET /me/businesses`. Needs the token of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListBusinesses<'a> {
    /// Businesses in one answer, at most 100.
    pub limit: u32,
    /// Cursor of the page of the list; `None` for the first.
    pub after: Option<&'a str>,
}

/// A business of the Meta Business Manager.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Business {
    /// Its id.
    pub id: BusinessId,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
}

const NAME: Essential<Business> = ("name", |business| business.name.is_some());

impl Endpoint for ListBusinesses<'_> {
    type Output = Page<Business>;
    const NAME: &'static str = "GET /me/businesses";
    const SCOPE: Scope = Scope::Businesses;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MAX_PAGES).to_string();
        endpoint::get(
            endpoints.graph_url(&["me", "businesses"])?,
            &query("id,name", &limit, self.after),
        )
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Business>, ApiError> {
        let page: Page<Business> = answer::read(body)?;
        complete::list::<Self, _>(&page.items, &[NAME])?;
        Ok(page)
    }
}

paged!(ListBusinesses, Business);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let businesses = ListBusinesses {
            limit: 0,
            after: Some("MTa"),
        };
        let request = businesses.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/me/businesses?fields=id%2Cname&limit=1&after=MTa"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_a_stripped_one_is_incomplete() {
        let businesses = ListBusinesses { limit: 25, after: None };
        let page = businesses
            .decode(br#"{"data":[{"id":"5550001","name":"Bakers Ltd"},{"id":5550002}]}"#)
            .unwrap();
        assert_eq!(page.items[0].name.as_deref(), Some("Bakers Ltd"));
        assert_eq!(page.items[1].id.as_str(), "5550002");
        let stripped = businesses.decode(br#"{"data":[{"id":"5550001"}]}"#);
        assert!(matches!(stripped, Err(ApiError::Incomplete { .. })), "{stripped:?}");
    }
}
