//! The object a path names: which one it is, and whether the caller may see it.

use axum::http::Method;

use super::surface::Kind;
use super::{Call, Caller, Refusal, missing};
use crate::oauth::{Flavour, Grant, Holder};
use crate::world::{World, sounds};

/// The object a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nothing: the path stands for itself.
    Root,
    Account(u32),
    Post(u32),
    Slide(u32, u8),
    Comment(u32),
    Container(u32),
    Hashtag(u64),
    /// A sound for reels, by its number.
    Audio(u8),
    /// A Page, by the account linked to it; one more than there are accounts is linked to none.
    Page(u32),
    /// The person behind Facebook Login.
    Person,
    /// The person's business.
    Business,
    Conversation(u32),
    /// A message, by its conversation and its place in it.
    Message(u32, u32),
    /// Somebody who writes to an account, by their number.
    Contact(u64),
    /// A number that names nothing; of what kind it looks.
    Unknown(Kind),
    /// Something that is no number.
    Alias,
}

impl Target {
    /// What `me` is: whom the token stands for.
    fn me(grant: Option<&Grant>) -> Self {
        match grant.map(|grant| (grant.holder, grant.account)) {
            Some((Holder::Person, _)) => Self::Person,
            Some((Holder::Page, account)) => Self::Page(account),
            Some((Holder::Account, account)) => Self::Account(account),
            None => Self::Unknown(Kind::Account),
        }
    }

    /// The object behind an id or `me`.
    pub(super) fn find(world: &World, node: &str, grant: Option<&Grant>) -> Self {
        if node == "me" {
            return Self::me(grant);
        }
        if node.is_empty() {
            return Self::Root;
        }
        if !node.bytes().all(|byte| byte.is_ascii_digit()) {
            let conversation = world.conversation_by_id(node).map(Self::Conversation);
            let message = || {
                world
                    .message_by_id(node)
                    .map(|(conversation, it)| Self::Message(conversation, it))
            };
            let strange = if node.starts_with("aWdf") {
                Self::Unknown(Kind::Message)
            } else {
                Self::Alias
            };
            return conversation.or_else(message).unwrap_or(strange);
        }
        let account = world.account_by_id(node).map(Self::Account);
        account
            .or_else(|| world.post_by_id(node).map(Self::Post))
            .or_else(|| world.slide_by_id(node).map(|(post, slide)| Self::Slide(post, slide)))
            .or_else(|| world.comment_by_id(node).map(Self::Comment))
            .or_else(|| world.container_by_id(node).map(Self::Container))
            .or_else(|| world.hashtags.by_id(node).map(Self::Hashtag))
            .or_else(|| sounds::by_id(node).map(Self::Audio))
            .or_else(|| world.page_by_id(node).map(Self::Page))
            .or_else(|| (node == world.facebook_person_id()).then_some(Self::Person))
            .or_else(|| (node == world.business_id()).then_some(Self::Business))
            .or_else(|| world.person_by_id(node).map(Self::Contact))
            .unwrap_or_else(|| Self::Unknown(likely(node)))
    }

    /// The kind of object; for what names nothing the one it looks like.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Root => Kind::Root,
            Self::Account(_) => Kind::Account,
            Self::Post(_) => Kind::Post,
            Self::Slide(..) => Kind::Slide,
            Self::Comment(_) | Self::Alias => Kind::Comment,
            Self::Container(_) => Kind::Container,
            Self::Hashtag(_) => Kind::Hashtag,
            Self::Audio(_) => Kind::Audio,
            Self::Page(_) => Kind::Page,
            Self::Person => Kind::Person,
            Self::Business => Kind::Business,
            Self::Conversation(_) => Kind::Conversation,
            Self::Message(..) => Kind::Message,
            Self::Contact(_) => Kind::Contact,
            Self::Unknown(kind) => kind,
        }
    }

    /// Refuses what is not there, and what is not the caller's.
    pub(super) fn owned(self, caller: &Caller<'_>) -> Result<(), Refusal> {
        let call = caller.call;
        let grant = &caller.grant;
        let facebook = grant.flavour == Flavour::FacebookLogin;
        let world = caller.sim.world();
        // A lagging read shows another state; a write meets the present one.
        let as_of = if call.method == Method::GET {
            caller.as_of
        } else {
            caller.now_ms
        };
        let seen = match self {
            Self::Root => true,
            Self::Alias => return Err(alias(call)),
            Self::Unknown(_) => false,
            // The app-scoped id is one of Instagram Login only.
            Self::Account(account) => {
                grant.accounts.has(account) && !(facebook && call.node != world.account_id(account))
            }
            Self::Post(post) | Self::Slide(post, _) => {
                grant.accounts.has(world.owner_of_post(post)) && world.post_exists_at(post, as_of)
            }
            Self::Comment(comment) => {
                let post = world.comments[comment as usize].post;
                grant.accounts.has(world.owner_of_post(post)) && world.exists_at(comment, as_of)
            }
            // A container that is not there yet has a refusal of its own.
            Self::Container(container) => grant.accounts.has(world.containers[container as usize].made.account),
            Self::Page(page) => facebook && (grant.accounts.has(page) || page as usize == world.accounts.len()),
            Self::Hashtag(_) | Self::Audio(_) => facebook,
            Self::Conversation(conversation) => {
                grant.accounts.has(world.owner_of_conversation(conversation))
                    && world.thread(conversation).updated_at(as_of).is_some()
            }
            // One that is not there has a refusal of its own, and so has a person nobody knows.
            Self::Message(conversation, _) => grant.accounts.has(world.owner_of_conversation(conversation)),
            Self::Contact(_) => true,
            Self::Person | Self::Business => grant.holder == Holder::Person,
        };
        if seen { Ok(()) } else { Err(missing(call)) }
    }

    /// The account whose allowance a call counts against.
    pub(super) fn account(self, world: &World, grant: &Grant) -> u32 {
        let owner = match self {
            Self::Account(account) | Self::Page(account) => account,
            Self::Post(post) | Self::Slide(post, _) => world.owner_of_post(post),
            Self::Comment(comment) => world.owner_of_post(world.comments[comment as usize].post),
            Self::Container(container) => world.containers[container as usize].made.account,
            Self::Conversation(conversation) | Self::Message(conversation, _) => {
                world.owner_of_conversation(conversation)
            }
            Self::Root
            | Self::Hashtag(_)
            | Self::Audio(_)
            | Self::Contact(_)
            | Self::Person
            | Self::Business
            | Self::Unknown(_)
            | Self::Alias => grant.account,
        };
        if grant.accounts.has(owner) {
            owner
        } else {
            grant.account
        }
    }
}

fn alias(call: &Call) -> Refusal {
    let message = format!("(#803) Some of the aliases you requested do not exist: {}", call.node);
    Refusal::new(404, 803, message)
}

/// What a number that names nothing looks like.
fn likely(node: &str) -> Kind {
    let begins = |letters: &[&str]| letters.iter().any(|it| node.starts_with(it));
    if begins(&["17841"]) {
        Kind::Account
    } else if begins(&["1788"]) {
        Kind::Container
    } else if begins(&["179", "180", "181"]) {
        Kind::Post
    } else {
        Kind::Comment
    }
}
