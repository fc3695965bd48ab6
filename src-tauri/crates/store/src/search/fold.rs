//! What a text becomes in the index: tokens, each with the stretch of the text that it stands for.
//!
//! - A word is a token, folded.
//! - An emoji is a token, however many characters it is made of.
//! - Of a script without spaces every sign is a token, and between two neighbours stands the pair of them: 送料無 becomes
//!   `送 送料 料 料無 無`. So one sign, two signs and any longer run are found, and a run is still a phrase.
//! - A handle or hashtag stands among the words in its parts, and among the *tags* as a whole.
//!
//! The same reading makes the index, the query and the marks, so that what is found is what is marked. It is bounded:
//! what comes after [`MOST_TOKENS`] is not searchable, a word is told from another by its first [`LONGEST`] signs.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::letters::{Shape, Sign, carried};

/// More than the platform lets anybody write: 2,200 signs are at most 4,400 tokens.
pub(super) const MOST_TOKENS: usize = 8_000;

/// Signs of a word that count.
pub(super) const LONGEST: usize = 64;

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As it stands in the index. It holds no space and nothing that the index would cut it at.
    pub(super) term: String,
    /// The bytes of the text it stands for; they begin and end where a sign does.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// One sign of a script without spaces.
    Single,
    /// Two neighbours of it.
    Pair,
    Emoji,
}

/// A handle or hashtag as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// `#` or `@`.
    pub(super) opening: char,
    /// Its letters without what joins them.
    pub(super) joined: String,
    /// Its parts, as places in [`Folded::words`].
    pub(super) parts: Range<usize>,
    /// Its bytes in the text, the opening included.
    pub(super) span: Range<usize>,
}

/// A text, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) words: Vec<Token>,
    pub(super) tags: Vec<Tag>,
}

/// Reads a text.
pub(super) fn text(text: &str) -> Folded {
    Reader::default().read(text)
}

/// Reads a name as tokens: a handle is in it in its parts and, if it has several, as a whole before them.
pub(super) fn name(name: &str) -> Vec<Token> {
    let mut reader = Reader::default();
    reader.open('@', 0..0);
    let Folded { words, tags } = reader.read(name);
    let wholes = tags.iter().filter(|tag| tag.parts.len() > 1).map(|tag| Token {
        term: tag.joined.clone(),
        span: tag.span.clone(),
        kind: Kind::Word,
    });
    wholes.chain(words).collect()
}

impl Tag {
    /// The whole among the tags: with its opening, and without it where the parts do not already say the same.
    pub(super) fn tokens(&self) -> impl Iterator<Item = Token> {
        let whole = |term| Token {
            term,
            span: self.span.clone(),
            kind: Kind::Word,
        };
        let bare = (self.parts.len() > 1).then(|| whole(self.joined.clone()));
        [whole(opened(self.opening, &self.joined))].into_iter().chain(bare)
    }
}

/// A handle or hashtag as a term.
pub(super) fn opened(opening: char, joined: &str) -> String {
    format!("{}{joined}", carried(opening))
}

#[derive(Default)]
struct Reader {
    folded: Folded,
    word: Option<Word>,
    /// The sign of a script without spaces that stands directly before.
    neighbour: Option<Token>,
    tag: Option<OpenTag>,
}

struct Word {
    term: String,
    signs: usize,
    span: Range<usize>,
    last: Shape,
}

struct OpenTag {
    opening: char,
    joined: String,
    signs: usize,
    first_part: usize,
    span: Range<usize>,
}

impl Reader {
    fn read(mut self, text: &str) -> Folded {
        let mut at = 0;
        // A letter or digit before this place: an `@` here is that of a mail address.
        let mut after_word = false;
        while self.folded.words.len() < MOST_TOKENS {
            let Some(cluster) = cluster_at(text, at) else { break };
            let span = at..at + cluster.len();
            at = span.end;
            let sign = Sign::of(cluster);
            let is_word = matches!(sign, Sign::Letter(..) | Sign::Unspaced(_));
            self.take(sign, span, after_word);
            after_word = is_word;
        }
        self.end_tag();
        self.folded
    }

    fn take(&mut self, sign: Sign, span: Range<usize>, after_word: bool) {
        match sign {
            Sign::Letter(term, shape) => self.letter(&term, shape, span),
            Sign::Unspaced(term) => self.unspaced(term, span),
            Sign::Picture(term) => self.picture(term, span),
            Sign::Opening('@') if after_word => self.end_tag(),
            Sign::Opening(opening) => {
                self.end_tag();
                self.open(opening, span);
            }
            Sign::Joint(joint) => match &self.tag {
                Some(tag) if joint == '_' || tag.opening == '@' => self.end_word(),
                _ => self.end_tag(),
            },
            Sign::Nothing => {}
            Sign::Gap => self.end_tag(),
        }
    }

    fn open(&mut self, opening: char, span: Range<usize>) {
        self.tag = Some(OpenTag {
            opening,
            joined: String::new(),
            signs: 0,
            first_part: self.folded.words.len(),
            span,
        });
    }

    fn letter(&mut self, term: &str, shape: Shape, span: Range<usize>) {
        self.neighbour = None;
        let splits = self.word.as_ref().is_some_and(|word| {
            self.tag.is_some()
                && ((word.last == Shape::Digit) != (shape == Shape::Digit)
                    || (word.last == Shape::Other && shape == Shape::Upper))
        });
        if splits {
            self.end_word();
        }
        self.join(term, span.end);
        let word = self.word.get_or_insert_with(|| Word {
            term: String::new(),
            signs: 0,
            span: span.clone(),
            last: shape,
        });
        word.span.end = span.end;
        word.last = shape;
        word.signs += 1;
        if word.signs <= LONGEST {
            word.term.push_str(term);
        }
    }

    fn unspaced(&mut self, term: String, span: Range<usize>) {
        let neighbour = self.neighbour.take();
        self.end_word();
        self.join(&term, span.end);
        if let Some(before) = neighbour {
            self.folded.words.push(Token {
                term: format!("{}{term}", before.term),
                span: before.span.start..span.end,
                kind: Kind::Pair,
            });
        }
        let single = Token {
            term,
            span,
            kind: Kind::Single,
        };
        self.folded.words.push(single.clone());
        self.neighbour = Some(single);
    }

    fn picture(&mut self, term: String, span: Range<usize>) {
        match &self.tag {
            Some(tag) if tag.opening == '#' => {
                self.end_word();
                self.join(&term, span.end);
            }
            _ => self.end_tag(),
        }
        self.folded.words.push(Token {
            term,
            span,
            kind: Kind::Emoji,
        });
    }

    /// Adds to the whole of the tag that is open.
    fn join(&mut self, term: &str, end: usize) {
        if let Some(tag) = &mut self.tag {
            tag.span.end = end;
            tag.signs += 1;
            if tag.signs <= LONGEST {
                tag.joined.push_str(term);
            }
        }
    }

    fn end_word(&mut self) {
        self.neighbour = None;
        if let Some(word) = self.word.take() {
            self.folded.words.push(Token {
                term: word.term,
                span: word.span,
                kind: Kind::Word,
            });
        }
    }

    fn end_tag(&mut self) {
        self.end_word();
        if let Some(tag) = self.tag.take()
            && !tag.joined.is_empty()
        {
            self.folded.tags.push(Tag {
                opening: tag.opening,
                joined: tag.joined,
                parts: tag.first_part..self.folded.words.len(),
                span: tag.span,
            });
        }
    }
}

/// The grapheme cluster that begins at a byte. Two ASCII characters in a row are two signs, which is most of most texts.
fn cluster_at(text: &str, at: usize) -> Option<&str> {
    match text.as_bytes().get(at..)? {
        [] => None,
        [first, second, ..] if first.is_ascii() && second.is_ascii() && *first != b'\r' => text.get(at..=at),
        _ => text.get(at..)?.graphemes(true).next(),
    }
}
