//! The publish call's outcome: what is certain, what is in doubt, and how a doubt is settled.

use std::time::Duration;

use jiff::Timestamp;
use store::posts::{PostState, StepKind, StepRow, StepState};

use super::ladder::{Failure, Ladder, MOST_PUBLISH_CALLS, NOT_READY_PAUSE, NOT_SENT_PAUSE, Reading};
use super::moves::{Codes, explain, start_over, try_again_after_restart, wait};
use super::reason::Reason;
use crate::clock::{add, between};
use crate::doubt::{CHECK_LIMIT, Doubt};
use crate::outbox::Policy;

impl Ladder {
    pub(super) fn publish_failed(&mut self, failure: Failure, codes: Codes, now: Timestamp) {
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
    pub(super) fn call_later(&mut self, now: Timestamp, pause: Duration, reason: Reason, codes: Codes) {
        if let Some(publish) = self.publish_mut() {
            wait(publish, Some(add(now, pause)), Some(reason), codes);
            publish.attempts -= 1;
        }
        self.stand(PostState::Ready, Some(reason));
    }

    pub(super) fn doubt_since(&mut self, ended_at: Timestamp, reason: Reason, codes: Codes) {
        if let Some(publish) = self.publish_mut() {
            publish.state = StepState::Checking;
            explain(publish, Some(reason), codes);
            keep(publish, Doubt::since(ended_at));
        }
        self.stand(PostState::Checking, Some(reason));
    }

    pub(super) fn look_at(&mut self, instant: Timestamp) {
        if let Some(publish) = self.publish_mut() {
            publish.next_at = Some(instant);
        }
    }

    pub(super) fn give_up(&mut self, state: PostState, reason: Reason, codes: Codes) {
        if let Some(publish) = self.publish_mut() {
            publish.state = StepState::Failed;
            publish.next_at = None;
            explain(publish, Some(reason), codes);
        }
        self.stand(state, Some(reason));
    }

    pub(super) fn needs_you(&mut self, reason: Reason) {
        let codes = self
            .publish_step()
            .map_or((None, None), |step| (step.error_code, step.error_subcode));
        self.give_up(PostState::NeedsYou, reason, codes);
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
    pub(super) fn call_again(&mut self, policy: Policy, now: Timestamp) {
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
    pub(super) fn resume(&mut self, now: Timestamp) {
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

    pub(super) fn keep_doubt(&mut self, doubt: Doubt) {
        if let Some(publish) = self.publish_mut() {
            keep(publish, doubt);
        }
    }
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
