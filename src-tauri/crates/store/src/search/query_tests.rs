#![allow(clippy::unwrap_used)]

use std::ops::Range;

use super::{Query, marks, marks_in_name};

fn wanted(typed: &str) -> Option<String> {
    Query::parse(typed).wanted_expression()
}

#[test]
fn words_must_all_be_found_and_the_last_one_from_its_start() {
    for (typed, expression) in [
        ("so", "\"so\"*"),
        ("so ", "\"so\""),
        ("Love thi", "\"love\" AND \"thi\"*"),
        ("a", "\"a\""),
        ("don't", "\"don t\""),
        ("anna.b_lee", "\"anna b lee\"*"),
        ("送料", "\"送料\"*"),
        ("送料無", "\"送料 料 料無\"*"),
        ("送", "\"送\""),
        ("🔥 ", "\"🔥\"*"),
        ("love \"this so\"", "\"love\" AND \"this so\""),
        ("“this so", "\"this so\"*"),
        ("12\" pizza", "\"12\" AND \"pizza\"*"),
        ("#sale", "tags : \"\u{f0023}sale\"*"),
        ("@anna ", "(tags : \"\u{f0040}anna\" OR names : \"anna\")"),
        ("x#sale", "\"x\" AND tags : \"\u{f0023}sale\"*"),
    ] {
        assert_eq!(wanted(typed).as_deref(), Some(expression), "{typed}");
    }
}

#[test]
fn operators_of_the_database_are_plain_text() {
    for (typed, expression) in [
        ("NEAR(a b)", "\"near a\" AND \"b\""),
        (
            "a AND b OR c NOT d",
            "\"a\" AND \"and\" AND \"b\" AND \"or\" AND \"c\" AND \"not\" AND \"d\"",
        ),
        ("wo*", "\"wo\"*"),
        ("words:secret", "\"words secret\"*"),
        ("^first {x} a+b", "\"first\" AND \"x\" AND \"a b\""),
        ("well-known", "\"well known\"*"),
        ("'; DROP TABLE search --", "\"drop\" AND \"table\" AND \"search\""),
        ("\0nul", "\"nul\"*"),
    ] {
        assert_eq!(wanted(typed).as_deref(), Some(expression), "{typed}");
        assert_eq!(Query::parse(typed).unwanted_expression(), None, "{typed}");
    }
}

#[test]
fn a_minus_before_a_word_excludes_it() {
    for (typed, found, excluded) in [
        ("love -spam", Some("\"love\""), Some("\"spam\"*")),
        ("-spam -\"buy now\" ", None, Some("\"spam\" OR \"buy now\"")),
        ("a - b", Some("\"a\" AND \"b\""), None),
        ("--help", Some("\"help\"*"), None),
        ("-", None, None),
    ] {
        let query = Query::parse(typed);
        assert_eq!(query.wanted_expression().as_deref(), found, "{typed}");
        assert_eq!(query.unwanted_expression().as_deref(), excluded, "{typed}");
    }
}

#[test]
fn nothing_to_look_for_is_an_empty_query() {
    for typed in ["", "  ", "?!", "\"\"", "#", "@ -", "\u{301}", "\u{202e}", "(*)"] {
        assert!(Query::parse(typed).is_empty(), "{typed}");
        assert_eq!(marks("any text", &Query::parse(typed)), []);
    }
    assert!(!Query::parse("-spam").is_empty());
}

#[test]
fn a_query_pasted_by_mistake_is_read_in_part() {
    let query = Query::parse(&"word ".repeat(20_000));
    assert_eq!(query.wanted.len(), 32);
    assert!(Query::parse(&"送".repeat(50_000)).wanted_expression().unwrap().len() < 8_000);
}

/// The text with what is marked between brackets.
fn marked(text: &str, typed: &str) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut shown = String::new();
    let mut at = 0;
    for mark in marks(text, &Query::parse(typed)) {
        let (start, end) = (mark.start as usize, mark.end as usize);
        shown += &String::from_utf16(&units[at..start]).unwrap();
        shown += &format!("[{}]", String::from_utf16(&units[start..end]).unwrap());
        at = end;
    }
    shown + &String::from_utf16(&units[at..]).unwrap()
}

#[test]
fn marks_stand_where_the_eye_sees_the_words() {
    for (text, typed, shown) in [
        ("love this so much", "so", "love this [so] much"),
        ("Loved, loved it", "lov", "[Loved], [loved] it"),
        ("Crème brûlée!", "creme", "[Crème] brûlée!"),
        ("今日は送料無料です", "送料", "今日は[送料]無料です"),
        ("今日は送料無料です", "料無料", "今日は送[料無料]です"),
        ("so 🔥🔥🔥", "🔥", "so [🔥][🔥][🔥]"),
        ("ok 👍🏽", "👍", "ok [👍🏽]"),
        ("👨‍👩‍👧 us", "us", "👨‍👩‍👧 [us]"),
        ("say this so loud", "\"this so\"", "say [this so] loud"),
        ("is it so? this", "\"this so\"", "is it so? this"),
        ("שלום עולם", "עולם", "שלום [עולם]"),
        ("see #SummerSale2026", "sale", "see #Summer[Sale]2026"),
        ("see #SummerSale2026", "#summers", "see [#SummerSale2026]"),
        ("see #SummerSale2026", "summersale2026", "see [#SummerSale2026]"),
        ("sale at @anna.b", "#sale", "sale at @anna.b"),
        ("hi @anna.b", "annab", "hi [@anna.b]"),
        ("a b c", "-b", "a b c"),
    ] {
        assert_eq!(marked(text, typed), shown, "{text} / {typed}");
    }
    assert_eq!(
        marks_in_name("anna.b_lee", &Query::parse("@lee")),
        vec![Range { start: 7, end: 10 }]
    );
    assert_eq!(
        marks_in_name("anna.b_lee", &Query::parse("annab")),
        vec![Range { start: 0, end: 10 }]
    );
}
