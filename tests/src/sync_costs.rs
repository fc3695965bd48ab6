//! What the background reading costs, as journeys of the core that count calls at the witness on a clock that is moved.
//! The acceptance tests hold them to their limits, the bench prints them.

use std::time::Duration;

use postroom_core::clock::between;
use postroom_core::sync::{BackfillPhase, SyncSettings};
use serde_json::json;
use simulator::{CommentInfo, Options, RequestRecord, SimClock, WorldSize};
use tokio::time::Instant;

use crate::office::{LIMIT, Office, when_asked};
use crate::{Outcome, poll};

const HOUR: Duration = Duration::from_secs(3600);

/// Simulated seconds a second where an hour is to pass.
const FAST: f64 = 300.0;

/// Comments a page of the platform holds, and posts.
const PAGE: usize = 50;

/// What an hour costs in which nothing happens.
#[derive(Debug, Clone, Copy)]
pub struct QuietHour {
    /// Calls that the platform counts against the impressions of the account.
    pub impressions: usize,
    /// Calls that it counts against the counter of conversations.
    pub conversations: usize,
    /// Looks at what moved.
    pub ticks: usize,
    /// Looks at the first page of young posts.
    pub young: usize,
    /// Looks at the posts that tag the account.
    pub tags: usize,
}

/// What it takes to find a reply to the oldest comment of a post.
#[derive(Debug, Clone, Copy)]
pub struct LateReply {
    /// Comments and replies of the post.
    pub comments: usize,
    /// Pages that its comments fill.
    pub pages: usize,
    /// Calls from the moment it was written to the moment it was found.
    pub calls: usize,
    /// Simulated time between both.
    pub took: Duration,
}

/// What it takes to read an account for the first time.
#[derive(Debug, Clone, Copy)]
pub struct FirstSync {
    /// Comments and replies that were stored.
    pub rows: usize,
    /// Calls that read.
    pub calls: usize,
    /// The fewest that the platform's page limits allow.
    pub fewest: usize,
    /// Real time from the yes to the account until everything was here.
    pub took: Duration,
}

/// A world at a fixed time, whose clock runs `speed` seconds a second.
pub fn world(accounts: usize, posts: usize, comments: usize, speed: f64) -> Outcome<Options> {
    Ok(Options {
        size: WorldSize::Custom {
            accounts,
            posts,
            comments,
        },
        clock: SimClock::at("2026-11-19T14:00:00Z".parse()?, speed),
        ..Options::default()
    })
}

/// What the platform counts against the impressions of the account, and what against the counter of conversations.
pub fn counted(requests: &[RequestRecord]) -> (usize, usize) {
    let of = |names: &[&str]| {
        let named = |request: &&RequestRecord| request.endpoint.as_deref().is_some_and(|name| names.contains(&name));
        requests.iter().filter(named).count()
    };
    let conversations = of(&["conversations", "conversation", "message", "user_profile"]);
    let all = requests.iter().filter(|request| request.endpoint.is_some()).count();
    (all - conversations, conversations)
}

/// An hour with the window visible, in which five posts are young and nobody writes.
///
/// # Errors
/// When something does not work.
pub async fn quiet_hour() -> Outcome<QuietHour> {
    let office = Office::open_with(world(1, 130, 900, FAST)?, SyncSettings::default()).await?;
    // Whatever the world brought along is old now.
    office.simulator.clock().advance(72 * HOUR);
    for number in 0..5 {
        let caption = format!("Number {number} of five");
        let post = office
            .simulator
            .post_on_phone(&office.username(0), &caption)
            .ok_or("the phone posts nothing")?;
        let question = json!({ "media": post, "username": "early_bird", "text": "What does it cost?" });
        office.outside("comments", question).await?;
    }
    office.connect_and_read().await?;
    office.read_messages().await?;
    // The first looks of all tasks are over, and with them the hour of the first sync.
    let start = office.simulator.clock().now();
    office.simulator.witness().clear();
    poll::until("an hour to pass", LIMIT, async || {
        let passed = between(start, office.simulator.clock().now());
        Ok((passed >= HOUR).then_some(()))
    })
    .await?;
    let requests = office.simulator.witness().requests();
    let (impressions, conversations) = counted(&requests);
    let to = |name: &str| {
        let is_it = |request: &&RequestRecord| request.endpoint.as_deref() == Some(name);
        requests.iter().filter(is_it).count()
    };
    Ok(QuietHour {
        impressions,
        conversations,
        ticks: to("media"),
        young: to("comments"),
        tags: to("tags"),
    })
}

/// A post with 5,000 comments gets one new reply to its oldest.
///
/// # Errors
/// When it is not found.
pub async fn late_reply() -> Outcome<LateReply> {
    let office = Office::open_with(world(1, 1, 5_000, 60.0)?, SyncSettings::default()).await?;
    office.simulator.clock().advance(72 * HOUR);
    office.connect_and_read().await?;
    let post = office.simulator.world().posts(&office.username(0)).remove(0);
    let comments = office.simulator.world().comments(&post.id);
    let is_open = |comment: &&CommentInfo| comment.parent.is_none() && !comment.hidden;
    let oldest = comments.iter().rev().find(is_open).ok_or("nobody can be replied to")?;
    office.simulator.witness().clear();
    let written = office.simulator.clock().now();
    let reply = json!({ "media": post.id, "username": "late_visitor", "text": "Same here!", "parent": oldest.id });
    let reply = office.outside("comments", reply).await?;
    let id = reply["id"].as_str().ok_or("the reply has no id")?.into();
    poll::until("the reply to be found", LIMIT, async || {
        Ok(office.app.inbox().thread(&id).await.is_ok().then_some(()))
    })
    .await?;
    let took = between(written, office.simulator.clock().now());
    let (calls, _) = counted(&office.simulator.witness().requests());
    let tops = comments.iter().filter(|comment| comment.parent.is_none()).count();
    Ok(LateReply {
        comments: comments.len(),
        pages: tops.div_ceil(PAGE),
        calls,
        took,
    })
}

/// An account with this many posts and comments is connected and read. The office, to look at what it holds then.
///
/// # Errors
/// When it is not read within `limit` of real time, or something is missing then.
pub async fn first_sync(posts: usize, comments: usize, limit: Duration) -> Outcome<(FirstSync, Office)> {
    let office = Office::open_with(world(1, posts, comments, 60.0)?, when_asked()).await?;
    office.simulator.witness().clear();
    let begin = Instant::now();
    let account = office.connect_by_token(&office.username(0)).await?;
    poll::until("the history to be read", limit, async || {
        let state = office.app.sync().backfill(&account).await?;
        let is_done = state.is_some_and(|state| state.phase == BackfillPhase::Done);
        Ok(is_done.then_some(()))
    })
    .await?;
    let took = begin.elapsed();
    let world = office.simulator.world();
    let mut fewest = world.posts(&office.username(0)).len().div_ceil(PAGE);
    let (mut rows, mut threads) = (0, 0);
    for post in world.posts(&office.username(0)) {
        let comments = world.comments(&post.id);
        rows += comments.len();
        threads += threads_with_others(&comments);
        fewest += fewest_pages(&comments);
    }
    let reading = ["media", "comments", "replies", "comment", "stories"];
    let is_reading = |request: &RequestRecord| {
        let endpoint = request.endpoint.as_deref();
        endpoint.is_some_and(|name| reading.contains(&name))
    };
    let requests = office.simulator.witness().requests();
    let calls = requests.iter().filter(|request| is_reading(request)).count();
    let held = usize::try_from(office.app.inbox().counts(&[]).await?.all)?;
    if held != threads {
        return Err(format!("of {threads} threads {held} are here").into());
    }
    let sync = FirstSync {
        rows,
        calls,
        fewest,
        took,
    };
    Ok((sync, office))
}

/// How many threads of a post hold something that somebody else wrote.
fn threads_with_others(comments: &[CommentInfo]) -> usize {
    let others = comments.iter().filter(|comment| !comment.ours);
    let tops: std::collections::BTreeSet<&str> = others
        .map(|comment| comment.parent.as_deref().unwrap_or(&comment.id))
        .collect();
    tops.len()
}

/// The fewest calls that read the comments of a post: replies come with their comment, a page of them.
fn fewest_pages(comments: &[CommentInfo]) -> usize {
    let mut replies = std::collections::BTreeMap::<&str, usize>::new();
    for comment in comments {
        match &comment.parent {
            None => drop(replies.entry(&comment.id).or_default()),
            Some(top) => *replies.entry(top).or_default() += 1,
        }
    }
    let further: usize = replies
        .values()
        .map(|count| count.div_ceil(PAGE).saturating_sub(1))
        .sum();
    replies.len().div_ceil(PAGE) + further
}
