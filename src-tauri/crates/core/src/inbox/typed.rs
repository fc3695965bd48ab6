//! What is typed to narrow a list: the line above it, and the search.
//!
//! Both are read in the same language. The line is a filter: what cannot be used in it is a mistake, and opens no list. The
//! search takes anything: what is no token in it is looked for as it stands. Words of both are searched for.

use jiff::tz::TimeZone;
use store::search::{Query, Words};
use store::views::Conditions;
use store::views::language::{self, AccountName, Complaint, ComplaintKind, Completions, Names, Span, Terms, Token};
use store::{accounts, labels};

use super::Inbox;
use crate::problem::{Problem, ProblemCode};

/// The longest line that is read, in bytes: nobody types as much, and a pasted book stays out of the parser.
pub const MOST_BYTES: usize = 4_000;

/// What a person typed to narrow a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typed<'a> {
    /// The line above the list, in the filter language.
    pub line: &'a str,
    /// What is searched for.
    pub search: &'a str,
}

/// What is made of a line while it is being typed.
#[derive(Debug, Clone)]
pub struct TypedReading {
    /// What can be used.
    pub terms: Terms,
    /// What cannot, in the order of the line.
    pub complaints: Vec<Complaint>,
    /// What may stand where the caret is.
    pub completions: Completions,
}

impl Inbox {
    /// Reads a line whose caret stands at a byte.
    ///
    /// # Errors
    /// When the line is longer than [`MOST_BYTES`], or the database refuses.
    pub async fn read_filter(&self, line: &str, caret: usize) -> Result<TypedReading, Problem> {
        within_bounds(line)?;
        let names = self.names().await?;
        let (terms, mut complaints) = language::read(line);
        complaints.extend(names.check(line));
        complaints.sort_by_key(|complaint| complaint.span.start);
        Ok(TypedReading {
            terms,
            complaints,
            completions: language::complete(line, caret, &names),
        })
    }

    /// What is asked for now, in the time zone of this machine: conditions, where there are any, and words to search for.
    ///
    /// # Errors
    /// `Precondition` when part of the line cannot be used: a list that leaves a part out would show more than was asked
    /// for.
    pub(super) fn asked(&self, typed: Typed<'_>) -> Result<(Option<Conditions>, Query), Problem> {
        within_bounds(typed.line)?;
        within_bounds(typed.search)?;
        let (mut terms, complaints) = language::read(typed.line);
        if let Some(complaint) = complaints.first() {
            return Err(Problem::new(
                ProblemCode::Precondition,
                complaint.to_string(),
                "Change this part of the filter, or remove it.",
            ));
        }
        let (searched, misread) = language::read(typed.search);
        let mut words = words_of(&terms, None);
        words.extend(searched_for(typed.search, &searched, &misread));
        let query = Query::of(words);
        terms.terms.extend(searched.terms.iter().cloned());
        terms.terms.retain(|term| !matches!(term.token, Token::Words(_)));
        if terms.is_empty() {
            return Ok((None, query));
        }
        let now = self.context.clock.now().to_zoned(TimeZone::system());
        Ok((Some(Conditions::new(terms, now)), query))
    }

    async fn names(&self) -> Result<Names, Problem> {
        let connected = accounts::list(&self.context.store).await?;
        let names = connected.into_iter().map(|account| AccountName {
            handle: account.username,
            mark: account.mark,
        });
        Ok(Names {
            accounts: names.collect(),
            labels: labels::names(&self.context.store).await?,
            rules: Vec::new(),
        })
    }
}

/// The words of a search: its free text, and what is no token in it. The last one may still be growing.
fn searched_for<'a>(search: &'a str, terms: &'a Terms, misread: &[Complaint]) -> Vec<Words<'a>> {
    let (open, misread): (Vec<_>, Vec<_>) = misread
        .iter()
        .partition(|complaint| complaint.kind == ComplaintKind::OpenQuote);
    let growing = Growing {
        end: search.len(),
        in_quotes: !open.is_empty(),
    };
    let mut words = words_of(terms, Some(growing));
    words.extend(as_they_stand(
        search,
        misread.into_iter().map(|complaint| complaint.span),
    ));
    words
}

/// Where a line ends whose last word may still be growing.
#[derive(Debug, Clone, Copy)]
struct Growing {
    end: usize,
    in_quotes: bool,
}

/// The words among terms.
fn words_of(terms: &Terms, growing: Option<Growing>) -> Vec<Words<'_>> {
    let words = terms.terms.iter().filter_map(|term| match &term.token {
        Token::Words(words) => Some(Words {
            text: &words.text,
            exact: words.exact,
            excluded: term.negated,
            unfinished: growing.is_some_and(|line| line.end == term.span.end && line.in_quotes == words.exact),
        }),
        _ => None,
    });
    words.collect()
}

/// The pieces of a search that are no tokens, from space to space around each spot.
fn as_they_stand(search: &str, spots: impl Iterator<Item = Span>) -> Vec<Words<'_>> {
    let mut read_to = 0;
    let mut words = Vec::new();
    for spot in spots {
        if spot.start < read_to {
            continue;
        }
        let before = search[..spot.start].rmatch_indices(char::is_whitespace).next();
        let start = before.map_or(read_to, |(at, space)| (at + space.len()).max(read_to));
        let end = search[spot.end..].find(char::is_whitespace);
        let end = end.map_or(search.len(), |space| spot.end + space);
        words.push(Words {
            text: search[start..end].trim(),
            exact: false,
            excluded: false,
            unfinished: end == search.len(),
        });
        read_to = end;
    }
    words
}

fn within_bounds(line: &str) -> Result<(), Problem> {
    if line.len() <= MOST_BYTES {
        return Ok(());
    }
    Err(Problem::new(
        ProblemCode::Precondition,
        "This filter is too long.",
        "Keep it to what the list should show.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a search, each with whether it is a phrase and whether it may still grow.
    fn words(search: &str) -> Vec<(String, bool, bool)> {
        let (terms, misread) = language::read(search);
        searched_for(search, &terms, &misread)
            .into_iter()
            .map(|word| (word.text.to_owned(), word.exact, word.unfinished))
            .collect()
    }

    fn word(text: &str, exact: bool, unfinished: bool) -> (String, bool, bool) {
        (text.to_owned(), exact, unfinished)
    }

    #[test]
    fn the_last_word_grows_until_a_space_or_a_quote_ends_it() {
        assert_eq!(words("blue va"), [word("blue", false, false), word("va", false, true)]);
        assert_eq!(
            words("blue va "),
            [word("blue", false, false), word("va", false, false)]
        );
        assert_eq!(words("\"blue va\""), [word("blue va", true, false)]);
        assert_eq!(words("is:open va"), [word("va", false, true)]);
    }

    #[test]
    fn what_is_no_token_is_looked_for_as_it_stands() {
        for (search, expected) in [
            ("col:x", word("col:x", false, true)),
            ("NEAR(a:b ", word("NEAR(a:b", false, false)),
            ("from:", word("from:", false, true)),
            ("is:opne", word("is:opne", false, true)),
            ("\u{3000}is:送料", word("is:送料", false, true)),
            ("\"blue va", word("blue va", true, true)),
        ] {
            assert_eq!(words(search), [expected], "{search}");
        }
        let two = [word("col:x", false, false), word("row:y", false, true)];
        assert_eq!(words("col:x row:y"), two);
    }

    #[test]
    fn any_text_can_be_searched_for() {
        for search in [
            "",
            "\"",
            "-",
            "-\"",
            ":",
            "a:\u{3000}",
            "👨‍👩‍👧:",
            "is:,",
            "\u{0}",
            "\\\"",
            "is:\"a b",
        ] {
            words(search);
        }
    }
}
