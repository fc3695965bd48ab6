//! What accounts broadcast live: begun and ended from outside, since the API cannot. A broadcast is among the posts of the
//! world as long as it is on the air, so that it is found and commented on as they are; no list of posts has it.

use super::containers::Settings;
use super::ids::IdSpace;
use super::publications::Published;
use super::state::{MediaKind, World};

/// A broadcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broadcast {
    post: u32,
    account: u32,
    from_ms: i64,
    until_ms: i64,
}

impl Broadcast {
    fn is_on_air(&self, as_of: i64) -> bool {
        self.from_ms <= as_of && as_of < self.until_ms
    }
}

impl World {
    /// Begins a broadcast, unless one is on the air already; answers its id.
    pub(crate) fn go_live(&mut self, now_ms: i64, account: u32) -> String {
        let on_air = self.broadcast_at(account, now_ms);
        let post = on_air.unwrap_or_else(|| self.begin_broadcast(now_ms, account));
        self.media_id(post)
    }

    fn begin_broadcast(&mut self, now_ms: i64, account: u32) -> u32 {
        let kind = MediaKind::Live(self.broadcasts.len() as u32);
        let published = Published {
            created_ms: now_ms,
            container: None,
            settings: Settings::default(),
            slides: Vec::new(),
        };
        let post = self.add_post(account, kind, published);
        self.broadcasts.push(Broadcast {
            post,
            account,
            from_ms: now_ms,
            until_ms: i64::MAX,
        });
        post
    }

    /// Ends the broadcast of an account; `false` when there is none.
    pub(crate) fn end_live(&mut self, now_ms: i64, account: u32) -> bool {
        let on_air = |it: &&mut Broadcast| it.account == account && it.is_on_air(now_ms);
        let on_air = self.broadcasts.iter_mut().find(on_air);
        on_air.map(|it| it.until_ms = now_ms).is_some()
    }

    /// What an account broadcasts then, as a post.
    pub(crate) fn broadcast_at(&self, account: u32, as_of: i64) -> Option<u32> {
        let on_air = |it: &&Broadcast| it.account == account && it.is_on_air(as_of);
        self.broadcasts.iter().find(on_air).map(|it| it.post)
    }

    /// Whether the broadcast of this number is on the air then.
    pub(super) fn is_on_air(&self, number: u32, as_of: i64) -> bool {
        self.broadcasts
            .get(number as usize)
            .is_some_and(|it| it.is_on_air(as_of))
    }

    /// The broadcast behind an id as a post, whether it is on the air or not.
    pub(super) fn broadcast_by_id(&self, id: &str) -> Option<u32> {
        let digits = id.len() == 14 && id.bytes().all(|byte| byte.is_ascii_digit());
        let id = if digits { id.parse().ok()? } else { return None };
        let number = IdSpace::broadcasts(self.seed).index(id)?;
        self.broadcasts.get(usize::try_from(number).ok()?).map(|it| it.post)
    }

    /// Broadcasts are numbered as products of their own: 14 digits, 9001….
    pub(super) fn broadcast_id(&self, number: u32) -> String {
        IdSpace::broadcasts(self.seed).id(u64::from(number)).to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn a_broadcast_is_found_by_its_own_id_only_and_is_in_no_list() {
        let mut world = World::new(3, WorldSize::Small, START, false);
        let (posts, listed) = (world.posts.len() as u32, world.posts_at(0, START).count());
        let id = world.go_live(START, 0);
        assert_eq!(world.post_by_id(&id), Some(posts));
        assert_eq!(world.media_id(posts), id);
        assert_eq!(world.go_live(START + 1, 0), id);
        assert_eq!(world.posts_at(0, START).count(), listed);
        let next = world.post_on_phone(START, 0, "New".to_owned());
        assert_eq!(world.post_by_id(&world.media_id(next)), Some(next));
        assert_ne!(world.go_live(START, 1), id);
    }

    #[test]
    fn what_was_said_goes_with_it() {
        let mut world = World::new(3, WorldSize::Small, START, false);
        let id = world.go_live(START, 0);
        let post = world.post_by_id(&id).unwrap();
        let said = world.write(START + 1, post, None, Some("mira".to_owned()), "Hello".to_owned());
        let comment = said.unwrap().comment;
        assert!(world.end_live(START + 5, 0) && !world.end_live(START + 5, 0));
        for (as_of, there) in [(START + 4, true), (START + 5, false)] {
            assert_eq!(world.post_exists_at(post, as_of), there);
            assert_eq!(world.exists_at(comment, as_of), there);
        }
        assert_eq!(world.broadcast_at(0, START + 5), None);
    }
}
