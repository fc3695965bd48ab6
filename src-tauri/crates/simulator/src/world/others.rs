//! What other people post about an account: posts that tag it, posts that mention it, posts they ask it to work on
//! together. All of it follows from the seed; only what the account did about it is remembered.

use std::collections::{HashMap, HashSet};

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::ids::IdSpace;
use super::people;
use super::state::{MediaKind, World, number};
use super::tags::TAGGED;

/// Most things of a kind that others post about one account.
pub(super) const PLACES: u32 = 1_000;
/// Posts whose caption mentions an account, posts with a comment that does, and invitations.
pub(super) const MENTIONING: std::ops::Range<u32> = 400..408;
pub(super) const COMMENTED: std::ops::Range<u32> = 600..606;
const INVITED: std::ops::Range<u32> = 800..803;
/// Set on places of posts that accounts of this world published.
const OF_THIS_WORLD: u32 = 1 << 31;
/// The first of the invitations was accepted before the start.
const ACCEPTED: u32 = 800;

const CAPTIONS: [&str; 6] = [
    "Saturday find with @{handle}",
    "Finally made it there @{handle} 🤎",
    "thank you @{handle} for the loveliest morning",
    "Unboxing time. @{handle} never disappoints",
    "@{handle} x me, details soon",
    "Low light, good company. @{handle}",
];

/// A post of somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OthersPost {
    pub(crate) id: String,
    /// Seconds since 1970.
    pub(crate) at: u32,
    pub(crate) username: String,
    pub(crate) kind: MediaKind,
    pub(crate) caption: String,
    /// `None` when its owner hides them.
    pub(crate) likes: Option<u64>,
    pub(crate) comments: u64,
    pub(crate) comments_enabled: bool,
    pub(crate) permalink: String,
}

/// A comment of somebody else that mentions an account, under a post that is not the account's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OthersComment {
    pub(crate) id: String,
    pub(crate) at: u32,
    /// Number of the person who wrote it.
    pub(crate) person: u64,
    pub(crate) username: String,
    pub(crate) text: String,
    pub(crate) likes: u64,
    pub(crate) post: OthersPost,
}

/// Somebody a post's owner asked to work on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Collaborator {
    pub(crate) id: String,
    pub(crate) username: String,
    /// Whether they accepted; `None` as long as they did neither.
    pub(crate) answer: Option<bool>,
}

/// What accounts did about others' posts.
#[derive(Debug, Default)]
pub(crate) struct Deeds {
    /// Which accounts liked a post or comment, by its id.
    liked: HashMap<String, HashSet<u32>>,
    /// Whether an account accepted an invitation, by its place.
    answered: HashMap<(u32, u32), bool>,
    /// Comments written under others' posts.
    written: u64,
}

impl World {
    /// Invitations an account has not answered yet, newest first.
    pub(crate) fn invitations(&self, account: u32, as_of: i64) -> Vec<u32> {
        let all = self.invited(account, as_of).into_iter();
        all.filter(|place| self.answer(account, *place).is_none()).collect()
    }

    /// Others' posts an account works on together with them, newest first.
    pub(crate) fn shared(&self, account: u32, as_of: i64) -> Vec<u32> {
        let all = self.invited(account, as_of).into_iter();
        all.filter(|place| self.answer(account, *place) == Some(true)).collect()
    }

    /// Every post an account was ever asked to work on: those published meanwhile by accounts of this world come first.
    fn invited(&self, account: u32, as_of: i64) -> Vec<u32> {
        let handle = &self.accounts[account as usize].username;
        let asked = |post: &u32| {
            let it = &self.posts[*post as usize];
            let names = it.settings().map(|settings| settings.collaborators.as_slice());
            it.account != account && names.unwrap_or_default().contains(handle) && self.post_exists_at(*post, as_of)
        };
        let published = (0..self.posts.len() as u32).rev().filter(asked);
        let published = published.map(|post| OF_THIS_WORLD | post);
        published.chain(INVITED.map(|place| account * PLACES + place)).collect()
    }

    fn answer(&self, account: u32, place: u32) -> Option<bool> {
        let before = (place & OF_THIS_WORLD == 0 && place % PLACES == ACCEPTED).then_some(true);
        self.deeds.answered.get(&(account, place)).copied().or(before)
    }

    /// Answers an invitation; `false` when there is none to answer.
    pub(crate) fn answer_invitation(&mut self, now_ms: i64, account: u32, id: &str, accept: bool) -> bool {
        let of_this_world = || self.post_by_id(id).map(|post| OF_THIS_WORLD | post);
        let place = self.others_place(id).or_else(of_this_world);
        let open = place.filter(|place| self.invitations(account, now_ms).contains(place));
        open.is_some_and(|place| self.deeds.answered.insert((account, place), accept).is_none())
    }

    /// Whom a post's owner asked to work on it, and what they answered.
    pub(crate) fn collaborators(&self, post: u32) -> Vec<Collaborator> {
        let names = self.posts[post as usize]
            .settings()
            .map(|settings| settings.collaborators.as_slice());
        let of_name = |username: &String| {
            let account = self.account_by_name(username);
            Collaborator {
                id: match account {
                    Some(account) => self.account_id(account),
                    None => IdSpace::people(self.seed).id(people::number_of(username)).to_string(),
                },
                username: username.clone(),
                answer: account.and_then(|account| self.answer(account, OF_THIS_WORLD | post)),
            }
        };
        names.unwrap_or_default().iter().map(of_name).collect()
    }

    /// An id for a comment an account writes under somebody else's post.
    pub(crate) fn write_under_others(&mut self) -> String {
        self.deeds.written += 1;
        let index = (1 << 40) + self.deeds.written;
        IdSpace::others_comments(self.seed).id(index).to_string()
    }

    /// Likes something or takes the like back; answers whether that is different from before.
    pub(crate) fn like(&mut self, account: u32, id: &str, like: bool) -> bool {
        let fans = self.deeds.liked.entry(id.to_owned()).or_default();
        if like {
            fans.insert(account)
        } else {
            fans.remove(&account)
        }
    }

    /// Likes of accounts of this world that came since the start.
    pub(crate) fn likes_since_start(&self, id: &str) -> u64 {
        self.deeds.liked.get(id).map_or(0, |fans| fans.len() as u64)
    }

    /// Whether an id is that of somebody else's post or, without `is_media`, comment.
    pub(crate) fn is_others(&self, id: &str, is_media: bool) -> bool {
        if is_media {
            return self.others_place(id).is_some();
        }
        let accounts = 0..self.accounts.len() as u32;
        accounts
            .into_iter()
            .any(|account| self.mentioning_comment(account, id).is_some())
    }

    /// The place behind an id of somebody else's post.
    pub(crate) fn others_place(&self, id: &str) -> Option<u32> {
        let place = IdSpace::others(self.seed).index(number(id.strip_prefix('0').unwrap_or(id))?)?;
        let place = u32::try_from(place).ok()?;
        let kinds = [TAGGED, MENTIONING, COMMENTED, INVITED];
        let from_start = (place / PLACES) < self.accounts.len() as u32
            && kinds.iter().any(|range| range.contains(&(place % PLACES)));
        let known = from_start || self.new_mention(place).is_some() || self.new_tag(place).is_some();
        (known && self.others_id(place) == id).then_some(place)
    }

    /// One in four of these ids begins with a zero (list of quirks, 16).
    pub(super) fn others_id(&self, place: u32) -> String {
        let id = IdSpace::others(self.seed).id(u64::from(place));
        if place % 4 == 3 {
            format!("0{id}")
        } else {
            id.to_string()
        }
    }

    /// The post at a place.
    pub(crate) fn others_post(&self, place: u32) -> OthersPost {
        if place & OF_THIS_WORLD != 0 {
            return self.others_post_of_this_world(place & !OF_THIS_WORLD);
        }
        if let Some(mention) = self.new_mention(place) {
            return self.mentioning(place, mention);
        }
        if let Some(tag) = self.new_tag(place) {
            return self.tagging(place, tag);
        }
        let dice = &mut self.dice_of(place, 0x07e5);
        let (account, turn) = (place / PLACES, place % PLACES);
        let id = self.others_id(place);
        let kind = match dice.random_range(0..10) {
            0..6 => MediaKind::Image,
            6..8 => MediaKind::Reel,
            _ => MediaKind::Album(dice.random_range(2..=4)),
        };
        let likes = dice.random_range(3..900);
        let path = if kind == MediaKind::Reel { "reel" } else { "p" };
        let letters: String = dice
            .sample_iter(rand::distr::Alphanumeric)
            .take(10)
            .map(char::from)
            .collect();
        OthersPost {
            id,
            // Each a day and a half older than the one before.
            at: self.start_s - 5_400 - turn % 100 * 129_600 - dice.random_range(0..7_200),
            username: people::username(self.seed, dice.random_range(0..3_600)),
            kind,
            caption: self.about(account, CAPTIONS.choose(dice).copied()),
            likes: (turn % 7 != 5).then_some(likes),
            comments: likes / dice.random_range(8..30),
            comments_enabled: turn % 8 != 6,
            permalink: format!("https://www.instagram.com/{path}/C{letters}/"),
        }
    }

    fn others_post_of_this_world(&self, post: u32) -> OthersPost {
        let it = &self.posts[post as usize];
        OthersPost {
            id: self.media_id(post),
            at: it.at,
            username: self.accounts[it.account as usize].username.clone(),
            kind: it.kind,
            caption: self.caption(post).to_owned(),
            likes: Some(self.likes_at(post, it.came_ms())),
            comments: self.count_at(post, i64::MAX).max(0) as u64,
            comments_enabled: it.enabled,
            permalink: self.permalink(post),
        }
    }

    pub(super) fn dice_of(&self, place: u32, salt: u64) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.seed.rotate_left(29) ^ u64::from(place) << 16 ^ salt)
    }

    pub(super) fn about(&self, account: u32, template: Option<&str>) -> String {
        let handle = &self.accounts[account as usize].username;
        template.unwrap_or_default().replace("{handle}", handle)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    fn world() -> World {
        World::new(3, WorldSize::Small, 1_795_096_800_000, false)
    }

    #[test]
    fn others_posts_lead_back_from_their_ids_with_and_without_a_zero() {
        let world = world();
        let ids: Vec<String> = world
            .tagged(1)
            .into_iter()
            .map(|place| world.others_post(place).id)
            .collect();
        assert!(ids.iter().any(|id| id.starts_with('0')) && ids.iter().any(|id| !id.starts_with('0')));
        for id in &ids {
            assert!(world.is_others(id, true), "{id}");
            let other = id.strip_prefix('0').map_or_else(|| format!("0{id}"), str::to_owned);
            assert!(!world.is_others(&other, true), "{other}");
        }
        assert!(world.others_post(0).caption.contains("kettleandfern"));
        assert_eq!(world.others_post(7), world.others_post(7));
    }

    #[test]
    fn an_invitation_is_answered_once() {
        let mut world = world();
        let now = 1_795_096_800_000;
        let open = world.invitations(0, now);
        assert_eq!((open.len(), world.shared(0, now).len()), (2, 1));
        let id = world.others_post(open[0]).id;
        assert!(!world.answer_invitation(now, 1, &id, true), "another account's");
        assert!(world.answer_invitation(now, 0, &id, true));
        assert!(!world.answer_invitation(now, 0, &id, false));
        assert_eq!((world.invitations(0, now).len(), world.shared(0, now).len()), (1, 2));
    }
}
