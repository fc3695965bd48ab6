//! The sentences of notifications. Other people's words become one plain line; of several comments or messages none is
//! shown.

use std::collections::{BTreeMap, BTreeSet};

use store::accounts::AccountRow;
use store::arrivals::{Arrival, Arrived};
use store::posts::{PostRow, PostState};
use unicode_segmentation::UnicodeSegmentation;

use crate::inbox::UNKNOWN_PERSON;

use super::rules::NotificationRules;
use super::{MOST_COUNTED, Notification, Target};

/// Characters of a comment or message that a notification shows, as people count them.
pub const LONGEST_LINE: usize = 140;

/// Characters of one "character": a heap of joined signs is cut.
const LONGEST_GRAPHEME: usize = 16;

/// Who said what, in their own words.
pub(super) struct Said {
    /// How they are called.
    pub(super) name: Option<String>,
    /// The words.
    pub(super) text: Option<String>,
}

/// Tells of arrivals; `newest` is what the last of them says. Nothing for none.
pub(super) fn news(rules: &NotificationRules, arrivals: &[Arrival], newest: Option<&Said>) -> Option<Notification> {
    let view = rules.view_of(arrivals);
    let last = arrivals.last()?;
    let items: BTreeSet<u32> = arrivals.iter().map(|arrival| arrival.item).collect();
    if let ([_], Some(said)) = (arrivals, newest) {
        let name = said
            .name
            .as_deref()
            .map_or_else(|| UNKNOWN_PERSON.to_owned(), |name| plain_line(name, LONGEST_LINE));
        let words = said.text.as_deref().map(|text| plain_line(text, LONGEST_LINE));
        return Some(Notification {
            title: format!("{name} · {}", last.handle),
            body: words
                .filter(|words| !words.is_empty())
                .unwrap_or_else(|| match last.what {
                    Arrived::Comment(_) => "A comment without words.".to_owned(),
                    Arrived::Message(_) => "A message without words.".to_owned(),
                    Arrived::TaggedPost => "Tagged this account in a post without words.".to_owned(),
                }),
            target: Target::Item { item: last.item, view },
        });
    }
    let mut by_account: BTreeMap<&str, usize> = BTreeMap::new();
    for arrival in arrivals {
        *by_account.entry(&arrival.handle).or_default() += 1;
    }
    let total = arrivals.len();
    let is_cut = u32::try_from(total).is_ok_and(|total| total >= MOST_COUNTED);
    let has = |wanted: fn(&Arrived) -> bool| arrivals.iter().any(|arrival| wanted(&arrival.what));
    let comments = has(|what| matches!(what, Arrived::Comment(_)));
    let messages = has(|what| matches!(what, Arrived::Message(_)));
    let tagged = has(|what| matches!(what, Arrived::TaggedPost));
    let what = match (comments, messages, tagged) {
        (true, false, false) => "comments",
        (false, true, false) => "messages",
        (true, true, false) => "comments and messages",
        (true, false, true) => "comments and posts that tag you",
        (false, true, true) => "messages and posts that tag you",
        (true, true, true) => "comments, messages and posts that tag you",
        (false, false, _) => "posts that tag you",
    };
    let title = if is_cut {
        format!("More than {total} new {what}")
    } else {
        format!("{total} new {what}")
    };
    let mut accounts: Vec<_> = by_account.into_iter().collect();
    accounts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let parts: Vec<String> = match accounts.as_slice() {
        [(handle, _)] => vec![format!("For {handle}")],
        several => several
            .iter()
            .map(|(handle, count)| format!("{count} for {handle}"))
            .collect(),
    };
    let target = match items.into_iter().collect::<Vec<_>>().as_slice() {
        [item] => Target::Item { item: *item, view },
        _ => Target::View(view),
    };
    Some(Notification {
        title,
        body: parts.join(" · "),
        target,
    })
}

/// Tells that the login of an account has ended.
pub(super) fn login_lost(account: &AccountRow) -> Notification {
    Notification {
        title: format!("{} has to be connected again", account.username),
        body: "Its login no longer works. Nothing is read or sent for it until then.".to_owned(),
        target: Target::Account(account.id.clone()),
    }
}

/// Tells that a post cannot go on without a person.
pub(super) fn post_in_trouble(post: &PostRow, account: Option<&AccountRow>) -> Notification {
    let (title, body) = match post.state {
        PostState::Missed => (
            "A post was not published in time",
            "Its time passed while it could not go out. Decide whether it still should.",
        ),
        PostState::NeedsYou => (
            "A post needs you",
            "It may or may not be live, and Postroom will not publish it twice. Look at it on Instagram.",
        ),
        _ => (
            "A post could not be published",
            "It stays in the outbox with the reason and what to do.",
        ),
    };
    Notification {
        title: account.map_or_else(|| title.to_owned(), |account| format!("{title} · {}", account.username)),
        body: body.to_owned(),
        target: Target::Post(post.uid),
    }
}

/// Other people's words as one line of at most `longest` characters as people count them: no line breaks, no control
/// characters, nothing that turns the direction of the text around it.
pub fn plain_line(text: &str, longest: usize) -> String {
    let is_control = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
    };
    let spaced: String = text
        .chars()
        // A text may be very long; more than this is never shown.
        .take(longest * LONGEST_GRAPHEME)
        .map(|sign| if is_control(sign) { ' ' } else { sign })
        .collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut signs = line.graphemes(true);
    let mut kept: String = signs
        .by_ref()
        .take(longest)
        .flat_map(|sign| sign.chars().take(LONGEST_GRAPHEME))
        .collect();
    if signs.next().is_some() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::Timestamp;
    use store::views::View;

    use super::*;

    fn arrival(item: u32, handle: &str) -> Arrival {
        Arrival {
            row: i64::from(item),
            what: Arrived::Comment("1".into()),
            at: Timestamp::UNIX_EPOCH,
            item,
            account: "17841400000000001".into(),
            handle: handle.to_owned(),
            needs_reply: true,
            unread: true,
            mine: false,
            unassigned: true,
        }
    }

    #[test]
    fn who_is_not_told_goes_by_a_placeholder() {
        let said = Said {
            name: None,
            text: Some("Is it open?".to_owned()),
        };
        let told = news(&NotificationRules::default(), &[arrival(1, "lumaknit")], Some(&said)).unwrap();
        assert_eq!(told.title, "Unknown person · lumaknit");
        assert_eq!(told.body, "Is it open?");
    }

    #[test]
    fn of_several_comments_only_the_number_is_told() {
        let rules = NotificationRules::default();
        let several = [
            arrival(1, "lumaknit"),
            arrival(2, "fernandpine"),
            arrival(3, "lumaknit"),
        ];
        let told = news(&rules, &several, None).unwrap();
        assert_eq!(told.title, "3 new comments");
        assert_eq!(told.body, "2 for lumaknit · 1 for fernandpine");
        assert_eq!(told.target, Target::View(View::NeedsReply));
        let message = Arrival {
            what: Arrived::Message("t_1".into()),
            ..arrival(5, "lumaknit")
        };
        let mixed = [arrival(1, "lumaknit"), message.clone()];
        assert_eq!(news(&rules, &mixed, None).unwrap().title, "2 new comments and messages");
        assert_eq!(
            news(&rules, &[message.clone(), message], None).unwrap().title,
            "2 new messages"
        );
        let one_thread = news(&rules, &[arrival(4, "lumaknit"), arrival(4, "lumaknit")], None).unwrap();
        assert_eq!(one_thread.body, "For lumaknit");
        assert!(matches!(one_thread.target, Target::Item { item: 4, .. }));
        assert_eq!(news(&rules, &[], None), None);
    }

    #[test]
    fn words_of_others_become_one_plain_line() {
        assert_eq!(
            plain_line("  do you\n\nship\tto Norway? ", 140),
            "do you ship to Norway?"
        );
        assert_eq!(plain_line("a\u{202E}b\u{0}c\u{2066}d", 140), "a b c d");
        assert_eq!(plain_line(&"é".repeat(200), 5), "ééééé…");
        assert_eq!(plain_line("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2), "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
        assert_eq!(plain_line("", 140), "");
    }

    #[test]
    fn a_heap_of_marks_or_joined_signs_stays_short() {
        let zalgo = format!("a{}", "\u{0301}".repeat(10_000));
        let joined = "👍\u{200D}".repeat(10_000);
        for heap in [zalgo, joined, "x".repeat(100_000)] {
            assert!(plain_line(&heap, 140).chars().count() <= 141 * LONGEST_GRAPHEME);
        }
    }
}
