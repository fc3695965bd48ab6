//! Which installation a database belongs to.
//!
//! Two things lie in the state folder, outside the database: the id of this installation, and how far the
//! event log had come when something last left the machine. A database that carries another id was copied or
//! moved here; one whose log is shorter is an older copy put back. Either way every action that waits in it is
//! held until a person has looked: it may have been sent already.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

const FILE: &str = "installation-id";
const MARK_FILE: &str = "event-sequence";

/// The id of this installation, made on first use.
///
/// # Errors
/// When the state folder can be neither read nor written.
pub fn id(state_dir: &Path) -> io::Result<Uuid> {
    let path = state_dir.join(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => match Uuid::parse_str(text.trim()) {
            Ok(id) => Ok(id),
            // A damaged file must not pass for the old installation: a new id holds what waits.
            Err(_) => create(&path),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(&path),
        Err(error) => Err(error),
    }
}

fn create(path: &Path) -> io::Result<Uuid> {
    let id = Uuid::new_v4();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, format!("{id}\n"))?;
    Ok(id)
}

/// How far the event log has come, written down before each request that leaves the machine.
#[derive(Debug, Clone)]
pub struct HighWater {
    path: PathBuf,
}

impl HighWater {
    /// The mark of the installation whose state lies in `state_dir`.
    pub fn new(state_dir: &Path) -> Self {
        Self {
            path: state_dir.join(MARK_FILE),
        }
    }

    /// The sequence last noted; `None` when nothing ever left the machine, or the file is damaged.
    pub fn read(&self) -> Option<i64> {
        fs::read_to_string(&self.path).ok()?.trim().parse().ok()
    }

    /// Notes `sequence`.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn note(&self, sequence: i64) -> io::Result<()> {
        let part = self.path.with_extension("part");
        fs::write(&part, format!("{sequence}\n"))?;
        fs::rename(part, &self.path)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_mark_is_the_last_one_noted() {
        let folder = tempfile::tempdir().unwrap();
        let mark = HighWater::new(folder.path());
        assert_eq!(mark.read(), None);
        mark.note(41).unwrap();
        mark.note(42).unwrap();
        assert_eq!(HighWater::new(folder.path()).read(), Some(42));
        fs::write(folder.path().join(MARK_FILE), "forty").unwrap();
        assert_eq!(mark.read(), None);
    }

    #[test]
    fn the_id_stays_the_same_and_a_damaged_file_gives_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let first = id(folder.path()).unwrap();
        assert_eq!(first, id(folder.path()).unwrap());
        fs::write(folder.path().join(FILE), "half an i").unwrap();
        assert_ne!(first, id(folder.path()).unwrap());
    }
}
