//! One row of the catalogue, and how the families write theirs.

use crate::Recovery;
use std::time::Duration;

/// One row: a code, or a range of codes of one meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The code, or the first of a range; [`NO_CODE`](super::NO_CODE) for a subcode that means the same under every code, or
    /// that stands in the text of a failed container alone.
    pub code: i64,
    /// The last code of the range; equal to `code` for a single one.
    pub last: i64,
    /// The subcode; `None` stands for every subcode without a row of its own.
    pub subcode: Option<i64>,
    /// What it means, for developers and the log.
    pub meaning: &'static str,
    /// What else it was seen or said to mean, where sources disagree. [`Row::recovery`] is chosen so that it does no harm
    /// under either reading.
    pub other_reading: Option<&'static str>,
    /// What it means, for people: what happened and what comes next.
    pub sentence: &'static str,
    /// What to do. [`Recovery::InDoubt`] marks the codes that do not prove a refusal.
    pub recovery: Recovery,
}

impl Row {
    /// The same with what other sources read in it.
    pub(super) const fn or(self, other_reading: &'static str) -> Self {
        Self {
            other_reading: Some(other_reading),
            ..self
        }
    }
}

pub(super) const fn code(code: i64, recovery: Recovery, meaning: &'static str, sentence: &'static str) -> Row {
    range((code, code), recovery, meaning, sentence)
}

pub(super) const fn range(codes: (i64, i64), recovery: Recovery, meaning: &'static str, sentence: &'static str) -> Row {
    Row {
        code: codes.0,
        last: codes.1,
        subcode: None,
        meaning,
        other_reading: None,
        sentence,
        recovery,
    }
}

pub(super) const fn sub(pair: (i64, i64), recovery: Recovery, meaning: &'static str, sentence: &'static str) -> Row {
    Row {
        code: pair.0,
        last: pair.0,
        subcode: Some(pair.1),
        meaning,
        other_reading: None,
        sentence,
        recovery,
    }
}

/// The usual wait where the platform does not say how long.
pub(super) const HOUR: Recovery = Recovery::RetryAfter(Some(Duration::from_secs(60 * 60)));
/// The usual wait for the limit of one endpoint.
pub(super) const MINUTES: Recovery = Recovery::RetryAfter(Some(Duration::from_secs(5 * 60)));

pub(super) const THROTTLED: &str =
    "Instagram allows no more calls for this account at the moment. Postroom waits and goes on later.";
pub(super) const TROUBLE: &str = "Instagram had a problem on its side. Postroom looks what became of the request.";
pub(super) const CONFIRM: &str =
    "Instagram wants to confirm this account. Open Instagram, follow the steps there, then connect the account again.";
pub(super) const OUR_MISTAKE: &str =
    "Instagram did not understand the request. This looks like a mistake in Postroom; nothing was changed.";
pub(super) const GONE: &str = "Instagram no longer shows this to the account. It may have been deleted.";
