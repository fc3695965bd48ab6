//! What people type above a list.

use std::collections::BTreeSet;

use postroom_core::ProblemCode;
use postroom_core::inbox::Typed;
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use serde_json::json;
use store::NewKeywordRule;
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

#[tokio::test]
async fn a_word_of_a_caption_finds_the_threads_under_its_post_until_the_caption_is_edited() {
    let office = Office::connected().await.unwrap();
    let username = office.username(0);
    let others = office.others(&username);
    let posts = office.simulator.world().posts(&username);
    let post = posts
        .into_iter()
        .find(|post| others.iter().any(|comment| comment.media == post.id))
        .unwrap();
    let under: BTreeSet<String> = others
        .into_iter()
        .filter(|comment| comment.media == post.id)
        .map(|comment| comment.parent.unwrap_or(comment.id))
        .collect();
    let rows = async |search| office.typed(View::All, Typed { line: "", search }).await.unwrap();
    assert!(rows("zebrafish").await.is_empty());

    let caption = format!(
        "{} the ZebraFish glaze 送料無料, and what else there is",
        "Slowly. ".repeat(40)
    );
    let edited = json!({ "media": post.id, "caption": caption });
    office.outside("caption", edited).await.unwrap();
    office.sync().await.unwrap();
    for search in ["zebrafish", "\"zebrafish glaze\"", "送料", "zebraf"] {
        assert_eq!(tops(&office, Typed { line: "", search }).await, under, "{search}");
    }
    for row in rows("zebrafish").await {
        let shown = row.marks.caption.expect("the row says that it was the caption");
        assert!(row.marks.text.is_empty() && shown.text.starts_with("…"));
        let mark = &shown.marks[0];
        let units: Vec<u16> = shown.text.encode_utf16().collect();
        let marked = String::from_utf16(&units[mark.start as usize..mark.end as usize]).unwrap();
        assert_eq!(marked, "ZebraFish");
    }
    let without = tops(
        &office,
        Typed {
            line: "",
            search: "-zebrafish",
        },
    )
    .await;
    assert!(without.is_disjoint(&under));
    let split = tops(
        &office,
        Typed {
            line: "",
            search: "zebrafish nobodysaidthis",
        },
    )
    .await;
    assert!(split.is_empty(), "every word must be in one place");

    let edited = json!({ "media": post.id, "caption": "Second thoughts" });
    office.outside("caption", edited).await.unwrap();
    office.sync().await.unwrap();
    assert!(rows("zebrafish").await.is_empty());
    assert!(
        tops(
            &office,
            Typed {
                line: "",
                search: "\"second thoughts\""
            }
        )
        .await
        .is_superset(&under)
    );
}

#[tokio::test]
async fn what_calls_for_a_person_is_found_and_follows_the_words_of_the_team() {
    let office = Office::connected().await.unwrap();
    let world = office.simulator.world();
    let post = world
        .posts(&office.username(0))
        .into_iter()
        .find(|post| post.comments_enabled)
        .unwrap();
    let said = json!({ "media": post.id, "username": "ines.plaza", "text": "My zebrafish mug has arrived in pieces" });
    let answer = office.outside("comments", said).await.unwrap();
    let comment = answer["id"].as_str().unwrap().to_owned();
    office.sync().await.unwrap();
    office.all_read().await.unwrap();
    let is_found = async |wanted: bool| {
        poll::until("the list to follow the words", LIMIT, async || {
            let rows = office
                .typed(
                    View::All,
                    Typed {
                        line: "is:human",
                        search: "",
                    },
                )
                .await?;
            let found = rows.iter().filter_map(|row| row.item.face.comment());
            let found = found.map(|face| face.parent.as_ref().unwrap_or(&face.id).as_str());
            Ok((found.into_iter().any(|top| top == comment) == wanted).then_some(()))
        })
        .await
        .unwrap();
    };
    is_found(false).await;
    let words = |active| NewKeywordRule {
        name: "Broken".to_owned(),
        words: vec!["in pieces".to_owned()],
        needs_human: true,
        active,
    };
    let rule = office.app.saved_replies().create_rule(words(true)).await.unwrap();
    is_found(true).await;
    let rows = office
        .typed(
            View::All,
            Typed {
                line: "is:human",
                search: "",
            },
        )
        .await
        .unwrap();
    assert!(rows.iter().all(|row| row.needs_human), "each row says so, too");
    office
        .app
        .saved_replies()
        .change_rule(rule, words(false))
        .await
        .unwrap();
    is_found(false).await;
}
