//! Rate windows of single endpoints (sheet on limits, §6.1): so many calls in so much simulated time, each counted for
//! one account or object.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A window: its name, how many calls it holds, how long it looks back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) name: &'static str,
    pub(crate) most: usize,
    pub(crate) span_ms: i64,
}

type Key = (&'static str, u64);

#[derive(Debug, Default)]
struct Records {
    taken: HashMap<Key, VecDeque<i64>>,
    locked_until: HashMap<Key, i64>,
}

/// What was taken of every window.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    records: Mutex<Records>,
}

impl Windows {
    fn lock(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a call of `whose`; answers whether the window holds it. One that it does not hold is not counted.
    pub(crate) fn take(&self, window: Window, whose: u64, now_ms: i64) -> bool {
        let mut records = self.lock();
        let key = (window.name, whose);
        if records.locked_until.get(&key).is_some_and(|until| now_ms < *until) {
            return false;
        }
        let taken = records.taken.entry(key).or_default();
        while taken.front().is_some_and(|at| *at <= now_ms - window.span_ms) {
            taken.pop_front();
        }
        let fits = taken.len() < window.most;
        if fits {
            taken.push_back(now_ms);
        }
        fits
    }

    /// Holds nothing of `whose` any more until then.
    pub(crate) fn close(&self, window: Window, whose: u64, until_ms: i64) {
        let until = &mut self.lock().locked_until;
        let known = until.entry((window.name, whose)).or_insert(until_ms);
        *known = until_ms.max(*known);
    }

    /// Whether [`Self::close`] holds at this moment.
    pub(crate) fn is_closed(&self, window: Window, whose: u64, now_ms: i64) -> bool {
        let records = self.lock();
        let until = records.locked_until.get(&(window.name, whose));
        until.is_some_and(|until| now_ms < *until)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const TWO_A_SECOND: Window = Window {
        name: "test",
        most: 2,
        span_ms: 1_000,
    };

    #[test]
    fn a_window_moves_on_and_knows_whose_calls_it_counts() {
        let windows = Windows::default();
        assert!(windows.take(TWO_A_SECOND, 1, 0));
        assert!(windows.take(TWO_A_SECOND, 1, 900));
        assert!(!windows.take(TWO_A_SECOND, 1, 999));
        assert!(windows.take(TWO_A_SECOND, 2, 999));
        assert!(windows.take(TWO_A_SECOND, 1, 1_000));
    }

    #[test]
    fn a_closed_window_opens_by_itself() {
        let windows = Windows::default();
        windows.close(TWO_A_SECOND, 1, 5_000);
        assert!(!windows.take(TWO_A_SECOND, 1, 4_999));
        assert!(windows.is_closed(TWO_A_SECOND, 1, 4_999) && !windows.is_closed(TWO_A_SECOND, 2, 0));
        assert!(windows.take(TWO_A_SECOND, 1, 5_000));
    }
}
