//! `GET /{conversation}` and `GET /{conversation}/messages` (sheet on messaging, §1.2 and §1.3).

use serde_json::{Map, Value, json};

use super::message;
use super::{Caller, Outcome, admitted_to_read};
use crate::graph::fields::Field;
use crate::graph::paging::{Edge, Window};
use crate::graph::read::asked;
use crate::graph::render::{instant, nonexisting, object};
use crate::world::World;

/// Messages in an answer when no length is asked for.
pub(super) const USUAL: usize = 25;
/// Most messages in an answer.
const MOST: usize = 500;
/// What a message tells when no fields are asked for (list of quirks, 10).
pub(super) const USUAL_MESSAGE: [&str; 3] = ["id", "created_time", "is_unsupported"];

pub(super) fn read(caller: &Caller<'_>, conversation: u32) -> Outcome {
    let world = caller.sim.world();
    admitted_to_read(caller, world.owner_of_conversation(conversation))?;
    let fields = asked(caller, &["id", "updated_time"])?;
    render(caller, &world, conversation, &fields)
}

pub(super) fn messages(caller: &Caller<'_>, conversation: u32) -> Outcome {
    let world = caller.sim.world();
    admitted_to_read(caller, world.owner_of_conversation(conversation))?;
    let fields = asked(caller, &USUAL_MESSAGE)?;
    let window = Window::asked(caller, USUAL, MOST)?;
    page(caller, &world, conversation, &fields, window, None)
}

pub(super) fn render(caller: &Caller<'_>, world: &World, conversation: u32, fields: &[Field]) -> Outcome {
    let thread = world.thread(conversation);
    object(&world.conversation_id(conversation), fields, |field| {
        Ok(match field.name.as_str() {
            "updated_time" => thread.updated_at(caller.as_of).map(|at| instant((at / 1000) as u32)),
            "participants" => Some(participants(world, conversation, &field.fields)?),
            "messages" => {
                let inner = if field.fields.is_empty() {
                    USUAL_MESSAGE.map(Field::plain).to_vec()
                } else {
                    field.fields.clone()
                };
                let window = Window::nested(field, USUAL, MOST);
                Some(page(caller, world, conversation, &inner, window, Some(&inner))?)
            }
            "is_owner" => world
                .routes_conversations(thread.account)
                .then(|| json!(!thread.other_app)),
            _ => return Err(nonexisting(field)),
        })
    })
}

/// Both sides: the account by its professional id, which is not the `id` of `/me`, and the person.
fn participants(world: &World, conversation: u32, fields: &[Field]) -> Outcome {
    let thread = world.thread(conversation);
    let sides = [true, false].map(|ours| side(world, conversation, ours, fields));
    let mut data = Vec::with_capacity(2);
    for (ours, side) in [true, false].into_iter().zip(sides) {
        if ours || !thread.is_self() {
            data.push(side?);
        }
    }
    Ok(json!({ "data": data }))
}

/// One side of a conversation as `{username, id}`.
pub(super) fn side(world: &World, conversation: u32, ours: bool, fields: &[Field]) -> Outcome {
    let thread = world.thread(conversation);
    let (id, username) = if ours {
        let account = &world.accounts[thread.account as usize];
        (world.account_id(thread.account), account.username.clone())
    } else {
        (world.person_id(thread.person), world.handle(thread.person))
    };
    let mut side = Map::new();
    if fields.is_empty() {
        side.insert("username".to_owned(), json!(username));
        side.insert("id".to_owned(), json!(id));
        return Ok(Value::Object(side));
    }
    object(&id, fields, |field| match field.name.as_str() {
        "username" => Ok(Some(json!(username))),
        // Messenger's, which Instagram leaves empty.
        "name" | "email" => Ok(None),
        "user_id" => Ok(ours.then(|| json!(id))),
        _ => Err(nonexisting(field)),
    })
}

/// A page of messages, newest first. Ids of all messages are there; of those beyond the newest twenty nothing else is but
/// the time.
fn page(
    caller: &Caller<'_>,
    world: &World,
    conversation: u32,
    fields: &[Field],
    window: Window,
    inside: Option<&[Field]>,
) -> Outcome {
    let thread = world.thread(conversation);
    let places: Vec<u32> = (0..thread.messages.len() as u32).rev().collect();
    let cut = window.cut_of(&places, |place| thread.messages[place as usize].exists_at(caller.as_of));
    let data = cut
        .items
        .iter()
        .map(|(_, place)| message::render(caller, world, &thread, (conversation, *place), fields))
        .collect::<Result<_, _>>()?;
    let edge = Edge::asked(world.conversation_id(conversation), "messages", window).inside(inside);
    // Short lists have no paging at all (list of quirks, 10).
    Ok(Edge { shape: 2, ..edge }.page(caller, &cut, data))
}
