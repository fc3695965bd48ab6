//! What a caption costs against the platform's limits, and where Instagram folds it.

use unicode_segmentation::UnicodeSegmentation;

/// Characters a caption may have (API sheet, parameters of a container: 36004 / 2207010).
pub const MOST_CHARACTERS: u32 = 2_200;

/// Hashtags a caption may have by the API's pages.
pub const MOST_HASHTAGS: u32 = 30;

/// Hashtags Instagram itself has allowed since December 2025; what the API does above is not documented.
pub const MOST_HASHTAGS_SHOWN: u32 = 5;

/// Mentions a caption may have (100 / 2207040).
pub const MOST_MENTIONS: u32 = 20;

/// Signs of a caption that the feed shows before *more*.
const FOLDS_AFTER: usize = 125;

/// A caption in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaptionFacts {
    /// Unicode scalar values, as the API counts.
    pub characters: u32,
    /// What a reader takes for one sign: an emoji with its skin tone is one.
    pub graphemes: u32,
    /// Hashtags.
    pub hashtags: u32,
    /// Mentions of accounts.
    pub mentions: u32,
    /// The number of characters before *more*; `None` when the feed shows the whole caption.
    ///
    /// Instagram documents no rule. This one is what its apps were seen to do: the first line, and of that at most
    /// 125 graphemes. Only where text follows is anything folded.
    pub fold_at: Option<u32>,
}

/// Counts a caption.
pub fn caption_facts(caption: &str) -> CaptionFacts {
    CaptionFacts {
        characters: count(caption.chars()),
        graphemes: count(caption.graphemes(true)),
        hashtags: tags(caption, '#', in_hashtag),
        mentions: tags(caption, '@', in_handle),
        fold_at: fold_at(caption),
    }
}

/// Words that begin with `sign`. Inside another word it begins none (`me@example.com`, `C#`), after a tag it begins
/// the next one (`#rye#bread`).
fn tags(caption: &str, sign: char, belongs: fn(char) -> bool) -> u32 {
    let mut found = 0;
    let (mut in_word, mut in_tag) = (false, false);
    let mut letters = caption.chars().peekable();
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
    letter.is_alphanumeric() || letter == '_' || is_pictograph(letter)
}

fn in_handle(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.')
}

/// Hashtags may hold emoji.
fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{1f300}'..='\u{1faff}')
}

fn fold_at(caption: &str) -> Option<u32> {
    let shown = caption.trim_end();
    let text = shown.trim_start();
    let lead = shown.len() - text.len();
    let line = text.find(['\n', '\r']).unwrap_or(text.len());
    let long = text
        .grapheme_indices(true)
        .nth(FOLDS_AFTER)
        .map_or(text.len(), |(at, _)| at);
    let fold = lead + line.min(long);
    (fold < shown.len()).then(|| count(caption[..fold].chars()))
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_emoji_of_many_parts_is_one_sign_and_several_characters() {
        let facts = caption_facts("👩🏽‍🍳 né\u{301}e");
        assert_eq!((facts.characters, facts.graphemes), (9, 5));
        assert_eq!(caption_facts(""), CaptionFacts::default());
    }

    #[test]
    fn hashtags_are_words_behind_the_sign() {
        for (caption, expected) in [
            ("#rye", 1),
            ("#rye #bread", 2),
            ("#rye#bread", 2),
            ("(#Käse), #送料! #パン屋 #café_au_lait", 4),
            ("#2026", 1),
            ("#☕ #🥐", 2),
            ("C# and F#", 0),
            ("no#tag inside a word", 0),
            ("# ## #, #", 0),
            ("##rye", 1),
        ] {
            assert_eq!(caption_facts(caption).hashtags, expected, "{caption}");
        }
    }

    #[test]
    fn mentions_are_handles_behind_the_sign_and_no_mail_addresses() {
        for (caption, expected) in [
            ("@harrowtrail", 1),
            ("with @miller.joe, @_b and @c", 3),
            ("hello@example.com", 0),
            ("@ 5 pm, @é", 0),
            ("@a@b", 2),
        ] {
            assert_eq!(caption_facts(caption).mentions, expected, "{caption}");
        }
    }

    #[test]
    fn the_first_line_stays_and_the_rest_folds() {
        let caption = "We roasted it slower.\n\nHouse blend no. 9";
        let fold = caption_facts(caption).fold_at.unwrap();
        assert_eq!(&caption[..fold as usize], "We roasted it slower.");
        assert_eq!(caption_facts("One line only.\n\n").fold_at, None, "nothing follows");
        assert_eq!(
            caption_facts("\n\nAfter two breaks").fold_at,
            None,
            "nothing came before"
        );
    }

    #[test]
    fn a_long_line_folds_after_125_signs_never_inside_one() {
        assert_eq!(caption_facts(&"a".repeat(125)).fold_at, None);
        assert_eq!(caption_facts(&"a".repeat(126)).fold_at, Some(125));
        assert_eq!(caption_facts(&"👩🏽‍🍳".repeat(126)).fold_at, Some(125 * 4));
    }

    proptest! {
        #[test]
        fn figures_of_any_text_agree_with_each_other(caption in "\\PC{0,300}|[#@a\\n .]{0,300}") {
            let facts = caption_facts(&caption);
            prop_assert!(facts.graphemes <= facts.characters);
            prop_assert!(facts.hashtags <= u32::try_from(caption.matches('#').count()).unwrap());
            prop_assert!(facts.mentions <= u32::try_from(caption.matches('@').count()).unwrap());
            if let Some(fold) = facts.fold_at {
                prop_assert!(fold < facts.characters);
                let rest: String = caption.chars().skip(fold as usize).collect();
                prop_assert!(!rest.trim().is_empty());
            }
        }
    }
}
