//! The hashtags an account has searched for: thirty different ones within seven days.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/hashtag-search. A tag counts from
//! its first search for seven days; searching for it again in that time is free. The platform counts across restarts, so this
//! is to be stored.

use super::clock::{after, between};
use crate::discovery::folded;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// Different hashtags within [`HASHTAG_WINDOW`].
pub const HASHTAGS_PER_WINDOW: usize = 30;

/// How long a hashtag counts.
pub const HASHTAG_WINDOW: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The hashtags of one account that still count, each with its first search. Serializes as a map; store it when it changes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hashtags(BTreeMap<String, Timestamp>);

impl Hashtags {
    /// How many count at that moment.
    pub fn used(&self, now: Timestamp) -> usize {
        self.0.values().filter(|searched| counts(**searched, now)).count()
    }

    /// When the next one stops counting.
    pub fn frees_at(&self, now: Timestamp) -> Option<Timestamp> {
        let counting = self.0.values().filter(|searched| counts(**searched, now));
        counting.min().map(|searched| after(*searched, HASHTAG_WINDOW))
    }

    /// Whether a search for `tag` is allowed; how long to wait otherwise.
    pub(super) fn check(&self, tag: &str, now: Timestamp) -> Result<(), Duration> {
        let is_known = self.0.get(&folded(tag)).is_some_and(|searched| counts(*searched, now));
        if is_known || self.used(now) < HASHTAGS_PER_WINDOW {
            return Ok(());
        }
        let free = self.frees_at(now).unwrap_or(now);
        Err(between(now, free))
    }

    /// Counts a search for `tag`, and forgets the tags that no longer count.
    pub(super) fn add(&mut self, tag: &str, now: Timestamp) {
        self.0.retain(|_, searched| counts(*searched, now));
        self.0.entry(folded(tag)).or_insert(now);
    }
}

fn counts(searched: Timestamp, now: Timestamp) -> bool {
    now < after(searched, HASHTAG_WINDOW)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_786_000_000 + day * 24 * 60 * 60).unwrap()
    }

    fn full() -> Hashtags {
        let mut tags = Hashtags::default();
        for n in 0..30 {
            tags.check(&format!("tag{n}"), day(n / 10)).unwrap();
            tags.add(&format!("tag{n}"), day(n / 10));
        }
        tags
    }

    #[test]
    fn the_thirty_first_tag_waits_until_the_first_leaves_the_window() {
        let mut tags = full();
        assert_eq!((tags.used(day(3)), tags.frees_at(day(3))), (30, Some(day(7))));
        assert_eq!(
            tags.check("one more", day(3)),
            Err(Duration::from_secs(4 * 24 * 60 * 60))
        );
        assert_eq!(tags.check("one more", day(7)), Ok(()));
        tags.add("one more", day(7));
        assert_eq!((tags.used(day(7)), tags.frees_at(day(7))), (21, Some(day(8))));
    }

    #[test]
    fn a_known_tag_is_free_however_it_is_written_and_does_not_count_longer() {
        let mut tags = full();
        for spelling in ["tag3", "#TAG3", " Tag3 "] {
            assert_eq!(tags.check(spelling, day(3)), Ok(()), "{spelling}");
        }
        tags.add("tag3", day(6));
        assert_eq!(tags.used(day(7)), 20, "it counts from its first search");
        assert_eq!(tags.used(day(20)), 0);
        assert_eq!(tags.frees_at(day(20)), None);
    }

    #[test]
    fn what_was_stored_counts_on() {
        let written = serde_json::to_string(&full()).unwrap();
        let read: Hashtags = serde_json::from_str(&written).unwrap();
        assert_eq!(read, full());
        assert!(written.starts_with(r#"{"tag0":""#), "{written}");
    }

    proptest! {
        /// However searches fall, no seven days hold more than thirty different tags.
        #[test]
        fn no_window_holds_more(searches in proptest::collection::vec((0u32..60, 0i64..6), 0..300)) {
            let mut tags = Hashtags::default();
            let (mut now, mut made) = (day(0), Vec::new());
            for (tag, hours) in searches {
                now = after(now, Duration::from_secs(u64::try_from(hours).unwrap() * 3600));
                let tag = format!("tag{tag}");
                if tags.check(&tag, now).is_ok() {
                    tags.add(&tag, now);
                    made.push((now, tag));
                }
            }
            for (end, _) in &made {
                prop_assert!(tags_counted(&made, *end) <= HASHTAGS_PER_WINDOW, "at {end}");
            }
        }
    }

    /// How many tags the platform counts at `end`: each from a search that found it not counting, for seven days.
    fn tags_counted(made: &[(Timestamp, String)], end: Timestamp) -> usize {
        let mut since: BTreeMap<&str, Timestamp> = BTreeMap::new();
        for (at, tag) in made.iter().filter(|(at, _)| *at <= end) {
            let known = since.entry(tag).or_insert(*at);
            if !counts(*known, *at) {
                *known = *at;
            }
        }
        since.values().filter(|searched| counts(**searched, end)).count()
    }
}
