//! `GET /me/accounts`: the Pages a person looks after, each with its token and its linked account.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/get-started. Pages that belong to
//! a business may be missing; see [`ListOwnedPages`](crate::ListOwnedPages) and [`ListClientPages`](crate::ListClientPages).

use crate::endpoint::{self, Endpoint, Request};
use crate::facebook::{FIELDS, MAX_PAGES, list, query};
use crate::{ApiError, Endpoints, FacebookPage, Flavour, Page, Scope, paged};

/// `GET /me/accounts`. Needs the token of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPages<'a> {
    /// Pages in one answer, at most 100.
    pub limit: u32,
    /// Cursor of the page of the list; `None` for the first.
    pub after: Option<&'a str>,
}

impl Endpoint for ListPages<'_> {
    type Output = Page<FacebookPage>;
    const NAME: &'static str = "GET /me/accounts";
    const SCOPE: Scope = Scope::Pages;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MAX_PAGES).to_string();
        endpoint::get(
            endpoints.graph_url(&["me", "accounts"])?,
            &query(FIELDS, &limit, self.after),
        )
    }

    fn decode(&self, body: &[u8]) -> Result<Page<FacebookPage>, ApiError> {
        list::<Self>(body)
    }
}

paged!(ListPages, FacebookPage);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const SAMPLE: &str = r#"{"data":[
        {"id":"1029384756","name":"Blue Bakery","access_token":"EAApagesecret",
         "instagram_business_account":{"id":"17841400000000123","username":"bluebakery"}},
        {"id":"1029384757","name":"Rye Club","access_token":"EAAotherpage"}],
        "paging":{"cursors":{"before":"MTb","after":"MTa"},
          "next":"https://graph.facebook.com/v26.0/7001/accounts?access_token=EAAusersecret&limit=2&after=MTa"}}"#;

    #[test]
    fn the_request_is_the_documented_one() {
        let first = ListPages {
            limit: 500,
            after: None,
        };
        let first = first.request(&Endpoints::facebook()).unwrap();
        assert_eq!(first.method(), "GET");
        assert_eq!(
            first.uri().to_string(),
            "https://graph.facebook.com/v26.0/me/accounts?fields=id%2Cname%2Caccess_token\
             %2Cinstagram_business_account%7Bid%2Cusername%7D&limit=100"
        );
        let second = ListPages {
            limit: 100,
            after: Some("MTa"),
        };
        let second = second.request(&Endpoints::facebook()).unwrap();
        assert_eq!(second.uri().to_string(), format!("{}&after=MTa", first.uri()));
    }

    #[test]
    fn the_documented_answer_is_read_and_shows_no_token() {
        let page = ListPages { limit: 2, after: None }.decode(SAMPLE.as_bytes()).unwrap();
        assert_eq!(page.after.as_deref(), Some("MTa"));
        let [bakery, club] = page.items.as_slice() else {
            panic!("two pages")
        };
        assert_eq!(bakery.name.as_deref(), Some("Blue Bakery"));
        assert_eq!(bakery.token.as_ref().unwrap().expose(), "EAApagesecret");
        let account = bakery.account.as_ref().unwrap();
        assert_eq!(account.id.as_str(), "17841400000000123");
        assert_eq!(account.username.as_deref(), Some("bluebakery"));
        assert!(club.account.is_none(), "a page without a linked account");
        for secret in ["EAApagesecret", "EAAotherpage", "EAAusersecret"] {
            assert!(!format!("{page:?}").contains(secret));
        }
    }
}
