//! What accounts broadcast live: begun and ended from outside, since the API cannot.

use super::ids::IdSpace;
use super::state::World;

/// A broadcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broadcast {
    pub(crate) number: u32,
    account: u32,
    pub(crate) from_ms: i64,
    until_ms: i64,
}

impl World {
    /// Begins a broadcast, unless one is on the air already; answers its id.
    pub(crate) fn go_live(&mut self, now_ms: i64, account: u32) -> String {
        let number = match self.broadcast_at(account, now_ms) {
            Some(on_air) => on_air.number,
            None => {
                let number = self.broadcasts.len() as u32;
                self.broadcasts.push(Broadcast {
                    number,
                    account,
                    from_ms: now_ms,
                    until_ms: i64::MAX,
                });
                number
            }
        };
        self.broadcast_id(number)
    }

    /// Ends the broadcast of an account; `false` when there is none.
    pub(crate) fn end_live(&mut self, now_ms: i64, account: u32) -> bool {
        let on_air = self.broadcast_at(account, now_ms);
        let on_air = on_air.and_then(|it| self.broadcasts.get_mut(it.number as usize));
        on_air.map(|it| it.until_ms = now_ms).is_some()
    }

    /// What an account broadcasts then.
    pub(crate) fn broadcast_at(&self, account: u32, as_of: i64) -> Option<Broadcast> {
        let on_air = |it: &&Broadcast| it.account == account && it.from_ms <= as_of && as_of < it.until_ms;
        self.broadcasts.iter().find(on_air).copied()
    }

    /// Broadcasts are numbered as products of their own: 14 digits, 9001….
    pub(crate) fn broadcast_id(&self, number: u32) -> String {
        IdSpace::broadcasts(self.seed).id(u64::from(number)).to_string()
    }
}
