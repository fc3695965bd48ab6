//! What can go wrong with the database, as far as a caller decides on it.

/// A failure of the database or of a value read from it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file was written by a newer Postroom. It was not touched.
    #[error(
        "The database has version {found}, this program knows versions up to {known}. Install the newer program again, \
         or open another data folder"
    )]
    NewerDatabase {
        /// Highest migration in the file.
        found: i64,
        /// Highest migration this program knows.
        known: i64,
    },
    /// The file is damaged, or is no Postroom database. It was not touched.
    #[error("{reason}")]
    Corrupt {
        /// A sentence for people.
        reason: String,
    },
    /// A row the caller named is not there.
    #[error("There is no {what} with that id in the database")]
    NotFound {
        /// What was looked for: "account", "media", "comment", "post".
        what: &'static str,
    },
    /// A stored value has a form this program does not know.
    #[error("The database holds a value of `{what}` that this program cannot read")]
    Unreadable {
        /// The column.
        what: &'static str,
    },
    /// Bringing an older file up to date failed; a copy of the older file lies beside it.
    #[error("The database could not be brought up to date")]
    Migration(#[source] Box<sqlx::migrate::MigrateError>),
    /// SQLite refused a statement.
    #[error("The database refused a statement")]
    Sql(#[source] sqlx::Error),
    /// The file system refused.
    #[error("The database file could not be read or written")]
    Io(#[from] std::io::Error),
}

/// SQLite's primary result codes for a damaged file and for a file of another kind (<https://www.sqlite.org/rescode.html>).
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_NOTADB: i32 = 26;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match sqlite_code(&error) {
            Some(SQLITE_NOTADB) => Self::Corrupt {
                reason: "The file is not a database".to_owned(),
            },
            Some(SQLITE_CORRUPT) => Self::Corrupt {
                reason: "The database file is damaged".to_owned(),
            },
            _ => Self::Sql(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => Self::from(error),
            other => Self::Migration(Box::new(other)),
        }
    }
}

/// The primary result code (the low byte of the extended one).
fn sqlite_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    Some(code.parse::<i32>().ok()? & 0xff)
}
