//! `GET /{message}` (sheet on messaging, §1.4). Absent values are left out, unknown fields refuse the whole call.

use serde_json::{Map, Value, json};

use super::conversation::{USUAL_MESSAGE, side};
use super::{Caller, Outcome, admitted_to_read, attachments, refused};
use crate::graph::fields::Field;
use crate::graph::read::asked;
use crate::graph::render::{instant, nonexisting, object};
use crate::messaging_cdn;
use crate::world::{Message, Story, Thread, World};

pub(super) fn read(caller: &Caller<'_>, conversation: u32, place: u32) -> Outcome {
    let world = caller.sim.world();
    let thread = world.thread(conversation);
    admitted_to_read(caller, thread.account)?;
    let fields = asked(caller, &USUAL_MESSAGE)?;
    if !thread.readable_at(place, caller.as_of) {
        return Err(refused::deleted());
    }
    render(caller, &world, &thread, (conversation, place), &fields)
}

pub(super) fn render(
    caller: &Caller<'_>,
    world: &World,
    thread: &Thread,
    (conversation, place): (u32, u32),
    fields: &[Field],
) -> Outcome {
    let it = &thread.messages[place as usize];
    let readable = thread.readable_at(place, caller.as_of);
    let told = Told {
        caller,
        world,
        thread,
        conversation,
        place,
        it,
    };
    object(&world.message_id(conversation, place), fields, |field| {
        let value = match field.name.as_str() {
            "created_time" => return Ok(Some(instant((it.created_ms / 1000) as u32))),
            "from" => Some(side(world, conversation, it.ours, &field.fields)?),
            "to" => Some(json!({ "data": [side(world, conversation, !it.ours, &field.fields)?] })),
            "message" => Some(json!(it.text_at(caller.as_of))),
            "attachments" => attachments::render(caller, world, (conversation, place), &field.fields)?,
            "shares" => told.shares(),
            "story" => told.story(),
            "reactions" => told.reactions()?,
            "reply_to" => told.reply_to(),
            "tags" => Some(json!({ "data": [{ "name": "inbox" }, { "name": "source:mobile" }] })),
            "is_unsupported" => Some(json!(it.content.unsupported)),
            _ => return Err(nonexisting(field)),
        };
        Ok(value.filter(|_| readable))
    })
}

struct Told<'a, 'b> {
    caller: &'a Caller<'b>,
    world: &'a World,
    thread: &'a Thread,
    conversation: u32,
    place: u32,
    it: &'a Message,
}

impl Told<'_, '_> {
    fn address(&self, asset: &str) -> String {
        messaging_cdn::address(self.caller.sim, asset, self.caller.now_ms)
    }

    /// A shared post: its address for certain, more of it for some.
    fn shares(&self) -> Option<Value> {
        let post = self.it.content.share?;
        let asset = self.world.asset_id(self.conversation, self.place, 0);
        let mut share = Map::from_iter([("link".to_owned(), json!(self.address(&asset)))]);
        if post.is_multiple_of(2) {
            share.insert("id".to_owned(), json!(self.world.media_id(post)));
            share.insert(
                "name".to_owned(),
                json!(self.world.accounts[self.thread.account as usize].name),
            );
            share.insert("description".to_owned(), json!(self.world.caption(post)));
        }
        Some(json!({ "data": [share] }))
    }

    /// The story a message is about; its link ends with it.
    fn story(&self) -> Option<Value> {
        let kind = match self.it.content.story? {
            Story::Reply => "reply_to",
            Story::Mention => "mention",
        };
        let id = self.world.story_id(self.thread, self.conversation, self.place);
        let mut story = Map::from_iter([("id".to_owned(), json!(id))]);
        if self.world.story_lives(self.thread, self.place, self.caller.now_ms) {
            let asset = self.world.asset_id(self.conversation, self.place, 0);
            story.insert("link".to_owned(), json!(self.address(&asset)));
        }
        Some(json!({ kind: story }))
    }

    fn reactions(&self) -> Result<Option<Value>, crate::answer::Refusal> {
        let mut data = Vec::new();
        for reaction in self.it.reactions_at(self.caller.as_of) {
            let who = side(self.world, self.conversation, reaction.ours, &[])?;
            data.push(json!({ "reaction": reaction.reaction, "users": [who] }));
        }
        Ok((!data.is_empty()).then(|| json!({ "data": data })))
    }

    fn reply_to(&self) -> Option<Value> {
        let place = self.it.reply_to?;
        let to_self = self.thread.messages.get(place as usize)?.ours == self.it.ours;
        let mid = self.world.message_id(self.conversation, place);
        Some(json!({ "mid": mid, "is_self_reply": to_self }))
    }
}
