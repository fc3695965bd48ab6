//! The query metadata in `.sqlx`, with which the store compiles without a database.
//!
//! sqlx writes one file for each `query!` it checks against a live database. The store makes that database itself: its
//! example `create_schema` is built without the queries, so it runs even while their metadata is out of date.

use std::collections::BTreeMap;
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
    for (name, text) in listing(&fresh)? {
        let file = committed.join(name);
        fs::write(&file, text).map_err(|error| Failure::file(&file, &error))?;
    }
    Ok(())
}

/// Fails when `.sqlx` differs from what the migrations and queries say.
///
/// # Errors
/// When it differs, or a migration or a query is wrong.
pub fn check() -> Outcome {
    let differing = differences(&listing(&committed())?, &listing(&describe()?)?);
    if differing.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "the query metadata is not current ({}); `cargo xtask bindings` renews it",
            differing.join(", ")
        )))
    }
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

fn listing(folder: &Path) -> Outcome<BTreeMap<String, String>> {
    entries(folder)?
        .into_iter()
        .map(|file| {
            let name = file
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
            Ok((name, text))
        })
        .collect()
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

/// Each file that only one side has, or that differs.
fn differences(committed: &BTreeMap<String, String>, fresh: &BTreeMap<String, String>) -> Vec<String> {
    let mut names: Vec<String> = committed
        .keys()
        .chain(fresh.keys().filter(|name| !committed.contains_key(*name)))
        .filter(|name| committed.get(*name).map(|text| text.trim_end()) != fresh.get(*name).map(|text| text.trim_end()))
        .cloned()
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_missing_a_surplus_and_a_changed_query_are_differences() {
        let side = |entries: &[(&str, &str)]| {
            entries
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect::<BTreeMap<_, _>>()
        };
        let committed = side(&[("same", "1"), ("changed", "1"), ("surplus", "1")]);
        let fresh = side(&[("same", "1\n"), ("changed", "2"), ("missing", "1")]);
        assert_eq!(differences(&committed, &fresh), ["changed", "missing", "surplus"]);
        assert!(differences(&committed, &committed).is_empty());
    }
}
