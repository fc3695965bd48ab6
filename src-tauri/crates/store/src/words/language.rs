//! Languages and how they are told apart.
//!
//! A language whose script is its own is told by a single word. Where several share a script the small words of the text
//! vote; where they are of one voice or none, the letters and their sequences decide, if they are many enough. What is
//! undecided then has no language: a wrong one hides a comment from those who look for it.

use std::sync::LazyLock;

use whatlang::{Detector, Info, Lang, Script};

use super::vote::vote;

/// A language that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(&'static Entry);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Entry {
    code: &'static str,
    name: &'static str,
    lang: Lang,
}

/// Letters a text needs before its letters are believed, where several languages share a script.
const FEWEST_LETTERS: usize = 12;

macro_rules! languages {
    ($($lang:ident $code:literal $name:literal)*) => {
        static LANGUAGES: &[Entry] = &[$(Entry { code: $code, name: $name, lang: Lang::$lang }),*];
    };
}

// Latin, Esperanto, Shona, Zulu, Akan, Javanese, Turkmen, Welsh and Yiddish are left out: beside them a short comment in one of the
// languages below is mistaken more often than one in theirs comes.
languages! {
    Eng "en" "English"
    Spa "es" "Spanish"
    Por "pt" "Portuguese"
    Fra "fr" "French"
    Deu "de" "German"
    Ita "it" "Italian"
    Nld "nl" "Dutch"
    Pol "pl" "Polish"
    Ces "cs" "Czech"
    Slk "sk" "Slovak"
    Slv "sl" "Slovenian"
    Hrv "hr" "Croatian"
    Srp "sr" "Serbian"
    Bul "bg" "Bulgarian"
    Mkd "mk" "Macedonian"
    Ukr "uk" "Ukrainian"
    Bel "be" "Belarusian"
    Rus "ru" "Russian"
    Ron "ro" "Romanian"
    Hun "hu" "Hungarian"
    Ell "el" "Greek"
    Swe "sv" "Swedish"
    Dan "da" "Danish"
    Nob "nb" "Norwegian"
    Fin "fi" "Finnish"
    Est "et" "Estonian"
    Lav "lv" "Latvian"
    Lit "lt" "Lithuanian"
    Tur "tr" "Turkish"
    Aze "az" "Azerbaijani"
    Uzb "uz" "Uzbek"
    Kat "ka" "Georgian"
    Hye "hy" "Armenian"
    Heb "he" "Hebrew"
    Ara "ar" "Arabic"
    Pes "fa" "Persian"
    Urd "ur" "Urdu"
    Hin "hi" "Hindi"
    Mar "mr" "Marathi"
    Nep "ne" "Nepali"
    Ben "bn" "Bengali"
    Pan "pa" "Punjabi"
    Guj "gu" "Gujarati"
    Ori "or" "Odia"
    Tam "ta" "Tamil"
    Tel "te" "Telugu"
    Kan "kn" "Kannada"
    Mal "ml" "Malayalam"
    Sin "si" "Sinhala"
    Mya "my" "Burmese"
    Khm "km" "Khmer"
    Tha "th" "Thai"
    Vie "vi" "Vietnamese"
    Ind "id" "Indonesian"
    Tgl "tl" "Tagalog"
    Cmn "zh" "Chinese"
    Jpn "ja" "Japanese"
    Kor "ko" "Korean"
    Amh "am" "Amharic"
    Afr "af" "Afrikaans"
    Cat "ca" "Catalan"
}

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.iter().map(|entry| entry.lang).collect()));

impl Language {
    /// Every language, those most likely to be asked for first.
    pub fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.iter().map(Self)
    }

    /// The language of a code or of an English name, whatever the size of the letters.
    pub fn of(word: &str) -> Option<Self> {
        Self::all()
            .find(|language| language.code().eq_ignore_ascii_case(word) || language.name().eq_ignore_ascii_case(word))
    }

    /// Two letters, of ISO 639-1.
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// Its English name.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The language of a text. Handles and hashtags are not looked at: they are names.
    pub(super) fn detect(text: &str) -> Option<Self> {
        let spoken = spoken(text);
        if !is_shared(DETECTOR.detect_script(&spoken)?) {
            return DETECTOR
                .detect(&spoken)
                .filter(Info::is_reliable)
                .and_then(|told| Self::told(told.lang()));
        }
        let vote = vote(&spoken);
        if vote.is_clear {
            return vote.first;
        }
        let told = DETECTOR.detect(&spoken)?;
        let letters = spoken.chars().filter(|letter| letter.is_alphabetic()).count();
        Self::told(told.lang())
            .filter(|language| vote.first == Some(*language) || (told.is_reliable() && letters >= FEWEST_LETTERS))
    }

    fn told(lang: Lang) -> Option<Self> {
        LANGUAGES.iter().find(|entry| entry.lang == lang).map(Self)
    }
}

/// Whether several languages are written in a script.
const fn is_shared(script: Script) -> bool {
    matches!(
        script,
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari
    )
}

fn spoken(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !word.starts_with(['@', '#']));
    words.collect::<Vec<_>>().join(" ")
}
