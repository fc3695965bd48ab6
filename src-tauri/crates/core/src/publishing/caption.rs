//! What a caption costs against the platform's limits, counted as the platform counts, and where Instagram folds it.

use instagram::counting;
use unicode_segmentation::UnicodeSegmentation;

pub use instagram::counting::{MOST_CHARACTERS, MOST_HASHTAGS, MOST_MENTIONS};

/// Hashtags Instagram itself has allowed since December 2025; what the API does above is not documented.
pub const MOST_HASHTAGS_SHOWN: u32 = 5;

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
        characters: counting::characters(caption),
        graphemes: count(caption.graphemes(true)),
        hashtags: counting::hashtags(caption),
        mentions: counting::mentions(caption),
        fold_at: fold_at(caption),
    }
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
    (fold < shown.len()).then(|| counting::characters(&caption[..fold]))
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
            prop_assert!(facts.mentions <= u32::try_from(caption.matches('@').count()).unwrap());
            if let Some(fold) = facts.fold_at {
                prop_assert!(fold < facts.characters);
                let rest: String = caption.chars().skip(fold as usize).collect();
                prop_assert!(!rest.trim().is_empty());
            }
        }
    }
}
