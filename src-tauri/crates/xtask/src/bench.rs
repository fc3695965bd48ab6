//! `cargo xtask bench`: what Postroom costs, against named peers measured in the same run. The benches themselves are
//! the package `postroom-bench` in `tests/bench`; here they are built in the release profile and started.

use std::process::Command;

use clap::Args;

use crate::process::{self, Failure, Outcome};
use crate::repo::{self, cargo_at_root};

/// What `cargo xtask bench` accepts.
#[derive(Args)]
pub struct Options {
    /// Run these benches alone; `client` is the only one so far
    #[arg(value_name = "BENCH")]
    benches: Vec<String>,
}

/// Builds the benches and what they run against, and runs them.
///
/// # Errors
/// When the build fails, or a bench misses its bar.
pub fn run(options: &Options) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("the benches read /proc and need Linux"));
    }
    println!("\nBuilding benches and simulator in the release profile (about 8 minutes the first time)");
    process::run(cargo_at_root().args([
        "build",
        "--release",
        "--package",
        "postroom-bench",
        "--package",
        "instagram-simulator",
        "--bins",
    ]))?;
    println!("\nMeasuring; leave the machine alone meanwhile (about 1 minute)");
    let program = repo::target()?.join("release").join("postroom-bench");
    process::run(
        Command::new(program)
            .args(&options.benches)
            .env("POSTROOM_BENCH_VERSION", version()),
    )
}

/// Version, commit and compiler, for the head of the table.
fn version() -> String {
    let say = |command: &mut Command| process::read(command.current_dir(repo::root())).ok();
    let commit = say(Command::new("git").args(["rev-parse", "--short", "HEAD"]));
    let compiler = say(Command::new("rustc").arg("--version"));
    let commit = commit.map_or_else(String::new, |commit| format!(" ({commit})"));
    let compiler = compiler.unwrap_or_else(|| "an unknown compiler".to_owned());
    format!("{}{commit}, {compiler}, profile release", env!("CARGO_PKG_VERSION"))
}
