//! What a message can be reacted with.

use crate::{ApiError, emoji};

/// What a message can be reacted with. Any emoji, since December 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction<'a> {
    /// The heart, under its documented word.
    Love,
    /// One emoji.
    Emoji(&'a str),
}

impl<'a> Reaction<'a> {
    /// As the platform spells it; refuses what is not one emoji.
    pub(super) fn spelling(self) -> Result<&'a str, ApiError> {
        match self {
            Reaction::Love => Ok("love"),
            Reaction::Emoji(one) if emoji::is_one(one) => Ok(one),
            Reaction::Emoji(_) => Err(ApiError::Invalid("A reaction is one emoji.".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_emoji_is_one_however_many_characters_it_has() {
        for emoji in ["❤", "❤️", "👍🏽", "🇵🇹", "1️⃣", "🌱"] {
            assert_eq!(Reaction::Emoji(emoji).spelling(), Ok(emoji), "{emoji}");
        }
        assert_eq!(Reaction::Love.spelling(), Ok("love"));
    }

    #[test]
    fn words_letters_and_several_emoji_are_refused() {
        for other in ["", "love", "!", "é", "送", "€", "。", "🌱🌱", "❤ ", " "] {
            assert!(Reaction::Emoji(other).spelling().is_err(), "{other:?}");
        }
    }
}
