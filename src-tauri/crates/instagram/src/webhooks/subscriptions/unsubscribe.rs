//! `DELETE /{account or page}/subscribed_apps`: the account no longer tells the app what happens.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/page/subscribed_apps; with Instagram Login it is used and not
//! documented. Sending it twice is harmless.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, Scope, Subscriber, answer};

/// `DELETE /{account or page}/subscribed_apps`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsubscribe<'a> {
    /// Who unsubscribes.
    pub subscriber: Subscriber<'a>,
}

impl Endpoint for Unsubscribe<'_> {
    type Output = ();
    const NAME: &'static str = "DELETE /{account}/subscribed_apps";
    const SCOPE: Scope = Scope::PageMetadata;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::delete(self.subscriber.url(Self::NAME, endpoints)?)
    }

    fn decode(&self, body: &[u8]) -> Result<(), ApiError> {
        answer::success(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{AccountId, PageId};

    #[test]
    fn the_requests_of_both_set_ups_are_the_documented_ones() {
        let (account, page) = (AccountId::from("17841400000000123"), PageId::from("1029384756"));
        let uri = |subscriber, endpoints: &Endpoints| {
            let request = Unsubscribe { subscriber }.request(endpoints).unwrap();
            assert_eq!(request.method(), "DELETE");
            assert!(request.body().is_empty());
            request.uri().to_string()
        };
        assert_eq!(
            uri(Subscriber::Account(&account), &Endpoints::instagram()),
            "https://graph.instagram.com/v26.0/17841400000000123/subscribed_apps"
        );
        assert_eq!(
            uri(Subscriber::Page(&page), &Endpoints::facebook()),
            "https://graph.facebook.com/v26.0/1029384756/subscribed_apps"
        );
        let wrong = Unsubscribe {
            subscriber: Subscriber::Account(&account),
        };
        let wrong = wrong.request(&Endpoints::facebook());
        assert!(matches!(wrong, Err(ApiError::NotAvailable { .. })), "{wrong:?}");
    }

    #[test]
    fn the_documented_answer_is_success() {
        let account = AccountId::from("1");
        let unsubscribe = Unsubscribe {
            subscriber: Subscriber::Account(&account),
        };
        assert_eq!(unsubscribe.decode(br#"{"success":true}"#), Ok(()));
        assert!(unsubscribe.decode(b"{}").is_err());
    }
}
