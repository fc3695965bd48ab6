//! Whether a text asks something.
//!
//! A question mark of any script says so. Without one, words do that open a question in the text's language, where they
//! begin a clause that does not end in an exclamation mark. Which words those are stands in `questions.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Language;

/// Every sign that Unicode 16 calls a question mark or an interrobang. Left out: relations of mathematics (`⩻`), the tags
/// of flags, and the Greek question mark, which becomes a semicolon as soon as a text is normalised (see [`asks`]).
const MARKS: &[char] = &[
    '?', '¿', '՞', '؟', '፧', '᥅', '‽', '⁇', '⁈', '⁉', '❓', '❔', '⳺', '⳻', '⸘', '⸮', '⹔', '꘏', '꛷', '︖', '﹖', '？',
    '𑅃', '𞥟', '🙹', '🙺', '🙻', '🯄', '\u{37e}',
];

/// Ends a clause: what follows may begin a question.
const ENDS: &[char] = &[
    '.', ',', '!', ';', ':', '(', ')', '"', '\n', '…', '。', '、', '，', '！', '：', '；', '।', '،', '؛', '–', '—',
];

/// How one language opens or closes a question.
#[derive(Default)]
pub(super) struct Signs {
    /// Words that begin a clause.
    opening: Vec<&'static str>,
    /// Words that a clause may begin with before those.
    skipped: Vec<&'static str>,
    /// Words anywhere in a clause.
    anywhere: Vec<&'static str>,
    /// Letters at the end of a clause, where a language has a particle for it.
    closing: Vec<&'static str>,
}

pub(super) static SIGNS: LazyLock<HashMap<&'static str, Signs>> =
    LazyLock::new(|| read_signs(include_str!("questions.txt")));

/// Whether a text without addresses in it asks something.
pub(super) fn asks(text: &str, language: Option<Language>) -> bool {
    // A Greek question mark looks like a semicolon, and most keyboards write one.
    text.contains(MARKS)
        || (text.contains(';') && is_greek(text, language))
        || language
            .and_then(|language| SIGNS.get(language.code()))
            .is_some_and(|signs| clauses(text).any(|clause| signs.opens(&clause)))
}

fn is_greek(text: &str, language: Option<Language>) -> bool {
    language.is_some_and(|language| language.code() == "el")
        && text.contains(|letter: char| ('α'..='ώ').contains(&letter))
}

/// The clauses of a text in small letters, without those that end in an exclamation mark.
fn clauses(text: &str) -> impl Iterator<Item = String> {
    text.split_inclusive(ENDS)
        .filter(|clause| !clause.ends_with(['!', '！']))
        .map(|clause| {
            let words = clause
                .split(|letter: char| {
                    !(letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-') || is_mark(letter))
                })
                .filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'")
        })
}

/// Vowel signs and accents that stand as characters of their own belong to their word.
fn is_mark(letter: char) -> bool {
    use icu_properties::CodePointMapData;
    use icu_properties::props::GeneralCategory as Category;
    matches!(
        CodePointMapData::<Category>::new().get(letter),
        Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark
    )
}

impl Signs {
    fn opens(&self, clause: &str) -> bool {
        let mut rest = clause;
        loop {
            if self.opening.iter().any(|word| after(rest, word).is_some()) {
                return true;
            }
            let Some(next) = self.skipped.iter().find_map(|word| after(rest, word)) else {
                break;
            };
            rest = next;
        }
        self.anywhere.iter().any(|words| holds(clause, words)) || self.closing.iter().any(|end| clause.ends_with(end))
    }
}

/// What follows `word` in a clause that begins with it.
fn after<'a>(clause: &'a str, word: &str) -> Option<&'a str> {
    let rest = clause.strip_prefix(word)?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix(' ')
    }
}

/// Whether words stand side by side in a clause, as whole words where the script parts words with spaces.
fn holds(clause: &str, words: &str) -> bool {
    let free = |beside: Option<char>| beside.is_none_or(|letter| letter == ' ');
    clause.match_indices(words).any(|(start, found)| {
        is_unspaced(words)
            || (free(clause[..start].chars().next_back()) && free(clause[start + found.len()..].chars().next()))
    })
}

/// Whether a word is written in a script that puts no space between a word and what hangs on it.
fn is_unspaced(word: &str) -> bool {
    word.chars().any(|letter| {
        matches!(letter,
            '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' // Thai, Lao, Khmer
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' // Kana, Han
            | '\u{ac00}'..='\u{d7af}') // Hangul
    })
}

/// Reads the data file: a line `[code]`, then lines `opening: word, word`.
fn read_signs(file: &'static str) -> HashMap<&'static str, Signs> {
    let mut all: HashMap<&'static str, Signs> = HashMap::new();
    let mut code = "";
    for line in file.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(next) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            code = next;
        }
        let Some((kind, words)) = line.split_once(':') else {
            continue;
        };
        let signs = all.entry(code).or_default();
        let list = match kind {
            "opening" => &mut signs.opening,
            "skipped" => &mut signs.skipped,
            "anywhere" => &mut signs.anywhere,
            "closing" => &mut signs.closing,
            _ => continue,
        };
        list.extend(words.split(',').map(str::trim).filter(|word| !word.is_empty()));
    }
    all
}
