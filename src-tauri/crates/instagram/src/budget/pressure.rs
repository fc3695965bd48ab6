//! What the platform says about its allowances: how much is used, and until when calls are refused.

use super::clock::{after, between};
use super::{Class, Why};
use crate::Share;
use jiff::Timestamp;
use std::time::Duration;

/// From this share on, work in the background waits.
const BACKGROUND_UNTIL: u8 = 75;
/// From this share on, only what a person asked for goes.
const FRESH_UNTIL: u8 = 90;
/// At this share the platform refuses everything.
const FULL: u8 = 100;

/// A figure says nothing after this long: the platform's windows roll on. One call then finds out.
const FIGURE_LIFE: Duration = Duration::from_secs(15 * 60);
/// How long that call has for its answer before another one goes.
const PROBE: Duration = Duration::from_secs(60);

/// The pause where the platform gives none.
pub(super) const USUAL_BLOCK: Duration = Duration::from_secs(60 * 60);
/// No block is believed to last longer.
const LONGEST_BLOCK: Duration = Duration::from_secs(24 * 60 * 60);

/// The state of one allowance.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pressure {
    /// Percent, and until when it is believed.
    figure: Option<(u8, Timestamp)>,
    /// The figure has grown old, and a call that finds out is on its way.
    is_probed: bool,
    blocked_until: Option<Timestamp>,
}

impl Pressure {
    /// Takes in what an answer says.
    pub(super) fn told(&mut self, share: Share, now: Timestamp) {
        let is_blocked = share.percent >= FULL || share.regain_minutes.is_some();
        let life = if is_blocked {
            share.regain().unwrap_or(USUAL_BLOCK).min(LONGEST_BLOCK)
        } else {
            FIGURE_LIFE
        };
        let until = after(now, life);
        self.figure = Some((share.percent, until));
        self.is_probed = false;
        if is_blocked {
            self.block(until, now);
        }
    }

    /// Lets no call go until then, for a day at most. A longer block that is in force stays.
    pub(super) fn block(&mut self, until: Timestamp, now: Timestamp) {
        let until = until.min(after(now, LONGEST_BLOCK));
        self.blocked_until = self.blocked_until(now).max(Some(until));
    }

    /// The block that is in force.
    pub(super) fn blocked_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.blocked_until.filter(|until| is_ahead(*until, now))
    }

    /// The share in use, as far as it is still known, in percent, and until when it is believed.
    pub(super) fn figure(&self, now: Timestamp) -> Option<(u8, Timestamp)> {
        self.figure.filter(|(_, until)| is_ahead(*until, now))
    }

    /// Why a call of this class has to wait, and how long.
    pub(super) fn holds(&self, class: Class, now: Timestamp) -> Option<(Duration, Why)> {
        if let Some(until) = self.blocked_until(now) {
            return Some((between(now, until), Why::Blocked));
        }
        let (percent, until) = self
            .figure
            .filter(|(percent, until)| *percent >= limit(class) && is_ahead(*until, now))?;
        Some((between(now, until), Why::Used(percent)))
    }

    /// A call of this class goes. When an old figure would have held it, the calls behind it wait for what it finds.
    pub(super) fn going(&mut self, class: Class, now: Timestamp) {
        if let Some((percent, until)) = self.figure
            && percent >= limit(class)
            && until <= now
        {
            self.figure = Some((percent, after(now, PROBE)));
            self.is_probed = true;
        }
    }

    /// A call was answered well. Where the figure had grown old and the answer named no new one, little is used: the
    /// platform stops telling then.
    pub(super) fn went_well(&mut self) {
        if std::mem::take(&mut self.is_probed) {
            self.figure = None;
        }
    }
}

/// Whether `until` is still to come. One that lies further ahead than any block means that the clock was set back.
fn is_ahead(until: Timestamp, now: Timestamp) -> bool {
    until > now && between(now, until) <= LONGEST_BLOCK
}

/// The share from which on calls of a class wait.
fn limit(class: Class) -> u8 {
    match class {
        Class::User => FULL,
        Class::Fresh => FRESH_UNTIL,
        Class::Background => BACKGROUND_UNTIL,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_786_000_000 + second).unwrap()
    }

    fn told(percent: u8) -> Pressure {
        let mut pressure = Pressure::default();
        let regain_minutes = None;
        pressure.told(
            Share {
                percent,
                regain_minutes,
            },
            at(0),
        );
        pressure
    }

    fn held(pressure: &Pressure, second: i64) -> Vec<Class> {
        let classes = [Class::User, Class::Fresh, Class::Background];
        classes
            .into_iter()
            .filter(|class| pressure.holds(*class, at(second)).is_some())
            .collect()
    }

    #[test]
    fn the_more_is_used_the_fewer_may_call() {
        for percent in [0, 50, 74] {
            assert!(held(&told(percent), 1).is_empty(), "{percent}");
        }
        for percent in [75, 89] {
            assert_eq!(held(&told(percent), 1), [Class::Background], "{percent}");
        }
        for percent in [90, 99] {
            assert_eq!(held(&told(percent), 1), [Class::Fresh, Class::Background], "{percent}");
        }
        for percent in [100, 255] {
            assert_eq!(held(&told(percent), 1).len(), 3, "{percent}");
        }
        assert!(
            held(&Pressure::default(), 1).is_empty(),
            "no figure is no reason to wait"
        );
    }

    #[test]
    fn a_full_allowance_blocks_for_as_long_as_the_platform_says_or_an_hour() {
        let full = told(100);
        assert_eq!(full.blocked_until(at(0)), Some(at(3600)));
        assert_eq!(
            full.holds(Class::User, at(600)),
            Some((Duration::from_secs(3000), Why::Blocked))
        );
        assert!(held(&full, 3600).is_empty(), "then it is over");
        let mut said = Pressure::default();
        said.told(
            Share {
                percent: 40,
                regain_minutes: Some(9),
            },
            at(0),
        );
        assert_eq!(said.blocked_until(at(0)), Some(at(540)));
        said.told(
            Share {
                percent: 3,
                regain_minutes: None,
            },
            at(10),
        );
        assert_eq!(
            said.blocked_until(at(10)),
            Some(at(540)),
            "the block stays until it ends"
        );
    }

    #[test]
    fn one_call_finds_out_when_a_figure_has_grown_old() {
        let mut pressure = told(80);
        let wait = pressure.holds(Class::Background, at(60));
        assert_eq!(wait, Some((Duration::from_secs(14 * 60), Why::Used(80))));
        assert!(held(&pressure, 900).is_empty());
        pressure.going(Class::Background, at(900));
        assert_eq!(
            held(&pressure, 901),
            [Class::Background],
            "the others wait for its answer"
        );
        assert!(held(&pressure, 961).is_empty(), "unless none comes");
        pressure.going(Class::User, at(961));
        assert!(held(&pressure, 962).is_empty(), "who was not held finds nothing out");
    }

    #[test]
    fn an_answer_without_a_figure_ends_what_an_old_one_held_up() {
        let mut pressure = told(80);
        pressure.went_well();
        assert_eq!(
            held(&pressure, 1),
            [Class::Background],
            "a figure that is believed stays"
        );
        pressure.going(Class::Background, at(900));
        pressure.went_well();
        assert!(held(&pressure, 901).is_empty());
        assert_eq!(pressure.figure(at(901)), None);
        let mut again = told(80);
        again.going(Class::Background, at(900));
        let share = Share {
            percent: 95,
            regain_minutes: None,
        };
        again.told(share, at(901));
        again.went_well();
        assert_eq!(
            held(&again, 902),
            [Class::Fresh, Class::Background],
            "a new figure counts"
        );
    }

    #[test]
    fn a_clock_that_was_set_back_blocks_nobody_for_long() {
        let mut pressure = told(100);
        assert!(held(&pressure, -48 * 3600).is_empty());
        pressure.block(at(-47 * 3600), at(-48 * 3600));
        assert_eq!(
            pressure.blocked_until(at(-48 * 3600)),
            Some(at(-47 * 3600)),
            "what was left of the other time stands in nobody's way"
        );
    }

    #[test]
    fn a_pause_of_more_than_a_day_is_one_of_a_day() {
        let day = at(24 * 3600);
        for minutes in [1_440, 1_441, 3_000, u32::MAX] {
            let mut pressure = Pressure::default();
            pressure.told(
                Share {
                    percent: 100,
                    regain_minutes: Some(minutes),
                },
                at(0),
            );
            assert_eq!(pressure.blocked_until(at(0)), Some(day), "{minutes}");
            assert_eq!(pressure.figure(at(0)), Some((100, day)), "{minutes}");
            assert!(held(&pressure, 24 * 3600).is_empty(), "then it is over");
        }
        let mut pressure = Pressure::default();
        pressure.block(at(30 * 3600), at(0));
        assert_eq!(pressure.blocked_until(at(0)), Some(day));
    }
}
