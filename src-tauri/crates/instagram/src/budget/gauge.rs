//! What a gauge can show of a budget.

use super::Class;
use crate::Allowance;
use jiff::Timestamp;

/// The state of a budget at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    /// One line for every allowance.
    pub lines: Vec<Line>,
    /// The hashtags of the account.
    pub hashtags: HashtagLine,
}

/// The state of one allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Which one.
    pub allowance: Allowance,
    /// How much of it is used, in percent: the highest figure that the platform told lately. `None` when it told none.
    pub used_percent: Option<u8>,
    /// Until when that figure is believed. Calls that it holds up go on then, unless a newer one holds them up.
    pub known_until: Option<Timestamp>,
    /// How many calls could go at once; `None` where this crate keeps no rate of its own.
    pub left: Option<u32>,
    /// The lowest class whose calls are not held up by what is used; `None` while nothing may go.
    pub admits: Option<Class>,
    /// When a block ends; `None` while there is none.
    pub resumes: Option<Timestamp>,
    /// How many calls wait.
    pub waiting: Waiting,
}

/// How many calls wait, by class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Of a person.
    pub user: usize,
    /// For what is new.
    pub fresh: usize,
    /// In the background.
    pub background: usize,
}

/// The hashtags of an account within seven days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashtagLine {
    /// Different ones that count.
    pub used: usize,
    /// Different ones that are allowed.
    pub total: usize,
    /// When the next one stops counting.
    pub frees_at: Option<Timestamp>,
}

impl Waiting {
    /// Whether a call waits that goes before one of this class.
    pub(super) fn is_ahead_of(self, class: Class) -> bool {
        match class {
            Class::User => false,
            Class::Fresh => self.user > 0,
            Class::Background => self.user > 0 || self.fresh > 0,
        }
    }

    pub(super) fn of(&mut self, class: Class) -> &mut usize {
        match class {
            Class::User => &mut self.user,
            Class::Fresh => &mut self.fresh,
            Class::Background => &mut self.background,
        }
    }
}
