//! The simulator's clock. Everything the simulator dates (comments, tokens, the `Date` header, lagging reads) reads
//! this clock and no other, so a test can hold it still, move it, or let a minute pass in a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// A clock that can be shared (clones show the same time), moved forward, and run at any speed.
#[derive(Clone, Debug)]
pub struct SimClock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    origin: Instant,
    start_ms: i64,
    speed: f64,
    moved_ms: AtomicI64,
}

impl SimClock {
    /// A clock that shows real time until it is moved.
    #[must_use]
    #[allow(
        clippy::disallowed_methods,
        reason = "this is where the simulator's clock takes its start from"
    )]
    pub fn real() -> Self {
        Self::at(Timestamp::now(), 1.0)
    }

    /// A clock that shows `start` now and then runs `speed` simulated seconds per real second. `60.0` lets a minute
    /// pass in a second; `0.0` (and anything negative or not a number) holds the clock still until it is moved.
    #[must_use]
    pub fn at(start: Timestamp, speed: f64) -> Self {
        let speed = if speed.is_finite() && speed > 0.0 { speed } else { 0.0 };
        Self {
            inner: Arc::new(Inner {
                origin: Instant::now(),
                start_ms: start.as_millisecond(),
                speed,
                moved_ms: AtomicI64::new(0),
            }),
        }
    }

    /// The simulated time, to the millisecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms()).unwrap_or(Timestamp::MAX)
    }

    /// The simulated time in milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        let elapsed_ms = self.inner.origin.elapsed().as_secs_f64() * 1000.0 * self.inner.speed;
        self.inner.start_ms + elapsed_ms as i64 + self.inner.moved_ms.load(Ordering::SeqCst)
    }

    /// Simulated seconds per real second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.inner.speed
    }

    /// Moves the clock (and every clone of it) forward.
    pub fn advance(&self, by: Duration) {
        let ms = i64::try_from(by.as_millis()).unwrap_or(i64::MAX / 4);
        self.inner.moved_ms.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Default for SimClock {
    fn default() -> Self {
        Self::real()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_held_clock_moves_only_when_told_and_for_every_clone() {
        let start: Timestamp = "2026-11-19T14:00:00Z".parse().unwrap();
        let clock = SimClock::at(start, 0.0);
        let other = clock.clone();
        assert_eq!(clock.now(), start);
        other.advance(Duration::from_secs(90));
        assert_eq!(clock.now_ms() - start.as_millisecond(), 90_000);
    }
}
