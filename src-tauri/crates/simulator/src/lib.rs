//! An Instagram that runs on loopback, for the demo and for tests.
//!
//! It is a real HTTP server that behaves like the Instagram Platform with both of its set-ups ([`Flavour`]): the pages of
//! both logins, their token calls, accounts and Pages, media, comments, mentions, publishing, with the platform's error
//! codes, cursors, usage headers and oddities. [`surface`] lists every call. It is written from the platform's
//! documentation and from published observations, and shares no code with the client it tests, so that the two can
//! disagree.
//!
//! It takes what clients send: versions in paths or none, double slashes, `me` and both ids of an account, parameters in
//! query, form, multipart and JSON, the token in a header, the query or the body, lists and truths as JSON text. Addresses
//! in answers are on the host and port that were asked. A call's flavour is its token's; a `Host` header that names a host
//! of the platform must agree.
//!
//! - The **world** ([`WorldSize`]) is made from a seed and dated by a [`SimClock`]: brands, posts, pictures,
//!   comments, conversations.
//! - **Faults** ([`FaultSwitch`]) make an endpoint refuse, stall, lag, garble its answer or cut the connection.
//! - The **witness** ([`Witness`]) knows every request and every effect, so a test can assert "one reply, not two".
//!
//! **Publishing** works as on the platform: `POST /{account}/media` downloads `image_url` itself and refuses what the
//! platform refuses, processing takes its time on the simulated clock ([`Simulator::set_processing_time`]), and
//! `media_publish` makes a post that lists, reads and [`WorldView::published`] show. Videos are looked at by their
//! container only: reels, stories and slides end in `ERROR` when they are not what the platform takes, and with Facebook
//! Login they can be uploaded in pieces. Because a demo has no bucket, `/_host/{key}` is a web space to download from
//! ([`Simulator::hosted_keys`]).
//!
//! **Messages** are made from the seed like everything else ([`Options::conversations`]): questions, photos, voice, shared
//! posts, story replies and mentions over the last months, some of them requests, some from people who have blocked the
//! account or are gone. The platform's rules hold: the newest twenty messages, the windows of a day and a week, one
//! private reply for each comment. People write, react and take back through [`Simulator::message_from`] and its
//! neighbours. **Webhooks** tell of all of it once an account is subscribed ([`Simulator::webhooks`]), and of broadcasts and
//! mentions, which begin at `/_sim/live` and `/_sim/mentions`. Of posts that tag an account, which come and go at `/_sim/tags` and
//! `/_sim/untag`, no webhook tells.
//!
//! Nothing listens but on 127.0.0.1, and nothing is downloaded but from this computer.

mod answer;
mod clock;
mod connection;
mod control;
mod control_mentions;
mod control_messages;
mod control_tags;
mod documented;
mod fault;
mod fetch;
mod film;
mod graph;
mod host;
mod language;
mod messages;
mod messaging_cdn;
mod oauth;
mod options;
mod photo;
mod picture;
mod publishing;
mod robots;
mod server;
mod shared_world;
mod slashes;
mod tokens;
mod told;
mod usage;
mod video;
mod view;
mod view_messages;
mod webhooks;
mod windows;
mod witness;
mod world;

pub use clock::SimClock;
pub use fault::{Endpoint, Fault, FaultKind, FaultSwitch};
pub use graph::{SurfaceRow, surface};
pub use language::Language;
pub use messages::{MessageRefused, Sent};
pub use oauth::Flavour;
pub use options::Options;
pub use server::Simulator;
pub use view::{AccountInfo, CommentInfo, PlaceInfo, PostInfo, PublishedInfo, PublishedPicture, UserTag, WorldView};
pub use view_messages::{ConversationInfo, MessageInfo, ReactionInfo};
pub use webhooks::{WebhookInfo, WebhookSettings};
pub use witness::{Effect, EffectKind, Origin, RequestRecord, Witness};
pub use world::WorldSize;
