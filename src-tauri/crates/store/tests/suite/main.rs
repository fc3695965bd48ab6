//! The database from outside: what callers of the crate rely on, each test with a file of its own.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod answered;
mod arrivals;
mod captions;
mod comments;
mod conversations;
mod conversations_found;
mod filters;
mod filters_states;
mod filters_told;
mod filters_written;
mod hosted;
mod idempotence;
mod items;
mod labels;
mod lag;
mod lines;
mod log;
mod media;
mod note_drafts;
mod notes;
mod outbox;
mod people;
mod posts;
mod reply_drafts;
mod saved_replies;
mod search;
mod slides;
mod steps;
mod support;
mod sync;
mod tagged_posts;
mod talk;
mod views;
