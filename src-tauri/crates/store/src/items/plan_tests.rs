#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::Store;
use sqlx::Execute;
use tempfile::TempDir;

#[tokio::test]
async fn keeping_items_reads_their_entries_from_one_index_however_many_comments_there_are() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let (seq, subjects) = (1_i64, "[]");
    let explained = format!("EXPLAIN QUERY PLAN {}", update_kept!(seq, subjects).sql());
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
    let plan: Vec<String> = steps.into_iter().map(|(_, _, _, step)| step).collect();
    for step in [
        "SCAN s VIRTUAL TABLE INDEX 1:",
        "SEARCH c USING COVERING INDEX comments_by_item (item=?) LEFT-JOIN",
        "SEARCH items USING INTEGER PRIMARY KEY (rowid=?)",
    ] {
        assert!(plan.iter().any(|found| found == step), "{step} is missing: {plan:#?}");
    }
    let scans: Vec<_> = plan
        .iter()
        .filter(|step| {
            step.starts_with("SCAN") && !["SCAN s ", "SCAN kept"].iter().any(|known| step.starts_with(known))
        })
        .collect();
    assert!(scans.is_empty(), "no table is read from end to end: {plan:#?}");
}
