//! Makes the world of a seed: accounts, their posts over the last two years, and the threads under them.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::brands::BRANDS;
use super::containers::Medium;
use super::people::SPAMMER;
use super::size::WorldSize;
use super::speech::Speech;
use super::state::{Account, HIDDEN, MediaKind, NO_TEXT, NONE, OURS, Post, Record};

pub(crate) struct Made {
    pub(crate) accounts: Vec<Account>,
    pub(crate) posts: Vec<Post>,
    pub(crate) comments: Vec<Record>,
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;
/// Age of an account's oldest post.
const OLDEST: f64 = 730.0 * DAY;
/// How long ago every account became a professional one: after its oldest post.
const PROFESSIONAL: f64 = 720.0 * DAY;

/// Branch names of accounts beyond the first five.
const BRANCHES: &[&str] = &[
    "north",
    "south",
    "harbour",
    "oldtown",
    "station",
    "garden",
    "market",
    "riverside",
];

pub(crate) fn generate(seed: u64, size: WorldSize, start: u32) -> Made {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut accounts = Vec::with_capacity(size.accounts());
    let mut posts = Vec::with_capacity(size.posts());
    for index in 0..size.accounts() {
        let share = size.posts() / size.accounts() + usize::from(index < size.posts() % size.accounts());
        let from = posts.len() as u32;
        for place in 0..share {
            posts.push(post(&mut dice, index, place, share, start));
        }
        accounts.push(account(index, from..posts.len() as u32, start));
    }
    let mut comments = Vec::with_capacity(size.comments() + 64);
    let shares = shares(&mut dice, &accounts, &posts, size.comments(), start);
    for (index, budget) in shares.into_iter().enumerate() {
        fill(&mut dice, &mut posts[index], index as u32, budget, start, &mut comments);
    }
    for (index, account) in accounts.iter_mut().enumerate() {
        stories(index, account, &mut posts, start);
    }
    Made {
        accounts,
        posts,
        comments,
    }
}

/// One to three stories of the last day; they stand behind the posts of every account.
fn stories(index: usize, account: &mut Account, posts: &mut Vec<Post>, start: u32) {
    let ages = [15.5 * HOUR, 7.25 * HOUR, 2.0 * HOUR];
    for (place, age) in ages.into_iter().enumerate().skip(2 - index % 3) {
        let medium = if place == 1 { Medium::Video } else { Medium::Picture };
        account.stories.push(posts.len() as u32);
        posts.push(Post {
            account: index as u32,
            at: start - age as u32 - index as u32 * 61,
            idea: place + index,
            kind: MediaKind::Story(medium),
            likes: 0,
            tops: Vec::new(),
            count: 0,
            count_changes: Vec::new(),
            enabled: true,
            switch_changes: Vec::new(),
            published: None,
        });
    }
}

fn account(index: usize, posts: std::ops::Range<u32>, start: u32) -> Account {
    let brand_index = index % BRANDS.len();
    let brand = &BRANDS[brand_index];
    let lap = index / BRANDS.len();
    let (username, name) = match lap {
        0 => (brand.username.to_owned(), brand.name.to_owned()),
        lap => {
            let branch = BRANCHES[(lap - 1) % BRANCHES.len()];
            let round = (lap - 1) / BRANCHES.len();
            let figure = if round == 0 {
                String::new()
            } else {
                (round + 1).to_string()
            };
            (
                format!("{}.{branch}{figure}", brand.username),
                format!("{} {branch}{figure}", brand.name),
            )
        }
    };
    Account {
        brand: brand_index,
        username,
        name,
        followers: brand.followers / (lap as u64 + 1),
        posts,
        published: Vec::new(),
        stories: Vec::new(),
        professional_ms: (i64::from(start) - PROFESSIONAL as i64) * 1000,
    }
}

fn post(dice: &mut ChaCha8Rng, account: usize, place: usize, of: usize, start: u32) -> Post {
    let along = if of > 1 { place as f64 / (of - 1) as f64 } else { 0.0 };
    let first = 3.0 * HOUR + account as f64 % 5.0 * 1.4 * HOUR;
    let spread = (OLDEST - first) * along.powf(1.8);
    let jitter = if place == 0 || place + 1 == of {
        0.0
    } else {
        dice.random_range(0.0..2.0) * HOUR
    };
    let age = first + spread.max(place as f64 * 2.5 * HOUR) + jitter;
    let kind = match (account * 3 + place * 7) % 10 {
        0 | 4 | 8 => MediaKind::Album(dice.random_range(2..=7)),
        3 | 6 => MediaKind::Reel,
        _ => MediaKind::Image,
    };
    Post {
        account: account as u32,
        at: start - age as u32,
        idea: place,
        kind,
        likes: dice.random_range(120..9_400),
        tops: Vec::new(),
        count: 0,
        count_changes: Vec::new(),
        enabled: !(place > 5 && place % 9 == 7),
        switch_changes: Vec::new(),
        published: None,
    }
}

/// How many comments each post gets: livelier accounts and luckier posts more, a post of three hours less than one of
/// three days.
fn shares(dice: &mut ChaCha8Rng, accounts: &[Account], posts: &[Post], total: usize, start: u32) -> Vec<usize> {
    let weights: Vec<f64> = posts
        .iter()
        .map(|post| {
            let luck: f64 = dice.random_range(0.0_f64..1.0).powi(3) * 4.0 + 0.35;
            let reach = (accounts[post.account as usize].followers as f64).sqrt();
            let age_days = f64::from(start - post.at) / DAY;
            // Today's post is the one everybody looks at: never an unlucky one.
            let luck = if age_days < 0.6 { luck.max(1.7) } else { luck };
            luck * reach * (0.5 + 0.5 * (age_days / 2.0).min(1.0))
        })
        .collect();
    let sum: f64 = weights.iter().sum();
    let mut given = 0;
    let mut shares: Vec<usize> = weights
        .iter()
        .map(|weight| {
            let share = (weight / sum * total as f64) as usize;
            given += share;
            share
        })
        .collect();
    let count = shares.len().max(1);
    for extra in 0..total.saturating_sub(given) {
        shares[extra % count] += 1;
    }
    shares
}

/// A thread before it is written.
struct Thread {
    top: Record,
    /// Replies of other people.
    others: usize,
    /// Whether the brand answers, after them.
    answered: bool,
}

/// Writes the threads of a post, oldest first, with exactly `budget` comments and replies.
fn fill(dice: &mut ChaCha8Rng, post: &mut Post, index: u32, budget: usize, start: u32, out: &mut Vec<Record>) {
    let life = f64::from(start - post.at) - MINUTE;
    let crowd = (budget as u32 / 3).max(12);
    let mut threads = Vec::with_capacity(budget / 2 + 1);
    let mut left = budget;
    while left > 0 {
        let newest = index == 0 && threads.is_empty();
        let along: f64 = dice.random_range(0.0..1.0);
        // Most of the talk is in the first days, some drips in for years.
        let share = if newest {
            1.0
        } else if dice.random_bool(0.06) {
            along
        } else {
            along.powi(4)
        };
        let top = top_level(dice, index, post.at + (life * share) as u32, start, post.account, crowd);
        left -= 1;
        let others = if newest {
            0
        } else {
            replies_wanted(dice, top.speech).min(left)
        };
        left -= others;
        let age = f64::from(start - top.at);
        let answer = top.flags & HIDDEN == 0 && !newest && left > 0;
        let answered = answer && dice.random_bool(chance_of_answer(top.speech, age));
        left -= usize::from(answered);
        threads.push(Thread { top, others, answered });
    }
    threads.sort_by_key(|thread| thread.top.at);
    for thread in threads {
        write(dice, post, &thread, start, crowd, out);
    }
    post.count = budget as i64;
}

fn write(dice: &mut ChaCha8Rng, post: &mut Post, thread: &Thread, start: u32, crowd: u32, out: &mut Vec<Record>) {
    let top = out.len() as u32;
    out.push(thread.top);
    post.tops.push(top);
    let mut now = thread.top.at;
    let mut previous = NONE;
    for reply in 0..thread.others + usize::from(thread.answered) {
        let ours = reply == thread.others;
        let room = f64::from(start.saturating_sub(now)) - MINUTE;
        let pause = (dice.random_range(0.0_f64..1.0).powi(3) * 30.0 * HOUR + 90.0).min(room.max(0.0) * 0.7);
        now += pause as u32;
        let place = out.len() as u32;
        out.push(Record {
            at: now,
            post: thread.top.post,
            parent: top,
            first_reply: NONE,
            next: NONE,
            person: if ours { NONE } else { person(dice, post.account, crowd) },
            speech: if ours {
                thread.top.speech.answer()
            } else {
                Speech::Reply
            },
            flags: if ours { OURS } else { 0 },
        });
        match previous {
            NONE => out[top as usize].first_reply = place,
            previous => out[previous as usize].next = place,
        }
        previous = place;
    }
}

fn top_level(dice: &mut ChaCha8Rng, post: u32, at: u32, start: u32, account: u32, crowd: u32) -> Record {
    let speech = Speech::draw(dice);
    let settled = start - at > HOUR as u32;
    let hidden = settled
        && match speech {
            Speech::Spam => dice.random_bool(0.75),
            Speech::Abuse => dice.random_bool(0.8),
            _ => false,
        };
    let no_text = speech == Speech::Emoji && dice.random_bool(0.12);
    let person = if speech == Speech::Spam {
        SPAMMER | dice.random_range(0..9_999)
    } else {
        person(dice, account, crowd)
    };
    Record {
        at,
        post,
        parent: NONE,
        first_reply: NONE,
        next: NONE,
        person,
        speech,
        flags: if hidden { HIDDEN } else { 0 } | if no_text { NO_TEXT } else { 0 },
    }
}

/// Somebody of the account's crowd: regulars write often, most people once.
pub(crate) fn person(dice: &mut ChaCha8Rng, account: u32, crowd: u32) -> u32 {
    let along: f64 = dice.random_range(0.0..1.0);
    account * 613 + (f64::from(crowd) * along.powf(2.2)) as u32
}

fn replies_wanted(dice: &mut ChaCha8Rng, speech: Speech) -> usize {
    match speech {
        Speech::Question => [0, 0, 0, 0, 0, 1, 1, 2][dice.random_range(0..8)],
        Speech::Spam | Speech::Abuse => 0,
        _ => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3][dice.random_range(0..12)],
    }
}

fn chance_of_answer(speech: Speech, age: f64) -> f64 {
    if matches!(speech, Speech::Spam | Speech::Abuse) {
        return 0.0;
    }
    match age / HOUR {
        age if age < 6.0 => 0.06,
        age if age < 48.0 => 0.5,
        _ => 0.94,
    }
}
