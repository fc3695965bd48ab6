//! Webhooks: what the platform tells by itself.

mod payload;
