//! Webhooks: which accounts tell the team's app what happens.

mod subscriptions;

pub use subscriptions::{ListSubscriptions, Subscribe, Subscriber, Subscription, Unsubscribe, WebhookField};
