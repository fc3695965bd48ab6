//! Which keyword rules a text matches.
//!
//! Text and words are compared folded: compatibility forms undone, small letters, no accents. A word of a script that
//! puts spaces between words must stand as a whole word, a phrase as whole words in a row. A word with signs of Han, Kana,
//! Hangul, Thai, Lao, Khmer or Myanmar is found wherever it stands, because nothing marks where a word ends there, or
//! because particles are written onto it.

mod words;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use sha2::{Digest, Sha256};
use store::{KeywordRule, Store, StoreError, keyword_rules};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// How much of a text is looked at, in characters: what somebody asks stands before that.
const LOOKED_AT: usize = 2_500;

/// A rule that a text matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The rule.
    pub rule: KeywordRule,
    /// The word or phrase of it, as the rule spells it.
    pub word: String,
}

/// The rules in use, ready to be matched. Made once and again after a rule has changed.
pub struct Keywords {
    store: Store,
    made: RwLock<Option<Arc<Matcher>>>,
}

impl Keywords {
    pub(crate) const fn new(store: Store) -> Self {
        Self {
            store,
            made: RwLock::new(None),
        }
    }

    pub(crate) async fn matcher(&self) -> Result<Arc<Matcher>, StoreError> {
        if let Some(made) = &*self.made.read().unwrap_or_else(PoisonError::into_inner) {
            return Ok(made.clone());
        }
        let rules = keyword_rules::all(&self.store).await?;
        let made = Arc::new(Matcher::new(rules));
        *self.made.write().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
        Ok(made)
    }

    pub(crate) fn forget(&self) {
        *self.made.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Rules ready to be matched.
pub struct Matcher {
    rules: Vec<KeywordRule>,
    /// By their first word: the whole phrase, folded, with the rule and its spelling.
    spaced: HashMap<String, Vec<Phrase>>,
    /// Found wherever they stand.
    unspaced: Vec<Phrase>,
}

struct Phrase {
    words: Vec<String>,
    rule: usize,
    spelling: String,
}

impl Matcher {
    /// Makes the active rules ready.
    pub fn new(rules: Vec<KeywordRule>) -> Self {
        let mut matcher = Self {
            rules: rules.into_iter().filter(|rule| rule.active).collect(),
            spaced: HashMap::new(),
            unspaced: Vec::new(),
        };
        for rule in 0..matcher.rules.len() {
            let built_in = matcher.rules[rule].topic.map(words::of).unwrap_or_default();
            let own = matcher.rules[rule].words.clone();
            for spelling in own.into_iter().chain(built_in.iter().map(|word| (*word).to_owned())) {
                matcher.add(rule, spelling);
            }
        }
        matcher
    }

    fn add(&mut self, rule: usize, spelling: String) {
        let folded = folded(&spelling);
        if folded.chars().any(runs_on) {
            self.unspaced.push(Phrase {
                words: vec![folded.split_whitespace().collect()],
                rule,
                spelling,
            });
            return;
        }
        let words: Vec<String> = folded.unicode_words().map(str::to_owned).collect();
        if let Some(first) = words.first() {
            let phrases = self.spaced.entry(first.clone()).or_default();
            phrases.push(Phrase { words, rule, spelling });
        }
    }

    /// The rules a text matches, in the order of the rules, each once with the word that stands first in the rule.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut found: Vec<Option<&str>> = vec![None; self.rules.len()];
        self.each_match(text, |phrase| {
            found[phrase.rule].get_or_insert(&phrase.spelling);
        });
        found
            .into_iter()
            .zip(&self.rules)
            .filter_map(|(word, rule)| {
                Some(Hit {
                    rule: rule.clone(),
                    word: word?.to_owned(),
                })
            })
            .collect()
    }

    /// Whether a rule that calls for a person matches a text.
    pub fn needs_human(&self, text: &str) -> bool {
        let mut needed = false;
        self.each_match(text, |phrase| needed |= self.rules[phrase.rule].needs_human);
        needed
    }

    /// A digest of the words that call for a person, as they are compared: it tells whether a text has to be read again.
    pub fn words_for_people(&self) -> [u8; 32] {
        let phrases = self.spaced.values().flatten().chain(&self.unspaced);
        let mut words: Vec<String> = phrases
            .filter(|phrase| self.rules[phrase.rule].needs_human)
            .map(|phrase| phrase.words.join(" "))
            .collect();
        words.sort_unstable();
        words.dedup();
        Sha256::digest(words.join("\n").as_bytes()).into()
    }

    fn each_match<'a>(&'a self, text: &str, mut found: impl FnMut(&'a Phrase)) {
        let start = text.char_indices().nth(LOOKED_AT).map_or(text, |(end, _)| &text[..end]);
        let folded = folded(start);
        let words: Vec<&str> = folded.unicode_words().collect();
        for (at, word) in words.iter().enumerate() {
            for phrase in self.spaced.get(*word).into_iter().flatten() {
                let there = words.get(at..at + phrase.words.len());
                if there.is_some_and(|there| there.iter().zip(&phrase.words).all(|(one, other)| one == other)) {
                    found(phrase);
                }
            }
        }
        if !folded.chars().any(runs_on) {
            return;
        }
        let joined: String = folded.split_whitespace().collect();
        for phrase in &self.unspaced {
            if joined.contains(phrase.words[0].as_str()) {
                found(phrase);
            }
        }
    }
}

/// Text as it is compared.
fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|sign| !is_accent(*sign))
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|sign| if sign == '’' { '\'' } else { sign })
        .collect()
}

/// Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, and the lengthening stroke of Arabic. Vowel
/// signs of Indic scripts are letters and stay.
const fn is_accent(sign: char) -> bool {
    matches!(sign, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{0640}')
}

/// Whether a sign is of a script in which words run on.
const fn runs_on(sign: char) -> bool {
    matches!(sign,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' // Hangul
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' // Han
    )
}

#[cfg(test)]
mod tests;
