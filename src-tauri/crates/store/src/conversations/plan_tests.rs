#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::Store;
use sqlx::Execute;
use tempfile::TempDir;

async fn plan(statement: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let explained = format!("EXPLAIN QUERY PLAN {statement}");
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
    steps.into_iter().map(|(_, _, _, step)| step).collect()
}

#[tokio::test]
async fn keeping_a_conversation_reads_its_messages_from_one_index() {
    let (seq, item) = (1_i64, 1_u32);
    let plan = plan(update_kept!(seq, item).sql()).await;
    let search = "SEARCH messages USING COVERING INDEX messages_by_item (item=?)";
    assert!(plan.iter().any(|step| step == search), "{plan:#?}");
}

#[tokio::test]
async fn what_is_to_be_read_is_found_by_its_index_newest_first() {
    let (account, now, limit) = (String::new(), 0_i64, 1_u32);
    let plan = plan(super::super::read::to_read_query!(account, now, limit).sql()).await;
    assert!(
        plan.iter()
            .any(|step| step.contains("USING INDEX conversations_to_read (account=?)")),
        "{plan:#?}"
    );
    assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
}
