//! An Instagram reduced to what the ladder can tell, and a ladder at work against it. It is harsher than the real one:
//! every publish call that reaches it makes a post, also a second one with the same container.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use instagram::MediaId;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use store::posts::{PostRow, PostState, Ratio, StepKind, StepRow, StepState};
use uuid::Uuid;

use super::ladder::{Due, Failure, Input, Ladder, Processing, Reading};
use super::read_back::earliest;
use super::reason::Reason;
use crate::clock::add;
use crate::doubt::{READ_DISTANCE, SETTLE};
use crate::outbox::Policy;

pub(super) const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
pub(super) const NO_CODES: (Option<i64>, Option<i64>) = (None, None);

/// An Instagram reduced to what the ladder can tell: which posts there are, and since when they show.
#[derive(Debug, Default, Clone)]
pub(super) struct AbstractInstagram {
    pub(super) posts: Vec<Made>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    pub(super) at: Timestamp,
    pub(super) visible_at: Timestamp,
}

impl AbstractInstagram {
    /// Takes a publish call; the post may come later than the answer, but shows before the doubt settles.
    pub(super) fn publish(&mut self, now: Timestamp, delay: Duration) -> MediaId {
        let visible_at = add(now, delay.min(SETTLE - READ_DISTANCE));
        self.posts.push(Made { at: now, visible_at });
        MediaId::from(format!("m{}", self.posts.len()))
    }

    pub(super) fn newest(&self, now: Timestamp) -> Vec<(MediaId, Timestamp)> {
        let shown = self.posts.iter().enumerate().filter(|(_, made)| made.visible_at <= now);
        shown
            .map(|(index, made)| (MediaId::from(format!("m{}", index + 1)), made.at))
            .collect()
    }
}

/// What the world does to one step, call or read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fate {
    Fine,
    NotSent,
    LostBefore,
    LostAfter {
        delay_s: u64,
    },
    Refused,
    Throttled {
        s: u64,
    },
    Blocked {
        had_effect: bool,
    },
    NotReady,
    KilledBefore,
    KilledAfter {
        delay_s: u64,
    },
    /// Another process took the row for abandoned while the call was on its way.
    TakenOver {
        delay_s: u64,
    },
    ReadFails,
    Broken {
        passing: bool,
    },
    Expired,
}

/// What happens between two looks of the worker.
#[derive(Debug, Clone, Copy)]
pub(super) enum Between {
    Nothing,
    Restart,
    ClockBack { s: u64 },
    ClockForward { s: u64 },
    Backup,
    RestoreBackup,
    Cancel,
    Retry,
    CheckNow,
    PublishNow,
}

pub(super) fn fates() -> impl Strategy<Value = Fate> {
    prop_oneof![
        12 => Just(Fate::Fine),
        1 => Just(Fate::NotSent),
        2 => Just(Fate::LostBefore),
        2 => (0u64..60).prop_map(|delay_s| Fate::LostAfter { delay_s }),
        1 => Just(Fate::Refused),
        1 => (1u64..4000).prop_map(|s| Fate::Throttled { s }),
        1 => any::<bool>().prop_map(|had_effect| Fate::Blocked { had_effect }),
        1 => Just(Fate::NotReady),
        2 => Just(Fate::KilledBefore),
        2 => (0u64..60).prop_map(|delay_s| Fate::KilledAfter { delay_s }),
        1 => (0u64..60).prop_map(|delay_s| Fate::TakenOver { delay_s }),
        2 => Just(Fate::ReadFails),
        1 => any::<bool>().prop_map(|passing| Fate::Broken { passing }),
        1 => Just(Fate::Expired),
    ]
}

pub(super) fn events() -> impl Strategy<Value = Between> {
    prop_oneof![
        24 => Just(Between::Nothing),
        2 => Just(Between::Restart),
        1 => (1u64..100_000).prop_map(|s| Between::ClockBack { s }),
        1 => (1u64..5_000).prop_map(|s| Between::ClockForward { s }),
        2 => Just(Between::Backup),
        1 => Just(Between::RestoreBackup),
        1 => Just(Between::Cancel),
        3 => Just(Between::Retry),
        1 => Just(Between::CheckNow),
        1 => Just(Between::PublishNow),
    ]
}

/// Mostly short, so that a doubt meets several looks while the platform still works on it.
pub(super) fn pauses() -> impl Strategy<Value = u64> {
    prop_oneof![3 => 0u64..12, 2 => 0u64..45, 1 => 0u64..200]
}

pub(super) fn fresh(slides: i64, due_in: Duration, now: Timestamp) -> Ladder {
    let mut kinds: Vec<(StepKind, Option<i64>)> = (0..slides)
        .flat_map(|slide| {
            [
                StepKind::Prepare,
                StepKind::Upload,
                StepKind::Container,
                StepKind::Processing,
            ]
            .map(|kind| (kind, Some(slide)))
        })
        .collect();
    if slides > 1 {
        kinds.extend([(StepKind::ParentContainer, None), (StepKind::ParentProcessing, None)]);
    }
    kinds.extend([(StepKind::Publish, None), (StepKind::Link, None)]);
    let row = |(index, (kind, slide)): (usize, (StepKind, Option<i64>))| StepRow {
        id: index as i64,
        post: 1,
        kind,
        slide,
        state: StepState::Waiting,
        attempts: 0,
        started_at: None,
        ended_at: None,
        next_at: None,
        remote_id: None,
        clean_reads: 0,
        last_clean_read_at: None,
        reason: None,
        error_code: None,
        error_subcode: None,
    };
    Ladder {
        post: PostRow {
            id: 1,
            uid: Uuid::nil(),
            account: "17841400000000001".into(),
            state: PostState::Scheduled,
            reason: None,
            caption: String::new(),
            ratio: Ratio::Portrait,
            revision: 1,
            created_at: now,
            updated_at: now,
            decided_at: Some(now),
            due_at: Some(add(now, due_in)),
            zone: None,
            wall_time: None,
            baseline: None,
            media: None,
            permalink: None,
            finished_at: None,
        },
        steps: kinds.into_iter().enumerate().map(row).collect(),
    }
}

/// One run: the rows, the platform, and a clock for each (ours can be set, the platform's cannot).
pub(super) struct Run {
    pub(super) ladder: Ladder,
    pub(super) backup: Option<Ladder>,
    pub(super) platform: AbstractInstagram,
    pub(super) real: Timestamp,
    pub(super) set_by: SignedDuration,
    pub(super) policy: Policy,
}

impl Run {
    pub(super) fn ours(&self) -> Timestamp {
        self.real.checked_add(self.set_by).unwrap()
    }

    pub(super) fn apply(&mut self, input: &Input) -> bool {
        let next = self.ladder.after(input, self.ours(), self.policy);
        let applied = next.is_some();
        if let Some(next) = next {
            self.ladder = next;
        }
        applied
    }

    pub(super) fn wait(&mut self, duration: Duration) {
        self.real = add(self.real, duration);
    }

    pub(super) fn set_clock(&mut self, by: SignedDuration) {
        self.set_by += by;
        self.apply(&Input::ClockJumped { by });
    }

    pub(super) fn restart(&mut self) {
        self.apply(&Input::Restarted {
            request_timeout: REQUEST_TIMEOUT,
        });
    }

    pub(super) fn look(&mut self, fate: Fate) {
        for due in self.ladder.due(self.ours(), false) {
            match due {
                Due::Feed(input) => assert!(self.apply(&input), "{input:?} was due and does not apply"),
                Due::Do(step) => self.take(step, fate),
                Due::Poll(step) => self.poll(step, fate),
                Due::ReadBack => self.read(fate),
                Due::At(_) => {}
            }
        }
    }

    pub(super) fn take(&mut self, id: i64, fate: Fate) {
        let kind = self.ladder.steps[id as usize].kind;
        let baseline = (kind == StepKind::Publish)
            .then(|| self.platform.newest(self.real).into_iter().map(|(id, _)| id).collect());
        // Before a call is made again, the newest posts are looked through once more.
        if kind == StepKind::Publish
            && self.ladder.publish_was_called()
            && let Some(media) = self.find()
        {
            self.apply(&Input::Read(Reading::Live(Some(media))));
            return;
        }
        let claim = Input::Claim {
            step: id,
            key: None,
            baseline,
        };
        // A feed or a kill earlier in the same look may have moved the row: then nothing leaves.
        if !self.apply(&claim) {
            return;
        }
        if kind == StepKind::Publish {
            self.publish(id, fate);
        } else {
            self.unseen(id, fate);
        }
    }

    pub(super) fn publish(&mut self, id: i64, fate: Fate) {
        let failure = match fate {
            Fate::Fine | Fate::ReadFails | Fate::Broken { .. } | Fate::Expired => {
                let media = self.platform.publish(self.real, Duration::from_secs(20));
                self.wait(Duration::from_secs(3));
                let done = Input::Done {
                    step: id,
                    remote_id: Some(media.to_string()),
                };
                assert!(self.apply(&done));
                return;
            }
            Fate::NotSent => Failure::NotSent,
            Fate::LostBefore => Failure::Unclear,
            Fate::LostAfter { delay_s } => {
                self.platform.publish(self.real, Duration::from_secs(delay_s));
                Failure::Unclear
            }
            Fate::Refused => Failure::Final(Reason::Refused),
            Fate::Throttled { s } => Failure::Throttled(Duration::from_secs(s)),
            Fate::Blocked { had_effect } => {
                if had_effect {
                    self.platform.publish(self.real, Duration::from_secs(5));
                }
                Failure::Blocked
            }
            Fate::NotReady => Failure::NotReady,
            Fate::KilledBefore => return self.restart(),
            Fate::KilledAfter { delay_s } => {
                self.platform.publish(self.real, Duration::from_secs(delay_s));
                return self.restart();
            }
            Fate::TakenOver { delay_s } => {
                let media = self.platform.publish(self.real, Duration::from_secs(delay_s));
                self.restart();
                self.wait(Duration::from_secs(3));
                let late = Input::Done {
                    step: id,
                    remote_id: Some(media.to_string()),
                };
                self.apply(&late);
                return;
            }
        };
        self.wait(Duration::from_secs(3));
        let failed = Input::Failed {
            step: id,
            failure,
            codes: NO_CODES,
        };
        assert!(self.apply(&failed));
    }

    pub(super) fn unseen(&mut self, id: i64, fate: Fate) {
        let failure = match fate {
            Fate::KilledBefore | Fate::KilledAfter { .. } | Fate::TakenOver { .. } => return self.restart(),
            Fate::NotSent => Failure::NotSent,
            Fate::Throttled { s } => Failure::Throttled(Duration::from_secs(s)),
            Fate::LostBefore | Fate::LostAfter { .. } | Fate::NotReady => Failure::Unclear,
            Fate::Blocked { .. } => Failure::Blocked,
            Fate::Refused => Failure::Final(Reason::Refused),
            Fate::Fine | Fate::ReadFails | Fate::Broken { .. } | Fate::Expired => {
                let done = Input::Done {
                    step: id,
                    remote_id: Some(format!("r{id}")),
                };
                assert!(self.apply(&done));
                return;
            }
        };
        let failed = Input::Failed {
            step: id,
            failure,
            codes: NO_CODES,
        };
        assert!(self.apply(&failed));
    }

    pub(super) fn poll(&mut self, step: i64, fate: Fate) {
        let kind = self.ladder.steps[step as usize].kind;
        let made_by = match kind {
            StepKind::ParentProcessing => StepKind::ParentContainer,
            _ => StepKind::Container,
        };
        let slide = self.ladder.steps[step as usize].slide;
        let made = self
            .ladder
            .steps
            .iter()
            .find(|row| row.kind == made_by && row.slide == slide);
        let container = made.and_then(|row| row.remote_id.clone()).unwrap_or_default();
        let seen = match fate {
            Fate::Fine => Processing::Finished,
            Fate::NotSent | Fate::ReadFails => Processing::Unread,
            Fate::Broken { passing } => Processing::Broken { passing },
            Fate::Expired => Processing::Expired,
            _ => Processing::InProgress,
        };
        self.apply(&Input::Polled {
            step,
            container,
            seen,
            codes: NO_CODES,
        });
    }

    /// As the read-back does it: not in the baseline, and not too old.
    pub(super) fn find(&self) -> Option<MediaId> {
        let baseline = &self.ladder.post.baseline;
        let earliest = earliest(&self.ladder, Some(-self.set_by.as_secs()));
        let mut newest = self.platform.newest(self.real).into_iter();
        let ours =
            |(id, at): &(MediaId, Timestamp)| !baseline.iter().flatten().any(|known| known == id) && *at >= earliest;
        newest.find(ours).map(|(id, _)| id)
    }

    pub(super) fn read(&mut self, fate: Fate) {
        let reading = match (fate, self.find()) {
            (Fate::ReadFails | Fate::NotSent | Fate::LostBefore | Fate::LostAfter { .. }, _) => Reading::Inconclusive,
            (_, Some(id)) => Reading::Live(Some(id)),
            (Fate::Expired | Fate::Broken { .. }, None) => Reading::NotThereAndLost,
            (_, None) => Reading::NotThere,
        };
        // A kill earlier in the same look may have moved the row.
        self.apply(&Input::Read(reading));
    }

    pub(super) fn happen(&mut self, event: Between) {
        match event {
            Between::Nothing => {}
            Between::Restart => self.restart(),
            Between::ClockBack { s } => self.set_clock(-SignedDuration::from_secs(s as i64)),
            Between::ClockForward { s } => self.set_clock(SignedDuration::from_secs(s as i64)),
            Between::Backup => self.backup = Some(self.ladder.clone()),
            Between::RestoreBackup => {
                if let Some(copy) = self.backup.clone() {
                    self.ladder = copy;
                    self.apply(&Input::Restored);
                    assert!(
                        does_nothing_by_itself(&self.ladder),
                        "a restored database must hold what waits"
                    );
                    // A person looks at the list some time after the other copy stopped.
                    self.wait(Duration::from_secs(120));
                    self.apply(&Input::Release);
                }
            }
            Between::Cancel => {
                // A draft is taken up again by a person only; a new decision is another post.
                if self.ladder.post.state == PostState::Missed {
                    self.apply(&Input::PublishNow);
                }
            }
            Between::Retry => {
                self.apply(&Input::Retry);
            }
            Between::CheckNow => {
                self.apply(&Input::CheckNow);
            }
            Between::PublishNow => {
                self.apply(&Input::PublishNow);
            }
        }
    }
}

/// Nothing but the address of a post that is live already.
pub(super) fn does_nothing_by_itself(ladder: &Ladder) -> bool {
    ladder.post.state == PostState::Live || ladder.due(Timestamp::MAX, false).is_empty()
}

pub(super) fn is_at_rest(state: PostState) -> bool {
    matches!(
        state,
        PostState::Live
            | PostState::Failed
            | PostState::NeedsYou
            | PostState::Missed
            | PostState::Discarded
            | PostState::Draft
    )
}

pub(super) const AUTOMATIC: Policy = Policy {
    automatic_second_tries: true,
};

pub(super) fn start() -> Timestamp {
    "2026-11-01T09:00:00Z".parse().unwrap()
}

pub(super) fn run(ladder: Ladder, policy: Policy) -> Run {
    Run {
        ladder,
        backup: None,
        platform: AbstractInstagram::default(),
        real: start(),
        set_by: SignedDuration::ZERO,
        policy,
    }
}
