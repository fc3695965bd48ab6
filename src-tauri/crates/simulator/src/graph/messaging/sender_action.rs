//! `POST /{account}/messages` with a `sender_action`: reactions, typing, reading (sheet on messaging, §2.2). Nothing else
//! may stand in the body.

use super::outgoing::{self, Recipient, object, text_of};
use super::send::{addressee, answered, recipient_id};
use super::witness::witness_conversation;
use super::{Caller, Outcome, Refusal, admitted, witness_on_message};
use crate::oauth::Scope;
use crate::witness::{EffectKind, Origin};

fn person_and_conversation(caller: &Caller<'_>, account: u32) -> Result<(String, u32), Refusal> {
    admitted(caller, account, Scope::Messages)?;
    let Recipient::Id(id) = outgoing::recipient(caller.call)? else {
        return Err(Refusal::parameter("(#100) Param recipient[id] is required."));
    };
    if caller.call.get("message").is_some() {
        return Err(Refusal::parameter(
            "(#100) A sender_action cannot be sent together with a message",
        ));
    }
    let conversation = addressee(caller, account, &id)?;
    Ok((id, conversation))
}

/// `react` and `unreact`.
pub(super) fn react(caller: &Caller<'_>, account: u32) -> Outcome {
    let (id, conversation) = person_and_conversation(caller, account)?;
    let payload = object(caller.call, "payload")?.unwrap_or_default();
    let Some(mid) = text_of(&payload, "message_id") else {
        return Err(Refusal::parameter("(#100) Param payload[message_id] is required."));
    };
    let reaction = if caller.call.get("sender_action") == Some("react") {
        Some(reaction(text_of(&payload, "reaction"))?)
    } else {
        None
    };
    let sim = caller.sim;
    let mut world = sim.world_mut();
    let message = answered(&world, conversation, mid)?;
    let changed = world.react(sim.clock.now_ms(), conversation, message, true, reaction.as_deref());
    let kind = if reaction.is_some() {
        EffectKind::React
    } else {
        EffectKind::Unreact
    };
    let place = (conversation, message);
    witness_on_message(sim, &world, Origin::Api, kind, place, reaction, changed);
    Ok(recipient_id(&id))
}

/// `love` or one emoji.
fn reaction(given: Option<&str>) -> Result<String, Refusal> {
    match given {
        None => Err(Refusal::parameter("(#100) Param payload[reaction] is required.")),
        Some(reaction) if is_reaction(reaction) => Ok(reaction.to_owned()),
        Some(_) => Err(Refusal::parameter(
            "(#100) Param payload[reaction] must be love or an emoji",
        )),
    }
}

fn is_reaction(text: &str) -> bool {
    let emoji = text.chars().count() <= 16
        && !text.is_ascii()
        && !text
            .chars()
            .any(|letter| letter.is_alphabetic() || letter.is_whitespace());
    text == "love" || emoji
}

/// `typing_on`, `typing_off` and `mark_seen`.
pub(super) fn act(caller: &Caller<'_>, account: u32) -> Outcome {
    let kind = match caller.call.get("sender_action") {
        Some("typing_on") => EffectKind::TypingOn,
        Some("typing_off") => EffectKind::TypingOff,
        Some("mark_seen") => EffectKind::Seen,
        _ => {
            return Err(Refusal::parameter(
                "(#100) Param sender_action must be one of {typing_on, typing_off, mark_seen, react, unreact}",
            ));
        }
    };
    let (id, conversation) = person_and_conversation(caller, account)?;
    let sim = caller.sim;
    witness_conversation(sim, &sim.world(), Origin::Api, kind, conversation);
    Ok(recipient_id(&id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_reaction_is_love_or_an_emoji() {
        for good in ["love", "❤", "❤️", "🔥", "👍🏽", "🏳️‍🌈", "👨‍👩‍👧", "1️⃣"] {
            assert!(is_reaction(good), "{good}");
        }
        for bad in ["", "like", "ok", "1", "né", "🔥 hot", "é"] {
            assert!(!is_reaction(bad), "{bad}");
        }
    }
}
