//! What people type above a list.

use std::collections::BTreeSet;

use postroom_core::ProblemCode;
use postroom_core::inbox::Typed;
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use store::views::View;

/// The threads of a list of everything under a line.
async fn threads(office: &Office, line: &str) -> BTreeSet<String> {
    tops(office, Typed { line, search: "" }).await
}

async fn tops(office: &Office, typed: Typed<'_>) -> BTreeSet<String> {
    let rows = office.typed(View::All, typed).await.unwrap();
    rows.into_iter()
        .filter_map(|listed| listed.item.face.comment().cloned())
        .map(|face| face.parent.unwrap_or(face.id).to_string())
        .collect()
}

#[tokio::test]
async fn words_are_read_behind_the_sync_and_a_line_narrows_the_list_to_them() {
    let office = Office::connected().await.unwrap();
    let username = office.username(0);
    let asking: BTreeSet<String> = office
        .others(&username)
        .into_iter()
        .filter(|comment| comment.text.as_ref().is_some_and(|text| text.contains('?')))
        .map(|comment| comment.parent.unwrap_or(comment.id))
        .collect();
    assert!(!asking.is_empty(), "the world asks something");
    poll::until("every word to be read", LIMIT, async || {
        let found = threads(&office, "is:question").await;
        Ok(asking.is_subset(&found).then_some(()))
    })
    .await
    .unwrap();

    let all = threads(&office, "").await;
    let questions = threads(&office, "is:question").await;
    let rest = threads(&office, "-is:question").await;
    assert_eq!(&questions | &rest, all);
    assert!(questions.is_disjoint(&rest));
    let waiting = office.app.inbox().counts(&[]).await.unwrap().questions;
    assert!(waiting > 0, "they are a view of their own");
}

#[tokio::test]
async fn a_line_that_cannot_be_used_opens_no_list_and_says_where_it_is_wrong() {
    let office = Office::connected().await.unwrap();
    let typed = Typed {
        line: "is:opne",
        search: "",
    };
    let refused = office.typed(View::All, typed).await.unwrap_err();
    assert_eq!(refused.to_string(), "“is:” does not know “opne”.");

    let line = "account:nobody is:op";
    let reading = office.app.inbox().read_filter(line, line.len()).await.unwrap();
    let said: Vec<_> = reading.complaints.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["There is no account called “nobody”.", "“is:” does not know “op”."]
    );
    let offered: Vec<_> = reading
        .completions
        .suggestions
        .iter()
        .map(|each| each.insert.as_str())
        .collect();
    assert_eq!(offered, ["open"]);

    let endless = "x".repeat(postroom_core::inbox::MOST_BYTES + 1);
    let refused = office.app.inbox().read_filter(&endless, 0).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
}

#[tokio::test]
async fn labels_are_offered_and_known_by_name_and_narrow_the_list() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let press = office.app.labels().create("Press kit", None).await.unwrap();
    let all = office.view(View::All).await.unwrap();
    let chosen = all[0].item.row;
    inbox.set_label(&[chosen], press.uid, true).await.unwrap();
    inbox.write_note(&[chosen], "Ask the studio").await.unwrap();

    let reading = inbox.read_filter("label:", 6).await.unwrap();
    let offered: Vec<_> = reading
        .completions
        .suggestions
        .iter()
        .map(|each| &each.insert)
        .collect();
    assert_eq!(offered, ["\"Press kit\""]);
    let line = "label:\"press kit\",pres";
    let reading = inbox.read_filter(line, line.len()).await.unwrap();
    let said: Vec<_> = reading.complaints.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["There is no label called “pres”."]);

    for line in ["label:\"press kit\"", "has:note"] {
        let rows = office.typed(View::All, Typed { line, search: "" }).await.unwrap();
        let found: Vec<_> = rows.iter().map(|listed| listed.item.row).collect();
        assert_eq!(found, [chosen], "{line}");
        let without = format!("-{line}");
        let typed = Typed {
            line: &without,
            search: "",
        };
        assert_eq!(office.typed(View::All, typed).await.unwrap().len(), all.len() - 1);
    }
}

#[tokio::test]
async fn a_search_takes_tokens_and_anything_else_and_marks_what_it_found() {
    let office = Office::connected().await.unwrap();
    let username = office.username(0);
    let others = office.others(&username);
    let wordy = |text: &str| {
        let word = text
            .split(' ')
            .find(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
        word.map(str::to_owned)
    };
    let said = others
        .iter()
        .find_map(|comment| Some((comment, wordy(comment.text.as_deref()?)?)));
    let (asked, word) = said.unwrap();
    let word = word.as_str();
    let by = &asked.username;
    let search = |search| Typed { line: "", search };

    let all = tops(&office, search(word)).await;
    assert!(all.contains(asked.parent.as_ref().unwrap_or(&asked.id)));
    let typed = format!("from:{by} {word}");
    let theirs = tops(&office, search(&typed)).await;
    assert!(theirs.is_subset(&all) && theirs.contains(asked.parent.as_ref().unwrap_or(&asked.id)));
    let line = format!("from:{by}");
    let both = Typed {
        line: &line,
        search: word,
    };
    assert_eq!(
        tops(&office, both).await,
        theirs,
        "a token does the same in either place"
    );
    assert_eq!(
        tops(
            &office,
            Typed {
                line: word,
                search: &line
            }
        )
        .await,
        theirs,
        "and so do words that are finished"
    );

    let rows = office.typed(View::All, search(&typed)).await.unwrap();
    for row in rows {
        assert_eq!(
            row.item.face.username(),
            Some(by.as_str()),
            "the row shows what was found"
        );
        assert!(!row.marks.text.is_empty());
    }
    for typed in ["*", "NEAR(", "col:", "from:", "\"", "\"\"", "is:nothing", "( ) ? !"] {
        office.typed(View::All, search(typed)).await.unwrap();
    }
    let typed = format!("{word} col:");
    assert!(tops(&office, search(&typed)).await.is_empty(), "nobody wrote that too");
}
