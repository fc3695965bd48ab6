#![allow(clippy::unwrap_used, clippy::expect_used)]

use sqlx::{Sqlite, query_builder::QueryBuilder};
use tempfile::TempDir;

use super::{HAS_NOTE, push_labelled};
use crate::Store;

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    (folder, store)
}

async fn plan(list: &str, push: impl FnOnce(&mut QueryBuilder<'static, Sqlite>)) -> Vec<String> {
    let (_folder, store) = store().await;
    let mut query = QueryBuilder::new("EXPLAIN QUERY PLAN SELECT id FROM items INDEXED BY ");
    query.push(list).push(" AND ");
    push(&mut query);
    query.push(" ORDER BY newest_at, account, id");
    let steps: Vec<(i64, i64, i64, String)> = query.build_query_as().fetch_all(store.reader()).await.unwrap();
    steps.into_iter().map(|(_, _, _, step)| step).collect()
}

const ALL: &str = "items_all WHERE newest_at IS NOT NULL";

fn serves_the_list_in_order(plan: &[String]) {
    assert!(
        plan.iter()
            .any(|step| step.contains("items USING COVERING INDEX items_all")),
        "the index of the view alone answers: {plan:#?}"
    );
    assert!(
        plan.iter().all(|step| !step.contains("TEMP B-TREE")),
        "nothing is sorted: {plan:#?}"
    );
}

#[tokio::test]
async fn a_list_narrowed_by_labels_keeps_its_index_and_reads_the_labels_from_theirs() {
    let names = ["press".to_owned(), "Order issue".to_owned()];
    let plan = plan(ALL, |query| push_labelled(query, &names)).await;
    serves_the_list_in_order(&plan);
    for index in ["item_labels USING", "INDEX labels_by_name (folded=?)"] {
        assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:#?}");
    }
    assert!(
        plan.iter().all(|step| !step.starts_with("SCAN item_labels")),
        "{plan:#?}"
    );
}

#[tokio::test]
async fn a_list_narrowed_by_notes_keeps_its_index() {
    let plan = plan(ALL, |query| {
        query.push(HAS_NOTE);
    })
    .await;
    serves_the_list_in_order(&plan);
    assert!(
        plan.iter()
            .any(|step| step.contains("notes USING COVERING INDEX notes_by_item")),
        "{plan:#?}"
    );
}

/// The items `a` (labelled Press), `b` (labelled Old, which was removed), `c` (labelled Grün) and `d`; a note on `a`, one on
/// `b` that was taken away and one on a person.
async fn labelled() -> (TempDir, Store) {
    let (folder, store) = store().await;
    let mut tx = store.write().await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO accounts (user_id, app_scoped_id, username, permissions, host_set, token_issued_at, connected_at, colour, mark)
         VALUES ('1', '1', 'bakery', '[]', 'a', 1, 1, 1, 'BA');
         INSERT INTO media (media_id, account, kind, first_seen_at) VALUES ('1', 1, 1, 1);
         INSERT INTO items (id, kind, account, media, subject, newest_at, change_seq)
         VALUES (1, 1, 1, 1, 'a', 1, 1), (2, 1, 1, 1, 'b', 2, 1), (3, 1, 1, 1, 'c', 3, 1), (4, 1, 1, 1, 'd', 4, 1);
         INSERT INTO labels (id, uid, name, folded, colour, place, removed_at)
         VALUES (1, randomblob(16), 'Press', 'press', 1, 1, NULL), (2, randomblob(16), 'Old', 'old', 1, 2, 9),
                (3, randomblob(16), 'Grün', 'grün', 1, 3, NULL);
         INSERT INTO item_labels (item, label) VALUES (1, 1), (2, 2), (3, 3);
         INSERT INTO members (id, uid, name, colour, here) VALUES (1, randomblob(16), 'Front desk', 1, 1);
         INSERT INTO person_cards (id, uid, account, person) VALUES (1, randomblob(16), 1, 'ines');
         INSERT INTO notes (uid, item, card, author, written_at, removed_at)
         VALUES (randomblob(16), 1, NULL, 1, 1, NULL), (randomblob(16), 2, NULL, 1, 1, 9), (randomblob(16), NULL, 1, 1, 1, NULL);",
    )
    .execute(tx.connection())
    .await
    .unwrap();
    tx.commit().await.unwrap();
    (folder, store)
}

/// The items for which a condition holds, and those for which it does not.
async fn split(store: &Store, push: impl Fn(&mut QueryBuilder<'static, Sqlite>)) -> (String, String) {
    let mut halves = Vec::new();
    for negated in ["", "NOT"] {
        let mut query = QueryBuilder::new("SELECT coalesce(group_concat(subject, ''), '') FROM items WHERE ");
        query.push(negated).push(" (");
        push(&mut query);
        query.push(")");
        let found: String = query.build_query_scalar().fetch_one(store.reader()).await.unwrap();
        halves.push(found);
    }
    (halves.remove(0), halves.remove(0))
}

#[tokio::test]
async fn labels_are_found_by_name_whatever_the_case_and_removed_ones_not_at_all() {
    let (_folder, store) = labelled().await;
    for (names, with, without) in [
        (&["pRess"][..], "a", "bcd"),
        (&["GRÜN", "press"][..], "ac", "bd"),
        (&["Old"][..], "", "abcd"),
        (&["nothing"][..], "", "abcd"),
    ] {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let found = split(&store, |query| push_labelled(query, &names)).await;
        assert_eq!(found, (with.to_owned(), without.to_owned()), "{names:?}");
    }
}

#[tokio::test]
async fn only_a_note_on_the_item_that_is_there_counts() {
    let (_folder, store) = labelled().await;
    let found = split(&store, |query| {
        query.push(HAS_NOTE);
    })
    .await;
    assert_eq!(found, ("a".to_owned(), "bcd".to_owned()));
}
