#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::*;

fn reply(title: &str, text: &str) -> Portable {
    Portable {
        title: title.to_owned(),
        text: text.to_owned(),
        ..Portable::default()
    }
}

fn good(bytes: &[u8]) -> Vec<Portable> {
    read(bytes).unwrap().into_iter().map(|(_, row)| row.unwrap()).collect()
}

#[test]
fn a_cell_that_looks_like_a_formula_is_guarded_in_a_table_and_nowhere_else() {
    let risky = [
        reply("=1+1", "+49 is our code"),
        reply("@home", "-20 % today"),
        reply("plain", "\t=cmd"),
        reply("'=quoted", "'tis fine"),
    ];
    let table = String::from_utf8(write(Format::Csv, &risky).unwrap()).unwrap();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines[0], "title,shortcut,text,account,keywords");
    assert_eq!(lines[1], "'=1+1,,'+49 is our code,,");
    assert_eq!(lines[2], "'@home,,'-20 % today,,");
    assert_eq!(lines[3], "plain,,'\t=cmd,,");
    assert_eq!(lines[4], "''=quoted,,'tis fine,,");
    assert_eq!(good(table.as_bytes()), risky);
    let json = String::from_utf8(write(Format::Json, &risky).unwrap()).unwrap();
    assert!(json.contains("\"=1+1\""));
}

#[test]
fn a_table_of_another_program_is_read_with_its_own_order_separator_and_mark() {
    let table = "\u{feff}text;title\r\n\"Hi {first_name},\nthanks\";Thanks\r\n";
    assert_eq!(good(table.as_bytes()), [reply("Thanks", "Hi {first_name},\nthanks")]);
    let empty = write(Format::Csv, &[]).unwrap();
    assert!(good(&empty).is_empty());
}

#[test]
fn a_bad_row_does_not_keep_the_others_out() {
    let json = r#"{"format":"postroom-saved-replies","version":1,"saved_replies":[
        {"title":"Good","text":"One"}, {"title":7}, {"title":"Also","text":"Two","shortcut":"two"}]}"#;
    let rows = read(json.as_bytes()).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].1.as_ref().unwrap().title, "Good");
    assert_eq!(rows[1].1.as_ref().unwrap_err().line, 2);
    assert_eq!(rows[2].1.as_ref().unwrap().shortcut.as_deref(), Some("two"));
}

#[test]
fn what_is_no_such_file_is_refused_with_a_next_step() {
    let cases: [&[u8]; 5] = [
        b"\xff\xfe\x00",
        b"{\"format\":\"other\",\"version\":1,\"saved_replies\":[]}",
        b"{\"format\":\"postroom-saved-replies\",\"version\":2,\"saved_replies\":[]}",
        b"{ not json",
        b"name,words\na,b\n",
    ];
    for bytes in cases {
        let problem = read(bytes).unwrap_err();
        assert_eq!(problem.code, ProblemCode::Precondition);
        assert!(problem.fix.is_some());
    }
}

proptest! {
    #[test]
    fn both_formats_read_back_what_was_written(
        rows in prop::collection::vec(("\\PC{1,12}", "[=+\\-@'\"a,;\n é🥶]{1,12}", prop::option::of("[a-z]{1,5}")), 0..5),
    ) {
        let replies: Vec<Portable> = rows
            .into_iter()
            .map(|(title, text, shortcut)| Portable { shortcut, ..reply(&title, &text) })
            .collect();
        for format in [Format::Json, Format::Csv] {
            let bytes = write(format, &replies).unwrap();
            prop_assert_eq!(good(&bytes), replies.clone());
        }
    }
}
