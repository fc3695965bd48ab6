//! What a message can be reacted with.

use crate::ApiError;
use unicode_segmentation::UnicodeSegmentation;

/// What a message can be reacted with. Any emoji, since December 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction<'a> {
    /// The heart, under its documented word.
    Love,
    /// One emoji.
    Emoji(&'a str),
}

impl<'a> Reaction<'a> {
    /// As the platform spells it; refuses what is not one sign, and letters.
    pub(super) fn spelling(self) -> Result<&'a str, ApiError> {
        match self {
            Reaction::Love => Ok("love"),
            Reaction::Emoji(emoji) if is_emoji(emoji) => Ok(emoji),
            Reaction::Emoji(_) => Err(ApiError::Invalid("A reaction is one emoji.".to_owned())),
        }
    }
}

/// One sign as people see it, which may be many characters, and not a letter of some script.
fn is_emoji(text: &str) -> bool {
    let is_one = text.graphemes(true).count() == 1;
    // Some emoji are letters that are asked to look like pictures.
    let is_picture = text.contains(EMOJI_PRESENTATION) || !text.chars().any(char::is_alphabetic);
    is_one && is_picture && !text.is_ascii()
}

const EMOJI_PRESENTATION: char = '\u{FE0F}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_emoji_is_one_however_many_characters_it_has() {
        for emoji in ["❤", "❤️", "👍🏽", "👩‍👩‍👧", "🇵🇹", "1️⃣", "🅰️", "ℹ️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🌱"]
        {
            assert_eq!(Reaction::Emoji(emoji).spelling(), Ok(emoji), "{emoji}");
        }
        assert_eq!(Reaction::Love.spelling(), Ok("love"));
    }

    #[test]
    fn words_letters_and_several_emoji_are_refused() {
        for other in ["", "love", "!", "é", "送", "🌱🌱", "❤ ", " "] {
            assert!(Reaction::Emoji(other).spelling().is_err(), "{other:?}");
        }
    }
}
