//! The kept copies of pictures: what a person added, a preview for the page, and what goes to the media host.
//!
//! Promised: a picture that was added can be published although its file was moved or deleted since; the copies lie below
//! the data folder under random names and are removed with their post.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// The folder of kept pictures.
#[derive(Debug, Clone)]
pub(crate) struct SlideFiles {
    folder: PathBuf,
}

impl SlideFiles {
    pub(crate) fn new(data_dir: &Path) -> Self {
        Self {
            folder: data_dir.join("slides"),
        }
    }

    /// What the person added, byte by byte.
    pub(crate) fn original(&self, slide: Uuid) -> PathBuf {
        self.folder.join(format!("{slide}.original"))
    }

    /// Upright and small, for the page.
    pub(crate) fn preview(&self, slide: Uuid) -> PathBuf {
        self.folder.join(format!("{slide}.preview.jpg"))
    }

    /// As Instagram gets it. Of one decision: a conversion that was given up must not overwrite a later one.
    pub(crate) fn prepared(&self, slide: Uuid, step: i64) -> PathBuf {
        self.folder.join(format!("{slide}.{step}.prepared.jpg"))
    }

    /// Whether the original is there.
    pub(crate) async fn has_original(&self, slide: Uuid) -> bool {
        tokio::fs::try_exists(self.original(slide)).await.unwrap_or(false)
    }

    /// Writes `path` whole or not at all, and onto the disk: the row that names it is.
    pub(crate) async fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let part = path.with_extension(format!("{}.part", Uuid::new_v4()));
        let mut file = tokio::fs::File::create(&part).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        tokio::fs::rename(&part, path).await
    }

    /// Removes everything of `slide`; what is gone already is fine.
    pub(crate) async fn remove(&self, slide: Uuid) {
        if let Err(error) = self.remove_all(|owner| owner == Some(slide)).await {
            tracing::warn!(%error, "A kept picture could not be removed");
        }
    }

    /// Removes what belongs to none of `known`: the rest of a removal that was interrupted. Only for the start, before
    /// anything is added.
    pub(crate) async fn sweep(&self, known: &HashSet<Uuid>) -> io::Result<()> {
        self.remove_all(|owner| owner.is_none_or(|slide| !known.contains(&slide)))
            .await
    }

    /// Removes the files whose slide, if their name tells one, is `meant`.
    async fn remove_all(&self, meant: impl Fn(Option<Uuid>) -> bool + Send) -> io::Result<()> {
        let mut entries = match tokio::fs::read_dir(&self.folder).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name();
            let owner = name
                .to_str()
                .filter(|name| !name.ends_with(".part"))
                .and_then(|name| name.split('.').next())
                .and_then(|slide| Uuid::parse_str(slide).ok());
            if meant(owner) {
                tokio::fs::remove_file(entry.path()).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_sweep_keeps_what_is_known_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let files = SlideFiles::new(folder.path());
        files.sweep(&HashSet::new()).await.unwrap();
        let (kept, left) = (Uuid::new_v4(), Uuid::new_v4());
        for slide in [kept, left] {
            files.write(&files.original(slide), b"x").await.unwrap();
            files.write(&files.preview(slide), b"x").await.unwrap();
        }
        files.sweep(&HashSet::from([kept])).await.unwrap();
        assert!(files.has_original(kept).await && !files.has_original(left).await);
        files.remove(kept).await;
        assert!(!files.has_original(kept).await);
        files.remove(kept).await;
    }
}
