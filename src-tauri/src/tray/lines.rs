//! What the lines of the tray menu say.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use postroom_core::TrayFacts;
use postroom_core::notifications::plain_line;

use crate::opening::Place;

/// Signs of a line that was told before; a menu should not get wider.
const LONGEST_LINE: usize = 60;

/// A line of the menu that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// `None`: it only says something.
    pub(super) place: Option<Place>,
}

/// The lines that change: what waits, what was told, what goes out next.
pub(super) fn lines(facts: &TrayFacts, now: Timestamp, zone: &TimeZone) -> Vec<Line> {
    use crate::commands::inbox::View;
    let unread = Line {
        text: if facts.unread == 0 {
            "Nothing unread".to_owned()
        } else {
            format!("{} unread", facts.unread)
        },
        place: Some(Place::View { view: View::Unread }),
    };
    let reply = Line {
        text: if facts.needs_reply == 0 {
            "Nothing needs a reply".to_owned()
        } else if facts.needs_reply == 1 {
            "1 needs a reply".to_owned()
        } else {
            format!("{} need a reply", facts.needs_reply)
        },
        place: Some(Place::View { view: View::NeedsReply }),
    };
    let next = match &facts.next_post {
        Some(post) => Line {
            text: format!("Next post: {} · {}", when(post.due_at, now, zone), post.handle),
            place: Some(Place::Composer),
        },
        None => Line {
            text: "No post is scheduled".to_owned(),
            place: None,
        },
    };
    let told = facts.told.iter().map(|told| Line {
        text: format!(
            "{} — {}",
            plain_line(&told.title, LONGEST_LINE),
            plain_line(&told.body, LONGEST_LINE)
        ),
        place: Some(told.target.clone().into()),
    });
    [unread, reply, next].into_iter().chain(told).collect()
}

/// The tip of the icon.
pub(super) fn tip(facts: &TrayFacts) -> String {
    match (facts.unread, facts.paused) {
        (0, false) => "Postroom".to_owned(),
        (0, true) => "Postroom, reading is paused".to_owned(),
        (unread, false) => format!("Postroom, {unread} unread"),
        (unread, true) => format!("Postroom, {unread} unread, reading is paused"),
    }
}

/// The clock time of an instant, with its day where that is not today.
fn when(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (at, now): (Zoned, Zoned) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    let pattern = if at.date() == now.date() {
        "%H:%M"
    } else {
        "%a %-d %b, %H:%M"
    };
    at.strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use postroom_core::NextPost;
    use postroom_core::notifications::{Notification, Target};

    use super::*;
    use crate::commands::inbox::View;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn texts(facts: &TrayFacts) -> Vec<String> {
        let lines = lines(facts, at("2026-11-22T12:00:00Z"), &TimeZone::UTC);
        lines.into_iter().map(|line| line.text).collect()
    }

    fn facts() -> TrayFacts {
        TrayFacts {
            unread: 0,
            needs_reply: 0,
            next_post: None,
            told: Vec::new(),
            paused: false,
        }
    }

    #[test]
    fn a_quiet_day_is_said_in_words() {
        assert_eq!(
            texts(&facts()),
            ["Nothing unread", "Nothing needs a reply", "No post is scheduled"]
        );
        assert_eq!(tip(&facts()), "Postroom");
    }

    #[test]
    fn the_menu_says_what_waits_what_goes_next_and_what_was_told() {
        let busy = TrayFacts {
            unread: 12,
            needs_reply: 1,
            next_post: Some(NextPost {
                due_at: at("2026-11-23T09:05:00Z"),
                handle: "lumaknit".to_owned(),
            }),
            told: vec![Notification {
                title: "@wren.knits · lumaknit".to_owned(),
                body: "x".repeat(200),
                target: Target::Item {
                    item: 7,
                    view: store::views::View::NeedsReply,
                },
            }],
            paused: true,
        };
        let lines = lines(&busy, at("2026-11-22T12:00:00Z"), &TimeZone::UTC);
        assert_eq!(lines[0].text, "12 unread");
        assert_eq!(lines[1].text, "1 needs a reply");
        assert_eq!(lines[2].text, "Next post: Mon 23 Nov, 09:05 · lumaknit");
        assert!(lines[3].text.starts_with("@wren.knits · lumaknit — xxx") && lines[3].text.chars().count() < 100);
        assert_eq!(
            lines[3].place,
            Some(Place::Item {
                item: 7,
                view: View::NeedsReply
            })
        );
        assert_eq!(tip(&busy), "Postroom, 12 unread, reading is paused");
    }

    #[test]
    fn a_post_of_today_needs_no_date() {
        let (today, now) = (at("2026-11-22T18:00:00Z"), at("2026-11-22T12:00:00Z"));
        assert_eq!(when(today, now, &TimeZone::UTC), "18:00");
    }
}
