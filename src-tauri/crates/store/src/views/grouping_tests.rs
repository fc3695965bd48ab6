#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::views::View;
use tempfile::TempDir;

fn groups(of: &[(u32, u32)]) -> Groups {
    let mut groups = Groups::default();
    for (item, group) in of {
        groups.put(&item.to_string(), *group).unwrap();
    }
    groups
}

#[test]
fn a_group_stands_where_its_first_item_stood() {
    let groups = groups(&[(1, 9), (2, 4), (3, 9), (4, 4), (5, 0)]);
    assert_eq!(groups.bring_together(&[1, 2, 7, 3, 4, 5, 8]), [1, 3, 2, 4, 7, 8, 5]);
    assert_eq!(
        groups.sort(&[1, 2, 7, 3, 4, 5, 8]),
        [5, 2, 4, 1, 3, 7, 8],
        "those in none come last"
    );
}

#[test]
fn packed_groups_read_back_exactly() {
    let read = Groups::unpack(Some("7,3;12;1")).unwrap();
    assert_eq!([7, 3, 12, 1, 2].map(|item| read.of(item)), [0, 0, 1, 2, NONE]);
    assert_eq!(Groups::unpack(None).unwrap(), Groups::default());
    assert!(Groups::unpack(Some("7;x")).is_err());
}

#[test]
fn a_day_reads_back_as_its_date() {
    let day = groups(&[(4, 20_776)]);
    assert_eq!(day.day(4), Some(jiff::civil::date(2026, 11, 19)));
    assert_eq!(day.day(5), None);
}

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    (folder, store)
}

async fn plan(store: &Store, statement: String) -> Vec<String> {
    let steps: Vec<(i64, i64, i64, String)> = QueryBuilder::new(format!("EXPLAIN QUERY PLAN {statement}"))
        .build_query_as()
        .fetch_all(store.reader())
        .await
        .unwrap();
    steps.into_iter().map(|(_, _, _, step)| step).collect()
}

#[tokio::test]
async fn posts_are_brought_together_by_their_index_and_only_posts_are_sorted() {
    let (_folder, store) = store().await;
    let plan = plan(&store, POSTS.to_owned()).await;
    let step = "SEARCH items USING COVERING INDEX items_by_media (media=?)";
    assert!(plan.iter().any(|each| each == step), "{plan:#?}");
    assert!(plan.iter().all(|step| !step.contains("SCAN items")), "{plan:#?}");
}

#[tokio::test]
async fn authors_are_brought_together_by_their_index_without_a_sort() {
    let (_folder, store) = store().await;
    let plan = plan(&store, AUTHORS.to_owned()).await;
    let step = "SCAN c USING INDEX comments_by_username";
    assert!(plan.iter().any(|each| each.contains(step)), "{plan:#?}");
    assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
}

#[tokio::test]
async fn days_are_told_by_the_index_of_the_view_alone() {
    let (_folder, store) = store().await;
    for view in View::ALL.iter().copied() {
        for order in Order::ALL.iter().copied() {
            let filter = Filter {
                view,
                accounts: Vec::new(),
                order,
                typed: None,
            };
            let mut query = QueryBuilder::new("");
            push_days(&mut query, &filter, &Scope::Only(vec![]));
            let plan = plan(&store, query.sql().to_owned()).await;
            let covering = format!("items USING COVERING INDEX {}", view.index(order));
            assert!(
                plan.iter().any(|step| step.contains(&covering)),
                "{filter:?}: {plan:#?}"
            );
        }
    }
}
