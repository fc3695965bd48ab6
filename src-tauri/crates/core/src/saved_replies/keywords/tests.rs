#![allow(clippy::unwrap_used, clippy::expect_used)]

use store::Topic::{self, Availability, Complaint, Price, Shipping};
use uuid::Uuid;

use super::*;

fn rule(topic: Option<Topic>, words: &[&str]) -> KeywordRule {
    KeywordRule {
        uid: Uuid::from_u128(topic.map_or(99, |topic| u128::try_from(topic.code()).unwrap())),
        topic,
        name: String::new(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        needs_human: topic == Some(Complaint),
        active: true,
    }
}

fn built_in() -> Matcher {
    Matcher::new(Topic::ALL.iter().map(|topic| rule(Some(*topic), &[])).collect())
}

fn topics(text: &str) -> Vec<Topic> {
    built_in()
        .hits(text)
        .into_iter()
        .filter_map(|hit| hit.rule.topic)
        .collect()
}

#[test]
fn what_people_ask_is_found_in_their_language() {
    let cases: &[(&str, &[Topic])] = &[
        ("How much is the green one??", &[Price]),
        ("PRICE?", &[Price]),
        ("price/shipping to NL", &[Price, Shipping]),
        ("Was kostet die Vase, und ist sie auf Lager?", &[Price, Availability]),
        ("combien coute-t-il ?", &[Price]),
        ("¿Cuanto cuesta? ¿Hacen envios a Canarias?", &[Price, Shipping]),
        ("Qual o PREÇO?", &[Price]),
        ("quanto costa la spedizione", &[Price, Shipping]),
        ("Ile kosztuje wysylka?", &[Price]),
        ("Скільки коштує?", &[Price]),
        ("Есть в наличии?", &[Availability]),
        ("почем", &[Price]),
        ("Fiyatı nedir", &[Price]),
        ("FİYAT?", &[Price]),
        ("كم السِّعر؟", &[Price]),
        ("במלאי?", &[Availability]),
        ("इसकी कीमत क्या है", &[Price]),
        ("送料はいくらですか", &[Price, Shipping]),
        ("ＰＲＩＣＥ please", &[Price]),
        ("多少钱，还有货吗", &[Price, Availability]),
        ("가격이 얼마예요? 배송비는?", &[Price, Shipping]),
        ("ราคาเท่าไหร่คะ", &[Price]),
        ("giá bao nhiêu ạ", &[Price]),
        ("🔥🔥 price 🔥", &[Price]),
        ("I want a refund, it never arrived", &[Complaint]),
        ("返金してください", &[Complaint]),
        ("Do you ship the plates to Norway?", &[Shipping]),
        ("Is it available?\nHow much", &[Price, Availability]),
    ];
    for (text, expected) in cases {
        assert_eq!(topics(text), *expected, "{text}");
    }
}

#[test]
fn a_part_of_a_word_is_no_word() {
    let cases = [
        "priceless!",
        "What a friendship, and a worship place",
        "how come much of it is gone",
        "Costa Rica in spring",
        "Già visto",
        "The membership card",
        "I broke my heart over this one 💔",
        "disponibilità? no, solo bello",
        "ceník",
        "",
        "?!",
        "🥶",
    ];
    for text in cases {
        assert_eq!(topics(text), [], "{text}");
    }
}

#[test]
fn a_rule_of_the_team_is_found_as_whole_words_and_named_as_it_is_spelled() {
    let matcher = Matcher::new(vec![
        rule(None, &["Gift card", "voucher", "ギフト", "24/7"]),
        KeywordRule {
            active: false,
            ..rule(Some(Price), &[])
        },
    ]);
    let word = |text: &str| matcher.hits(text).first().map(|hit| hit.word.clone());
    assert_eq!(word("any GIFT  CARDS or a gift\ncard?").as_deref(), Some("Gift card"));
    assert_eq!(word("gift of a card"), None);
    assert_eq!(word("vouchers"), None);
    assert_eq!(word("ギフト券ありますか").as_deref(), Some("ギフト"));
    assert_eq!(word("open 24/7?").as_deref(), Some("24/7"));
    assert!(
        matcher.hits("how much").is_empty(),
        "a rule that is switched off finds nothing"
    );
}

#[test]
fn only_a_rule_that_calls_for_a_person_does_so() {
    let matcher = built_in();
    assert!(matcher.needs_human("This is a scam, I want my money back"));
    assert!(!matcher.needs_human("How much is shipping?"));
}

#[test]
fn hostile_text_is_looked_at_no_further_than_a_person_would() {
    let matcher = built_in();
    let long = format!("{} how much", "a\u{0301}\u{202e}🧑‍🚀 ".repeat(20_000));
    assert!(matcher.hits(&long).is_empty());
    assert_eq!(matcher.hits(&format!("how much\0{long}")).len(), 1);
}

#[test]
fn no_built_in_word_means_two_things() {
    let mut seen: HashMap<String, Topic> = HashMap::new();
    for topic in Topic::ALL {
        for word in words::of(*topic) {
            assert!(!folded(word).trim().is_empty(), "{word}");
            if let Some(other) = seen.insert(folded(word), *topic) {
                assert_eq!(other, *topic, "{word} stands for two topics");
            }
        }
    }
}
