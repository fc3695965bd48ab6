#![allow(clippy::unwrap_used)]

use crate::Store;
use tempfile::TempDir;

async fn plan(statement: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let explained = format!("EXPLAIN QUERY PLAN {statement}");
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
    steps.into_iter().map(|(_, _, _, step)| step).collect()
}

#[tokio::test]
async fn words_to_be_read_are_found_by_their_index_newest_first() {
    let plan = plan(
        "SELECT id, text FROM tagged_posts INDEXED BY tagged_posts_to_tell WHERE traits IS NULL ORDER BY sort_at DESC",
    )
    .await;
    assert_eq!(plan, ["SCAN tagged_posts USING INDEX tagged_posts_to_tell"]);
}
