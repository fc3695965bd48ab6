//! The limits per endpoint that the platform states as a number of calls in a time.
//!
//! Each is kept below what the platform allows, so that whatever the phone app and other machines use finds room: `burst` calls
//! at once and one more every `period`, which together never exceed the limit in any window of its length.
//!
//! Source: developers.facebook.com/docs/instagram-platform/overview; /private-replies;
//! /instagram-api-with-facebook-login/collaboration; /instagram-graph-api/reference/ig-user/user-likes; /oembed.

use super::clock::{Clock, Ticks};
use crate::Allowance;
use governor::middleware::StateInformationMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A number of calls in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rate {
    /// Calls that may go at once.
    pub(super) burst: u32,
    /// Time until one more may go.
    pub(super) period: Duration,
}

const fn rate(burst: u32, period_ms: u64) -> Option<Rate> {
    Some(Rate {
        burst,
        period: Duration::from_millis(period_ms),
    })
}

/// What this crate allows itself; `None` where usage figures alone decide.
pub(super) const fn of(allowance: Allowance) -> Option<Rate> {
    match allowance {
        // 2 a second.
        Allowance::Conversations => rate(1, 667),
        // 100 a second; nobody types that fast, and a burst looks like a machine.
        Allowance::Send => rate(2, 500),
        // 10 a second.
        Allowance::SendMedia => rate(2, 500),
        // 750 an hour: 600 an hour after the first 150.
        Allowance::PrivateReplies => rate(150, 6_000),
        // More than 50 in five seconds lock the person out for an hour.
        Allowance::Likes => rate(10, 125),
        // 200 an hour for an app with one user: 150 an hour after the first 50.
        Allowance::Platform => rate(50, 24_000),
        // 300 a day: 250 a day after the first 50.
        Allowance::Invitations => rate(50, 345_600),
        // 50 a day: 25 a day after the first 25.
        Allowance::InvitationAnswers => rate(25, 3_456_000),
        // About 1,000 an hour: 800 an hour after the first 200.
        Allowance::Oembed => rate(200, 4_500),
        Allowance::Business | Allowance::Login => None,
    }
}

/// Counts the calls of one allowance.
#[derive(Debug)]
pub(super) struct Counter {
    rate: Rate,
    limiter: RateLimiter<NotKeyed, InMemoryState, Ticks, StateInformationMiddleware>,
    clock: Arc<dyn Clock>,
    /// Calls that could still go at once, and when that was so.
    left: Mutex<(u32, Duration)>,
}

impl Counter {
    /// A counter for an allowance that has a rate.
    pub(super) fn new(allowance: Allowance, clock: &Arc<dyn Clock>) -> Option<Self> {
        let rate = of(allowance)?;
        let quota = Quota::with_period(rate.period)?.allow_burst(NonZeroU32::new(rate.burst)?);
        let limiter = RateLimiter::direct_with_clock(quota, Ticks(Arc::clone(clock)));
        Some(Self {
            rate,
            limiter: limiter.with_middleware(),
            clock: Arc::clone(clock),
            left: Mutex::new((rate.burst, clock.elapsed())),
        })
    }

    /// Takes one call, or says how long to wait for it.
    pub(super) fn take(&self) -> Result<(), Duration> {
        let now = self.clock.elapsed();
        match self.limiter.check() {
            Ok(state) => {
                *self.left.lock().unwrap_or_else(PoisonError::into_inner) = (state.remaining_burst_capacity(), now);
                Ok(())
            }
            Err(not_until) => Err(not_until.wait_time_from(now.into()).max(Duration::from_millis(1))),
        }
    }

    /// Time between two calls once the first ones have gone.
    pub(super) fn period(&self) -> Duration {
        self.rate.period
    }

    /// How many calls could go at once now.
    pub(super) fn left(&self) -> u32 {
        let (left, then) = *self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = self.clock.elapsed().saturating_sub(then);
        let regained = passed.as_millis() / self.rate.period.as_millis().max(1);
        left.saturating_add(u32::try_from(regained).unwrap_or(u32::MAX))
            .min(self.rate.burst)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::budget::tests::Manual;

    /// The most calls that go in any window of this length, tried as fast as they can be.
    fn most_within(allowance: Allowance, window: Duration) -> usize {
        let manual = Manual::default();
        let clock: Arc<dyn Clock> = Arc::new(manual.clone());
        let counter = Counter::new(allowance, &clock).unwrap();
        let mut went = Vec::new();
        while manual.elapsed() < window * 3 {
            match counter.take() {
                Ok(()) => went.push(manual.elapsed()),
                Err(wait) => manual.pass(wait),
            }
        }
        let within = |start: &Duration| went.iter().filter(|at| *at >= start && **at < *start + window).count();
        went.iter().map(within).max().unwrap()
    }

    #[test]
    fn no_window_holds_more_calls_than_the_platform_allows() {
        let hour = Duration::from_secs(3600);
        for (allowance, window, limit, least) in [
            (Allowance::Conversations, Duration::from_secs(1), 2, 2),
            (Allowance::Send, Duration::from_secs(1), 100, 3),
            (Allowance::SendMedia, Duration::from_secs(1), 10, 3),
            (Allowance::PrivateReplies, hour, 750, 700),
            (Allowance::Likes, Duration::from_secs(5), 50, 45),
            (Allowance::Platform, hour, 200, 190),
            (Allowance::Invitations, hour * 24, 300, 290),
            (Allowance::InvitationAnswers, hour * 24, 50, 48),
            (Allowance::Oembed, hour, 1000, 950),
        ] {
            let most = most_within(allowance, window);
            assert!((least..=limit).contains(&most), "{allowance:?}: {most} of {limit}");
        }
        let clock: Arc<dyn Clock> = Arc::new(Manual::default());
        assert!(Counter::new(Allowance::Business, &clock).is_none());
    }

    #[test]
    fn what_is_left_goes_down_with_calls_and_up_with_time() {
        let manual = Manual::default();
        let clock: Arc<dyn Clock> = Arc::new(manual.clone());
        let counter = Counter::new(Allowance::Likes, &clock).unwrap();
        assert_eq!(counter.left(), 10);
        for _ in 0..10 {
            counter.take().unwrap();
        }
        assert_eq!(counter.left(), 0);
        let wait = counter.take().unwrap_err();
        assert!(wait <= counter.period(), "{wait:?}");
        manual.pass(counter.period() * 4);
        assert_eq!(counter.left(), 4);
        manual.pass(Duration::from_secs(60));
        assert_eq!(counter.left(), 10);
    }
}
