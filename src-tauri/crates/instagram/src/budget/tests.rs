//! The budget as a whole, on clocks that a test moves.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::{Refusal, Share};
use jiff::Timestamp;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::time::Instant;

/// Clocks that stand still until a test moves them.
#[derive(Debug, Clone, Default)]
pub(super) struct Manual(Arc<AtomicU64>);

impl Manual {
    pub(super) fn pass(&self, time: Duration) {
        self.0
            .fetch_add(u64::try_from(time.as_nanos()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for Manual {
    fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::SeqCst))
    }

    fn now(&self) -> Timestamp {
        after(Timestamp::from_second(1_786_000_000).unwrap(), self.elapsed())
    }
}

/// The runtime's clock, which a test with paused time moves.
#[derive(Debug)]
struct Paused(Instant);

impl Clock for Paused {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn now(&self) -> Timestamp {
        after(Timestamp::from_second(1_786_000_000).unwrap(), self.elapsed())
    }
}

fn manual() -> (Manual, Arc<AppBudget>) {
    let clock = Manual::default();
    let app = AppBudget::new(Arc::new(clock.clone()));
    (clock, app)
}

fn used(percent: u8) -> Option<Share> {
    Some(Share {
        percent,
        regain_minutes: None,
    })
}

fn refusal(code: i64) -> ApiError {
    ApiError::Refused(Refusal::new(code, None))
}

fn goes(budget: &Budget, allowance: Allowance, class: Class) -> bool {
    budget.check(Ask::new(allowance, class)) == Verdict::Go
}

fn why(budget: &Budget, allowance: Allowance, class: Class) -> Why {
    match budget.check(Ask::new(allowance, class)) {
        Verdict::Wait(wait, why) => {
            assert!(wait > Duration::ZERO);
            why
        }
        Verdict::Go => panic!("it goes"),
    }
}

#[test]
fn figures_hold_up_the_calls_that_count_against_them_and_no_others() {
    let (_, app) = manual();
    let budget = app.account(Hashtags::default());
    budget.answered(&Usage {
        instagram: used(92),
        messenger: used(80),
        other: used(100),
        ..Usage::default()
    });
    assert!(goes(&budget, Allowance::Business, Class::User));
    assert_eq!(why(&budget, Allowance::Business, Class::Fresh), Why::Used(92));
    assert!(goes(&budget, Allowance::Conversations, Class::Fresh));
    assert_eq!(why(&budget, Allowance::Send, Class::Background), Why::Used(80));
    assert!(
        goes(&budget, Allowance::Platform, Class::Background),
        "only the app's figure counts here"
    );
    let elsewhere = app.account(Hashtags::default());
    assert!(
        goes(&elsewhere, Allowance::Business, Class::Background),
        "another account"
    );
}

#[test]
fn the_figure_of_the_app_holds_up_all_its_accounts_and_never_a_login() {
    let (_, app) = manual();
    let (one, other) = (app.account(Hashtags::default()), app.account(Hashtags::default()));
    one.answered(&Usage {
        app: used(100),
        ..Usage::default()
    });
    for budget in [&one, &other] {
        assert_eq!(why(budget, Allowance::Business, Class::User), Why::Blocked);
        assert_eq!(why(budget, Allowance::Platform, Class::User), Why::Blocked);
        assert!(goes(budget, Allowance::Login, Class::Background));
        assert!(goes(budget, Allowance::Oembed, Class::Background));
    }
}

#[test]
fn nothing_goes_until_the_pause_that_a_refusal_asks_for_is_over() {
    for (code, stopped, free) in [
        (
            4,
            vec![Allowance::Business, Allowance::Send, Allowance::Platform],
            vec![Allowance::Login],
        ),
        (
            17,
            vec![Allowance::Business, Allowance::Send, Allowance::Platform],
            vec![Allowance::Login],
        ),
        (32, vec![Allowance::Business], vec![Allowance::Send]),
        (
            80_002,
            vec![Allowance::Business, Allowance::Likes],
            vec![Allowance::Conversations],
        ),
        (
            80_006,
            vec![Allowance::Conversations, Allowance::Send],
            vec![Allowance::Business],
        ),
        (
            613,
            vec![Allowance::Send],
            vec![Allowance::Conversations, Allowance::Business],
        ),
        (190, vec![], vec![Allowance::Business, Allowance::Send]),
        (9, vec![], vec![Allowance::Business]),
    ] {
        let (clock, app) = manual();
        let budget = app.account(Hashtags::default());
        budget.refused(Allowance::Send, &refusal(code));
        for allowance in free {
            assert!(goes(&budget, allowance, Class::User), "{code} stops {allowance:?}");
        }
        for allowance in &stopped {
            assert_eq!(
                why(&budget, *allowance, Class::User),
                Why::Blocked,
                "{code} lets {allowance:?} go"
            );
        }
        // The usual pauses are an hour, five minutes for single endpoints, and a tenth at random.
        clock.pass(Duration::from_secs(if code == 613 { 299 } else { 3599 }));
        for allowance in &stopped {
            assert_eq!(
                why(&budget, *allowance, Class::User),
                Why::Blocked,
                "{code} is over too soon"
            );
        }
        clock.pass(Duration::from_secs(361));
        for allowance in &stopped {
            assert!(
                goes(&budget, *allowance, Class::User),
                "{code} stops {allowance:?} for too long"
            );
        }
    }
}

#[test]
fn the_pause_is_the_one_the_platform_names() {
    let (clock, app) = manual();
    let budget = app.account(Hashtags::default());
    let minutes = 7;
    budget.refused(
        Allowance::Business,
        &ApiError::Refused(Refusal {
            retry_after: Some(Duration::from_secs(minutes * 60)),
            ..Refusal::new(80_002, None)
        }),
    );
    let Verdict::Wait(wait, Why::Blocked) = budget.check(Ask::new(Allowance::Business, Class::User)) else {
        panic!("a pause")
    };
    assert!((420..=462).contains(&wait.as_secs()), "{wait:?}");
    clock.pass(wait);
    assert!(goes(&budget, Allowance::Business, Class::User));
    budget.refused(Allowance::Business, &refusal(80_002));
    budget.forget();
    assert!(
        goes(&budget, Allowance::Business, Class::User),
        "a new login begins anew"
    );
}

#[test]
fn a_pause_of_a_day_or_more_is_kept_for_a_day() {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    for minutes in [1_309, 1_310, 1_440, 3_000] {
        let (clock, app) = manual();
        let budget = app.account(Hashtags::default());
        budget.refused(
            Allowance::Business,
            &ApiError::Refused(Refusal {
                retry_after: Some(Duration::from_secs(minutes * 60)),
                ..Refusal::new(80_002, None)
            }),
        );
        let Verdict::Wait(wait, Why::Blocked) = budget.check(Ask::new(Allowance::Business, Class::User)) else {
            panic!("{minutes} minutes block nothing")
        };
        assert!(
            wait <= DAY && wait >= DAY.min(Duration::from_secs(minutes * 60)),
            "{minutes}: {wait:?}"
        );
        clock.pass(wait);
        assert!(goes(&budget, Allowance::Business, Class::User), "{minutes}");
    }
}

#[test]
fn the_limit_of_an_endpoint_is_kept_before_the_platform_says_anything() {
    let (clock, app) = manual();
    let budget = app.account(Hashtags::default());
    assert!(goes(&budget, Allowance::Conversations, Class::User));
    assert_eq!(
        why(&budget, Allowance::Conversations, Class::User),
        Why::Rate(Allowance::Conversations)
    );
    let other = app.account(Hashtags::default());
    assert!(
        goes(&other, Allowance::Conversations, Class::User),
        "each account has its own"
    );
    clock.pass(Duration::from_millis(667));
    assert!(goes(&budget, Allowance::Conversations, Class::User));

    for n in 0..50 {
        let account = if n % 2 == 0 { &budget } else { &other };
        assert!(goes(account, Allowance::Platform, Class::User), "{n}");
    }
    assert_eq!(
        why(&budget, Allowance::Platform, Class::User),
        Why::Rate(Allowance::Platform)
    );
    assert_eq!(
        why(&other, Allowance::Platform, Class::User),
        Why::Rate(Allowance::Platform),
        "one app"
    );
}

#[test]
fn hashtags_count_once_a_week_and_only_when_the_call_goes() {
    let (clock, app) = manual();
    let budget = app.account(Hashtags::default());
    let search = |tag: &str| {
        let tag = tag.to_owned();
        budget.check(Ask::new(Allowance::Platform, Class::User).for_hashtag(&tag))
    };
    for n in 0..30 {
        assert_eq!(search(&format!("tag{n}")), Verdict::Go);
    }
    let Verdict::Wait(wait, Why::Hashtags) = search("one more") else {
        panic!("thirty is all")
    };
    assert_eq!(wait, HASHTAG_WINDOW);
    assert_eq!(search("TAG7"), Verdict::Go);
    assert_eq!(budget.gauge().hashtags.used, 30);
    let stored = budget.hashtags();
    let restarted = app.account(stored);
    assert_eq!(restarted.gauge().hashtags, budget.gauge().hashtags);

    budget.answered(&Usage {
        app: used(100),
        ..Usage::default()
    });
    clock.pass(HASHTAG_WINDOW - Duration::from_secs(60));
    app.pressure
        .lock()
        .unwrap()
        .block(after(clock.now(), Duration::from_secs(120)), clock.now());
    clock.pass(Duration::from_secs(60));
    assert!(matches!(search("held"), Verdict::Wait(_, Why::Blocked)));
    assert_eq!(
        budget.gauge().hashtags.used,
        0,
        "a call that does not go searches for nothing"
    );
}

#[test]
fn the_gauge_tells_what_is_used_what_is_left_and_when_it_goes_on() {
    let (clock, app) = manual();
    let budget = app.account(Hashtags::default());
    budget.answered(&Usage {
        instagram: used(91),
        app: used(10),
        ..Usage::default()
    });
    budget.refused(Allowance::Send, &refusal(80_006));
    assert!(goes(&budget, Allowance::Likes, Class::User));
    let gauge = budget.gauge();
    let line = |allowance| *gauge.lines.iter().find(|line| line.allowance == allowance).unwrap();
    let business = line(Allowance::Business);
    assert_eq!((business.used_percent, business.left), (Some(91), None));
    assert_eq!((business.admits, business.resumes), (Some(Class::User), None));
    assert_eq!(
        business.known_until,
        Some(after(clock.now(), Duration::from_secs(15 * 60)))
    );
    let send = line(Allowance::Send);
    assert_eq!((send.used_percent, send.left, send.admits), (Some(10), Some(2), None));
    assert!(send.resumes.unwrap() >= after(clock.now(), Duration::from_secs(3600)));
    assert_eq!(line(Allowance::Likes).left, Some(9));
    let login = line(Allowance::Login);
    assert_eq!((login.used_percent, login.known_until), (None, None));
    assert_eq!(gauge.lines.len(), ALLOWANCES.len());
}

fn paused() -> (Arc<AppBudget>, Arc<Budget>) {
    let app = AppBudget::new(Arc::new(Paused(Instant::now())));
    let budget = Arc::new(app.account(Hashtags::default()));
    (app, budget)
}

/// Waits for a call and says when it went, in milliseconds.
async fn went(budget: Arc<Budget>, class: Class, started: Instant) -> u128 {
    let ask = Ask::new(Allowance::Conversations, class);
    budget.admit(ask, Duration::from_secs(600)).await.unwrap();
    started.elapsed().as_millis()
}

#[tokio::test(start_paused = true)]
async fn a_person_goes_before_everything_that_was_there_first() {
    let (_, budget) = paused();
    let started = Instant::now();
    let background: Vec<_> = (0..20)
        .map(|_| tokio::spawn(went(Arc::clone(&budget), Class::Background, started)))
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let fresh = tokio::spawn(went(Arc::clone(&budget), Class::Fresh, started));
    tokio::time::sleep(Duration::from_millis(100)).await;
    let waiting = budget
        .gauge()
        .lines
        .iter()
        .find(|line| line.allowance == Allowance::Conversations)
        .unwrap()
        .waiting;
    assert_eq!((waiting.fresh, waiting.background), (1, 19));
    let user = went(Arc::clone(&budget), Class::User, started).await;
    assert!(user <= 667 + 200, "a person waits for one call at most: {user} ms");
    let fresh = fresh.await.unwrap();
    assert!(fresh > user && fresh <= 3 * 667, "{fresh} ms");
    let mut last = 0;
    for call in background {
        last = last.max(call.await.unwrap());
    }
    assert!(last >= 20 * 667, "all went, none too soon: {last} ms");
    assert!(last <= 30 * 667, "nobody waits for ever: {last} ms");
    let line = budget
        .gauge()
        .lines
        .into_iter()
        .find(|line| line.allowance == Allowance::Conversations)
        .unwrap();
    assert_eq!(line.waiting, Waiting::default());
}

#[tokio::test(start_paused = true)]
async fn who_stops_waiting_leaves_the_line() {
    let (_, budget) = paused();
    let started = Instant::now();
    assert!(goes(&budget, Allowance::Conversations, Class::User));
    let impatient = tokio::spawn(went(Arc::clone(&budget), Class::User, started));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(why(&budget, Allowance::Conversations, Class::Background), Why::Turn);
    impatient.abort();
    assert!(impatient.await.unwrap_err().is_cancelled());
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(goes(&budget, Allowance::Conversations, Class::Background));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_would_wait_too_long_is_told_so_at_once() {
    let (_, budget) = paused();
    budget.refused(Allowance::Send, &refusal(613));
    let started = Instant::now();
    let ask = Ask::new(Allowance::Send, Class::User);
    let held = budget.admit(ask, Duration::from_secs(60)).await.unwrap_err();
    assert_eq!((held.why, started.elapsed()), (Why::Blocked, Duration::ZERO));
    assert!(held.wait >= Duration::from_secs(300));
    budget.admit(ask, Duration::from_secs(600)).await.unwrap();
    let waited = started.elapsed().as_secs();
    assert!((300..=331).contains(&waited), "{waited} s");
}

#[tokio::test(start_paused = true)]
async fn a_block_that_is_lifted_is_noticed_soon() {
    let (_, budget) = paused();
    budget.refused(Allowance::Business, &refusal(80_002));
    let started = Instant::now();
    let waiting = tokio::spawn({
        let budget = Arc::clone(&budget);
        async move {
            budget
                .admit(Ask::new(Allowance::Business, Class::User), Duration::from_secs(7200))
                .await
        }
    });
    tokio::time::sleep(Duration::from_secs(20)).await;
    budget.forget();
    waiting.await.unwrap().unwrap();
    assert!(started.elapsed() <= Duration::from_secs(31), "{:?}", started.elapsed());
}

#[test]
fn every_reason_to_wait_has_a_sentence_and_nothing_shows_a_hashtag() {
    for why in [
        Why::Blocked,
        Why::Used(80),
        Why::Rate(Allowance::Likes),
        Why::Turn,
        Why::Hashtags,
    ] {
        let sentence = why.sentence();
        assert!(
            sentence.ends_with('.') && sentence.starts_with(char::is_uppercase) && sentence.len() <= 240,
            "{sentence}"
        );
    }
    let ask = Ask::new(Allowance::Platform, Class::User).for_hashtag("quiet");
    assert!(!format!("{ask:?}").contains("quiet"));
}
