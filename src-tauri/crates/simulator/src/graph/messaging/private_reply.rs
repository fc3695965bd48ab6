//! `POST /{account}/messages` to a comment: a private reply (sheet on messaging, §3). One for each comment, within seven
//! days, text only; to a comment on a broadcast as long as that is on the air.

use serde_json::json;

use super::outgoing::{self, Body, Outgoing, Recipient};
use super::{Caller, Outcome, Refusal, admitted_to_reply, refused, witness_message};
use crate::witness::{EffectKind, Origin};
use crate::world::PrivateReplyError;

pub(super) fn send(caller: &Caller<'_>, account: u32) -> Outcome {
    let recipient = outgoing::recipient(caller.call);
    admitted_to_reply(caller, account, recipient.as_ref().is_ok_and(|it| is_live(caller, it)))?;
    let Recipient::Comment(id) = recipient? else {
        return Err(Refusal::parameter("(#100) Param recipient[comment_id] is required."));
    };
    let Body::Text(text) = Outgoing::read(caller.call)?.body else {
        return Err(refused::invalid("(#100) A private reply is a text"));
    };
    let sim = caller.sim;
    // One lock from the look to the message: of two calls at once only one finds the comment unanswered.
    let mut world = sim.world_mut();
    let comment = world
        .comment_by_id(&id)
        .filter(|comment| world.owner_of_post(world.comments[*comment as usize].post) == account)
        .ok_or_else(|| refused::private_reply(PrivateReplyError::Unsuitable))?;
    let place = world
        .private_reply(sim.clock.now_ms(), comment, text)
        .map_err(refused::private_reply)?;
    let media = world.media_id(world.comments[comment as usize].post);
    witness_message(
        sim,
        &world,
        Origin::Api,
        EffectKind::PrivateReply,
        place,
        Some((media, id)),
    );
    Ok(json!({
        "recipient_id": world.person_id(world.thread(place.0).person),
        "message_id": world.message_id(place.0, place.1),
    }))
}

/// Whether the comment is one on a broadcast, on the air or not.
fn is_live(caller: &Caller<'_>, recipient: &Recipient) -> bool {
    let Recipient::Comment(id) = recipient else {
        return false;
    };
    let world = caller.sim.world();
    world
        .comment_by_id(id)
        .is_some_and(|comment| world.posts[world.comments[comment as usize].post as usize].is_live())
}
