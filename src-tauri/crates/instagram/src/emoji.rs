//! Which characters are emoji, and which texts are one.
//!
//! Source: unicode.org/reports/tr51. The set of signs is Unicode's own and grows every year; only the rules of how they are
//! put together stand here.

use icu_properties::CodePointSetData;
use icu_properties::props::{EmojiModifier, ExtendedPictographic, RegionalIndicator};
use unicode_segmentation::UnicodeSegmentation;

const JOINER: char = '\u{200d}';
const PICTURE_STYLE: char = '\u{fe0f}';
const KEY: char = '\u{20e3}';

/// Whether a character is a sign that emoji are made of: a picture, a tone of skin, half a flag.
pub(crate) fn is_sign(letter: char) -> bool {
    is_picture(letter)
        || CodePointSetData::new::<EmojiModifier>().contains(letter)
        || CodePointSetData::new::<RegionalIndicator>().contains(letter)
}

/// Whether a character belongs to emoji alone: a sign, or what makes a picture or a key of another character.
pub(crate) fn is_part(letter: char) -> bool {
    is_sign(letter) || matches!(letter, PICTURE_STYLE | KEY)
}

/// Whether a text is one emoji as people see it, of however many characters.
pub(crate) fn is_one(text: &str) -> bool {
    text.graphemes(true).count() == 1 && (is_picture_sequence(text) || is_key(text) || is_flag(text))
}

fn is_picture(letter: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(letter)
}

/// Pictures with joiners, tones and tags between and behind them.
fn is_picture_sequence(text: &str) -> bool {
    let belongs = |letter| {
        is_picture(letter)
            || CodePointSetData::new::<EmojiModifier>().contains(letter)
            || matches!(letter, JOINER | PICTURE_STYLE | '\u{e0020}'..='\u{e007f}')
    };
    text.starts_with(is_picture) && !text.ends_with(JOINER) && text.chars().all(belongs)
}

/// A digit, `#` or `*` on a key.
fn is_key(text: &str) -> bool {
    let base = text.strip_suffix(KEY).map(|base| base.trim_end_matches(PICTURE_STYLE));
    base.is_some_and(|base| matches!(base.as_bytes(), [b'0'..=b'9' | b'#' | b'*']))
}

fn is_flag(text: &str) -> bool {
    let is_half = |letter| CodePointSetData::new::<RegionalIndicator>().contains(letter);
    text.chars().count() == 2 && text.chars().all(is_half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_emoji_is_one_however_many_characters_it_has() {
        for emoji in [
            "❤",
            "❤️",
            "👍🏽",
            "👩‍👩‍👧",
            "👩🏽‍🍳",
            "🏳️‍🌈",
            "🇵🇹",
            "1️⃣",
            "#️⃣",
            "🅰️",
            "ℹ️",
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
            "🌱",
            "🫩",
        ] {
            assert!(is_one(emoji), "{emoji}");
        }
    }

    #[test]
    fn signs_of_scripts_and_money_and_several_emoji_are_none() {
        for other in [
            "",
            " ",
            "!",
            "é",
            "送",
            "€",
            "。",
            "，",
            "→x",
            "∞",
            "№",
            "1",
            "#",
            "\u{fe0f}",
            "\u{200d}",
            "🇵",
            "❤ ",
            "🌱🌱",
            "🌱\u{200d}",
            "🌱\u{301}",
            "a\u{20e3}",
            "❤\u{fe0e}",
            "🇵🇹🇵🇹",
        ] {
            assert!(!is_one(other), "{other:?}");
        }
    }

    #[test]
    fn letters_of_words_are_no_part_of_emoji() {
        for letter in "aé送क्र_09#\u{200d}€".chars() {
            assert!(!is_part(letter), "{letter:?}");
        }
        for letter in "☕🥐🇩\u{1f3fd}\u{fe0f}\u{20e3}".chars() {
            assert!(is_part(letter), "{letter:?}");
        }
        assert!(!is_sign('\u{fe0f}') && !is_sign('\u{20e3}'));
    }
}
