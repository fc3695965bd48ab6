//! The written steps of an action, for crash tests: each is reported right after its transaction was
//! committed, so that a test can kill the process exactly there.

use store::posts::StepKind;

use crate::publishing::step_word;

/// A written step of something that leaves the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The row is written.
    Queued,
    /// The worker has written down that it is about to send.
    Claimed,
    /// The answer has come and is not written yet.
    Answered,
    /// The outcome of the attempt is written.
    Recorded,
    /// A read-back is written.
    ReadBack,
    /// A person's word to publish a post is written.
    Decided,
    /// A step of a post's ladder.
    Post(StepKind, Moment),
}

/// How far a step of a ladder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Written down as about to be done.
    Claimed,
    /// Done, and not written yet.
    Answered,
    /// The outcome is written.
    Recorded,
    /// A read-back is written.
    ReadBack,
}

impl Step {
    /// The steps of an action, in order.
    pub const OF_ACTION: [Self; 5] = [
        Self::Queued,
        Self::Claimed,
        Self::Answered,
        Self::Recorded,
        Self::ReadBack,
    ];

    /// The step's name on a command line.
    pub fn name(self) -> String {
        match self {
            Self::Queued => "queued".to_owned(),
            Self::Claimed => "claimed".to_owned(),
            Self::Answered => "answered".to_owned(),
            Self::Recorded => "recorded".to_owned(),
            Self::ReadBack => "read_back".to_owned(),
            Self::Decided => "decided".to_owned(),
            Self::Post(kind, moment) => format!("{} {}", step_word(kind), moment.as_str()),
        }
    }
}

impl Moment {
    fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Answered => "answered",
            Self::Recorded => "recorded",
            Self::ReadBack => "read back",
        }
    }
}

/// Hears of every step.
pub trait StepObserver: Send + Sync + 'static {
    /// `step` was reached for the action or post with this row number.
    fn reached(&self, step: Step, row: i64);
}

/// Hears nothing: the program people use.
#[derive(Debug, Clone, Copy)]
pub struct NoSteps;

impl StepObserver for NoSteps {
    fn reached(&self, _step: Step, _row: i64) {}
}
