//! The filter language as the page shows it. Places in the text count UTF-16 units there and bytes here.

use postroom_core::inbox::TypedReading;
use serde::{Deserialize, Serialize};
use specta::Type;
use store::views::language::{Complaint, Key, Span, Suggestion, Term};
use tauri::State;

use super::{IpcError, count};
use crate::shell::Shell;

/// A line being typed.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ReadFilterForm {
    text: String,
    /// Where the caret stands, in UTF-16 units.
    caret: u32,
}

/// What is made of a line. Places are UTF-16 units.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct FilterReadingView {
    /// The line that was read.
    text: String,
    terms: Vec<FilterTermView>,
    complaints: Vec<FilterComplaintView>,
    /// Where a suggestion goes: it replaces `start .. end`.
    start: u32,
    end: u32,
    suggestions: Vec<FilterSuggestionView>,
}

/// A term of the line.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct FilterTermView {
    start: u32,
    end: u32,
    /// As it is printed.
    text: String,
    /// What stands before the colon; free text has none.
    key: Option<FilterKey>,
}

/// Something in the line that cannot be used.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct FilterComplaintView {
    start: u32,
    end: u32,
    /// One plain sentence.
    message: String,
    /// What would be accepted there, if that can be listed.
    accepted: Vec<String>,
    /// What was probably meant: it can stand in the place.
    nearest: Option<String>,
}

/// What may stand where the caret is.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct FilterSuggestionView {
    key: FilterKey,
    /// The word behind the key; none: a value has to follow.
    value: Option<String>,
    insert: String,
}

macro_rules! keys {
    ($($name:ident)*) => {
        /// What stands before the colon of a term.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is the key of the language with its name")]
        pub(crate) enum FilterKey { $($name),* }

        impl From<Key> for FilterKey {
            fn from(key: Key) -> Self {
                match key { $(Key::$name => Self::$name),* }
            }
        }
    };
}

keys!(From Post Is Has Rule Label Lang Account Before After Replied);

/// Reads a line while it is being typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_filter(shell: State<'_, Shell>, form: ReadFilterForm) -> Result<FilterReadingView, IpcError> {
    let caret = byte_at(&form.text, form.caret);
    let reading = shell.app()?.inbox().read_filter(&form.text, caret).await?;
    Ok(FilterReadingView::new(form.text, reading))
}

impl FilterReadingView {
    fn new(text: String, reading: TypedReading) -> Self {
        let replaced = place(&text, reading.completions.span);
        Self {
            terms: reading
                .terms
                .terms
                .iter()
                .map(|term| FilterTermView::new(&text, term))
                .collect(),
            complaints: reading
                .complaints
                .into_iter()
                .map(|complaint| FilterComplaintView::new(&text, complaint))
                .collect(),
            start: replaced.0,
            end: replaced.1,
            suggestions: reading
                .completions
                .suggestions
                .into_iter()
                .map(FilterSuggestionView::from)
                .collect(),
            text,
        }
    }
}

impl FilterTermView {
    fn new(text: &str, term: &Term) -> Self {
        let (start, end) = place(text, term.span);
        Self {
            start,
            end,
            text: term.to_string(),
            key: term.token.key().map(FilterKey::from),
        }
    }
}

impl FilterComplaintView {
    fn new(text: &str, complaint: Complaint) -> Self {
        let (start, end) = place(text, complaint.span);
        Self {
            start,
            end,
            message: complaint.to_string(),
            accepted: complaint.accepted,
            nearest: complaint.nearest,
        }
    }
}

impl From<Suggestion> for FilterSuggestionView {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            key: suggestion.key.into(),
            value: suggestion.value,
            insert: suggestion.insert,
        }
    }
}

/// A span of bytes in UTF-16 units.
fn place(text: &str, span: Span) -> (u32, u32) {
    let units = |byte: usize| count(text[..text.floor_char_boundary(byte)].encode_utf16().count());
    (units(span.start), units(span.end))
}

/// The byte at a place in UTF-16 units; inside a character the one it begins with, behind the text its end.
fn byte_at(text: &str, place: u32) -> usize {
    let mut units = 0;
    for (byte, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > place as usize {
            return byte;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use store::views::language::{Has, Is};

    #[test]
    fn places_are_the_same_on_both_sides_of_the_bridge() {
        let text = "é🔥 is:open";
        assert_eq!(byte_at(text, 0), 0);
        assert_eq!(byte_at(text, 1), 2);
        assert_eq!(byte_at(text, 2), 2, "inside the pair of the emoji");
        assert_eq!(byte_at(text, 3), 6);
        assert_eq!(byte_at(text, 99), text.len());
        assert_eq!(place(text, Span { start: 7, end: 14 }), (4, 11));
    }

    #[test]
    fn every_word_of_the_language_is_described_to_people() {
        let catalogue: serde_json::Value = serde_json::from_str(include_str!("../../../ui/src/inbox/en.json")).unwrap();
        let keys = Key::ALL.iter().map(|key| format!("key.{}", key.word()));
        let is = Is::ALL.iter().map(|is| format!("word.is.{}", is.word()));
        let has = Has::ALL.iter().map(|has| format!("word.has.{}", has.word()));
        let missing: Vec<_> = keys
            .chain(is)
            .chain(has)
            .filter(|word| catalogue.get(format!("inbox.filter.{word}")).is_none())
            .collect();
        assert_eq!(missing, [""; 0]);
    }
}
