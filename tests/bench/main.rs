//! Benches of Postroom, started by `cargo xtask bench`. Each prints one table: what was measured, the named peer it is
//! measured against in the same run, the ratio, and the bar the ratio must keep to. A bar that is missed is a bad end.
//!
//! A bench is one file with a function that answers a [`Report`]; its name goes into [`BENCHES`].
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program talks through its output"
)]

mod client;
mod machine;
mod measure;
mod report;
mod simulated;

use std::process::ExitCode;

use clap::Parser;

use crate::report::Report;

/// Why a bench could not be run.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file or a program.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A call of the client.
    #[error("the client: {0}")]
    Client(#[from] instagram::ApiError),
    /// A plain HTTP call.
    #[error("the recording: {0}")]
    Http(#[from] reqwest::Error),
    /// What was to be measured did not happen.
    #[error("{0}")]
    Broken(String),
}

/// A bench by its name.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<Report, Failure>,
}

const BENCHES: &[Bench] = &[Bench {
    name: "client",
    about: "reads 100,000 comments from a simulator, page by page",
    run: client::run,
}];

/// Benches of Postroom; all of them when none is named.
#[derive(Parser)]
struct Arguments {
    /// What to run
    #[arg(value_name = "BENCH", value_parser = names())]
    benches: Vec<String>,
}

fn names() -> Vec<&'static str> {
    BENCHES.iter().map(|bench| bench.name).collect()
}

fn main() -> ExitCode {
    let chosen = Arguments::parse().benches;
    println!("{}\n", machine::describe());
    let mut all_kept = true;
    for bench in BENCHES {
        if !chosen.is_empty() && !chosen.iter().any(|name| name == bench.name) {
            continue;
        }
        println!("{}: {}", bench.name, bench.about);
        match (bench.run)() {
            Ok(report) => {
                println!("{report}");
                all_kept &= report.is_kept();
            }
            Err(failure) => {
                eprintln!("{}: {failure}", bench.name);
                all_kept = false;
            }
        }
    }
    if all_kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
