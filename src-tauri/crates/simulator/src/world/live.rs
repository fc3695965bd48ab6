//! New comments while the simulator runs.

use rand::Rng;

use super::generate;
use super::people::SPAMMER;
use super::schedule::Schedule;
use super::speech::{self, Speech};
use super::state::{World, Written};

/// Most comments one catching-up may bring.
const MOST: usize = 5_000;

/// New comments, every three to twelve simulated seconds.
pub(super) fn comments(seed: u64, start_ms: i64) -> Schedule {
    Schedule::new(seed ^ 0x11fe_0000_0000, start_ms, 3_000..12_000)
}

impl World {
    /// Lets every comment and message arrive that was due by now.
    pub(crate) fn catch_up(&mut self, now_ms: i64) {
        self.catch_up_messages(now_ms);
        let Some(mut live) = self.live.take() else { return };
        live.catch_up(self, now_ms, MOST, Self::arrive);
        self.live = Some(live);
    }

    fn arrive(&mut self, live: &mut Schedule) {
        let dice = &mut live.dice;
        let account = dice.random_range(0..self.accounts.len()) as u32;
        let count = self.posts_at(account, live.next_ms).count();
        // Mostly under the newest posts.
        let along: f64 = dice.random_range(0.0..1.0);
        let place = (count as f64 * along.powi(4)) as usize;
        let Some(post) = self.posts_at(account, live.next_ms).nth(place) else {
            return;
        };
        let speech = if dice.random_bool(0.2) {
            Speech::Reply
        } else {
            Speech::draw(dice)
        };
        let newest = self.posts[post as usize].tops.len().saturating_sub(6);
        let top = match (speech, &self.posts[post as usize].tops[newest..]) {
            (Speech::Reply, tops) if !tops.is_empty() => Some(tops[dice.random_range(0..tops.len())]),
            _ => None,
        };
        let person = match speech {
            Speech::Spam => SPAMMER | dice.random_range(0..9_999),
            _ => generate::person(dice, account, 400),
        };
        let brand = self.accounts[account as usize].brand();
        let about = top.map(|top| self.username(top));
        let text = speech::text(self.seed, (1 << 40) + live.count, speech, brand, about.as_deref());
        if !self.posts[post as usize].enabled {
            return;
        }
        let written = Written {
            created_ms: live.next_ms,
            text,
            // The person's own, as that of everybody the seed made.
            username: None,
        };
        self.append(live.next_ms, post, top, person, 0, written);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn the_same_comments_arrive_in_one_step_or_in_many() {
        let mut once = World::new(3, WorldSize::Small, START, true);
        let mut often = World::new(3, WorldSize::Small, START, true);
        once.catch_up(START + 600_000);
        for minute in 1..=10 {
            often.catch_up(START + minute * 60_000);
        }
        let arrived = once.comments.len() as u32 - once.base;
        assert!((40..200).contains(&arrived), "{arrived}");
        assert_eq!(once.comments, often.comments);
        for comment in once.base..once.comments.len() as u32 {
            assert_eq!(once.text(comment), often.text(comment));
        }
    }
}
