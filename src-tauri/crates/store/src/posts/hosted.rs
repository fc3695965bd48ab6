//! Files of ours on a media host. What is written here before an upload is found again and taken away, whatever happens
//! to the program or to the post.

use jiff::Timestamp;

use crate::values::{instant, instant_opt, millis_opt};
use crate::{Store, StoreError, WriteTx};

/// A file that lies, or lay, on a media host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedFile {
    /// Its name there: random, says nothing.
    pub key: String,
    /// The post's local number, perhaps of a post that was deleted.
    pub post: i64,
    /// Which host, as a stable word.
    pub host: String,
    /// When it was put there, or was about to be.
    pub put_at: Timestamp,
    /// From when on nobody needs it there.
    pub remove_at: Option<Timestamp>,
    /// When it was taken away.
    pub removed_at: Option<Timestamp>,
}

struct Raw {
    key: String,
    post: i64,
    host: String,
    put_at: i64,
    remove_at: Option<i64>,
    removed_at: Option<i64>,
}

impl TryFrom<Raw> for HostedFile {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            key: raw.key,
            post: raw.post,
            host: raw.host,
            put_at: instant(raw.put_at, "hosted_files.put_at")?,
            remove_at: instant_opt(raw.remove_at, "hosted_files.remove_at")?,
            removed_at: instant_opt(raw.removed_at, "hosted_files.removed_at")?,
        })
    }
}

fn rows(raw: Vec<Raw>) -> Result<Vec<HostedFile>, StoreError> {
    raw.into_iter().map(HostedFile::try_from).collect()
}

/// Writes a file down. A key that is known keeps its row, which then says what `file` says: it was put there again.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn host_file(tx: &mut WriteTx, file: &HostedFile) -> Result<(), StoreError> {
    let put_at = file.put_at.as_millisecond();
    let remove_at = millis_opt(file.remove_at);
    let removed_at = millis_opt(file.removed_at);
    sqlx::query!(
        "INSERT INTO hosted_files (key, post, host, put_at, remove_at, removed_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET post = excluded.post, host = excluded.host, put_at = excluded.put_at,
                                         remove_at = excluded.remove_at, removed_at = excluded.removed_at",
        file.key,
        file.post,
        file.host,
        put_at,
        remove_at,
        removed_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The files of a post, those taken away included, in the order they were put there.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn hosted(store: &Store, post: i64) -> Result<Vec<HostedFile>, StoreError> {
    let found = sqlx::query_as!(
        Raw,
        "SELECT key, post, host, put_at, remove_at, removed_at FROM hosted_files WHERE post = ? ORDER BY put_at, key",
        post
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// The files that are to be taken away by now, the longest due first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn removable(store: &Store, now: Timestamp) -> Result<Vec<HostedFile>, StoreError> {
    let now = now.as_millisecond();
    let found = sqlx::query_as!(
        Raw,
        "SELECT key, post, host, put_at, remove_at, removed_at FROM hosted_files
         WHERE removed_at IS NULL AND remove_at <= ? ORDER BY remove_at, key",
        now
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// Says that nobody needs the files of a post on their host from an instant on.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_removable(tx: &mut WriteTx, post: i64, at: Timestamp) -> Result<(), StoreError> {
    let at = at.as_millisecond();
    sqlx::query!(
        "UPDATE hosted_files SET remove_at = ? WHERE post = ? AND removed_at IS NULL",
        at,
        post
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Says that a file was taken away. If its post is gone too, nothing is left to remember of it and its row goes.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_removed(tx: &mut WriteTx, key: &str, now: Timestamp) -> Result<(), StoreError> {
    let now = now.as_millisecond();
    sqlx::query!(
        "UPDATE hosted_files SET removed_at = ? WHERE key = ? AND removed_at IS NULL",
        now,
        key
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
