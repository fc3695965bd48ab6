//! The core against the simulator: whole journeys without a window, with what goes wrong on the way.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod actions;
mod answering;
mod arranging;
mod bad_input;
mod conversations;
mod data_folder;
mod doubts;
mod filter;
mod items;
mod journeys;
mod keychain;
mod labels;
mod login;
mod nameless;
mod notifications;
mod publishing;
mod publishing_doubts;
mod rate;
mod reading;
mod runs;
mod saved_replies;
mod saved_views;
mod secrets;
mod sync;
mod sync_budget;
mod sync_history;
mod tagged_posts;
mod trail;
