//! What cannot be used in a line, and where it stands.

use super::terms::Span;
use super::vocabulary::Key;

/// Something in the line that cannot be used. `to_string()` is the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Complaint {
    /// The spot in the typed text.
    pub span: Span,
    /// What is wrong there.
    pub kind: ComplaintKind,
    /// What would be accepted at the spot, if that is a list short enough to read.
    pub accepted: Vec<String>,
    /// What was probably meant: it can stand where the spot is.
    pub nearest: Option<String>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComplaintKind {
    /// No token begins like this.
    #[error("There is no filter “{key}:”. Put the words in quotes to search for them.")]
    UnknownKey {
        /// As typed.
        key: String,
    },
    /// Nothing stands behind the colon, or between two commas.
    #[error("“{}:” needs something behind it, without a space.", key.word())]
    Missing {
        /// The token.
        key: Key,
    },
    /// The token does not take this word.
    #[error("“{}:” does not know “{value}”.", key.word())]
    UnknownWord {
        /// The token.
        key: Key,
        /// As typed.
        value: String,
    },
    /// It does not read as a moment.
    #[error("“{value}” is no date. Write it like 2026-03-01, or 7d for seven days back.")]
    NotAMoment {
        /// As typed.
        value: String,
    },
    /// It reads as a date, and the calendar has none such.
    #[error("There is no day {value} in the calendar.")]
    NoSuchDay {
        /// As typed.
        value: String,
    },
    /// No language is called this.
    #[error("No language is called “{value}”. Write its English name or its code, like uk.")]
    UnknownLanguage {
        /// As typed.
        value: String,
    },
    /// Nothing here has this name.
    #[error("There is no {} called “{value}”.", key.word())]
    UnknownName {
        /// The token.
        key: Key,
        /// As typed.
        value: String,
    },
    /// Several values where only one makes sense.
    #[error("“{}:” takes one value.", key.word())]
    OneValue {
        /// The token.
        key: Key,
    },
    /// A quote that nothing closes.
    #[error("This quote is never closed.")]
    OpenQuote,
    /// Quotes with nothing between them.
    #[error("There is nothing between these quotes.")]
    EmptyQuotes,
    /// More terms than a list is made from.
    #[error("A filter takes {most} terms at most.")]
    TooMany {
        /// How many it takes.
        most: usize,
    },
}
