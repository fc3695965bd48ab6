//! The written steps of an action, for crash tests: each is reported right after its transaction was
//! committed, so that a test can kill the process exactly there.

/// A step of an action that leaves the machine.
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
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Claimed,
        Self::Answered,
        Self::Recorded,
        Self::ReadBack,
    ];

    /// The step's name on a command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Claimed => "claimed",
            Self::Answered => "answered",
            Self::Recorded => "recorded",
            Self::ReadBack => "read_back",
        }
    }

    /// The step called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == name)
    }
}

/// Hears of every step.
pub trait StepObserver: Send + Sync + 'static {
    /// `step` was reached for the action with this row number.
    fn reached(&self, step: Step, action: i64);
}

/// Hears nothing: the program people use.
#[derive(Debug, Clone, Copy)]
pub struct NoSteps;

impl StepObserver for NoSteps {
    fn reached(&self, _step: Step, _action: i64) {}
}
