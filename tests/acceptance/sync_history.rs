//! The history: how far back it is read, stopped, let go on, and over restarts.

use std::time::Duration;

use instagram::AccountId;
use postroom_core::sync::{BackfillPhase, BackfillState};
use postroom_tests::Outcome;
use postroom_tests::office::{LIMIT, Office, when_asked};
use postroom_tests::poll;
use simulator::{Endpoint, Fault, FaultKind, Options, SimClock, WorldSize};
use store::events::{self, EventKind};

/// An account with posts over two years, more than the first page of them.
async fn office() -> Office {
    let options = Options {
        size: WorldSize::Custom {
            accounts: 1,
            posts: 160,
            comments: 1_600,
        },
        clock: SimClock::at("2026-11-19T14:00:00Z".parse().unwrap(), 60.0),
        ..Options::default()
    };
    Office::open_with(options, when_asked()).await.unwrap()
}

async fn state(office: &Office, account: &AccountId) -> Outcome<BackfillState> {
    Ok(office.app.sync().backfill(account).await?.ok_or("it has not begun")?)
}

async fn begun(office: &Office) -> AccountId {
    let account = office.connect_by_token(&office.username(0)).await.unwrap();
    poll::until("the history to begin", LIMIT, async || {
        Ok(state(office, &account).await.is_ok().then_some(()))
    })
    .await
    .unwrap();
    account
}

#[tokio::test]
async fn it_stops_when_told_stays_stopped_over_a_restart_and_ends_when_let_go_on() {
    let office = office().await;
    // Slow answers leave time to stop it in the middle.
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Comments, FaultKind::SlowAnswer { ms: 20 }));
    let account = begun(&office).await;
    office.app.sync().pause_backfill(&account, true).await.unwrap();
    let stopped = state(&office, &account).await.unwrap();
    assert_eq!(stopped.phase, BackfillPhase::Paused);
    assert!(stopped.calls_left > 0, "{stopped:?}");

    let office = office.restart().await.unwrap();
    assert_eq!(state(&office, &account).await.unwrap().phase, BackfillPhase::Paused);
    office.simulator.faults().clear();
    office.app.sync().pause_backfill(&account, false).await.unwrap();
    office.history_read(&account).await.unwrap();
    let done = state(&office, &account).await.unwrap();
    assert_eq!((done.calls_left, done.listed), (0, true));
    assert!(done.calls_done > 0 && done.comments > 0);
    let held = office.others_held(&office.username(0)).await.unwrap();
    assert_eq!(held, office.others(&office.username(0)).len());
}

#[tokio::test]
async fn how_far_back_is_a_choice_that_names_its_price_and_can_be_changed() {
    let office = office().await;
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Comments, FaultKind::SlowAnswer { ms: 20 }));
    let account = begun(&office).await;
    office.app.sync().read_back_to(&account, Some(30)).await.unwrap();
    office.simulator.faults().clear();
    office.history_read(&account).await.unwrap();
    let month = office.others_held(&office.username(0)).await.unwrap();
    let everything = office.others(&office.username(0)).len();
    assert!(month < everything, "{month} of {everything}");

    let choices = office.app.sync().backfill_choices(&account).await.unwrap();
    let days: Vec<_> = choices.iter().map(|choice| choice.days).collect();
    assert_eq!(days, [Some(30), Some(90), Some(365), None]);
    assert_eq!(choices[0].calls, 0, "the month is here");
    assert!(
        choices.is_sorted_by_key(|choice| choice.calls) && choices[3].calls > 0,
        "{choices:?}"
    );

    office.app.sync().read_back_to(&account, None).await.unwrap();
    office.history_read(&account).await.unwrap();
    let all = office.others_held(&office.username(0)).await.unwrap();
    assert_eq!(all, everything);
}

#[tokio::test]
async fn trouble_with_one_answer_costs_a_pause_and_no_comment() {
    let office = office().await;
    office
        .simulator
        .faults()
        .add(Fault::times(Endpoint::Comments, FaultKind::CutAfter, 3));
    let account = begun(&office).await;
    poll::until("the history to be read after all", LIMIT, async || {
        // The pause after a failure is minutes: let them pass.
        office.simulator.clock().advance(Duration::from_secs(60));
        let state = state(&office, &account).await?;
        Ok((state.phase == BackfillPhase::Done).then_some(()))
    })
    .await
    .unwrap();
    let held = office.others_held(&office.username(0)).await.unwrap();
    assert_eq!(held, office.others(&office.username(0)).len());
}

#[tokio::test]
async fn what_a_person_says_about_it_is_in_the_log_and_so_is_its_end() {
    let office = office().await;
    let account = begun(&office).await;
    office.app.sync().read_back_to(&account, Some(365)).await.unwrap();
    office.history_read(&account).await.unwrap();
    let (_simulator, machine, _vault) = office.close().await.unwrap();
    let file = machine.folder().join("data").join(postroom_core::DATABASE_FILE);
    let store = store::Store::open(&file).await.unwrap();
    let log = events::recent(&store, 1_000).await.unwrap();
    let kinds: Vec<_> = log.iter().map(|event| event.kind).collect();
    assert!(kinds.contains(&EventKind::BackfillSet), "{kinds:?}");
    let ends = log.iter().filter(|event| event.payload["task"] == "backfill").count();
    assert_eq!(ends, 1, "one run, one event");
}
