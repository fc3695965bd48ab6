//! The outbox rules against an abstract Instagram, over random schedules of kills, lost answers,
//! lagging reads, refusals, clock jumps, restored databases and second owners.
//!
//! Invariants: a reply or message has at most one effect unless a person asked for another try; every action ends
//! or needs a person; what ended as sent has its effect.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use instagram::Recovery;
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};
use store::outbox::{ActionKind, Delivery};

use super::machine::{Answer, Input, Next, Policy, Progress, Reading, harmless};
use super::reason::Reason;
use crate::clock::{add, subtract};
use crate::doubt::{READ_DISTANCE, SETTLE};

const SCHEDULES: u32 = 10_000;
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// An Instagram reduced to what the outbox can tell: when each effect became real and visible.
#[derive(Debug, Default, Clone)]
struct AbstractInstagram {
    effects: Vec<Effect>,
}

#[derive(Debug, Clone, Copy)]
struct Effect {
    visible_at: Timestamp,
}

impl AbstractInstagram {
    /// Takes a request; the effect may come later than the answer, but shows before the doubt settles.
    fn accept(&mut self, now: Timestamp, delay: Duration) {
        self.effects.push(Effect {
            visible_at: add(now, delay.min(SETTLE - READ_DISTANCE)),
        });
    }

    fn shows(&self, now: Timestamp) -> bool {
        self.effects.iter().any(|effect| effect.visible_at <= now)
    }
}

/// What the world does to one attempt or read.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Fine,
    NotSent,
    LostBefore,
    LostAfter { delay_s: u64 },
    Refused,
    Throttled { s: u64 },
    PassingCode { had_effect: bool },
    KilledBefore,
    KilledAfter { delay_s: u64 },
    ReadFails,
}

/// What happens between two looks of the worker.
#[derive(Debug, Clone, Copy)]
enum Between {
    Nothing,
    Restart,
    ClockBack { s: u64 },
    ClockForward { s: u64 },
    Backup,
    RestoreBackup,
    Withdraw,
    CheckNow,
    SecondOwner,
}

fn fates() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Fine),
        2 => Just(Fate::NotSent),
        3 => Just(Fate::LostBefore),
        3 => (0u64..60).prop_map(|delay_s| Fate::LostAfter { delay_s }),
        1 => Just(Fate::Refused),
        1 => (1u64..4000).prop_map(|s| Fate::Throttled { s }),
        1 => any::<bool>().prop_map(|had_effect| Fate::PassingCode { had_effect }),
        2 => Just(Fate::KilledBefore),
        2 => (0u64..60).prop_map(|delay_s| Fate::KilledAfter { delay_s }),
        3 => Just(Fate::ReadFails),
    ]
}

fn events() -> impl Strategy<Value = Between> {
    prop_oneof![
        10 => Just(Between::Nothing),
        3 => Just(Between::Restart),
        2 => (1u64..100_000).prop_map(|s| Between::ClockBack { s }),
        3 => (1u64..100_000).prop_map(|s| Between::ClockForward { s }),
        3 => Just(Between::Backup),
        2 => Just(Between::RestoreBackup),
        1 => Just(Between::Withdraw),
        1 => Just(Between::CheckNow),
        3 => Just(Between::SecondOwner),
    ]
}

/// Mostly short, so that a doubt meets several looks while the platform still works on it.
fn pauses() -> impl Strategy<Value = u64> {
    prop_oneof![3 => 0u64..12, 2 => 0u64..45, 1 => 0u64..200]
}

fn kinds() -> impl Strategy<Value = ActionKind> {
    prop_oneof![
        3 => Just(ActionKind::Reply),
        2 => Just(ActionKind::Message),
        1 => Just(ActionKind::PrivateReply),
        1 => Just(ActionKind::Hide),
        1 => Just(ActionKind::Unhide),
        1 => Just(ActionKind::Delete),
        1 => Just(ActionKind::CommentSwitch),
    ]
}

/// One run: the row, the platform, and a clock for each (ours can be set, the platform's cannot).
struct Run {
    row: Progress,
    backup: Option<Progress>,
    platform: AbstractInstagram,
    real: Timestamp,
    set_by: jiff::SignedDuration,
    policy: Policy,
    stale: Option<Progress>,
}

impl Run {
    fn ours(&self) -> Timestamp {
        self.real.checked_add(self.set_by).unwrap()
    }

    fn apply(&mut self, input: Input) -> bool {
        let next = self.row.after(input, self.ours(), self.policy);
        let applied = next.is_some();
        if let Some(next) = next {
            self.row = next;
        }
        applied
    }

    fn wait(&mut self, duration: Duration) {
        self.real = add(self.real, duration);
    }

    fn set_clock(&mut self, by: jiff::SignedDuration) {
        self.set_by += by;
        self.apply(Input::ClockJumped { by });
    }

    fn restart(&mut self) {
        self.apply(Input::Restarted {
            request_timeout: REQUEST_TIMEOUT,
        });
    }

    fn look(&mut self, fate: Fate) {
        match self.row.next(self.ours(), true) {
            Next::Send => self.send(fate),
            Next::Read => self.read(fate),
            Next::At(_) | Next::AfterGrace | Next::Nothing => {}
        }
    }

    fn send(&mut self, fate: Fate) {
        assert!(self.apply(Input::Claim));
        let took = Duration::from_secs(3);
        let answer = match fate {
            Fate::Fine | Fate::ReadFails => {
                self.platform.accept(self.real, Duration::from_secs(20));
                Answer::Done
            }
            Fate::NotSent => Answer::NotSent,
            Fate::LostBefore => Answer::InDoubt,
            Fate::LostAfter { delay_s } => {
                self.platform.accept(self.real, Duration::from_secs(delay_s));
                Answer::InDoubt
            }
            Fate::Refused => Answer::Refused(Recovery::Never),
            Fate::Throttled { s } => Answer::Refused(Recovery::RetryAfter(Some(Duration::from_secs(s)))),
            Fate::PassingCode { had_effect } => {
                if had_effect {
                    self.platform.accept(self.real, Duration::from_secs(5));
                }
                Answer::Refused(Recovery::RetrySoon)
            }
            Fate::KilledBefore => return self.restart(),
            Fate::KilledAfter { delay_s } => {
                self.platform.accept(self.real, Duration::from_secs(delay_s));
                return self.restart();
            }
        };
        self.wait(took);
        assert!(self.apply(Input::Answered(answer)));
    }

    fn read(&mut self, fate: Fate) {
        let reading = match fate {
            Fate::ReadFails | Fate::NotSent | Fate::LostBefore | Fate::LostAfter { .. } => Reading::Inconclusive,
            _ if self.platform.shows(self.real) => Reading::Found,
            _ => Reading::Absent,
        };
        assert!(self.apply(Input::Read(reading)));
    }

    fn happen(&mut self, event: Between) {
        match event {
            Between::Nothing => {}
            Between::Restart => self.restart(),
            Between::ClockBack { s } => self.set_clock(-jiff::SignedDuration::from_secs(s as i64)),
            Between::ClockForward { s } => self.set_clock(jiff::SignedDuration::from_secs(s as i64)),
            Between::Backup => self.backup = Some(self.row.clone()),
            Between::RestoreBackup => {
                if let Some(copy) = self.backup.clone() {
                    self.row = copy;
                    self.apply(Input::Restored);
                    assert!(
                        !matches!(
                            self.row.delivery,
                            Delivery::Waiting | Delivery::Sending | Delivery::Checking
                        ),
                        "a restored database must hold what waits"
                    );
                    // A person looks at the list some time after the other copy stopped.
                    self.wait(Duration::from_secs(120));
                    self.apply(Input::Release);
                }
            }
            Between::Withdraw => {
                self.apply(Input::Withdraw);
            }
            Between::CheckNow => {
                self.apply(Input::CheckNow);
            }
            // A second process read the row some time ago and acts on its copy now, as if the lock had
            // failed: its write counts only if nobody moved the row since.
            Between::SecondOwner => match self.stale.take() {
                Some(copy) if copy == self.row => self.look(Fate::LostAfter { delay_s: 5 }),
                Some(_) => {}
                None => self.stale = Some(self.row.clone()),
            },
        }
    }
}

fn ended(delivery: Delivery) -> bool {
    matches!(
        delivery,
        Delivery::Sent | Delivery::Failed | Delivery::NeedsYou | Delivery::Withdrawn | Delivery::Discarded
    )
}

#[test]
fn ten_thousand_schedules_never_send_a_reply_twice_and_always_end() {
    let schedule = (
        kinds(),
        any::<bool>(),
        prop::collection::vec((fates(), events(), pauses()), 1..60),
    );
    let mut runner = TestRunner::new(Config {
        cases: SCHEDULES,
        failure_persistence: Some(Box::new(FileFailurePersistence::SourceParallel("proptest-regressions"))),
        ..Config::default()
    });
    let outcome = runner.run(&schedule, |(kind, automatic_second_tries, steps)| {
        let start: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
        let mut run = Run {
            row: Progress::queued(kind, start),
            backup: None,
            platform: AbstractInstagram::default(),
            real: start,
            set_by: jiff::SignedDuration::ZERO,
            policy: Policy { automatic_second_tries },
            stale: None,
        };
        for (fate, event, pause_s) in steps {
            run.wait(Duration::from_secs(pause_s));
            run.happen(event);
            run.look(fate);
        }
        // From here on the world behaves; the row must come to an end by itself.
        for _ in 0..400 {
            run.wait(Duration::from_secs(15 * 60));
            run.restart();
            run.apply(Input::Release);
            run.look(Fate::Fine);
        }
        prop_assert!(ended(run.row.delivery), "the row never ended: {:?}", run.row);
        if !harmless(kind) {
            prop_assert!(
                run.platform.effects.len() <= 1,
                "{} effects: {:?}",
                run.platform.effects.len(),
                run.row
            );
        }
        if run.row.delivery == Delivery::Sent {
            prop_assert!(
                !run.platform.effects.is_empty(),
                "sent without an effect: {:?}",
                run.row
            );
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn a_doubt_is_never_settled_before_settle_has_passed() {
    let start: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
    let policy = Policy {
        automatic_second_tries: true,
    };
    let claimed = Progress::queued(ActionKind::Reply, start)
        .after(Input::Claim, start, policy)
        .unwrap();
    let mut row = claimed.after(Input::Answered(Answer::InDoubt), start, policy).unwrap();
    let mut now = start;
    while row.delivery == Delivery::Checking {
        now = add(now, Duration::from_secs(1));
        if row.next(now, true) == Next::Read {
            row = row.after(Input::Read(Reading::Absent), now, policy).unwrap();
        }
    }
    assert_eq!(row.delivery, Delivery::Waiting, "an absent reply is sent once more");
    assert!(now >= add(start, SETTLE), "settled at {now}");
    assert!(now <= add(start, SETTLE + READ_DISTANCE), "settled late at {now}");
    assert!(subtract(now, SETTLE) >= start);
}

#[test]
fn a_second_doubt_without_an_effect_needs_a_person() {
    let mut now: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
    let policy = Policy {
        automatic_second_tries: true,
    };
    let mut row = Progress::queued(ActionKind::Reply, now);
    for _ in 0..500 {
        row = match row.next(now, true) {
            Next::Send => {
                let claimed = row.after(Input::Claim, now, policy).unwrap();
                claimed.after(Input::Answered(Answer::InDoubt), now, policy).unwrap()
            }
            Next::Read => row.after(Input::Read(Reading::Absent), now, policy).unwrap(),
            Next::At(_) | Next::AfterGrace | Next::Nothing => row,
        };
        now = add(now, Duration::from_secs(1));
    }
    assert_eq!(row.delivery, Delivery::NeedsYou);
    assert_eq!(row.attempts, 2);
}

#[test]
fn a_sleep_during_a_doubt_moves_the_wait_but_not_the_start_that_matches_our_effect() {
    let start: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
    let policy = Policy {
        automatic_second_tries: true,
    };
    let claimed = Progress::queued(ActionKind::Reply, start)
        .after(Input::Claim, start, policy)
        .unwrap();
    let doubt = claimed.after(Input::Answered(Answer::InDoubt), start, policy).unwrap();
    let slept = jiff::SignedDuration::from_mins(10);
    let woken = start.checked_add(slept).unwrap();
    let after = doubt.after(Input::ClockJumped { by: slept }, woken, policy).unwrap();
    assert_eq!(
        after.attempt_started_at,
        Some(start),
        "our effect is as old as the attempt"
    );
    assert_eq!(
        after.attempt_ended_at,
        Some(woken),
        "the doubt settles no earlier than without the sleep"
    );
}

#[test]
fn what_stops_a_message_before_it_leaves_leaves_it_to_a_person() {
    let now: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
    let later = add(now, Duration::from_secs(60));
    let policy = Policy {
        automatic_second_tries: true,
    };
    let queued = Progress::queued(ActionKind::Message, now);
    let overtaken = queued.after(Input::Overtaken, later, policy).unwrap();
    assert_eq!(
        (overtaken.delivery, overtaken.reason, overtaken.attempts),
        (Delivery::NeedsYou, Some(Reason::AnsweredMeanwhile), 0)
    );
    let again = overtaken.after(Input::RetryByPerson, later, policy).unwrap();
    assert_eq!(
        (again.delivery, again.asked_at),
        (Delivery::Waiting, later),
        "what was said since is known now"
    );
    let closed = queued.after(Input::WindowClosed, later, policy).unwrap();
    assert_eq!(
        (closed.delivery, closed.reason),
        (Delivery::Failed, Some(Reason::WindowClosed))
    );
    let unread = queued.after(Input::NotRead, later, policy).unwrap();
    assert_eq!((unread.delivery, unread.attempts), (Delivery::Waiting, 0));
    assert!(matches!(unread.next(later, true), Next::At(at) if at > later));
    for input in [Input::Overtaken, Input::WindowClosed, Input::NotRead] {
        let claimed = queued.after(Input::Claim, later, policy).unwrap();
        assert_eq!(
            claimed.after(input, later, policy),
            None,
            "a request under way is not stopped"
        );
    }
}
