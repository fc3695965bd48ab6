//! What can be told of a text by looking at it: its language, whether it asks something, what is in it.
//!
//! Promised: any text can be read, however it was made, and a text whose language is not clear has none. Nothing here
//! looks at who wrote the text or leaves the machine.

mod language;
mod question;
mod vote;

use icu_properties::CodePointSetData;
use icu_properties::props::{ExtendedPictographic, RegionalIndicator};
use instagram::counting;
use linkify::{LinkFinder, LinkKind};

pub use language::Language;

/// What can be told of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its language, if it is clear.
    pub language: Option<Language>,
    /// Whether it asks something.
    pub question: bool,
    /// Whether it has a web address in it, with or without `https://`.
    pub link: bool,
    /// Whether it mentions an account.
    pub mention: bool,
    /// Whether it has an emoji in it.
    pub emoji: bool,
    /// Whether it has no words at all: a GIF, a sticker, a picture.
    pub wordless: bool,
    /// Whether words in it call for a person. The words are the team's, so [`read`] knows nothing of it.
    pub human: bool,
}

/// Something a text has or does; how it lies in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    /// It asks something.
    Question,
    /// It has a web address in it.
    Link,
    /// It mentions an account.
    Mention,
    /// It has an emoji in it.
    Emoji,
    /// It has no words.
    Wordless,
    /// Words in it call for a person: see [`crate::human`].
    Human,
}

impl Trait {
    /// Its bit in `comments.traits`.
    pub const fn bit(self) -> i64 {
        match self {
            Self::Question => 1,
            Self::Link => 2,
            Self::Mention => 4,
            Self::Emoji => 8,
            Self::Wordless => 16,
            Self::Human => 32,
        }
    }
}

impl Reading {
    /// The bits of everything that is so.
    pub fn bits(self) -> i64 {
        [
            (self.question, Trait::Question),
            (self.link, Trait::Link),
            (self.mention, Trait::Mention),
            (self.emoji, Trait::Emoji),
            (self.wordless, Trait::Wordless),
            (self.human, Trait::Human),
        ]
        .into_iter()
        .filter_map(|(so, each)| so.then_some(each.bit()))
        .sum()
    }
}

/// Reads at most this much of a text, in bytes: longer than any comment, and a message of 100 kB stays quick.
const MOST_BYTES: usize = 4_000;

/// Reads a text; the platform gives none for a GIF, a sticker or a picture.
pub fn read(text: Option<&str>) -> Reading {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return Reading {
            wordless: true,
            ..Reading::default()
        };
    };
    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
    let (plain, link) = without_links(text);
    let language = Language::detect(&plain);
    Reading {
        language,
        question: question::asks(&plain, language),
        link,
        mention: counting::mentions(&plain) > 0,
        emoji: plain.contains(is_emoji) || plain.contains(KEYCAP),
        wordless: false,
        human: false,
    }
}

/// The text with a space in place of each address, whose `?` asks nothing, and whether there was a web address.
fn without_links(text: &str) -> (String, bool) {
    let mut finder = LinkFinder::new();
    finder
        .kinds(&[LinkKind::Url, LinkKind::Email])
        .url_must_have_scheme(false);
    let mut plain = String::with_capacity(text.len());
    let mut web = false;
    for span in finder.spans(text) {
        match span.kind() {
            Some(LinkKind::Url) if is_address(span.as_str()) => {
                web = true;
                plain.push(' ');
            }
            Some(LinkKind::Email) => plain.push(' '),
            _ => plain.push_str(span.as_str()),
        }
    }
    (plain, web)
}

/// Two sentences without a space between them (`nice.Where`) look like an address: without a scheme it takes a path, a
/// `www.` or small letters behind its last dot.
fn is_address(found: &str) -> bool {
    if found.contains("://") || found.contains('/') || found.to_ascii_lowercase().starts_with("www.") {
        return true;
    }
    found.rsplit('.').next().is_some_and(|last| {
        last.len() <= MOST_ENDING && !last.is_empty() && last.bytes().all(|letter| letter.is_ascii_lowercase())
    })
}

/// Letters of the longest ending that an address without a scheme is believed to have: `shop`, `store`, `online`.
const MOST_ENDING: usize = 6;

/// What makes a key of a digit.
const KEYCAP: char = '\u{20e3}';

fn is_emoji(letter: char) -> bool {
    // These three were letters of print long before there were pictures.
    !matches!(letter, '©' | '®' | '™')
        && (CodePointSetData::new::<ExtendedPictographic>().contains(letter)
            || CodePointSetData::new::<RegionalIndicator>().contains(letter))
}

#[cfg(test)]
mod tests;
