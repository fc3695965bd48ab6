//! Where things lie: the repository, its build output and the programs built there.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::{Failure, Outcome, cargo, read};

/// The name of the build profile that every command uses.
pub const PROFILE: &str = "ci";

/// The repository's root folder, whatever the working directory is.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_path_buf()
}

/// The folder of the web pages.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// A cargo command that runs at the root.
pub fn cargo_at_root() -> Command {
    let mut command = cargo();
    command.current_dir(root());
    command
}

/// An npm script of the web pages.
pub fn npm_script(name: &str) -> Command {
    let mut command = crate::process::npm();
    command.current_dir(ui()).args(["run", "--silent", name]);
    command
}

/// What `cargo metadata` says about the workspace, dependencies of dependencies left out.
///
/// # Errors
/// When cargo refuses the workspace.
pub fn metadata() -> Outcome<Value> {
    let text = read(cargo_at_root().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("the answer of `cargo metadata`: {error}")))
}

/// Cargo's build output folder.
///
/// # Errors
/// When cargo refuses the workspace.
pub fn target() -> Outcome<PathBuf> {
    metadata()?["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("`cargo metadata` names no target directory"))
}

/// Where cargo puts the program `name` of the `ci` profile.
///
/// # Errors
/// When cargo refuses the workspace.
pub fn program(name: &str) -> Outcome<PathBuf> {
    Ok(target()?
        .join(PROFILE)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_root_holds_the_program_s_configuration() {
        assert!(root().join("tauri.conf.json").is_file());
        assert!(ui().join("package.json").is_file());
    }
}
