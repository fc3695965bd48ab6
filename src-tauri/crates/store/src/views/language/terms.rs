//! The syntax tree.

use super::vocabulary::{Has, Is, Key};
use super::when::When;
use crate::words::Language;

/// A place in the typed text, in bytes: `start .. end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// What a line asks for: every term must hold. No terms hold for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// In the order they were typed.
    pub terms: Vec<Term>,
}

/// One demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Where it stands in the text it was read from.
    pub span: Span,
    /// Whether it must not hold.
    pub negated: bool,
    /// What it is about.
    pub token: Token,
}

/// What a term is about. Several values: one of them must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Free text, which is search's.
    Words(Words),
    /// Handles, small letters, without `@`.
    From(Vec<String>),
    /// Posts: a media id, a link to the post, or words of its caption.
    Post(Vec<String>),
    /// States and kinds.
    Is(Vec<Is>),
    /// What is in it or on it.
    Has(Vec<Has>),
    /// Names of rules.
    Rule(Vec<String>),
    /// Names of labels.
    Label(Vec<String>),
    /// Languages; `None` is one that could not be told.
    Lang(Vec<Option<Language>>),
    /// Accounts: handles or two-letter marks, small letters, without `@`.
    Account(Vec<String>),
    /// Written before a moment.
    Before(When),
    /// Written at a moment or later.
    After(When),
    /// Whether we answered.
    Replied(bool),
}

/// Free text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// As typed, without the quotes.
    pub text: String,
    /// Whether it stood in quotes: then it is one phrase, word for word.
    pub exact: bool,
}

impl Span {
    pub(super) fn new(range: std::ops::Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }

    /// Whether a caret at `place` touches it.
    pub(super) const fn touches(self, place: usize) -> bool {
        self.start <= place && place <= self.end
    }
}

impl Token {
    /// The key before the colon; free text has none.
    pub const fn key(&self) -> Option<Key> {
        Some(match self {
            Self::Words(_) => return None,
            Self::From(_) => Key::From,
            Self::Post(_) => Key::Post,
            Self::Is(_) => Key::Is,
            Self::Has(_) => Key::Has,
            Self::Rule(_) => Key::Rule,
            Self::Label(_) => Key::Label,
            Self::Lang(_) => Key::Lang,
            Self::Account(_) => Key::Account,
            Self::Before(_) => Key::Before,
            Self::After(_) => Key::After,
            Self::Replied(_) => Key::Replied,
        })
    }
}

impl Terms {
    /// Whether nothing is asked for.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The free text of the line, each with whether it must *not* be found: the door to search.
    pub fn words(&self) -> impl Iterator<Item = (bool, &Words)> {
        self.terms.iter().filter_map(|term| match &term.token {
            Token::Words(words) => Some((term.negated, words)),
            _ => None,
        })
    }
}
