//! New messages while the simulator runs.

use rand::Rng;
use rand::seq::IndexedRandom;

use super::dialogues::ARRIVING;
use super::list::Part;
use crate::world::schedule::Schedule;
use crate::world::state::World;

/// Most messages one catching-up may bring.
const MOST: usize = 1_000;
/// Numbers of the people who write for the first time.
const NEW_PEOPLE: u64 = 3_000_000;
/// Conversations of an account in which somebody goes on writing.
const LIVELY: usize = 12;

/// New messages, every twenty to sixty simulated seconds.
pub(super) fn messages(seed: u64, start_ms: i64) -> Schedule {
    Schedule::new(seed ^ 0x11fe_d300_0000, start_ms, 20_000..60_000)
}

impl World {
    /// Lets every message arrive that was due by now.
    pub(in crate::world) fn catch_up_messages(&mut self, now_ms: i64) {
        let Some(mut live) = self.inbox.live.take() else { return };
        live.catch_up(self, now_ms, MOST, Self::message_arrives);
        self.inbox.live = Some(live);
    }

    fn message_arrives(&mut self, live: &mut Schedule) {
        let dice = &mut live.dice;
        let account = dice.random_range(0..self.accounts.len()) as u32;
        let goes_on = dice.random_bool(0.7);
        let along: f64 = dice.random_range(0.0..1.0);
        let (newest, _) = self.conversations_at(account, live.next_ms, Part::Newest, LIVELY);
        let lively = newest.get((newest.len() as f64 * along.powi(2)) as usize);
        let person = match lively.map(|place| self.thread(place.conversation)) {
            Some(thread) if goes_on && !thread.blocked && !thread.gone => thread.person,
            _ => NEW_PEOPLE + live.count,
        };
        let line = ARRIVING.choose(dice).copied();
        let (pick, order) = (dice.random_range(0..12), dice.random_range(10_400..98_000_u32));
        let it = &self.accounts[account as usize];
        let thing = it.brand().things.choose(dice).copied().unwrap_or_default();
        let posts: Vec<u32> = it.posts.clone().take(LIVELY).collect();
        let fill = |text: &str| text.replace("{order}", &order.to_string()).replace("{thing}", thing);
        if let Some(content) = line.and_then(|line| line.content(&posts, pick, fill)) {
            self.message_from(live.next_ms, account, person, content, None);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use crate::world::{World, WorldSize};

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn the_same_messages_arrive_in_one_step_or_in_many() {
        let told = |world: &World| -> Vec<(String, i64, String)> {
            let conversations = (0..2).flat_map(|account| world.conversations_of(account));
            let messages = conversations.flat_map(|it| {
                let thread = world.thread(it).into_owned();
                let handle = world.handle(thread.person);
                let new = thread.messages.into_iter().filter(|message| message.created_ms > START);
                new.map(move |message| (handle.clone(), message.created_ms, message.content.text))
                    .collect::<Vec<_>>()
            });
            messages.collect()
        };
        let mut once = World::new(3, WorldSize::Small, START, true);
        let mut often = World::new(3, WorldSize::Small, START, true);
        once.catch_up(START + 3_600_000);
        for minute in 1..=60 {
            often.catch_up(START + minute * 60_000);
        }
        let arrived = told(&once);
        assert!((60..180).contains(&arrived.len()), "{}", arrived.len());
        assert_eq!(arrived, told(&often));
    }
}
