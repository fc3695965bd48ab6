//! The shape of a line: pieces with their places. What they mean is said elsewhere, so that one bad piece spoils no other.

use winnow::combinator::{alt, not, opt, peek, preceded, repeat, separated, terminated};
use winnow::error::EmptyError;
use winnow::stream::LocatingSlice;
use winnow::token::{none_of, one_of, take_while};
use winnow::{Parser, Result};

use super::terms::Span;

/// Keyboards that mean well write the curved ones.
pub(super) const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// In front of a quote or of itself.
pub(super) const ESCAPE: char = '\\';

/// A term, or what may be meant as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) minus: bool,
    pub(super) body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// `key:value,value`; a value may be empty.
    Token {
        key: String,
        key_span: Span,
        values: Vec<Value>,
    },
    Text(Value),
}

/// What stands between commas, or a word of free text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// Quotes included.
    pub(super) span: Span,
    /// Without the quotes.
    pub(super) text: String,
    pub(super) quoting: Quoting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    None,
    Closed,
    /// The text ended before the closing quote.
    Open,
}

type Input<'a> = LocatingSlice<&'a str>;
type Parsed<T> = Result<T, EmptyError>;

/// Takes a line apart. Everything but white space is in one of the pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut line = preceded(space, repeat(0.., terminated(piece, space)));
    line.parse(LocatingSlice::new(text)).unwrap_or_default()
}

fn piece(input: &mut Input<'_>) -> Parsed<Piece> {
    (minus, alt((token, phrase.map(Body::Text), word.map(Body::Text))))
        .with_span()
        .map(|((minus, body), span)| Piece {
            span: Span::new(span),
            minus,
            body,
        })
        .parse_next(input)
}

/// A minus that stands alone is a word.
fn minus(input: &mut Input<'_>) -> Parsed<bool> {
    opt(terminated('-', peek(none_of(char::is_whitespace))))
        .map(|minus| minus.is_some())
        .parse_next(input)
}

/// Letters and a colon; `https://` is text.
fn token(input: &mut Input<'_>) -> Parsed<Body> {
    let key = take_while(1.., |letter: char| letter.is_ascii_alphabetic()).with_span();
    let values = separated(1.., alt((phrase, bare)), ',');
    (terminated(key, (':', not("//"))), values)
        .map(|((key, span), values): ((&str, _), _)| Body::Token {
            key: key.to_owned(),
            key_span: Span::new(span),
            values,
        })
        .parse_next(input)
}

fn phrase(input: &mut Input<'_>) -> Parsed<Value> {
    let escaped = preceded(
        ESCAPE,
        one_of(|letter: char| letter == ESCAPE || QUOTES.contains(&letter)),
    );
    let inner = repeat(0.., alt((escaped, none_of(QUOTES)))).fold(String::new, |mut text, letter| {
        text.push(letter);
        text
    });
    (preceded(one_of(QUOTES), inner), opt(one_of(QUOTES)))
        .with_span()
        .map(|((text, close), span)| Value {
            span: Span::new(span),
            text,
            quoting: close.map_or(Quoting::Open, |_| Quoting::Closed),
        })
        .parse_next(input)
}

fn bare(input: &mut Input<'_>) -> Parsed<Value> {
    plain(
        take_while(0.., |letter: char| letter != ',' && !letter.is_whitespace()),
        input,
    )
}

fn word(input: &mut Input<'_>) -> Parsed<Value> {
    plain(take_while(1.., |letter: char| !letter.is_whitespace()), input)
}

fn plain<'a>(letters: impl Parser<Input<'a>, &'a str, EmptyError>, input: &mut Input<'a>) -> Parsed<Value> {
    letters
        .with_span()
        .map(|(text, span)| Value {
            span: Span::new(span),
            text: text.to_owned(),
            quoting: Quoting::None,
        })
        .parse_next(input)
}

fn space(input: &mut Input<'_>) -> Parsed<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}
