#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use jiff::Zoned;
use proptest::prelude::*;

/// The terms of a line that is all right, printed.
fn fine(text: &str) -> Vec<String> {
    let (terms, complaints) = read(text);
    assert_eq!(complaints, [], "{text:?}");
    terms.terms.iter().map(ToString::to_string).collect()
}

/// What stands at each complaint, what is said, and what is proposed.
fn wrong(text: &str) -> Vec<(&str, String, Option<String>)> {
    let (_, complaints) = read(text);
    complaints
        .into_iter()
        .map(|complaint| {
            let spot = &text[complaint.span.start..complaint.span.end];
            (spot, complaint.to_string(), complaint.nearest)
        })
        .collect()
}

#[test]
fn a_line_is_its_terms_side_by_side() {
    assert_eq!(
        fine("from:anna,@Ola  is:open -has:link after:7d \"second set\" price"),
        [
            "from:anna,ola",
            "is:open",
            "-has:link",
            "after:7d",
            "\"second set\"",
            "price"
        ]
    );
    assert_eq!(fine(""), [""; 0]);
    assert_eq!(fine(" \n\t\u{3000} "), [""; 0]);
}

#[test]
fn every_token_is_printed_in_one_way() {
    for (typed, printed) in [
        ("FROM:@Miller.Joe", "from:miller.joe"),
        ("post:17900000000000001", "post:17900000000000001"),
        ("post:\"autumn kiln\"", "post:\"autumn kiln\""),
        ("is:Open,DONE", "is:open,done"),
        ("is:Human,CLOSING", "is:human,closing"),
        ("has:media", "has:media"),
        ("has:Note", "has:note"),
        ("rule:links", "rule:links"),
        ("label:\"Order issue\",Press", "label:\"Order issue\",Press"),
        ("lang:Ukrainian,uk,EN,unknown", "lang:uk,uk,en,unknown"),
        ("account:KF", "account:kf"),
        ("before:2026-03-01", "before:2026-03-01"),
        ("before:2026-03", "before:2026-03-01"),
        ("before:2026", "before:2026-01-01"),
        ("after:2026-03-01T14:30", "after:2026-03-01T14:30"),
        ("after:Yesterday", "after:yesterday"),
        ("after:TODAY", "after:today"),
        ("after:024H", "after:24h"),
        ("-replied:YES", "-replied:yes"),
        ("“curved quotes”", "\"curved quotes\""),
        (r#""a \"quoted\" word""#, r#""a \"quoted\" word""#),
        (r#""back\slash""#, r#""back\\slash""#),
        ("label:\"//odd\"", "label:\"//odd\""),
    ] {
        assert_eq!(fine(typed), [printed]);
    }
}

#[test]
fn what_only_looks_like_a_token_is_text() {
    for text in [
        "https://a.example/x",
        "12:30",
        ":)",
        "-",
        "--",
        "5\"",
        "*",
        "NEAR(a",
        "送料:",
        "a:b".split(':').next().unwrap(),
    ] {
        let (terms, complaints) = read(text);
        assert_eq!(complaints, [], "{text}");
        assert!(matches!(terms.terms[0].token, Token::Words(_)), "{text}");
    }
}

#[test]
fn a_minus_turns_the_term_behind_it() {
    let (terms, _) = read("-is:open - -\"a b\" c-d");
    let turned: Vec<_> = terms.terms.iter().map(|term| term.negated).collect();
    assert_eq!(turned, [true, false, true, false]);
}

#[test]
fn every_term_knows_where_it_stands() {
    let text = "é -from:anna  \"a b\"";
    let (terms, _) = read(text);
    let stands: Vec<_> = terms
        .terms
        .iter()
        .map(|term| &text[term.span.start..term.span.end])
        .collect();
    assert_eq!(stands, ["é", "-from:anna", "\"a b\""]);
}

#[test]
fn free_text_goes_out_by_its_own_door() {
    let (terms, _) = read("so is:open -\"no thanks\"");
    let words: Vec<_> = terms
        .words()
        .map(|(not, words)| (not, words.text.as_str(), words.exact))
        .collect();
    assert_eq!(words, [(false, "so", false), (true, "no thanks", true)]);
}

#[test]
fn a_complaint_points_at_the_spot_and_proposes_what_was_meant() {
    let said = |text| wrong(text).remove(0);
    assert_eq!(
        said("is:open fron:anna"),
        (
            "fron",
            "There is no filter “fron:”. Put the words in quotes to search for them.".to_owned(),
            Some("from".to_owned())
        )
    );
    assert_eq!(
        said("is:done,opne"),
        (
            "opne",
            "“is:” does not know “opne”.".to_owned(),
            Some("open".to_owned())
        )
    );
    assert_eq!(said("is:humna").2.as_deref(), Some("human"));
    assert_eq!(said("is:closng").2.as_deref(), Some("closing"));
    assert_eq!(said("is:xylophone").2, None);
    assert_eq!(
        said("lang:ukranian"),
        (
            "ukranian",
            "No language is called “ukranian”. Write its English name or its code, like uk.".to_owned(),
            Some("Ukrainian".to_owned())
        )
    );
    assert_eq!(
        said("from: anna"),
        (
            "from",
            "“from:” needs something behind it, without a space.".to_owned(),
            None
        )
    );
    assert_eq!(said("from:@").0, "@");
    assert_eq!(said("label:a,,b").0, "label");
    assert_eq!(
        said("before:01.03.2026").1,
        "“01.03.2026” is no date. Write it like 2026-03-01, or 7d for seven days back."
    );
    assert_eq!(
        said("before:2026-02-30").1,
        "There is no day 2026-02-30 in the calendar."
    );
    assert_eq!(said("after:2026-02-01T25:00").0, "2026-02-01T25:00");
    assert_eq!(said("after:10000d").0, "10000d");
    assert_eq!(said("after:yesterdya").2, Some("yesterday".to_owned()));
    assert_eq!(said("replied:maybe").0, "maybe");
    assert_eq!(
        said("replied:yes,no"),
        (",no", "“replied:” takes one value.".to_owned(), None)
    );
    assert_eq!(
        said("so \"far"),
        ("\"far", "This quote is never closed.".to_owned(), None)
    );
    assert_eq!(said("so \" \"").1, "There is nothing between these quotes.");
}

#[test]
fn a_bad_term_spoils_no_other() {
    let (terms, complaints) = read("is:open is:opne,done price \"second set");
    assert_eq!(terms.to_string(), "is:open price \"second set\"");
    assert_eq!(complaints.len(), 2);
}

#[test]
fn the_words_that_are_accepted_are_listed() {
    let (_, complaints) = read("has:links");
    assert_eq!(
        complaints[0].accepted,
        Has::ALL.iter().map(|has| has.word()).collect::<Vec<_>>()
    );
    assert_eq!(complaints[0].nearest.as_deref(), Some("link"));
}

#[test]
fn more_terms_than_a_list_is_made_from_are_refused() {
    let (terms, complaints) = read(&"a ".repeat(MOST_TERMS + 2));
    assert_eq!(terms.terms.len(), MOST_TERMS);
    assert_eq!(
        (complaints[0].span.start, complaints[0].span.end),
        (2 * MOST_TERMS, 2 * MOST_TERMS + 3)
    );
}

fn names() -> Names {
    let account = |handle: &str, mark: &str| AccountName {
        handle: handle.to_owned(),
        mark: mark.to_owned(),
    };
    Names {
        accounts: vec![account("kiln.and.fire", "KF"), account("solvej.ceramics", "SC")],
        labels: vec!["Order issue".to_owned(), "Press".to_owned()],
        rules: Vec::new(),
    }
}

#[test]
fn a_name_that_is_none_is_a_complaint_only_where_names_are_known() {
    assert_eq!(
        fine("label:Pres account:kf rule:links"),
        ["label:Pres", "account:kf", "rule:links"]
    );
    let complaints = names().check("label:Pres,press account:kf,@Solvej.Ceramics rule:links account:xx");
    let said: Vec<_> = complaints
        .iter()
        .map(|each| (each.to_string(), each.nearest.as_deref()))
        .collect();
    assert_eq!(
        said,
        [
            ("There is no label called “Pres”.".to_owned(), Some("Press")),
            ("There is no rule called “links”.".to_owned(), None),
            ("There is no account called “xx”.".to_owned(), None),
        ]
    );
}

fn zoned(text: &str) -> Zoned {
    text.parse().unwrap()
}

fn moment(typed: &str, now: &str) -> String {
    let (terms, _) = read(&format!("after:{typed}"));
    let Token::After(when) = terms.terms[0].token else {
        panic!("{typed} is a moment");
    };
    when.instant(&zoned(now)).to_string()
}

#[test]
fn moments_are_meant_in_the_zone_they_are_asked_in() {
    let prague = "2026-03-29T14:00:00+02:00[Europe/Prague]";
    for (typed, expected) in [
        // The clocks went forward that night.
        ("today", "2026-03-28T23:00:00Z"),
        ("yesterday", "2026-03-27T23:00:00Z"),
        ("2026-03-30", "2026-03-29T22:00:00Z"),
        ("2026-03-29T02:30", "2026-03-29T01:30:00Z"),
        ("24h", "2026-03-28T12:00:00Z"),
        ("1d", "2026-03-28T13:00:00Z"),
        ("1w", "2026-03-22T13:00:00Z"),
        ("1m", "2026-02-28T13:00:00Z"),
        ("1y", "2025-03-29T13:00:00Z"),
        ("9999y", "-007973-03-29T13:02:16Z"),
    ] {
        assert_eq!(moment(typed, prague), expected, "{typed}");
    }
    // Midnight of that day did not exist there.
    let santiago = "2026-09-06T12:00:00-03:00[America/Santiago]";
    assert_eq!(moment("today", santiago), "2026-09-06T04:00:00Z");
}

/// What is offered where `|` stands in the line, and what it replaces.
fn offered(line: &str) -> (String, Vec<String>) {
    let caret = line.find('|').unwrap();
    let text = line.replace('|', "");
    let found = complete(&text, caret, &names());
    let replaced = text[found.span.start..found.span.end].to_owned();
    (
        replaced,
        found.suggestions.into_iter().map(|each| each.insert).collect(),
    )
}

#[test]
fn completions_fit_what_the_caret_touches() {
    let all: Vec<_> = Key::ALL.iter().map(|key| format!("{}:", key.word())).collect();
    assert_eq!(offered("|"), (String::new(), all.clone()));
    assert_eq!(offered("is:open |"), (String::new(), all.clone()));
    assert_eq!(offered("-|").1, all);
    assert_eq!(offered("fr|"), ("fr".to_owned(), vec!["from:".to_owned()]));
    assert_eq!(offered("-l|a").1, ["label:", "lang:", "has:link"]);
    assert_eq!(offered("sno|"), ("sno".to_owned(), vec!["is:snoozed".to_owned()]));
    assert_eq!(offered("is:o|"), ("o".to_owned(), vec!["open".to_owned()]));
    assert_eq!(offered("is:|").1.len(), Is::ALL.len());
    assert_eq!(offered("is:open,d|").1, ["done"]);
    assert!(!offered("is:open,|").1.contains(&"open".to_owned()), "chosen already");
    assert_eq!(offered("i|s:open"), ("is:".to_owned(), vec!["is:".to_owned()]));
    assert_eq!(offered("label:|").1, ["\"Order issue\"", "Press"]);
    assert_eq!(
        offered("label:\"ord|"),
        ("\"ord".to_owned(), vec!["\"Order issue\"".to_owned()])
    );
    assert_eq!(offered("account:@so|").1, ["solvej.ceramics"]);
    assert_eq!(offered("lang:ukr|").1, ["uk"]);
    assert_eq!(offered("before:y|").1, ["yesterday"]);
    assert_eq!(offered("replied:|").1, ["yes", "no"]);
    assert_eq!(offered("from:an|").1, [""; 0]);
    assert_eq!(offered("nothing:|").1, [""; 0]);
    assert_eq!(offered("送|").1, [""; 0]);
}

/// Lines as people type them, right and wrong.
fn line() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "[a-z@.]{0,8}",
        "[a-z]{1,4} ?[a-z]{0,4}".prop_map(|text| format!("\"{text}\"")),
        proptest::sample::select(vec![
            "open",
            "OPNE",
            "link",
            "uk",
            "unknown",
            "7d",
            "2026-03-01",
            "2026-13-01",
            "2026",
            "yes",
            "no",
            "99999d",
            "\"",
            "“x",
            "\\",
            "//",
            "送料",
            "🔥",
            "today",
        ])
        .prop_map(str::to_owned),
    ];
    let key = proptest::sample::select(Key::ALL.to_vec());
    let token = (key, proptest::collection::vec(value.clone(), 1..4))
        .prop_map(|(key, values)| format!("{}:{}", key.word(), values.join(",")));
    let term = ("-{0,2}", prop_oneof![token, value, "\\PC{0,6}"]).prop_map(|(minus, rest)| format!("{minus}{rest}"));
    proptest::collection::vec(term, 0..8).prop_map(|terms| terms.join(" "))
}

fn holds_together(text: &str) {
    let (terms, complaints) = read(text);
    for span in terms
        .terms
        .iter()
        .map(|term| term.span)
        .chain(complaints.iter().map(|each| each.span))
    {
        assert!(
            text.get(span.start..span.end).is_some_and(|spot| !spot.is_empty()),
            "{text:?}: {span:?}"
        );
    }
    for complaint in names().check(text) {
        assert!(
            text.get(complaint.span.start..complaint.span.end)
                .is_some_and(|spot| !spot.is_empty())
        );
    }
    let printed = terms.to_string();
    let (again, wrong) = read(&printed);
    assert_eq!(wrong, [], "{text:?} was printed as {printed:?}");
    let bare = |terms: &Terms| -> Vec<(bool, Token)> {
        terms
            .terms
            .iter()
            .map(|term| (term.negated, term.token.clone()))
            .collect()
    };
    assert_eq!(bare(&again), bare(&terms), "{text:?} was printed as {printed:?}");
    assert_eq!(again.to_string(), printed);
    for caret in 0..=text.len() + 1 {
        let found = complete(text, caret, &names());
        assert!(
            text.get(found.span.start..found.span.end).is_some(),
            "{text:?} at {caret}: {found:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_read_reads_back_and_every_spot_lies_in_the_text(text in line()) {
        holds_together(&text);
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,60}") {
        holds_together(&text);
    }

    #[test]
    fn any_characters_are_taken(letters in proptest::collection::vec(any::<char>(), 0..60)) {
        holds_together(&letters.into_iter().collect::<String>());
    }
}
