#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use super::fold::{self, LONGEST, MOST_TOKENS};

/// The terms of a text, as they stand in the index.
fn words(text: &str) -> String {
    let terms: Vec<String> = fold::text(text).words.into_iter().map(|token| token.term).collect();
    terms.join(" ")
}

/// The wholes of handles and hashtags, their opening written plainly.
fn tags(text: &str) -> Vec<String> {
    let tags = fold::text(text).tags;
    tags.iter()
        .map(|tag| format!("{}{}", tag.opening, tag.joined))
        .collect()
}

#[test]
fn a_text_becomes_folded_words() {
    for (text, folded) in [
        ("Love THIS so much!", "love this so much"),
        ("don't (stop) a-b", "don t stop a b"),
        ("Crème BRÛLÉE cafe\u{301}", "creme brulee cafe"),
        ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
        ("STRASSE Straße ΣΊΣΥΦΟΣ Łódź Ærø", "strasse strasse σισυφοσ lodz aero"),
        ("Ёлка Чай", "елка чай"),
        ("ｆｕｌｌ　ｗｉｄｔｈ 𝓕𝓪𝓷𝓬𝔂 ﬁsh", "full width fancy fish"),
        ("مُحَمَّد مـحـمـد آب أب", "محمد محمد اب اب"),
        ("שָׁלוֹם שלום", "שלום שלום"),
        ("كتابي کتابی", "کتابی کتابی"),
        ("می\u{200c}خواهم", "میخواهم"),
        ("हिन्दी நன்றி", "हिन्दी நன்றி"),
        ("fr\u{200b}ee so\u{ad}ft", "free soft"),
        ("^ ` ~ $5 50% <b>", "5 50 b"),
    ] {
        assert_eq!(words(text), folded, "{text}");
    }
}

#[test]
fn scripts_without_spaces_become_signs_and_pairs() {
    for (text, folded) in [
        ("送料無料", "送 送料 料 料無 無 無料 料"),
        ("送", "送"),
        ("iPhone15の色", "iphone15 の の色 色"),
        ("コーヒー", "コ コー ー ーヒ ヒ ヒー ー"),
        ("ｶﾞｷﾞ か\u{3099}", "ガ ガギ ギ が"),
        ("時々、送料", "時 時々 々 送 送料 料"),
        ("감사", "감 감사 사"),
        ("ㅋㅋ", "\u{110f} \u{110f}\u{110f} \u{110f}"),
        ("ที่นี่", "ที่ ที่นี่ นี่"),
        ("ລາວ", "ລ ລາ າ າວ ວ"),
        ("ខ្មែរ", "ខ្មែ ខ្មែរ រ"),
    ] {
        assert_eq!(words(text), folded, "{text}");
    }
}

#[test]
fn an_emoji_is_one_token() {
    for (text, folded) in [
        ("🔥🔥 x🔥y", "🔥 🔥 x 🔥 y"),
        ("❤️ ❤ ❤︎", "❤ ❤ ❤"),
        ("👍🏽", "👍🏽"),
        ("👨‍👩‍👧", "👨👩👧"),
        ("👩🏽‍🚀", "👩🚀🏽"),
        ("🇩🇪🇫🇷", "🇩🇪 🇫🇷"),
        ("1️⃣ #️⃣", "1\u{20e3} \u{f0023}\u{20e3}"),
        ("‼️ ↔️ 🫶 ♡ ★", "\u{f203c} \u{f2194} 🫶 \u{f2661} \u{f2605}"),
    ] {
        assert_eq!(words(text), folded, "{text}");
    }
    assert_ne!(words("🏴󠁧󠁢󠁥󠁮󠁧󠁿"), words("🏴󠁧󠁢󠁳󠁣󠁴󠁿"), "flags of tags differ");
}

#[test]
fn handles_and_hashtags_are_whole_and_in_parts() {
    for (text, folded, wholes) in [
        ("ask @anna.b_lee, please", "ask anna b lee please", vec!["@annablee"]),
        ("@anna. Yes", "anna yes", vec!["@anna"]),
        ("#SummerSale2026", "summer sale 2026", vec!["#summersale2026"]),
        ("#summer_sale.now", "summer sale now", vec!["#summersale"]),
        ("#a#b", "a b", vec!["#a", "#b"]),
        ("＃送料無料 x", "送 送料 料 料無 無 無料 料 x", vec!["#送料無料"]),
        ("#love🔥", "love 🔥", vec!["#love🔥"]),
        ("me@example.com", "me example com", vec![]),
        ("C# is # fun @ home", "c is fun home", vec![]),
    ] {
        assert_eq!(
            (words(text), tags(text)),
            (folded.to_owned(), wholes.iter().map(ToString::to_string).collect()),
            "{text}"
        );
    }
    let name = |name| fold::name(name).into_iter().map(|token| token.term).collect::<Vec<_>>();
    assert_eq!(name("anna.b_lee"), ["annablee", "anna", "b", "lee"]);
    assert_eq!(name("anna"), ["anna"]);
    assert_eq!(name("Anna Lee"), ["anna", "lee"]);
}

#[test]
fn what_nobody_writes_stays_small_and_quick() {
    let zalgo = format!("z{}a", "\u{301}\u{488}".repeat(25_000));
    let joined = vec!["😀"; 10_000].join("\u{200d}");
    let hostile = [
        "x".repeat(100_000),
        "a ".repeat(50_000),
        "送".repeat(33_000),
        "\0".repeat(100_000),
        "\u{202e}".repeat(30_000),
        "🇩".repeat(25_000),
        "#".repeat(100_000),
        "@a_".repeat(33_000),
        "ﷺ".repeat(30_000),
        zalgo,
        joined,
    ];
    let begin = Instant::now();
    for text in &hostile {
        let folded = fold::text(text);
        assert!(folded.words.len() <= MOST_TOKENS + 1);
        let longest = LONGEST * 4 * 18;
        let terms = folded.words.iter().map(|token| token.term.len());
        let wholes = folded.tags.iter().map(|tag| tag.joined.len());
        assert!(terms.chain(wholes).all(|length| length <= longest));
    }
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
}
