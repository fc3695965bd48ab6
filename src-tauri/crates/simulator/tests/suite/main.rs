//! The simulator from outside, as a program that speaks HTTP meets it. One program, because linking takes longer than running.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

mod account_insights;
mod audio;
mod broadcasts;
mod client_shapes;
mod concurrency;
mod control;
mod discovery;
mod engagement;
mod facebook_login;
mod facebook_pages;
mod faults;
mod graph;
mod login;
mod media_hosts;
mod media_insights;
mod messaging_facebook;
mod messaging_private_replies;
mod messaging_reactions;
mod messaging_reading;
mod messaging_sending;
mod messaging_webhooks;
mod others;
mod program;
mod protocol;
mod publishing;
mod publishing_faults;
mod publishing_parameters;
mod publishing_pictures;
mod publishing_videos;
mod quirks;
mod uploads;
mod webhooks_changes;
mod world;
