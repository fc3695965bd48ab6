//! `GET /{account}/conversations` and `GET /{page}/conversations` (sheet on messaging, §1.2): newest activity first.
//! Requests that slept for thirty days are left out, and nothing tells which folder a conversation is in.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::conversation;
use super::{Caller, Outcome, Refusal, admitted_to_read, nothing, refused};
use crate::graph::fields::Field;
use crate::graph::paging::{Edge, Window};
use crate::graph::read::asked;
use crate::oauth::Flavour;
use crate::world::{Part, Place};

/// A list's length when none is asked for.
const USUAL: usize = 25;
/// The longest list.
const MOST: usize = 100;
/// Nested messages an answer can hold over all its conversations.
const MOST_MESSAGES: usize = 1_000;

pub(super) fn list(caller: &Caller<'_>, account: u32) -> Outcome {
    if caller.bent.missing_scope {
        return Ok(nothing());
    }
    admitted_to_read(caller, account)?;
    let fields = asked(caller, &["id", "updated_time"])?;
    if !platform(caller)? {
        return Ok(nothing());
    }
    if let Some(id) = caller.call.get("user_id") {
        return with_person(caller, account, id, &fields);
    }
    let limit = limit(caller)?;
    let part = part(caller)?;
    if limit.saturating_mul(nested_messages(&fields)) > MOST_MESSAGES {
        return Err(refused::too_much());
    }
    let world = caller.sim.world();
    let (places, more) = world.conversations_at(account, caller.as_of, part, limit);
    let data = places
        .iter()
        .map(|place| conversation::render(caller, &world, place.conversation, &fields))
        .collect::<Result<_, _>>()?;
    let ends = places.first().zip(places.last());
    let ends = ends.map(|(first, last)| (cursor(*first), cursor(*last)));
    let (more_before, more_after) = match part {
        Part::Newest => (false, more),
        Part::After(_) => (true, more),
        Part::Before(_) => (more, true),
    };
    let window = Window {
        limit,
        after: (part != Part::Newest).then_some(0),
        before: None,
    };
    // Short lists have no paging at all (list of quirks, 10).
    let edge = Edge {
        shape: 2,
        ..Edge::asked(caller.call.node.clone(), "conversations", window)
    };
    Ok(edge.between(caller, ends, (more_before, more_after), data))
}

/// Whether Instagram's conversations are asked for. A Page has Messenger's as well, and they are what it tells unless it is
/// asked otherwise; here it has none.
fn platform(caller: &Caller<'_>) -> Result<bool, Refusal> {
    let asked = caller.call.get("platform").map(str::to_ascii_lowercase);
    match (asked.as_deref(), caller.flavour()) {
        (Some("instagram"), _) | (None, Flavour::InstagramLogin) => Ok(true),
        (None | Some("messenger"), Flavour::FacebookLogin) => Ok(false),
        _ => Err(Refusal::parameter(
            "(#100) Param platform must be one of {INSTAGRAM, MESSENGER}",
        )),
    }
}

/// The one conversation with a person, if there is one.
fn with_person(caller: &Caller<'_>, account: u32, id: &str, fields: &[Field]) -> Outcome {
    let world = caller.sim.world();
    let conversation = world
        .person_by_id(id)
        .and_then(|person| world.conversation_with(account, person))
        .filter(|conversation| world.place_at(*conversation, caller.as_of).is_some());
    let mut list = nothing();
    if let Some(conversation) = conversation {
        let one = conversation::render(caller, &world, conversation, fields)?;
        list["data"] = Value::Array(vec![one]);
    }
    Ok(list)
}

fn limit(caller: &Caller<'_>) -> Result<usize, Refusal> {
    match caller.call.get("limit") {
        None => Ok(USUAL),
        Some(text) => match text.parse::<usize>() {
            Ok(limit) if limit > 0 => Ok(limit.min(MOST)),
            _ => Err(Refusal::parameter("(#100) Param limit must be a positive integer")),
        },
    }
}

/// How many messages each conversation is asked to show.
fn nested_messages(fields: &[Field]) -> usize {
    let messages = fields.iter().find(|field| field.name == "messages");
    messages.map_or(0, |field| field.limit().unwrap_or(conversation::USUAL))
}

fn part(caller: &Caller<'_>) -> Result<Part, Refusal> {
    let given = |name| caller.call.get(name).filter(|text| !text.is_empty());
    let place = |text: &str| place(text).ok_or_else(|| Refusal::parameter("(#100) Invalid cursor"));
    match (given("after"), given("before")) {
        (Some(after), _) => place(after).map(Part::After),
        (None, Some(before)) => place(before).map(Part::Before),
        (None, None) => Ok(Part::Newest),
    }
}

/// A cursor holds the time as well: a conversation that moves up meanwhile does not take the walk along.
fn cursor(place: Place) -> String {
    let mut bytes = b"AQH".to_vec();
    bytes.extend((place.updated_ms ^ 0x5a5a_1234).to_be_bytes());
    bytes.extend((place.conversation ^ 0x0bad_cafe).to_be_bytes());
    let check = bytes.iter().fold(7_u8, |sum, byte| sum.rotate_left(3) ^ byte);
    bytes.push(check);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn place(text: &str) -> Option<Place> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let place = Place {
        updated_ms: i64::from_be_bytes(bytes.get(3..11)?.try_into().ok()?) ^ 0x5a5a_1234,
        conversation: u32::from_be_bytes(bytes.get(11..15)?.try_into().ok()?) ^ 0x0bad_cafe,
    };
    (cursor(place) == text).then_some(place)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn cursors_lead_back_and_strange_ones_do_not() {
        for (updated_ms, conversation) in [(0, 0), (1_795_096_800_123, 199_999), (-5, u32::MAX)] {
            let here = Place {
                updated_ms,
                conversation,
            };
            let text = cursor(here);
            assert!(text.starts_with("QVFI"));
            assert_eq!(place(&text), Some(here));
        }
        for strange in ["", "QVFI", "nonsense!", "QVFIAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(place(strange), None, "{strange}");
        }
    }
}
