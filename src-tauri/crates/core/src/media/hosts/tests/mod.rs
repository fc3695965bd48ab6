//! Media hosts over real sockets on loopback: an S3 server that verifies signatures, and servers that misbehave.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod addresses;
mod bucket;
mod demo;
mod s3_server;
mod trial;
mod visitor;
mod web;
mod words;
