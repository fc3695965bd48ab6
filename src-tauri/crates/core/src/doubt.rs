//! When a lost answer is looked into, and when "not there" may be believed.
//!
//! Promised: a doubt is settled by two complete, error-free reads [`READ_DISTANCE`] apart, the later one at least
//! [`SETTLE`] after the attempt ended, and never because somebody set the clock.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::clock::{add, between};

/// After an attempt ended in doubt, the platform may still be working on it and reads may lag. A doubt
/// is settled no earlier than this after the attempt's end.
pub const SETTLE: Duration = Duration::from_secs(90);

/// Distance between the two clean reads that settle a doubt.
pub const READ_DISTANCE: Duration = Duration::from_secs(30);

/// A doubt that could not be settled for this long goes to a person.
pub const CHECK_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// When to read back, counted from the attempt's end: early for a quick relief, then so that two
/// reads lie [`READ_DISTANCE`] apart with the later one at [`SETTLE`].
const READ_SCHEDULE: [Duration; 5] = [
    Duration::from_secs(2),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_secs(60),
    SETTLE,
];

/// What is known since an attempt ended in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// When the attempt ended, at the latest.
    pub ended_at: Timestamp,
    /// Reads since then that were complete and error-free.
    pub clean_reads: u32,
    /// The latest of them that counts, at least [`READ_DISTANCE`] after the one before.
    pub last_clean_read_at: Option<Timestamp>,
    /// Look no earlier than this.
    pub next_at: Timestamp,
}

impl Doubt {
    /// The doubt about an attempt that ended at `ended_at`.
    pub fn since(ended_at: Timestamp) -> Self {
        Self {
            ended_at,
            clean_reads: 0,
            last_clean_read_at: None,
            next_at: add(ended_at, READ_SCHEDULE[0]),
        }
    }

    /// When the clock was set back behind the attempt's end, the doubt counts from `now`, so that nothing is settled too
    /// early.
    #[must_use]
    pub fn seen_at(self, now: Timestamp) -> Self {
        let ended_at = if between(now, self.ended_at) > SETTLE {
            now
        } else {
            self.ended_at
        };
        Self { ended_at, ..self }
    }

    /// After a complete read that did not show the effect; `None` when that settles it: the effect is not there.
    #[must_use]
    pub fn absent(self, now: Timestamp) -> Option<Self> {
        let far_enough = |earlier: Timestamp| between(earlier, now) >= READ_DISTANCE;
        if self.last_clean_read_at.is_some_and(far_enough) && between(self.ended_at, now) >= SETTLE {
            return None;
        }
        let last_clean_read_at = match self.last_clean_read_at {
            Some(earlier) if earlier <= now && !far_enough(earlier) => Some(earlier),
            _ => Some(now),
        };
        let next_at = READ_SCHEDULE
            .iter()
            .map(|offset| add(self.ended_at, *offset))
            .find(|instant| *instant > now);
        Some(Self {
            clean_reads: self.clean_reads + 1,
            last_clean_read_at,
            next_at: next_at.unwrap_or(add(now, READ_DISTANCE)),
            ..self
        })
    }

    /// After a read that failed or was incomplete; `None` when that has gone on for [`CHECK_LIMIT`].
    #[must_use]
    pub fn inconclusive(self, now: Timestamp) -> Option<Self> {
        (between(self.ended_at, now) < CHECK_LIMIT).then(|| Self {
            next_at: add(now, READ_DISTANCE),
            ..self
        })
    }
}

/// `instant`, as far from a clock that was set by `by` as before.
pub fn shifted(instant: Option<Timestamp>, by: SignedDuration) -> Option<Timestamp> {
    instant.map(|instant| instant.checked_add(by).unwrap_or(instant))
}

/// The instant to wait for, when it lies ahead. A wait further ahead than any we set means that the clock was set back.
pub fn still_ahead(next_at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    next_at.filter(|instant| *instant > now && between(now, *instant) <= CHECK_LIMIT)
}
