//! Everything that can be done in an inbox. Each change notes when it was done, so that lagging reads can show the state
//! before, and tells that it happened.

use super::messages::{Content, Message};
use crate::world::happenings::What;
use crate::world::state::{HIDDEN, OURS, World};

/// How long a comment can be answered in private (sheet on messaging, §3).
const PRIVATE_REPLY_MS: i64 = 7 * 24 * 3_600_000;

/// Why a comment cannot be answered in private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PrivateReplyError {
    /// Somebody has done so, through this app or another or on the phone.
    Used,
    TooOld,
    /// It is gone or hidden, or it is the account's own.
    Unsuitable,
    /// Its author has blocked the account.
    Blocked,
}

impl World {
    /// A person writes to an account; answers the conversation and the message's place in it. Somebody new who does not
    /// follow the account lands in the requests folder.
    pub(crate) fn message_from(
        &mut self,
        now_ms: i64,
        account: u32,
        person: u64,
        content: Content,
        reply_to: Option<u32>,
    ) -> (u32, u32) {
        let follows = follows(person);
        let conversation = self.meet(account, person, follows);
        // Who writes has unblocked the account before.
        self.thread_mut(conversation).blocked = false;
        let message = self.add(conversation, Message::new(now_ms, false, content, reply_to));
        (conversation, message)
    }

    /// The account writes in a conversation; answers the message's place. A request that is answered leaves its folder.
    pub(crate) fn message_to(
        &mut self,
        now_ms: i64,
        conversation: u32,
        content: Content,
        reply_to: Option<u32>,
    ) -> u32 {
        self.thread_mut(conversation).request = false;
        self.add(conversation, Message::new(now_ms, true, content, reply_to))
    }

    fn add(&mut self, conversation: u32, message: Message) -> u32 {
        let at_ms = message.created_ms;
        let messages = &mut self.thread_mut(conversation).messages;
        let place = messages.len() as u32;
        messages.push(message);
        let message = place;
        self.happened(at_ms, What::Message { conversation, message });
        place
    }

    /// Answers a comment in private: once, within seven days. The answer lands in the inbox of a follower and among the
    /// requests of anybody else.
    pub(crate) fn private_reply(
        &mut self,
        now_ms: i64,
        comment: u32,
        text: String,
    ) -> Result<(u32, u32), PrivateReplyError> {
        let record = self.comments[comment as usize];
        if self.inbox.answered_in_private.contains_key(&comment) {
            return Err(PrivateReplyError::Used);
        }
        if !self.exists_at(comment, now_ms) || record.flags & (HIDDEN | OURS) != 0 {
            return Err(PrivateReplyError::Unsuitable);
        }
        if i64::from(record.at) * 1000 + PRIVATE_REPLY_MS < now_ms {
            return Err(PrivateReplyError::TooOld);
        }
        let (account, person) = (self.owner_of_post(record.post), self.commenter(comment));
        let blocked = self
            .conversation_with(account, person)
            .map(|it| self.thread(it).blocked);
        if blocked == Some(true) {
            return Err(PrivateReplyError::Blocked);
        }
        let username = self.written.get(&comment).and_then(|written| written.username.clone());
        if let Some(username) = username {
            self.inbox.names.insert(person, username);
        }
        self.inbox.answered_in_private.insert(comment, now_ms);
        let conversation = self.meet(account, person, follows(person));
        let message = self.add(conversation, Message::new(now_ms, true, Content::text(text), None));
        Ok((conversation, message))
    }

    /// Puts a reaction on a message or takes it off; answers whether that is different from before.
    pub(crate) fn react(
        &mut self,
        now_ms: i64,
        conversation: u32,
        message: u32,
        ours: bool,
        reaction: Option<&str>,
    ) -> bool {
        let it = &mut self.thread_mut(conversation).messages[message as usize];
        let changed = it.react(now_ms, ours, reaction);
        if changed {
            let reaction = reaction.map(str::to_owned);
            let what = What::Reaction {
                conversation,
                message,
                ours,
                reaction,
            };
            self.happened(now_ms, what);
        }
        changed
    }

    /// Somebody takes a message back; answers whether it was still there.
    pub(crate) fn unsend(&mut self, now_ms: i64, conversation: u32, message: u32) -> bool {
        let it = &mut self.thread_mut(conversation).messages[message as usize];
        let changed = it.unsent_ms.is_none();
        it.unsent_ms.get_or_insert(now_ms);
        if changed {
            self.happened(now_ms, What::Unsent { conversation, message });
        }
        changed
    }

    /// Somebody changes the text of a message.
    pub(crate) fn edit(&mut self, now_ms: i64, conversation: u32, message: u32, text: String) {
        let it = &mut self.thread_mut(conversation).messages[message as usize];
        it.edit(now_ms, text);
        let nth = it.edits();
        let what = What::Edited {
            conversation,
            message,
            nth,
        };
        self.happened(now_ms, what);
    }

    /// The person reads everything up to a message.
    pub(crate) fn seen(&mut self, now_ms: i64, conversation: u32, message: u32) {
        self.happened(now_ms, What::Seen { conversation, message });
    }

    /// The person blocks the account or lets it in again; answers whether that is different from before.
    pub(crate) fn block(&mut self, conversation: u32, blocked: bool) -> bool {
        std::mem::replace(&mut self.thread_mut(conversation).blocked, blocked) != blocked
    }

    /// Gives a conversation to another app or takes it back; answers whether that is different from before.
    pub(crate) fn hand_over(&mut self, now_ms: i64, conversation: u32, other_app: bool) -> bool {
        let changed = std::mem::replace(&mut self.thread_mut(conversation).other_app, other_app) != other_app;
        if changed {
            let what = What::HandedOver {
                conversation,
                other_app,
            };
            self.happened(now_ms, what);
        }
        changed
    }
}

/// Whether somebody the world did not start with follows the accounts they write to.
fn follows(person: u64) -> bool {
    !person.is_multiple_of(3)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    fn world() -> World {
        World::new(11, WorldSize::Small, START, false)
    }

    /// A visible comment of somebody else that is younger than a week.
    fn young_comment(world: &World) -> u32 {
        let young = |comment: &u32| {
            let record = world.comments[*comment as usize];
            record.flags == 0 && i64::from(record.at) * 1000 > START - PRIVATE_REPLY_MS / 2
        };
        (0..world.base).find(young).unwrap()
    }

    #[test]
    fn a_comment_is_answered_in_private_once_and_in_the_conversation_of_its_author() {
        let mut world = world();
        let comment = young_comment(&world);
        let (account, person) = (
            world.owner_of_post(world.comments[comment as usize].post),
            world.commenter(comment),
        );
        let (conversation, message) = world.private_reply(START, comment, "Hello".to_owned()).unwrap();
        assert_eq!(world.conversation_with(account, person), Some(conversation));
        assert_eq!(
            world.thread(conversation).messages[message as usize].content.text,
            "Hello"
        );
        assert_eq!(
            world.private_reply(START, comment, "Again".to_owned()),
            Err(PrivateReplyError::Used)
        );
    }

    #[test]
    fn what_cannot_be_answered_in_private_is_told_apart() {
        let mut world = world();
        let comment = young_comment(&world);
        assert_eq!(
            world.private_reply(START + PRIVATE_REPLY_MS, comment, "Late".to_owned()),
            Err(PrivateReplyError::TooOld)
        );
        world.set_hidden(START, comment, true);
        assert_eq!(
            world.private_reply(START, comment, "Hidden".to_owned()),
            Err(PrivateReplyError::Unsuitable)
        );
        let ours = (0..world.base)
            .find(|it| world.comments[*it as usize].flags & OURS != 0)
            .unwrap();
        assert_eq!(
            world.private_reply(START, ours, "Me".to_owned()),
            Err(PrivateReplyError::Unsuitable)
        );
    }

    #[test]
    fn answering_a_request_takes_it_out_of_its_folder() {
        let mut world = world();
        let request = world.conversations_of(0)[2];
        assert!(world.thread(request).request);
        world.message_to(START, request, Content::text("Hello"), None);
        assert!(!world.thread(request).request);
    }

    #[test]
    fn every_change_happens_once() {
        let mut world = world();
        let (conversation, message) = world.message_from(START, 0, 77, Content::text("Hi"), None);
        assert!(world.react(START, conversation, message, true, Some("love")));
        assert!(!world.react(START, conversation, message, true, Some("love")));
        world.edit(START, conversation, message, "Hello".to_owned());
        assert!(world.unsend(START, conversation, message));
        assert!(!world.unsend(START, conversation, message));
        let happened = world.take_happenings();
        assert_eq!(happened.len(), 4, "{happened:?}");
        assert!(!world.has_happenings());
    }
}
