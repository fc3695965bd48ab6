//! Linting while compiling.
//!
//! `cargo clippy` compiles every dependency a second time, for itself, which on a fresh machine takes as long as the tests.
//! So cargo is told to start this program where it would start the compiler for a crate of the workspace, and this
//! program starts Clippy's, which is the compiler with more lints: one run compiles and lints. A crate with a warning does
//! not build.
//!
//! Libraries and programs are compiled twice, alone and with their tests. The compiler's own warnings count both times;
//! Clippy looks at what has the tests, which is all of it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};
use std::sync::OnceLock;

use crate::process::{self, Failure, Outcome};
use crate::repo;

/// A cargo command at the root that lints what it compiles.
///
/// # Errors
/// As [`wrapper`].
pub fn cargo_that_lints() -> Outcome<Command> {
    let mut cargo = repo::cargo_at_root();
    cargo.envs(wrapper()?);
    Ok(cargo)
}

/// The variable that makes a cargo command lint what it compiles. All that build for `cargo xtask test` are given it, or
/// cargo would compile the workspace once with and once without.
///
/// There is none on Windows: the program that lints is built with the others there, and a running program's file cannot be
/// replaced. [`separately`] does the work instead.
///
/// # Errors
/// When the copy of this program that cargo starts cannot be made.
pub fn wrapper() -> Outcome<Option<(&'static str, PathBuf)>> {
    if cfg!(windows) {
        return Ok(None);
    }
    Ok(Some(("RUSTC_WORKSPACE_WRAPPER", copy_of_this_program()?)))
}

/// Lints on Windows; elsewhere the build has done it.
///
/// # Errors
/// When there is a warning.
pub fn separately() -> Outcome {
    if !cfg!(windows) {
        return Ok(());
    }
    let mut cargo = repo::cargo_at_root();
    cargo.args(["clippy", "--workspace", "--all-targets", "--profile", repo::PROFILE]);
    process::run(cargo.args(["--", "--deny", "warnings"]))
}

/// The build replaces the file this program was started from, so cargo gets one that stays.
fn copy_of_this_program() -> Outcome<PathBuf> {
    static COPY: OnceLock<PathBuf> = OnceLock::new();
    if let Some(copy) = COPY.get() {
        return Ok(copy.clone());
    }
    let program = env::current_exe().map_err(|error| Failure::new(format!("this program's own file: {error}")))?;
    let folder = repo::target()?.join("lint");
    fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let (fresh, copy) = (folder.join("fresh"), folder.join("compiler"));
    // A copy that is in use cannot be written to, yet another file can take its place.
    fs::copy(&program, &fresh).map_err(|error| Failure::file(&fresh, &error))?;
    fs::rename(&fresh, &copy).map_err(|error| Failure::file(&copy, &error))?;
    Ok(COPY.get_or_init(|| copy).clone())
}

/// Compiles and lints when cargo started this program as its compiler; otherwise `None`.
pub fn as_compiler() -> Option<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next().filter(is_compiler)?;
    let arguments: Vec<OsString> = arguments.collect();
    let mut compile = Command::new(if is_for_clippy(&arguments) {
        clippy().into()
    } else {
        compiler
    });
    compile.args(&arguments);
    if names_a_crate(&arguments) {
        compile.args(["--deny", "warnings"]);
    }
    Some(code(compile.status()))
}

fn is_compiler(argument: &OsString) -> bool {
    Path::new(argument).file_stem().is_some_and(|name| name == "rustc")
}

/// Cargo also asks the compiler about itself: with `-vV`, and with a crate called `___` that it pipes in.
fn names_a_crate(arguments: &[OsString]) -> bool {
    let name = arguments
        .iter()
        .skip_while(|argument| *argument != "--crate-name")
        .nth(1);
    name.is_some_and(|name| name != "___")
}

/// Whether Clippy sees this compilation: what is built once (tests, examples, build scripts), and of what is built twice
/// the one with its tests.
fn is_for_clippy(arguments: &[OsString]) -> bool {
    let says = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let source = arguments.iter().find(|argument| is_rust(argument));
    let is_built_once = source.is_some_and(|source| {
        let source = Path::new(source);
        source.ends_with("build.rs") || source.components().any(|part| part.as_os_str() == "examples")
    });
    names_a_crate(arguments) && (says("--test") || is_built_once)
}

fn is_rust(argument: &OsString) -> bool {
    Path::new(argument).extension().is_some_and(|kind| kind == "rs")
}

/// Clippy's compiler, which lies beside cargo.
fn clippy() -> PathBuf {
    let cargo = env::var_os("CARGO").map(PathBuf::from).unwrap_or_default();
    cargo.with_file_name(format!("clippy-driver{}", env::consts::EXE_SUFFIX))
}

fn code(ended: std::io::Result<ExitStatus>) -> ExitCode {
    match ended {
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("the compiler could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn arguments(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn every_named_crate_is_linted_once() {
        let library = arguments("--crate-name store --edition=2024 src/lib.rs --crate-type lib");
        assert!(
            names_a_crate(&library) && !is_for_clippy(&library),
            "its tests are built too"
        );
        for once in [
            "--crate-name store --edition=2024 src/lib.rs --test",
            "--crate-name samples --edition=2024 examples/samples/main.rs --crate-type bin",
            "--crate-name build_script_build --edition=2024 build.rs --crate-type bin",
        ] {
            assert!(is_for_clippy(&arguments(once)), "{once}");
        }
        assert!(!names_a_crate(&arguments("- --crate-name ___ --print=file-names")));
        assert!(!names_a_crate(&arguments("-vV")));
        assert!(is_compiler(&OsString::from("/toolchain/bin/rustc")));
        assert!(!is_compiler(&OsString::from("test")));
    }
}
