//! `POST /{account or page}/subscribed_apps`: from now on the account tells the app what happens.
//!
//! Source: developers.facebook.com/docs/instagram-platform/webhooks. Subscribing again changes nothing, so sending it twice is
//! harmless.

use super::not_available;
use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, Scope, Subscriber, WebhookField, answer};

/// `POST /{account or page}/subscribed_apps`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscribe<'a> {
    /// Who subscribes.
    pub subscriber: Subscriber<'a>,
    /// What is wanted: at least one field. The dashboard of the app has the last word.
    pub fields: &'a [WebhookField],
}

impl Endpoint for Subscribe<'_> {
    type Output = ();
    const NAME: &'static str = "POST /{account}/subscribed_apps";
    const SCOPE: Scope = Scope::PageMetadata;

    /// A field that the set-up lacks is [`ApiError::NotAvailable`].
    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let url = self.subscriber.url(Self::NAME, endpoints)?;
        let names: Option<Vec<_>> = self.fields.iter().map(|field| field.name(endpoints.flavour)).collect();
        let names = names.ok_or_else(|| not_available(Self::NAME, endpoints))?;
        if names.is_empty() {
            return Err(ApiError::Invalid("A subscription needs at least one field.".to_owned()));
        }
        endpoint::post(url, &[("subscribed_fields", &names.join(","))])
    }

    fn decode(&self, body: &[u8]) -> Result<(), ApiError> {
        answer::success(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{AccountId, Flavour, PageId};

    const WANTED: [WebhookField; 3] = [WebhookField::Comments, WebhookField::Messages, WebhookField::Referrals];

    #[test]
    fn the_requests_of_both_set_ups_are_the_documented_ones() {
        let (account, page) = (AccountId::from("17841400000000123"), PageId::from("1029384756"));
        for (subscriber, endpoints, uri, body) in [
            (
                Subscriber::Account(&account),
                Endpoints::instagram(),
                "https://graph.instagram.com/v26.0/17841400000000123/subscribed_apps",
                "subscribed_fields=comments%2Cmessages%2Cmessaging_referral",
            ),
            (
                Subscriber::Page(&page),
                Endpoints::facebook(),
                "https://graph.facebook.com/v26.0/1029384756/subscribed_apps",
                "subscribed_fields=comments%2Cmessages%2Cmessaging_referrals",
            ),
        ] {
            let subscribe = Subscribe {
                subscriber,
                fields: &WANTED,
            };
            let request = subscribe.request(&endpoints).unwrap();
            assert_eq!(request.method(), "POST");
            assert_eq!(request.uri().to_string(), uri);
            assert_eq!(std::str::from_utf8(request.body()).unwrap(), body);
        }
    }

    #[test]
    fn what_the_set_up_lacks_is_not_available() {
        let (account, page) = (AccountId::from("1"), PageId::from("2"));
        for (subscriber, fields, endpoints) in [
            (Subscriber::Account(&account), &WANTED[..], Endpoints::facebook()),
            (Subscriber::Page(&page), &WANTED[..], Endpoints::instagram()),
            (
                Subscriber::Account(&account),
                &[WebhookField::Mentions][..],
                Endpoints::instagram(),
            ),
            (
                Subscriber::Account(&account),
                &[WebhookField::StoryInsights][..],
                Endpoints::instagram(),
            ),
            (
                Subscriber::Page(&page),
                &[WebhookField::MessageEchoes][..],
                Endpoints::facebook(),
            ),
        ] {
            let request = Subscribe { subscriber, fields }.request(&endpoints);
            let flavour = endpoints.flavour;
            assert_eq!(
                request.map(|_| ()),
                Err(ApiError::NotAvailable {
                    endpoint: Subscribe::NAME,
                    flavour
                }),
                "{subscriber:?} {fields:?}"
            );
        }
    }

    #[test]
    fn a_subscription_to_nothing_is_refused() {
        let account = AccountId::from("1");
        let subscribe = Subscribe {
            subscriber: Subscriber::Account(&account),
            fields: &[],
        };
        let request = subscribe.request(&Endpoints::instagram());
        assert!(matches!(request, Err(ApiError::Invalid(_))), "{request:?}");
    }

    #[test]
    fn every_field_has_a_name_in_one_set_up_at_least() {
        for field in [WebhookField::Mentions, WebhookField::Optins, WebhookField::Standby] {
            let known = [Flavour::InstagramLogin, Flavour::FacebookLogin].map(|flavour| field.name(flavour).is_some());
            assert!(known.contains(&true), "{field:?}");
        }
    }

    #[test]
    fn the_documented_answer_is_success() {
        let account = AccountId::from("1");
        let subscribe = Subscribe {
            subscriber: Subscriber::Account(&account),
            fields: &WANTED,
        };
        assert_eq!(subscribe.decode(br#"{"success":true}"#), Ok(()));
        assert!(subscribe.decode(br#"{"success":false}"#).is_err());
    }
}
