//! How to start a simulator.

use crate::{SimClock, WorldSize};

/// What a simulator is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Same seed, size and clock start: same world.
    pub seed: u64,
    /// How big the world is.
    pub size: WorldSize,
    /// Conversations the world starts with, shared evenly among the accounts, at most about a million; `None`: as many
    /// as its size has.
    pub conversations: Option<usize>,
    /// Whether new comments arrive while it runs, one every three to twelve simulated seconds, and new messages, one
    /// every twenty to sixty.
    pub live: bool,
    /// The clock the world is dated by. Its time at the start is the world's "now".
    pub clock: SimClock,
    /// Port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// How many times as fast as usual containers are processed; 1.0 from the start, 0.0: at once.
    pub speed: f64,
    /// Whether the rates of single endpoints count from the start: two calls of conversations a second, 750 private
    /// replies an hour. Off, unless the program is asked: tests make calls faster than people.
    pub rates: bool,
    /// How many calls an hour (simulated) an account may make before it is refused with code 80002. `None`: 5,000 and a
    /// fifth of the world's comments, so that a test can read all of a world.
    pub allowance: Option<u32>,
    /// The scheme the redirect page hops to (`postroom-demo` for the demo).
    pub redirect_scheme: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            size: WorldSize::Small,
            conversations: None,
            live: false,
            clock: SimClock::real(),
            port: 0,
            speed: 1.0,
            rates: false,
            allowance: None,
            redirect_scheme: "postroom-demo".to_owned(),
        }
    }
}
