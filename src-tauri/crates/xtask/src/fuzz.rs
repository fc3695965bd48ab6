//! `cargo xtask fuzz`: every decoder that reads what others wrote, under libFuzzer.
//!
//! The targets are the package in `fuzz/`, a workspace of its own, so that no ordinary build compiles libFuzzer. They
//! are built with the coverage counters that libFuzzer steers by, which the stable compiler has; the sanitizers it does
//! not have would find little where `unsafe` is forbidden: a finding is a panic, a time-out, or memory without bound.
//!
//! Seeds stand in `fuzz/seeds/TARGET`. What the fuzzer adds goes to `target/fuzz`, and so do findings.

use std::fs::{self, File};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use clap::Args;

use crate::process::{self, Failure, Outcome};
use crate::repo;

/// The targets, each a program of the package.
const TARGETS: [&str; 4] = ["answers", "deep_links", "webhooks", "usage_headers"];

/// What the compiler is asked for: the counters libFuzzer reads, and the checks of a debug build.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1";

/// What `cargo xtask fuzz` accepts.
#[derive(Args)]
pub struct Options {
    /// Fuzz these decoders alone
    #[arg(value_name = "TARGET", value_parser = TARGETS)]
    targets: Vec<String>,
    /// Minutes for each target
    #[arg(long, default_value_t = 10)]
    minutes: u32,
}

/// How a target's run ended.
struct Ended {
    target: &'static str,
    executed: String,
    coverage: String,
    finding: Option<String>,
}

/// Builds the targets and runs them, each on a processor of its own.
///
/// # Errors
/// When the build fails, or a target has a finding.
pub fn run(options: &Options) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("fuzzing needs Linux here"));
    }
    let triple = host()?;
    println!("\nBuilding the targets with coverage counters (about 6 minutes the first time)");
    let built = repo::target()?.join("fuzz");
    let mut build = process::cargo();
    build
        .current_dir(repo::root().join("fuzz"))
        .args(["build", "--release", "--bins", "--target", &triple])
        .env("CARGO_TARGET_DIR", built.join("build"))
        .env("RUSTFLAGS", FLAGS);
    process::run(&mut build)?;
    let programs = built.join("build").join(triple).join("release");

    let is_chosen = |target: &&str| options.targets.is_empty() || options.targets.iter().any(|name| name == target);
    let chosen: Vec<&'static str> = TARGETS.into_iter().filter(is_chosen).collect();
    let mut ended = Vec::new();
    for side_by_side in chosen.chunks(processors()) {
        let outcomes: Vec<Outcome<Ended>> = thread::scope(|scope| {
            let run = |target: &&'static str| {
                let target = *target;
                let (programs, built) = (&programs, &built);
                scope.spawn(move || fuzz(target, programs, built, options.minutes))
            };
            let running: Vec<_> = side_by_side.iter().map(run).collect();
            running.into_iter().map(joined).collect()
        });
        for outcome in outcomes {
            ended.push(outcome?);
        }
    }
    println!("\ntarget         executed  coverage");
    for end in &ended {
        let verdict = end
            .finding
            .as_deref()
            .map_or_else(String::new, |what| format!("  FOUND: {what}"));
        println!("{:<14} {:>8}  {:>8}{verdict}", end.target, end.executed, end.coverage);
    }
    match ended.iter().filter(|end| end.finding.is_some()).count() {
        0 => Ok(()),
        found => Err(Failure::new(format!(
            "{found} of {} targets have a finding",
            ended.len()
        ))),
    }
}

/// How many targets can run at a time without taking from each other.
fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

fn joined(running: thread::ScopedJoinHandle<'_, Outcome<Ended>>) -> Outcome<Ended> {
    let gone = |_| Err(Failure::new("a target's run ended without a word"));
    running.join().unwrap_or_else(gone)
}

fn fuzz(target: &'static str, programs: &Path, built: &Path, minutes: u32) -> Outcome<Ended> {
    let corpus = folder(&built.join("corpus").join(target))?;
    let findings = folder(&built.join("findings"))?;
    let log = built.join(format!("{target}.log"));
    println!("\n{target}: {minutes} minutes, log in {}", log.display());
    let file = File::create(&log).map_err(|error| Failure::file(&log, &error))?;
    let status = Command::new(programs.join(target))
        .arg(corpus)
        .arg(repo::root().join("fuzz/seeds").join(target))
        .arg(format!("-max_total_time={}", u64::from(minutes) * 60))
        .arg(format!("-artifact_prefix={}/{target}-", findings.display()))
        .args([
            "-timeout=10",
            "-rss_limit_mb=1024",
            "-max_len=65536",
            "-print_final_stats=1",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(file)
        .status()
        .map_err(|error| Failure::new(format!("`{target}` could not be started: {error}")))?;
    let log = fs::read_to_string(&log).map_err(|error| Failure::file(&log, &error))?;
    let (executed, coverage) = figures(&log);
    let finding = (!status.success()).then(|| finding(&log));
    Ok(Ended {
        target,
        executed,
        coverage,
        finding,
    })
}

fn folder(path: &Path) -> Outcome<PathBuf> {
    fs::create_dir_all(path).map_err(|error| Failure::file(path, &error))?;
    Ok(path.to_path_buf())
}

/// The triple of this machine: named on the command line, it keeps build scripts and macros without counters.
fn host() -> Outcome<String> {
    let said = process::read(Command::new("rustc").arg("-vV"))?;
    said.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Failure::new("`rustc -vV` names no host"))
}

/// Executed inputs and covered edges, as libFuzzer's log says.
fn figures(log: &str) -> (String, String) {
    let word_after = |mark: &str, line: &str| line.split(mark).nth(1)?.split_whitespace().next().map(str::to_owned);
    let last = |mark: &'static str| log.lines().rev().find_map(|line| word_after(mark, line));
    let unknown = || "?".to_owned();
    (
        last("stat::number_of_executed_units:").unwrap_or_else(unknown),
        last("cov: ").unwrap_or_else(unknown),
    )
}

/// What was found: the line in which the program or libFuzzer says why it stopped, and the input's file.
fn finding(log: &str) -> String {
    let why = log
        .lines()
        .find(|line| line.contains("panicked at") || line.starts_with("SUMMARY:") || line.contains("ERROR: libFuzzer"));
    let file = log.lines().find_map(|line| line.split("Test unit written to ").nth(1));
    format!("{} {}", why.unwrap_or("it ended badly"), file.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn every_target_is_a_program_with_seeds() {
        let fuzz = repo::root().join("fuzz");
        for target in TARGETS {
            assert!(fuzz.join("targets").join(format!("{target}.rs")).is_file(), "{target}");
            let seeds = fs::read_dir(fuzz.join("seeds").join(target)).expect("a folder of seeds");
            assert!(seeds.count() > 0, "{target} has no seed");
        }
        let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).expect("the package");
        assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
    }

    #[test]
    fn every_endpoint_of_the_client_has_a_decoder_to_fuzz() {
        let read = |file: &str| fs::read_to_string(repo::root().join(file)).expect(file);
        let coverage = read("src-tauri/crates/instagram/src/coverage.rs");
        let decoders = read("fuzz/decoders.rs");
        let listed = coverage.split("Facts::of::<").skip(1);
        let listed: Vec<&str> = listed
            .filter_map(|rest| rest.split(['<', '>']).next()?.rsplit("::").next())
            .collect();
        let fuzzed: Vec<&str> = decoders
            .lines()
            .filter_map(|line| line.strip_prefix("    ")?.split_once([' ', '(']).map(|(name, _)| name))
            .collect();
        assert!(listed.len() > 60, "{listed:?}");
        for endpoint in listed {
            assert!(fuzzed.contains(&endpoint), "fuzz/decoders.rs lacks {endpoint}");
        }
    }

    #[test]
    fn figures_and_findings_are_read_from_the_log() {
        let log = "#2\tINITED cov: 10 ft: 11\n#9\tNEW    cov: 42 ft: 50 corp: 3\nthread panicked at src/page.rs:1:2:\n\
             ==1== ERROR: libFuzzer: deadly signal\nartifact_prefix='x'; Test unit written to x/crash-1\n\
             stat::number_of_executed_units: 1234\n";
        assert_eq!(figures(log), ("1234".to_owned(), "42".to_owned()));
        assert_eq!(finding(log), "thread panicked at src/page.rs:1:2: x/crash-1");
        assert_eq!(figures(""), ("?".to_owned(), "?".to_owned()));
    }
}
