//! The error catalogue: what a code means, what to do, and how to say it to people.
//!
//! One table, looked up by `(code, subcode)`, then by code alone. A code that is not in it is unknown, and that is what
//! people are told.
//!
//! Sources: developers.facebook.com/docs/graph-api/guides/error-handling and
//! developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes; the subcodes 2207076 to
//! 2207085 are on neither page and were reported by users of the API.

mod table;

use crate::Recovery;
pub use table::ROWS;

/// One row: a code, or a range of codes of one meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The code, or the first of a range; [`NO_CODE`] for a subcode that only the text of a failed container carries.
    pub code: i64,
    /// The last code of the range; equal to `code` for a single one.
    pub last: i64,
    /// The subcode; `None` stands for every subcode without a row of its own.
    pub subcode: Option<i64>,
    /// What it means, for developers and the log.
    pub meaning: &'static str,
    /// What it means, for people: what happened and what comes next.
    pub sentence: &'static str,
    /// What to do. [`Recovery::InDoubt`] marks the codes that do not prove a refusal.
    pub recovery: Recovery,
}

/// A suspicion of spam: the action is blocked, yet what was sent may be out.
pub const SPAM_BLOCK: (i64, i64) = (4, 2_207_051);

/// The container to be published is still being prepared. Only the publishing is to be tried again.
pub const NOT_READY: (i64, i64) = (9007, 2_207_027);

/// Stands where the platform names a subcode without a code: in the text of a failed container.
pub const NO_CODE: i64 = 0;

pub(crate) const SPAM_SENTENCE: &str = "Instagram stopped this because it looks like spam to it. Look on Instagram \
     whether it went through, and let the account rest for a day.";

pub(crate) const UNKNOWN_SENTENCE: &str = "Instagram refused this and gave a reason that Postroom does not know.";

pub(crate) const LOGIN_SENTENCE: &str = "Instagram did not accept the login. The code may have been used or be too old, \
     or the app id, the app secret or the redirect address differ from those of the Meta app. Start the login again.";

/// The row for a code: the one of its subcode, else the one of the code, else none.
pub fn find(code: i64, subcode: Option<i64>) -> Option<&'static Row> {
    let exact = subcode.and_then(|subcode| ROWS.iter().find(|row| row.code == code && row.subcode == Some(subcode)));
    exact.or_else(|| {
        ROWS.iter()
            .find(|row| row.subcode.is_none() && (row.code..=row.last).contains(&code))
    })
}

/// The row for a subcode that came without a code, as [`Container::error_subcode`](crate::Container::error_subcode) does.
pub fn find_subcode(subcode: i64) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.subcode == Some(subcode))
}

/// Whether the code proves that the request was turned away, whatever the HTTP status says.
pub(crate) fn is_definite(code: i64, subcode: Option<i64>) -> bool {
    find(code, subcode).is_some_and(|row| row.recovery != Recovery::InDoubt)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{ApiError, Refusal};
    use std::collections::HashSet;

    #[test]
    fn every_row_is_complete_and_its_sentence_is_plain_and_calm() {
        let others = [SPAM_SENTENCE, UNKNOWN_SENTENCE, LOGIN_SENTENCE];
        for row in ROWS {
            assert!(!row.meaning.is_empty(), "{row:?} needs a meaning");
            assert!(row.code <= row.last, "{row:?} ends before it begins");
            assert!(
                row.code == row.last || row.subcode.is_none(),
                "{row:?} mixes a range and a subcode"
            );
        }
        for sentence in ROWS.iter().map(|row| row.sentence).chain(others) {
            assert!(sentence.ends_with('.'), "{sentence:?} is not a sentence");
            assert!(
                sentence.starts_with(char::is_uppercase),
                "{sentence:?} is not a sentence"
            );
            assert!(!sentence.contains('!'), "{sentence:?} shouts");
            assert!(
                !sentence.contains(|c: char| c.is_ascii_digit()),
                "{sentence:?} shows a number"
            );
            assert!(sentence.len() <= 240, "{sentence:?} is too long");
            for blame in ["your fault", "you did", "you must", "you have to", "wrongly", "illegal"] {
                assert!(!sentence.to_lowercase().contains(blame), "{sentence:?} blames");
            }
        }
    }

    #[test]
    fn no_two_rows_answer_for_the_same_code() {
        let mut seen = HashSet::new();
        for row in ROWS {
            for code in row.code..=row.last {
                assert!(
                    seen.insert((code, row.subcode)),
                    "{code}/{:?} stands twice",
                    row.subcode
                );
            }
        }
    }

    #[test]
    fn every_subcode_has_its_code_to_fall_back_to_or_stands_for_it() {
        let falls_back: Vec<_> = ROWS.iter().filter(|row| row.subcode.is_some()).collect();
        assert!(falls_back.len() > 20);
        for row in falls_back {
            let found = find(row.code, row.subcode).unwrap();
            assert_eq!(found, row, "the row of the subcode must win over the row of its code");
        }
    }

    #[test]
    fn lookup_falls_back_from_subcode_to_code_to_unknown() {
        assert_eq!(find(190, Some(463)).unwrap().subcode, Some(463));
        assert_eq!(find(190, Some(999_999)).unwrap().subcode, None);
        assert_eq!(find(190, None).unwrap().recovery, Recovery::Reconnect);
        assert_eq!(find(987_654, Some(33)), None);
        let unknown = ApiError::Refused(Refusal::new(987_654, None));
        assert_eq!(unknown.sentence(), UNKNOWN_SENTENCE);
        assert_eq!(unknown.recovery(), Recovery::Never);
    }

    #[test]
    fn an_unknown_code_that_calls_itself_transient_is_looked_at_before_anything_else() {
        let refusal = Refusal {
            transient: true,
            ..Refusal::new(987_654, None)
        };
        assert_eq!(ApiError::Refused(refusal).recovery(), Recovery::InDoubt);
    }

    #[test]
    fn the_flag_transient_does_not_overrule_the_catalogue() {
        let refusal = Refusal {
            transient: true,
            ..Refusal::new(190, Some(463))
        };
        assert_eq!(ApiError::Refused(refusal).recovery(), Recovery::Reconnect);
    }

    #[test]
    fn ranges_and_negative_codes_are_found() {
        for code in [200, 229, 231, 299] {
            assert_eq!(find(code, None).unwrap().recovery, Recovery::MissingScope, "{code}");
        }
        assert_ne!(
            find(230, None).unwrap().recovery,
            Recovery::MissingScope,
            "a person's consent, not a scope"
        );
        assert_eq!(find(300, None), None);
        assert_eq!(find(-1, Some(2_207_001)).unwrap().recovery, Recovery::InDoubt);
        assert_eq!(find(-2, None).unwrap().code, -2);
        assert_eq!(find(-3, None), None);
    }

    #[test]
    fn recovery_of_the_graph_wide_and_throttle_codes() {
        let lines: Vec<String> = [
            (1, None),
            (2, None),
            (3, None),
            (4, None),
            (4, Some(2_207_051)),
            (10, None),
            (10, Some(2_534_022)),
            (17, None),
            (32, None),
            (100, None),
            (100, Some(33)),
            (102, None),
            (190, None),
            (190, Some(458)),
            (190, Some(460)),
            (200, None),
            (230, None),
            (341, None),
            (368, None),
            (506, None),
            (613, None),
            (803, None),
            (2500, None),
            (80_001, None),
            (80_002, None),
            (80_006, None),
        ]
        .into_iter()
        .map(|(code, subcode)| format!("{code}/{subcode:?}: {:?}", find(code, subcode).unwrap().recovery))
        .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn every_documented_publishing_error_has_a_row_and_is_found_by_its_subcode_alone() {
        let lines: Vec<String> = [
            (-2, 2_207_003),
            (-2, 2_207_020),
            (-1, 2_207_001),
            (-1, 2_207_032),
            (-1, 2_207_053),
            (-1, 2_207_073),
            (-1, 2_207_085),
            (1, 2_207_057),
            (4, 2_207_051),
            (9, 2_207_042),
            (24, 2_207_006),
            (24, 2_207_008),
            (25, 2_207_050),
            (100, 2_207_023),
            (100, 2_207_028),
            (100, 2_207_035),
            (100, 2_207_036),
            (100, 2_207_037),
            (100, 2_207_040),
            (352, 2_207_026),
            (9004, 2_207_052),
            (9007, 2_207_027),
            (36_000, 2_207_004),
            (36_001, 2_207_005),
            (36_003, 2_207_009),
            (36_004, 2_207_010),
            (NO_CODE, 2_207_076),
            (NO_CODE, 2_207_077),
            (NO_CODE, 2_207_081),
            (NO_CODE, 2_207_082),
        ]
        .into_iter()
        .map(|(code, subcode)| {
            let row = find(code, Some(subcode)).unwrap();
            assert_eq!((row.code, row.subcode), (code, Some(subcode)), "a row of its own");
            assert_eq!(find_subcode(subcode), Some(row));
            format!("{code}/{subcode}: {:?}: {}", row.recovery, row.sentence)
        })
        .collect();
        insta::assert_snapshot!(lines.join("\n"));
        assert_eq!(find_subcode(2_299_999), None);
        assert_eq!(find(NO_CODE, None), None, "no code is no meaning");
    }

    #[test]
    fn a_container_that_is_not_ready_and_suspected_spam_are_told_apart_from_other_refusals() {
        let refused = |code, subcode| ApiError::Refused(Refusal::new(code, subcode));
        assert!(refused(9007, Some(2_207_027)).is_not_ready() && refused(9007, None).is_not_ready());
        assert!(!refused(9004, Some(2_207_052)).is_not_ready() && !refused(4, None).is_spam_block());
        let blocked = ApiError::in_answer(
            403,
            &http::HeaderMap::new(),
            br#"{"error":{"code":4,"error_subcode":2207051}}"#,
        )
        .unwrap();
        assert!(blocked.is_spam_block() && blocked.pauses_account() && !blocked.is_not_ready());
    }

    #[test]
    fn the_word_of_the_platform_beats_the_usual_wait() {
        let hour = std::time::Duration::from_secs(60 * 60);
        let usual = ApiError::Refused(Refusal::new(80_002, None));
        assert_eq!(usual.recovery(), Recovery::RetryAfter(Some(hour)));
        let told = Refusal {
            retry_after: Some(hour / 4),
            ..Refusal::new(80_002, None)
        };
        assert_eq!(ApiError::Refused(told).recovery(), Recovery::RetryAfter(Some(hour / 4)));
    }
}
