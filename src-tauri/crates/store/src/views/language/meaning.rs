//! What the pieces of a line mean, and what is wrong with those that mean nothing.

use super::complaint::{Complaint, ComplaintKind};
use super::grammar::{Body, Piece, Quoting, Value, pieces};
use super::print::{NO, UNKNOWN_LANGUAGE, YES};
use super::terms::{Span, Term, Terms, Token, Words};
use super::vocabulary::{Has, Is, Key, nearest};
use super::when::{EXAMPLES, When};
use crate::words::Language;

/// The most terms of a line: each is a condition, and SQLite takes a thousand of them.
pub const MOST_TERMS: usize = 100;

/// Reads a line. The terms are those that can be used; a term with a complaint in it is left out, except that an open
/// quote reads as if it were closed at the end.
pub fn read(text: &str) -> (Terms, Vec<Complaint>) {
    let mut reader = Reader { complaints: Vec::new() };
    let pieces = pieces(text);
    let terms: Vec<Term> = pieces.iter().filter_map(|piece| reader.term(piece)).collect();
    reader.finish(terms)
}

/// Bytes of the comma before a value.
const COMMA: usize = 1;

struct Reader {
    complaints: Vec<Complaint>,
}

impl Reader {
    fn finish(mut self, mut terms: Vec<Term>) -> (Terms, Vec<Complaint>) {
        if let (Some(first), Some(last)) = (terms.get(MOST_TERMS), terms.last()) {
            let span = Span {
                start: first.span.start,
                end: last.span.end,
            };
            self.complain(span, ComplaintKind::TooMany { most: MOST_TERMS });
            terms.truncate(MOST_TERMS);
        }
        self.complaints.sort_by_key(|complaint| complaint.span.start);
        (Terms { terms }, self.complaints)
    }

    fn term(&mut self, piece: &Piece) -> Option<Term> {
        let token = match &piece.body {
            Body::Text(value) => self.words(value)?,
            Body::Token { key, key_span, values } => {
                let Some(known) = Key::of(key) else {
                    self.unknown_key(key, *key_span);
                    return None;
                };
                self.token(known, *key_span, values)?
            }
        };
        Some(Term {
            span: piece.span,
            negated: piece.minus,
            token,
        })
    }

    fn words(&mut self, value: &Value) -> Option<Token> {
        if value.text.trim().is_empty() {
            self.complain(value.span, ComplaintKind::EmptyQuotes);
            return None;
        }
        self.open_quote(value);
        Some(Token::Words(Words {
            text: value.text.clone(),
            exact: value.quoting != Quoting::None,
        }))
    }

    fn token(&mut self, key: Key, key_span: Span, values: &[Value]) -> Option<Token> {
        if key.takes_one()
            && let (Some(second), Some(last)) = (values.get(1), values.last())
        {
            let span = Span {
                start: second.span.start - COMMA,
                end: last.span.end,
            };
            self.complain(span, ComplaintKind::OneValue { key });
            return None;
        }
        let before = self.complaints.len();
        let token = match key {
            Key::From => Token::From(self.names(key, key_span, values)),
            Key::Account => Token::Account(self.names(key, key_span, values)),
            Key::Post => Token::Post(self.names(key, key_span, values)),
            Key::Rule => Token::Rule(self.names(key, key_span, values)),
            Key::Label => Token::Label(self.names(key, key_span, values)),
            Key::Is => Token::Is(self.each(key, key_span, values, |reader, value| {
                reader.word(key, value, Is::of(&value.text), || {
                    Is::ALL.iter().map(|word| word.word())
                })
            })),
            Key::Has => Token::Has(self.each(key, key_span, values, |reader, value| {
                reader.word(key, value, Has::of(&value.text), || {
                    Has::ALL.iter().map(|word| word.word())
                })
            })),
            Key::Lang => Token::Lang(self.each(key, key_span, values, Self::language)),
            Key::Before => Token::Before(*self.each(key, key_span, values, Self::moment).first()?),
            Key::After => Token::After(*self.each(key, key_span, values, Self::moment).first()?),
            Key::Replied => Token::Replied(*self.each(key, key_span, values, Self::yes_or_no).first()?),
        };
        // An open quote is forgiven, for its words are all there.
        let spoilt = self.complaints[before..]
            .iter()
            .any(|complaint| complaint.kind != ComplaintKind::OpenQuote);
        (!spoilt).then_some(token)
    }

    fn names(&mut self, key: Key, key_span: Span, values: &[Value]) -> Vec<String> {
        self.each(key, key_span, values, |_, value| Some(normal(key, &value.text)))
    }

    /// Reads every value; an empty one is a complaint of its own.
    fn each<T>(
        &mut self,
        key: Key,
        key_span: Span,
        values: &[Value],
        read: impl Fn(&mut Self, &Value) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::with_capacity(values.len());
        for value in values {
            self.open_quote(value);
            if normal(key, &value.text).is_empty() {
                // An empty spot cannot be underlined: the key is.
                let empty = value.span.start == value.span.end;
                self.complain(
                    if empty { key_span } else { value.span },
                    ComplaintKind::Missing { key },
                );
            } else {
                found.extend(read(self, value));
            }
        }
        found
    }

    fn word<T, W: Iterator<Item = &'static str>>(
        &mut self,
        key: Key,
        value: &Value,
        found: Option<T>,
        known: impl Fn() -> W,
    ) -> Option<T> {
        if found.is_none() {
            self.complaints.push(Complaint {
                span: value.span,
                kind: ComplaintKind::UnknownWord {
                    key,
                    value: value.text.clone(),
                },
                accepted: known().map(str::to_owned).collect(),
                nearest: nearest(&value.text, known()),
            });
        }
        found
    }

    fn yes_or_no(&mut self, value: &Value) -> Option<bool> {
        let found = [(YES, true), (NO, false)]
            .into_iter()
            .find_map(|(word, yes)| value.text.eq_ignore_ascii_case(word).then_some(yes));
        self.word(Key::Replied, value, found, || [YES, NO].into_iter())
    }

    fn language(&mut self, value: &Value) -> Option<Option<Language>> {
        if value.text.eq_ignore_ascii_case(UNKNOWN_LANGUAGE) {
            return Some(None);
        }
        let found = Language::of(&value.text);
        if found.is_none() {
            self.complaints.push(Complaint {
                span: value.span,
                kind: ComplaintKind::UnknownLanguage {
                    value: value.text.clone(),
                },
                accepted: Vec::new(),
                nearest: nearest(&value.text, Language::all().map(Language::name)),
            });
        }
        found.map(Some)
    }

    fn moment(&mut self, value: &Value) -> Option<When> {
        When::read(&value.text)
            .map_err(|kind| {
                self.complaints.push(Complaint {
                    span: value.span,
                    kind,
                    accepted: EXAMPLES.map(str::to_owned).to_vec(),
                    nearest: nearest(&value.text, EXAMPLES[..2].iter().copied()),
                });
            })
            .ok()
    }

    fn unknown_key(&mut self, key: &str, span: Span) {
        self.complaints.push(Complaint {
            span,
            kind: ComplaintKind::UnknownKey { key: key.to_owned() },
            accepted: Key::ALL.iter().map(|key| key.word().to_owned()).collect(),
            nearest: nearest(key, Key::ALL.iter().map(|key| key.word())),
        });
    }

    fn open_quote(&mut self, value: &Value) {
        if value.quoting == Quoting::Open {
            self.complain(value.span, ComplaintKind::OpenQuote);
        }
    }

    fn complain(&mut self, span: Span, kind: ComplaintKind) {
        self.complaints.push(Complaint {
            span,
            kind,
            accepted: Vec::new(),
            nearest: None,
        });
    }
}

/// A value as it is compared: of handles `@Anna` is `anna`.
pub(super) fn normal(key: Key, typed: &str) -> String {
    match key {
        Key::From | Key::Account => typed
            .trim_start_matches(|letter: char| letter == '@' || letter.is_whitespace())
            .trim_end()
            .to_lowercase(),
        _ => typed.trim().to_owned(),
    }
}
