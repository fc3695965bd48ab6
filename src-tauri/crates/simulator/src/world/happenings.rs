//! What happened in the world and is worth telling somebody: the source of webhooks. Every change notes itself here, so
//! none can be forgotten; whoever asks takes the list away.

use super::state::World;

/// Most happenings that are kept until somebody asks.
const MOST: usize = 20_000;

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) struct Happening {
    pub(crate) at_ms: i64,
    pub(crate) what: What,
}

/// What happened. Messages are given by conversation and place.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Comment {
        comment: u32,
    },
    Message {
        conversation: u32,
        message: u32,
    },
    /// A reaction was put on a message, or taken off.
    Reaction {
        conversation: u32,
        message: u32,
        ours: bool,
        reaction: Option<String>,
    },
    /// The person has read everything up to this message.
    Seen {
        conversation: u32,
        message: u32,
    },
    /// The text of a message was changed, for the nth time.
    Edited {
        conversation: u32,
        message: u32,
        nth: usize,
    },
    Unsent {
        conversation: u32,
        message: u32,
    },
    /// Another app has a conversation now, or has it no more.
    HandedOver {
        conversation: u32,
        other_app: bool,
    },
    /// Somebody mentioned an account in a post or comment of others, by its place.
    Mention {
        account: u32,
        place: u32,
    },
}

impl World {
    pub(super) fn happened(&mut self, at_ms: i64, what: What) {
        if self.happenings.len() < MOST {
            self.happenings.push(Happening { at_ms, what });
        }
    }

    /// What happened since the last call, oldest first.
    pub(crate) fn take_happenings(&mut self) -> Vec<Happening> {
        std::mem::take(&mut self.happenings)
    }

    /// Whether anything happened since.
    pub(crate) fn has_happenings(&self) -> bool {
        !self.happenings.is_empty()
    }
}
