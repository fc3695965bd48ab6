//! Which installation a database belongs to.
//!
//! The id lies in the state folder, outside the database. When the database carries another one it
//! was restored, copied or moved, and every action that waits in it is held until a person has looked:
//! the machine it came from may have sent them already.

use std::fs;
use std::io;
use std::path::Path;

use uuid::Uuid;

const FILE: &str = "installation-id";

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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_id_stays_the_same_and_a_damaged_file_gives_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let first = id(folder.path()).unwrap();
        assert_eq!(first, id(folder.path()).unwrap());
        fs::write(folder.path().join(FILE), "half an i").unwrap();
        assert_ne!(first, id(folder.path()).unwrap());
    }
}
