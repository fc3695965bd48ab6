//! `cargo xtask bench`: what Postroom costs, against named peers measured in the same run. The benches themselves are
//! the package `postroom-bench` in `tests/bench`; here they are built in the release profile and started.

use std::process::Command;

use clap::Args;

use crate::display::Stage;
use crate::process::{self, Failure, Outcome};
use crate::repo::{self, cargo_at_root};

/// The bench with windows: it needs the program itself, the windows it is measured against, and a display.
const WITH_WINDOWS: &str = "inbox";

/// Where the tables are kept.
const PAGE: &str = "docs/benchmarks.md";

/// What `cargo xtask bench` accepts.
#[derive(Args)]
pub struct Options {
    /// Run these benches alone: `client`, `inbox`
    #[arg(value_name = "BENCH")]
    benches: Vec<String>,

    /// Write the tables into docs/benchmarks.md; without it they are printed only
    #[arg(long)]
    write: bool,

    /// Anything behind `--` goes to the benches: `-- --help` tells what there is
    #[arg(last = true, value_name = "OPTION")]
    further: Vec<String>,
}

/// Builds the benches and what they run against, and runs them.
///
/// # Errors
/// When the build fails, or a bench misses its bar.
pub fn run(options: &Options) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("the benches read /proc and need Linux"));
    }
    let has_windows = options.benches.is_empty() || options.benches.iter().any(|name| name == WITH_WINDOWS);
    if has_windows {
        if !process::is_installed("sqlite3") {
            return Err(Failure::new(
                "`sqlite3` is missing, against which search is measured: install the package of that name",
            ));
        }
        println!("\nBuilding the pages of the program and of the reference window (about 20 seconds)");
        process::run(&mut repo::npm_script("build"))?;
        process::run(&mut repo::npm_script("build:reference"))?;
    }
    println!("\nBuilding in the release profile (about 15 minutes the first time)");
    let programs: &[&str] = if has_windows { &["postroom"] } else { &[] };
    let named = ["postroom-bench", "instagram-simulator"].iter().chain(programs);
    process::run(
        cargo_at_root()
            .args(["build", "--release", "--bins"])
            .args(named.flat_map(|package| ["--package", package])),
    )?;
    if has_windows {
        process::run(
            cargo_at_root()
                .args([
                    "build",
                    "--release",
                    "--manifest-path",
                    "tests/bench/reference/Cargo.toml",
                ])
                // Beside the program, and so that both share what they are made of.
                .env("CARGO_TARGET_DIR", repo::target()?),
        )?;
    }
    println!("\nMeasuring; leave the machine alone meanwhile (client: about 1 minute, inbox: about 15)");
    let program = repo::target()?.join("release").join("postroom-bench");
    let stage;
    let mut command = if has_windows {
        stage = Stage::new("bench")?;
        stage.command(program)
    } else {
        Command::new(program)
    };
    command.args(&options.benches).args(&options.further);
    if options.write {
        command.arg("--write").arg(repo::root().join(PAGE));
    }
    process::run(command.env("POSTROOM_BENCH_VERSION", version()))
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
