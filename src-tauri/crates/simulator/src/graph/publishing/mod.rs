//! Publishing: containers, uploads, states, publication and quota (sheet on publishing, §6).

mod asked;
mod audio;
mod caption;
mod create;
mod publish;
mod refused;
mod status;
mod upload;
mod user_tags;

pub(super) use audio::AUDIO_ROWS;
pub(crate) use publish::witness_post;
pub(crate) use upload::upload;

use super::surface::{Later, Row};
use super::{Caller, On, Refusal, read, render};
use crate::fault::Endpoint;
use crate::oauth::Scope;

pub(super) const ROWS: &[Row] = &[
    Row::post(On::AccountLater(create_later), "media", Endpoint::Container),
    Row::read(On::Container(status::status), Endpoint::ContainerStatus),
    Row::post(On::Account(publish::publish), "media_publish", Endpoint::Publish),
    Row::get(
        On::Account(publish::limit),
        "content_publishing_limit",
        Endpoint::PublishingLimit,
    ),
];

fn create_later<'a>(caller: &'a Caller<'_>, account: u32) -> Later<'a> {
    Box::pin(create::create(caller, account))
}

/// Everything about publishing needs the scope, reading included.
fn permitted(caller: &Caller<'_>) -> Result<(), Refusal> {
    caller.needs(Scope::ContentPublish)
}

/// Every refusal of publishing.
pub(super) fn refusals() -> Vec<Refusal> {
    refused::every()
}
