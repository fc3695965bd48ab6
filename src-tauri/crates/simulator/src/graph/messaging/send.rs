//! `POST /{account}/messages` and `POST /{page}/messages`: a message to a person (sheet on messaging, §2).

use serde_json::{Value, json};

use super::outgoing::{self, Body, Outgoing, Recipient};
use super::{Caller, Outcome, Refusal};
use super::{admitted, files, refused, witness_message};
use crate::oauth::{Flavour, Scope};
use crate::witness::{EffectKind, Origin};
use crate::world::{Attachment, AttachmentKind, Content, Thread, World};

const HOUR_MS: i64 = 3_600_000;
/// How long a person's message leaves the window open for anything.
const WINDOW_MS: i64 = 24 * HOUR_MS;
/// How long for what a human writes.
const HUMAN_MS: i64 = 7 * 24 * HOUR_MS;

pub(super) async fn send(caller: &Caller<'_>, account: u32) -> Outcome {
    admitted(caller, account, Scope::Messages)?;
    let Recipient::Id(id) = outgoing::recipient(caller.call)? else {
        return Err(Refusal::parameter("(#100) Param recipient[id] is required."));
    };
    let outgoing = Outgoing::read(caller.call)?;
    if outgoing.human_agent && !caller.sim.messaging.has_human_agent() {
        return Err(refused::no_human_agent());
    }
    let conversation = addressee(caller, account, &id)?;
    let sendable = |world: &World| {
        sendable(
            &world.thread(conversation),
            caller.sim.clock.now_ms(),
            outgoing.human_agent,
        )
    };
    sendable(&caller.sim.world())?;
    let content = content(caller, account, outgoing.body).await?;
    let sim = caller.sim;
    // The download took its time: what holds now counts.
    let mut world = sim.world_mut();
    sendable(&world)?;
    let reply_to = match &outgoing.reply_to {
        None => None,
        Some(mid) => Some(answered(&world, conversation, mid)?),
    };
    let message = world.message_to(sim.clock.now_ms(), conversation, content, reply_to);
    let place = (conversation, message);
    witness_message(sim, &world, Origin::Api, EffectKind::Message, place, None);
    let mid = world.message_id(conversation, message);
    Ok(if world.thread(conversation).is_self() {
        json!({ "id": mid })
    } else {
        json!({ "recipient_id": id, "message_id": mid })
    })
}

/// The conversation of the account with the person of an Instagram-scoped id, or with itself. Nobody can be written to
/// who has not written first.
pub(super) fn addressee(caller: &Caller<'_>, account: u32, id: &str) -> Result<u32, Refusal> {
    if is_itself(caller, account, id) {
        return Ok(caller.sim.world_mut().notes_to_self(account));
    }
    let world = caller.sim.world();
    let person = world.person_by_id(id).ok_or_else(refused::no_person)?;
    match world.conversation_with(account, person) {
        Some(conversation) => reachable(&world.thread(conversation)).map(|()| conversation),
        None if world.has_commented(account, person) => Err(refused::outside_window()),
        None => Err(refused::unknown_person()),
    }
}

/// Whether an id is the account's own; with Instagram Login both of its ids are (list of quirks, 9).
fn is_itself(caller: &Caller<'_>, account: u32, id: &str) -> bool {
    let world = caller.sim.world();
    let both = caller.flavour() == Flavour::InstagramLogin;
    id == world.account_id(account) || (both && id == world.app_scoped_id(account).to_string())
}

/// Whether the account can do anything in a conversation.
fn reachable(thread: &Thread) -> Result<(), Refusal> {
    if thread.gone {
        Err(refused::unknown_person())
    } else if thread.other_app {
        Err(refused::other_app())
    } else if thread.blocked {
        Err(refused::blocked())
    } else {
        Ok(())
    }
}

/// Whether a message can be sent in a conversation at this moment.
fn sendable(thread: &Thread, now_ms: i64, human: bool) -> Result<(), Refusal> {
    reachable(thread)?;
    if thread.is_self() {
        return Ok(());
    }
    let open = match thread.last_inbound(now_ms) {
        None => false,
        Some(at) if now_ms - at <= WINDOW_MS => true,
        Some(at) => human && now_ms - at <= HUMAN_MS,
    };
    if open { Ok(()) } else { Err(refused::outside_window()) }
}

/// The place of a message in its conversation by its `mid`.
pub(super) fn answered(world: &World, conversation: u32, mid: &str) -> Result<u32, Refusal> {
    let found = world.message_by_id(mid).filter(|(it, _)| *it == conversation);
    let there = found.filter(|(it, place)| {
        let thread = world.thread(*it);
        thread
            .messages
            .get(*place as usize)
            .is_some_and(|message| !message.unsent_at(i64::MAX))
    });
    match there {
        Some((_, place)) => Ok(place),
        None => Err(refused::invalid("(#100) The message is not one of this conversation")),
    }
}

/// What is asked for as what a message holds; files are downloaded.
async fn content(caller: &Caller<'_>, account: u32, body: Body) -> Result<Content, Refusal> {
    let drawn = |kind| Content::attached(vec![Attachment::drawn(kind)]);
    Ok(match body {
        Body::Text(text) => Content::text(text),
        Body::Heart => drawn(AttachmentKind::Heart),
        Body::Template(payload) => drawn(AttachmentKind::Template(payload)),
        Body::Post(id) => shared(caller, account, &id)?,
        Body::Files(files) => {
            let mut attachments = Vec::with_capacity(files.len());
            for (kind, source) in &files {
                attachments.push(files::take(caller, account, *kind, source).await?.into());
            }
            Content::attached(attachments)
        }
    })
}

/// Only own posts can be shared.
fn shared(caller: &Caller<'_>, account: u32, id: &str) -> Result<Content, Refusal> {
    let world = caller.sim.world();
    let own = |post: &u32| {
        let there = world.owner_of_post(*post) == account && world.post_exists_at(*post, caller.now_ms);
        there && !world.posts[*post as usize].is_ephemeral()
    };
    match world.post_by_id(id).filter(own) {
        Some(post) => Ok(Content {
            share: Some(post),
            ..Content::default()
        }),
        None => Err(refused::invalid("(#100) Only posts of this account can be shared")),
    }
}

/// What a call in a conversation answers when it has nothing else to say.
pub(super) fn recipient_id(id: &str) -> Value {
    json!({ "recipient_id": id })
}
