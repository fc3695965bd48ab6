//! A look at conversations and messages from outside the API.

use jiff::Timestamp;
use serde::Serialize;

use crate::WorldView;
use crate::world::{Thread, World};

/// A conversation of the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConversationInfo {
    /// Conversation id.
    pub id: String,
    /// Instagram-scoped id of the person.
    pub person: String,
    /// The person's handle.
    pub username: String,
    /// When the last message was written.
    pub updated_at: Timestamp,
    /// When the person last wrote, which opens the window for answers; `None` when they never did.
    pub last_inbound: Option<Timestamp>,
    /// Messages that are there.
    pub messages: usize,
    /// Whether the API returns it: requests that slept for thirty days are left out.
    pub listed: bool,
    /// Whether it lies in the requests folder.
    pub request: bool,
    /// Whether another app answers here.
    pub other_app: bool,
    /// Whether the person has blocked the account.
    pub blocked: bool,
    /// Whether the person's account is gone.
    pub gone: bool,
}

/// A message of the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessageInfo {
    /// Message id, the `mid`.
    pub id: String,
    /// The conversation it stands in.
    pub conversation: String,
    /// Whether the account wrote it.
    pub ours: bool,
    /// What it holds: `text`, `image`, `video`, `audio`, `file`, `like_heart`, `template`, `share`, `story_reply`,
    /// `story_mention` or `unsupported`.
    pub content: String,
    /// How many attachments it has.
    pub attachments: usize,
    /// Its text; empty when it has none.
    pub text: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// Id of the message it answers.
    pub reply_to: Option<String>,
    /// The reactions on it.
    pub reactions: Vec<ReactionInfo>,
    /// Whether its author took it back.
    pub unsent: bool,
    /// Whether the API tells more of it than its id: it is there and among the newest twenty.
    pub readable: bool,
}

/// A reaction on a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReactionInfo {
    /// Whether the account put it there.
    pub ours: bool,
    /// `love`, or an emoji.
    pub reaction: String,
}

fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX)
}

impl WorldView {
    /// Every conversation of an account, newest activity first; empty when there is no such account. Of large worlds this
    /// makes every one of them.
    #[must_use]
    pub fn conversations(&self, username: &str) -> Vec<ConversationInfo> {
        let world = self.sim.world();
        let now = self.sim.clock.now_ms();
        let Some(account) = world.account_by_name(username) else {
            return Vec::new();
        };
        let all = world.conversations_of(account).into_iter();
        let mut infos: Vec<ConversationInfo> = all
            .filter_map(|it| conversation(&world, it, &world.thread(it), now))
            .collect();
        infos.sort_by_key(|info| std::cmp::Reverse(info.updated_at));
        infos
    }

    /// The messages of a conversation, oldest first, those that were taken back included; empty when there is no such
    /// conversation.
    #[must_use]
    pub fn messages(&self, conversation: &str) -> Vec<MessageInfo> {
        let world = self.sim.world();
        let now = self.sim.clock.now_ms();
        let Some(it) = world.conversation_by_id(conversation) else {
            return Vec::new();
        };
        let thread = world.thread(it);
        (0..thread.messages.len() as u32)
            .filter_map(|place| message(&world, it, &thread, place, now))
            .collect()
    }

    /// One message; `None` when there is none of this id.
    #[must_use]
    pub fn message(&self, id: &str) -> Option<MessageInfo> {
        let world = self.sim.world();
        let (conversation, place) = world.message_by_id(id)?;
        let thread = world.thread(conversation);
        message(&world, conversation, &thread, place, self.sim.clock.now_ms())
    }
}

fn conversation(world: &World, conversation: u32, thread: &Thread, now: i64) -> Option<ConversationInfo> {
    Some(ConversationInfo {
        id: world.conversation_id(conversation),
        person: world.person_id(thread.person),
        username: world.handle(thread.person),
        updated_at: instant(thread.updated_at(now)?),
        last_inbound: thread.last_inbound(now).map(instant),
        messages: thread.visible_at(now).count(),
        listed: world.place_at(conversation, now).is_some(),
        request: thread.request,
        other_app: thread.other_app,
        blocked: thread.blocked,
        gone: thread.gone,
    })
}

fn message(world: &World, conversation: u32, thread: &Thread, place: u32, now: i64) -> Option<MessageInfo> {
    let it = thread.messages.get(place as usize).filter(|it| it.created_ms <= now)?;
    let reactions = it.reactions_at(now).map(|reaction| ReactionInfo {
        ours: reaction.ours,
        reaction: reaction.reaction.clone(),
    });
    Some(MessageInfo {
        id: world.message_id(conversation, place),
        conversation: world.conversation_id(conversation),
        ours: it.ours,
        content: it.content.kind().to_owned(),
        attachments: it.content.attachments.len(),
        text: it.text_at(now).to_owned(),
        written_at: instant(it.created_ms),
        reply_to: it.reply_to.map(|place| world.message_id(conversation, place)),
        reactions: reactions.collect(),
        unsent: it.unsent_at(now),
        readable: thread.readable_at(place, now),
    })
}
