//! The world as requests share it. A request that asked for it twice at a time would wait for itself as soon as somebody
//! wants to write in between; builds with debug assertions refuse that at once.

use std::ops::{Deref, DerefMut};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::world::World;

/// The world and its lock.
pub(crate) struct SharedWorld(RwLock<World>);

/// The world for a look.
pub(crate) struct Look<'a> {
    guard: RwLockReadGuard<'a, World>,
    _held: Held,
}

/// The world for a change.
pub(crate) struct Change<'a> {
    guard: RwLockWriteGuard<'a, World>,
    _held: Held,
}

impl SharedWorld {
    pub(crate) fn new(world: World) -> Self {
        Self(RwLock::new(world))
    }

    pub(crate) fn look(&self) -> Look<'_> {
        let held = Held::new();
        Look {
            guard: self.0.read().unwrap_or_else(PoisonError::into_inner),
            _held: held,
        }
    }

    pub(crate) fn change(&self) -> Change<'_> {
        let held = Held::new();
        Change {
            guard: self.0.write().unwrap_or_else(PoisonError::into_inner),
            _held: held,
        }
    }
}

impl Deref for Look<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        &self.guard
    }
}

impl Deref for Change<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        &self.guard
    }
}

impl DerefMut for Change<'_> {
    fn deref_mut(&mut self) -> &mut World {
        &mut self.guard
    }
}

#[cfg(debug_assertions)]
thread_local! {
    static HOLDS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// That this thread holds the world.
struct Held;

impl Held {
    /// Panics, in builds with debug assertions, when this thread holds the world already.
    fn new() -> Self {
        #[cfg(debug_assertions)]
        assert!(
            !HOLDS.replace(true),
            "this thread holds the world already and would wait for itself"
        );
        Self
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        #[cfg(debug_assertions)]
        HOLDS.set(false);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START_MS: i64 = 1_795_096_800_000;

    #[test]
    fn one_after_the_other_is_fine() {
        let shared = SharedWorld::new(World::new(1, WorldSize::Small, START_MS, false));
        assert_eq!(shared.look().accounts.len(), 2);
        shared.change().accounts[0].followers = 7;
        assert_eq!(shared.look().accounts[0].followers, 7);
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "would wait for itself")]
    fn a_second_look_at_a_time_is_refused() {
        let shared = SharedWorld::new(World::new(1, WorldSize::Small, START_MS, false));
        let _first = shared.look();
        let _second = shared.look();
    }
}
