//! `GET /{account or page}/subscribed_apps`: which apps the account tells what happens.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/page/subscribed_apps; with Instagram Login it is used and not
//! documented. What the platform calls the fields differs from page to page: they are kept as it spells them.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, Page, Scope, Subscriber, answer, ids, lenient, paged};
use serde::Deserialize;

/// `GET /{account or page}/subscribed_apps`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListSubscriptions<'a> {
    /// Whose subscriptions.
    pub subscriber: Subscriber<'a>,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

/// An app that an account tells what happens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Subscription {
    /// The id of the app.
    #[serde(default, deserialize_with = "ids::optional_text")]
    pub id: Option<String>,
    /// The name of the app.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// What it is told, as the platform spells it.
    #[serde(default, rename = "subscribed_fields")]
    pub fields: Vec<String>,
}

impl Endpoint for ListSubscriptions<'_> {
    type Output = Page<Subscription>;
    const NAME: &'static str = "GET /{account}/subscribed_apps";
    const SCOPE: Scope = Scope::PageMetadata;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let query: Vec<_> = self.after.map(|cursor| ("after", cursor)).into_iter().collect();
        endpoint::get(self.subscriber.url(Self::NAME, endpoints)?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Subscription>, ApiError> {
        answer::read(body)
    }
}

paged!(ListSubscriptions, Subscription);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{AccountId, PageId};

    #[test]
    fn the_requests_of_both_set_ups_are_the_documented_ones() {
        let (account, page) = (AccountId::from("17841400000000123"), PageId::from("1029384756"));
        let uri = |subscriber, after, endpoints: &Endpoints| {
            let request = ListSubscriptions { subscriber, after }.request(endpoints).unwrap();
            assert_eq!(request.method(), "GET");
            request.uri().to_string()
        };
        assert_eq!(
            uri(Subscriber::Account(&account), None, &Endpoints::instagram()),
            "https://graph.instagram.com/v26.0/17841400000000123/subscribed_apps"
        );
        assert_eq!(
            uri(Subscriber::Page(&page), Some("MTa"), &Endpoints::facebook()),
            "https://graph.facebook.com/v26.0/1029384756/subscribed_apps?after=MTa"
        );
        let wrong = ListSubscriptions {
            subscriber: Subscriber::Page(&page),
            after: None,
        };
        let wrong = wrong.request(&Endpoints::instagram());
        assert!(matches!(wrong, Err(ApiError::NotAvailable { .. })), "{wrong:?}");
    }

    #[test]
    fn the_documented_answer_is_read_and_an_empty_list_means_no_subscription() {
        let account = AccountId::from("1");
        let list = ListSubscriptions {
            subscriber: Subscriber::Account(&account),
            after: None,
        };
        let body = br#"{"data":[{"id":"9876501234","name":"Bakery desk","link":"https://bakery.example/","category":"Business",
            "subscribed_fields":["comments","messaging_reactions"]},{"id":5}]}"#;
        let page = list.decode(body).unwrap();
        assert_eq!(page.items[0].id.as_deref(), Some("9876501234"));
        assert_eq!(page.items[0].name.as_deref(), Some("Bakery desk"));
        assert_eq!(page.items[0].fields, ["comments", "messaging_reactions"]);
        assert!(page.items[1].fields.is_empty());
        assert!(list.decode(br#"{"data":[]}"#).unwrap().items.is_empty());
        assert!(matches!(list.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
