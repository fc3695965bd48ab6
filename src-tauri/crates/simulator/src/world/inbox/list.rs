//! Lists of conversations: the order of the last activity, newest first, in both directions from any place. What has
//! moved since the start is sorted in among what stands still, so a page costs what it holds and not the whole inbox.

use super::conversations::Role;
use crate::world::World;

/// A request without activity for so long is not returned (sheet on messaging, §1.2).
const REQUEST_MS: i64 = 30 * 24 * 3_600_000;

/// A conversation's place in a list: newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) updated_ms: i64,
    pub(crate) conversation: u32,
}

/// Which part of a list of conversations is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Newest,
    /// Older than this.
    After(Place),
    /// Newer than this, and next to it.
    Before(Place),
}

impl World {
    /// Whether a conversation is returned to somebody who reads as of then, and where it stands in the list.
    pub(crate) fn place_at(&self, conversation: u32, as_of: i64) -> Option<Place> {
        let thread = self.thread(conversation);
        let updated_ms = thread.updated_at(as_of)?;
        let asleep = thread.request && updated_ms <= as_of - REQUEST_MS;
        (!asleep).then_some(Place {
            updated_ms,
            conversation,
        })
    }

    /// Conversations of an account in the order of their last activity, newest first: at most `limit` of them, and
    /// whether there are more in the direction asked for.
    pub(crate) fn conversations_at(&self, account: u32, as_of: i64, part: Part, limit: usize) -> (Vec<Place>, bool) {
        let within = |place: &Place| match part {
            Part::Newest => true,
            Part::After(cursor) => *place < cursor,
            Part::Before(cursor) => *place > cursor,
        };
        let active = self.inbox.active[account as usize].iter();
        let moved = active.filter_map(|it| self.place_at(*it, as_of));
        let mut places: Vec<Place> = moved.filter(within).collect();
        // Those in which nothing happened stand in the order of their ranks.
        let range = self.inbox.ranges[account as usize].clone();
        let still = |rank: u32| {
            let conversation = range.start + rank;
            let kept = self.inbox.kept.contains_key(&conversation);
            (!kept).then(|| self.still_at(account, rank, as_of)).flatten()
        };
        let count = range.end - range.start;
        let wanted = limit + 1;
        match part {
            Part::Newest => places.extend((0..count).filter_map(still).filter(within).take(wanted)),
            Part::After(cursor) => {
                let start = self.first_rank(account, count, |place| place < cursor);
                places.extend((start..count).filter_map(still).filter(within).take(wanted));
            }
            Part::Before(cursor) => {
                let end = self.first_rank(account, count, |place| place <= cursor);
                places.extend((0..end).rev().filter_map(still).filter(within).take(wanted));
            }
        }
        places.sort_unstable_by(|a, b| b.cmp(a));
        let more = places.len() > limit;
        if matches!(part, Part::Before(_)) {
            places.drain(..places.len().saturating_sub(limit));
        } else {
            places.truncate(limit);
        }
        (places, more)
    }

    /// The first rank whose conversation stood, at the start, at a place that fulfils this and every later one does.
    fn first_rank(&self, account: u32, count: u32, fulfils: impl Fn(Place) -> bool) -> u32 {
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low + (high - low) / 2;
            let plan = self.plan(account, middle);
            let place = Place {
                updated_ms: plan.updated_ms,
                conversation: plan.conversation,
            };
            if fulfils(place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// Where a conversation stands in which nothing happened since the start. Its messages are made only for somebody
    /// who reads as of a time before them.
    fn still_at(&self, account: u32, rank: u32, as_of: i64) -> Option<Place> {
        let plan = self.plan(account, rank);
        if plan.updated_ms > as_of {
            return self.place_at(plan.conversation, as_of);
        }
        let asleep = plan.role == Role::Request && plan.updated_ms <= as_of - REQUEST_MS;
        (!asleep).then_some(Place {
            updated_ms: plan.updated_ms,
            conversation: plan.conversation,
        })
    }
}
#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::{Content, WorldSize};

    const START: i64 = 1_795_096_800_000;

    fn walk(world: &World, account: u32, limit: usize) -> Vec<u32> {
        let mut part = Part::Newest;
        let mut seen = Vec::new();
        loop {
            let (places, more) = world.conversations_at(account, START, part, limit);
            seen.extend(places.iter().map(|place| place.conversation));
            match places.last() {
                Some(last) if more => part = Part::After(*last),
                _ => return seen,
            }
        }
    }

    #[test]
    fn pages_of_any_length_show_every_conversation_once_in_order() {
        let mut world = World::new(11, WorldSize::Demo, START, false).with_conversations(2_000);
        let (account, old) = (1, world.conversations_of(1)[250]);
        world.message_to(START - 1, old, Content::text("Hello again"), None);
        let whole = walk(&world, account, 1_000);
        assert_eq!(whole[0], old, "what was answered just now comes first");
        assert!(whole.len() > 330 && whole.len() < 400, "{}", whole.len());
        let times: Vec<i64> = whole
            .iter()
            .map(|it| world.thread(*it).updated_at(START).unwrap())
            .collect();
        assert!(times.windows(2).all(|pair| pair[0] >= pair[1]));
        for limit in [1, 7, 25] {
            assert_eq!(walk(&world, account, limit), whole, "{limit}");
        }
    }

    #[test]
    fn a_page_before_a_cursor_lies_next_to_it() {
        let world = World::new(11, WorldSize::Demo, START, false).with_conversations(500);
        let (all, _) = world.conversations_at(2, START, Part::Newest, 100);
        let (before, more) = world.conversations_at(2, START, Part::Before(all[10]), 4);
        assert_eq!((before.as_slice(), more), (&all[6..10], true));
        let (before, more) = world.conversations_at(2, START, Part::Before(all[3]), 4);
        assert_eq!((before.as_slice(), more), (&all[..3], false));
    }

    #[test]
    fn two_hundred_thousand_conversations_are_there_at_once() {
        let world = World::new(11, WorldSize::Small, START, false).with_conversations(200_000);
        assert_eq!(world.conversations_of(0).len(), 100_000);
        assert!(world.inbox.kept.is_empty());
        let deep = world.plan(0, 99_990);
        let cursor = Place {
            updated_ms: deep.updated_ms,
            conversation: deep.conversation,
        };
        let (page, more) = world.conversations_at(0, START, Part::After(cursor), 100);
        assert!(page.len() <= 9 && !more);
    }
}
