//! Moments as people type them: days, and how long ago.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan, Zoned};

use super::complaint::ComplaintKind;

/// A moment that may depend on when it is asked for. Days begin at midnight of the zone it is asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// When the day began.
    Today,
    /// When the day before began.
    Yesterday,
    /// When a day began.
    Day(Date),
    /// A minute of a day.
    Minute(DateTime),
    /// So long before now, at most [`MOST_AGO`].
    Ago(u16, Unit),
}

/// What a time back is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours.
    Hours,
    /// Days of the calendar: across a change of the clocks the hour of the day stays.
    Days,
    /// Weeks.
    Weeks,
    /// Months of the calendar.
    Months,
    /// Years of the calendar.
    Years,
}

/// The most of a unit that can be typed.
pub const MOST_AGO: u16 = 9_999;

/// What is offered where a moment is asked for.
pub(super) const EXAMPLES: [&str; 6] = ["today", "yesterday", "24h", "7d", "30d", "2026-03-01"];

impl When {
    /// Reads a moment: `today`, `yesterday`, `7d`, `2026-03-01`, `2026-03`, `2026`, `2026-03-01T14:00`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(typed: &str) -> Result<Self, ComplaintKind> {
        let typed = typed.to_ascii_lowercase();
        match typed.as_str() {
            "today" => Ok(Self::Today),
            "yesterday" => Ok(Self::Yesterday),
            _ => ago(&typed)
                .or_else(|| day(&typed))
                .unwrap_or_else(|| Err(ComplaintKind::NotAMoment { value: typed.clone() })),
        }
    }

    /// The instant it means at a time and in a zone. What lies before the first instant there is, is that instant.
    pub fn instant(self, now: &Zoned) -> Timestamp {
        let start_of = |day: Date| day.to_zoned(now.time_zone().clone()).ok();
        match self {
            Self::Today => start_of(now.date()),
            Self::Yesterday => now.date().yesterday().ok().and_then(start_of),
            Self::Day(day) => start_of(day),
            Self::Minute(at) => at.to_zoned(now.time_zone().clone()).ok(),
            Self::Ago(number, unit) => now.checked_sub(unit.span(number)).ok(),
        }
        .map_or(Timestamp::MIN, |at| at.timestamp())
    }
}

impl Unit {
    const ALL: [Self; 5] = [Self::Hours, Self::Days, Self::Weeks, Self::Months, Self::Years];

    /// The letter behind the number.
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Hours => 'h',
            Self::Days => 'd',
            Self::Weeks => 'w',
            Self::Months => 'm',
            Self::Years => 'y',
        }
    }

    fn span(self, number: u16) -> jiff::Span {
        let number = i64::from(number);
        match self {
            Self::Hours => number.hours(),
            Self::Days => number.days(),
            Self::Weeks => number.weeks(),
            Self::Months => number.months(),
            Self::Years => number.years(),
        }
    }
}

/// `7d`; nothing when it has another shape.
fn ago(typed: &str) -> Option<Result<When, ComplaintKind>> {
    let letter = typed.chars().last()?;
    let unit = Unit::ALL.into_iter().find(|unit| unit.letter() == letter)?;
    let number = &typed[..typed.len() - letter.len_utf8()];
    if number.is_empty() || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let number = number.parse().ok().filter(|number| *number <= MOST_AGO);
    Some(number.map_or_else(
        || {
            Err(ComplaintKind::NotAMoment {
                value: typed.to_owned(),
            })
        },
        |number| Ok(When::Ago(number, unit)),
    ))
}

/// A day in the order of the standard, or the first of a month or year; nothing when it has another shape.
fn day(typed: &str) -> Option<Result<When, ComplaintKind>> {
    let shape: String = typed
        .chars()
        .map(|sign| if sign.is_ascii_digit() { '0' } else { sign })
        .collect();
    let full = match shape.as_str() {
        "0000" => format!("{typed}-01-01"),
        "0000-00" => format!("{typed}-01"),
        "0000-00-00" | "0000-00-00t00:00" => typed.to_uppercase(),
        _ => return None,
    };
    let read = if full.contains('T') {
        full.parse().map(When::Minute)
    } else {
        full.parse().map(When::Day)
    };
    Some(read.map_err(|_| ComplaintKind::NoSuchDay {
        value: typed.to_owned(),
    }))
}
