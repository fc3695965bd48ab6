//! Posts of others that tag an account. Some are there from the start and follow from the seed; the others come since, and
//! any of them may go: deleted, made private, or tagging the account no longer.

use std::collections::HashSet;

use rand::Rng;
use rand::distr::Alphanumeric;

use super::others::{OthersPost, PLACES};
use super::state::{MediaKind, World};

/// Places of the posts that tag an account from the start.
pub(super) const TAGGED: std::ops::Range<u32> = 0..14;
/// Set on places of posts that tag an account since the start.
const SINCE_START: u32 = 1 << 29;

/// What changed about tags since the start.
#[derive(Debug, Default)]
pub(super) struct Tags {
    new: Vec<Tag>,
    /// Places of posts that tag nobody any more.
    gone: HashSet<u32>,
}

/// A post that tags an account since the start.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    account: u32,
    /// Seconds since 1970.
    at: u32,
    username: String,
    caption: String,
}

impl World {
    /// Posts that tag an account, newest first.
    pub(crate) fn tagged(&self, account: u32) -> Vec<u32> {
        let new = (0..self.tags.new.len() as u32).rev().map(|index| SINCE_START | index);
        let new = new.filter(|place| self.new_tag(*place).is_some_and(|tag| tag.account == account));
        new.chain(TAGGED.map(|place| account * PLACES + place))
            .filter(|place| !self.tags.gone.contains(place))
            .collect()
    }

    /// Somebody publishes a post that tags an account; its id.
    pub(crate) fn tag(&mut self, now_ms: i64, account: u32, username: String, caption: String) -> String {
        let place = SINCE_START | self.tags.new.len() as u32;
        self.tags.new.push(Tag {
            account,
            at: (now_ms / 1000) as u32,
            username,
            caption,
        });
        self.others_id(place)
    }

    /// A post is gone, made private, or tags nobody any more; `false` when there is none that tags anybody.
    pub(crate) fn untag(&mut self, id: &str) -> bool {
        let accounts = 0..self.accounts.len() as u32;
        let places = accounts.flat_map(|account| self.tagged(account));
        let found = places.into_iter().find(|place| self.others_id(*place) == id);
        found.is_some_and(|place| self.tags.gone.insert(place))
    }

    pub(super) fn new_tag(&self, place: u32) -> Option<&Tag> {
        let is_tag = place & SINCE_START != 0 && place >> 30 == 0;
        let index = is_tag.then_some(place & !SINCE_START)?;
        self.tags.new.get(index as usize)
    }

    /// The post of a new tag.
    pub(super) fn tagging(&self, place: u32, tag: &Tag) -> OthersPost {
        let dice = &mut self.dice_of(place, 0x7a65);
        let letters: String = dice.sample_iter(Alphanumeric).take(10).map(char::from).collect();
        OthersPost {
            id: self.others_id(place),
            at: tag.at,
            username: tag.username.clone(),
            kind: MediaKind::Image,
            caption: tag.caption.clone(),
            likes: Some(0),
            comments: 0,
            comments_enabled: true,
            permalink: format!("https://www.instagram.com/p/C{letters}/"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn new_tags_come_first_and_gone_ones_are_listed_no_more() {
        let mut world = World::new(3, WorldSize::Small, START, false);
        let before = world.tagged(1);
        let ids: Vec<String> = (0..4)
            .map(|n| world.tag(START, 1, "mira".to_owned(), format!("find {n}")))
            .collect();
        let after = world.tagged(1);
        assert_eq!(after.len(), before.len() + 4);
        assert_eq!(
            world.tagged(0).len(),
            before.len(),
            "another account's are as they were"
        );
        let newest = world.others_post(after[0]);
        assert_eq!((&newest.id, newest.caption.as_str()), (&ids[3], "find 3"));
        assert!(ids.iter().all(|id| world.is_others(id, true)));
        let old = world.others_post(before[0]).id;
        for id in [&ids[2], &old] {
            assert!(world.untag(id));
            assert!(!world.untag(id), "once");
        }
        assert_eq!(world.tagged(1).len(), before.len() + 2);
    }
}
