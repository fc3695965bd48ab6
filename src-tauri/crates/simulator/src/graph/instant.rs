//! Instants as `since` and `until` of a list take them (sheet on media, §4.1): seconds since 1970, dates, and the words of
//! PHP's `strtotime`. Days begin at midnight in UTC.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

/// The seconds since 1970 a text means at an instant; `None` when it is no time.
pub(super) fn seconds(text: &str, now_ms: i64) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let now = Timestamp::from_millisecond(now_ms).ok()?.to_zoned(TimeZone::UTC);
    let at = dated(text).or_else(|| in_words(&text.to_ascii_lowercase(), &now))?;
    Some(at.as_second())
}

fn dated(text: &str) -> Option<Timestamp> {
    let in_utc = |at: DateTime| at.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp());
    // A date and time without an offset reads as a date, too: the longer form comes first.
    let instant = text.parse::<Timestamp>().ok();
    instant
        .or_else(|| text.parse::<DateTime>().ok().and_then(in_utc))
        .or_else(|| {
            text.parse::<Date>()
                .ok()
                .and_then(|day| in_utc(day.to_datetime(jiff::civil::Time::midnight())))
        })
}

fn in_words(text: &str, now: &Zoned) -> Option<Timestamp> {
    let day = |days: i64| {
        now.start_of_day()
            .ok()?
            .checked_add(Span::new().try_days(days).ok()?)
            .ok()
    };
    let at = match text {
        "now" => now.clone(),
        "today" | "midnight" => day(0)?,
        "yesterday" => day(-1)?,
        "tomorrow" => day(1)?,
        // `2 days ago`, `-2 days`, `+1 week`; a span of the other kind, `P2D`, is not one of `strtotime`.
        _ if text.trim_start_matches(['+', '-']).starts_with('p') => return None,
        _ => now.checked_add(text.parse::<Span>().ok()?).ok()?,
    };
    Some(at.timestamp())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn times_are_read_in_numbers_dates_and_words() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-19T14:00:00Z");
        for (text, expected) in [
            ("1793491200", "2026-11-01T00:00:00Z"),
            ("2026-11-01", "2026-11-01T00:00:00Z"),
            ("2026-11-01T12:00:00Z", "2026-11-01T12:00:00Z"),
            ("2026-11-01T12:00:00+0200", "2026-11-01T10:00:00Z"),
            ("2026-11-01 12:00:00", "2026-11-01T12:00:00Z"),
            ("now", "2026-11-19T14:00:00Z"),
            ("Today", "2026-11-19T00:00:00Z"),
            ("yesterday", "2026-11-18T00:00:00Z"),
            ("tomorrow", "2026-11-20T00:00:00Z"),
            ("1 day ago", "2026-11-18T14:00:00Z"),
            ("3 days ago", "2026-11-16T14:00:00Z"),
            ("2 weeks ago", "2026-11-05T14:00:00Z"),
            ("5 hours ago", "2026-11-19T09:00:00Z"),
            ("-2 days", "2026-11-17T14:00:00Z"),
            ("-7days", "2026-11-12T14:00:00Z"),
            ("-1 month", "2026-10-19T14:00:00Z"),
            ("+1 week", "2026-11-26T14:00:00Z"),
        ] {
            assert_eq!(
                seconds(text, now.as_millisecond()),
                Some(at(expected).as_second()),
                "{text}"
            );
        }
        for text in [
            "soon",
            "",
            "P2D",
            "-p1d",
            "days ago",
            "2026-13-01",
            "99999999 years ago",
        ] {
            assert_eq!(seconds(text, now.as_millisecond()), None, "{text}");
        }
    }
}
