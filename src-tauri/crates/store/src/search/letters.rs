//! What one sign of a text is to search: a letter, a sign of a script without spaces, an emoji, or nothing to look for.
//!
//! A sign is what people see as one: an extended grapheme cluster. Its folded form is small, without accents and the
//! same for every way of writing it (full width, mathematical bold, composed or not).

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{
    EmojiModifier, EmojiPresentation, ExtendedPictographic, GeneralCategory, RegionalIndicator, Script,
};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, CodePointSetData};

/// More characters than any sign of a living language or any emoji has. What a sign heaps on top is not looked at.
const MOST_CHARACTERS: usize = 16;

const KEY: char = '\u{20e3}';
const ARABIC_STRETCH: char = '\u{640}';

/// What a sign is to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// A letter or digit of a word.
    Letter(String, Shape),
    /// A sign of a script that puts no spaces between words.
    Unspaced(String),
    /// An emoji or another picture: a token of its own.
    Picture(String),
    /// `#` or `@`.
    Opening(char),
    /// `.` or `_`, which join the parts of a handle.
    Joint(char),
    /// Belongs to the word around it and adds nothing: a lone accent, a stretch of a line.
    Nothing,
    /// Ends what came before.
    Gap,
}

/// Tells where a handle like `AnnaB92` has its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Upper,
    Digit,
    Other,
}

impl Sign {
    /// Reads a grapheme cluster.
    pub(super) fn of(cluster: &str) -> Self {
        match cluster.as_bytes() {
            [byte] => Self::of_ascii(*byte),
            _ => Self::of_characters(cluster),
        }
    }

    /// Reads an ASCII character that nothing is heaped on.
    pub(super) fn of_ascii(byte: u8) -> Self {
        let folded = || char::from(byte.to_ascii_lowercase()).to_string();
        match byte {
            b'A'..=b'Z' => Self::Letter(folded(), Shape::Upper),
            b'a'..=b'z' => Self::Letter(folded(), Shape::Other),
            b'0'..=b'9' => Self::Letter(folded(), Shape::Digit),
            b'#' | b'@' => Self::Opening(char::from(byte)),
            b'.' | b'_' => Self::Joint(char::from(byte)),
            _ => Self::Gap,
        }
    }

    fn of_characters(cluster: &str) -> Self {
        let Some(first) = cluster.chars().next() else {
            return Self::Gap;
        };
        if is_picture(first) || (cluster.contains(KEY) && matches!(first, '0'..='9' | '#' | '*')) {
            return Self::Picture(picture(cluster));
        }
        match first {
            '＃' => return Self::Opening('#'),
            '＠' => return Self::Opening('@'),
            '＿' => return Self::Joint('_'),
            '#' | '@' | '.' | '_' => return Self::of_ascii(first as u8),
            _ => {}
        }
        let folded = letters(cluster);
        if let Some(letter) = folded.chars().next() {
            if is_unspaced(letter) {
                return Self::Unspaced(folded);
            }
            return Self::Letter(folded, shape(first));
        }
        match category(first) {
            GeneralCategory::OtherSymbol | GeneralCategory::PrivateUse => Self::Picture(picture(cluster)),
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::Format => Self::Nothing,
            _ if first == ARABIC_STRETCH => Self::Nothing,
            _ => Self::Gap,
        }
    }
}

/// A character that stands for itself in a token although the index would take it for a gap. Its place is one that
/// Unicode leaves to private use.
pub(super) fn carried(character: char) -> char {
    char::from_u32(0xf_0000 | (u32::from(character) & 0xffff)).unwrap_or(character)
}

/// Whether the index takes a character of a picture as it is. It cuts tokens at characters of other categories, changes
/// capitals, and what it knows of categories is older than what we know.
fn is_kept(character: char) -> bool {
    let is_known = match category(character) {
        GeneralCategory::PrivateUse => true,
        GeneralCategory::OtherSymbol | GeneralCategory::ModifierSymbol => is_picture(character),
        _ => is_letter(character),
    };
    is_known && character.to_lowercase().eq([character])
}

fn is_letter(character: char) -> bool {
    matches!(
        category(character),
        GeneralCategory::UppercaseLetter
            | GeneralCategory::LowercaseLetter
            | GeneralCategory::TitlecaseLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::OtherLetter
            | GeneralCategory::DecimalNumber
            | GeneralCategory::LetterNumber
            | GeneralCategory::OtherNumber
            | GeneralCategory::NonspacingMark
            | GeneralCategory::SpacingMark
            | GeneralCategory::EnclosingMark
    )
}

fn category(character: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(character)
}

fn shape(character: char) -> Shape {
    match category(character) {
        GeneralCategory::UppercaseLetter | GeneralCategory::TitlecaseLetter => Shape::Upper,
        GeneralCategory::DecimalNumber | GeneralCategory::LetterNumber | GeneralCategory::OtherNumber => Shape::Digit,
        _ => Shape::Other,
    }
}

fn is_picture(character: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(character)
        || CodePointSetData::new::<EmojiPresentation>().contains(character)
        || CodePointSetData::new::<RegionalIndicator>().contains(character)
}

/// One token for an emoji sequence: joiners, picture styles and accents go, tones of skin stand at the end, so that an emoji
/// without a tone is the beginning of the same one with any tone.
fn picture(cluster: &str) -> String {
    let is_tone = |letter: &char| CodePointSetData::new::<EmojiModifier>().contains(*letter);
    let is_dropped = |letter: &char| match category(*letter) {
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => *letter != KEY,
        _ => matches!(letter, '\u{200c}' | '\u{200d}'),
    };
    let said = || {
        cluster
            .chars()
            .filter(|letter| !is_dropped(letter))
            .take(MOST_CHARACTERS)
    };
    let plain = said().filter(|letter| !is_tone(letter));
    plain
        .chain(said().filter(is_tone))
        .map(|letter| if is_kept(letter) { letter } else { carried(letter) })
        .collect()
}

fn is_unspaced(character: char) -> bool {
    const SCRIPTS: [Script; 7] = [
        Script::Han,
        Script::Hiragana,
        Script::Katakana,
        Script::Hangul,
        Script::Thai,
        Script::Lao,
        Script::Khmer,
    ];
    if character.is_ascii() {
        return false;
    }
    let scripts = ScriptWithExtensions::new().get_script_extensions_val(character);
    SCRIPTS.iter().any(|script| scripts.contains(script))
}

/// The letters of a cluster, folded; empty where it has none.
fn letters(cluster: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(cluster.chars().take(MOST_CHARACTERS));
    let mut kept = String::with_capacity(cluster.len());
    for letter in decomposed.take(MOST_CHARACTERS).flat_map(char::to_lowercase) {
        if is_letter(letter) && letter != ARABIC_STRETCH && !is_accent(letter, kept.chars().next_back()) {
            kept.push_str(same_as(letter).unwrap_or(letter.encode_utf8(&mut [0; 4])));
        }
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(&kept).into_owned()
}

/// Whether a mark only decorates the letter before it. The short и is a letter of its own, so are か and が; the marks of
/// Thai or Hindi are vowels.
fn is_accent(mark: char, before: Option<char>) -> bool {
    let decorates = matches!(
        category(mark),
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
    ) && !matches!(mark, '\u{3099}' | '\u{309a}')
        && !(mark == '\u{306}' && before == Some('и'));
    decorates
        && matches!(
            CodePointMapData::<Script>::new().get(mark),
            Script::Inherited
                | Script::Common
                | Script::Arabic
                | Script::Hebrew
                | Script::Syriac
                | Script::Latin
                | Script::Greek
                | Script::Cyrillic
        )
}

/// Letters that people write for one another and that Unicode does not take apart.
fn same_as(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        // Keyboards of Arabic and of Persian put different signs on one key.
        'ي' | 'ى' => "ی",
        'ك' => "ک",
        _ => return None,
    })
}
