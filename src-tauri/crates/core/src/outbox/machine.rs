//! The outbox as a pure state machine.
//!
//! Promised: no input makes an action leave the machine twice unless it is harmless to repeat it, two
//! clean reads have shown that the first try had no effect, or a person asked for it. Time and answers
//! come in as values, so that the same code runs in the worker and under the model test.
//!
//! ```text
//!            ┌───────────── again (harmless, or read back as absent) ─────────────┐
//! Waiting ──▶ Sending ──▶ Sent                                                     │
//!    ▲           │  └───▶ Failed (a coded refusal)                                 │
//!    └─not sent──┤                                                                 │
//!                └─doubt─▶ Checking ──▶ Sent │ Failed │ Needs you │ ───────────────┘
//! ```

use std::time::Duration;

use instagram::Recovery;
use jiff::{SignedDuration, Timestamp};
use store::outbox::{ActionKind, Delivery};

use super::reason::Reason;
use crate::clock::add;
use crate::doubt::{CHECK_LIMIT, Doubt, shifted, still_ahead};

/// Pause before the next try of a request that never left the machine.
const NOT_SENT_PAUSE: Duration = Duration::from_secs(10);

/// Pause when the platform asks for one without saying how long.
const THROTTLE_PAUSE: Duration = Duration::from_secs(5 * 60);

/// How often a harmless action is sent before a person is asked.
const MOST_HARMLESS_ATTEMPTS: u32 = 8;

/// The part of an outbox row the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What the action does.
    pub kind: ActionKind,
    /// Where it stands.
    pub delivery: Delivery,
    /// Attempts that may have reached the platform.
    pub attempts: u32,
    /// When a person or rule decided it.
    pub queued_at: Timestamp,
    /// When a person last said that it is to go.
    pub asked_at: Timestamp,
    /// Start of the latest attempt.
    pub attempt_started_at: Option<Timestamp>,
    /// End of the latest attempt.
    pub attempt_ended_at: Option<Timestamp>,
    /// Reads since then that were complete and error-free.
    pub clean_reads: u32,
    /// The latest of them that counts, at least [`READ_DISTANCE`] after the one before.
    pub last_clean_read_at: Option<Timestamp>,
    /// Not before this instant.
    pub next_at: Option<Timestamp>,
    /// Why it stands there, for people and the log.
    pub reason: Option<Reason>,
}

/// What the team chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Whether the program may send again by itself once a doubt is settled as "not there".
    pub automatic_second_tries: bool,
}

/// What to do next with an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Claim the row, then send.
    Send,
    /// Read back what happened.
    Read,
    /// Look again at this instant.
    At(Timestamp),
    /// Look again when the grace time has passed.
    AfterGrace,
    /// Nothing: it has ended, or a person or a running request moves it.
    Nothing,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The platform confirmed it.
    Done,
    /// It failed before a byte was written.
    NotSent,
    /// A coded refusal with what the catalogue says of it.
    Refused(Recovery),
    /// A delete was answered with "no such object".
    NoSuchObject,
    /// Anything else.
    InDoubt,
}

/// What a read-back found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The effect is there.
    Found,
    /// A complete, error-free read shows that it is not there.
    Absent,
    /// The comment or post itself is gone.
    SubjectGone,
    /// Someone set another value since.
    ChangedSince,
    /// The read failed or was incomplete: it says nothing.
    Inconclusive,
}

/// Something that happens to an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The worker takes it, before the request is made.
    Claim,
    /// Before it left: our side has answered meanwhile, from elsewhere.
    Overtaken,
    /// Before it left: the time for answers has passed.
    WindowClosed,
    /// Before it left: what it depends on could not be read.
    NotRead,
    /// The attempt ended.
    Answered(Answer),
    /// A read-back ended.
    Read(Reading),
    /// The program started again and found the row as it is; the request ran at most this long.
    Restarted {
        /// The longest a request may take.
        request_timeout: Duration,
    },
    /// The database belongs to another installation.
    Restored,
    /// A person looked at held actions and said: send.
    Release,
    /// Undo inside the grace time, or while it waits.
    Withdraw,
    /// A person gives it up.
    Discard,
    /// A person asks for another try after a failure.
    RetryByPerson,
    /// A person asks to look at once.
    CheckNow,
    /// The wall clock was set while the program ran; the monotonic clock tells by how much.
    ClockJumped {
        /// Positive when it was set forward.
        by: SignedDuration,
    },
}

impl Progress {
    /// A fresh action.
    pub fn queued(kind: ActionKind, queued_at: Timestamp) -> Self {
        Self {
            kind,
            delivery: Delivery::Waiting,
            attempts: 0,
            queued_at,
            asked_at: queued_at,
            attempt_started_at: None,
            attempt_ended_at: None,
            clean_reads: 0,
            last_clean_read_at: None,
            next_at: None,
            reason: None,
        }
    }

    /// What to do next, at `now`, given whether the grace time has passed on the monotonic clock.
    pub fn next(&self, now: Timestamp, grace_over: bool) -> Next {
        match self.delivery {
            Delivery::Waiting if !grace_over => Next::AfterGrace,
            Delivery::Waiting => due(self.next_at, now, Next::Send),
            Delivery::Checking => due(self.next_at, now, Next::Read),
            Delivery::Sending
            | Delivery::Held
            | Delivery::Sent
            | Delivery::Failed
            | Delivery::NeedsYou
            | Delivery::Withdrawn
            | Delivery::Discarded => Next::Nothing,
        }
    }

    /// The state after `input` at `now`; `None` when the input does not apply to this state.
    pub fn after(&self, input: Input, now: Timestamp, policy: Policy) -> Option<Self> {
        match (self.delivery, input) {
            (Delivery::Waiting, Input::Claim) => Some(self.claimed(now)),
            (Delivery::Waiting, Input::Overtaken) => Some(self.ended(Delivery::NeedsYou, Reason::AnsweredMeanwhile)),
            (Delivery::Waiting, Input::WindowClosed) => Some(self.ended(Delivery::Failed, Reason::WindowClosed)),
            (Delivery::Waiting, Input::NotRead) => Some(Self {
                next_at: Some(add(now, NOT_SENT_PAUSE)),
                reason: Some(Reason::NotSent),
                ..self.clone()
            }),
            (Delivery::Sending, Input::Answered(answer)) => Some(self.answered(answer, now)),
            (Delivery::Sending, Input::Restarted { request_timeout }) => Some(self.interrupted(request_timeout, now)),
            (Delivery::Checking, Input::Read(reading)) => Some(self.read(reading, now, policy)),
            (Delivery::Checking, Input::CheckNow) => Some(Self {
                next_at: Some(now),
                ..self.clone()
            }),
            (Delivery::Waiting | Delivery::Sending | Delivery::Checking, Input::Restored) => {
                Some(self.ended(Delivery::Held, Reason::Restored))
            }
            (Delivery::Waiting | Delivery::Sending | Delivery::Checking, Input::ClockJumped { by }) => {
                Some(self.shifted(by))
            }
            (Delivery::Held, Input::Release) => Some(self.released(now)),
            (Delivery::Waiting, Input::Withdraw) => Some(Self {
                delivery: Delivery::Withdrawn,
                ..self.clone()
            }),
            (Delivery::Held | Delivery::Failed | Delivery::NeedsYou, Input::Discard) => Some(Self {
                delivery: Delivery::Discarded,
                ..self.clone()
            }),
            (Delivery::Failed | Delivery::NeedsYou, Input::RetryByPerson) => Some(Self {
                asked_at: now,
                ..Self::queued(self.kind, self.queued_at)
            }),
            _ => None,
        }
    }

    fn claimed(&self, now: Timestamp) -> Self {
        Self {
            delivery: Delivery::Sending,
            attempts: self.attempts + 1,
            attempt_started_at: Some(now),
            attempt_ended_at: None,
            clean_reads: 0,
            last_clean_read_at: None,
            next_at: None,
            reason: None,
            ..self.clone()
        }
    }

    fn answered(&self, answer: Answer, now: Timestamp) -> Self {
        let attempt = Self {
            attempt_ended_at: Some(now),
            ..self.clone()
        };
        match answer {
            Answer::Done => Self {
                delivery: Delivery::Sent,
                reason: None,
                ..attempt
            },
            Answer::NotSent => attempt.back_to_waiting(add(now, NOT_SENT_PAUSE), Reason::NotSent),
            Answer::NoSuchObject if self.kind == ActionKind::Delete => attempt.in_doubt(now, Reason::AnswerLost),
            Answer::NoSuchObject => attempt.ended(Delivery::Failed, Reason::SubjectGone),
            Answer::InDoubt => attempt.in_doubt(now, Reason::AnswerLost),
            Answer::Refused(recovery) => attempt.refused(recovery, now),
        }
    }

    /// A refusal that the platform calls passing may still have had an effect, so it is read back
    /// before anything is sent again.
    fn refused(self, recovery: Recovery, now: Timestamp) -> Self {
        match recovery {
            Recovery::RetrySoon | Recovery::InDoubt => self.in_doubt(now, Reason::AnswerLost),
            Recovery::RetryAfter(pause) => self.back_to_waiting(
                add(now, pause.unwrap_or(THROTTLE_PAUSE).min(CHECK_LIMIT)),
                Reason::Throttled,
            ),
            // The whole queue of the account waits for the new login.
            Recovery::Reconnect => self.back_to_waiting(now, Reason::LoginLost),
            Recovery::MissingScope | Recovery::WindowClosed | Recovery::AccountPaused | Recovery::Never => {
                self.ended(Delivery::Failed, Reason::Refused)
            }
        }
    }

    fn back_to_waiting(self, next_at: Timestamp, reason: Reason) -> Self {
        Self {
            delivery: Delivery::Waiting,
            attempts: self.attempts.saturating_sub(1),
            next_at: Some(next_at),
            reason: Some(reason),
            ..self
        }
    }

    fn in_doubt(self, ended_at: Timestamp, reason: Reason) -> Self {
        Self {
            delivery: Delivery::Checking,
            reason: Some(reason),
            ..self
        }
        .doubting(Doubt::since(ended_at))
    }

    fn doubting(self, doubt: Doubt) -> Self {
        Self {
            attempt_ended_at: Some(doubt.ended_at),
            clean_reads: doubt.clean_reads,
            last_clean_read_at: doubt.last_clean_read_at,
            next_at: Some(doubt.next_at),
            ..self
        }
    }

    fn doubt(&self, now: Timestamp) -> Doubt {
        Doubt {
            ended_at: self.attempt_ended_at.unwrap_or(now),
            clean_reads: self.clean_reads,
            last_clean_read_at: self.last_clean_read_at,
            next_at: self.next_at.unwrap_or(now),
        }
        .seen_at(now)
    }

    /// Nobody knows when the request ended, so its longest duration counts, and no earlier than this start: the clock
    /// may have been set meanwhile. The first look comes at once: a found effect settles the doubt at any time.
    fn interrupted(&self, request_timeout: Duration, now: Timestamp) -> Self {
        let started = self.attempt_started_at.unwrap_or(self.queued_at);
        Self {
            next_at: Some(started),
            ..self
                .clone()
                .in_doubt(add(started, request_timeout).max(now), Reason::Interrupted)
        }
    }

    /// Another copy of this database may have sent it meanwhile. What is harmless to repeat is sent;
    /// anything else is read back from the moment it was decided.
    fn released(&self, now: Timestamp) -> Self {
        if harmless(self.kind) {
            Self {
                delivery: Delivery::Waiting,
                next_at: None,
                reason: None,
                ..self.clone()
            }
        } else {
            let started = self.attempt_started_at.unwrap_or(self.queued_at);
            Self {
                attempt_started_at: Some(started),
                ..self.clone()
            }
            .in_doubt(now, Reason::Restored)
        }
    }

    fn read(&self, reading: Reading, now: Timestamp, policy: Policy) -> Self {
        let doubt = self.doubt(now);
        let checked = self.clone().doubting(doubt);
        match reading {
            Reading::Found => Self {
                delivery: Delivery::Sent,
                reason: None,
                ..checked
            },
            Reading::SubjectGone => checked.ended(Delivery::Failed, Reason::SubjectGone),
            Reading::ChangedSince => checked.ended(Delivery::NeedsYou, Reason::ChangedSince),
            Reading::Inconclusive => match doubt.inconclusive(now) {
                Some(doubt) => checked.doubting(doubt),
                None => checked.ended(Delivery::NeedsYou, Reason::Unreadable),
            },
            Reading::Absent => match doubt.absent(now) {
                Some(doubt) => checked.doubting(doubt),
                None => checked.not_there(policy),
            },
        }
    }

    /// Two clean reads say that the attempt had no effect.
    fn not_there(self, policy: Policy) -> Self {
        let most = if harmless(self.kind) { MOST_HARMLESS_ATTEMPTS } else { 2 };
        if self.attempts >= most {
            self.ended(Delivery::NeedsYou, Reason::SecondDoubt)
        } else if !policy.automatic_second_tries && self.attempts > 0 {
            self.ended(Delivery::NeedsYou, Reason::NoSecondTries)
        } else {
            Self {
                delivery: Delivery::Waiting,
                next_at: None,
                ..self
            }
        }
    }

    /// The same distances on the clock as it shows now: a doubt must not settle because somebody set
    /// the clock.
    fn shifted(&self, by: SignedDuration) -> Self {
        Self {
            // Moved forward it would hide our own effect from the read-back: after a sleep the clock looks as if it
            // had been set forward, and what the platform shows is older than that.
            attempt_started_at: if by.is_negative() {
                shifted(self.attempt_started_at, by)
            } else {
                self.attempt_started_at
            },
            attempt_ended_at: shifted(self.attempt_ended_at, by),
            last_clean_read_at: shifted(self.last_clean_read_at, by),
            next_at: shifted(self.next_at, by),
            ..self.clone()
        }
    }

    fn ended(&self, delivery: Delivery, reason: Reason) -> Self {
        Self {
            delivery,
            reason: Some(reason),
            next_at: None,
            ..self.clone()
        }
    }
}

/// Whether sending the action once more does no harm: it sets a value, removes what is gone anyway, or is taken by the
/// platform once only.
pub fn harmless(kind: ActionKind) -> bool {
    match kind {
        ActionKind::Hide
        | ActionKind::Unhide
        | ActionKind::Delete
        | ActionKind::CommentSwitch
        | ActionKind::PrivateReply => true,
        ActionKind::Reply | ActionKind::Message => false,
    }
}

fn due(next_at: Option<Timestamp>, now: Timestamp, then: Next) -> Next {
    still_ahead(next_at, now).map_or(then, Next::At)
}
