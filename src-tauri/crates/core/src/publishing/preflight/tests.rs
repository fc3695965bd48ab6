#![allow(clippy::unwrap_used)]
use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::media::imaging::FrameRatio;

const WIDE: Frame = Frame {
    ratio: FrameRatio::Portrait,
    focus_x: 0.5,
    focus_y: 0.5,
    zoom: 1.0,
};

fn slide(number: u8) -> SlideFacts<'static> {
    SlideFacts {
        uid: Uuid::from_u128(u128::from(number)),
        width: 3000,
        height: 4000,
        bytes: 4_000_000,
        frame: WIDE,
        alt_text: "A loaf of rye on a board.",
        sha256: [number; 32],
        kept: true,
    }
}

fn in_order<'a>(slides: &'a [SlideFacts<'a>], caption: &'a str) -> PreflightInput<'a> {
    PreflightInput {
        slides,
        caption,
        account: AccountFacts {
            connected: true,
            login_works: true,
            may_publish: true,
            paused: false,
        },
        host: HostFacts {
            set_up: true,
            has_secret: true,
            tested: Some(true),
        },
        quota: Some((3, 100)),
        due: Due::Now,
        clock_skew_s: Some(0),
    }
}

fn at(hours: i64) -> Due {
    let now: Timestamp = "2026-11-19T12:00:00Z".parse().unwrap();
    Due::At {
        instant: now + SignedDuration::from_hours(hours),
        now,
    }
}

/// The findings that are not passed, as words.
fn problems(input: &PreflightInput<'_>) -> Vec<(Level, &'static str)> {
    preflight(input)
        .iter()
        .filter(|finding| finding.level != Level::Passed)
        .map(|finding| (finding.level, finding.code.as_str()))
        .collect()
}

#[test]
fn a_post_in_order_has_only_passed_lines() {
    let slides = [slide(1), slide(2)];
    let found = preflight(&in_order(&slides, "Rye is back. #bread @harrowtrail"));
    let lines: Vec<_> = found
        .iter()
        .map(|finding| {
            format!(
                "{} {}: {}",
                finding.level.as_str(),
                finding.code.as_str(),
                finding.message
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    passed slides: 2 slides fit.
    passed alt_text: Every slide has an alt text.
    passed caption: The caption fits: 32 of 2,200 characters.
    passed account: The account may publish.
    passed media_host: The media host passed its last test.
    passed quota: 3 of 100 posts of the last 24 hours used.
    ");
}

#[test]
fn no_slide_and_an_eleventh_block() {
    assert_eq!(problems(&in_order(&[], "")), [(Level::Blocker, "no_slides")]);
    let slides: Vec<_> = (1..=11).map(slide).collect();
    assert_eq!(problems(&in_order(&slides[..10], "")), []);
    let found = preflight(&in_order(&slides, ""));
    assert_eq!(found[0].code, FindingCode::TooManySlides);
    assert_eq!(
        (found[0].slide, found[0].fix),
        (Some(slides[10].uid), Some(Fix::RemoveSlide))
    );
}

#[test]
fn the_part_a_slide_shows_decides_not_the_file() {
    for (width, zoom, expected) in [
        (1080, 1.0, None),
        (1079, 1.0, Some("low_resolution")),
        (3000, 3.0, Some("low_resolution")),
        (320, 1.0, Some("low_resolution")),
        (319, 1.0, Some("slide_too_small")),
        (1200, 4.0, Some("slide_too_small")),
    ] {
        let slides = [SlideFacts {
            width,
            height: 4000,
            frame: Frame { zoom, ..WIDE },
            ..slide(1)
        }];
        let found = problems(&in_order(&slides, ""));
        assert_eq!(
            found.first().map(|(_, code)| *code),
            expected,
            "{width} px, zoom {zoom}"
        );
    }
}

#[test]
fn a_lost_copy_blocks_and_a_picture_used_twice_warns() {
    let slides = [
        slide(1),
        SlideFacts {
            kept: false,
            ..slide(2)
        },
        SlideFacts {
            sha256: [1; 32],
            ..slide(3)
        },
    ];
    let found = preflight(&in_order(&slides, ""));
    assert_eq!(
        (found[0].code, found[0].slide),
        (FindingCode::FileGone, Some(slides[1].uid))
    );
    assert_eq!(
        (found[1].code, found[1].slide),
        (FindingCode::SamePicture, Some(slides[2].uid))
    );
    assert_eq!(found[1].message, "Slides 1 and 3 are the same picture.");
}

#[test]
fn an_alt_text_is_counted_in_characters_and_missed() {
    let (long, longest) = ("é".repeat(1001), "é".repeat(1000));
    for (alt_text, expected) in [
        (long.as_str(), Some((Level::Blocker, "alt_text_too_long"))),
        (longest.as_str(), None),
        ("  ", Some((Level::Warning, "alt_text_missing"))),
    ] {
        let slides = [SlideFacts { alt_text, ..slide(1) }];
        assert_eq!(problems(&in_order(&slides, "")).first().copied(), expected);
    }
}

#[test]
fn captions_are_held_to_the_platform_s_limits() {
    let slides = [slide(1)];
    for (caption, expected) in [
        ("é".repeat(2200), None),
        ("é".repeat(2201), Some((Level::Blocker, "caption_too_long"))),
        ("#a ".repeat(5), None),
        ("#a ".repeat(6), Some((Level::Warning, "many_hashtags"))),
        ("#a ".repeat(30), Some((Level::Warning, "many_hashtags"))),
        ("#a ".repeat(31), Some((Level::Blocker, "too_many_hashtags"))),
        ("@a ".repeat(20), None),
        ("@a ".repeat(21), Some((Level::Blocker, "too_many_mentions"))),
    ] {
        assert_eq!(
            problems(&in_order(&slides, &caption)).first().copied(),
            expected,
            "{caption}"
        );
    }
}

#[test]
fn an_account_that_cannot_publish_blocks_with_its_first_cause() {
    let slides = [slide(1)];
    let good = in_order(&slides, "").account;
    for (account, expected) in [
        (
            AccountFacts {
                connected: false,
                login_works: false,
                ..good
            },
            "account_missing",
        ),
        (
            AccountFacts {
                login_works: false,
                may_publish: false,
                ..good
            },
            "login_lost",
        ),
        (
            AccountFacts {
                may_publish: false,
                ..good
            },
            "publish_permission_missing",
        ),
        (AccountFacts { paused: true, ..good }, "account_paused"),
    ] {
        let input = PreflightInput {
            account,
            ..in_order(&slides, "")
        };
        assert_eq!(problems(&input), [(Level::Blocker, expected)]);
    }
}

#[test]
fn a_media_host_must_be_there_with_its_secret_and_not_have_failed() {
    let slides = [slide(1)];
    for (set_up, has_secret, tested, expected) in [
        (false, false, None, (Level::Blocker, "no_media_host")),
        (true, false, Some(true), (Level::Blocker, "media_host_secret_missing")),
        (true, true, Some(false), (Level::Blocker, "media_host_failed")),
        (true, true, None, (Level::Warning, "media_host_untested")),
    ] {
        let input = PreflightInput {
            host: HostFacts {
                set_up,
                has_secret,
                tested,
            },
            ..in_order(&slides, "")
        };
        assert_eq!(problems(&input), [expected]);
    }
}

#[test]
fn a_time_that_has_passed_and_a_wrong_clock_block_only_what_is_scheduled() {
    let slides = [slide(1)];
    let with = |due, clock_skew_s| PreflightInput {
        due,
        clock_skew_s,
        ..in_order(&slides, "")
    };
    assert_eq!(problems(&with(at(0), None)), [(Level::Blocker, "due_in_the_past")]);
    assert_eq!(problems(&with(at(1), Some(60))), []);
    assert_eq!(problems(&with(at(1), Some(-61))), [(Level::Blocker, "clock_wrong")]);
    assert_eq!(
        problems(&with(at(1), Some(i64::MIN))),
        [(Level::Blocker, "clock_wrong")]
    );
    assert_eq!(problems(&with(Due::Now, Some(3600))), []);
}

#[test]
fn a_quota_that_is_used_up_blocks_now_warns_for_today_and_not_for_later() {
    let slides = [slide(1)];
    let with = |quota, due| PreflightInput {
        quota,
        due,
        ..in_order(&slides, "")
    };
    assert_eq!(problems(&with(Some((99, 100)), Due::Now)), []);
    assert_eq!(
        problems(&with(Some((100, 100)), Due::Now)),
        [(Level::Blocker, "quota_used_up")]
    );
    assert_eq!(
        problems(&with(Some((100, 100)), at(2))),
        [(Level::Warning, "quota_used_up")]
    );
    assert_eq!(problems(&with(Some((100, 100)), at(24))), []);
    assert_eq!(problems(&with(None, Due::Now)), [(Level::Warning, "quota_unknown")]);
    assert_eq!(problems(&with(None, at(2))), []);
}

proptest! {
    #[test]
    fn every_finding_is_a_sentence_of_a_slide_that_exists_and_blockers_come_first(
        sizes in prop::collection::vec((1_u32..6000, 1_u32..6000, 1.0_f64..=4.0, any::<bool>(), 0_u8..4), 0..13),
        caption in "[#@a ]{0,80}",
        connected: bool, may_publish: bool, tested: Option<bool>, quota: Option<(u32, u32)>, skew: Option<i64>,
    ) {
        let slides: Vec<_> = sizes
            .iter()
            .zip(0_u8..)
            .map(|((width, height, zoom, kept, picture), number)| SlideFacts {
                width: *width,
                height: *height,
                frame: Frame { zoom: *zoom, ..WIDE },
                kept: *kept,
                sha256: [*picture; 32],
                alt_text: if *kept { "" } else { "Rye." },
                ..slide(number)
            })
            .collect();
        let mut input = in_order(&slides, &caption);
        input.account.connected = connected;
        input.account.may_publish = may_publish;
        input.host.tested = tested;
        input.quota = quota;
        input.clock_skew_s = skew;
        let found = preflight(&input);
        prop_assert!(found.is_sorted_by_key(|finding| finding.level));
        let known: HashSet<_> = slides.iter().map(|slide| slide.uid).collect();
        for finding in &found {
            prop_assert!(finding.message.ends_with('.'), "{}", finding.message);
            prop_assert!(finding.slide.is_none_or(|slide| known.contains(&slide)));
            prop_assert!(finding.level != Level::Passed || finding.fix.is_none());
        }
    }
}
