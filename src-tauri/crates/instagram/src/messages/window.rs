//! When an account may write to a person. The platform tells it nowhere, so it is computed, here alone.
//!
//! Source: developers.facebook.com/docs/messenger-platform/policy/policy-overview and
//! developers.facebook.com/docs/instagram-platform/private-replies. The clock starts with each message of the person, a reply to a
//! story, a mention in one, a tapped button or quick reply. Edits, reactions and reads do not start it; an advertisement may hold
//! it open for longer, which is not counted on. The platform has the last word: a refusal with
//! [`Recovery::WindowClosed`](crate::Recovery::WindowClosed) corrects what is computed here. Messages of an account to itself need
//! no window.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

/// How long anything may be sent after the person's last message.
pub const MESSAGING_WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// How long a person may answer with [`HumanAgent`](crate::messages::HumanAgent) after the other side's last message.
pub const HUMAN_AGENT_WINDOW: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long after it was written a comment can be answered in private.
pub const PRIVATE_REPLY_WINDOW: SignedDuration = SignedDuration::from_hours(7 * 24);

/// With less than this left of [`MESSAGING_WINDOW`] it closes soon.
pub const SOON: SignedDuration = SignedDuration::from_hours(6);

/// With less than this left of [`HUMAN_AGENT_WINDOW`] it closes soon.
pub const HUMAN_AGENT_SOON: SignedDuration = SignedDuration::from_hours(24);

/// With less than this left of a window, it closes.
pub const CLOSING: SignedDuration = SignedDuration::from_hours(24);

/// Windows that close at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// When the person wrote last.
    pub theirs: Range<Timestamp>,
    /// How long after that the window ends.
    pub window: SignedDuration,
}

/// Until when a person can be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessagingWindow {
    /// The last instant at which anything may be sent.
    pub open_until: Timestamp,
    /// The last instant at which a person may answer with [`HumanAgent`](crate::messages::HumanAgent).
    pub human_agent_until: Timestamp,
}

/// What may be sent at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Anything.
    Open {
        /// The last instant of it.
        until: Timestamp,
    },
    /// Answers that a person wrote, with [`HumanAgent`](crate::messages::HumanAgent).
    HumanAgent {
        /// The last instant of it.
        until: Timestamp,
    },
    /// Nothing, until the person writes.
    Closed,
}

impl MessagingWindow {
    /// The window that the person's last message opened.
    pub fn opened_at(last_message: Timestamp) -> Self {
        Self {
            open_until: after(last_message, MESSAGING_WINDOW),
            human_agent_until: after(last_message, HUMAN_AGENT_WINDOW),
        }
    }

    /// From when on less than [`SOON`] is left in which anything may be sent.
    pub fn soon_from(self) -> Timestamp {
        before(self.open_until, SOON)
    }

    /// From when on less than [`HUMAN_AGENT_SOON`] is left in which a person may answer.
    pub fn human_agent_soon_from(self) -> Timestamp {
        before(self.human_agent_until, HUMAN_AGENT_SOON)
    }

    /// Who must have written when for less than [`CLOSING`] to be left at `now` in which they can be answered at all, or
    /// otherwise than by a person.
    pub fn closing_at(now: Timestamp) -> [Closing; 2] {
        [MESSAGING_WINDOW, HUMAN_AGENT_WINDOW].map(|window| Closing {
            theirs: before(now, window)..before(now, window - CLOSING),
            window,
        })
    }

    /// What may be sent at `now`.
    pub fn at(self, now: Timestamp) -> Standing {
        if now <= self.open_until {
            Standing::Open { until: self.open_until }
        } else if now <= self.human_agent_until {
            Standing::HumanAgent {
                until: self.human_agent_until,
            }
        } else {
            Standing::Closed
        }
    }
}

/// The last instant at which a comment can be answered in private. A live comment only during the broadcast, whatever this says.
pub fn private_reply_until(commented: Timestamp) -> Timestamp {
    after(commented, PRIVATE_REPLY_WINDOW)
}

fn before(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.checked_sub(duration).unwrap_or(Timestamp::MIN)
}

fn after(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.checked_add(duration).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn anything_for_a_day_then_a_person_for_a_week_then_nothing() {
        let window = MessagingWindow::opened_at(at("2026-05-04T09:12:41Z"));
        let open = Standing::Open {
            until: at("2026-05-05T09:12:41Z"),
        };
        let human = Standing::HumanAgent {
            until: at("2026-05-11T09:12:41Z"),
        };
        for (now, standing) in [
            ("2026-05-04T09:12:41Z", open),
            ("2026-05-05T09:12:41Z", open),
            ("2026-05-05T09:12:41.001Z", human),
            ("2026-05-11T09:12:41Z", human),
            ("2026-05-11T09:12:41.001Z", Standing::Closed),
        ] {
            assert_eq!(window.at(at(now)), standing, "{now}");
        }
    }

    #[test]
    fn a_window_closes_in_its_last_day_and_soon_in_its_last_hours() {
        let wrote = at("2026-05-04T09:00:00Z");
        let window = MessagingWindow::opened_at(wrote);
        for (now, closes_at, soon) in [
            ("2026-05-04T09:00:01Z", Some("2026-05-05T09:00:00Z"), false),
            ("2026-05-05T02:59:59Z", Some("2026-05-05T09:00:00Z"), false),
            ("2026-05-05T03:00:01Z", Some("2026-05-05T09:00:00Z"), true),
            ("2026-05-05T09:00:00Z", Some("2026-05-05T09:00:00Z"), true),
            ("2026-05-05T09:00:01Z", None, false),
            ("2026-05-10T08:59:59Z", None, false),
            ("2026-05-10T09:00:01Z", Some("2026-05-11T09:00:00Z"), true),
            ("2026-05-11T09:00:01Z", None, false),
        ] {
            let now = at(now);
            let closing = MessagingWindow::closing_at(now);
            let found = closing.iter().find(|closing| closing.theirs.contains(&wrote));
            assert_eq!(found.map(|closing| wrote + closing.window), closes_at.map(at), "{now}");
            let counted = match window.at(now) {
                Standing::Open { .. } => now > window.soon_from(),
                Standing::HumanAgent { .. } => now > window.human_agent_soon_from(),
                Standing::Closed => false,
            };
            assert_eq!(counted, soon, "{now}");
        }
    }

    #[test]
    fn a_day_is_24_hours_when_the_clocks_change() {
        let window = MessagingWindow::opened_at(at("2026-10-24T12:00:00+02:00"));
        assert_eq!(window.open_until, at("2026-10-25T11:00:00+01:00"));
    }

    #[test]
    fn a_message_from_a_clock_that_runs_ahead_opens_the_window_now() {
        let window = MessagingWindow::opened_at(at("2026-05-04T09:12:41Z"));
        assert!(matches!(window.at(at("2026-05-04T09:00:00Z")), Standing::Open { .. }));
    }

    #[test]
    fn a_comment_can_be_answered_in_private_for_seven_days() {
        assert_eq!(
            private_reply_until(at("2026-05-04T09:12:41Z")),
            at("2026-05-11T09:12:41Z")
        );
        assert_eq!(private_reply_until(Timestamp::MAX), Timestamp::MAX);
    }

    proptest! {
        #[test]
        fn a_later_message_never_closes_anything_earlier(
            written in 0_i64..4_000_000_000, later in 0_i64..1_000_000, waited in 0_i64..2_000_000,
        ) {
            let rank = |written, now| {
                let now = Timestamp::from_second(now).unwrap();
                match MessagingWindow::opened_at(Timestamp::from_second(written).unwrap()).at(now) {
                    Standing::Open { .. } => 2,
                    Standing::HumanAgent { .. } => 1,
                    Standing::Closed => 0,
                }
            };
            let now = written + waited;
            prop_assert!(rank(written + later, now) >= rank(written, now));
            prop_assert!(rank(written, now + later) <= rank(written, now));
        }
    }
}
