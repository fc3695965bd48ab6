//! When something may be told, and which arrivals are worth it.

use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::arrivals::Arrival;
use store::views::View;

/// News is told once in this time at most.
const BUNDLE: Duration = Duration::from_secs(5 * 60);

/// What a person wants to be told of, and when not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NotificationRules {
    /// New items of these views are told; of none: no items at all.
    pub views: Vec<TellingView>,
    /// Whether the quiet hours count.
    pub quiet: bool,
    /// The quiet hours.
    pub hours: QuietHours,
}

/// A view that can tell of its new items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TellingView {
    /// What needs a reply and is assigned to the person at this machine.
    Mine,
    /// What needs a reply and is assigned to nobody.
    Unassigned,
    /// Everything that needs a reply.
    NeedsReply,
    /// Everything that is not read.
    Unread,
}

/// A span of every day in which nothing is told; over midnight where it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// When it begins.
    pub from: Time,
    /// When it ends; as it begins: it never does.
    pub until: Time,
}

impl Default for NotificationRules {
    fn default() -> Self {
        Self {
            views: vec![TellingView::NeedsReply],
            quiet: false,
            hours: QuietHours {
                from: Time::constant(22, 0, 0, 0),
                until: Time::constant(7, 0, 0, 0),
            },
        }
    }
}

impl QuietHours {
    /// Whether a time of the day lies in it.
    pub fn covers(self, time: Time) -> bool {
        if self.from < self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}

impl TellingView {
    /// The view of the inbox.
    pub const fn view(self) -> View {
        match self {
            Self::Mine => View::Mine,
            Self::Unassigned => View::Unassigned,
            Self::NeedsReply => View::NeedsReply,
            Self::Unread => View::Unread,
        }
    }

    /// Whether an arrival stands in it.
    const fn holds(self, arrival: &Arrival) -> bool {
        match self {
            Self::Mine => arrival.needs_reply && arrival.mine,
            Self::Unassigned => arrival.needs_reply && arrival.unassigned,
            Self::NeedsReply => arrival.needs_reply,
            Self::Unread => arrival.unread,
        }
    }
}

impl NotificationRules {
    /// Whether an arrival is told.
    pub fn wants(&self, arrival: &Arrival) -> bool {
        self.views.iter().any(|view| view.holds(arrival))
    }

    /// The view that shows all of some arrivals: a chosen one if there is one, the narrowest first.
    pub fn view_of(&self, arrivals: &[Arrival]) -> View {
        let chosen = [
            TellingView::Mine,
            TellingView::Unassigned,
            TellingView::NeedsReply,
            TellingView::Unread,
        ]
        .into_iter()
        .filter(|view| self.views.contains(view));
        chosen
            .chain([TellingView::NeedsReply])
            .find(|view| arrivals.iter().all(|arrival| view.holds(arrival)))
            .map_or(View::Unread, TellingView::view)
    }
}

/// What may be told now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: the hours are quiet. What comes meanwhile is told after them.
    Quiet,
    /// Troubles, but no news: some was told a moment ago.
    Bundling,
    /// Everything.
    Tell,
}

/// What may be told at `now`, when news was told last at `told_at`. A clock set back ends the bundling rather than
/// keeping still until it has caught up.
pub fn verdict(rules: &NotificationRules, told_at: Option<Timestamp>, now: Timestamp, zone: &TimeZone) -> Verdict {
    if rules.quiet && rules.hours.covers(now.to_zoned(zone.clone()).time()) {
        return Verdict::Quiet;
    }
    let since = told_at.map(|at| now.duration_since(at));
    let is_recent = since.is_some_and(|since| {
        since >= SignedDuration::ZERO && SignedDuration::try_from(BUNDLE).is_ok_and(|bundle| since < bundle)
    });
    if is_recent { Verdict::Bundling } else { Verdict::Tell }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use store::arrivals::Arrived;

    use super::*;

    fn time(text: &str) -> Time {
        text.parse().unwrap()
    }

    fn rules(from: &str, until: &str) -> NotificationRules {
        NotificationRules {
            quiet: true,
            hours: QuietHours {
                from: time(from),
                until: time(until),
            },
            ..NotificationRules::default()
        }
    }

    fn arrival(needs_reply: bool, unread: bool, mine: bool) -> Arrival {
        Arrival {
            row: 1,
            what: Arrived::Comment("1".into()),
            at: Timestamp::UNIX_EPOCH,
            item: 1,
            account: "17841400000000001".into(),
            handle: "lumaknit".to_owned(),
            needs_reply,
            unread,
            mine,
            unassigned: !mine,
        }
    }

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let night = rules("22:00", "07:00").hours;
        for quiet in ["22:00", "23:59:59", "00:00", "06:59:59"] {
            assert!(night.covers(time(quiet)), "{quiet}");
        }
        for loud in ["07:00", "12:00", "21:59:59"] {
            assert!(!night.covers(time(loud)), "{loud}");
        }
        let noon = rules("12:00", "13:30").hours;
        assert!(noon.covers(time("12:00")) && noon.covers(time("13:29")));
        assert!(!noon.covers(time("13:30")) && !noon.covers(time("11:59")));
    }

    #[test]
    fn hours_that_end_as_they_begin_are_the_whole_day() {
        let always = rules("08:00", "08:00").hours;
        assert!(always.covers(time("08:00")) && always.covers(time("07:59")) && always.covers(time("20:00")));
    }

    #[test]
    fn nothing_is_told_in_quiet_hours_of_the_zone_people_live_in() {
        let night = rules("22:00", "07:00");
        let at: Timestamp = "2026-11-22T21:30:00Z".parse().unwrap();
        assert_eq!(verdict(&night, None, at, &TimeZone::UTC), Verdict::Tell);
        let east = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(verdict(&night, None, at, &east), Verdict::Quiet);
        let awake = NotificationRules { quiet: false, ..night };
        assert_eq!(verdict(&awake, None, at, &east), Verdict::Tell);
    }

    #[test]
    fn news_is_bundled_for_five_minutes_and_a_clock_set_back_does_not_stop_it() {
        let rules = NotificationRules::default();
        let told: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let after = |seconds: i64| {
            let now = told + SignedDuration::from_secs(seconds);
            verdict(&rules, Some(told), now, &TimeZone::UTC)
        };
        assert_eq!(after(0), Verdict::Bundling);
        assert_eq!(after(299), Verdict::Bundling);
        assert_eq!(after(300), Verdict::Tell);
        assert_eq!(after(-3_600), Verdict::Tell);
    }

    #[test]
    fn an_item_is_told_by_the_views_a_person_chose() {
        let mut rules = NotificationRules {
            views: vec![TellingView::Mine],
            ..NotificationRules::default()
        };
        assert!(rules.wants(&arrival(true, true, true)));
        assert!(!rules.wants(&arrival(true, true, false)), "somebody else's");
        assert!(!rules.wants(&arrival(false, true, true)), "muted or snoozed");
        rules.views = vec![TellingView::Unread];
        assert!(rules.wants(&arrival(false, true, false)));
        rules.views = Vec::new();
        assert!(!rules.wants(&arrival(true, true, true)));
    }

    #[test]
    fn several_arrivals_lead_to_the_narrowest_view_that_shows_them_all() {
        let mut rules = NotificationRules {
            views: vec![TellingView::NeedsReply, TellingView::Mine],
            ..NotificationRules::default()
        };
        let (mine, other) = (arrival(true, true, true), arrival(true, true, false));
        assert_eq!(rules.view_of(&[mine.clone(), mine.clone()]), View::Mine);
        assert_eq!(rules.view_of(&[mine.clone(), other.clone()]), View::NeedsReply);
        rules.views = vec![TellingView::Mine, TellingView::Unassigned];
        assert_eq!(rules.view_of(&[mine, other]), View::NeedsReply);
        rules.views = vec![TellingView::Unread];
        assert_eq!(rules.view_of(&[arrival(false, true, false)]), View::Unread);
    }
}
