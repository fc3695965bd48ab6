#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::*;

fn values() -> Values {
    Values {
        name: Some("Ines Plaza".to_owned()),
        username: Some("ines.plaza".to_owned()),
        account: "solvej.ceramics".to_owned(),
        caption: Some("Autumn kiln, batch 4. Forty-one pieces came out on Sunday.".to_owned()),
        member: "Maya".to_owned(),
    }
}

fn filled(text: &str, values: &Values) -> String {
    joined(&Template::parse(text).unwrap().fill(values))
}

fn faults(text: &str) -> Vec<(&str, FaultKind)> {
    let faults = Template::parse(text).unwrap_err();
    faults
        .into_iter()
        .map(|fault| (&text[fault.span], fault.kind))
        .collect()
}

#[test]
fn variables_are_filled_in() {
    let text = "Hi {first_name}, {product} is kept for {username}. {member} at {account}";
    assert_eq!(
        filled(text, &values()),
        "Hi Ines, Autumn kiln, batch 4 is kept for @ines.plaza. Maya at @solvej.ceramics"
    );
    assert_eq!(
        filled("{ First_Name | you }", &values()),
        "Ines",
        "case and spaces do not matter"
    );
    assert_eq!(filled("{{not one}} {member}", &values()), "{not one} Maya");
}

#[test]
fn what_nobody_knows_is_what_the_reply_says_instead_or_stays_in_braces() {
    let stranger = Values {
        account: "solvej.ceramics".to_owned(),
        ..Values::default()
    };
    assert_eq!(filled("Hi {first_name|there}!", &stranger), "Hi there!");
    assert_eq!(filled("Hi {first_name}!", &stranger), "Hi {first_name}!");
    let handle_only = Values {
        username: Some("ines.plaza".to_owned()),
        ..stranger.clone()
    };
    assert_eq!(filled("Hi {first_name}!", &handle_only), "Hi @ines.plaza!");
    assert_eq!(
        filled("Hi {first_name|there}!", &handle_only),
        "Hi there!",
        "the reply knows better"
    );
    assert_eq!(filled("Your {product|piece}", &stranger), "Your piece");
    let pieces = Template::parse("Your {product} waits").unwrap().fill(&stranger);
    assert_eq!(
        pieces,
        [
            Filled::Text("Your ".to_owned()),
            Filled::Missing(Variable::Product),
            Filled::Text(" waits".to_owned())
        ]
    );
    assert_eq!(unfilled(&joined(&pieces)), Some(Variable::Product));
    assert_eq!(unfilled("Your {thing} and {{product}"), Some(Variable::Product));
    assert_eq!(unfilled("Your {thing}"), None, "what is no variable may be meant");
}

#[test]
fn a_mistake_is_told_with_its_spot() {
    assert_eq!(
        faults("Hi {frist_name}, your {product} {"),
        [
            ("{frist_name}", FaultKind::Unknown("frist_name".to_owned())),
            ("{", FaultKind::Unclosed)
        ]
    );
    assert_eq!(
        faults("grüße {} und }"),
        [("{}", FaultKind::Nameless), ("}", FaultKind::Stray)]
    );
    assert_eq!(
        faults("{first_name\n}"),
        [("{", FaultKind::Unclosed), ("}", FaultKind::Stray)]
    );
    assert_eq!(faults("{|there}"), [("{|there}", FaultKind::Nameless)]);
    let unknown = Template::parse("{frist_name}").unwrap_err().remove(0).words();
    assert_eq!(unknown.0, "There is no variable called “frist_name”.");
    assert!(
        unknown.1.contains("{first_name}, {username}, {product}"),
        "{}",
        unknown.1
    );
}

#[test]
fn a_post_is_called_by_its_first_sentence() {
    let cases = [
        ("Autumn kiln, batch 4. Forty-one pieces", Some("Autumn kiln, batch 4")),
        ("\n  First frost at the lake\nMore", Some("First frost at the lake")),
        ("House blend no.9 is back! Come by", Some("House blend no.9 is back")),
        ("秋の新作。送料無料", Some("秋の新作")),
        ("...", None),
        ("", None),
        (
            "A caption whose first sentence goes on and on and on until nobody would call the thing by it",
            None,
        ),
    ];
    for (caption, expected) in cases {
        assert_eq!(title(caption).as_deref(), expected, "{caption}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_spots_inside_it(text in "[a-z{}|_ é🥶\n]{0,40}") {
        match Template::parse(&text) {
            Ok(template) => {
                joined(&template.fill(&values()));
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!(text.get(fault.span).is_some());
                }
            }
        }
    }

    #[test]
    fn text_with_doubled_braces_comes_out_as_it_was(text in "[a-z{} é🥶\n]{0,40}") {
        let doubled = text.replace('{', "{{").replace('}', "}}");
        prop_assert_eq!(filled(&doubled, &values()), text);
    }
}
