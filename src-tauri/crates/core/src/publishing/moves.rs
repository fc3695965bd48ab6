//! What each input does to a ladder. A move returns whether it applies; the caller drops the copy when it does not.

use std::time::Duration;

use instagram::MediaId;
use jiff::{SignedDuration, Timestamp};
use store::posts::{PostState, StepKind, StepRow, StepState};

use super::ladder::{
    Failure, Ladder, MOST_LINK_TRIES, MOST_PUBLISH_CALLS, MOST_TRIES, NOT_READY_PAUSE, NOT_SENT_PAUSE,
    PROCESSING_LIMIT, Processing, Reading, processing_pause,
};
use super::reason::Reason;
use crate::clock::{add, between};
use crate::doubt::{CHECK_LIMIT, Doubt, shifted};
use crate::outbox::Policy;

type Codes = (Option<i64>, Option<i64>);

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

    fn publish_failed(&mut self, failure: Failure, codes: Codes, now: Timestamp) {
        match failure {
            Failure::NotSent => self.call_later(now, NOT_SENT_PAUSE, Reason::NotSent, codes),
            Failure::Throttled(pause) => self.call_later(now, pause.min(CHECK_LIMIT), Reason::Throttled, codes),
            Failure::LoginLost => self.call_later(now, Duration::ZERO, Reason::LoginLost, codes),
            Failure::Unclear | Failure::Again(_) => self.doubt_since(now, Reason::AnswerLost, codes),
            Failure::Blocked => self.doubt_since(now, Reason::Blocked, codes),
            Failure::NotReady => {
                self.doubt_since(now, Reason::NotReady, codes);
                self.look_at(add(now, NOT_READY_PAUSE));
            }
            // This call had no effect for sure; one before it may have had one that shows late.
            Failure::Final(reason) if self.publish_step().is_some_and(|step| step.attempts > 1) => {
                self.doubt_since(now, reason, codes);
            }
            Failure::Final(reason) => self.give_up(PostState::Failed, reason, codes),
        }
    }

    /// The call had no effect for sure, and does not count.
    fn call_later(&mut self, now: Timestamp, pause: Duration, reason: Reason, codes: Codes) {
        if let Some(publish) = self.publish_mut() {
            wait(publish, Some(add(now, pause)), Some(reason), codes);
            publish.attempts -= 1;
        }
        self.stand(PostState::Ready, Some(reason));
    }

    fn doubt_since(&mut self, ended_at: Timestamp, reason: Reason, codes: Codes) {
        if let Some(publish) = self.publish_mut() {
            publish.state = StepState::Checking;
            explain(publish, Some(reason), codes);
            keep(publish, Doubt::since(ended_at));
        }
        self.stand(PostState::Checking, Some(reason));
    }

    fn look_at(&mut self, instant: Timestamp) {
        if let Some(publish) = self.publish_mut() {
            publish.next_at = Some(instant);
        }
    }

    fn give_up(&mut self, state: PostState, reason: Reason, codes: Codes) {
        if let Some(publish) = self.publish_mut() {
            publish.state = StepState::Failed;
            publish.next_at = None;
            explain(publish, Some(reason), codes);
        }
        self.stand(state, Some(reason));
    }

    fn needs_you(&mut self, reason: Reason) {
        let codes = self
            .publish_step()
            .map_or((None, None), |step| (step.error_code, step.error_subcode));
        self.give_up(PostState::NeedsYou, reason, codes);
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
    fn container_failed(
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

    pub(super) fn read(&mut self, reading: &Reading, now: Timestamp, policy: Policy) -> bool {
        // Seen right before the next call, it is live as well.
        let seen_before_a_call = self.post.state == PostState::Ready && matches!(reading, Reading::Live(_));
        let Some(publish) = self
            .publish_step()
            .filter(|_| self.post.state == PostState::Checking || seen_before_a_call)
        else {
            return false;
        };
        let doubt = doubt_of(publish, now);
        match reading {
            Reading::Live(media) => self.live(media.clone(), now),
            Reading::Inconclusive => match doubt.inconclusive(now) {
                Some(doubt) => self.keep_doubt(doubt),
                None => self.needs_you(Reason::Unreadable),
            },
            // A certain refusal: nothing has to settle before the same container is called again.
            Reading::NotThere if self.reason() == Some(Reason::NotReady) => self.call_again(policy, now),
            Reading::NotThere => match doubt.absent(now) {
                Some(doubt) => self.keep_doubt(doubt),
                None if !self.publish_was_called() => self.resume(now),
                None => match self.reason() {
                    Some(Reason::AnswerLost | Reason::Interrupted | Reason::Restored) | None => {
                        self.call_again(policy, now);
                    }
                    // The platform has spoken: a person decides.
                    Some(reason) => self.needs_you(reason),
                },
            },
            Reading::NotThereAndLost => match doubt.absent(now) {
                Some(doubt) => self.keep_doubt(doubt),
                None if !self.publish_was_called() => {
                    self.forget_containers();
                    self.resume(now);
                }
                None => self.needs_you(Reason::ContainerLost),
            },
        }
        true
    }

    /// The same container once more; a new one is a person's to ask for.
    fn call_again(&mut self, policy: Policy, now: Timestamp) {
        let (attempts, started_at) = self
            .publish_step()
            .map_or((0, None), |step| (step.attempts, step.started_at));
        let certain = self.reason() == Some(Reason::NotReady);
        if attempts >= MOST_PUBLISH_CALLS {
            self.needs_you(if certain { Reason::NotReady } else { Reason::SecondDoubt });
        } else if !certain && !policy.automatic_second_tries {
            self.needs_you(Reason::NoSecondTries);
        } else if started_at.is_some_and(|started| between(started, now) > CHECK_LIMIT) {
            self.needs_you(Reason::ContainerLost);
        } else {
            if let Some(publish) = self.publish_mut() {
                wait(publish, None, None, (None, None));
            }
            self.stand(PostState::Ready, None);
        }
    }

    /// Another copy of the data did not publish it, so this one goes on where it stood.
    fn resume(&mut self, now: Timestamp) {
        if let Some(publish) = self.publish_mut() {
            start_over(publish);
        }
        let begun = self.steps.iter().any(|step| step.state != StepState::Waiting);
        if begun || self.post.due_at.is_none_or(|due| due <= now) {
            self.stand(PostState::Preparing, None);
            self.come_to_rest();
        } else {
            self.stand(PostState::Scheduled, None);
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

    /// One that failed or was missed is held too: the other copy may have sent it afterwards.
    pub(super) fn restored(&mut self) -> bool {
        let applies = match self.post.state {
            PostState::Scheduled
            | PostState::Preparing
            | PostState::Ready
            | PostState::Publishing
            | PostState::Checking
            | PostState::Failed
            | PostState::Missed => true,
            PostState::Draft | PostState::NeedsYou | PostState::Held | PostState::Live | PostState::Discarded => false,
        };
        self.stand(PostState::Held, Some(Reason::Restored));
        applies
    }

    /// Another copy of this database may have published it meanwhile: it is looked for from the moment it was decided.
    pub(super) fn release(&mut self, now: Timestamp) -> bool {
        let applies = self.post.state == PostState::Held;
        for step in self.steps.iter_mut().filter(|step| step.state == StepState::Running) {
            if step.kind != StepKind::Publish {
                try_again_after_restart(step);
            }
        }
        self.doubt_since(now, Reason::Restored, (None, None));
        applies && self.publish_step().is_some()
    }

    pub(super) fn cancel(&mut self) -> bool {
        let applies = match self.post.state {
            PostState::Scheduled | PostState::Preparing | PostState::Ready | PostState::Missed => {
                !self.publish_was_called()
            }
            // A failed post was refused for certain, whether its publish call was made or not.
            PostState::Failed => true,
            PostState::Draft
            | PostState::Publishing
            | PostState::Checking
            | PostState::NeedsYou
            | PostState::Held
            | PostState::Live
            | PostState::Discarded => false,
        };
        self.become_draft();
        applies
    }

    pub(super) fn give_back(&mut self) -> bool {
        let applies = self.post.state == PostState::Held && !self.publish_was_called();
        self.become_draft();
        applies
    }

    fn become_draft(&mut self) {
        self.steps.clear();
        self.post.decided_at = None;
        self.post.due_at = None;
        self.post.zone = None;
        self.post.wall_time = None;
        self.post.baseline = None;
        self.stand(PostState::Draft, None);
    }

    pub(super) fn discard(&mut self, now: Timestamp) -> bool {
        let applies = matches!(
            self.post.state,
            PostState::Failed | PostState::NeedsYou | PostState::Held | PostState::Missed
        );
        self.stand(PostState::Discarded, None);
        self.post.finished_at = Some(now);
        applies
    }

    pub(super) fn retry(&mut self, now: Timestamp) -> bool {
        let applies = self.post.state == PostState::Failed && self.reason() != Some(Reason::ContainerLost);
        self.start_failed_over();
        if self.post.due_at.is_none_or(|due| due <= now) {
            self.be_due(now);
        }
        self.stand(PostState::Preparing, None);
        self.come_to_rest();
        applies
    }

    pub(super) fn publish_now(&mut self, now: Timestamp) -> bool {
        let applies = matches!(
            self.post.state,
            PostState::Missed | PostState::Scheduled | PostState::Preparing | PostState::Ready
        ) && !self.publish_was_called();
        self.start_failed_over();
        self.post.decided_at = Some(now);
        self.be_due(now);
        self.stand(PostState::Preparing, None);
        self.come_to_rest();
        applies
    }

    pub(super) fn check_now(&mut self, now: Timestamp) -> bool {
        self.look_at(now);
        self.post.state == PostState::Checking
    }

    pub(super) fn post_again(&mut self, now: Timestamp) -> bool {
        let applies = matches!(self.post.state, PostState::NeedsYou | PostState::Failed);
        for step in &mut self.steps {
            if step.kind != StepKind::Prepare || step.state == StepState::Failed {
                start_over(step);
            }
        }
        self.post.baseline = None;
        self.post.decided_at = Some(now);
        self.be_due(now);
        self.stand(PostState::Preparing, None);
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

    fn live(&mut self, media: Option<MediaId>, now: Timestamp) {
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
    fn come_to_rest(&mut self) {
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

    fn forget_containers(&mut self) {
        for step in &mut self.steps {
            // The files are put again too: a host may have a rule that removes old ones.
            if step.kind != StepKind::Prepare {
                start_over(step);
            }
        }
    }

    /// A slide that failed is put on the host again too: the cause may lie there, or the host be another one by now.
    fn start_failed_over(&mut self) {
        let failed: Vec<Option<i64>> = self
            .steps
            .iter()
            .filter(|step| step.state == StepState::Failed)
            .map(|step| step.slide)
            .collect();
        for step in &mut self.steps {
            let of_failed_slide = step.slide.is_some() && failed.contains(&step.slide);
            let is_done = step.kind == StepKind::Prepare && step.state == StepState::Done;
            if step.state == StepState::Failed || (of_failed_slide && !is_done) {
                start_over(step);
            }
        }
    }

    /// From now on it goes out as soon as it is ready.
    fn be_due(&mut self, now: Timestamp) {
        self.post.due_at = Some(now);
        self.post.zone = None;
        self.post.wall_time = None;
    }

    fn keep_doubt(&mut self, doubt: Doubt) {
        if let Some(publish) = self.publish_mut() {
            keep(publish, doubt);
        }
    }

    fn stand(&mut self, state: PostState, reason: Option<Reason>) {
        self.post.state = state;
        self.post.reason = reason.map(|reason| reason.as_str().to_owned());
    }

    fn reason(&self) -> Option<Reason> {
        self.post.reason.as_deref().and_then(Reason::parse)
    }

    fn step_mut(&mut self, id: i64) -> Option<&mut StepRow> {
        self.steps.iter_mut().find(|step| step.id == id)
    }

    fn publish_mut(&mut self) -> Option<&mut StepRow> {
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
fn try_again_after_restart(step: &mut StepRow) {
    if step.attempts >= MOST_TRIES && step.kind != StepKind::Link {
        step.state = StepState::Failed;
        explain(step, Some(Reason::Interrupted), (None, None));
    } else {
        wait(step, None, Some(Reason::Interrupted), (None, None));
    }
}

fn wait(step: &mut StepRow, next_at: Option<Timestamp>, reason: Option<Reason>, codes: Codes) {
    step.state = StepState::Waiting;
    step.next_at = next_at;
    explain(step, reason, codes);
}

fn start_over(step: &mut StepRow) {
    step.attempts = 0;
    step.started_at = None;
    step.ended_at = None;
    step.remote_id = None;
    step.clean_reads = 0;
    step.last_clean_read_at = None;
    wait(step, None, None, (None, None));
}

fn explain(step: &mut StepRow, reason: Option<Reason>, (code, subcode): Codes) {
    step.reason = reason.map(|reason| reason.as_str().to_owned());
    step.error_code = code;
    step.error_subcode = subcode;
}

fn keep(step: &mut StepRow, doubt: Doubt) {
    step.ended_at = Some(doubt.ended_at);
    step.clean_reads = i64::from(doubt.clean_reads);
    step.last_clean_read_at = doubt.last_clean_read_at;
    step.next_at = Some(doubt.next_at);
}

fn doubt_of(step: &StepRow, now: Timestamp) -> Doubt {
    Doubt {
        ended_at: step.ended_at.unwrap_or(now),
        clean_reads: u32::try_from(step.clean_reads).unwrap_or(u32::MAX),
        last_clean_read_at: step.last_clean_read_at,
        next_at: step.next_at.unwrap_or(now),
    }
    .seen_at(now)
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
