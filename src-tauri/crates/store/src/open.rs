//! Opening the database file.
//!
//! A file written by a newer program is refused and stays byte for byte as it was; so does a file that is no database
//! of ours. An older file is copied aside (`postroom.db.before-v2`) before the first migration that changes it.
//!
//! One connection writes (`synchronous=FULL`: what was committed survives a power cut), a few read. WAL lets both work
//! at the same time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::{StoreError, WriteTx};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How many connections read at the same time.
const READERS: u32 = 4;

/// Rows that wait for their reader while a statement runs: more than a window of a list, so that the statement need not
/// wait for the reader in between.
const ROWS_AHEAD: usize = 512;

/// How long a statement waits for another process's lock (a backup tool, a second look with `sqlite3`).
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The open database. Cheap to clone; every clone is the same database.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens the file, creates it if it is missing and brings it up to date.
    ///
    /// # Errors
    /// [`StoreError::NewerDatabase`] for a file of a newer program and [`StoreError::Corrupt`] for a damaged or foreign
    /// file; neither is touched. [`StoreError::Migration`] when a migration fails: the file stays at the last version
    /// that worked.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, &MIGRATIONS).await
    }

    async fn open_with(path: &Path, migrations: &Migrator) -> Result<Self, StoreError> {
        let known = migrations.iter().map(|migration| migration.version).max().unwrap_or(0);
        if let Some(found) = version_in_file(path).await? {
            if found > known {
                return Err(StoreError::NewerDatabase { found, known });
            }
            if found > 0 && found < known {
                copy_aside(path, known).await?;
            }
        }
        let writer = pool_options(1)
            .acquire_timeout(Duration::from_secs(60))
            .connect_with(write_options(path))
            .await?;
        migrations.run(&writer).await?;
        let readers = pool_options(READERS).connect_with(read_options(path)).await?;
        Ok(Self { writer, readers })
    }

    /// Begins a write transaction. There is one writer: the call waits until the one before has ended.
    ///
    /// Keep it short (500 rows at most), because a person's key press waits for it. Dropping it without
    /// [`WriteTx::commit`] undoes everything.
    ///
    /// # Errors
    /// [`StoreError::Sql`] when the database is closed or locked by another program.
    pub async fn write(&self) -> Result<WriteTx, StoreError> {
        Ok(WriteTx::new(self.writer.begin_with("BEGIN IMMEDIATE").await?))
    }

    /// Waits for running statements, moves the log into the file and closes it.
    pub async fn close(self) {
        // Readers first: the last connection tidies the log away, and only the writer may.
        for pool in [&self.readers, &self.writer] {
            pool.close().await;
            // A connection that was on its way back while the pool closed is idle in it, still open.
            while pool.size() > 0 {
                pool.close().await;
            }
        }
    }

    #[cfg_attr(not(feature = "queries"), expect(dead_code, reason = "only the queries read"))]
    pub(crate) fn reader(&self) -> &SqlitePool {
        &self.readers
    }
}

/// What the writing connection keeps of the file in memory at most, in KiB (SQLite counts these as negative). A page of
/// comments touches a dozen indexes all over the file: in the 2 MB that are usual a transaction writes pages to make room
/// that it is about to need again.
const CACHE_KIB: &str = "-16384";

/// Where the writing connection keeps what it needs to undo a single statement. A statement of 200 rows touches more
/// pages than the 64 KB of which SQLite makes no file of its own, and such files were half of what a first sync wrote.
const TEMP_STORE: &str = "MEMORY";

/// Pages of the log after which it is written back to the file: 16 MB. The same few index pages change with every page of
/// comments and are written back once for many.
const PAGES_A_CHECKPOINT: &str = "4000";

/// A pool whose connections stay open with what they have prepared, and are not asked before each use whether they still
/// are: a file does not hang up.
fn pool_options(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

fn write_options(path: &Path) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        // What a person erased must not linger in free pages.
        .pragma("secure_delete", "ON")
        .pragma("cache_size", CACHE_KIB)
        .pragma("temp_store", TEMP_STORE)
        .pragma("wal_autocheckpoint", PAGES_A_CHECKPOINT);
    if cfg!(target_os = "macos") {
        // A plain fsync on macOS leaves the data in the drive's cache.
        options.pragma("fullfsync", "ON").pragma("checkpoint_fullfsync", "ON")
    } else {
        options
    }
}

fn read_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .row_buffer_size(ROWS_AHEAD)
        .busy_timeout(BUSY_TIMEOUT)
}

/// The highest migration in an existing file, looked up without changing a byte of it. `None`: there is no database
/// yet, or only SQLite itself may look (a rollback journal has to be played back first).
async fn version_in_file(path: &Path) -> Result<Option<i64>, StoreError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.len() == 0 => return Ok(None),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    if beside(path, "-journal").exists() {
        return Ok(None);
    }
    let log_holds_rows = fs::metadata(beside(path, "-wal")).is_ok_and(|metadata| metadata.len() > 0);
    if !log_holds_rows {
        // `immutable`: SQLite takes no lock and creates no file beside this one.
        return version_through(read_options(path).immutable(true)).await.map(Some);
    }
    // After a crash the newest rows lie in the log only, and reading it needs a shared-memory file. If SQLite had to
    // make one, it is taken away again.
    let memory = beside(path, "-shm");
    let memory_was_there = memory.exists();
    let version = version_through(read_options(path)).await;
    if !memory_was_there && memory.exists() {
        fs::remove_file(&memory)?;
    }
    version.map(Some)
}

async fn version_through(options: SqliteConnectOptions) -> Result<i64, StoreError> {
    let mut connection = options.connect().await?;
    let version = highest_migration(&mut connection).await;
    connection.close().await?;
    version
}

async fn highest_migration(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(&mut *connection)
        .await?;
    if tables.is_empty() {
        return Ok(0);
    }
    if !tables.iter().any(|table| table == "_sqlx_migrations") {
        return Err(StoreError::Corrupt {
            reason: "The file is a database, but not one of Postroom".to_owned(),
        });
    }
    let version: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(&mut *connection)
        .await?;
    Ok(version.unwrap_or(0))
}

/// Copies an older file before migration `version` changes it. The copy appears whole or not at all.
async fn copy_aside(path: &Path, version: i64) -> Result<(), StoreError> {
    // Opening and closing moves what the log holds into the file itself.
    let mut connection = write_options(path).create_if_missing(false).connect().await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await?;
    connection.close().await?;

    let path = path.to_owned();
    let copied = tokio::task::spawn_blocking(move || {
        let part = beside(&path, &format!(".before-v{version}.part"));
        fs::copy(&path, &part)?;
        fs::File::options().write(true).open(&part)?.sync_all()?;
        fs::rename(&part, beside(&path, &format!(".before-v{version}")))
    })
    .await;
    copied.map_err(std::io::Error::other)?.map_err(StoreError::from)
}

/// The path with something added to its file name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
#[path = "migration_tests.rs"]
mod migration_tests;
#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
