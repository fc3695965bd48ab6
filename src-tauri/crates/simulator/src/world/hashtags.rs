//! Hashtags: their ids, which account asked for which, and what other people post under them (sheet on discovery, §8.1).

use std::collections::HashMap;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::ids::IdSpace;
use super::people;
use super::state::{MediaKind, World, number};

/// Different hashtags an account may ask for in a week.
const MOST: usize = 30;
const WEEK_MS: i64 = 7 * 24 * 3_600_000;
const DAY_S: u32 = 24 * 3_600;
/// Posts the platform thinks the best of a hashtag.
const TOP: usize = 60;

/// Captions of what other people post; `{tag}` is the hashtag.
const CAPTIONS: [&str; 8] = [
    "Slow morning, nowhere to be. #{tag}",
    "Third try and finally happy with it #{tag} #practice",
    "#{tag} and nothing else today",
    "Found this on the way home. #{tag}",
    "A whole week of #{tag}, swipe for the mess",
    "Ask me anything about #{tag}",
    "Before the rain came. #{tag} #weekend",
    "My favourite corner of the studio #{tag}",
];

/// The hashtags asked for so far.
#[derive(Debug, Default)]
pub(crate) struct Hashtags {
    names: HashMap<u64, String>,
    /// By account: when a hashtag was first asked for, and its id.
    asked: HashMap<u32, Vec<(i64, u64)>>,
}

impl Hashtags {
    /// Asks for a hashtag. `None` when the account asked for thirty others within a week.
    pub(crate) fn ask(&mut self, account: u32, name: &str, now_ms: i64) -> Option<String> {
        let id = IdSpace::hashtags().id(people::number_of(name));
        let asked = self.asked.entry(account).or_default();
        asked.retain(|(at, _)| *at > now_ms - WEEK_MS);
        if !asked.iter().any(|(_, other)| *other == id) {
            if asked.len() >= MOST {
                return None;
            }
            asked.push((now_ms, id));
        }
        self.names.insert(id, name.to_owned());
        Some(id.to_string())
    }

    /// A hashtag somebody asked for, by its id.
    pub(crate) fn by_id(&self, id: &str) -> Option<u64> {
        number(id).filter(|id| self.names.contains_key(id))
    }

    /// The name behind an id somebody asked for.
    pub(crate) fn name(&self, id: u64) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// What an account asked for within the last week, newest first: ids and names.
    pub(crate) fn asked(&self, account: u32, now_ms: i64) -> Vec<(String, &str)> {
        let asked = self.asked.get(&account).into_iter().flatten().rev();
        asked
            .filter(|(at, _)| *at > now_ms - WEEK_MS)
            .map(|(_, id)| (id.to_string(), self.names.get(id).map_or("", String::as_str)))
            .collect()
    }
}

/// A public post found under a hashtag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Find {
    pub(crate) id: String,
    /// Seconds since 1970.
    pub(crate) at: u32,
    pub(crate) kind: MediaKind,
    pub(crate) caption: String,
    /// `None` when its owner hides them.
    pub(crate) likes: Option<u64>,
    pub(crate) comments: u64,
    pub(crate) permalink: String,
}

impl World {
    /// What was posted under a hashtag in the last day, newest first.
    pub(crate) fn recent_finds(&self, tag: &str, now_ms: i64) -> Vec<Find> {
        let now = (now_ms / 1000) as u32;
        let pause = pause(self.seed, tag);
        let mut finds: Vec<Find> = ((now - DAY_S) / pause..=now / pause)
            .map(|turn| self.find(tag, turn, pause))
            .chain(self.own_finds(tag, now_ms))
            .filter(|find| find.at <= now && find.at > now - DAY_S)
            .collect();
        finds.sort_by_key(|find| std::cmp::Reverse(find.at));
        finds
    }

    /// The best of a hashtag, best first.
    pub(crate) fn top_finds(&self, tag: &str, now_ms: i64) -> Vec<Find> {
        let now = (now_ms / 1000) as u32;
        let pause = pause(self.seed, tag);
        let month = 30 * DAY_S / pause;
        let mut finds: Vec<Find> = (now / pause - month..now / pause)
            .map(|turn| self.find(tag, turn, pause))
            .chain(self.own_finds(tag, now_ms))
            .collect();
        finds.sort_by_key(|find| std::cmp::Reverse((find.likes.unwrap_or(0), find.at)));
        finds.truncate(TOP);
        finds
    }

    /// The world's own posts that have the hashtag in their caption.
    fn own_finds<'a>(&'a self, tag: &'a str, now_ms: i64) -> impl Iterator<Item = Find> + 'a {
        let posts = 0..self.posts.len() as u32;
        posts
            .filter(move |post| !self.posts[*post as usize].is_ephemeral() && self.post_exists_at(*post, now_ms))
            .filter(move |post| has_tag(self.caption(*post), tag))
            .map(move |post| Find {
                id: self.media_id(post),
                at: self.posts[post as usize].at,
                kind: self.posts[post as usize].kind,
                caption: self.caption(post).to_owned(),
                likes: Some(self.likes_at(post, now_ms)),
                comments: self.count_at(post, now_ms).max(0) as u64,
                permalink: self.permalink(post),
            })
    }

    /// What somebody posts in a hashtag's turn.
    fn find(&self, tag: &str, turn: u32, pause: u32) -> Find {
        let index = people::number_of(&format!("{tag} {turn}")) ^ self.seed << 8;
        let id = IdSpace::finds().id(index % 100_000_000_000_000);
        let mut dice = ChaCha8Rng::seed_from_u64(index);
        let kind = match dice.random_range(0..10) {
            0..6 => MediaKind::Image,
            6..8 => MediaKind::Reel,
            _ => MediaKind::Album(dice.random_range(2..=5)),
        };
        let along: f64 = dice.random_range(0.0..1.0);
        let likes = (along.powi(6) * 4_000.0 + along * 60.0) as u64;
        let path = if kind == MediaKind::Reel { "reel" } else { "p" };
        Find {
            id: id.to_string(),
            at: turn * pause + dice.random_range(0..pause),
            kind,
            caption: CAPTIONS
                .choose(&mut dice)
                .copied()
                .unwrap_or_default()
                .replace("{tag}", tag),
            likes: dice.random_bool(0.88).then_some(likes),
            comments: likes / dice.random_range(20..60),
            permalink: format!("https://www.instagram.com/{path}/D{:010x}/", id % 0xff_ffff_ffff),
        }
    }

    /// Whether an id is one of somebody else's post under a hashtag; of an album's slide, too.
    pub(crate) fn find_number(&self, id: &str) -> Option<u64> {
        IdSpace::finds().index(number(id)?)
    }
}

/// Seconds from one post of a hashtag to the next: four minutes to an hour.
fn pause(seed: u64, tag: &str) -> u32 {
    240 + (people::number_of(tag) ^ seed) as u32 % 3_360
}

/// Whether a caption has a hashtag, in whatever letters.
fn has_tag(caption: &str, tag: &str) -> bool {
    let caption = caption.to_lowercase();
    let of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    caption
        .match_indices(&format!("#{tag}"))
        .any(|(at, found)| !caption[at + found.len()..].starts_with(of_word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn thirty_hashtags_a_week_and_the_same_one_again() {
        let mut tags = Hashtags::default();
        let first = tags.ask(0, "rye", START).unwrap();
        for index in 1..30 {
            assert!(tags.ask(0, &format!("tag{index}"), START + 1).is_some());
        }
        assert_eq!(tags.ask(0, "more", START + 2), None);
        assert_eq!(
            tags.ask(0, "rye", START + 2),
            Some(first.clone()),
            "known ones are free"
        );
        assert!(
            tags.ask(1, "more", START + 2).is_some(),
            "another account has its own week"
        );
        assert!(
            tags.ask(0, "more", START + WEEK_MS).is_some(),
            "the first week ended for rye"
        );
        assert_eq!(tags.by_id(&first).and_then(|id| tags.name(id)), Some("rye"));
        assert_eq!(tags.asked(0, START + WEEK_MS).len(), 30);
    }

    #[test]
    fn a_hashtag_is_a_whole_word() {
        assert!(has_tag("Bread day. #Rye", "rye"));
        assert!(has_tag("#rye #bread", "rye"));
        assert!(!has_tag("#ryebread", "rye"));
        assert!(!has_tag("rye", "rye"));
    }

    #[test]
    fn the_last_days_finds_come_newest_first_and_stay_while_time_passes() {
        let world = World::new(3, WorldSize::Small, START, false);
        let finds = world.recent_finds("rye", START);
        assert!(finds.len() > 20, "{}", finds.len());
        assert!(finds.windows(2).all(|pair| pair[0].at >= pair[1].at));
        let later = world.recent_finds("rye", START + 3_600_000);
        assert!(later.contains(&finds[0]) && !later.contains(finds.last().unwrap()));
        let top = world.top_finds("rye", START);
        assert_eq!(top.len(), TOP);
        assert!(top[0].likes > top[TOP - 1].likes);
    }

    #[test]
    fn own_posts_are_found_under_their_hashtags() {
        let mut world = World::new(3, WorldSize::Small, START, false);
        let post = world.post_on_phone(START - 1_000, 0, "Back again #rye".to_owned());
        assert_eq!(world.recent_finds("rye", START)[0].id, world.media_id(post));
    }
}
