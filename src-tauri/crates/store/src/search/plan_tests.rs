#![allow(clippy::unwrap_used, clippy::expect_used)]

use sqlx::Row;
use tempfile::TempDir;

use super::hits::{CAPTIONED, PACKED};
use crate::Store;

#[tokio::test]
async fn captions_are_asked_once_and_their_items_read_off_one_index() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let mut plan: Vec<String> = Vec::new();
    for statement in [PACKED, CAPTIONED] {
        let steps = sqlx::query(&format!("EXPLAIN QUERY PLAN {statement}"))
            .fetch_all(store.reader())
            .await
            .unwrap();
        plan.extend(steps.iter().map(|step| step.get::<String, _>("detail")));
    }
    for table in ["search", "captions"] {
        let asked = plan
            .iter()
            .filter(|step| step.contains(&format!("SCAN {table} VIRTUAL TABLE INDEX")));
        assert_eq!(asked.count(), 1, "{table}: {plan:#?}");
    }
    let items = "SEARCH items USING COVERING INDEX items_by_media (media=?)";
    assert!(plan.iter().any(|step| step == items), "{plan:#?}");
    assert!(
        plan.iter()
            .all(|step| !step.contains("TEMP B-TREE") && !step.starts_with("SCAN items")),
        "{plan:#?}"
    );
}
