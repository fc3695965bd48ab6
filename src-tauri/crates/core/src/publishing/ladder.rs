//! The publishing ladder as a pure state machine.
//!
//! Promised: the publish call of a post is made again only with the same container, and only after a certain refusal or
//! after two clean reads have shown that the call before had no effect; a post whose publish call was ever made gets a new
//! container only because a person asked for it; nothing fires late by itself; at most [`MOST_SLIDES_AT_ONCE`] slides are
//! under way at a time, and a slide that is finished stays finished when another one fails. Time and answers come in as
//! values, so that the same code runs in the worker and under the model test.
//!
//! ```text
//! each slide:  Prepare ▶ Upload ▶ Container ▶ Processing ┐
//!                                                        ├▶ ParentContainer ▶ ParentProcessing ▶ Publish ▶ Link
//! each slide:  Prepare ▶ Upload ▶ Container ▶ Processing ┘        (two slides or more)
//! ```

use std::time::Duration;

use instagram::MediaId;
use jiff::{SignedDuration, Timestamp};
use store::posts::{PostRow, PostState, StepKind, StepRow, StepState};

use super::reason::Reason;
use crate::clock::{between, subtract};
use crate::doubt::still_ahead;
use crate::outbox::Policy;

/// Slides under way at a time: Instagram fetches them all from the same host.
pub const MOST_SLIDES_AT_ONCE: usize = 3;

/// A scheduled post is prepared this long before its time, so that a failure shows while there is time to mend it.
pub const PREPARE_AHEAD: Duration = Duration::from_secs(60 * 60);

/// A post that could not go out for this long after its time is *missed*: only a person sends it then.
pub const MISSED_AFTER: Duration = Duration::from_secs(60 * 60);

/// Containers live 24 hours (API sheet §6.5); older than this they are made anew before the publish call.
pub const CONTAINER_LIFE: Duration = Duration::from_secs(23 * 60 * 60);

/// A container in work for longer than this will never be finished (API sheet §6.5).
pub(super) const PROCESSING_LIMIT: Duration = Duration::from_secs(15 * 60);

/// Looks at a container in work: soon, then less often (API sheet §6.5).
const PROCESSING_POLLS: [(Duration, Duration); 3] = [
    (Duration::from_secs(6), Duration::from_secs(3)),
    (Duration::from_secs(20), Duration::from_secs(5)),
    (Duration::from_secs(60), Duration::from_secs(10)),
];
const SLOWEST_POLL: Duration = Duration::from_secs(30);

/// Tries of a step that nobody sees before a person is asked.
pub(super) const MOST_TRIES: i64 = 4;

/// Publish calls with the same container before a person is asked.
pub(super) const MOST_PUBLISH_CALLS: i64 = 4;

/// Tries to fetch the permalink: without it the post is live all the same.
pub(super) const MOST_LINK_TRIES: i64 = 8;

pub(super) const NOT_SENT_PAUSE: Duration = Duration::from_secs(10);
pub(super) const NOT_READY_PAUSE: Duration = Duration::from_secs(10);

/// What the machine looks at: a post and its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// The post.
    pub post: PostRow,
    /// Its steps, in order.
    pub steps: Vec<StepRow>,
}

/// Something to do now, or an instant to wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// An input that needs no work.
    Feed(Input),
    /// Claim this step, then do it.
    Do(i64),
    /// Ask how far this container is.
    Poll(i64),
    /// Find out what became of the publish call.
    ReadBack,
    /// Look again then.
    At(Timestamp),
}

/// Why a step did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing left the machine.
    NotSent,
    /// A pause was asked for.
    Throttled(Duration),
    /// The login no longer works.
    LoginLost,
    /// It may have worked, or would work another time. For the publish call that is a doubt.
    Unclear,
    /// Something of ours did not do its part, and may another time.
    Again(Reason),
    /// The platform suspects spam: it may have worked, and the account is paused.
    Blocked,
    /// Publish only: the container is not ready, so nothing was posted.
    NotReady,
    /// It will be refused again.
    Final(Reason),
}

/// How far a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Processing {
    /// In work.
    InProgress,
    /// Nobody knows: it could not be asked.
    Unread,
    /// Ready to be published, or to become part of a carousel.
    Finished,
    /// Instagram gave it up; whether another try makes sense.
    Broken {
        /// Another container of the same picture may work.
        passing: bool,
    },
    /// It ran out.
    Expired,
}

/// What a read-back of the publish call found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The post is live; its id, when it was found.
    Live(Option<MediaId>),
    /// It is not among the newest posts, and its container waits to be published (or there is none yet).
    NotThere,
    /// It is not among the newest posts, and its container can no longer be published.
    NotThereAndLost,
    /// The read failed or was incomplete.
    Inconclusive,
}

/// Something that happens to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// It is time to prepare.
    Prepare,
    /// Its time is over.
    Miss,
    /// Its containers are too old to be published.
    Refresh,
    /// The worker takes a step, before it does it. An upload brings its key, the publish call the newest posts of the
    /// account.
    Claim {
        /// The step.
        step: i64,
        /// Upload: the key of the hosted file.
        key: Option<String>,
        /// Publish: the ids of the newest posts before the call.
        baseline: Option<Vec<MediaId>>,
    },
    /// A step succeeded; what the platform or the host calls the result.
    Done {
        /// The step.
        step: i64,
        /// Container or media id.
        remote_id: Option<String>,
    },
    /// A step failed.
    Failed {
        /// The step.
        step: i64,
        /// How.
        failure: Failure,
        /// Code and subcode of the platform, for people.
        codes: (Option<i64>, Option<i64>),
    },
    /// A look at a container ended.
    Polled {
        /// The processing step.
        step: i64,
        /// The container that was looked at.
        container: String,
        /// What was seen.
        seen: Processing,
        /// The code the platform gave.
        codes: (Option<i64>, Option<i64>),
    },
    /// A read-back of the publish call ended.
    Read(Reading),
    /// The program started again and found the rows as they are; a request ran at most this long.
    Restarted {
        /// The longest a request may take.
        request_timeout: Duration,
    },
    /// The database belongs to another installation.
    Restored,
    /// A person looked at held posts and said: go on.
    Release,
    /// A person takes it back to a draft.
    Cancel,
    /// A person gives held posts back: what was never sent from here becomes a draft again.
    GiveBack,
    /// A person gives it up.
    Discard,
    /// A person asks to go on after a failure; what is finished stays.
    Retry,
    /// A person sends a missed or scheduled post now.
    PublishNow,
    /// A person asks to look at once.
    CheckNow,
    /// A person decides that it becomes a new post.
    PostAgain,
    /// The wall clock was set while the program ran; the monotonic clock tells by how much.
    ClockJumped {
        /// Positive when it was set forward.
        by: SignedDuration,
    },
}

impl Ladder {
    /// What to do at `now`. `hold_publish` keeps the publish call back: our clock cannot be trusted, or another post of
    /// the account is in doubt and could not be told apart.
    pub fn due(&self, now: Timestamp, hold_publish: bool) -> Vec<Due> {
        match self.post.state {
            PostState::Scheduled => vec![self.due_scheduled(now)],
            PostState::Preparing | PostState::Ready if self.is_overdue(now) => vec![Due::Feed(Input::Miss)],
            PostState::Preparing if !self.publish_was_called() && self.containers_are_old(now) => {
                vec![Due::Feed(Input::Refresh)]
            }
            PostState::Preparing => self.due_steps(now),
            PostState::Ready | PostState::Publishing if hold_publish => Vec::new(),
            PostState::Ready | PostState::Publishing => self.due_publish(now),
            PostState::Checking => match self.publish_step().and_then(|step| still_ahead(step.next_at, now)) {
                Some(instant) => vec![Due::At(instant)],
                None => vec![Due::ReadBack],
            },
            PostState::Live => self.due_link(now),
            PostState::Draft
            | PostState::Failed
            | PostState::NeedsYou
            | PostState::Held
            | PostState::Missed
            | PostState::Discarded => Vec::new(),
        }
    }

    /// The state after `input` at `now`; `None` when the input does not apply to this state.
    pub fn after(&self, input: &Input, now: Timestamp, policy: Policy) -> Option<Self> {
        let mut next = self.clone();
        let applies = match input {
            Input::Prepare => next.prepare(),
            Input::Miss => next.miss(),
            Input::Refresh => next.refresh(),
            Input::Claim { step, key, baseline } => next.claim(*step, key.as_deref(), baseline.as_deref(), now),
            Input::Done { step, remote_id } => next.done(*step, remote_id.as_deref(), now),
            Input::Failed { step, failure, codes } => next.failed(*step, *failure, *codes, now),
            Input::Polled {
                step,
                container,
                seen,
                codes,
            } => next.polled((*step, container), *seen, *codes, now),
            Input::Read(reading) => next.read(reading, now, policy),
            Input::Restarted { request_timeout } => next.restarted(*request_timeout, now),
            Input::Restored => next.restored(),
            Input::Release => next.release(now),
            Input::Cancel => next.cancel(),
            Input::GiveBack => next.give_back(),
            Input::Discard => next.discard(now),
            Input::Retry => next.retry(now),
            Input::PublishNow => next.publish_now(now),
            Input::CheckNow => next.check_now(now),
            Input::PostAgain => next.post_again(now),
            Input::ClockJumped { by } => next.clock_jumped(*by),
        };
        applies.then_some(next)
    }

    /// The publish step, once there are steps.
    pub fn publish_step(&self) -> Option<&StepRow> {
        self.steps.iter().find(|step| step.kind == StepKind::Publish)
    }

    /// Whether the publish call was ever made for the containers at hand.
    pub fn publish_was_called(&self) -> bool {
        self.publish_step().is_some_and(|step| step.attempts > 0)
    }

    /// The step whose container is published: the parent, or the one slide.
    pub fn container_step(&self) -> Option<&StepRow> {
        let parent = self.steps.iter().find(|step| step.kind == StepKind::ParentContainer);
        parent.or_else(|| self.steps.iter().find(|step| step.kind == StepKind::Container))
    }

    fn due_at(&self) -> Timestamp {
        self.post.due_at.unwrap_or(self.post.created_at)
    }

    fn is_overdue(&self, now: Timestamp) -> bool {
        between(self.due_at(), now) > MISSED_AFTER
    }

    fn due_scheduled(&self, now: Timestamp) -> Due {
        let from = subtract(self.due_at(), PREPARE_AHEAD);
        if self.is_overdue(now) {
            Due::Feed(Input::Miss)
        } else if from <= now {
            Due::Feed(Input::Prepare)
        } else {
            Due::At(from)
        }
    }

    fn due_steps(&self, now: Timestamp) -> Vec<Due> {
        let mut free = MOST_SLIDES_AT_ONCE.saturating_sub(self.slides_under_way());
        let mut due = Vec::new();
        for step in &self.steps {
            if step.state != StepState::Waiting || !self.is_unlocked(step) || is_outside(step.kind) {
                continue;
            }
            if let Some(instant) = still_ahead(step.next_at, now) {
                due.push(Due::At(instant));
                continue;
            }
            match step.kind {
                StepKind::Processing | StepKind::ParentProcessing => due.push(Due::Poll(step.id)),
                StepKind::Prepare if free == 0 => {}
                StepKind::Prepare => {
                    free -= 1;
                    due.push(Due::Do(step.id));
                }
                _ => due.push(Due::Do(step.id)),
            }
        }
        due
    }

    /// A slide is under way from its first claimed step until it is finished or has failed.
    fn slides_under_way(&self) -> usize {
        let begun = |step: &&StepRow| step.kind == StepKind::Prepare && step.state != StepState::Waiting;
        self.steps
            .iter()
            .filter(begun)
            .filter(|first| {
                let mut own = self.steps.iter().filter(|step| step.slide == first.slide);
                !own.any(|step| {
                    step.state == StepState::Failed
                        || (step.kind == StepKind::Processing && step.state == StepState::Done)
                })
            })
            .count()
    }

    /// Whether everything that must come before `step` is done.
    pub(super) fn is_unlocked(&self, step: &StepRow) -> bool {
        let done = |kind: StepKind| {
            self.steps
                .iter()
                .filter(|other| other.kind == kind && (step.slide.is_none() || other.slide == step.slide))
                .all(|other| other.state == StepState::Done)
        };
        match step.kind {
            StepKind::Prepare => true,
            StepKind::Upload => done(StepKind::Prepare),
            StepKind::Container => done(StepKind::Upload),
            StepKind::Processing => done(StepKind::Container),
            StepKind::ParentContainer => done(StepKind::Processing),
            StepKind::ParentProcessing => done(StepKind::ParentContainer),
            StepKind::Publish => done(StepKind::Processing) && done(StepKind::ParentProcessing),
            StepKind::Link => done(StepKind::Publish),
        }
    }

    fn due_publish(&self, now: Timestamp) -> Vec<Due> {
        let Some(publish) = self.publish_step() else {
            return Vec::new();
        };
        let wait = still_ahead(publish.next_at, now).or(Some(self.due_at()).filter(|due| *due > now));
        match (publish.state, wait) {
            (StepState::Waiting, Some(instant)) => vec![Due::At(instant)],
            (StepState::Waiting, None) if !self.publish_was_called() && self.containers_are_old(now) => {
                vec![Due::Feed(Input::Refresh)]
            }
            (StepState::Waiting, None) => vec![Due::Do(publish.id)],
            _ => Vec::new(),
        }
    }

    fn containers_are_old(&self, now: Timestamp) -> bool {
        self.steps
            .iter()
            .filter(|step| matches!(step.kind, StepKind::Container | StepKind::ParentContainer))
            .filter_map(|step| step.ended_at)
            .any(|made| between(made, now) > CONTAINER_LIFE)
    }

    fn due_link(&self, now: Timestamp) -> Vec<Due> {
        let link = self.steps.iter().find(|step| step.kind == StepKind::Link);
        match link {
            Some(link) if link.state == StepState::Waiting => match still_ahead(link.next_at, now) {
                Some(instant) => vec![Due::At(instant)],
                None => vec![Due::Do(link.id)],
            },
            _ => Vec::new(),
        }
    }
}

/// Steps that [`Ladder::due_steps`] leaves to others: they have states of the post of their own.
fn is_outside(kind: StepKind) -> bool {
    matches!(kind, StepKind::Publish | StepKind::Link)
}

/// How long to leave a container alone that has been in work for `elapsed`.
pub(super) fn processing_pause(elapsed: Duration) -> Duration {
    PROCESSING_POLLS
        .iter()
        .find(|(until, _)| elapsed < *until)
        .map_or(SLOWEST_POLL, |(_, pause)| *pause)
}
