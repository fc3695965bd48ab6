//! Time as business code sees it: one [`Clock`] handed in, never a global.
//!
//! Promised: instants are UTC; durations that gate something (grace, back-off) run on a monotonic
//! clock, so setting the wall clock neither shortens nor repeats them. Nothing here sleeps longer
//! than [`LONGEST_SLEEP`] toward a wall-clock instant: callers tick and compare.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

/// The longest single sleep of a scheduler (design: schedulers tick and compare, so that a machine
/// that slept or had its clock set is noticed soon).
pub const LONGEST_SLEEP: Duration = Duration::from_secs(15);

/// A wall clock that moves this much against the monotonic one was set.
const JUMP: SignedDuration = SignedDuration::from_secs(5);

/// A source of wall-clock and monotonic time.
#[async_trait]
pub trait Clock: Send + Sync + 'static {
    /// The current instant.
    fn now(&self) -> Timestamp;

    /// Time since an arbitrary start; never goes back.
    fn monotonic(&self) -> Duration;

    /// Waits for `duration` of this clock's time.
    async fn sleep(&self, duration: Duration);
}

/// A shared clock.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's own clock.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A shared system clock.
    pub fn shared() -> SharedClock {
        Arc::new(Self {
            started: Instant::now(),
        })
    }
}

#[async_trait]
impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the one door to the system's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// A clock that starts at a chosen instant and runs `speed` times as fast as the machine's: the
/// demo and the crash tests share it with the simulator.
#[derive(Debug)]
pub struct FastClock {
    origin: Timestamp,
    started: Instant,
    speed: f64,
}

impl FastClock {
    /// A clock that shows `origin` now and runs at `speed` (at least 1).
    pub fn shared(origin: Timestamp, speed: f64) -> SharedClock {
        Arc::new(Self {
            origin,
            started: Instant::now(),
            speed: speed.max(1.0),
        })
    }
}

#[async_trait]
impl Clock for FastClock {
    fn now(&self) -> Timestamp {
        add(self.origin, self.monotonic())
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed().mul_f64(self.speed)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration.div_f64(self.speed)).await;
    }
}

/// Notices that somebody set the wall clock.
pub(crate) struct JumpWatch {
    wall: Timestamp,
    monotonic: Duration,
}

impl JumpWatch {
    pub(crate) fn new(clock: &SharedClock) -> Self {
        Self {
            wall: clock.now(),
            monotonic: clock.monotonic(),
        }
    }

    /// By how much the wall clock was set since the last look.
    pub(crate) fn jumped(&mut self, clock: &SharedClock) -> Option<SignedDuration> {
        let (wall, monotonic) = (clock.now(), clock.monotonic());
        let expected = add(self.wall, monotonic.saturating_sub(self.monotonic));
        (self.wall, self.monotonic) = (wall, monotonic);
        let by = wall.duration_since(expected);
        (by.abs() > JUMP).then_some(by)
    }
}

/// `instant + duration`, saturating at the end of time.
pub fn add(instant: Timestamp, duration: Duration) -> Timestamp {
    SignedDuration::try_from(duration)
        .ok()
        .and_then(|span| instant.checked_add(span).ok())
        .unwrap_or(Timestamp::MAX)
}

/// `instant - duration`, saturating at the start of time.
pub fn subtract(instant: Timestamp, duration: Duration) -> Timestamp {
    SignedDuration::try_from(duration)
        .ok()
        .and_then(|span| instant.checked_sub(span).ok())
        .unwrap_or(Timestamp::MIN)
}

/// How long `later` is after `earlier`; zero when it is not.
pub fn between(earlier: Timestamp, later: Timestamp) -> Duration {
    Duration::try_from(later.duration_since(earlier)).unwrap_or(Duration::ZERO)
}
