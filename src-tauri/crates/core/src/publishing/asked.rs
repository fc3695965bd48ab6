//! What people ask of a ladder: take it back, go on, send it now, make it a new post, give it up.

use jiff::Timestamp;
use store::posts::{PostState, StepKind, StepState};

use super::ladder::Ladder;
use super::moves::start_over;
use super::reason::Reason;

impl Ladder {
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

    pub(super) fn become_draft(&mut self) {
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

    /// A slide that failed is put on the host again too: the cause may lie there, or the host be another one by now.
    pub(super) fn start_failed_over(&mut self) {
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
    pub(super) fn be_due(&mut self, now: Timestamp) {
        self.post.due_at = Some(now);
        self.post.zone = None;
        self.post.wall_time = None;
    }
}
