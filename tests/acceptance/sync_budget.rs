//! What the background reading costs: calls counted at the witness, on a clock that is moved. The bench prints the same.

use std::time::Duration;

use postroom_core::clock::between;
use postroom_core::outbox::ActionState;
use postroom_core::sync::{SyncSettings, TaskStanding};
use postroom_core::{Pace, ProblemCode};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::{poll, sync_costs};
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};
use store::{Delivery, SyncTask};

#[tokio::test]
async fn a_quiet_hour_with_five_young_posts_stays_within_its_calls() {
    let hour = sync_costs::quiet_hour().await.unwrap();
    assert!(hour.impressions <= 85, "{hour:?}");
    assert!(hour.conversations <= 70, "{hour:?}");
    assert!(hour.ticks >= 50, "what moved is looked for every minute: {hour:?}");
    assert!(
        (15..=25).contains(&hour.young),
        "five young posts, four times an hour: {hour:?}"
    );
    assert!((1..=2).contains(&hour.tags), "every hour: {hour:?}");
}

#[tokio::test]
async fn a_reply_to_the_oldest_of_five_thousand_comments_is_found_within_ten_minutes() {
    let found = sync_costs::late_reply().await.unwrap();
    assert!(found.took <= Duration::from_secs(600), "{found:?}");
    assert!(found.calls <= found.pages + 20, "{found:?}");
}

#[tokio::test]
async fn the_first_sync_makes_hardly_more_calls_than_the_page_limits_ask_for() {
    let (sync, _office) = sync_costs::first_sync(70, 6_000, LIMIT).await.unwrap();
    let ratio = sync.calls as f64 / sync.fewest as f64;
    assert!(ratio <= 1.1, "{sync:?}");
}

/// Makes the platform tell that this much of the account's allowance is used, by one more call.
async fn use_up(office: &Office, percent: u32) {
    let account = office.app.accounts().list().await.unwrap().remove(0).row.id;
    let (made, _) = sync_costs::counted(&office.simulator.witness().requests());
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
    let office = Office::open_with(sync_costs::world(1, 90, 900, 60.0).unwrap(), SyncSettings::default())
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
    let office = Office::open_with(sync_costs::world(1, 90, 900, 60.0).unwrap(), SyncSettings::default())
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
        let counts = tasks.into_iter().find(gives_way);
        let until = office.app.sync().gauges().await?.remove(0).lines[0].known_until;
        // The figure may have run out between the two looks.
        Ok(counts
            .filter(|task| task.next_at.is_some() && task.next_at == until)
            .map(drop))
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
