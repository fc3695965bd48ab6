//! The two clocks of a budget, and how `governor` reads one of them.

use futures_util::future::BoxFuture;
use governor::clock::Clock as GovernorClock;
use governor::nanos::Nanos;
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What time it is. This crate looks at no clock itself: whoever makes a budget gives it one.
pub trait Clock: fmt::Debug + Send + Sync {
    /// Time since some fixed moment, on a clock that nobody sets. Rates count on it.
    fn elapsed(&self) -> Duration;

    /// The time of day. Blocks and windows of days count on it: the platform's clock goes on while this machine sleeps.
    fn now(&self) -> Timestamp;

    /// Waits for so long on the clock of [`Clock::elapsed`]: one that runs faster than the machine's waits less.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// A clock as `governor` wants it.
#[derive(Debug, Clone)]
pub(super) struct Ticks(pub(super) Arc<dyn Clock>);

impl GovernorClock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.elapsed().into()
    }
}

/// Time from `earlier` to `later`; zero when it lies the other way round.
pub(super) fn between(earlier: Timestamp, later: Timestamp) -> Duration {
    Duration::try_from(later.duration_since(earlier)).unwrap_or_default()
}

/// `time` behind `moment`, or the end of time.
pub(super) fn after(moment: Timestamp, time: Duration) -> Timestamp {
    moment.checked_add(time).unwrap_or(Timestamp::MAX)
}
