//! The client against the simulator. Each was written from the platform's documentation without looking at the other,
//! so what both agree on is what the documentation says, and a test that fails is a question to it.
//!
//! One folder an area and one module an endpoint, by the names they have in the client: `comments/list_comments.rs`
//! here is about `comments/list_comments.rs` there. A module shows the happy path and every documented refusal, and
//! reads what a write did at the simulator's witness, never from the answer alone. What every call shares stands in
//! `every_call`, every code it may be refused with in `every_code.rs`, what a budget and patience add to it in `steady.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod account;
mod comments;
mod coverage;
mod discovery;
mod engagement;
mod every_call;
mod every_code;
mod facebook;
mod insights;
mod login;
mod media;
mod mentions;
mod messages;
mod office;
mod publishing;
mod steady;
mod webhooks;
