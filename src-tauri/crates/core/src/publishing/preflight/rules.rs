//! The rules, one function for each part of the page.

use jiff::SignedDuration;

use super::finding::{Finding, FindingCode, Fix, Level};
use super::{AccountFacts, Due, HostFacts, MOST_ALT_TEXT, MOST_SKEW_S, MOST_SLIDES, SlideFacts};
use crate::media::imaging::{NARROWEST, crop_rect};
use crate::publishing::caption::{MOST_CHARACTERS, MOST_HASHTAGS, MOST_HASHTAGS_SHOWN, MOST_MENTIONS, caption_facts};

/// The width at which a picture is sharp on every phone, in pixels.
const SHARP_WIDTH: u32 = 1_080;

/// How long the platform counts a post against its quota, in hours.
const QUOTA_HOURS: i64 = 24;

pub(super) fn slides(slides: &[SlideFacts<'_>], found: &mut Vec<Finding>) {
    if slides.is_empty() {
        found.push(Finding::blocker(FindingCode::NoSlides, "There is no slide yet.").mended_by(Fix::AddSlides));
        return;
    }
    let before = found.len();
    if let Some(first_too_many) = slides.get(MOST_SLIDES) {
        found.push(
            Finding::blocker(FindingCode::TooManySlides, "A carousel holds 10 slides at most.")
                .of(first_too_many.uid)
                .because(format!("{} too many", slides.len() - MOST_SLIDES))
                .mended_by(Fix::RemoveSlide),
        );
    }
    for (index, slide) in slides.iter().enumerate() {
        found.extend(picture(index + 1, slide));
        found.extend(twin(index, slides));
    }
    if found.len() == before {
        let message = match slides.len() {
            1 => "The picture fits.".to_owned(),
            count => format!("{count} slides fit."),
        };
        let megabytes = slides.iter().map(|slide| slide.bytes).sum::<u64>().div_ceil(1_000_000);
        found.push(
            Finding::passed(FindingCode::Slides, message)
                .because(format!("{megabytes} MB of files become JPEG, 8 MB at most each")),
        );
    }
}

/// What is wrong with one slide's picture.
fn picture(number: usize, slide: &SlideFacts<'_>) -> Option<Finding> {
    let shown = crop_rect(slide.width, slide.height, &slide.frame).width;
    let finding = if !slide.kept {
        Finding::blocker(
            FindingCode::FileGone,
            format!("Postroom's copy of slide {number} is gone."),
        )
        .because("Remove the slide and add its picture again.")
        .mended_by(Fix::RemoveSlide)
    } else if shown < NARROWEST {
        Finding::blocker(FindingCode::SlideTooSmall, format!("Slide {number} is too small."))
            .because(format!(
                "{shown} px wide as framed; Instagram takes {NARROWEST} px and more. Zoom out or use a larger picture."
            ))
            .mended_by(Fix::RemoveSlide)
    } else if shown < SHARP_WIDTH {
        Finding::warning(FindingCode::LowResolution, format!("Slide {number} is small."))
            .because(format!("{shown} px wide as framed; 1,080 px look sharp"))
    } else {
        return None;
    };
    Some(finding.of(slide.uid))
}

/// An earlier slide with the same picture.
fn twin(index: usize, slides: &[SlideFacts<'_>]) -> Option<Finding> {
    let slide = &slides[index];
    let earlier = slides[..index].iter().position(|other| other.sha256 == slide.sha256)?;
    Some(
        Finding::warning(
            FindingCode::SamePicture,
            format!("Slides {} and {} are the same picture.", earlier + 1, index + 1),
        )
        .of(slide.uid)
        .mended_by(Fix::RemoveSlide),
    )
}

pub(super) fn alt_texts(slides: &[SlideFacts<'_>], found: &mut Vec<Finding>) {
    let before = found.len();
    for (index, slide) in slides.iter().enumerate() {
        let characters = slide.alt_text.chars().count();
        let finding = if characters > MOST_ALT_TEXT {
            Finding::blocker(
                FindingCode::AltTextTooLong,
                format!("The alt text of slide {} is too long.", index + 1),
            )
            .because(over(characters - MOST_ALT_TEXT, "1,000"))
        } else if slide.alt_text.trim().is_empty() {
            Finding::warning(
                FindingCode::AltTextMissing,
                format!("Slide {} has no alt text.", index + 1),
            )
            .because("People who cannot see the picture hear nothing about it.")
        } else {
            continue;
        };
        found.push(finding.of(slide.uid).mended_by(Fix::WriteAltText));
    }
    if found.len() == before && !slides.is_empty() {
        let message = match slides.len() {
            1 => "The picture has an alt text.",
            _ => "Every slide has an alt text.",
        };
        found.push(Finding::passed(FindingCode::AltText, message));
    }
}

pub(super) fn caption(caption: &str, found: &mut Vec<Finding>) {
    let facts = caption_facts(caption);
    let before = found.len();
    if facts.characters > MOST_CHARACTERS {
        let too_many = (facts.characters - MOST_CHARACTERS) as usize;
        found.push(
            Finding::blocker(FindingCode::CaptionTooLong, "The caption is too long.")
                .because(over(too_many, "2,200"))
                .mended_by(Fix::ShortenCaption),
        );
    }
    if facts.hashtags > MOST_HASHTAGS {
        found.push(
            Finding::blocker(FindingCode::TooManyHashtags, "The caption has too many hashtags.")
                .because(format!("{}; Instagram takes {MOST_HASHTAGS}", facts.hashtags))
                .mended_by(Fix::ShortenCaption),
        );
    } else if facts.hashtags > MOST_HASHTAGS_SHOWN {
        found.push(
            Finding::warning(
                FindingCode::ManyHashtags,
                format!("The caption has {} hashtags.", facts.hashtags),
            )
            .because(format!(
                "Instagram allows {MOST_HASHTAGS_SHOWN} in its app since December 2025 and may refuse or hide more."
            ))
            .mended_by(Fix::ShortenCaption),
        );
    }
    if facts.mentions > MOST_MENTIONS {
        found.push(
            Finding::blocker(FindingCode::TooManyMentions, "The caption mentions too many accounts.")
                .because(format!("{}; Instagram takes {MOST_MENTIONS}", facts.mentions))
                .mended_by(Fix::ShortenCaption),
        );
    }
    if found.len() == before {
        let message = match facts.characters {
            0 => "There is no caption; none is needed.".to_owned(),
            characters => format!("The caption fits: {} of 2,200 characters.", grouped(characters)),
        };
        found.push(Finding::passed(FindingCode::Caption, message));
    }
}

pub(super) fn account(account: AccountFacts, found: &mut Vec<Finding>) {
    let finding = if !account.connected {
        Finding::blocker(
            FindingCode::AccountMissing,
            "The account of this post is not connected.",
        )
        .mended_by(Fix::Reconnect)
    } else if !account.login_works {
        Finding::blocker(FindingCode::LoginLost, "The login of this account no longer works.").mended_by(Fix::Reconnect)
    } else if !account.may_publish {
        Finding::blocker(FindingCode::PublishPermissionMissing, "This login may not publish.")
            .because("Connect the account again and leave every permission ticked.")
            .mended_by(Fix::Reconnect)
    } else if account.paused {
        Finding::blocker(FindingCode::AccountPaused, "This account is paused.")
            .because("Open Instagram with this account, follow what it asks for, then go on in Accounts.")
    } else {
        Finding::passed(FindingCode::Account, "The account may publish.")
    };
    found.push(finding);
}

pub(super) fn host(host: HostFacts, found: &mut Vec<Finding>) {
    let finding = if !host.set_up {
        Finding::blocker(FindingCode::NoMediaHost, "No media host is set up.")
            .because("Instagram fetches pictures from an address on the internet.")
            .mended_by(Fix::SetUpHost)
    } else if !host.has_secret {
        Finding::blocker(
            FindingCode::MediaHostSecretMissing,
            "The secret of the media host is missing.",
        )
        .because("Without it no picture can be put there.")
        .mended_by(Fix::SetUpHost)
    } else {
        match host.tested {
            Some(true) => Finding::passed(FindingCode::MediaHost, "The media host passed its last test."),
            Some(false) => Finding::blocker(FindingCode::MediaHostFailed, "The media host failed its last test.")
                .mended_by(Fix::TestHost),
            None => Finding::warning(FindingCode::MediaHostUntested, "The media host was never tested.")
                .because("A test shows now what would stop the post later.")
                .mended_by(Fix::TestHost),
        }
    };
    found.push(finding);
}

pub(super) fn time(due: Due, skew_s: Option<i64>, found: &mut Vec<Finding>) {
    let Due::At { instant, now } = due else { return };
    if instant <= now {
        found.push(Finding::blocker(FindingCode::DueInThePast, "The chosen time has passed.").mended_by(Fix::PickTime));
    }
    let off = skew_s.map_or(0, i64::saturating_abs);
    if off > MOST_SKEW_S {
        found.push(
            Finding::blocker(FindingCode::ClockWrong, "The clock of this machine is wrong.")
                .because(format!("It is off by {off} seconds. Set it, or publish now.")),
        );
    }
}

/// The quota is a rolling window: used up now says nothing about a day later, and little about an hour later.
pub(super) fn quota(quota: Option<(u32, u32)>, due: Due, found: &mut Vec<Finding>) {
    let Some((used, total)) = quota else {
        if due == Due::Now {
            found.push(Finding::warning(
                FindingCode::QuotaUnknown,
                "Instagram did not say how many posts are left today.",
            ));
        }
        return;
    };
    let level = match due {
        _ if used < total => Level::Passed,
        Due::Now => Level::Blocker,
        Due::At { instant, now } if instant.duration_since(now) < SignedDuration::from_hours(QUOTA_HOURS) => {
            Level::Warning
        }
        Due::At { .. } => Level::Passed,
    };
    let figure = format!("{used} of {total} posts of the last 24 hours used.");
    found.push(match level {
        Level::Passed => Finding::passed(FindingCode::Quota, figure),
        Level::Warning | Level::Blocker => Finding::new(
            level,
            FindingCode::QuotaUsedUp,
            "This account has published all it may for now.",
        )
        .because(figure)
        .mended_by(Fix::PickTime),
    });
}

fn over(too_many: usize, most: &str) -> String {
    let word = if too_many == 1 { "character" } else { "characters" };
    format!("{too_many} {word} over {most}")
}

/// A number below a million with a comma for thousands.
fn grouped(number: u32) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}
