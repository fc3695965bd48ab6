//! `cargo xtask bindings`: the generated files that are committed, written anew.
//!
//! The TypeScript bindings come from the program itself, which knows its commands and events; the query metadata comes
//! from compiling the store against a database made of its migrations.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Failure, Outcome, run as start};
use crate::{queries, repo, setup};

/// Writes the bindings and the query metadata anew.
///
/// # Errors
/// When setup or the build fails, or a file cannot be written.
pub fn run() -> Outcome {
    setup::run()?;
    println!("\nQuery metadata: compiling the store against its migrations (about 1 minute)");
    queries::write()?;
    println!("\nBindings: building the program that exports them (about 1 minute after a build)");
    start(&mut repo::npm_script("build"))?;
    start(repo::cargo_at_root().args(["build", "--profile", repo::PROFILE, "--package", "postroom"]))?;
    export(&committed())
}

/// Fails when the committed bindings differ from what the built program exports.
///
/// # Errors
/// When they differ or the program cannot export them.
pub fn check() -> Outcome {
    let fresh = repo::target()?.join("bindings.ts");
    export(&fresh)?;
    if text(&fresh)? == text(&committed())? {
        Ok(())
    } else {
        Err(Failure::new(
            "ui/src/host/bindings.ts is not what the program exports; `cargo xtask bindings` renews it",
        ))
    }
}

fn export(file: &Path) -> Outcome {
    start(
        Command::new(repo::program("postroom")?)
            .current_dir(repo::root())
            .arg("--export-bindings")
            .arg(file),
    )
}

fn committed() -> PathBuf {
    repo::ui().join("src/host/bindings.ts")
}

fn text(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| Failure::file(file, &error))
}
