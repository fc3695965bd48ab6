//! A folder of files under a size cap; the files longest unused go first.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A size-capped folder.
#[derive(Debug, Clone)]
pub(super) struct DiskCache {
    folder: PathBuf,
    cap_bytes: u64,
}

impl DiskCache {
    pub(super) fn new(folder: PathBuf, cap_bytes: u64) -> Self {
        Self { folder, cap_bytes }
    }

    /// The file `name`, marked as used.
    pub(super) async fn get(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        let bytes = tokio::fs::read(&path).await.ok()?;
        let _ = tokio::task::spawn_blocking(move || touch(&path)).await;
        Some(bytes)
    }

    /// Writes `name` whole or not at all, then makes room.
    pub(super) async fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let part = self.folder.join(format!("{name}.{}.part", uuid::Uuid::new_v4()));
        tokio::fs::write(&part, bytes).await?;
        tokio::fs::rename(&part, self.folder.join(name)).await?;
        let cache = self.clone();
        tokio::task::spawn_blocking(move || cache.make_room())
            .await
            .map_err(io::Error::other)?
    }

    /// Forgets `name`.
    pub(super) async fn remove(&self, name: &str) {
        let _ = tokio::fs::remove_file(self.folder.join(name)).await;
    }

    fn make_room(&self) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            let facts = entry.metadata()?;
            files.push((
                facts.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                facts.len(),
                entry.path(),
            ));
        }
        let mut total: u64 = files.iter().map(|(_, size, _)| size).sum();
        files.sort();
        for (_, size, path) in files {
            if total <= self.cap_bytes {
                break;
            }
            std::fs::remove_file(path)?;
            total -= size;
        }
        Ok(())
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "file times are the system's, not business time"
)]
fn touch(path: &Path) -> io::Result<()> {
    std::fs::File::options()
        .append(true)
        .open(path)?
        .set_modified(SystemTime::now())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn the_file_longest_unused_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let cache = DiskCache::new(folder.path().to_owned(), 25);
        cache.put("a", &[0; 10]).await.unwrap();
        cache.put("b", &[0; 10]).await.unwrap();
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(10);
        for name in ["a", "b"] {
            std::fs::File::options()
                .append(true)
                .open(folder.path().join(name))
                .unwrap()
                .set_modified(old)
                .unwrap();
        }
        assert!(cache.get("a").await.is_some(), "reading marks it as used");
        cache.put("c", &[0; 10]).await.unwrap();
        assert!(cache.get("b").await.is_none());
        assert!(cache.get("a").await.is_some() && cache.get("c").await.is_some());
    }
}
