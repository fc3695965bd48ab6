//! When the next thing happens by itself: a schedule that is a function of the seed alone and is caught up with before each
//! request, so no task runs in the background and a clock moved by an hour brings what an hour brings.

use std::ops::Range;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::state::World;

/// Where a schedule stands.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    /// What happens is thrown with the dice that the pauses are thrown with.
    pub(super) dice: ChaCha8Rng,
    /// When the next thing happens, in simulated milliseconds.
    pub(super) next_ms: i64,
    /// How many things have happened.
    pub(super) count: u64,
    pauses: Range<i64>,
}

impl Schedule {
    /// A schedule with pauses of so many simulated milliseconds.
    pub(super) fn new(seed: u64, start_ms: i64, pauses: Range<i64>) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let next_ms = start_ms + dice.random_range(pauses.clone());
        Self {
            dice,
            next_ms,
            count: 0,
            pauses,
        }
    }

    /// Lets everything happen that was due by now, of that at most so many things: a clock moved by months skips the rest.
    pub(super) fn catch_up(
        &mut self,
        world: &mut World,
        now_ms: i64,
        most: usize,
        happen: impl Fn(&mut World, &mut Self),
    ) {
        let mut left = most;
        while self.next_ms <= now_ms {
            if left > 0 {
                self.count += 1;
                happen(world, self);
                left -= 1;
            }
            self.next_ms += self.dice.random_range(self.pauses.clone());
        }
    }
}
