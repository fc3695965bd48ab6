//! Whether the committed query metadata in `.sqlx` says what the migrations of this program say. The compiler takes it on
//! trust: it reads the files and asks no database.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Column, ConnectOptions, Either, Executor, SqliteConnection, TypeInfo};

use crate::Store;

/// What a database says about a statement, in the form sqlx writes it down.
async fn described(connection: &mut SqliteConnection, query: &str) -> Value {
    let described = connection
        .describe(query)
        .await
        .unwrap_or_else(|error| panic!("{error}: {query}"));
    let columns: Vec<Value> = described
        .columns()
        .iter()
        .map(|column| json!({ "name": column.name(), "ordinal": column.ordinal(), "type_info": kind(column.type_info().name()) }))
        .collect();
    let nullable: Vec<Option<bool>> = (0..columns.len()).map(|place| described.nullable(place)).collect();
    let parameters = match described.parameters() {
        Some(Either::Right(count)) => count,
        Some(Either::Left(types)) => types.len(),
        None => 0,
    };
    json!({ "columns": columns, "parameters": { "Right": parameters }, "nullable": nullable })
}

fn kind(name: &str) -> &str {
    match name {
        "INTEGER" => "Integer",
        "REAL" => "Float",
        "TEXT" => "Text",
        "BLOB" => "Blob",
        "NULL" => "Null",
        other => other,
    }
}

#[tokio::test]
async fn the_committed_metadata_is_what_the_migrations_say() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("postroom.db");
    Store::open(&file).await.unwrap().close().await;
    let mut connection = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();

    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../.sqlx");
    let mut seen = 0;
    for entry in fs::read_dir(committed).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let metadata: Value = serde_json::from_str(&text).unwrap();
        let query = metadata["query"].as_str().unwrap();
        assert_eq!(
            metadata["describe"],
            described(&mut connection, query).await,
            "out of date, `cargo xtask bindings` renews it: {query}"
        );
        seen += 1;
    }
    assert!(seen > 90, "only {seen} queries have metadata");
}
