//! The kept copies of pictures: what a person added, a preview for the page, and what goes to the media host.
//!
//! Promised: a picture that was added can be published although its file was moved or deleted since; the copies lie below
//! the data folder under random names and are removed with their post.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

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

    /// As Instagram gets it.
    pub(crate) fn prepared(&self, slide: Uuid) -> PathBuf {
        self.folder.join(format!("{slide}.prepared.jpg"))
    }

    /// Whether the original is there.
    pub(crate) async fn has_original(&self, slide: Uuid) -> bool {
        tokio::fs::try_exists(self.original(slide)).await.unwrap_or(false)
    }

    /// Writes `path` whole or not at all.
    pub(crate) async fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let part = path.with_extension(format!("{}.part", Uuid::new_v4()));
        tokio::fs::write(&part, bytes).await?;
        tokio::fs::rename(&part, path).await
    }

    /// Removes everything of `slide`; what is gone already is fine.
    pub(crate) async fn remove(&self, slide: Uuid) {
        for path in [self.original(slide), self.preview(slide), self.prepared(slide)] {
            match tokio::fs::remove_file(&path).await {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(%error, "A kept picture could not be removed");
                }
                _ => {}
            }
        }
    }

    /// Removes what belongs to none of `known`: the rest of a removal that was interrupted. Only for the start, before
    /// anything is added.
    pub(crate) async fn sweep(&self, known: &HashSet<Uuid>) -> io::Result<()> {
        let mut entries = match tokio::fs::read_dir(&self.folder).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name();
            let slide = name.to_str().and_then(|name| name.split('.').next());
            let is_known = slide
                .and_then(|slide| Uuid::parse_str(slide).ok())
                .is_some_and(|slide| known.contains(&slide));
            let is_part = name.to_str().is_some_and(|name| name.ends_with(".part"));
            if !is_known || is_part {
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
