//! The client over real sockets: what it sends, what it makes of answers that go wrong on the way, and what it keeps to
//! itself.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod client;
mod discovery;
mod facebook;
mod limits;
mod login;
mod publishing;
mod quiet;
mod server;
mod steady;
mod upload;
