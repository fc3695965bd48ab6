use instagram::{Flavour, ListSubscriptions, Scope, Subscribe, Subscriber, WebhookField};

use super::Subscribers;
use crate::office::{NO_OBJECT, Office, in_both, not_permitted, refused};

fn list(subscriber: Subscriber<'_>) -> ListSubscriptions<'_> {
    ListSubscriptions {
        subscriber,
        after: None,
    }
}

#[tokio::test]
async fn before_there_is_none_and_afterwards_the_app_and_its_fields() {
    in_both(async |office| {
        let subscribers = Subscribers::of(&office);
        let subscriber = subscribers.usual();
        assert!(office.call(&list(subscriber)).await.unwrap().items.is_empty());
        let subscribe = Subscribe {
            subscriber,
            fields: &[WebhookField::Comments, WebhookField::Messages],
        };
        office.call(&subscribe).await.unwrap();
        let found = office.call(&list(subscriber)).await.unwrap().items;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].id.as_deref(), Some(office.simulator.app_id()));
        let has = |name: &str| found[0].fields.iter().any(|field| field == name);
        assert!(has("comments") && has("messages"));
    })
    .await;
}

#[tokio::test]
async fn the_subscriptions_of_others_are_not_there() {
    in_both(async |office| {
        let subscribers = Subscribers::of(&office);
        let outcome = office.call_as_stranger(&list(subscribers.usual())).await;
        assert_eq!(refused(outcome), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn the_permission_for_pages_is_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let subscribers = Subscribers::of(&office);
    not_permitted(
        office
            .call_without(Scope::PageMetadata, &list(subscribers.usual()))
            .await,
    );
}
