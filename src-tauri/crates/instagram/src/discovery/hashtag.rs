//! A hashtag, and the form in which it can be searched.

use crate::{ApiError, HashtagId, emoji, lenient};
use serde::Deserialize;

/// A hashtag. Its id is the same for every account and never changes: to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Hashtag {
    /// Its id.
    pub id: HashtagId,
    /// Its name, without `#`; absent where it was not asked for.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
}

/// The name alone: trimmed, without a leading `#`.
fn name(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('#').unwrap_or(text)
}

/// The name under which the platform counts it: it knows no difference between `#Coffee` and `coffee`.
pub(crate) fn folded(text: &str) -> String {
    name(text).to_lowercase()
}

/// The name as it is searched.
///
/// # Errors
/// [`ApiError::Invalid`] for what cannot be searched: spaces, emoji, punctuation, nothing at all.
pub(super) fn searchable(text: &str) -> Result<&str, ApiError> {
    let name = name(text);
    let is_strange = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || (letter.is_ascii() && !letter.is_ascii_alphanumeric() && letter != '_')
            || emoji::is_part(letter)
    };
    if name.is_empty() || name.chars().any(is_strange) {
        return Err(ApiError::Invalid(
            "A hashtag is searched as one word without spaces, emoji or punctuation.".to_owned(),
        ));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_script_can_be_searched_with_or_without_the_sign() {
        for (text, name) in [
            ("coffee", "coffee"),
            (" #coffee ", "coffee"),
            ("café_au_lait", "café_au_lait"),
            ("パン屋", "パン屋"),
            ("क्रिकेट", "क्रिकेट"),
            ("2026", "2026"),
        ] {
            assert_eq!(searchable(text), Ok(name), "{text}");
            assert_eq!(folded(text), name, "what is searched is what is counted: {text}");
        }
    }

    #[test]
    fn a_hashtag_counts_under_one_name_however_it_is_written() {
        for text in ["CAFÉ", "#Café", " #café "] {
            assert_eq!(folded(text), "café", "{text}");
        }
    }

    #[test]
    fn spaces_emoji_and_punctuation_cannot() {
        for text in [
            "",
            "#",
            " ",
            "two words",
            "a\nb",
            "☕",
            "bread🥐",
            "🇩🇪",
            "1️⃣",
            "##a",
            "a,b",
            "a&q=b",
            "c#",
        ] {
            assert!(matches!(searchable(text), Err(ApiError::Invalid(_))), "{text:?}");
        }
    }
}
