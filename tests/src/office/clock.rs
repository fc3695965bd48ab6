//! The simulator's clock, as the core sees time.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use postroom_core::clock::Clock;
use simulator::SimClock;

/// The simulator's clock, as the core sees time.
#[derive(Debug)]
pub struct SharedSimClock {
    clock: SimClock,
    start: Timestamp,
}

impl SharedSimClock {
    /// The same time as `clock` shows, moved and sped up with it.
    pub fn new(clock: SimClock) -> Self {
        let start = clock.now();
        Self { clock, start }
    }
}

#[async_trait]
impl Clock for SharedSimClock {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn monotonic(&self) -> Duration {
        Duration::try_from(self.clock.now().duration_since(self.start)).unwrap_or_default()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration.div_f64(self.clock.speed().max(1.0))).await;
    }
}
