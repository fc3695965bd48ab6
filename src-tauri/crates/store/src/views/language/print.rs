//! The terms as text: one way to write each, which reads back as the same.

use std::fmt::{self, Display, Formatter, Write};

use super::grammar::{ESCAPE, QUOTES};
use super::terms::{Term, Terms, Token, Words};
use super::when::When;
use crate::words::Language;

/// How a language that could not be told is written.
pub(super) const UNKNOWN_LANGUAGE: &str = "unknown";

pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";

impl Display for Terms {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (place, term) in self.terms.iter().enumerate() {
            if place > 0 {
                f.write_char(' ')?;
            }
            term.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_char('-')?;
        }
        self.token.fmt(f)
    }
}

impl Display for Token {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(key) = self.key() {
            write!(f, "{}:", key.word())?;
        }
        match self {
            Self::Words(words) => words.fmt(f),
            Self::From(names) | Self::Post(names) | Self::Rule(names) | Self::Label(names) | Self::Account(names) => {
                listed(f, names.iter(), |name, f| value(name, f))
            }
            Self::Is(words) => listed(f, words.iter(), |word, f| f.write_str(word.word())),
            Self::Has(words) => listed(f, words.iter(), |word, f| f.write_str(word.word())),
            Self::Lang(languages) => listed(f, languages.iter(), |language, f| {
                f.write_str(language.map_or(UNKNOWN_LANGUAGE, Language::code))
            }),
            Self::Before(when) | Self::After(when) => when.fmt(f),
            Self::Replied(yes) => f.write_str(if *yes { YES } else { NO }),
        }
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.exact {
            quoted(&self.text, f)
        } else {
            f.write_str(&self.text)
        }
    }
}

impl Display for When {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => f.write_str("today"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::Day(day) => day.fmt(f),
            Self::Minute(at) => at.strftime("%Y-%m-%dT%H:%M").fmt(f),
            Self::Ago(number, unit) => write!(f, "{number}{}", unit.letter()),
        }
    }
}

fn listed<T>(
    f: &mut Formatter<'_>,
    values: impl Iterator<Item = T>,
    print: impl Fn(T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (place, each) in values.enumerate() {
        if place > 0 {
            f.write_char(',')?;
        }
        print(each, f)?;
    }
    Ok(())
}

/// A value of a token, in quotes only where it would not read back without.
fn value(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    if needs_quotes(text) {
        quoted(text, f)
    } else {
        f.write_str(text)
    }
}

/// A value as it can be typed behind a colon or a comma.
pub(super) fn written(text: &str) -> String {
    let mut written = String::new();
    // Writing into a string cannot fail.
    let _ = write!(written, "{}", Written(text));
    written
}

struct Written<'a>(&'a str);

impl Display for Written<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        value(self.0, f)
    }
}

fn needs_quotes(text: &str) -> bool {
    text.is_empty()
        || text.starts_with(QUOTES)
        // Behind a colon these begin an address.
        || text.starts_with("//")
        || text.contains(|letter: char| letter == ',' || letter.is_whitespace())
}

fn quoted(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for letter in text.chars() {
        if letter == ESCAPE || QUOTES.contains(&letter) {
            f.write_char(ESCAPE)?;
        }
        f.write_char(letter)?;
    }
    f.write_char('"')
}
