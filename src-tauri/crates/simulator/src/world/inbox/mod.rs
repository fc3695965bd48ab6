//! The inbox of each account: conversations as somebody reads them, and what happened in them since the start. A
//! conversation is made from the seed whenever it is read; it is kept from the first time something happens in it.
//!
//! Groups are not simulated: the platform does not hand them out (sheet on messaging, §1.2).

mod changes;
mod conversations;
mod dialogues;
mod list;
mod live;
mod messages;
mod opaque;
mod people;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::world::schedule::Schedule;
use conversations::{Plan, Role, rank_of};
use opaque::OpaqueIds;

pub(crate) use changes::PrivateReplyError;
pub(crate) use list::{Part, Place};
pub(crate) use messages::{Attachment, AttachmentKind, Content, File, Message, Story, Tapped};

use super::ids::IdSpace;
use super::state::{self, World};

/// Messages of a conversation that can be read; of older ones there is only the id (sheet on messaging, §1.3).
pub(crate) const READABLE: usize = 20;
/// How long a story is there.
const STORY_MS: i64 = 24 * 3_600_000;
/// What stands before an account's number in the number of the person that it is to itself.
const SELF: u64 = 3;
/// Conversations a world can start with.
const MOST_CONVERSATIONS: usize = 1 << 20;
/// Attachments a message can have in their number space.
const MOST_ATTACHMENTS: u64 = 16;
/// Messages a conversation can have in the number space of attachments.
const MOST_MESSAGES: u64 = 1 << 20;

/// A conversation with everything in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thread {
    pub(crate) account: u32,
    /// Number of the person in the people's number space.
    pub(crate) person: u64,
    /// Oldest first; a message's place is its index.
    pub(crate) messages: Vec<Message>,
    /// Whether it lies in the requests folder.
    pub(crate) request: bool,
    /// Whether another app answers here.
    pub(crate) other_app: bool,
    /// Whether the person's account is gone.
    pub(crate) gone: bool,
    /// Whether the person has blocked the account.
    pub(crate) blocked: bool,
    /// Whether the person follows the account.
    pub(crate) follows: bool,
}

impl Thread {
    /// When it was last active for somebody who reads as of then; `None` before its first message. A message that was
    /// taken back still counts: the platform does not move a conversation down again.
    pub(crate) fn updated_at(&self, as_of: i64) -> Option<i64> {
        let seen = self.messages.iter().rev();
        seen.map(|message| message.created_ms).find(|created| *created <= as_of)
    }

    /// Places of the messages that are there as of then, newest first.
    pub(crate) fn visible_at(&self, as_of: i64) -> impl Iterator<Item = u32> + '_ {
        let messages = self.messages.iter().enumerate().rev();
        messages
            .filter(move |(_, message)| message.exists_at(as_of))
            .map(|(place, _)| place as u32)
    }

    /// Whether a message is among the newest that can be read.
    pub(crate) fn readable_at(&self, place: u32, as_of: i64) -> bool {
        self.visible_at(as_of).take(READABLE).any(|it| it == place)
    }

    /// Whether the account writes to itself.
    pub(crate) fn is_self(&self) -> bool {
        self.person >> 32 == SELF
    }

    /// When the person last wrote; `None` when they never did. Reactions and reads do not count, and a message that was
    /// taken back was written all the same.
    pub(crate) fn last_inbound(&self, as_of: i64) -> Option<i64> {
        let theirs = self.messages.iter().rev().filter(|message| !message.ours);
        theirs
            .map(|message| message.created_ms)
            .find(|created| *created <= as_of)
    }
}

/// The conversations of a world.
#[derive(Debug)]
pub(crate) struct Inbox {
    start_ms: i64,
    /// What each account started with, newest first.
    ranges: Vec<Range<u32>>,
    /// Conversations below this index were there at the start.
    base: u32,
    /// Conversations that are new or in which something happened.
    kept: HashMap<u32, Thread>,
    /// Those of each account.
    active: Vec<Vec<u32>>,
    /// New conversations by account and person.
    met: HashMap<(u32, u64), u32>,
    next: u32,
    /// Handles of people who are not made from their number.
    names: HashMap<u64, String>,
    /// Comments that were answered in private, whoever did it.
    answered_in_private: HashMap<u32, i64>,
    live: Option<Schedule>,
    ids: OpaqueIds,
    assets: IdSpace,
}

impl Inbox {
    /// An inbox of so many conversations, shared evenly among the accounts.
    pub(super) fn new(seed: u64, start_ms: i64, accounts: usize, conversations: usize, live: bool) -> Self {
        let mut ranges = Vec::with_capacity(accounts);
        let mut first = 0_u32;
        for account in 0..accounts {
            let share = conversations / accounts.max(1) + usize::from(account < conversations % accounts.max(1));
            let end = first + share as u32;
            ranges.push(first..end);
            first = end;
        }
        Self {
            start_ms,
            ranges,
            base: first,
            kept: HashMap::new(),
            active: vec![Vec::new(); accounts],
            met: HashMap::new(),
            next: first,
            names: HashMap::new(),
            answered_in_private: HashMap::new(),
            live: live.then(|| live::messages(seed, start_ms)),
            ids: OpaqueIds::new(seed),
            assets: IdSpace::assets(seed),
        }
    }

    fn owner(&self, conversation: u32) -> Option<u32> {
        match self.kept.get(&conversation) {
            Some(thread) => Some(thread.account),
            None => {
                let owner = self.ranges.partition_point(|range| range.end <= conversation);
                (conversation < self.base).then_some(owner as u32)
            }
        }
    }
}

impl World {
    /// The same world with so many conversations at its start, at most about a million.
    pub(crate) fn with_conversations(mut self, conversations: usize) -> Self {
        let (start_ms, live) = (self.inbox.start_ms, self.inbox.live.is_some());
        let conversations = conversations.min(MOST_CONVERSATIONS);
        self.inbox = Inbox::new(self.seed, start_ms, self.accounts.len(), conversations, live);
        self
    }

    pub(crate) fn conversation_id(&self, conversation: u32) -> String {
        let account = self.inbox.owner(conversation).unwrap_or_default();
        self.inbox.ids.conversation(&self.account_id(account), conversation)
    }

    pub(crate) fn message_id(&self, conversation: u32, message: u32) -> String {
        let account = self.inbox.owner(conversation).unwrap_or_default();
        self.inbox.ids.message(&self.account_id(account), conversation, message)
    }

    /// The conversation behind an id, whatever its state.
    pub(crate) fn conversation_by_id(&self, id: &str) -> Option<u32> {
        let conversation = self.inbox.ids.find_conversation(id)?;
        // The account is part of the id: only the id as it was given out counts.
        (conversation < self.inbox.next && self.conversation_id(conversation) == id).then_some(conversation)
    }

    /// The conversation and the place behind a message's id, whatever its state.
    pub(crate) fn message_by_id(&self, id: &str) -> Option<(u32, u32)> {
        let (conversation, message) = self.inbox.ids.find_message(id)?;
        if conversation >= self.inbox.next || self.message_id(conversation, message) != id {
            return None;
        }
        let there = (message as usize) < self.thread(conversation).messages.len();
        there.then_some((conversation, message))
    }

    /// The id of a message's attachment, of a story it is about or of a post it shares.
    pub(crate) fn asset_id(&self, conversation: u32, message: u32, attachment: usize) -> String {
        let message = u64::from(conversation) * MOST_MESSAGES + u64::from(message);
        self.inbox
            .assets
            .id(message * MOST_ATTACHMENTS + attachment as u64)
            .to_string()
    }

    /// The message and the place in it behind [`Self::asset_id`].
    pub(crate) fn asset_by_id(&self, id: &str) -> Option<(u32, u32, usize)> {
        let index = self.inbox.assets.index(state::number(id)?)?;
        let (message, attachment) = (index / MOST_ATTACHMENTS, (index % MOST_ATTACHMENTS) as usize);
        let conversation = u32::try_from(message / MOST_MESSAGES)
            .ok()
            .filter(|conversation| *conversation < self.inbox.next)?;
        let place = (message % MOST_MESSAGES) as u32;
        let there = (place as usize) < self.thread(conversation).messages.len();
        there.then_some((conversation, place, attachment))
    }

    pub(crate) fn owner_of_conversation(&self, conversation: u32) -> u32 {
        self.inbox.owner(conversation).unwrap_or(u32::MAX)
    }

    /// Whether an account has a conversation in which another app answers, so that ownership means something.
    pub(crate) fn routes_conversations(&self, account: u32) -> bool {
        account == 0
            || self.inbox.active[account as usize]
                .iter()
                .any(|it| self.thread(*it).other_app)
    }

    fn plan(&self, account: u32, rank: u32) -> Plan {
        let range = &self.inbox.ranges[account as usize];
        let of = range.end - range.start;
        Plan::new(self.seed, self.inbox.start_ms, account, range.start, rank, of)
    }

    /// A conversation with everything in it. It must be one of the world's.
    pub(crate) fn thread(&self, conversation: u32) -> Cow<'_, Thread> {
        match self.inbox.kept.get(&conversation) {
            Some(thread) => Cow::Borrowed(thread),
            None => Cow::Owned(self.made(conversation)),
        }
    }

    fn made(&self, conversation: u32) -> Thread {
        let account = self.owner_of_conversation(conversation);
        let it = &self.accounts[account as usize];
        let plan = self.plan(account, conversation - self.inbox.ranges[account as usize].start);
        let posts: Vec<u32> = it.posts.clone().take(12).collect();
        Thread {
            account,
            person: plan.person,
            messages: plan.messages(self.seed, it.brand(), it.brand, &posts),
            request: plan.role == Role::Request,
            other_app: plan.role == Role::OtherApp,
            gone: plan.role == Role::Gone,
            blocked: plan.role == Role::Blocked,
            follows: plan.follows(),
        }
    }

    /// A conversation for a change; from now on it is kept.
    fn thread_mut(&mut self, conversation: u32) -> &mut Thread {
        let made = (!self.inbox.kept.contains_key(&conversation)).then(|| self.made(conversation));
        if let Some(made) = &made {
            self.inbox.active[made.account as usize].push(conversation);
        }
        self.inbox
            .kept
            .entry(conversation)
            .or_insert_with(|| made.unwrap_or_default())
    }

    /// The conversation of an account with a person, a new one when there is none yet. New ones are empty.
    fn meet(&mut self, account: u32, person: u64, follows: bool) -> u32 {
        if let Some(conversation) = self.conversation_with(account, person) {
            return conversation;
        }
        let conversation = self.inbox.next;
        self.inbox.next += 1;
        self.inbox.met.insert((account, person), conversation);
        self.inbox.active[account as usize].push(conversation);
        let thread = Thread {
            account,
            person,
            request: !follows,
            follows,
            ..Thread::default()
        };
        self.inbox.kept.insert(conversation, thread);
        conversation
    }

    /// The number of the person that an account is to itself.
    pub(crate) fn self_of(&self, account: u32) -> u64 {
        SELF << 32 | u64::from(account)
    }

    /// The conversation of an account with itself.
    pub(crate) fn notes_to_self(&mut self, account: u32) -> u32 {
        let person = self.self_of(account);
        let username = self.accounts[account as usize].username.clone();
        self.inbox.names.insert(person, username);
        self.meet(account, person, true)
    }

    /// The conversation of an account with a person.
    pub(crate) fn conversation_with(&self, account: u32, person: u64) -> Option<u32> {
        let range = self.inbox.ranges.get(account as usize)?;
        let started = rank_of(account, range.start, range.end - range.start, person);
        started
            .map(|rank| range.start + rank)
            .or_else(|| self.inbox.met.get(&(account, person)).copied())
    }

    /// The story of the account that a message answers, when it was one of the world's.
    pub(crate) fn story_answered(&self, thread: &Thread, message: u32) -> Option<u32> {
        let message = thread.messages.get(message as usize)?;
        if message.content.story != Some(Story::Reply) {
            return None;
        }
        let stories = &self.accounts[thread.account as usize].stories;
        let mut newest = stories.iter().rev().copied();
        newest.find(|story| {
            let came_ms = self.posts[*story as usize].came_ms();
            (came_ms..came_ms + STORY_MS).contains(&message.created_ms)
        })
    }

    /// Whether the story a message is about is still there: for a day, unless it is deleted before.
    pub(crate) fn story_lives(&self, thread: &Thread, message: u32, as_of: i64) -> bool {
        match self.story_answered(thread, message) {
            Some(story) => self.post_exists_at(story, as_of),
            None => thread.messages[message as usize].created_ms + STORY_MS > as_of,
        }
    }

    /// The id of the story a message is about.
    pub(crate) fn story_id(&self, thread: &Thread, conversation: u32, message: u32) -> String {
        match self.story_answered(thread, message) {
            Some(story) => self.media_id(story),
            None => self.asset_id(conversation, message, 0),
        }
    }

    /// Every conversation of an account, whatever can be seen of it: those of the start, then new ones.
    pub(crate) fn conversations_of(&self, account: u32) -> Vec<u32> {
        let range = self.inbox.ranges[account as usize].clone();
        let new = self.inbox.active[account as usize].iter().copied();
        range.chain(new.filter(|it| *it >= self.inbox.base)).collect()
    }
}
