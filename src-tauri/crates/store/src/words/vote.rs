//! Small words as votes for a language: in a short text they say more than its letters do.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Language;

/// How many words of a language are ahead of every other language, that its vote is a decision of its own.
const CLEAR_LEAD: usize = 2;

/// For each small word the languages it belongs to, a bit each, by their place among [`Language::all`].
static VOTERS: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut voters: HashMap<&'static str, u64> = HashMap::new();
    for (place, language) in Language::all().enumerate() {
        for word in stop_words::lookup(listed_as(language)).unwrap_or_default() {
            *voters.entry(*word).or_default() |= 1 << place;
        }
    }
    voters
});

/// How the small words of a text fell.
pub(super) struct Vote {
    /// Who has the most words, and no other has as many.
    pub(super) first: Option<Language>,
    /// Whether that is far enough ahead to stand alone.
    pub(super) is_clear: bool,
}

/// Counts the small words of a text.
pub(super) fn vote(text: &str) -> Vote {
    let mut counts: Vec<(usize, Language)> = Language::all().map(|language| (0, language)).collect();
    let words = text.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’')));
    for word in words.filter(|word| !word.is_empty()) {
        let word = word.to_lowercase().replace('’', "'");
        let belongs = VOTERS.get(word.as_str()).copied().unwrap_or_default();
        for (place, (count, _)) in counts.iter_mut().enumerate() {
            *count += usize::from(belongs >> place & 1 == 1);
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (Some((first, language)), Some((second, _))) = (counts.first(), counts.get(1)) else {
        return Vote {
            first: None,
            is_clear: false,
        };
    };
    Vote {
        first: (first > second).then_some(*language),
        is_clear: *first >= second + CLEAR_LEAD,
    }
}

/// The code of the list of a language's small words; it knows Norwegian as one.
const fn listed_as(language: Language) -> &'static str {
    match language.code().as_bytes() {
        b"nb" => "no",
        _ => language.code(),
    }
}
