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
mod inbox;
mod machine;
mod measure;
mod report;
mod simulated;

use std::path::{Path, PathBuf};
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
    run: fn(&Arguments) -> Result<Report, Failure>,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "client",
        about: "reads 100,000 comments from a simulator, page by page",
        run: |_| client::run(),
    },
    Bench {
        name: "inbox",
        about: "starts, lists, searches, reads and works on a million comments",
        run: inbox::run,
    },
];

/// Benches of Postroom; all of them when none is named.
#[derive(Parser)]
pub struct Arguments {
    /// What to run
    #[arg(value_name = "BENCH", value_parser = names())]
    benches: Vec<String>,

    /// Write the tables into a page of the documentation
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,

    /// Comments of the world of `inbox`
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    comments: usize,

    /// Keep the world of `inbox` in this folder, and use the one that lies there
    #[arg(long, value_name = "FOLDER")]
    world: Option<PathBuf>,

    /// Parts of `inbox` to run
    #[arg(long, value_name = "PART", value_parser = inbox::PARTS)]
    only: Vec<String>,

    /// Keeps a login in the keychain of the desktop it is started on, and ends
    #[arg(long, num_args = 2, value_names = ["ACCOUNT", "TOKEN"], hide = true)]
    keep_token: Option<Vec<String>>,
}

fn names() -> Vec<&'static str> {
    BENCHES.iter().map(|bench| bench.name).collect()
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some([account, token]) = arguments.keep_token.as_deref() {
        return inbox::keep_token(account, token);
    }
    let machine = machine::describe();
    println!("{machine}\n");
    let (mut all_kept, mut tables) = (true, Vec::new());
    for bench in BENCHES {
        if !arguments.benches.is_empty() && !arguments.benches.iter().any(|name| name == bench.name) {
            continue;
        }
        println!("{}: {}", bench.name, bench.about);
        match (bench.run)(&arguments) {
            Ok(report) => {
                println!("{report}");
                all_kept &= report.is_kept();
                tables.push((bench, report));
            }
            Err(failure) => {
                eprintln!("{}: {failure}", bench.name);
                all_kept = false;
            }
        }
    }
    if let Some(file) = &arguments.write
        && let Err(error) = write(file, &machine, &tables)
    {
        eprintln!("{}: {error}", file.display());
        all_kept = false;
    }
    if all_kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes the page of the documentation anew.
fn write(file: &Path, machine: &str, tables: &[(&Bench, Report)]) -> std::io::Result<()> {
    let mut page = format!(
        "# Benchmarks\n\nWritten by `cargo xtask bench --write`, which measures and compares in one run.\n\n```text\n{machine}\n```\n"
    );
    for (bench, report) in tables {
        page.push_str(&format!(
            "\n## {}: {}\n\n{}",
            bench.name,
            bench.about,
            report.markdown()
        ));
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, page)
}
