//! What the work on a ladder does to it. A move returns whether it applies; the caller drops the copy when it does not.
//! The publish call's doubts are in `settling`, what people ask for in `asked`.

use std::time::Duration;

use instagram::MediaId;
use jiff::{SignedDuration, Timestamp};
use store::posts::{PostState, StepKind, StepRow, StepState};

use super::ladder::{
    Failure, Ladder, MOST_LINK_TRIES, MOST_TRIES, NOT_SENT_PAUSE, PROCESSING_LIMIT, Processing, processing_pause,
};
use super::reason::Reason;
use crate::clock::{add, between};
use crate::doubt::{CHECK_LIMIT, shifted};

/// Code and subcode of the platform.
pub(super) type Codes = (Option<i64>, Option<i64>);

impl Ladder {
    pub(super) fn prepare(&mut self) -> bool {
        let applies = self.post.state == PostState::Scheduled;
        self.stand(PostState::Preparing, None);
        applies
    }

    /// Nothing goes out late by itself; a post whose call was made before may be live although it was not seen.
    pub(super) fn miss(&mut self) -> bool {
        let applies = matches!(
            self.post.state,
            PostState::Scheduled | PostState::Preparing | PostState::Ready
        );
        if self.publish_was_called() {
            self.needs_you(Reason::Missed);
        } else {
            self.stand(PostState::Missed, Some(Reason::Missed));
        }
        applies
    }

    pub(super) fn refresh(&mut self) -> bool {
        let applies = matches!(self.post.state, PostState::Ready | PostState::Preparing) && !self.publish_was_called();
        self.forget_containers();
        self.stand(PostState::Preparing, None);
        applies
    }

    pub(super) fn claim(&mut self, step: i64, key: Option<&str>, baseline: Option<&[MediaId]>, now: Timestamp) -> bool {
        let state = self.post.state;
        let Some(row) = self.step_mut(step).filter(|row| row.state == StepState::Waiting) else {
            return false;
        };
        // What the first call may have made is looked for from that call on, whatever came after it.
        let again = row.kind == StepKind::Publish && row.attempts > 0;
        row.state = StepState::Running;
        row.attempts += 1;
        row.started_at = row.started_at.filter(|_| again).or(Some(now));
        row.ended_at = None;
        row.next_at = None;
        row.clean_reads = 0;
        row.last_clean_read_at = None;
        explain(row, None, (None, None));
        if row.remote_id.is_none() {
            row.remote_id = key.map(str::to_owned);
        }
        match row.kind {
            StepKind::Publish => {
                if !again {
                    self.post.baseline = baseline.map(<[MediaId]>::to_vec);
                }
                self.stand(PostState::Publishing, None);
                state == PostState::Ready && baseline.is_some()
            }
            StepKind::Link => state == PostState::Live,
            _ => state == PostState::Preparing,
        }
    }

    pub(super) fn done(&mut self, step: i64, remote_id: Option<&str>, now: Timestamp) -> bool {
        let Some(row) = self.step_mut(step).filter(|row| row.state == StepState::Running) else {
            return false;
        };
        row.state = StepState::Done;
        row.ended_at = Some(now);
        if let Some(remote_id) = remote_id {
            row.remote_id = Some(remote_id.to_owned());
        }
        if row.kind == StepKind::Publish {
            let media = remote_id.map(MediaId::from);
            self.live(media, now);
        } else {
            self.come_to_rest();
        }
        true
    }

    pub(super) fn failed(&mut self, step: i64, failure: Failure, codes: Codes, now: Timestamp) -> bool {
        let Some(row) = self.step_mut(step).filter(|row| row.state == StepState::Running) else {
            return false;
        };
        row.ended_at = Some(now);
        match row.kind {
            StepKind::Publish => self.publish_failed(failure, codes, now),
            StepKind::Link => link_failed(row, failure, codes, now),
            _ => {
                unseen_failed(row, failure, codes, now);
                self.come_to_rest();
            }
        }
        true
    }

    pub(super) fn polled(
        &mut self,
        (step, looked_at): (i64, &str),
        seen: Processing,
        codes: Codes,
        now: Timestamp,
    ) -> bool {
        if self.post.state != PostState::Preparing {
            return false;
        }
        let waits = |row: &StepRow| row.id == step && row.state == StepState::Waiting && self.is_unlocked(row);
        let Some(at) = self.steps.iter().position(waits) else {
            return false;
        };
        let (kind, slide) = (self.steps[at].kind, self.steps[at].slide);
        let made_by = match kind {
            StepKind::ParentProcessing => StepKind::ParentContainer,
            _ => StepKind::Container,
        };
        let Some(container) = self
            .steps
            .iter()
            .position(|row| row.kind == made_by && row.slide == slide)
        else {
            return false;
        };
        // A look at a container that was given up meanwhile says nothing of the new one.
        if self.steps[container].remote_id.as_deref() != Some(looked_at) {
            return false;
        }
        let since = *self.steps[at].started_at.get_or_insert(now);
        match seen {
            Processing::Finished => {
                self.steps[at].state = StepState::Done;
                self.steps[at].ended_at = Some(now);
                self.steps[at].next_at = None;
            }
            Processing::Unread => self.steps[at].next_at = Some(add(now, NOT_SENT_PAUSE)),
            Processing::InProgress if between(since, now) <= PROCESSING_LIMIT => {
                self.steps[at].next_at = Some(add(now, processing_pause(between(since, now))));
            }
            Processing::InProgress => self.container_failed(container, at, false, Reason::Stuck, codes, now),
            Processing::Broken { passing } => {
                self.container_failed(container, at, passing, Reason::Refused, codes, now);
            }
            Processing::Expired => self.container_failed(container, at, true, Reason::ContainerLost, codes, now),
        }
        self.come_to_rest();
        true
    }

    /// A container that came to nothing is made anew, or fails its slide.
    pub(super) fn container_failed(
        &mut self,
        container: usize,
        processing: usize,
        again: bool,
        reason: Reason,
        codes: Codes,
        now: Timestamp,
    ) {
        start_over(&mut self.steps[processing]);
        let row = &mut self.steps[container];
        row.remote_id = None;
        if again && row.attempts < MOST_TRIES {
            wait(
                row,
                Some(add(now, pause_before_again(row.attempts))),
                Some(reason),
                codes,
            );
        } else {
            row.state = StepState::Failed;
            explain(row, Some(reason), codes);
        }
    }

    /// Nobody knows when the request ended, so its longest duration counts, and no earlier than this start: the clock
    /// may have been set meanwhile. The first look comes at once: a found effect settles the doubt at any time.
    pub(super) fn restarted(&mut self, request_timeout: Duration, now: Timestamp) -> bool {
        let mut applies = false;
        let mut called_at = None;
        for step in self.steps.iter_mut().filter(|step| step.state == StepState::Running) {
            applies = true;
            if step.kind == StepKind::Publish {
                called_at = Some(step.started_at.unwrap_or(now));
            } else {
                try_again_after_restart(step);
            }
        }
        if let Some(called_at) = called_at.filter(|_| self.post.state == PostState::Publishing) {
            self.doubt_since(
                add(called_at, request_timeout).max(now),
                Reason::Interrupted,
                (None, None),
            );
            self.look_at(called_at);
        }
        self.come_to_rest();
        applies
    }

    /// The same distances on the clock as it shows now. A publish call's start moves back with the clock but not forward:
    /// after a sleep the clock looks as if it had been set forward, and what the platform shows is older than that.
    pub(super) fn clock_jumped(&mut self, by: SignedDuration) -> bool {
        if by.is_negative() {
            self.post.decided_at = shifted(self.post.decided_at, by);
            // *Now* is no time on the wall: it does not come again because the clock was set back.
            if self.post.wall_time.is_none() {
                self.post.due_at = shifted(self.post.due_at, by);
            }
        }
        for step in &mut self.steps {
            let publishes = step.kind == StepKind::Publish;
            if by.is_negative() || !publishes {
                step.started_at = shifted(step.started_at, by);
            }
            // A container grows old while this computer sleeps; a doubt must not settle because of it.
            if by.is_negative() || publishes {
                step.ended_at = shifted(step.ended_at, by);
            }
            step.last_clean_read_at = shifted(step.last_clean_read_at, by);
            step.next_at = shifted(step.next_at, by);
        }
        !self.steps.is_empty() && !self.post.state.is_ended()
    }

    pub(super) fn live(&mut self, media: Option<MediaId>, now: Timestamp) {
        if let Some(publish) = self.publish_mut() {
            publish.state = StepState::Done;
            publish.ended_at = Some(now);
            publish.next_at = None;
            publish.remote_id = media.as_ref().map(ToString::to_string);
            explain(publish, None, (None, None));
        }
        self.post.media = media;
        self.post.finished_at = Some(now);
        self.stand(PostState::Live, None);
    }

    /// Ready when every step before the publish call is done; failed when nothing can go on because a step failed.
    pub(super) fn come_to_rest(&mut self) {
        if self.post.state != PostState::Preparing {
            return;
        }
        let before = |step: &&StepRow| !matches!(step.kind, StepKind::Publish | StepKind::Link);
        if self
            .steps
            .iter()
            .filter(before)
            .all(|step| step.state == StepState::Done)
        {
            self.stand(PostState::Ready, None);
            return;
        }
        let moving = self.steps.iter().filter(before).any(|step| match step.state {
            StepState::Running | StepState::Checking => true,
            StepState::Waiting => self.is_unlocked(step),
            StepState::Done | StepState::Failed => false,
        });
        let failed = self.steps.iter().find(|step| step.state == StepState::Failed);
        if let Some(reason) = failed.filter(|_| !moving).map(|step| step.reason.clone()) {
            self.post.state = PostState::Failed;
            self.post.reason = reason;
        }
    }

    pub(super) fn forget_containers(&mut self) {
        for step in &mut self.steps {
            // The files are put again too: a host may have a rule that removes old ones.
            if step.kind != StepKind::Prepare {
                start_over(step);
            }
        }
    }

    pub(super) fn stand(&mut self, state: PostState, reason: Option<Reason>) {
        self.post.state = state;
        self.post.reason = reason.map(|reason| reason.as_str().to_owned());
    }

    pub(super) fn reason(&self) -> Option<Reason> {
        self.post.reason.as_deref().and_then(Reason::parse)
    }

    pub(super) fn step_mut(&mut self, id: i64) -> Option<&mut StepRow> {
        self.steps.iter_mut().find(|step| step.id == id)
    }

    pub(super) fn publish_mut(&mut self) -> Option<&mut StepRow> {
        self.steps.iter_mut().find(|step| step.kind == StepKind::Publish)
    }
}

/// A step that nobody outside sees: once more is harmless.
fn unseen_failed(step: &mut StepRow, failure: Failure, codes: Codes, now: Timestamp) {
    match failure {
        Failure::NotSent => not_tried(step, add(now, NOT_SENT_PAUSE), Reason::NotSent, codes),
        Failure::Throttled(pause) => not_tried(step, add(now, pause.min(CHECK_LIMIT)), Reason::Throttled, codes),
        Failure::LoginLost => not_tried(step, now, Reason::LoginLost, codes),
        Failure::Unclear | Failure::Blocked | Failure::NotReady | Failure::Again(_) => {
            let reason = match (failure, codes.0) {
                (Failure::Again(reason), _) => reason,
                (_, Some(_)) => Reason::Refused,
                (_, None) => Reason::AnswerLost,
            };
            if step.attempts >= MOST_TRIES {
                step.state = StepState::Failed;
                explain(step, Some(reason), codes);
            } else {
                let next_at = add(now, pause_before_again(step.attempts));
                wait(step, Some(next_at), Some(reason), codes);
            }
        }
        Failure::Final(reason) => {
            step.state = StepState::Failed;
            explain(step, Some(reason), codes);
        }
    }
}

fn link_failed(step: &mut StepRow, failure: Failure, codes: Codes, now: Timestamp) {
    let pause = match failure {
        Failure::Throttled(pause) => pause.min(CHECK_LIMIT),
        _ => pause_before_again(step.attempts),
    };
    if step.attempts >= MOST_LINK_TRIES {
        step.state = StepState::Failed;
        explain(step, Some(Reason::AnswerLost), codes);
    } else {
        wait(step, Some(add(now, pause)), None, codes);
    }
}

/// Back to waiting, and the try does not count.
fn not_tried(step: &mut StepRow, next_at: Timestamp, reason: Reason, codes: Codes) {
    step.attempts -= 1;
    wait(step, Some(next_at), Some(reason), codes);
}

/// A step that ends the program at every try must not be tried for ever.
pub(super) fn try_again_after_restart(step: &mut StepRow) {
    if step.attempts >= MOST_TRIES && step.kind != StepKind::Link {
        step.state = StepState::Failed;
        explain(step, Some(Reason::Interrupted), (None, None));
    } else {
        wait(step, None, Some(Reason::Interrupted), (None, None));
    }
}

pub(super) fn wait(step: &mut StepRow, next_at: Option<Timestamp>, reason: Option<Reason>, codes: Codes) {
    step.state = StepState::Waiting;
    step.next_at = next_at;
    explain(step, reason, codes);
}

pub(super) fn start_over(step: &mut StepRow) {
    step.attempts = 0;
    step.started_at = None;
    step.ended_at = None;
    step.remote_id = None;
    step.clean_reads = 0;
    step.last_clean_read_at = None;
    wait(step, None, None, (None, None));
}

pub(super) fn explain(step: &mut StepRow, reason: Option<Reason>, (code, subcode): Codes) {
    step.reason = reason.map(|reason| reason.as_str().to_owned());
    step.error_code = code;
    step.error_subcode = subcode;
}

/// Instagram's fetches fail for seconds, its servers for minutes (API sheet §7).
fn pause_before_again(attempts: i64) -> Duration {
    Duration::from_secs(match attempts {
        i64::MIN..=1 => 5,
        2 => 15,
        3 => 60,
        _ => 5 * 60,
    })
}
