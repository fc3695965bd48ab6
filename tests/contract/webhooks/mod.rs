//! Webhooks: subscriptions, and what the platform then tells by itself.

mod payload;
mod subscriptions;
