//! Counting as the platform counts: characters, hashtags and mentions of a caption, and the limits they are held to.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media (36004/2207010 for a
//! caption that is too long, 100/2207040 for too many mentions). Instagram's own app stopped at five hashtags in December
//! 2025; the page still says thirty, and what the API does in between is not documented.

use crate::{ApiError, emoji};

/// Characters a caption may have.
pub const MOST_CHARACTERS: u32 = 2_200;

/// Hashtags a caption may have.
pub const MOST_HASHTAGS: u32 = 30;

/// Mentions a caption may have, and people that may be tagged.
pub const MOST_MENTIONS: u32 = 20;

/// Characters the description of a picture may have.
pub const MOST_ALT_CHARACTERS: u32 = 1_000;

/// Characters: Unicode scalar values, so that an emoji with a skin tone counts as two.
pub fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Hashtags: `#` and letters, digits, `_` or emoji behind it.
pub fn hashtags(text: &str) -> u32 {
    tags(text, '#', in_hashtag)
}

/// Mentions of accounts: `@` and a handle behind it.
pub fn mentions(text: &str) -> u32 {
    tags(text, '@', in_handle)
}

/// The caption as it is sent: none where it says nothing.
pub(super) fn caption(text: Option<&str>) -> Result<Option<&str>, ApiError> {
    let Some(text) = saying_something(text) else {
        return Ok(None);
    };
    if characters(text) > MOST_CHARACTERS {
        return Err(ApiError::Invalid("A caption has at most 2,200 characters.".to_owned()));
    }
    if hashtags(text) > MOST_HASHTAGS {
        return Err(ApiError::Invalid("A caption has at most 30 hashtags.".to_owned()));
    }
    if mentions(text) > MOST_MENTIONS {
        return Err(ApiError::Invalid("A caption mentions at most 20 accounts.".to_owned()));
    }
    Ok(Some(text))
}

/// The description of a picture as it is sent: none where it says nothing.
pub(super) fn alt_text(text: Option<&str>) -> Result<Option<&str>, ApiError> {
    let text = saying_something(text);
    if text.is_some_and(|text| characters(text) > MOST_ALT_CHARACTERS) {
        return Err(ApiError::Invalid(
            "The description of a picture has at most 1,000 characters.".to_owned(),
        ));
    }
    Ok(text)
}

/// A text that says something; the platform gives empty ones no meaning.
pub(super) fn saying_something(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// Words that begin with `sign`. Inside another word it begins none (`me@example.com`, `C#`), after a tag it begins
/// the next one (`#rye#bread`).
fn tags(text: &str, sign: char, belongs: fn(char) -> bool) -> u32 {
    let mut found = 0;
    let (mut in_word, mut in_tag) = (false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == sign {
            in_tag = (in_tag || !in_word) && letters.peek().is_some_and(|next| belongs(*next));
            found += u32::from(in_tag);
        } else if !belongs(letter) {
            in_tag = false;
        }
        in_word = in_hashtag(letter);
    }
    found
}

fn in_hashtag(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || emoji::is_sign(letter)
}

fn in_handle(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hashtags_are_words_behind_the_sign() {
        for (text, expected) in [
            ("#rye", 1),
            ("#rye #bread", 2),
            ("#rye#bread", 2),
            ("(#Käse), #送料! #パン屋 #café_au_lait", 4),
            ("#2026", 1),
            ("#☕ #🥐 #🇵🇹", 3),
            ("press 1️⃣ and #️⃣", 0),
            ("C# and F#", 0),
            ("no#tag inside a word", 0),
            ("# ## #, #", 0),
            ("##rye", 1),
        ] {
            assert_eq!(hashtags(text), expected, "{text}");
        }
    }

    #[test]
    fn mentions_are_handles_behind_the_sign_and_no_mail_addresses() {
        for (text, expected) in [
            ("@harrowtrail", 1),
            ("with @miller.joe, @_b and @c", 3),
            ("hello@example.com", 0),
            ("@ 5 pm, @é", 0),
            ("@a@b", 2),
        ] {
            assert_eq!(mentions(text), expected, "{text}");
        }
    }

    #[test]
    fn an_emoji_of_many_parts_is_several_characters() {
        assert_eq!(characters("👩🏽‍🍳"), 4);
        assert_eq!(characters(""), 0);
    }

    #[test]
    fn a_caption_over_a_limit_is_refused_with_the_limit() {
        let said = |text: &str| caption(Some(text)).map(|_| ()).unwrap_err();
        let limit = |text: &str, limit: &str| {
            let error = said(text);
            assert!(
                matches!(&error, ApiError::Invalid(sentence) if sentence.contains(limit)),
                "{error:?}"
            );
        };
        limit(&"é".repeat(2_201), "2,200");
        limit(&"#a ".repeat(31), "30");
        limit(&"@a ".repeat(21), "20");
        for fits in ["é".repeat(2_200), "#a ".repeat(30), "@a ".repeat(20)] {
            assert_eq!(caption(Some(&fits)), Ok(Some(fits.as_str())));
        }
        assert_eq!(caption(Some(" \n")), Ok(None));
        assert_eq!(caption(None), Ok(None));
    }

    #[test]
    fn a_description_over_a_thousand_characters_is_refused_with_the_limit() {
        assert!(alt_text(Some(&"送".repeat(1_000))).is_ok());
        let error = alt_text(Some(&"送".repeat(1_001))).unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("1,000")),
            "{error:?}"
        );
    }

    proptest! {
        #[test]
        fn no_text_has_more_tags_than_signs(text in "\\PC{0,300}|[#@a\\n .]{0,300}") {
            prop_assert!(hashtags(&text) as usize <= text.matches('#').count());
            prop_assert!(mentions(&text) as usize <= text.matches('@').count());
        }
    }
}
