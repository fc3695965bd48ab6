//! The numbers behind insights. They are functions of seed, post or account, and time, so every call tells the same and
//! what belongs together fits together: views are at least the reach, interactions the sum of their parts.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::days::{Day, days_between};
use super::state::{MediaKind, World};

const HOUR_MS: f64 = 3_600_000.0;
const DAY_MS: i64 = 24 * 3_600_000;
/// The platform keeps an account's numbers so long.
const KEPT_MS: i64 = 90 * DAY_MS;

/// What a post has come to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PostFigures {
    pub(crate) reach: u64,
    pub(crate) views: u64,
    pub(crate) likes: u64,
    pub(crate) comments: u64,
    pub(crate) saved: u64,
    pub(crate) shares: u64,
    pub(crate) reposts: u64,
    pub(crate) follows: u64,
    pub(crate) profile_visits: u64,
    /// What visitors of the profile did: link in the biography, call, way, mail, other, text.
    pub(crate) actions: [u64; 6],
    pub(crate) replies: u64,
    /// How a story was left: on, back, away, to the next one.
    pub(crate) navigation: [u64; 4],
    pub(crate) link_clicks: u64,
    /// Average time a reel was watched, in milliseconds.
    pub(crate) watch_ms: u64,
    /// Of a hundred people so many skipped the reel.
    pub(crate) skip_rate: f64,
    /// Views on Facebook; `None` when it is not shown there.
    pub(crate) facebook_views: Option<u64>,
}

impl PostFigures {
    /// Likes with those of promoted copies.
    pub(crate) fn all_likes(&self) -> u64 {
        self.likes + self.likes / 20
    }

    /// Comments with those of promoted copies.
    pub(crate) fn all_comments(&self) -> u64 {
        self.comments + self.comments / 20
    }

    /// Views with those of promoted copies.
    pub(crate) fn all_views(&self) -> u64 {
        self.views + self.views / 12
    }

    pub(crate) fn interactions(&self) -> u64 {
        self.likes + self.comments + self.saved + self.shares + self.replies
    }
}

/// What is counted of an account day by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountCount {
    Reach,
    Views,
    Engaged,
    Likes,
    Comments,
    Saves,
    Shares,
    Replies,
    Reposts,
    Follows,
    Unfollows,
    LinkTaps,
    ProfileViews,
    WebsiteClicks,
}

impl AccountCount {
    /// Of a thousand followers so many a day.
    fn rate(self) -> f64 {
        match self {
            Self::Reach => 210.0,
            Self::Views => 390.0,
            Self::Engaged => 31.0,
            Self::Likes => 24.0,
            Self::Comments => 2.2,
            Self::Saves => 2.9,
            Self::Shares => 3.4,
            Self::Replies => 0.6,
            Self::Reposts => 0.5,
            Self::Follows => 1.7,
            Self::Unfollows => 0.8,
            Self::LinkTaps => 0.9,
            Self::ProfileViews => 9.5,
            Self::WebsiteClicks => 0.7,
        }
    }

    /// Whether people are counted, each once, however many days are asked for.
    fn people(self) -> bool {
        matches!(self, Self::Reach | Self::Engaged)
    }
}

fn dice(seed: u64, what: u64, index: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed ^ what.rotate_left(40) ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn part(of: u64, share: f64) -> u64 {
    (of as f64 * share).round() as u64
}

impl World {
    /// How many people like a post. One that was there at the start keeps its crowd, a newer one gathers it.
    pub(crate) fn likes_at(&self, post: u32, as_of: i64) -> u64 {
        let it = &self.posts[post as usize];
        if it.published.is_none() {
            return it.likes;
        }
        let mut dice = dice(self.seed, 0x11ce, u64::from(post));
        let share: f64 = dice.random_range(0.008..0.035);
        let followers = self.accounts[it.account as usize].followers;
        part(followers, share * self.grown(post, as_of))
    }

    /// Which part of its crowd a post has met by now, 0 to 1: half of it in a day, of a story in five hours.
    fn grown(&self, post: u32, as_of: i64) -> f64 {
        let it = &self.posts[post as usize];
        let half_ms = if it.is_story() { 5.0 * HOUR_MS } else { 26.0 * HOUR_MS };
        let age_ms = (as_of - it.came_ms()).max(0) as f64;
        1.0 - 0.5_f64.powf(age_ms / half_ms)
    }

    /// What a post has come to by now.
    pub(crate) fn figures(&self, post: u32, as_of: i64) -> PostFigures {
        let it = &self.posts[post as usize];
        let dice = &mut dice(self.seed, 0xf196, u64::from(post));
        let followers = self.accounts[it.account as usize].followers;
        let grown = self.grown(post, as_of);
        let story = it.is_story();
        let reel = it.kind == MediaKind::Reel;
        let likes = if story { 0 } else { self.likes_at(post, as_of) };
        let share = match it.kind {
            MediaKind::Story(_) => dice.random_range(0.04..0.12),
            MediaKind::Reel => dice.random_range(0.3..1.6),
            MediaKind::Image | MediaKind::Album(_) | MediaKind::Live(_) => dice.random_range(0.12..0.45),
        };
        let crowd: f64 = dice.random_range(8.0..17.0);
        let reach = part(followers, share * grown).max(part(likes, crowd));
        let again: f64 = if reel {
            dice.random_range(1.3..2.4)
        } else {
            dice.random_range(1.1..1.6)
        };
        let views = part(reach, again);
        let shares = if story {
            part(reach, 0.004)
        } else {
            part(likes, dice.random_range(0.01..0.08))
        };
        let visits = part(reach, dice.random_range(0.008..0.02));
        let acts = part(visits, 0.2);
        let (on, back, away) = (part(views, 0.62), part(views, 0.09), part(views, 0.06));
        let longest_ms = it
            .media(0)
            .and_then(|media| media.video())
            .map_or(60_000, |video| video.duration_ms);
        let watch_ms = dice.random_range(3_500..14_000).min(longest_ms);
        let cross_posted = !story && post % 4 == 1 || story && post % 2 == 1;
        PostFigures {
            reach,
            views,
            likes,
            comments: self.count_at(post, as_of).max(0) as u64,
            saved: if story {
                0
            } else {
                part(likes, dice.random_range(0.02..0.12))
            },
            shares,
            reposts: part(shares, 0.2),
            follows: part(visits, 0.07),
            profile_visits: visits,
            actions: [
                part(acts, 0.55),
                part(acts, 0.1),
                part(acts, 0.12),
                part(acts, 0.15),
                part(acts, 0.05),
                0,
            ],
            replies: if story { part(reach, 0.006) } else { 0 },
            navigation: [on, back, away, part(views, 0.11)],
            link_clicks: part(views, 0.013),
            watch_ms,
            skip_rate: f64::from(dice.random_range(180..520)) / 10.0,
            facebook_views: cross_posted.then(|| part(views, 0.21)),
        }
    }

    /// What an account came to in a day, were the day over.
    fn whole_day(&self, account: u32, count: AccountCount, day: i64) -> f64 {
        let followers = self.accounts[account as usize].followers as f64;
        let dice = &mut dice(self.seed, 0xda40 + count as u64, day as u64 * 512 + u64::from(account));
        // Sundays are livelier; 1970 began with a Thursday.
        let week = [1.0, 0.95, 0.98, 1.2, 0.86, 0.9, 0.94][day.rem_euclid(7) as usize];
        followers / 1000.0 * count.rate() * week * dice.random_range(0.75..1.3)
    }

    /// What an account came to on one day, as far as the day has come.
    pub(crate) fn day_figure(&self, account: u32, count: AccountCount, day: Day, now_ms: i64) -> u64 {
        let passed = passed(day, day.start_ms, now_ms);
        (self.whole_day(account, count, day.number) * passed).round() as u64
    }

    /// What an account came to between two instants. People are counted once, so their number grows more slowly than
    /// the days.
    pub(crate) fn figure_between(
        &self,
        account: u32,
        count: AccountCount,
        from_ms: i64,
        to_ms: i64,
        now_ms: i64,
    ) -> u64 {
        let from_ms = from_ms.max(now_ms - KEPT_MS);
        let to_ms = to_ms.min(now_ms);
        let days = days_between(from_ms, to_ms);
        let of_day = |day: &Day| self.whole_day(account, count, day.number) * passed(*day, from_ms, to_ms);
        let sum: f64 = days.iter().map(of_day).sum();
        let again = if count.people() {
            (days.len().max(1) as f64).powf(-0.35)
        } else {
            1.0
        };
        (sum * again).round() as u64
    }

    /// The days between two instants of which an account's numbers are kept.
    pub(crate) fn kept_days(&self, from_ms: i64, to_ms: i64, now_ms: i64) -> Vec<Day> {
        let mut days = days_between(from_ms.max(now_ms - KEPT_MS), to_ms);
        days.retain(|day| day.start_ms < now_ms);
        days
    }

    /// How many of the followers are there in each hour of a day of UTC.
    pub(crate) fn online_followers(&self, account: u32, day: i64) -> [u64; 24] {
        let followers = self.accounts[account as usize].followers as f64;
        let dice = &mut dice(self.seed, 0x0111, day as u64 * 512 + u64::from(account));
        std::array::from_fn(|hour| {
            let wave = 1.0 + ((hour as f64 - 6.0) / 24.0 * std::f64::consts::TAU).sin();
            (followers * (0.02 + 0.11 * wave) * dice.random_range(0.9..1.1)) as u64
        })
    }
}

/// Which part of a day lies between two instants, 0 to 1.
fn passed(day: Day, from_ms: i64, to_ms: i64) -> f64 {
    let overlap = day.end_ms.min(to_ms) - day.start_ms.max(from_ms);
    overlap.max(0) as f64 / (day.end_ms - day.start_ms) as f64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    fn world() -> World {
        World::new(7, WorldSize::Demo, START, false)
    }

    #[test]
    fn what_belongs_together_fits_together() {
        let world = world();
        for post in 0..world.posts.len() as u32 {
            let it = world.figures(post, START);
            assert_eq!(it, world.figures(post, START));
            assert!(it.views >= it.reach, "{it:?}");
            assert!(it.reach >= it.likes * 8 - it.likes / 2, "{it:?}");
            assert!(it.interactions() <= it.views + it.comments, "{it:?}");
        }
    }

    #[test]
    fn a_post_grows_and_never_shrinks() {
        let mut world = world();
        let post = world.post_on_phone(START, 0, "New".to_owned());
        let mut before = world.figures(post, START);
        assert_eq!((before.reach, before.likes), (0, 0));
        for hour in 1..72 {
            let now = world.figures(post, START + hour * 3_600_000);
            assert!(now.reach >= before.reach && now.likes >= before.likes);
            before = now;
        }
        assert!(before.reach > 1_000 && before.likes > 50, "{before:?}");
    }

    #[test]
    fn days_add_up_but_people_are_counted_once() {
        let world = world();
        let (from, to) = (START - 10 * DAY_MS, START);
        let views: u64 = world
            .kept_days(from, to, START)
            .into_iter()
            .map(|day| {
                let (from, to) = (day.start_ms.max(from), day.end_ms.min(to));
                world.figure_between(0, AccountCount::Views, from, to, START)
            })
            .sum();
        let whole = world.figure_between(0, AccountCount::Views, from, to, START);
        assert!(views.abs_diff(whole) < 20, "{views} {whole}");
        let day = world.figure_between(0, AccountCount::Reach, to - DAY_MS, to, START);
        let ten = world.figure_between(0, AccountCount::Reach, from, to, START);
        assert!(ten > day && ten < day * 8, "{day} {ten}");
    }

    #[test]
    fn what_is_older_than_ninety_days_is_gone() {
        let world = world();
        let (from, to) = (START - 120 * DAY_MS, START - 100 * DAY_MS);
        assert_eq!(world.figure_between(0, AccountCount::Views, from, to, START), 0);
        assert_eq!(world.kept_days(from, to, START), []);
    }
}
