//! The database from outside: what callers of the crate rely on, each test with a file of its own.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod answered;
mod arrivals;
mod comments;
mod filters;
mod hosted;
mod idempotence;
mod items;
mod lag;
mod log;
mod media;
mod outbox;
mod posts;
mod reply_drafts;
mod search;
mod slides;
mod steps;
mod support;
mod sync;
mod views;
