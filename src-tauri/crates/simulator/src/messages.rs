//! What people do in messages from outside the API: write, show, react, take back, block; and what the owner of an account
//! does on the phone. Each is told to the witness and to webhooks.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::graph::{witness_message, witness_on_message};
use crate::server::{Sim, Simulator};
use crate::webhooks::{self, CallbackProblem, WebhookInfo, WebhookSettings};
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{Attachment, AttachmentKind, Content, PrivateReplyError, Story, Tapped, World};

/// What somebody sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Sent {
    /// Text and nothing else.
    #[default]
    Text,
    /// So many photos in one message, 1 to 10.
    Photos {
        /// How many.
        #[serde(default = "one")]
        count: u8,
    },
    /// A video.
    Video,
    /// A voice message.
    Voice,
    /// The heart sticker.
    Heart,
    /// A post of the account.
    Post {
        /// Media id.
        media: String,
    },
    /// An answer to a story of the account; the text is its text.
    StoryReply,
    /// A mention in a story of the person's own.
    StoryMention,
    /// What the platform does not hand out.
    Unsupported,
    /// A tap on a quick reply; the text is its title.
    QuickReply {
        /// What the quick reply carries.
        payload: String,
    },
    /// A tap on a button; the text is its title.
    Postback {
        /// What the button carries.
        payload: String,
    },
}

fn one() -> u8 {
    1
}

/// Why something could not be done in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageRefused {
    /// No such account, message, post or comment.
    Missing,
    /// The comment was answered in private before, is too old, hidden or gone, or its author has blocked the account.
    PrivateReply,
    /// A callback that is not on this computer.
    CallbackElsewhere,
    /// A callback that did not answer the verification request with its challenge.
    CallbackNotVerified,
}

impl From<PrivateReplyError> for MessageRefused {
    fn from(_: PrivateReplyError) -> Self {
        Self::PrivateReply
    }
}

impl From<CallbackProblem> for MessageRefused {
    fn from(problem: CallbackProblem) -> Self {
        match problem {
            CallbackProblem::NotHere => Self::CallbackElsewhere,
            CallbackProblem::NotVerified => Self::CallbackNotVerified,
        }
    }
}

/// Who writes to whom, and what.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct NewMessage {
    /// Handle of the account.
    pub(crate) account: String,
    /// Handle of the person.
    pub(crate) person: String,
    /// Whether the owner of the account writes, on the phone.
    #[serde(default)]
    pub(crate) ours: bool,
    #[serde(default)]
    pub(crate) text: String,
    /// Id of the message it answers.
    #[serde(default)]
    pub(crate) reply_to: Option<String>,
    #[serde(flatten, default)]
    pub(crate) sent: Option<Sent>,
}

type Done<T> = Result<T, MessageRefused>;

fn account(world: &World, username: &str) -> Done<u32> {
    world.account_by_name(username).ok_or(MessageRefused::Missing)
}

/// A message by its id, as long as it is there.
fn message(sim: &Sim, world: &World, id: &str) -> Done<(u32, u32)> {
    let (conversation, place) = world.message_by_id(id).ok_or(MessageRefused::Missing)?;
    let there = world.thread(conversation).messages[place as usize].exists_at(sim.clock.now_ms());
    there.then_some((conversation, place)).ok_or(MessageRefused::Missing)
}

fn content(world: &World, account: u32, text: String, sent: Sent) -> Done<Content> {
    let written = Content::text(text);
    let drawn = |kind: AttachmentKind, count: u8| Content {
        attachments: (0..count).map(|_| Attachment::drawn(kind.clone())).collect(),
        ..written.clone()
    };
    Ok(match sent {
        Sent::Text => written,
        Sent::Photos { count } => drawn(AttachmentKind::Image, count.clamp(1, 10)),
        Sent::Video => drawn(AttachmentKind::Video, 1),
        Sent::Voice => drawn(AttachmentKind::Audio, 1),
        Sent::Heart => drawn(AttachmentKind::Heart, 1),
        Sent::Post { media } => {
            let post = world.post_by_id(&media).ok_or(MessageRefused::Missing)?;
            if world.owner_of_post(post) != account {
                return Err(MessageRefused::Missing);
            }
            Content {
                share: Some(post),
                ..written
            }
        }
        Sent::StoryReply => Content {
            story: Some(Story::Reply),
            ..written
        },
        Sent::StoryMention => Content {
            story: Some(Story::Mention),
            ..written
        },
        Sent::Unsupported => Content {
            unsupported: true,
            ..Content::default()
        },
        Sent::QuickReply { payload } => Content {
            tapped: Some(Tapped::QuickReply(payload)),
            ..written
        },
        Sent::Postback { payload } => Content {
            tapped: Some(Tapped::Postback(payload)),
            ..written
        },
    })
}

/// Somebody writes, the person or the owner on the phone; answers the message's id.
pub(crate) fn write(sim: &Arc<Sim>, new: NewMessage) -> Done<String> {
    let now_ms = sim.clock.now_ms();
    let id = {
        let mut world = sim.world_mut();
        let account = account(&world, &new.account)?;
        let content = content(&world, account, new.text, new.sent.unwrap_or_default())?;
        let person = world.person_by_name(account, &new.person);
        let known = world.conversation_with(account, person);
        let reply_to = match &new.reply_to {
            None => None,
            Some(id) => {
                let answered = world.message_by_id(id).filter(|(it, _)| Some(*it) == known);
                Some(answered.ok_or(MessageRefused::Missing)?.1)
            }
        };
        let place = if new.ours {
            let conversation = known.ok_or(MessageRefused::Missing)?;
            (conversation, world.message_to(now_ms, conversation, content, reply_to))
        } else {
            if known.is_some_and(|it| world.thread(it).gone) {
                return Err(MessageRefused::Missing);
            }
            world.message_from(now_ms, account, person, content, reply_to)
        };
        witness_message(sim, &world, Origin::Outside, EffectKind::Message, place, None);
        world.message_id(place.0, place.1)
    };
    webhooks::flush(sim, false);
    Ok(id)
}

/// A person puts a reaction on a message or takes theirs off; answers whether that changed anything.
pub(crate) fn react(sim: &Arc<Sim>, id: &str, reaction: Option<&str>) -> Done<bool> {
    let changed = {
        let mut world = sim.world_mut();
        let place = message(sim, &world, id)?;
        let changed = world.react(sim.clock.now_ms(), place.0, place.1, false, reaction);
        let kind = if reaction.is_some() {
            EffectKind::React
        } else {
            EffectKind::Unreact
        };
        let text = reaction.map(str::to_owned);
        witness_on_message(sim, &world, Origin::Outside, kind, place, text, changed);
        changed
    };
    webhooks::flush(sim, false);
    Ok(changed)
}

/// Whoever wrote a message takes it back.
pub(crate) fn unsend(sim: &Arc<Sim>, id: &str) -> Done<()> {
    {
        let mut world = sim.world_mut();
        let place = message(sim, &world, id)?;
        let changed = world.unsend(sim.clock.now_ms(), place.0, place.1);
        witness_on_message(sim, &world, Origin::Outside, EffectKind::Unsend, place, None, changed);
    }
    webhooks::flush(sim, false);
    Ok(())
}

/// Whoever wrote a message changes its text.
pub(crate) fn edit(sim: &Arc<Sim>, id: &str, text: &str) -> Done<()> {
    {
        let mut world = sim.world_mut();
        let place = message(sim, &world, id)?;
        world.edit(sim.clock.now_ms(), place.0, place.1, text.to_owned());
        let text = Some(text.to_owned());
        witness_on_message(sim, &world, Origin::Outside, EffectKind::EditMessage, place, text, true);
    }
    webhooks::flush(sim, false);
    Ok(())
}

/// The person reads everything up to a message.
pub(crate) fn seen(sim: &Arc<Sim>, id: &str) -> Done<()> {
    {
        let mut world = sim.world_mut();
        let place = message(sim, &world, id)?;
        world.seen(sim.clock.now_ms(), place.0, place.1);
        witness_on_message(sim, &world, Origin::Outside, EffectKind::Seen, place, None, true);
    }
    webhooks::flush(sim, false);
    Ok(())
}

fn conversation(world: &mut World, username: &str, person: &str) -> Done<u32> {
    let account = account(world, username)?;
    let person = world.person_by_name(account, person);
    world.conversation_with(account, person).ok_or(MessageRefused::Missing)
}

/// A person blocks an account or lets it in again; answers whether that changed anything.
pub(crate) fn block(sim: &Arc<Sim>, username: &str, person: &str, blocked: bool) -> Done<bool> {
    let mut world = sim.world_mut();
    let conversation = conversation(&mut world, username, person)?;
    let changed = world.block(conversation, blocked);
    let kind = if blocked {
        EffectKind::Block
    } else {
        EffectKind::Unblock
    };
    sim.witness.effect(Effect {
        id: world.conversation_id(conversation),
        conversation: Some(world.conversation_id(conversation)),
        changed,
        ..Effect::bare(sim.clock.now(), kind, Origin::Outside)
    });
    Ok(changed)
}

/// Another app takes a conversation over or gives it back; answers whether that changed anything.
pub(crate) fn hand_over(sim: &Arc<Sim>, username: &str, person: &str, other_app: bool) -> Done<bool> {
    let mut world = sim.world_mut();
    let conversation = conversation(&mut world, username, person)?;
    Ok(world.hand_over(sim.clock.now_ms(), conversation, other_app))
}

/// The owner of an account answers a comment in private, on the phone or through another app.
pub(crate) fn private_reply(sim: &Arc<Sim>, comment: &str, text: &str) -> Done<String> {
    let id = {
        let mut world = sim.world_mut();
        let number = world.comment_by_id(comment).ok_or(MessageRefused::Missing)?;
        let media = world.media_id(world.comments[number as usize].post);
        let place = world.private_reply(sim.clock.now_ms(), number, text.to_owned())?;
        let about = Some((media, comment.to_owned()));
        witness_message(sim, &world, Origin::Outside, EffectKind::PrivateReply, place, about);
        world.message_id(place.0, place.1)
    };
    webhooks::flush(sim, false);
    Ok(id)
}

/// Whether apps may read and write the messages of an account.
pub(crate) fn set_access(sim: &Sim, username: &str, allowed: bool) -> Done<()> {
    let account = account(&sim.world(), username)?;
    sim.messaging.close(account, !allowed);
    Ok(())
}

impl Simulator {
    /// A person writes to an account; answers the message's id. The person is one the account has talked to, one of its
    /// commenters, or somebody new.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such account, or when the person's account is gone.
    pub fn message_from(&self, account: &str, person: &str, text: &str) -> Result<String, MessageRefused> {
        self.send_from(account, person, text, Sent::Text)
    }

    /// As [`Self::message_from`], with more than a text.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] as above, and when there is no such post.
    pub fn send_from(&self, account: &str, person: &str, text: &str, sent: Sent) -> Result<String, MessageRefused> {
        self.written(account, person, text, Some(sent), false, None)
    }

    /// A person answers a message of their conversation with a quote of it.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] as above, and when there is no such message in their conversation.
    pub fn reply_from(&self, account: &str, person: &str, text: &str, to: &str) -> Result<String, MessageRefused> {
        self.written(account, person, text, None, false, Some(to.to_owned()))
    }

    /// The owner of an account writes to a person on the phone, outside the API; answers the message's id.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such account or no conversation with this person.
    pub fn message_on_phone(&self, account: &str, person: &str, text: &str) -> Result<String, MessageRefused> {
        self.written(account, person, text, None, true, None)
    }

    fn written(
        &self,
        account: &str,
        person: &str,
        text: &str,
        sent: Option<Sent>,
        ours: bool,
        reply_to: Option<String>,
    ) -> Result<String, MessageRefused> {
        let new = NewMessage {
            account: account.to_owned(),
            person: person.to_owned(),
            ours,
            text: text.to_owned(),
            reply_to,
            sent,
        };
        write(&self.sim, new)
    }

    /// A person puts a reaction (`love` or an emoji) on a message, or takes theirs off; answers whether that changed
    /// anything.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such message.
    pub fn react_from(&self, message: &str, reaction: Option<&str>) -> Result<bool, MessageRefused> {
        react(&self.sim, message, reaction)
    }

    /// Whoever wrote a message takes it back.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such message.
    pub fn unsend(&self, message: &str) -> Result<(), MessageRefused> {
        unsend(&self.sim, message)
    }

    /// Whoever wrote a message changes its text.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such message.
    pub fn edit_message(&self, message: &str, text: &str) -> Result<(), MessageRefused> {
        edit(&self.sim, message, text)
    }

    /// The person reads everything up to a message.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such message.
    pub fn seen_by_person(&self, message: &str) -> Result<(), MessageRefused> {
        seen(&self.sim, message)
    }

    /// A person blocks an account or lets it in again; answers whether that changed anything.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such account or no conversation with this person.
    pub fn block(&self, account: &str, person: &str, blocked: bool) -> Result<bool, MessageRefused> {
        block(&self.sim, account, person, blocked)
    }

    /// Another app takes a conversation over or gives it back; answers whether that changed anything.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such account or no conversation with this person.
    pub fn hand_over(&self, account: &str, person: &str, other_app: bool) -> Result<bool, MessageRefused> {
        hand_over(&self.sim, account, person, other_app)
    }

    /// The owner of an account answers a comment in private outside the API; answers the message's id.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such comment, [`MessageRefused::PrivateReply`] when it cannot be
    /// answered in private.
    pub fn private_reply_on_phone(&self, comment: &str, text: &str) -> Result<String, MessageRefused> {
        private_reply(&self.sim, comment, text)
    }

    /// Whether the rates of single endpoints count: two calls a second for conversations, 750 private replies an hour.
    /// They do not from the start.
    pub fn count_message_rates(&self, count: bool) {
        self.sim.messaging.count_rates(count);
    }

    /// Whether the app was granted the feature Human Agent; it was from the start.
    pub fn grant_human_agent(&self, granted: bool) {
        self.sim.messaging.grant_human_agent(granted);
    }

    /// Whether the owner of an account lets apps read and write its messages; they do from the start.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::Missing`] when there is no such account.
    pub fn set_message_access(&self, account: &str, allowed: bool) -> Result<(), MessageRefused> {
        set_access(&self.sim, account, allowed)
    }

    /// Every webhook that was sent, or would have been with a callback, oldest first.
    #[must_use]
    pub fn webhooks(&self) -> Vec<WebhookInfo> {
        webhooks::flush(&self.sim, false);
        self.sim.webhooks.sent()
    }

    /// Sends what still waits for a full delivery.
    pub fn flush_webhooks(&self) {
        webhooks::flush(&self.sim, true);
    }

    /// Sets how webhooks are sent. A new callback is asked to verify itself.
    ///
    /// # Errors
    ///
    /// [`MessageRefused::CallbackElsewhere`] and [`MessageRefused::CallbackNotVerified`].
    pub async fn set_webhooks(&self, settings: WebhookSettings) -> Result<(), MessageRefused> {
        Ok(webhooks::register(&self.sim, settings).await?)
    }
}
