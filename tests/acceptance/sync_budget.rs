//! What the background reading costs: calls counted at the witness, on a clock that is moved.

use std::time::Duration;

use postroom_core::clock::between;
use postroom_core::outbox::ActionState;
use postroom_core::sync::{SyncSettings, TaskStanding};
use postroom_core::{Pace, ProblemCode};
use postroom_tests::office::{LIMIT, Office, when_asked};
use postroom_tests::poll;
use serde_json::json;
use simulator::{CommentInfo, Endpoint, Fault, FaultKind, Options, RequestRecord, SimClock, WorldSize};
use store::{Delivery, SyncTask};

const HOUR: Duration = Duration::from_secs(3600);

/// Simulated seconds a second where an hour is to pass.
const FAST: f64 = 300.0;

/// What the platform counts against the impressions of the account, and what against the counter of conversations.
fn counted(requests: &[RequestRecord]) -> (usize, usize) {
    let of = |names: &[&str]| {
        let named = |request: &&RequestRecord| request.endpoint.as_deref().is_some_and(|name| names.contains(&name));
        requests.iter().filter(named).count()
    };
    let conversations = of(&["conversations", "conversation", "message", "user_profile"]);
    let all = requests.iter().filter(|request| request.endpoint.is_some()).count();
    (all - conversations, conversations)
}

fn world(accounts: usize, posts: usize, comments: usize, speed: f64) -> Options {
    Options {
        size: WorldSize::Custom {
            accounts,
            posts,
            comments,
        },
        clock: SimClock::at("2026-11-19T14:00:00Z".parse().unwrap(), speed),
        ..Options::default()
    }
}

#[tokio::test]
async fn a_quiet_hour_with_five_young_posts_stays_within_its_calls() {
    let office = Office::open_with(world(1, 130, 900, FAST), SyncSettings::default())
        .await
        .unwrap();
    // Whatever the world brought along is old now.
    office.simulator.clock().advance(72 * HOUR);
    for number in 0..5 {
        let caption = format!("Number {number} of five");
        let post = office.simulator.post_on_phone(&office.username(0), &caption).unwrap();
        let question = json!({ "media": post, "username": "early_bird", "text": "What does it cost?" });
        office.outside("comments", question).await.unwrap();
    }
    office.connect_and_read().await.unwrap();
    // The first looks of all tasks are over, and with them the hour of the first sync.
    let start = office.simulator.clock().now();
    office.simulator.witness().clear();
    poll::until("an hour to pass", LIMIT, async || {
        let passed = between(start, office.simulator.clock().now());
        Ok((passed >= HOUR).then_some(()))
    })
    .await
    .unwrap();
    let requests = office.simulator.witness().requests();
    let (impressions, conversations) = counted(&requests);
    assert!(impressions <= 85, "{impressions}");
    assert!(conversations <= 70, "{conversations}");
    let ticks = requests
        .iter()
        .filter(|request| request.endpoint.as_deref() == Some("media"))
        .count();
    assert!(ticks >= 50, "what moved is looked for every minute: {ticks}");
    let young = office.simulator.witness().requests_to("comments").len();
    assert!(
        (15..=25).contains(&young),
        "five young posts, four times an hour: {young}"
    );
}

#[tokio::test]
async fn a_reply_to_the_oldest_of_five_thousand_comments_is_found_within_ten_minutes() {
    let office = Office::open_with(world(1, 1, 5_000, 60.0), SyncSettings::default())
        .await
        .unwrap();
    office.simulator.clock().advance(72 * HOUR);
    office.connect_and_read().await.unwrap();
    let post = office.simulator.world().posts(&office.username(0)).remove(0);
    let comments = office.simulator.world().comments(&post.id);
    let is_open = |comment: &&CommentInfo| comment.parent.is_none() && !comment.hidden;
    let oldest = comments.iter().rev().find(is_open).unwrap();
    office.simulator.witness().clear();
    let written = office.simulator.clock().now();
    let reply = json!({ "media": post.id, "username": "late_visitor", "text": "Same here!", "parent": oldest.id });
    let reply = office.outside("comments", reply).await.unwrap();
    let id = reply["id"].as_str().unwrap().into();
    poll::until("the reply to be found", LIMIT, async || {
        Ok(office.app.inbox().thread(&id).await.is_ok().then_some(()))
    })
    .await
    .unwrap();
    let took = between(written, office.simulator.clock().now());
    let (calls, _) = counted(&office.simulator.witness().requests());
    assert!(took <= Duration::from_secs(600), "{took:?}");
    let pages = comments
        .iter()
        .filter(|comment| comment.parent.is_none())
        .count()
        .div_ceil(50);
    assert!(calls <= pages + 20, "{calls} calls for {pages} pages");
}

#[tokio::test]
async fn the_first_sync_makes_hardly_more_calls_than_the_page_limits_ask_for() {
    let office = Office::open_with(world(1, 70, 6_000, 60.0), when_asked())
        .await
        .unwrap();
    office.simulator.witness().clear();
    office.connect_and_read().await.unwrap();
    let world = office.simulator.world();
    let posts = world.posts(&office.username(0));
    let comment_pages = |media: &str| {
        let comments = world.comments(media);
        let tops: Vec<_> = comments.iter().filter(|comment| comment.parent.is_none()).collect();
        let replies = |top: &CommentInfo| comments.iter().filter(|c| c.parent.as_deref() == Some(&top.id)).count();
        let further: usize = tops.iter().map(|top| replies(top).div_ceil(50).saturating_sub(1)).sum();
        tops.len().div_ceil(50) + further
    };
    let fewest = posts.len().div_ceil(50) + posts.iter().map(|post| comment_pages(&post.id)).sum::<usize>();
    let reading = ["media", "comments", "replies", "comment", "stories"];
    let is_reading = |name: &str| reading.contains(&name);
    let requests = office.simulator.witness().requests();
    let made = requests
        .iter()
        .filter(|request| request.endpoint.as_deref().is_some_and(is_reading))
        .count();
    let held = office.others_held(&office.username(0)).await.unwrap();
    assert_eq!(held, office.others(&office.username(0)).len());
    let ratio = made as f64 / fewest as f64;
    assert!(ratio <= 1.1, "{made} of {fewest}");
}

/// Makes the platform tell that this much of the account's allowance is used, by one more call.
async fn use_up(office: &Office, percent: u32) {
    let account = office.app.accounts().list().await.unwrap().remove(0).row.id;
    let made = office.simulator.witness().requests().len();
    let allowed = u32::try_from(made).unwrap() * 100 / percent;
    office.simulator.set_hourly_allowance(allowed);
    poll::until(&format!("{percent} % to be told"), LIMIT, async || {
        office.app.sync_now();
        let gauges = office.app.sync().gauges().await?;
        let told = gauges
            .iter()
            .find(|gauge| gauge.account == account)
            .and_then(|gauge| gauge.used_percent);
        Ok(told.filter(|told| u32::from(*told) >= percent).map(drop))
    })
    .await
    .unwrap();
}

async fn pace(office: &Office) -> Pace {
    office.app.sync().gauges().await.unwrap()[0].pace
}

#[tokio::test]
async fn from_seventy_percent_on_only_what_moved_is_read() {
    let office = Office::open_with(world(1, 90, 900, 60.0), SyncSettings::default())
        .await
        .unwrap();
    office.connect_and_read().await.unwrap();
    use_up(&office, 71).await;
    assert_eq!(pace(&office).await, Pace::Slowed);
    let row = &office.app.accounts().list().await.unwrap()[0].row;
    assert!(
        row.usage_percent.is_some_and(|percent| percent >= 71),
        "stored with the account"
    );
    office.simulator.witness().clear();
    let post = office.simulator.world().posts(&office.username(0)).remove(0);
    let new = json!({ "media": post.id, "username": "late_visitor", "text": "Still open?" });
    let written = office.outside("comments", new).await.unwrap();
    let id = written["id"].as_str().unwrap().into();
    office.app.sync_now();
    poll::until("what moved to be read all the same", LIMIT, async || {
        Ok(office.app.inbox().thread(&id).await.is_ok().then_some(()))
    })
    .await
    .unwrap();
    let read = office.simulator.witness().requests_to("comments");
    assert!(read.iter().all(|request| request.path.contains(&post.id)), "{read:?}");
}

#[tokio::test]
async fn from_ninety_percent_on_only_people_call_and_their_call_goes_at_once() {
    let office = Office::open_with(world(1, 90, 900, 60.0), SyncSettings::default())
        .await
        .unwrap();
    let account = office.connect_and_read().await.unwrap();
    use_up(&office, 91).await;
    assert_eq!(pace(&office).await, Pace::PeopleOnly);
    office.simulator.witness().clear();
    office.app.sync_now();
    let comment = office.targets().remove(0);
    let action: ActionState = office.app.inbox().set_hidden(&[comment], true).await.unwrap().remove(0);
    office.settle().await.unwrap();
    let sent = office.action(&action).await.unwrap();
    assert_eq!(sent.delivery, Delivery::Sent);
    let endpoints: Vec<_> = office
        .simulator
        .witness()
        .requests()
        .into_iter()
        .filter_map(|r| r.endpoint)
        .collect();
    assert_eq!(endpoints, ["hide"], "the program itself reads nothing");
    let tasks = office.app.sync().tasks(&account).await.unwrap();
    let counts = tasks.iter().find(|task| task.row.task == SyncTask::Counts).unwrap();
    assert_eq!(counts.row.error_code, None, "to give way is no failure");
    poll::until("the tick to say that it gives way", LIMIT, async || {
        let tasks = office.app.sync().tasks(&account).await?;
        let gives_way = |task: &postroom_core::sync::TaskState| {
            task.row.task == SyncTask::Counts && task.standing == TaskStanding::GivesWay(Pace::PeopleOnly)
        };
        Ok(tasks.iter().any(gives_way).then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_refusal_of_the_rate_stops_everything_until_its_time_is_over() {
    let office = Office::connected().await.unwrap();
    let account = office.app.accounts().list().await.unwrap().remove(0).row.id;
    let throttle = FaultKind::Throttle { code: 613, minutes: 0 };
    office.simulator.faults().add(Fault::once(Endpoint::Media, throttle));
    office.sync().await.unwrap();
    let problem = office.app.accounts().list().await.unwrap().remove(0).problem.unwrap();
    assert_eq!(problem.code, ProblemCode::RateLimited);
    let gauge = office.app.sync().gauges().await.unwrap().remove(0);
    assert_eq!((gauge.account, gauge.pace), (account, Pace::Stopped));
    assert!(
        gauge.resumes.is_some_and(|at| at > office.simulator.clock().now()),
        "the gauge says until when"
    );
    let refused = office.simulator.witness().requests_to("media").pop().unwrap();
    poll::until("the pause to end", LIMIT, async || {
        office.app.sync_now();
        Ok(office.app.accounts().list().await?[0].problem.is_none().then_some(()))
    })
    .await
    .unwrap();
    let later = office
        .simulator
        .witness()
        .requests()
        .into_iter()
        .find(|request| request.seq > refused.seq)
        .unwrap();
    let pause = between(refused.at, later.at);
    assert!(
        pause >= Duration::from_secs(300),
        "a call within {pause:?} would prolong the pause"
    );
}
