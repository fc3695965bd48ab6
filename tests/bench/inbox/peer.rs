//! SQLite by itself: the same rows with the same indexes, without Postroom. Filled by multi-row inserts through a
//! connection of its own, and searched by the `sqlite3` program.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use postroom_tests::Outcome;
use sqlx::query_builder::QueryBuilder;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous};
use sqlx::{Column, ConnectOptions, Connection, Row, Sqlite, SqliteConnection, TypeInfo, ValueRef};
use store::search::{Document, Number, Terms};

/// Rows of one statement and of one transaction, as the store takes them.
const BATCH: usize = store::comments::BATCH;

/// Tables whose rows a sync writes.
const TABLES: [&str; 2] = ["items", "comments"];

/// A value of a row that is copied.
enum Value {
    Null,
    Integer(i64),
    Text(String),
}

/// Writes the comments and items of the database `ours`, and their terms, into a new file with the same tables and
/// indexes; answers how long the writing took.
///
/// # Errors
/// When a file cannot be read or written.
pub async fn insert_same(ours: &Path, file: &Path) -> Outcome<Duration> {
    let mut source = SqliteConnectOptions::new()
        .filename(ours)
        .read_only(true)
        .connect()
        .await?;
    let mut peer = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    // The tables that are referred to, empty: nothing is checked against them.
    sqlx::raw_sql("PRAGMA foreign_keys = OFF").execute(&mut peer).await?;
    for sql in schema(&mut source).await? {
        sqlx::raw_sql(&sql).execute(&mut peer).await?;
    }
    let (items, comments) = (
        read_all(&mut source, "items", "id").await?,
        read_all(&mut source, "comments", "id").await?,
    );
    let terms = terms_of_comments(&mut source).await?;
    source.close().await?;

    let batches = comments.rows.len().div_ceil(BATCH);
    // As a sync does: with the comments of a batch come their items and their terms.
    let items_a_batch = items.rows.len().div_ceil(batches.max(1));
    let (mut items_left, mut terms_left) = (items.rows.chunks(items_a_batch.max(1)), terms.chunks(BATCH));
    let begin = Instant::now();
    for rows in comments.rows.chunks(BATCH) {
        let mut tx = peer.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(rows) = items_left.next() {
            insert(&mut tx, "items", &items.columns, rows).await?;
        }
        insert(&mut tx, "comments", &comments.columns, rows).await?;
        if let Some(documents) = terms_left.next() {
            insert_terms(&mut tx, documents).await?;
        }
        tx.commit().await?;
    }
    let took = begin.elapsed();
    peer.close().await?;
    Ok(took)
}

/// Writes an index over the terms of every comment and message of the database `ours` into a new file that the `sqlite3`
/// program can read. (Its table keeps no deletions, because older programs cannot open one that does.)
///
/// # Errors
/// When a file cannot be read or written.
pub async fn index_same(ours: &Path, file: &Path) -> Outcome {
    let mut source = SqliteConnectOptions::new()
        .filename(ours)
        .read_only(true)
        .connect()
        .await?;
    let mut terms = terms_of_comments(&mut source).await?;
    terms.extend(terms_of_messages(&mut source).await?);
    terms.sort_unstable_by_key(|(number, _)| *number);
    let schema: String = sqlx::query_scalar("SELECT sql FROM sqlite_schema WHERE name = 'search'")
        .fetch_one(&mut source)
        .await?;
    source.close().await?;
    let mut peer = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .synchronous(SqliteSynchronous::Off)
        .connect()
        .await?;
    sqlx::raw_sql(&schema.replace("contentless_delete = 1,", ""))
        .execute(&mut peer)
        .await?;
    for documents in terms.chunks(50 * BATCH) {
        let mut tx = peer.begin().await?;
        for documents in documents.chunks(BATCH) {
            insert_terms(&mut tx, documents).await?;
        }
        tx.commit().await?;
    }
    peer.close().await?;
    Ok(())
}

/// What makes the tables that a sync writes, and their indexes.
async fn schema(source: &mut SqliteConnection) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for table in TABLES.into_iter().chain(["search"]) {
        let made: Vec<String> = sqlx::query_scalar(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL
             ORDER BY type DESC",
        )
        .bind(table)
        .fetch_all(&mut *source)
        .await?;
        found.extend(made);
    }
    Ok(found)
}

/// Rows of a table, and the names of their columns.
struct Copied {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

async fn read_all(source: &mut SqliteConnection, table: &str, order: &str) -> Outcome<Copied> {
    let rows = sqlx::query(&format!("SELECT * FROM {table} ORDER BY {order}"))
        .fetch_all(source)
        .await?;
    let columns = rows
        .first()
        .map(|row| row.columns().iter().map(|column| column.name().to_owned()).collect())
        .unwrap_or_default();
    let rows: Result<Vec<_>, sqlx::Error> = rows.iter().map(values).collect();
    Ok(Copied { columns, rows: rows? })
}

fn values(row: &SqliteRow) -> Result<Vec<Value>, sqlx::Error> {
    (0..row.columns().len())
        .map(|place| {
            let raw = row.try_get_raw(place)?;
            Ok(match raw.type_info().name() {
                _ if raw.is_null() => Value::Null,
                "INTEGER" => Value::Integer(row.try_get(place)?),
                _ => Value::Text(row.try_get(place)?),
            })
        })
        .collect()
}

/// The terms of every comment, as the store's search makes them, in the order of their numbers.
async fn terms_of_comments(source: &mut SqliteConnection) -> Outcome<Vec<(i64, Terms)>> {
    let rows = sqlx::query("SELECT item, id, parent IS NULL, text, username FROM comments")
        .fetch_all(source)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let (item, comment): (u32, u32) = (row.try_get(0)?, row.try_get(1)?);
        let number = if row.try_get(2)? {
            Number::first(item)
        } else {
            Number::other(item, comment).ok_or("too large")?
        };
        let (text, username): (Option<&str>, Option<&str>) = (row.try_get(3)?, row.try_get(4)?);
        let names: Vec<&str> = username.into_iter().collect();
        let document = Document {
            number,
            text,
            names: &names,
        };
        found.push((number.row(), Terms::of(&document)));
    }
    found.sort_unstable_by_key(|(number, _)| *number);
    Ok(found)
}

/// The numbers and terms of all messages, which are found by the other side's names, too.
async fn terms_of_messages(source: &mut SqliteConnection) -> Outcome<Vec<(i64, Terms)>> {
    let rows = sqlx::query(
        "SELECT m.item, m.id, m.text, c.username, c.name FROM messages m JOIN conversations c ON c.item = m.item",
    )
    .fetch_all(source)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let number = Number::other(row.try_get(0)?, row.try_get(1)?).ok_or("too large")?;
        let (username, name): (Option<&str>, Option<&str>) = (row.try_get(3)?, row.try_get(4)?);
        let names: Vec<&str> = username.into_iter().chain(name).collect();
        let document = Document {
            number,
            text: row.try_get(2)?,
            names: &names,
        };
        found.push((number.row(), Terms::of(&document)));
    }
    Ok(found)
}

async fn insert(tx: &mut SqliteConnection, table: &str, columns: &[String], rows: &[Vec<Value>]) -> Outcome {
    // SQLite takes 32,766 values a statement.
    for rows in rows.chunks(32_766 / columns.len()) {
        let mut query = QueryBuilder::<Sqlite>::new(format!("INSERT INTO {table} ({}) ", columns.join(", ")));
        query.push_values(rows, |mut pushed, row| {
            for value in row {
                match value {
                    Value::Null => pushed.push_bind(None::<i64>),
                    Value::Integer(number) => pushed.push_bind(*number),
                    Value::Text(text) => pushed.push_bind(text.as_str()),
                };
            }
        });
        query.build().execute(&mut *tx).await?;
    }
    Ok(())
}

async fn insert_terms(tx: &mut SqliteConnection, documents: &[(i64, Terms)]) -> Outcome {
    let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO search (rowid, words, tags, names) ");
    query.push_values(documents, |mut row, (number, terms)| {
        row.push_bind(*number)
            .push_bind(terms.words.as_str())
            .push_bind(terms.tags.as_str())
            .push_bind(terms.names.as_str());
    });
    query.build().execute(tx).await?;
    Ok(())
}

/// The numbers of all hits of an FTS5 expression, as the `sqlite3` program finds them.
///
/// # Errors
/// When the program is not installed, or refuses.
pub fn hits(file: &Path, expression: &str) -> Outcome<Vec<i64>> {
    let numbers: Result<_, _> = run_shell(file, &select(expression))?.lines().map(str::parse).collect();
    Ok(numbers?)
}

/// Lets the `sqlite3` program print the numbers of all hits so many times; answers the time of each, and how many hits
/// there are.
///
/// The program counts its own time in milliseconds, so that of quick queries is that of many in a row.
///
/// # Errors
/// When the program is not installed, or refuses.
pub fn search(file: &Path, expression: &str, rounds: usize) -> Outcome<(Vec<Duration>, usize)> {
    let found = hits(file, expression)?.len();
    let often = if found < 20_000 { 50 } else { 1 };
    let script = format!(".timer on\n{}", select(expression).repeat(rounds * often));
    let seconds: Result<Vec<f64>, _> = run_shell(file, &script)?
        .lines()
        .filter_map(|line| line.strip_prefix("Run Time: real "))
        .filter_map(|line| line.split(' ').next())
        .map(str::parse)
        .collect();
    let times = seconds?;
    let groups = times.chunks(often).map(|some| {
        let sum: f64 = some.iter().sum();
        // Below a millisecond in sum there is no telling; half a one is what the clock cannot see.
        Duration::from_secs_f64(sum.max(0.0005) / some.len() as f64)
    });
    Ok((groups.collect(), found))
}

fn select(expression: &str) -> String {
    format!(
        "SELECT rowid FROM search WHERE search MATCH '{}';\n",
        expression.replace('\'', "''")
    )
}

fn run_shell(file: &Path, script: &str) -> Outcome<String> {
    let mut child = Command::new("sqlite3")
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("sqlite3: {error}"))?;
    let mut input = child.stdin.take().ok_or("no way in")?;
    let script = script.to_owned();
    let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| "the writer ended early")??;
    Ok(String::from_utf8(output.stdout)?)
}
