//! The days insights are counted in: from midnight to midnight in the time of the platform's home, whatever the account's
//! zone is. They end at 07:00 UTC in summer and at 08:00 in winter (sheet on insights, §5.4).

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// US Pacific time by its rule, so that no time-zone database is needed.
static PACIFIC: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("PST8PDT,M3.2.0,M11.1.0").unwrap_or(TimeZone::UTC));

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// Days since 1970, as the home counts them.
    pub(crate) number: i64,
    /// Milliseconds since 1970.
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
}

/// Every day that has a part between two instants (milliseconds since 1970), oldest first.
pub(crate) fn days_between(from_ms: i64, to_ms: i64) -> Vec<Day> {
    let mut days = Vec::new();
    let mut date = Timestamp::from_millisecond(from_ms)
        .map(|at| at.to_zoned(PACIFIC.clone()).date())
        .ok();
    while let Some(today) = date {
        let Some(day) = day(today).filter(|day| day.start_ms < to_ms) else {
            break;
        };
        days.push(day);
        date = today.tomorrow().ok();
    }
    days
}

fn day(date: Date) -> Option<Day> {
    let midnight = |date: Date| {
        date.to_zoned(PACIFIC.clone())
            .ok()
            .map(|at| at.timestamp().as_millisecond())
    };
    let epoch = Date::constant(1970, 1, 1);
    Some(Day {
        number: i64::from(date.since(epoch).ok()?.get_days()),
        start_ms: midnight(date)?,
        end_ms: midnight(date.checked_add(1.day()).ok()?)?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn ms(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn days_end_at_seven_in_summer_and_at_eight_in_winter() {
        let summer = days_between(ms("2026-05-01T12:00:00Z"), ms("2026-05-03T07:00:00Z"));
        let ends: Vec<i64> = summer.iter().map(|day| day.end_ms).collect();
        assert_eq!(ends, [ms("2026-05-02T07:00:00Z"), ms("2026-05-03T07:00:00Z")]);
        let winter = days_between(ms("2026-11-19T14:00:00Z"), ms("2026-11-19T14:00:01Z"));
        assert_eq!(winter.len(), 1);
        assert_eq!(winter[0].start_ms, ms("2026-11-19T08:00:00Z"));
        assert_eq!(winter[0].end_ms, ms("2026-11-20T08:00:00Z"));
    }

    #[test]
    fn days_follow_each_other_over_the_change_of_the_clocks() {
        let days = days_between(ms("2026-10-30T00:00:00Z"), ms("2026-11-03T00:00:00Z"));
        assert!(days.windows(2).all(|pair| pair[0].end_ms == pair[1].start_ms));
        assert!(days.windows(2).all(|pair| pair[0].number + 1 == pair[1].number));
        assert!(days.iter().any(|day| day.end_ms - day.start_ms == 25 * 3_600_000));
    }

    #[test]
    fn no_time_has_no_days() {
        let noon = ms("2026-05-01T12:00:00Z");
        assert_eq!(days_between(noon, noon - 86_400_000), []);
    }
}
