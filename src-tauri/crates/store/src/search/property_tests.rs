#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use tempfile::TempDir;
use unicode_segmentation::UnicodeSegmentation;

use super::fold;
use super::marks::{Column, columns_of_text};
use super::query::Clause;
use super::{Document, Number, Query, add, hits, marks, marks_in_name};
use crate::Store;

/// Few words in many spellings, so that a query often finds something.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "so",
        "some",
        "SO",
        "a",
        "b",
        "#So_me",
        "@a.b",
        "送",
        "料",
        "送料",
        "🔥",
        "👍🏽",
        "👍",
        "é",
        "e",
        "ที่",
        "ท",
        "-",
        "\"",
        " ",
        " ",
        " ",
        ".",
        "\u{200d}",
        "\u{301}",
        "1",
        "مُ",
        "م",
        "ß",
        "ss",
    ];
    prop_oneof![9 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..12).prop_map(|pieces| pieces.concat())
}

fn typed() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn marks_lie_on_the_borders_of_signs(text in prop_oneof![text(), ".*"], typed in prop_oneof![typed(), ".*"]) {
        let mut borders = BTreeSet::from([0]);
        let mut units = 0;
        for sign in text.graphemes(true) {
            units += u32::try_from(sign.encode_utf16().count()).unwrap();
            borders.insert(units);
        }
        let query = Query::parse(&typed);
        for found in [marks(&text, &query), marks_in_name(&text, &query)] {
            for mark in &found {
                prop_assert!(mark.start < mark.end && borders.contains(&mark.start) && borders.contains(&mark.end));
            }
            prop_assert!(found.windows(2).all(|two| two[0].end <= two[1].start));
        }
    }

    #[test]
    fn the_tokens_of_any_text_follow_each_other(text in prop_oneof![text(), ".*"]) {
        let folded = fold::text(&text);
        for two in folded.words.windows(2) {
            prop_assert!(two[0].span.start <= two[1].span.start);
        }
        for token in folded.words.iter().chain(&fold::name(&text)) {
            prop_assert!(!token.term.is_empty() && !token.term.contains([' ', '"', '\0']));
            prop_assert!(text.get(token.span.clone()).is_some());
        }
    }
}

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    (folder, store)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// Whether the marks say that an entry is a hit.
fn is_found(query: &Query, text: &str, name: &str) -> bool {
    let [words, tags] = columns_of_text(text);
    let columns = [words, tags, Column::Names(fold::name(name))];
    let is_there = |clause: &Clause| columns.iter().any(|column| !clause.places(column).is_empty());
    query.wanted.iter().all(is_there) && !query.unwanted.iter().any(is_there)
}

#[test]
fn what_is_found_is_what_is_marked() {
    let runtime = runtime();
    let (_folder, store) = runtime.block_on(store());
    let entry = (text(), prop::sample::select(vec!["a.b", "so_me", "some", "送料", "b"]));
    let entries = prop::collection::vec(entry, 12);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(96));
    let run = runner.run(&(entries, prop::collection::vec(typed(), 12)), |(entries, queries)| {
        runtime.block_on(async {
            let mut tx = store.write().await.unwrap();
            sqlx::query("DELETE FROM search")
                .execute(tx.connection())
                .await
                .unwrap();
            for (place, (text, name)) in entries.iter().enumerate() {
                let document = Document {
                    number: Number::first(u32::try_from(place).unwrap()),
                    text: Some(text),
                    names: &[name],
                };
                add(&mut tx, &[document]).await.unwrap();
            }
            tx.commit().await.unwrap();
            for typed in &queries {
                let query = Query::parse(typed);
                let found = hits(&store, &query).await.unwrap();
                for (place, (text, name)) in entries.iter().enumerate() {
                    let expected = is_found(&query, text, name);
                    prop_assert_eq!(
                        found.contains(u32::try_from(place).unwrap()),
                        expected,
                        "{:?} / {:?} / {:?}",
                        typed,
                        text,
                        name
                    );
                }
            }
            Ok(())
        })
    });
    run.unwrap();
}

/// SQLite's tokenizer has its own idea of letters, older than ours. Terms must pass it whole and unchanged, or the index
/// would hold something else than what marks look for.
#[tokio::test]
async fn the_index_takes_every_term_as_it_is() {
    let (_folder, store) = store().await;
    let mut tx = store.write().await.unwrap();
    let letters: Vec<char> = (0..=0x10_ffff).filter_map(char::from_u32).collect();
    let mut ours = BTreeSet::new();
    for (number, some) in letters.chunks(2_000).enumerate() {
        let text: String = some.iter().flat_map(|letter| [*letter, '\n']).collect();
        ours.extend(fold::text(&text).words.into_iter().map(|token| token.term));
        let document = Document {
            number: Number::first(u32::try_from(number).unwrap()),
            text: Some(&text),
            names: &[],
        };
        add(&mut tx, &[document]).await.unwrap();
    }
    sqlx::query("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, search, col)")
        .execute(tx.connection())
        .await
        .unwrap();
    let theirs: Vec<String> = sqlx::query_scalar("SELECT term FROM temp.terms WHERE col = 'words'")
        .fetch_all(tx.connection())
        .await
        .unwrap();
    let theirs: BTreeSet<String> = theirs.into_iter().collect();
    let lost: Vec<_> = ours.difference(&theirs).collect();
    let made: Vec<_> = theirs.difference(&ours).collect();
    assert!(lost.is_empty() && made.is_empty(), "lost {lost:?}\nmade {made:?}");
    assert!(ours.len() > 100_000, "most letters are searchable: {}", ours.len());
}
