#![allow(clippy::unwrap_used)]
use super::*;
use std::sync::Arc;
use store::views::{Conditions, Order, View, language};

#[tokio::test]
async fn a_removed_row_comes_back_in_its_place() {
    let snapshots = Snapshots::new();
    let id = open(&snapshots, vec![7, 3, 9, 1]);
    snapshots.set_removed(id, &[3, 9], true).unwrap();
    assert_eq!(rows(&snapshots, id).await.unwrap(), [7, 1]);
    snapshots.set_removed(id, &[9], false).unwrap();
    assert_eq!(rows(&snapshots, id).await.unwrap(), [7, 9, 1]);
}

#[tokio::test]
async fn the_list_longest_unused_goes_first() {
    let snapshots = Snapshots::new();
    let ids: Vec<_> = (0..4).map(|_| open(&snapshots, vec![1])).collect();
    rows(&snapshots, ids[0]).await.unwrap();
    open(&snapshots, vec![1]);
    assert!(rows(&snapshots, ids[0]).await.is_ok());
    assert_eq!(
        rows(&snapshots, ids[1]).await.unwrap_err().code,
        ProblemCode::SnapshotGone
    );
}

#[tokio::test]
async fn a_row_is_found_at_its_place_unless_it_left() {
    let snapshots = Snapshots::new();
    let id = open(&snapshots, vec![7, 3, 9]);
    assert_eq!(snapshots.position(id, 9).await.unwrap(), Some(2));
    snapshots.set_removed(id, &[3], true).unwrap();
    assert_eq!(snapshots.position(id, 9).await.unwrap(), Some(1));
    assert_eq!(snapshots.position(id, 3).await.unwrap(), None);
}

#[tokio::test]
async fn news_is_what_the_list_does_not_show() {
    let snapshots = Snapshots::new();
    let id = open(&snapshots, vec![7, 3]);
    snapshots.set_removed(id, &[3], true).unwrap();
    assert_eq!(snapshots.count_absent(id, &[7, 8]).await.unwrap(), 1);
    assert_eq!(
        snapshots.count_absent(id, &[3, 7]).await.unwrap(),
        1,
        "a row that left and came back by itself"
    );
}

#[tokio::test]
async fn the_beginning_of_a_list_is_there_at_once_and_the_rest_is_waited_for() {
    let snapshots = Arc::new(Snapshots::new());
    let (id, sender) = snapshots.begin(filter(), list(vec![5, 6]));
    assert_eq!(snapshots.slice(id, 0, 2).await.unwrap().items, [5, 6]);
    snapshots.set_removed(id, &[5], true).unwrap();
    let waiting = tokio::spawn({
        let snapshots = snapshots.clone();
        async move { snapshots.slice(id, 1, 2).await }
    });
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished(), "these rows are not known yet");
    snapshots.complete(id, vec![5, 6, 7, 8]);
    drop(sender);
    assert_eq!(
        waiting.await.unwrap().unwrap().items,
        [7, 8],
        "without what was removed meanwhile"
    );
}

#[tokio::test]
async fn who_waits_for_a_list_that_could_not_be_read_hears_that_it_is_gone() {
    let snapshots = Arc::new(Snapshots::new());
    let (id, sender) = snapshots.begin(filter(), list(vec![5]));
    let waiting = tokio::spawn({
        let snapshots = snapshots.clone();
        async move { snapshots.count_absent(id, &[9]).await }
    });
    tokio::task::yield_now().await;
    snapshots.close(id);
    drop(sender);
    assert_eq!(waiting.await.unwrap().unwrap_err().code, ProblemCode::SnapshotGone);
}

async fn rows(snapshots: &Snapshots, id: SnapshotId) -> Result<Vec<u32>, Problem> {
    Ok(snapshots.slice(id, 0, 10).await?.items)
}

#[tokio::test]
async fn a_search_goes_on_from_the_list_that_is_open() {
    let snapshots = Snapshots::new();
    let id = open(&snapshots, vec![7, 3, 9, 1]);
    snapshots.set_removed(id, &[9], true).unwrap();
    let (_, list) = snapshots.view(&filter()).await.unwrap();
    assert_eq!((list.rows.as_slice(), list.mark), ([7, 3, 9, 1].as_slice(), 5));

    let query = Arc::new(Query::parse("-nothing"));
    let found = Found {
        query: query.clone(),
        hits: Arc::default(),
    };
    let all = list.rows.to_vec();
    let (search, total) = snapshots.add_search(filter(), found, list, all);
    assert_eq!(total, 3, "without what had left the view");
    assert_eq!(rows(&snapshots, search).await.unwrap(), [7, 3, 1]);
    assert_eq!(snapshots.found(search).unwrap().unwrap().query, query);
    assert!(snapshots.found(id).unwrap().is_none());
    snapshots.close(id);
    snapshots.set_removed(search, &[3], true).unwrap();
    let (_, view) = snapshots.view(&filter()).await.unwrap();
    assert_eq!(*view.rows, [7, 3, 9, 1], "the search knows its view");
    assert_eq!(view.removed, HashSet::from([3, 9]), "and what left it");
    snapshots.set_removed(search, &[9], false).unwrap();
    assert_eq!(
        rows(&snapshots, search).await.unwrap(),
        [7, 9, 1],
        "an undo reaches the search"
    );
    let other = Filter {
        view: View::Done,
        ..filter()
    };
    assert!(snapshots.view(&other).await.is_none());
}

#[tokio::test]
async fn a_search_waits_for_the_end_of_the_list_it_is_taken_from() {
    let snapshots = Arc::new(Snapshots::new());
    let (id, sender) = snapshots.begin(filter(), list(vec![5]));
    let waiting = tokio::spawn({
        let snapshots = snapshots.clone();
        async move { snapshots.view(&filter()).await }
    });
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished());
    snapshots.complete(id, vec![5, 6]);
    drop(sender);
    let (_, list) = waiting.await.unwrap().unwrap();
    assert_eq!(*list.rows, [5, 6]);
}

#[tokio::test]
async fn a_list_under_a_typed_line_is_the_same_list_a_moment_later() {
    let typed = |line: &str, moment: &str| Filter {
        typed: Some(Conditions::new(language::read(line).0, moment.parse().unwrap())),
        ..filter()
    };
    let snapshots = Snapshots::new();
    let opened = typed("is:question after:7d", "2026-09-22T16:00:00+02:00[Europe/Prague]");
    snapshots.add(opened.clone(), list(vec![7, 3]));
    let later = "2026-09-22T16:00:01+02:00[Europe/Prague]";
    let (at, view) = snapshots.view(&typed("is:question after:7d", later)).await.unwrap();
    assert_eq!((at, view.rows.len()), (opened, 2), "seven days before it was opened");
    assert!(snapshots.view(&typed("is:question after:8d", later)).await.is_none());
    assert!(snapshots.view(&filter()).await.is_none());
}

#[tokio::test]
async fn a_page_tells_the_groups_that_begin_in_it_with_their_whole_length() {
    let snapshots = Snapshots::new();
    // Nothing is known of these items, so that all are in one group: that of the items in none.
    let rows: Vec<u32> = (1..=6).collect();
    let view = ViewList::from(PackedRows {
        rows: rows.clone(),
        high_water: 5,
    });
    let (id, total) = snapshots.add_grouped(filter(), None, view, &rows, Groups::default());
    assert_eq!(total, 6);
    let begun = snapshots.slice(id, 0, 2).await.unwrap().starts;
    assert_eq!(
        begun,
        [GroupStart {
            item: 1,
            rows: 6,
            day: None
        }]
    );
    assert_eq!(snapshots.slice(id, 2, 2).await.unwrap().starts, [], "it began above");
    snapshots.set_removed(id, &[1], true).unwrap();
    let begun = snapshots.slice(id, 0, 2).await.unwrap().starts;
    assert_eq!(
        begun,
        [GroupStart {
            item: 2,
            rows: 5,
            day: None
        }],
        "the next one heads it"
    );
}

fn open(snapshots: &Snapshots, rows: Vec<u32>) -> SnapshotId {
    snapshots.add(filter(), list(rows)).0
}

fn list(rows: Vec<u32>) -> ViewList {
    PackedRows { rows, high_water: 5 }.into()
}

fn filter() -> Filter {
    Filter {
        view: View::All,
        accounts: Vec::new(),
        order: Order::NewestFirst,
        typed: None,
    }
}
