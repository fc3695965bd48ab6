#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use proptest::prelude::*;

fn told(text: &str) -> Reading {
    read(Some(text))
}

fn code(text: &str) -> Option<&'static str> {
    told(text).language.map(Language::code)
}

#[test]
fn the_language_of_a_comment_is_told() {
    for (expected, text) in [
        (
            "en",
            "Is the tall terracotta one frost-proof? I want it outside by the door all winter",
        ),
        ("en", "Do you ship the speckled plates to Norway?"),
        ("de", "Ich liebe diese Farbe, wann gibt es die Schale wieder im Laden?"),
        (
            "fr",
            "Est-ce que vous livrez aussi en Belgique pour les grandes commandes ?",
        ),
        ("es", "¿Tenéis mesa para seis el domingo? Llegamos sobre las dos"),
        ("pt", "Vocês ainda têm esse vaso na cor verde? Quero comprar dois"),
        (
            "it",
            "Buongiorno, spedite anche in Svizzera? Quanto costa la spedizione?",
        ),
        (
            "nl",
            "Wat een mooie kleuren, hebben jullie deze nog in de winkel liggen?",
        ),
        ("pl", "Czy można jeszcze zamówić ten zestaw talerzy na prezent?"),
        ("uk", "Дуже гарно! Коли цей набір знову буде в наявності?"),
        ("ru", "Подскажите пожалуйста, сколько стоит доставка в другой город?"),
        ("tr", "Merhaba, bu ürünün fiyatı ne kadar, kargo ücretsiz mi?"),
        ("vi", "Shop ơi cho mình hỏi cái này giá bao nhiêu vậy?"),
        ("ja", "送料はいくらですか"),
        ("zh", "这个多少钱"),
        ("ko", "배송비 얼마예요"),
        ("th", "ราคาเท่าไหร่คะ"),
        ("el", "Πόσο κάνει"),
        ("he", "כמה זה עולה לשלוח אלי הביתה"),
        ("hi", "यह कितने का है, मुझे भी चाहिए"),
        ("ar", "بكم هذا المنتج وهل يوجد توصيل إلى المدينة"),
        ("ka", "რა ღირს"),
        ("hy", "ինչ արժե"),
    ] {
        assert_eq!(code(text), Some(expected), "{text}");
    }
}

#[test]
fn short_and_wordless_texts_have_no_language() {
    for text in [
        "",
        " ",
        "wow",
        "so nice",
        "🔥🔥🔥",
        "❤️",
        "!!!",
        "123",
        "@anna @ola",
        "#kiln #batch4",
        "https://a.example/x",
    ] {
        assert_eq!(code(text), None, "{text:?}");
    }
}

#[test]
fn names_and_addresses_do_not_decide_the_language() {
    let german = "@the_best_shop_in_town Das ist wirklich eine wunderschöne Schale geworden #handmade #pottery #love";
    assert_eq!(code(german), Some("de"));
}

#[test]
fn a_question_mark_of_any_script_asks() {
    for text in [
        "Price?",
        "¿Cuánto",
        "價格？",
        "السعر؟",
        "գին՞",
        "ዋጋ፧",
        "Nubian⳺",
        "what‽",
        "?!",
        "⁇",
        "⁉️",
        "❓",
        "❔ ship",
        "τιμη\u{37e}",
        "a⸮",
        "ꕉ꘏",
        "ꛀ꛷",
        "𑄌𑅃",
        "𞤸𞥟",
        "﹖",
        "︖",
    ] {
        assert!(told(text).question, "{text}");
    }
}

#[test]
fn a_greek_semicolon_asks_and_another_does_not() {
    assert!(told("Πόσο κοστίζει;").question);
    assert!(!told("Lovely; truly lovely").question);
}

#[test]
fn question_words_of_the_language_ask_without_a_mark() {
    for text in [
        "Hi, how much is the big one with the handle",
        "Do you ship to Norway and how long does it take",
        "where can I buy these beautiful plates",
        "Hallo, wann gibt es die große Schale wieder bei euch",
        "Was kostet der Versand nach Österreich bei euch eigentlich",
        "Bonjour, est-ce que vous livrez aussi en Belgique",
        "Hola, cuánto cuesta el envío a Canarias por favor",
        "Boa tarde, quanto custa esse vaso grande azul",
        "Ciao, quanto costa la spedizione in Svizzera",
        "Hoi, hebben jullie deze ook in het groen op voorraad",
        "Dzień dobry, czy można jeszcze zamówić ten zestaw talerzy",
        "Dobrý den, kolik stojí poštovné na Slovensko prosím",
        "Bună ziua, cât costă livrarea în toată țara",
        "Szia, mennyibe kerül a szállítás és mikor jön meg a csomag",
        "Hej, vad kostar frakten till Norge för två skålar",
        "Hei, paljonko maksaa toimitus Suomeen ja onko tätä vielä",
        "Merhaba, bu ürünün fiyatı ne kadar acaba öğrenebilir miyim",
        "Здравствуйте, сколько стоит доставка в другой город",
        "Добрий день, скільки коштує доставка у Львів",
        "Здравейте, колко струва доставката до София",
        "Γεια σας, πόσο κοστίζει η αποστολή",
        "היי כמה עולה המשלוח אלי הביתה",
        "السلام عليكم، كم سعر هذا المنتج مع التوصيل",
        "नमस्ते, यह कितने का है और कहाँ मिलेगा",
        "Halo kak, harganya berapa ya untuk yang ukuran besar",
        "Shop ơi cho mình hỏi cái này giá bao nhiêu",
        "อันนี้ราคาเท่าไหร่",
        "请问这个多少钱",
        "送料はいくらですか",
        "배송비 얼마예요",
    ] {
        assert!(told(text).question, "{text}: {:?}", code(text));
    }
}

#[test]
fn praise_and_telling_ask_nothing() {
    for text in [
        "",
        "🔥🔥",
        "What a lovely colour this has become",
        "How beautiful! I want all of them in my kitchen",
        "I know what you mean, mine arrived yesterday and it is perfect",
        "Love when the kiln surprises us all like this",
        "Wie schön ist das denn geworden! Ich bin ganz verliebt in diese Farbe",
        "Qué bonito trabajo, me encanta muchísimo vuestra tienda",
        "Look at https://shop.example/?size=4 for the sizes",
        "この色が大好きです",
        "太漂亮了",
        "Дуже гарно, ми просто в захваті від цього набору",
    ] {
        assert!(!told(text).question, "{text}: {:?}", code(text));
    }
}

#[test]
fn links_mentions_and_emoji_are_seen() {
    for (text, link, mention, emoji) in [
        ("look: https://a.example/x?y=1.", true, false, false),
        ("www.A-Shop.example", true, false, false),
        ("cheap followers at bit.ly/abc", true, false, false),
        ("visit my-shop.com now", true, false, false),
        ("So nice.Where is it", false, false, false),
        ("write to ola@shop.example", false, false, false),
        ("@ola look", false, true, false),
        ("me@home", false, false, false),
        ("thanks 💚", false, false, true),
        ("❤", false, false, true),
        ("🇳🇴", false, false, true),
        ("1️⃣", false, false, true),
        ("1 # * © ® ™ 12", false, false, false),
    ] {
        let reading = told(text);
        assert_eq!(
            (reading.link, reading.mention, reading.emoji),
            (link, mention, emoji),
            "{text}"
        );
    }
}

#[test]
fn every_language_with_question_words_can_be_told() {
    for code in question::SIGNS.keys() {
        assert!(Language::of(code).is_some(), "{code}");
    }
    assert!(question::SIGNS.len() >= 25);
}

#[test]
fn a_language_answers_to_its_code_and_its_name() {
    for language in Language::all() {
        assert_eq!(Language::of(&language.code().to_uppercase()), Some(language));
        assert_eq!(Language::of(language.name()), Some(language));
    }
    assert_eq!(Language::of("klingon"), None);
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "\\PC*") {
        told(&text);
    }

    #[test]
    fn any_characters_can_be_read(letters in proptest::collection::vec(any::<char>(), 0..400)) {
        told(&letters.into_iter().collect::<String>());
    }
}

#[test]
fn what_stands_far_back_in_a_very_long_text_is_not_looked_at() {
    let long = "word ".repeat(MOST_BYTES);
    assert!(!told(&format!("{long}?")).question);
    assert!(told(&format!("💚{long}")).emoji);
}

#[test]
fn a_comment_without_words_says_so() {
    for nothing in [None, Some(""), Some(" \n")] {
        assert_eq!(read(nothing).bits(), Trait::Wordless.bit());
    }
    assert_eq!(told("🔥").bits(), Trait::Emoji.bit());
}

#[test]
fn bits_say_everything_that_is_so_and_nothing_else() {
    let all = told("@ola where is https://a.example? 💚");
    let expected = [Trait::Question, Trait::Link, Trait::Mention, Trait::Emoji];
    assert_eq!(all.bits(), expected.map(Trait::bit).iter().sum::<i64>());
    assert_eq!(told("lovely").bits(), 0);
}
