use instagram::{AccountId, ApiError, Flavour, PageId, Scope, Subscribe, Subscriber, WebhookField};
use simulator::EffectKind;

use super::Subscribers;
use crate::office::{NO_OBJECT, Office, in_both, not_permitted, refused};

const ALL: [WebhookField; 15] = [
    WebhookField::Feed,
    WebhookField::Comments,
    WebhookField::LiveComments,
    WebhookField::Mentions,
    WebhookField::Messages,
    WebhookField::MessageEchoes,
    WebhookField::MessageEdits,
    WebhookField::MessageReactions,
    WebhookField::Postbacks,
    WebhookField::Seen,
    WebhookField::Referrals,
    WebhookField::Optins,
    WebhookField::Handover,
    WebhookField::Standby,
    WebhookField::StoryInsights,
];

fn subscribe<'a>(subscriber: Subscriber<'a>, fields: &'a [WebhookField]) -> Subscribe<'a> {
    Subscribe { subscriber, fields }
}

#[tokio::test]
async fn every_field_of_each_login_is_accepted() {
    in_both(async |office| {
        let subscribers = Subscribers::of(&office);
        let fields: Vec<_> = ALL
            .into_iter()
            .filter(|field| field.name(office.flavour).is_some())
            .collect();
        assert!(fields.len() > 10);
        office.call(&subscribe(subscribers.usual(), &fields)).await.unwrap();
        let effects = office.effects(EffectKind::Subscribe);
        assert_eq!(effects.len(), 1);
        assert_eq!(effects[0].id, subscribers.account.as_str());
    })
    .await;
}

#[tokio::test]
async fn others_do_not_subscribe_for_the_account() {
    in_both(async |office| {
        let subscribers = Subscribers::of(&office);
        let endpoint = subscribe(subscribers.usual(), &[WebhookField::Comments]);
        assert_eq!(refused(office.call_as_stranger(&endpoint).await), NO_OBJECT);
        let (nobody, no_page) = (AccountId::from("17841400000000001"), PageId::from("1000000000000001"));
        let nobody = match office.flavour {
            Flavour::InstagramLogin => Subscriber::Account(&nobody),
            Flavour::FacebookLogin => Subscriber::Page(&no_page),
        };
        let outcome = office.call(&subscribe(nobody, &[WebhookField::Comments])).await;
        assert_eq!(refused(outcome), NO_OBJECT);
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn the_permission_for_pages_is_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let subscribers = Subscribers::of(&office);
    let endpoint = subscribe(subscribers.usual(), &[WebhookField::Comments]);
    not_permitted(office.call_without(Scope::PageMetadata, &endpoint).await);
    office.nothing_happened();
}

#[tokio::test]
async fn what_the_login_lacks_is_not_sent() {
    in_both(async |office| {
        let subscribers = Subscribers::of(&office);
        let lacking = ALL.into_iter().filter(|field| field.name(office.flavour).is_none());
        for field in lacking {
            let outcome = office.call(&subscribe(subscribers.usual(), &[field])).await;
            assert!(matches!(outcome, Err(ApiError::NotAvailable { .. })), "{field:?}");
        }
        let outcome = office
            .call(&subscribe(subscribers.other(), &[WebhookField::Comments]))
            .await;
        assert!(matches!(outcome, Err(ApiError::NotAvailable { .. })), "{outcome:?}");
        let nothing = office.call(&subscribe(subscribers.usual(), &[])).await;
        assert!(matches!(nothing, Err(ApiError::Invalid(_))), "{nothing:?}");
        assert_eq!(office.simulator.witness().requests(), []);
    })
    .await;
}
