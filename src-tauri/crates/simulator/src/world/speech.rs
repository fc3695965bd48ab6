//! What people write. A text is a pure function of seed, index, kind of speech and brand.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::brands::Brand;
use super::{phrases, scripts};

/// What kind of comment it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Speech {
    Praise,
    Question,
    Emoji,
    /// Another language or script.
    Foreign,
    /// Somebody calls a friend over.
    Tag,
    Spam,
    /// A masked slur or insult.
    Abuse,
    /// Another person under a comment.
    Reply,
    /// The brand answers a question.
    Answer,
    /// The brand says thank you.
    Thanks,
}

impl Speech {
    /// The kind of a new top-level comment.
    pub(crate) fn draw(dice: &mut ChaCha8Rng) -> Self {
        match dice.random_range(0..100) {
            0..34 => Self::Praise,
            34..55 => Self::Question,
            55..66 => Self::Emoji,
            66..84 => Self::Foreign,
            84..91 => Self::Tag,
            91..97 => Self::Spam,
            _ => Self::Abuse,
        }
    }

    /// How the brand answers it.
    pub(crate) fn answer(self) -> Self {
        if self == Self::Question {
            Self::Answer
        } else {
            Self::Thanks
        }
    }
}

fn dice(seed: u64, index: u64, salt: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed.rotate_left(17) ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt)
}

fn pick<'a>(dice: &mut ChaCha8Rng, from: &[&'a str]) -> &'a str {
    from.choose(dice).copied().unwrap_or_default()
}

/// The text of a comment. `about` is the handle it answers, for replies.
pub(crate) fn text(seed: u64, index: u64, speech: Speech, brand: &Brand, about: Option<&str>) -> String {
    let dice = &mut dice(seed, index, 0x7e47);
    let handle = about.map(|name| format!("@{name}")).unwrap_or_default();
    let template = match speech {
        Speech::Praise => praise(dice, brand),
        Speech::Question => question(dice, brand),
        Speech::Emoji => emoji(dice),
        Speech::Foreign => pick(dice, scripts::COMMENTS).to_owned(),
        Speech::Tag => format!(
            "@{} {}",
            super::people::username(seed, dice.random_range(0..3_600)),
            pick(dice, phrases::TAGS)
        ),
        Speech::Spam => spam(dice),
        Speech::Abuse => pick(dice, phrases::ABUSE).to_owned(),
        Speech::Reply => reply(dice),
        Speech::Answer => pick(dice, brand.answers).to_owned(),
        Speech::Thanks => pick(dice, phrases::THANKS).to_owned(),
    };
    if !template.contains('{') {
        return template;
    }
    template
        .replace("{thing}", pick(dice, brand.things))
        .replace("{handle}", &handle)
}

fn praise(dice: &mut ChaCha8Rng, brand: &Brand) -> String {
    let body = if dice.random_bool(0.6) {
        pick(dice, brand.praise)
    } else {
        pick(dice, phrases::PRAISE)
    };
    let mut text = body.to_owned();
    if dice.random_bool(0.2) {
        text = opened(pick(dice, phrases::EXCLAMATIONS), &text);
    }
    if dice.random_bool(0.3) {
        if text.ends_with(|last: char| last.is_alphanumeric()) {
            text.push('.');
        }
        text.push(' ');
        text.push_str(pick(dice, phrases::CLOSERS));
    }
    if dice.random_bool(0.3) {
        text.push(' ');
        text.push_str(&emoji(dice));
    }
    text
}

/// A sentence after an opener: small letters follow unless the opener ends a sentence of its own.
fn opened(opener: &str, sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().unwrap_or_default();
    let keeps = opener.ends_with(['!', '.', ':']) || sentence.starts_with("I ") || sentence.starts_with('{');
    if keeps {
        format!("{opener} {sentence}")
    } else {
        format!("{opener} {}{}", first.to_lowercase(), letters.as_str())
    }
}

fn question(dice: &mut ChaCha8Rng, brand: &Brand) -> String {
    let body = if dice.random_bool(0.72) {
        pick(dice, brand.questions)
    } else {
        pick(dice, phrases::QUESTIONS)
    };
    match dice.random_range(0..10) {
        0 | 1 => opened(pick(dice, phrases::OPENERS), body),
        2 => format!("{body} {}", pick(dice, phrases::PLEASE)),
        3 => body.to_lowercase().replace('.', ""),
        _ => body.to_owned(),
    }
}

fn reply(dice: &mut ChaCha8Rng) -> String {
    let body = pick(dice, phrases::REPLIES);
    if dice.random_bool(0.4) {
        format!("{{handle}} {body}")
    } else {
        body.to_owned()
    }
}

fn emoji(dice: &mut ChaCha8Rng) -> String {
    let one = pick(dice, phrases::EMOJI);
    match dice.random_range(0..5) {
        0 => one.repeat(3),
        1 => format!("{one}{}", pick(dice, phrases::EMOJI)),
        _ => one.to_owned(),
    }
}

fn spam(dice: &mut ChaCha8Rng) -> String {
    pick(dice, phrases::SPAM)
        .replace("{n}", &(dice.random_range(2..40) * 50).to_string())
        .replace("{code}", &format!("{:04x}", dice.random_range(0..0xffff)))
}

/// How many people liked a comment: mostly none, sometimes a crowd.
pub(crate) fn likes(seed: u64, index: u64) -> u64 {
    let along: f64 = dice(seed, index, 0x11ce).random_range(0.0..1.0);
    (along.powi(9) * 180.0 + along.powi(2) * 3.0) as u64
}
