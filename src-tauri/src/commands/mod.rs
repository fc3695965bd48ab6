//! What the page may ask for, one file a feature: forms in, views out. A command converts, delegates and returns; what
//! the product does is decided in the core.

pub(crate) mod accounts;
pub(crate) mod app;
pub(crate) mod conversations;
mod error;
pub(crate) mod export;
pub(crate) mod filter;
pub(crate) mod inbox;
mod inbox_views;
pub(crate) mod items;
pub(crate) mod labels;
pub(crate) mod last_posts;
pub(crate) mod media_host;
pub(crate) mod note_drafts;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod profile;
pub(crate) mod publishing;
mod publishing_views;
pub(crate) mod reply_drafts;
pub(crate) mod runs;
pub(crate) mod saved_replies;
mod saved_replies_views;
pub(crate) mod saved_views;
pub(crate) mod settings;
pub(crate) mod sync;
pub(crate) mod tagged_posts;
mod thread_views;
pub(crate) mod trail;

pub(crate) use error::{ErrorCode, IpcError};

use postroom_core::Problem;
use uuid::Uuid;

/// The id of something of ours as the page writes it; one that is none names nothing that is here.
fn uuid(text: &str, what: &str) -> Result<Uuid, IpcError> {
    Ok(Uuid::parse_str(text).map_err(|_| Problem::not_found(what))?)
}

/// A count for the page, which knows 32-bit numbers only; more than four billion are shown as that.
pub(crate) fn count(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// A figure of the platform or the database, which may be negative only by mistake.
fn figure(number: Option<i64>) -> Option<u32> {
    number.map(|number| count(number.max(0)))
}
