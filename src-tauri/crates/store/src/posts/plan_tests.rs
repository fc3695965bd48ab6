#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use sqlx::Execute;
use tempfile::TempDir;

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    (folder, store)
}

/// The plan of a statement, one step a line.
async fn plan(store: &Store, sql: &str) -> Vec<String> {
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
    steps.into_iter().map(|(_, _, _, step)| step).collect()
}

/// A history of a million posts, of which a hundred are open, as SQLite would know it after years.
async fn grow_old(store: &Store) {
    let mut tx = store.write().await.unwrap();
    sqlx::raw_sql(
        "ANALYZE;
         INSERT INTO sqlite_stat1 VALUES ('posts', 'posts_by_account', '1000000 200000'), ('posts', 'posts_open', '100 20'),
                                         ('posts', 'posts_live', '900000 1'), ('accounts', NULL, '5'),
                                         ('post_steps', 'post_steps_by_post', '20000000 20'),
                                         ('post_steps', 'post_steps_links', '100 1 1 1')",
    )
    .execute(tx.connection())
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

fn assert_steps(plan: &[String], expected: &[&str]) {
    for step in expected {
        assert!(plan.iter().any(|found| found == step), "{step} is missing: {plan:#?}");
    }
    let scans: Vec<_> = plan
        .iter()
        .filter(|step| step.starts_with("SCAN") && !step.contains("post_steps_links"))
        .collect();
    assert!(scans.is_empty(), "no table is read from end to end: {plan:#?}");
}

/// The plan in a new file and in one with a long history.
async fn plans(sql: &str) -> [Vec<String>; 2] {
    let (folder, store) = store().await;
    let young = plan(&store, sql).await;
    grow_old(&store).await;
    // A connection reads the statistics when it is opened.
    store.close().await;
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    [young, plan(&store, sql).await]
}

#[tokio::test]
async fn list_reads_the_open_and_the_lately_live_posts_alone_however_many_there_were() {
    let since = 0_i64;
    for plan in plans(select_list!(since).sql()).await {
        assert_steps(
            &plan,
            &[
                "SEARCH posts USING COVERING INDEX posts_open (state<?)",
                "SEARCH posts USING COVERING INDEX posts_live (finished_at>?)",
                "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)",
            ],
        );
    }
}

#[tokio::test]
async fn moving_reads_the_moving_posts_alone_and_in_order_however_many_there_were() {
    for plan in plans(select_moving!().sql()).await {
        assert_steps(
            &plan,
            &[
                "SEARCH posts USING COVERING INDEX posts_open (state>? AND state<?)",
                "SCAN post_steps USING COVERING INDEX post_steps_links",
                "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)",
            ],
        );
        assert!(
            plan.iter().all(|step| !step.contains("TEMP B-TREE")),
            "nothing is sorted: {plan:#?}"
        );
    }
}
