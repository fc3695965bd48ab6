//! What a person typed, as search understands it.
//!
//! All of it is plain text: what FTS5 would take for an operator is folded away or stands in a quoted term. A person has
//! two signs: quotes around words that stand side by side, and a minus directly before what must not be there.
//!
//! - Every word must be found, in one entry, one note or one caption. An item is left out when an excluded word stands in
//!   any of its entries or notes, or in the caption above it.
//! - The last word is found from its start, while no space ends it and no quote closes it. So is an emoji, always: a
//!   thumb finds the thumbs of every skin tone. A single letter is found as a word of its own.
//! - `#name` is found in hashtags and `@name` in handles, from their start on; without the sign in everything.
//! - A query of exclusions alone finds all the rest. One without anything to look for (`?!`) is [`Query::is_empty`].

use super::fold::{self, Kind, Token};

/// A query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) wanted: Vec<Clause>,
    pub(super) unwanted: Vec<Clause>,
}

/// Words that a person typed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// As typed, without quotes and minus.
    pub text: &'a str,
    /// Whether it stood in quotes: words side by side, each of them whole.
    pub exact: bool,
    /// Whether it must not be found.
    pub excluded: bool,
    /// Whether more of the last word may be on its way.
    pub unfinished: bool,
}

/// Something to be found in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clause {
    /// Tokens side by side; the last one from its start.
    Phrase { terms: Vec<String>, from_start: bool },
    /// A hashtag or handle, from its start or whole.
    Tag {
        opening: char,
        joined: String,
        from_start: bool,
    },
}

/// A quote as a keyboard makes it, and as a telephone does.
const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// More clauses than a person types; the others are left out.
const MOST_CLAUSES: usize = 32;

/// Bytes of a query that are read: what is beyond was pasted by mistake.
const MOST_BYTES: usize = 1_000;

impl Query {
    /// Reads what a person typed.
    pub fn parse(typed: &str) -> Self {
        let read = typed.floor_char_boundary(MOST_BYTES);
        Self::of(pieces(&typed[..read]))
    }

    /// A query of words that were taken apart already.
    pub fn of<'a>(words: impl IntoIterator<Item = Words<'a>>) -> Self {
        let mut query = Self::default();
        for words in words {
            let clauses = clauses(&words);
            let list = if words.excluded {
                &mut query.unwanted
            } else {
                &mut query.wanted
            };
            list.extend(clauses);
            list.truncate(MOST_CLAUSES);
        }
        query
    }

    /// Whether there is nothing to look for, so that nothing is left out either.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// The FTS5 expression of what must be found; `None`: nothing must.
    pub fn wanted_expression(&self) -> Option<String> {
        expression(&self.wanted, " AND ")
    }

    /// The FTS5 expression of what must not be found.
    pub(super) fn unwanted_expression(&self) -> Option<String> {
        expression(&self.unwanted, " OR ")
    }
}

fn expression(clauses: &[Clause], between: &str) -> Option<String> {
    let parts: Vec<String> = clauses.iter().map(Clause::expression).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

impl Clause {
    fn expression(&self) -> String {
        // A folded term holds letters and pictures only, so no quote of its own.
        match self {
            Self::Phrase { terms, from_start } => format!("\"{}\"{}", terms.join(" "), star(*from_start)),
            Self::Tag {
                opening,
                joined,
                from_start,
            } => {
                let tag = format!("tags : \"{}\"{}", fold::opened(*opening, joined), star(*from_start));
                if *opening == '@' {
                    format!(
                        "({tag} OR names : \"{joined}\"{})",
                        star(*from_start && joined.chars().nth(1).is_some())
                    )
                } else {
                    tag
                }
            }
        }
    }
}

const fn star(from_start: bool) -> &'static str {
    if from_start { "*" } else { "" }
}

/// Cuts what was typed at spaces and quotes.
fn pieces(typed: &str) -> Vec<Words<'_>> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let excluded = rest
            .strip_prefix('-')
            .filter(|after| after.starts_with(|next: char| !next.is_whitespace() && next != '-'));
        let body = excluded.unwrap_or(rest);
        let (text, after, exact, unfinished) = match body.strip_prefix(QUOTES) {
            Some(quoted) => match quoted.split_once(QUOTES) {
                Some((text, after)) => (text, after, true, false),
                None => (quoted, "", true, true),
            },
            None => {
                let end = body
                    .find(|letter: char| letter.is_whitespace() || QUOTES.contains(&letter))
                    .unwrap_or(body.len());
                let (text, after) = body.split_at(end);
                (text, after, false, after.is_empty())
            }
        };
        pieces.push(Words {
            text,
            exact,
            excluded: excluded.is_some(),
            unfinished,
        });
        rest = after.trim_start();
    }
    pieces
}

/// What has to be found for a piece: in quotes one phrase, else a clause for each tag and each run of words without a
/// space between them.
fn clauses(words: &Words<'_>) -> Vec<Clause> {
    let read = words.text.floor_char_boundary(MOST_BYTES);
    let folded = fold::text(&words.text[..read]);
    if words.exact {
        return phrase(&folded.words, words.unfinished).into_iter().collect();
    }
    let mut clauses = Vec::new();
    let mut next = 0;
    for tag in &folded.tags {
        clauses.extend(phrase(
            folded.words.get(next..tag.parts.start).unwrap_or_default(),
            false,
        ));
        clauses.push(Clause::Tag {
            opening: tag.opening,
            joined: tag.joined.clone(),
            from_start: words.unfinished && tag.parts.end == folded.words.len(),
        });
        next = tag.parts.end;
    }
    clauses.extend(phrase(folded.words.get(next..).unwrap_or_default(), words.unfinished));
    clauses
}

fn phrase(tokens: &[Token], unfinished: bool) -> Option<Clause> {
    let tokens = without_implied(tokens);
    let last = tokens.last()?;
    let from_start = match last.kind {
        Kind::Emoji => true,
        Kind::Word => unfinished && last.term.chars().nth(1).is_some(),
        // A sign of Thai may still get its vowel.
        Kind::Pair => unfinished,
        Kind::Single => false,
    };
    Some(Clause::Phrase {
        terms: tokens.iter().map(|token| token.term.clone()).collect(),
        from_start,
    })
}

/// A pair says where its two signs stand, so the single signs at the ends of a phrase are left out: fewer and rarer terms.
fn without_implied(tokens: &[Token]) -> &[Token] {
    let tokens = match tokens {
        [first, second, ..] if first.kind == Kind::Single && second.kind == Kind::Pair => &tokens[1..],
        _ => tokens,
    };
    match tokens {
        [.., before, last] if before.kind == Kind::Pair && last.kind == Kind::Single => &tokens[..tokens.len() - 1],
        _ => tokens,
    }
}
