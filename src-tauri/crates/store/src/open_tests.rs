#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use sqlx::migrate::{Migration, MigrationType};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use tempfile::TempDir;

/// Every file of a folder with length and hash of its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, (usize, u64)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            (path, (bytes.len(), hasher.finish()))
        })
        .collect()
}

/// The migrations of this program and one more.
fn with_next(sql: &'static str) -> Migrator {
    let mut migrations = MIGRATIONS.migrations.to_vec();
    let version = migrations.iter().map(|migration| migration.version).max().unwrap() + 1;
    migrations.push(Migration::new(
        version,
        "next".into(),
        MigrationType::Simple,
        sql.into(),
        false,
    ));
    Migrator {
        migrations: migrations.into(),
        ..Migrator::DEFAULT
    }
}

pub(super) fn known() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap()
}

async fn pragma(connection: &mut SqliteConnection, name: &str) -> String {
    let value: String = sqlx::query_scalar(&format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"))
        .fetch_one(connection)
        .await
        .unwrap();
    value
}

#[tokio::test]
async fn database_of_a_newer_program_is_refused_and_stays_byte_for_byte_as_it_was() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    Store::open_with(&path, &with_next("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"))
        .await
        .unwrap()
        .close()
        .await;
    let before = contents(folder.path());

    let error = Store::open(&path).await.unwrap_err();

    assert!(
        matches!(error, StoreError::NewerDatabase { found, known: k } if found == known() + 1 && k == known()),
        "both versions are named: {error:?}"
    );
    assert_eq!(contents(folder.path()), before, "no byte changed and no file was added");
}

#[tokio::test]
async fn newer_version_that_lies_only_in_the_log_of_a_killed_program_is_seen() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    Store::open(&path).await.unwrap().close().await;
    let newer = Store::open_with(&path, &with_next("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"))
        .await
        .unwrap();
    // What a kill leaves behind: the file and its log, taken while the program still runs.
    let left = TempDir::new().unwrap();
    for name in ["postroom.db", "postroom.db-wal"] {
        fs::copy(folder.path().join(name), left.path().join(name)).unwrap();
    }
    newer.close().await;
    let before = contents(left.path());

    let error = Store::open(&left.path().join("postroom.db")).await.unwrap_err();

    assert!(matches!(error, StoreError::NewerDatabase { .. }), "{error:?}");
    assert_eq!(
        contents(left.path()),
        before,
        "file and log stay as they were and no file was added"
    );
}

#[tokio::test]
async fn file_that_is_no_database_is_refused_with_a_plain_sentence_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    fs::write(&path, "Dear diary, this is not a database at all. ".repeat(100)).unwrap();
    let before = contents(folder.path());

    let error = Store::open(&path).await.unwrap_err();

    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    assert_eq!(error.to_string(), "The file is not a database");
    assert_eq!(contents(folder.path()), before);
}

#[tokio::test]
async fn database_of_another_program_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let mut other = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    sqlx::raw_sql("CREATE TABLE songs (title TEXT)")
        .execute(&mut other)
        .await
        .unwrap();
    other.close().await.unwrap();
    let before = contents(folder.path());

    let error = Store::open(&path).await.unwrap_err();

    assert_eq!(error.to_string(), "The file is a database, but not one of Postroom");
    assert_eq!(contents(folder.path()), before);
}

#[tokio::test]
async fn older_file_is_copied_aside_before_it_is_migrated() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let store = Store::open(&path).await.unwrap();
    let mut tx = store.write().await.unwrap();
    sqlx::query("INSERT INTO meta (key, value) VALUES ('word', 'kept')")
        .execute(tx.connection())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    store.close().await;

    let next = with_next("ALTER TABLE meta ADD COLUMN more TEXT");
    Store::open_with(&path, &next).await.unwrap().close().await;

    let copy = beside(&path, &format!(".before-v{}", known() + 1));
    let store = Store::open(&copy)
        .await
        .expect("the copy is a whole database of the older version");
    let word: String = sqlx::query_scalar("SELECT value FROM meta WHERE key = 'word'")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(word, "kept");
    store.close().await;
    let names: Vec<_> = contents(folder.path())
        .into_keys()
        .map(|path| path.file_name().unwrap().to_owned())
        .collect();
    assert!(
        names.iter().all(|name| !name.to_string_lossy().ends_with(".part")),
        "no half copy stays: {names:?}"
    );
}

#[tokio::test]
async fn current_file_is_not_copied() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    Store::open(&path).await.unwrap().close().await;
    Store::open(&path).await.unwrap().close().await;
    assert_eq!(
        contents(folder.path()).len(),
        1,
        "one file, nothing beside it after a clean close"
    );
}

#[tokio::test]
async fn migration_that_fails_leaves_the_file_at_the_version_before() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    Store::open(&path).await.unwrap().close().await;

    let broken =
        with_next("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE accounts (id INTEGER) STRICT");
    let error = Store::open_with(&path, &broken).await.unwrap_err();

    assert!(matches!(error, StoreError::Migration(_)), "{error:?}");
    let store = Store::open(&path).await.expect("the older program still opens it");
    let half: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(half, 0, "nothing of the migration stays");
}

#[tokio::test]
async fn damaged_file_is_called_damaged() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    Store::open(&path).await.unwrap().close().await;
    let mut bytes = fs::read(&path).unwrap();
    bytes[100..4096].fill(0x5a);
    fs::write(&path, &bytes).unwrap();

    let error = Store::open(&path).await.unwrap_err();

    assert_eq!(error.to_string(), "The database file is damaged");
    assert!(fs::read(&path).unwrap() == bytes, "it is left as it was found");
}

#[tokio::test]
async fn writer_survives_power_cuts_and_erases_for_good() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let mut tx = store.write().await.unwrap();
    assert_eq!(pragma(tx.connection(), "journal_mode").await, "wal");
    assert_eq!(pragma(tx.connection(), "synchronous").await, "2", "2 is FULL");
    assert_eq!(pragma(tx.connection(), "foreign_keys").await, "1");
    assert_eq!(pragma(tx.connection(), "secure_delete").await, "1");
}

#[tokio::test]
async fn readers_cannot_write() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let written = sqlx::query("INSERT INTO meta (key, value) VALUES ('a', 'b')")
        .execute(store.reader())
        .await;
    assert!(written.is_err());
}

#[tokio::test]
async fn dropped_write_undoes_everything_and_a_waiting_one_goes_on() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let mut first = store.write().await.unwrap();
    sqlx::query("INSERT INTO meta (key, value) VALUES ('a', 'first')")
        .execute(first.connection())
        .await
        .unwrap();
    let waiting = {
        let store = store.clone();
        tokio::spawn(async move {
            let mut second = store.write().await.unwrap();
            let seen: Option<String> = sqlx::query_scalar("SELECT value FROM meta")
                .fetch_optional(second.connection())
                .await
                .unwrap();
            sqlx::query("INSERT INTO meta (key, value) VALUES ('a', 'second')")
                .execute(second.connection())
                .await
                .unwrap();
            second.commit().await.unwrap();
            seen
        })
    };
    drop(first);
    assert_eq!(waiting.await.unwrap(), None, "the second starts from before the first");
    let word: String = sqlx::query_scalar("SELECT value FROM meta")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(word, "second");
}

#[tokio::test]
async fn reader_goes_on_while_a_write_is_open() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let mut tx = store.write().await.unwrap();
    sqlx::query("INSERT INTO meta (key, value) VALUES ('a', 'b')")
        .execute(tx.connection())
        .await
        .unwrap();
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM meta")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(count, 0, "it sees the state before");
    tx.commit().await.unwrap();
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM meta")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn event_can_be_neither_changed_nor_deleted_nor_replaced() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    let mut tx = store.write().await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO machines (name) VALUES ('desk');
         INSERT INTO events (uid, at, actor, machine, kind, subject, payload)
         VALUES (zeroblob(16), 1, 1, 1, 30, 'comment:1', '{}')",
    )
    .execute(tx.connection())
    .await
    .unwrap();
    for statement in [
        "UPDATE events SET at = 2",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events (seq, uid, at, actor, machine, kind, subject, payload)
         VALUES (1, randomblob(16), 2, 1, 1, 30, 'comment:1', '{}')",
        "INSERT OR REPLACE INTO events (uid, at, actor, machine, kind, subject, payload)
         VALUES (zeroblob(16), 2, 1, 1, 30, 'comment:1', '{}')",
    ] {
        let refused = sqlx::raw_sql(statement)
            .execute(tx.connection())
            .await
            .unwrap_err()
            .to_string();
        assert!(refused.contains("an event is never"), "{statement}: {refused}");
    }
    let at: Vec<i64> = sqlx::query_scalar("SELECT at FROM events")
        .fetch_all(tx.connection())
        .await
        .unwrap();
    assert_eq!(at, [1]);
}
