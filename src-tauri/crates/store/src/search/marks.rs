//! Where a query stands in a text.

use std::ops::Range;

use super::fold::{self, Token};
use super::query::{Clause, Query};

/// The stretches of a text that a query is found in, in UTF-16 units as web pages count: in order, none touching into
/// another, each beginning and ending where a sign does. Exclusions mark nothing.
pub fn marks(text: &str, query: &Query) -> Vec<Range<u32>> {
    in_utf16(text, found(&columns_of_text(text), &query.wanted))
}

/// The same in a name: a handle or the name of a person.
pub fn marks_in_name(name: &str, query: &Query) -> Vec<Range<u32>> {
    in_utf16(name, found(&[Column::Names(fold::name(name))], &query.wanted))
}

/// Tokens as a column of the index holds them.
pub(super) enum Column {
    Words(Vec<Token>),
    Tags(Vec<Token>),
    Names(Vec<Token>),
}

pub(super) fn columns_of_text(text: &str) -> [Column; 2] {
    let folded = fold::text(text);
    let tags = folded.tags.iter().flat_map(fold::Tag::tokens).collect();
    [Column::Words(folded.words), Column::Tags(tags)]
}

/// Every place of every clause, in bytes, sorted and merged.
fn found(columns: &[Column], clauses: &[Clause]) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = clauses
        .iter()
        .flat_map(|clause| columns.iter().flat_map(|column| clause.places(column)))
        .collect();
    places.sort_unstable_by_key(|place| (place.start, place.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}

impl Clause {
    /// Where the index would find it.
    pub(super) fn places(&self, column: &Column) -> Vec<Range<usize>> {
        match (self, column) {
            (
                Self::Phrase { terms, from_start },
                Column::Words(tokens) | Column::Tags(tokens) | Column::Names(tokens),
            ) => phrase(terms, *from_start, tokens),
            (
                Self::Tag {
                    opening,
                    joined,
                    from_start,
                },
                Column::Tags(tokens),
            ) => phrase(&[fold::opened(*opening, joined)], *from_start, tokens),
            (
                Self::Tag {
                    opening: '@',
                    joined,
                    from_start,
                },
                Column::Names(tokens),
            ) => phrase(
                std::slice::from_ref(joined),
                *from_start && joined.chars().nth(1).is_some(),
                tokens,
            ),
            (Self::Tag { .. }, Column::Words(_) | Column::Names(_)) => Vec::new(),
        }
    }
}

fn phrase(terms: &[String], from_start: bool, tokens: &[Token]) -> Vec<Range<usize>> {
    let Some((last, before)) = terms.split_last() else {
        return Vec::new();
    };
    let is_found = |window: &[Token]| {
        let Some((end, start)) = window.split_last() else {
            return false;
        };
        let ends = if from_start {
            end.term.starts_with(last.as_str())
        } else {
            end.term == *last
        };
        ends && start.iter().zip(before).all(|(token, term)| token.term == *term)
    };
    tokens
        .windows(terms.len())
        .filter(|window| is_found(window))
        .map(|window| window[0].span.start..window[window.len() - 1].span.end)
        .collect()
}

/// From bytes to UTF-16 units.
fn in_utf16(text: &str, places: Vec<Range<usize>>) -> Vec<Range<u32>> {
    let (mut byte, mut unit) = (0, 0);
    let mut unit_at = |place: usize| {
        let passed = text.get(byte..place).unwrap_or_default();
        unit += u32::try_from(passed.encode_utf16().count()).unwrap_or(u32::MAX);
        byte = place;
        unit
    };
    places
        .into_iter()
        .map(|place| {
            let start = unit_at(place.start);
            start..unit_at(place.end)
        })
        .collect()
}
