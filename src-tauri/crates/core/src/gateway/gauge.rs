//! What a person can see of an account's budget.

use instagram::budget::{Budget, Class, Line, Waiting};
use instagram::{AccountId, Allowance};
use jiff::Timestamp;

/// From this share of the platform's limit on, only what moved is read, in percent.
pub const SLOW_FROM: u8 = 70;

/// From this share on, only what people ask for is sent, in percent.
pub const STOP_FROM: u8 = 90;

/// How much of an account's allowances is used, and what that means for the work of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateGauge {
    /// The account.
    pub account: AccountId,
    /// The highest share of any allowance in use, in percent, as told lately; `None` when the platform told none, which it
    /// does only from some use on.
    pub used_percent: Option<u8>,
    /// What the program does about it.
    pub pace: Pace,
    /// When a pause that the platform asked for ends.
    pub resumes: Option<Timestamp>,
    /// One line for each allowance that this program uses.
    pub lines: Vec<GaugeLine>,
}

/// How fast the program works for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    /// Everything is read in its turn.
    Free,
    /// From [`SLOW_FROM`] on: only posts whose count moved are read.
    Slowed,
    /// From [`STOP_FROM`] on: only what people ask for is sent.
    PeopleOnly,
    /// The platform asked for a pause: nothing is sent.
    Stopped,
}

/// One allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GaugeLine {
    /// Which one.
    pub allowance: Allowance,
    /// The share in use, in percent; `None` when the platform told none lately.
    pub used_percent: Option<u8>,
    /// Until when that figure is believed: work that gives way to it goes on then, unless a newer one holds it up.
    pub known_until: Option<Timestamp>,
    /// How many calls could go at once; `None` where the platform's figure alone decides.
    pub left: Option<u32>,
    /// When a pause ends.
    pub resumes: Option<Timestamp>,
    /// How many calls wait for their turn.
    pub waiting: Waiting,
}

/// What this program calls.
const SHOWN: [Allowance; 2] = [Allowance::Business, Allowance::Conversations];

impl RateGauge {
    /// What `budget` shows; of an account for which no call was made yet, an empty gauge.
    pub(super) fn of(account: &AccountId, budget: Option<&Budget>) -> Self {
        let lines: Vec<Line> = budget.map_or_else(Vec::new, |budget| SHOWN.map(|shown| budget.line(shown)).to_vec());
        Self {
            account: account.clone(),
            used_percent: lines.iter().filter_map(|line| line.used_percent).max(),
            pace: lines.iter().map(pace).max().unwrap_or(Pace::Free),
            resumes: lines.iter().filter_map(|line| line.resumes).max(),
            lines: lines.into_iter().map(GaugeLine::from).collect(),
        }
    }
}

impl From<Line> for GaugeLine {
    fn from(line: Line) -> Self {
        Self {
            allowance: line.allowance,
            used_percent: line.used_percent,
            known_until: line.known_until,
            left: line.left,
            resumes: line.resumes,
            waiting: line.waiting,
        }
    }
}

/// How fast work goes that counts against an allowance.
pub(super) fn pace(line: &Line) -> Pace {
    match (line.admits, line.used_percent) {
        (None, _) => Pace::Stopped,
        (Some(Class::User), _) => Pace::PeopleOnly,
        (Some(_), Some(used)) if used >= SLOW_FROM => Pace::Slowed,
        (Some(_), _) => Pace::Free,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(used_percent: Option<u8>, admits: Option<Class>) -> Line {
        Line {
            allowance: Allowance::Business,
            used_percent,
            known_until: None,
            left: None,
            admits,
            resumes: None,
            waiting: Waiting::default(),
        }
    }

    #[test]
    fn the_pace_follows_the_share_in_use() {
        for (used, admits, expected) in [
            (None, Some(Class::Background), Pace::Free),
            (Some(69), Some(Class::Background), Pace::Free),
            (Some(70), Some(Class::Background), Pace::Slowed),
            (Some(80), Some(Class::Fresh), Pace::Slowed),
            (Some(95), Some(Class::User), Pace::PeopleOnly),
            (Some(20), None, Pace::Stopped),
        ] {
            assert_eq!(pace(&line(used, admits)), expected, "{used:?} {admits:?}");
        }
    }
}
