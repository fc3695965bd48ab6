//! `GET /{account}/recently_searched_hashtags`: the hashtags an account has searched within the last seven days.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/recently_searched_hashtags.
//! There are at most 30, the allowance of those days.

use crate::endpoint::{self, Endpoint, Request};
use crate::{AccountId, Allowance, ApiError, Endpoints, Flavour, Hashtag, Page, Scope, answer, complete, paged};

/// Hashtags an account may search within seven days.
const MOST: u32 = 30;

/// `GET /{account}/recently_searched_hashtags`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListSearchedHashtags<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Hashtags per page, at most 30.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

impl Endpoint for ListSearchedHashtags<'_> {
    type Output = Page<Hashtag>;
    const NAME: &'static str = "GET /{account}/recently_searched_hashtags";
    const SCOPE: Scope = Scope::PublicContent;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Platform;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, MOST).to_string();
        let mut query = vec![("fields", "id,name"), ("limit", limit.as_str())];
        query.extend(self.after.map(|cursor| ("after", cursor)));
        let url = endpoints.graph_url(&[self.account.as_str(), "recently_searched_hashtags"])?;
        endpoint::get(url, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Hashtag>, ApiError> {
        let page: Page<Hashtag> = answer::read(body)?;
        complete::list::<Self, _>(&page.items, &[("name", |hashtag| hashtag.name.is_some())])?;
        Ok(page)
    }
}

paged!(ListSearchedHashtags, Hashtag);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn list(account: &AccountId) -> ListSearchedHashtags<'_> {
        ListSearchedHashtags {
            account,
            limit: 100,
            after: None,
        }
    }

    #[test]
    fn the_request_is_the_documented_one_and_asks_for_thirty_at_most() {
        let account = AccountId::from("17841400000000123");
        let first = list(&account).request(&Endpoints::facebook()).unwrap();
        assert_eq!(
            first.uri().to_string(),
            "https://graph.facebook.com/v26.0/17841400000000123/recently_searched_hashtags?fields=id%2Cname&limit=30"
        );
        let second = ListSearchedHashtags {
            after: Some("QVFIa"),
            ..list(&account)
        };
        let second = second.request(&Endpoints::facebook()).unwrap();
        assert_eq!(second.uri().to_string(), format!("{}&after=QVFIa", first.uri()));
    }

    #[test]
    fn the_hashtags_are_read_and_bare_ids_are_incomplete() {
        let account = AccountId::from("1");
        let page = list(&account)
            .decode(br#"{"data":[{"id":"178400","name":"bread"}],"paging":{"cursors":{"before":"b","after":"a"}}}"#)
            .unwrap();
        assert_eq!(page.items[0].name.as_deref(), Some("bread"));
        assert_eq!(page.after, None);
        assert!(list(&account).decode(br#"{"data":[]}"#).unwrap().items.is_empty());
        assert!(matches!(
            list(&account).decode(br#"{"data":[{"id":"178400"}]}"#),
            Err(ApiError::Incomplete { .. })
        ));
    }
}
