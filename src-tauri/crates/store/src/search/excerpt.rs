//! The part of a long text around what is searched for.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::marks::marks;
use super::query::Query;

/// A stretch of a text with what is searched for in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The stretch; dots stand for what was left out before and behind it.
    pub text: String,
    /// Where the query stands in it, in UTF-16 units as [`marks`] tells them.
    pub marks: Vec<Range<u32>>,
}

/// Signs shown before the first mark, less where a word begins among them: the mark has to be in sight in a narrow list.
const BEFORE: usize = 7;

/// Signs shown in all: more than a row has room for.
const MOST: usize = 160;

const DOTS: &str = "…";

/// The stretch of a text around the first place that a query is found in; the beginning where it is found nowhere. A
/// sign, however many letters it is joined of, is never cut.
pub fn excerpt(text: &str, query: &Query) -> Excerpt {
    let first = marks(text, query).first().map_or(0, |mark| byte_of(text, mark.start));
    let start = beginning(text, first);
    let end = text[start..]
        .grapheme_indices(true)
        .nth(MOST)
        .map_or(text.len(), |(at, _)| start + at);
    let shown = &text[start..end];
    let mut excerpt = String::with_capacity(shown.len() + 2 * DOTS.len());
    if start > 0 {
        excerpt.push_str(DOTS);
    }
    excerpt.push_str(shown);
    if end < text.len() {
        excerpt.push_str(DOTS);
    }
    Excerpt {
        marks: marks(&excerpt, query),
        text: excerpt,
    }
}

/// Where the stretch begins whose first mark begins at a byte: a few signs before it, with a whole word where one begins
/// among them.
fn beginning(text: &str, mark: usize) -> usize {
    let before: Vec<(usize, &str)> = text[..mark].grapheme_indices(true).rev().take(BEFORE).collect();
    let Some((earliest, _)) = before.last() else {
        return mark;
    };
    if *earliest == 0 {
        return 0;
    }
    let space = before.iter().rev().find(|(_, sign)| sign.trim().is_empty());
    space.map_or(*earliest, |(at, sign)| at + sign.len())
}

/// The byte at a place told in UTF-16 units.
fn byte_of(text: &str, unit: u32) -> usize {
    let mut passed = 0;
    for (at, letter) in text.char_indices() {
        if passed >= unit {
            return at;
        }
        passed += u32::try_from(letter.len_utf16()).unwrap_or(1);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, typed: &str) -> (String, Vec<String>) {
        let Excerpt { text, marks } = excerpt(text, &Query::parse(typed));
        let units: Vec<u16> = text.encode_utf16().collect();
        let marked = marks
            .iter()
            .map(|mark| String::from_utf16_lossy(&units[mark.start as usize..mark.end as usize]));
        let marked = marked.collect();
        (text, marked)
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        assert_eq!(
            said("First frost at the lake", "frost"),
            ("First frost at the lake".to_owned(), vec!["frost".to_owned()])
        );
        assert_eq!(said("", "frost"), (String::new(), vec![]));
        assert_eq!(said("lake", "frost"), ("lake".to_owned(), vec![]));
    }

    #[test]
    fn a_long_text_is_cut_where_words_and_signs_end() {
        let long = format!("{}the green glaze 👨‍👩‍👧 {}", "word ".repeat(40), "more ".repeat(80));
        let (text, marked) = said(&long, "glaze");
        assert!(text.starts_with("…green glaze"), "{text}");
        assert!(text.ends_with('…'));
        assert_eq!(marked, ["glaze"]);
        assert_eq!(text.graphemes(true).count(), MOST + 2, "two dots");

        let families = "👨‍👩‍👧".repeat(400);
        let (text, marked) = said(&format!("{families}glaze{families}"), "glaze");
        assert_eq!(text.graphemes(true).count(), MOST + 2);
        assert_eq!(marked, ["glaze"]);
    }

    #[test]
    fn scripts_without_spaces_and_from_right_to_left_keep_their_marks() {
        let japanese = format!("{}送料無料{}", "秋の窯".repeat(60), "です".repeat(90));
        assert_eq!(said(&japanese, "送料").1, ["送料"]);
        let hebrew = format!("{} כבשן {}", "שלום ".repeat(60), "עולם ".repeat(60));
        let (text, marked) = said(&hebrew, "כבשן");
        assert_eq!(marked, ["כבשן"]);
        assert!(text.starts_with("…שלום "), "{text}");
    }
}
