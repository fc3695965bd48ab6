//! Files of older programs, and what becomes of their rows.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::tests::known;
use super::*;
use tempfile::TempDir;

/// The migrations of a program that knew the first `count` of them.
fn first(count: usize) -> Migrator {
    Migrator {
        migrations: MIGRATIONS.migrations[..count].to_vec().into(),
        ..Migrator::DEFAULT
    }
}

/// A database of the program that knew the first `count` migrations, with an account, a post and what `sql` puts in.
async fn older(path: &Path, count: usize, sql: &'static str) -> Store {
    let store = Store::open_with(path, &first(count)).await.unwrap();
    let mut tx = store.write().await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO accounts (user_id, app_scoped_id, username, permissions, host_set, token_issued_at, connected_at, colour, mark)
         VALUES ('17841400000000001', '1', 'bakery', '[]', 'a', 1, 1, 1, 'BA');
         INSERT INTO media (media_id, account, kind, first_seen_at) VALUES ('17900000000000001', 1, 1, 1)",
    )
    .execute(tx.connection())
    .await
    .unwrap();
    sqlx::raw_sql(sql).execute(tx.connection()).await.unwrap();
    tx.commit().await.unwrap();
    store
}

#[tokio::test]
async fn file_from_before_publishing_is_copied_aside_and_keeps_every_row() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let older = older(
        &path,
        1,
        "INSERT INTO meta (key, value) VALUES ('word', 'kept');
         INSERT INTO machines (name) VALUES ('desk');
         INSERT INTO comments (comment_id, account, media, text, sort_at, first_seen_at, change_seq)
         VALUES ('17850000000000001', 1, 1, 'their words', 1, 1, 1);
         INSERT INTO outbox (uid, account, kind, subject, delivery, grace_ms, queued_at)
         VALUES (zeroblob(16), 1, 2, '17850000000000001', 1, 8000, 1);
         INSERT INTO content (subject, text) VALUES ('action:1', 'our words');
         INSERT INTO events (uid, at, actor, machine, account, kind, subject, payload)
         VALUES (zeroblob(16), 1, 1, 1, 1, 10, 'action:1', '{}');",
    )
    .await;
    let before = rows_of(&older).await;
    older.close().await;

    let store = Store::open(&path).await.unwrap();

    assert_eq!(rows_of(&store).await, before, "no row is lost or changed");
    let posts: i64 = sqlx::query_scalar("SELECT count(*) FROM posts")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(posts, 0);
    store.close().await;

    let copy = beside(&path, &format!(".before-v{}", known()));
    let older = Store::open_with(&copy, &first(1))
        .await
        .expect("the older program opens the copy");
    assert_eq!(rows_of(&older).await, before);
    older.close().await;
}

#[tokio::test]
async fn file_from_before_items_gets_one_for_each_thread_with_what_its_comments_say() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let older = older(
        &path,
        2,
        "INSERT INTO comments (comment_id, account, media, parent, sort_at, ours, hidden, gone_at, read_at, done_at, answered,
                               first_seen_at, change_seq)
         VALUES ('lost-reply', 1, 1, 'unknown', 5, 0, 0, NULL, NULL, NULL, 0, 1, 1),
                ('top', 1, 1, NULL, 10, 0, 0, NULL, 7, NULL, 1, 1, 2),
                ('ours', 1, 1, 'top', 20, 1, 0, NULL, NULL, NULL, 0, 1, 3),
                ('asked', 1, 1, 'top', 30, 0, 0, NULL, NULL, NULL, 0, 1, 9),
                ('again', 1, 1, 'top', 40, 0, 0, NULL, NULL, NULL, 0, 1, 4),
                ('hidden', 1, 1, 'top', 50, 0, 1, NULL, NULL, NULL, 0, 1, 5),
                ('gone', 1, 1, 'top', 60, 0, 0, 8, NULL, NULL, 0, 1, 6),
                ('done', 1, 1, NULL, 70, 0, 0, NULL, 7, 8, 0, 1, 7),
                ('own', 1, 1, NULL, 80, 1, 0, NULL, NULL, NULL, 0, 1, 8);",
    )
    .await;
    older.close().await;

    let store = Store::open(&path).await.unwrap();
    let items: Vec<String> = sqlx::query_scalar(
        "SELECT subject || ' open ' || open || ' unread ' || unread || ' hidden ' || hidden || ' done ' || done
                || ' waiting ' || coalesce(waiting_at, '-') || ' newest ' || coalesce(newest_at, '-') || ' seq ' || change_seq
         FROM items WHERE kind = 1 AND account = 1 AND media = 1 ORDER BY id",
    )
    .fetch_all(store.reader())
    .await
    .unwrap();
    assert_eq!(
        items,
        [
            "unknown open 1 unread 1 hidden 0 done 0 waiting 5 newest 5 seq 1",
            "top open 2 unread 2 hidden 1 done 0 waiting 30 newest 60 seq 9",
            "done open 0 unread 0 hidden 0 done 1 waiting - newest 70 seq 7",
            "own open 0 unread 0 hidden 0 done 0 waiting - newest - seq 8",
        ]
    );
    let lost: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM comments c LEFT JOIN items i ON i.id = c.item
         WHERE i.subject IS NOT coalesce(c.parent, c.comment_id)",
    )
    .fetch_one(store.reader())
    .await
    .unwrap();
    assert_eq!(lost, 0, "every comment is an entry of its thread's item");
    store.close().await;
}

#[tokio::test]
async fn file_from_before_search_is_searchable_once_its_rows_are_taken_in() {
    use crate::search::{self, Progress, Query};

    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let before_search = MIGRATIONS.iter().take_while(|migration| migration.version < 5).count();
    let older = older(
        &path,
        before_search,
        "INSERT INTO comments (comment_id, account, media, text, sort_at, first_seen_at, change_seq)
         WITH RECURSIVE n (value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 25)
         SELECT value, 1, 1, 'rye number' || value, 1, 1, 1 FROM n;
         INSERT INTO items (kind, account, media, subject, change_seq) SELECT 1, 1, 1, comment_id, 1 FROM comments ORDER BY id;
         UPDATE comments SET item = (SELECT id FROM items WHERE subject = comment_id);
         DELETE FROM comments WHERE id = 7;",
    )
    .await;
    older.close().await;

    let store = Store::open(&path).await.unwrap();
    let found = async |typed: &str| {
        let hits = search::hits(&store, &Query::parse(typed)).await.unwrap();
        hits.narrow(&(1..=30).collect::<Vec<_>>()).len()
    };
    let mut steps = Vec::new();
    loop {
        steps.push((search::progress(&store).await.unwrap(), found("rye").await));
        let mut tx = store.write().await.unwrap();
        let more = search::index_some(&mut tx, 10).await.unwrap();
        tx.commit().await.unwrap();
        if !more {
            break;
        }
    }
    let step = |done, found| (Some(Progress { done, total: 25 }), found);
    assert_eq!(steps, [step(0, 0), step(11, 10), step(21, 20), step(25, 24)]);
    assert_eq!(search::progress(&store).await.unwrap(), None);
    assert_eq!(found("number3").await, 1);
    store.close().await;
}

#[tokio::test]
async fn captions_of_an_older_file_are_searchable_before_its_comments_are() {
    use crate::search::{self, Progress, Query};

    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let older = older(
        &path,
        13,
        "UPDATE media SET caption = 'Autumn kiln';
         INSERT INTO media (media_id, account, kind, caption, first_seen_at) VALUES ('2', 1, 1, 'Winter', 1), ('3', 1, 1, NULL, 1);
         INSERT INTO items (kind, account, media, subject, change_seq) VALUES (1, 1, 1, 'a', 1), (1, 1, 2, 'b', 1);",
    )
    .await;
    older.close().await;
    let store = Store::open(&path).await.unwrap();
    let found = async |typed| {
        let hits = search::hits(&store, &Query::parse(typed)).await.unwrap();
        hits.narrow(&[1, 2])
    };
    let backlog = Progress { done: 0, total: 2 };
    assert_eq!(search::progress(&store).await.unwrap(), Some(backlog));
    assert_eq!(found("kiln").await, [0; 0]);
    let mut more = Vec::new();
    for _ in 0..3 {
        let mut tx = store.write().await.unwrap();
        more.push(search::index_some(&mut tx, 1).await.unwrap());
        tx.commit().await.unwrap();
    }
    assert_eq!(more, [true, true, false]);
    assert_eq!(search::progress(&store).await.unwrap(), None);
    assert_eq!((found("kiln").await, found("winter").await), (vec![1], vec![2]));
    store.close().await;
}

/// What lies in the tables of the first migration, a row a line.
async fn rows_of(store: &Store) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, columns) in [
        ("meta", "key || value"),
        ("machines", "id || name"),
        ("accounts", "id || user_id || username || colour || mark"),
        ("media", "id || media_id || account || held_comments"),
        ("comments", "id || comment_id || account || media || text || change_seq"),
        ("outbox", "id || hex(uid) || account || kind || subject || delivery"),
        ("content", "subject || text"),
        ("events", "seq || hex(uid) || account || kind || subject || payload"),
    ] {
        let found: Vec<String> = sqlx::query_scalar(&format!("SELECT '{table}: ' || {columns} FROM {table}"))
            .fetch_all(store.reader())
            .await
            .unwrap();
        assert!(!found.is_empty(), "{table} has a row");
        rows.extend(found);
    }
    rows
}

/// The members of a file that an older program of `count` migrations left behind after running `sql`.
async fn members_after(count: usize, sql: &'static str) -> Vec<(Vec<u8>, String, i64)> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let older = Store::open_with(&path, &first(count)).await.unwrap();
    let mut tx = older.write().await.unwrap();
    sqlx::raw_sql(sql).execute(tx.connection()).await.unwrap();
    tx.commit().await.unwrap();
    older.close().await;
    let store = Store::open(&path).await.unwrap();
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM meta WHERE key = 'member_name'")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(left, 0, "the name stands in one place");
    sqlx::query_as("SELECT uid, name, colour FROM members WHERE here = 1")
        .fetch_all(store.reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn the_name_of_the_person_here_moves_to_the_members_whichever_program_wrote_it() {
    let unknown = members_after(2, "INSERT INTO meta (key, value) VALUES ('member_name', 'Ana')").await;
    assert_eq!(unknown.len(), 1);
    let (uid, name, colour) = &unknown[0];
    assert_eq!((name.as_str(), *colour), ("Ana", 1));
    let uid = uuid::Uuid::from_slice(uid).unwrap();
    assert_eq!((uid.get_version_num(), uid.get_variant()), (7, uuid::Variant::RFC4122));

    let known = members_after(
        4,
        "INSERT INTO meta (key, value) VALUES ('member_name', 'Ana');
         INSERT INTO members (uid, name, colour, here) VALUES (zeroblob(16), 'before', 5, 1), (x'01010101010101010101010101010101', 'Maya', 2, 0);",
    )
    .await;
    assert_eq!(known, [(vec![0; 16], "Ana".to_owned(), 5)]);
    assert!(members_after(4, "SELECT 1").await.is_empty());
}

#[tokio::test]
async fn file_from_before_tagged_posts_takes_a_third_kind_of_item_and_keeps_the_others() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("postroom.db");
    let older = older(
        &path,
        13,
        "INSERT INTO items (kind, account, subject, change_seq) VALUES (2, 1, 'talk', 1);
         INSERT INTO items (kind, account, media, subject, change_seq) VALUES (1, 1, 1, 'top', 2)",
    )
    .await;
    older.close().await;

    let store = Store::open(&path).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let insert = |kind: i64| {
        sqlx::query("INSERT INTO items (kind, account, subject, change_seq) VALUES (?, 1, ?, 3)")
            .bind(kind)
            .bind(format!("of kind {kind}"))
    };
    insert(3).execute(tx.connection()).await.expect("a tagged post");
    for kind in [1, 4] {
        assert!(
            insert(kind).execute(tx.connection()).await.is_err(),
            "{kind}: a thread has media, and no fourth kind is known"
        );
    }
    tx.commit().await.unwrap();
    let items: Vec<(i64, i64, String)> = sqlx::query_as("SELECT id, kind, subject FROM items ORDER BY id")
        .fetch_all(store.reader())
        .await
        .unwrap();
    assert_eq!(
        items,
        [
            (1, 2, "talk".to_owned()),
            (2, 1, "top".to_owned()),
            (3, 3, "of kind 3".to_owned())
        ]
    );
    let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(sound, "ok");
    store.close().await;
}
