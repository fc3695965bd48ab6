//! The query metadata in `.sqlx`, with which the store compiles without a database.
//!
//! sqlx writes one file for each `query!` it checks against a live database. The store makes that database itself: its
//! example `create_schema` is built without the queries, so it runs even while their metadata is out of date. A query
//! without its file does not compile, and a test of the store compares every file with the migrations.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::process::{Failure, Outcome, run as start};
use crate::repo;

/// Writes `.sqlx` anew.
///
/// # Errors
/// When a migration or a query is wrong, or a file cannot be written.
pub fn write() -> Outcome {
    let fresh = describe()?;
    let committed = committed();
    empty_folder(&committed)?;
    for file in entries(&fresh)? {
        if let Some(name) = file.file_name() {
            fs::copy(&file, committed.join(name)).map_err(|error| Failure::file(&file, &error))?;
        }
    }
    Ok(())
}

fn committed() -> PathBuf {
    repo::root().join(".sqlx")
}

/// Compiles the store against a fresh database and returns the folder with the metadata.
fn describe() -> Outcome<PathBuf> {
    let work = repo::target()?.join("queries");
    let fresh = work.join("metadata");
    empty_folder(&work)?;
    empty_folder(&fresh)?;
    let database = work.join("schema.db");
    start(
        repo::cargo_at_root()
            .args([
                "run",
                "--quiet",
                "--profile",
                repo::PROFILE,
                "--package",
                "postroom-store",
            ])
            .args(["--no-default-features", "--example", "create_schema", "--"])
            .arg(&database),
    )?;
    // A macro's environment is invisible to cargo, so an unused `--cfg` that no build had before makes it compile.
    #[allow(
        clippy::disallowed_methods,
        reason = "no two runs may share the name; no business depends on it"
    )]
    let moment = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_nanos());
    start(
        repo::cargo_at_root()
            .args([
                "rustc",
                "--profile",
                repo::PROFILE,
                "--package",
                "postroom-store",
                "--lib",
                "--",
            ])
            .arg("--emit=dep-info,metadata")
            .arg(format!("--cfg=described_{moment}"))
            .env("DATABASE_URL", format!("sqlite://{}", database.display()))
            .env("SQLX_OFFLINE", "false")
            .env("SQLX_OFFLINE_DIR", &fresh),
    )?;
    Ok(fresh)
}

fn entries(folder: &Path) -> Outcome<Vec<PathBuf>> {
    fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| Failure::file(folder, &error))
}

fn empty_folder(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))
}
