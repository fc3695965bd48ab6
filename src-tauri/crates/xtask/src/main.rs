//! Postroom's commands, the same for people and for CI: `cargo xtask --help` lists them.
//!
//! Each command says what it does and about how long that takes, prints the programs it starts, and ends with a
//! non-zero status as soon as one of them fails. A command is one file.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program talks through its output"
)]

mod bench;
mod bindings;
mod coverage;
mod crash;
mod demo;
mod desktop_entry;
mod display;
mod dist;
#[cfg(test)]
mod floors;
mod fuzz;
mod icons;
#[cfg(test)]
mod links;
mod lint;
mod peers;
#[cfg(test)]
mod policy;
mod process;
mod queries;
mod repo;
mod samples;
mod setup;
mod steps;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Build, show, test and maintain Postroom.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install the system packages and the web packages that are missing (about 5 minutes on a fresh machine)
    Setup,
    /// Open Postroom on an embedded Instagram, nothing to sign up for (about 12 minutes the first time, then seconds)
    Demo,
    /// Run every check and test (about 30 minutes the first time, then about 8)
    Test(test::Options),
    /// Write the generated TypeScript bindings and the query metadata anew (about 1 minute after a build)
    Bindings,
    /// Draw the icon files anew from the SVG sources in icons/ (about 10 seconds)
    Icons,
    /// Kill the child process after every written step, 20 rounds a step (about 15 minutes)
    Crash,
    /// Read a folder of recorded answers with the client's types and compare (about 1 minute after a build)
    Samples(samples::Options),
    /// Write the client's coverage table anew (about 1 minute after a build)
    Coverage,
    /// Measure what Postroom costs against named peers, in the release profile (about 40 minutes the first time, then 20;
    /// `bench client` alone: 10, then 1)
    Bench(bench::Options),
    /// Fuzz every decoder of what others wrote (10 minutes each, one on each processor; about 6 to build)
    Fuzz(fuzz::Options),
    /// Run public clients of this API against the simulator (about 1 minute after a build; needs Python 3)
    Peers,
    /// Build the packages, check them, and use the installed programs (about 20 minutes the first time, then 5)
    Dist,
}

fn main() -> ExitCode {
    if let Some(code) = lint::as_compiler() {
        return code;
    }
    let outcome = match Arguments::parse().command {
        Command::Setup => setup::run(),
        Command::Demo => demo::run(),
        Command::Test(options) => return test::run(&options),
        Command::Bindings => bindings::run(),
        Command::Icons => icons::run(),
        Command::Crash => crash::run(),
        Command::Samples(options) => samples::run(&options),
        Command::Coverage => coverage::run(),
        Command::Bench(options) => bench::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Peers => peers::run(),
        Command::Dist => dist::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncargo xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
