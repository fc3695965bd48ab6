use instagram::{Flavour, ListSubscriptions, Scope, Subscribe, Unsubscribe, WebhookField};
use simulator::EffectKind;

use super::Subscribers;
use crate::office::{NO_OBJECT, Office, in_both, not_permitted, refused};

#[tokio::test]
async fn a_subscription_ends_and_a_second_time_changes_nothing() {
    in_both(async |office| {
        let subscribers = Subscribers::of(&office);
        let subscriber = subscribers.usual();
        let subscribe = Subscribe {
            subscriber,
            fields: &[WebhookField::Comments],
        };
        office.call(&subscribe).await.unwrap();
        for _ in 0..2 {
            office.call(&Unsubscribe { subscriber }).await.unwrap();
        }
        let list = ListSubscriptions {
            subscriber,
            after: None,
        };
        assert!(office.call(&list).await.unwrap().items.is_empty());
        let effects = office.effects(EffectKind::Unsubscribe);
        let changed: Vec<_> = effects.iter().map(|effect| effect.changed).collect();
        assert_eq!(changed, [true, false]);
    })
    .await;
}

#[tokio::test]
async fn others_do_not_end_it() {
    in_both(async |office| {
        let subscribers = Subscribers::of(&office);
        let endpoint = Unsubscribe {
            subscriber: subscribers.usual(),
        };
        assert_eq!(refused(office.call_as_stranger(&endpoint).await), NO_OBJECT);
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn the_permission_for_pages_is_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let subscribers = Subscribers::of(&office);
    let endpoint = Unsubscribe {
        subscriber: subscribers.usual(),
    };
    not_permitted(office.call_without(Scope::PageMetadata, &endpoint).await);
    office.nothing_happened();
}
