//! The catalogue against the lists of the platform's pages.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::{ApiError, Refusal};
use std::collections::HashSet;

#[test]
fn every_row_is_complete_and_its_sentence_is_plain_and_calm() {
    let others = [SPAM_SENTENCE, UNKNOWN_SENTENCE, LOGIN_SENTENCE];
    for row in rows() {
        assert!(!row.meaning.is_empty(), "{row:?} needs a meaning");
        assert_ne!(row.other_reading, Some(""), "{row:?} needs another reading, or none");
        assert!(row.code <= row.last, "{row:?} ends before it begins");
        assert!(
            row.code == row.last || row.subcode.is_none(),
            "{row:?} mixes a range and a subcode"
        );
    }
    for sentence in rows().map(|row| row.sentence).chain(others) {
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
    for row in rows() {
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
    let falls_back: Vec<_> = rows().filter(|row| row.subcode.is_some()).collect();
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
        transient: Some(true),
        ..Refusal::new(987_654, None)
    };
    assert_eq!(ApiError::Refused(refusal).recovery(), Recovery::InDoubt);
}

#[test]
fn the_flag_transient_does_not_overrule_the_catalogue() {
    let refusal = Refusal {
        transient: Some(true),
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

/// Every code and subcode that the pages, the changelog and reports of users name: `None` where one stands alone.
const NAMED: &[(Option<i64>, Option<i64>)] = &{
    const fn code(code: i64) -> (Option<i64>, Option<i64>) {
        (Some(code), None)
    }
    const fn pair(code: i64, subcode: i64) -> (Option<i64>, Option<i64>) {
        (Some(code), Some(subcode))
    }
    const fn sub(subcode: i64) -> (Option<i64>, Option<i64>) {
        (None, Some(subcode))
    }
    [
        // Graph-wide.
        code(1),
        code(2),
        code(3),
        code(4),
        code(10),
        code(17),
        code(24),
        code(25),
        code(27),
        code(32),
        code(100),
        code(102),
        code(104),
        code(190),
        code(200),
        code(230),
        code(299),
        code(341),
        code(352),
        code(368),
        code(506),
        code(613),
        code(803),
        code(1_609_005),
        code(2500),
        code(80_001),
        code(80_002),
        code(80_006),
        code(80_007),
        code(80_008),
        pair(1, 99),
        pair(100, 33),
        pair(100, 2_108_006),
        pair(190, 0),
        pair(190, 458),
        pair(190, 459),
        pair(190, 460),
        pair(190, 463),
        pair(190, 464),
        pair(190, 467),
        pair(190, 492),
        pair(200, 2_534_041),
        pair(613, 1996),
        pair(613, 2_534_040),
        // Messaging.
        pair(10, 2_534_022),
        pair(10, 2_018_278),
        sub(2_018_065),
        pair(10, 2_018_108),
        pair(10, 2_534_077),
        pair(10, 1_893_063),
        pair(100, 2_018_001),
        pair(100, 2_534_014),
        pair(100, 2_534_013),
        sub(2_534_015),
        sub(2_534_025),
        code(10_903),
        code(10_900),
        sub(2_534_029),
        pair(100, 2_534_037),
        sub(2_018_300),
        sub(2_534_068),
        sub(2_534_001),
        code(551),
        pair(551, 1_545_041),
        pair(200, 1_545_041),
        pair(2, 1_545_133),
        pair(100, 2_018_008),
        sub(2_018_294),
        sub(2_018_047),
        sub(2_018_074),
        sub(2_018_109),
        sub(2_018_247),
        code(36_103),
        code(9_000_001),
        code(9010),
        // Publishing.
        code(-1),
        code(-2),
        code(9),
        code(9004),
        code(9007),
        code(36_000),
        code(36_001),
        code(36_003),
        code(36_004),
        pair(-2, 2_207_003),
        pair(-2, 2_207_020),
        pair(-1, 2_207_001),
        pair(-1, 2_207_032),
        pair(-1, 2_207_053),
        pair(-1, 2_207_073),
        pair(-1, 2_207_085),
        pair(1, 2_207_057),
        pair(4, 2_207_051),
        pair(9, 2_207_042),
        pair(24, 2_207_006),
        pair(24, 2_207_008),
        pair(25, 2_207_050),
        pair(100, 2_207_023),
        pair(100, 2_207_028),
        pair(100, 2_207_035),
        pair(100, 2_207_036),
        pair(100, 2_207_037),
        pair(100, 2_207_040),
        pair(352, 2_207_026),
        pair(9004, 2_207_052),
        pair(9007, 2_207_027),
        pair(36_000, 2_207_004),
        pair(36_001, 2_207_005),
        pair(36_003, 2_207_009),
        pair(36_004, 2_207_010),
        sub(2_207_076),
        sub(2_207_077),
        sub(2_207_081),
        sub(2_207_082),
    ]
};

#[test]
fn every_code_that_is_named_anywhere_has_a_row_of_its_own() {
    for (code, subcode) in NAMED {
        let row = match (code, subcode) {
            (Some(code), subcode) => find(*code, *subcode),
            (None, Some(subcode)) => find_subcode(*subcode),
            (None, None) => None,
        };
        let row = row.unwrap_or_else(|| panic!("{code:?}/{subcode:?} is not in the catalogue"));
        assert_eq!(
            row.subcode, *subcode,
            "{code:?}/{subcode:?} must not fall back to its code"
        );
    }
}

#[test]
fn a_subcode_without_a_code_of_its_own_is_found_under_every_code() {
    for code in [10, 100, 200, 987_654] {
        assert_eq!(
            find(code, Some(2_018_065)).unwrap().recovery,
            Recovery::WindowClosed,
            "{code}"
        );
        assert_eq!(find(code, Some(2_534_025)).unwrap().code, NO_CODE, "{code}");
    }
    assert_eq!(find(10, Some(2_534_022)).unwrap().code, 10, "a row of both comes first");
}

#[test]
fn codes_that_sources_read_differently_hold_both_readings() {
    for (code, subcode) in [
        (80_007, None),
        (80_008, None),
        (100, Some(2_534_014)),
        (-1, Some(2_207_001)),
        (4, Some(2_207_051)),
        (100, Some(33)),
        (36_001, Some(2_207_005)),
        (9_000_001, None),
        (1, None),
        (2, None),
        (10, None),
    ] {
        let row = find(code, subcode).unwrap();
        let other = row
            .other_reading
            .unwrap_or_else(|| panic!("{code}/{subcode:?} has one reading only"));
        assert!(!other.is_empty() && other != row.meaning, "{row:?}");
    }
}

#[test]
fn a_message_that_is_out_of_reach_and_a_private_reply_that_is_used_are_no_reason_to_try_again() {
    for (code, subcode) in [
        (9_000_001, None),
        (10_900, None),
        (10_903, None),
        (100, Some(2_534_025)),
        (551, None),
        (36_103, None),
    ] {
        assert_eq!(
            find(code, subcode).unwrap().recovery,
            Recovery::Never,
            "{code}/{subcode:?}"
        );
    }
    let used = |code, subcode| ApiError::Refused(Refusal::new(code, subcode)).is_private_reply_used();
    assert!(used(10_900, None) && used(10_903, None) && used(100, Some(2_534_025)));
    assert!(!used(100, Some(33)) && !used(10, Some(2_534_022)));
}
