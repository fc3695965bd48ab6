//! One owner of a data folder: an exclusive lock of the operating system on a file in it, held for
//! the life of the process and released by the system even when the process is killed.

use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// Holds the lock while it lives.
#[derive(Debug)]
pub struct Ownership {
    _file: File,
}

/// Why the folder could not be owned.
#[derive(Debug, thiserror::Error)]
pub enum OwnershipError {
    /// Another process holds the lock.
    #[error("another Postroom already works with the data in {}", .folder.display())]
    Taken {
        /// The contested folder.
        folder: PathBuf,
    },
    /// The lock file could not be opened or locked.
    #[error("the data folder {} cannot be locked", .folder.display())]
    Io {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl Ownership {
    /// Takes the lock on `folder`, creating the folder if needed.
    ///
    /// # Errors
    /// [`OwnershipError::Taken`] when another process holds it.
    pub fn take(folder: &Path) -> Result<Self, OwnershipError> {
        let failed = |source| OwnershipError::Io {
            folder: folder.to_owned(),
            source,
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(folder.join("owner.lock"))
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OwnershipError::Taken {
                    folder: folder.to_owned(),
                });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        // The process id helps a person who looks; nothing reads it back.
        let note = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()));
        note.map_err(failed)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_second_owner_is_refused_until_the_first_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let first = Ownership::take(folder.path()).unwrap();
        assert!(matches!(
            Ownership::take(folder.path()),
            Err(OwnershipError::Taken { .. })
        ));
        drop(first);
        Ownership::take(folder.path()).unwrap();
    }
}
