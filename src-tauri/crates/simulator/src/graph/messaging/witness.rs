//! What was done to messages, for the witness: one row for each message, reaction and sender action.

use crate::server::Sim;
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::World;

/// A message came. A private reply is about a post and a comment under it.
pub(crate) fn witness_message(
    sim: &Sim,
    world: &World,
    origin: Origin,
    kind: EffectKind,
    (conversation, place): (u32, u32),
    about: Option<(String, String)>,
) {
    let thread = world.thread(conversation);
    let Some(message) = thread.messages.get(place as usize) else {
        return;
    };
    let (media, comment) = about.unzip();
    sim.witness.effect(Effect {
        id: world.message_id(conversation, place),
        media: media.unwrap_or_default(),
        parent: comment,
        conversation: Some(world.conversation_id(conversation)),
        content: Some(message.content.kind().to_owned()),
        text: Some(message.content.text.clone()).filter(|text| !text.is_empty()),
        ..Effect::bare(sim.clock.now(), kind, origin)
    });
}

/// Something was done to a message that was there.
pub(crate) fn witness_on_message(
    sim: &Sim,
    world: &World,
    origin: Origin,
    kind: EffectKind,
    (conversation, place): (u32, u32),
    text: Option<String>,
    changed: bool,
) {
    sim.witness.effect(Effect {
        id: world.message_id(conversation, place),
        conversation: Some(world.conversation_id(conversation)),
        text,
        changed,
        ..Effect::bare(sim.clock.now(), kind, origin)
    });
}

/// Something was done in a conversation and to none of its messages.
pub(crate) fn witness_conversation(sim: &Sim, world: &World, origin: Origin, kind: EffectKind, conversation: u32) {
    let id = world.conversation_id(conversation);
    sim.witness.effect(Effect {
        id: id.clone(),
        conversation: Some(id),
        ..Effect::bare(sim.clock.now(), kind, origin)
    });
}
