//! What may come next where the caret stands.

use super::grammar::{Body, Piece, Value, pieces};
use super::meaning::normal;
use super::names::Names;
use super::print::{NO, UNKNOWN_LANGUAGE, YES, written};
use super::terms::Span;
use super::vocabulary::{Has, Is, Key};
use super::when::EXAMPLES;
use crate::words::Language;

/// What may stand in place of what the caret touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completions {
    /// What a chosen suggestion replaces; empty where something is to be inserted.
    pub span: Span,
    /// The best first. None where anything goes, as for handles and free text.
    pub suggestions: Vec<Suggestion>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The key it belongs to.
    pub key: Key,
    /// The word behind the key; nothing: the key alone, and a value has to follow.
    pub value: Option<String>,
    /// What to type in place of the span.
    pub insert: String,
}

/// The most suggestions of one answer.
const MOST: usize = 40;

/// What may come next in a line whose caret stands at a byte. A place outside the text or inside a character is moved to
/// the nearest one before it.
pub fn complete(text: &str, caret: usize, names: &Names) -> Completions {
    let caret = text.floor_char_boundary(caret.min(text.len()));
    let touched = pieces(text).into_iter().find(|piece| piece.span.touches(caret));
    let Some(piece) = touched else {
        return keys(
            Span {
                start: caret,
                end: caret,
            },
            "",
        );
    };
    let mut completions = match &piece.body {
        Body::Token { key, key_span, values } if key_span.end < caret => match Key::of(key) {
            Some(key) => of_values(text, caret, key, values, names),
            None => nothing(caret),
        },
        Body::Token { key, key_span, .. } => {
            // The colon goes with the key.
            let span = Span {
                start: key_span.start,
                end: key_span.end + 1,
            };
            keys(span, &key[..caret.saturating_sub(key_span.start).min(key.len())])
        }
        Body::Text(value) => of_word(text, caret, &piece, value),
    };
    completions.suggestions.truncate(MOST);
    completions
}

fn nothing(caret: usize) -> Completions {
    Completions {
        span: Span {
            start: caret,
            end: caret,
        },
        suggestions: Vec::new(),
    }
}

fn keys(span: Span, prefix: &str) -> Completions {
    let suggestions = Key::ALL
        .iter()
        .filter(|key| begins(key.word(), prefix))
        .map(|key| key_alone(*key));
    Completions {
        span,
        suggestions: suggestions.collect(),
    }
}

/// A word that may become a key, or a value whose key was left out.
fn of_word(text: &str, caret: usize, piece: &Piece, value: &Value) -> Completions {
    let start = value.span.start;
    let prefix = text.get(start..caret).unwrap_or_default();
    if prefix == "-" {
        return keys(
            Span {
                start: caret,
                end: caret,
            },
            "",
        );
    }
    if prefix.is_empty() {
        // Before the word, or between it and its minus.
        return if piece.minus {
            keys(Span { start, end: start }, "")
        } else {
            nothing(caret)
        };
    }
    let mut completions = keys(value.span, prefix);
    let with_key = |key: Key, word: &'static str| Suggestion {
        key,
        value: Some(word.to_owned()),
        insert: format!("{}:{word}", key.word()),
    };
    let is = Is::ALL.iter().map(|is| (Key::Is, is.word()));
    let has = Has::ALL.iter().map(|has| (Key::Has, has.word()));
    completions.suggestions.extend(
        is.chain(has)
            .filter(|(_, word)| begins(word, prefix))
            .map(|(key, word)| with_key(key, word)),
    );
    completions
}

fn of_values(text: &str, caret: usize, key: Key, values: &[Value], names: &Names) -> Completions {
    let Some(value) = values.iter().find(|value| value.span.touches(caret)) else {
        return nothing(caret);
    };
    let typed = text.get(value.span.start..caret).unwrap_or_default();
    let prefix = normal(key, typed.trim_start_matches(super::grammar::QUOTES));
    let chosen: Vec<String> = values
        .iter()
        .filter(|other| other.span != value.span)
        .map(|other| normal(key, &other.text).to_lowercase())
        .collect();
    let suggestions = known(key, names)
        .into_iter()
        .filter(|(_, name)| begins(name, &prefix) && !chosen.contains(&name.to_lowercase()))
        .map(|(insert, name)| Suggestion {
            key,
            value: Some(name),
            insert,
        })
        .collect();
    Completions {
        span: value.span,
        suggestions,
    }
}

/// Every value a key takes, as it is typed and as it is called.
fn known(key: Key, names: &Names) -> Vec<(String, String)> {
    let plain = |word: &str| (word.to_owned(), word.to_owned());
    match key {
        Key::From | Key::Post => Vec::new(),
        Key::Is => Is::ALL.iter().map(|is| plain(is.word())).collect(),
        Key::Has => Has::ALL.iter().map(|has| plain(has.word())).collect(),
        Key::Replied => [YES, NO].map(plain).to_vec(),
        Key::Before | Key::After => EXAMPLES.map(plain).to_vec(),
        Key::Lang => {
            let languages = Language::all().map(|language| (language.code().to_owned(), language.name().to_owned()));
            languages.chain([plain(UNKNOWN_LANGUAGE)]).collect()
        }
        Key::Rule | Key::Label | Key::Account => {
            let names = names.of(key).unwrap_or_default().into_iter();
            names.map(|name| (written(name), name.to_owned())).collect()
        }
    }
}

fn key_alone(key: Key) -> Suggestion {
    Suggestion {
        key,
        value: None,
        insert: format!("{}:", key.word()),
    }
}

fn begins(word: &str, prefix: &str) -> bool {
    word.to_lowercase().starts_with(&prefix.to_lowercase())
}
