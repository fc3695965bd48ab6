//! `cargo xtask test`: every check and test, cheapest first. The first failing step ends the run; the last line of a
//! full run is `N passed, 0 failed`, where N counts the steps.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::thread;

use clap::Args;

use crate::display::Stage;
use crate::process::{self, Failure, Outcome};
use crate::repo::{PROFILE, cargo_at_root, npm_script};
use crate::steps::{self, Step};
use crate::{bindings, lint, repo, setup};

/// Test targets that need a window, and so their own step.
const WINDOW_TESTS: &[&str] = &["window"];

/// How many windows are driven at the same time; each has a display, a bus and folders of its own.
const STAGES: usize = 2;

/// How many browsers test pages at the same time.
const BROWSERS: usize = 2;

/// Test targets that need an installed package: `cargo xtask dist` runs them.
const PACKAGE_TESTS: &[&str] = &["installed"];

/// What `cargo xtask test` accepts.
#[derive(Args)]
pub struct Options {
    /// Run these steps alone, in the usual order
    #[arg(long, value_name = "STEP", num_args = 1.., value_parser = step_names())]
    only: Vec<String>,
}

/// The steps in their order. The pages come before the compiler because the program embeds them.
const STEPS: &[Step] = &[
    step(
        "setup",
        "looks for what the machine lacks",
        "3 s, 5 min when new",
        setup::run,
    ),
    step("rustfmt", "checks the layout of the Rust code", "2 s", rustfmt),
    step("ui-lint", "checks layout and rules of the page code", "1 s", || {
        npm("lint")
    }),
    step("ui-types", "checks the types of the page code", "3 s", || {
        npm("typecheck")
    }),
    step("ui-unused", "looks for unused files and packages", "3 s", || {
        npm("unused")
    }),
    step("ui-unit", "runs the page tests without a browser", "30 s", || {
        npm("test")
    }),
    step("ui-build", "builds the pages", "5 s", || npm("build")),
    step("ui-browser", "runs the page tests in Chromium", "6 min", browser),
    step("redirect", "tests the redirect page in Chromium", "15 s", redirect),
    step(
        "build",
        "compiles and lints program and tests",
        "11 min cold, 1 min warm",
        build,
    ),
    step(
        "bindings",
        "compares the bindings with the program",
        "1 s",
        bindings::check,
    ),
    step("rust", "runs unit, model, acceptance and crash tests", "7 min", rust),
    step("window", "drives the built program under Xvfb", "6 min", window),
];

/// Runs the steps and prints the table.
pub fn run(options: &Options) -> ExitCode {
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| options.only.is_empty() || options.only.iter().any(|name| name == step.name))
        .filter(|step| step.name != "window" || cfg!(target_os = "linux"))
        .collect();
    if !cfg!(target_os = "linux") {
        println!("The window tests need Linux; the other steps run here.");
    }
    let finished = steps::run(&chosen);
    println!("{}", steps::summary(&finished));
    if finished.iter().all(|step| step.failure.is_none()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn step_names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

fn rustfmt() -> Outcome {
    process::run(cargo_at_root().args(["fmt", "--all", "--check"]))
}

fn npm(script: &str) -> Outcome {
    process::run(&mut npm_script(script))
}

const fn step(name: &'static str, about: &'static str, takes: &'static str, work: fn() -> Outcome) -> Step {
    Step {
        name,
        about,
        takes,
        work,
    }
}

/// A page draws on one core, so two browsers take half of the tests each. What the first one says is seen at once, what
/// the other says when it has ended.
fn browser() -> Outcome {
    let chromium = chromium()?;
    let browser_for = |number: usize| {
        let mut command = npm_script("test:browser");
        command.args(["--".to_owned(), format!("--shard={number}/{BROWSERS}")]);
        command.env("POSTROOM_CHROMIUM", &chromium);
        command
    };
    side_by_side(BROWSERS, |number| match number {
        0 => process::run(&mut browser_for(1)),
        _ => process::run_aside(&mut browser_for(number + 1)),
    })
}

/// Does a work's parts at the same time; the first failure of any.
fn side_by_side(parts: usize, part: impl Fn(usize) -> Outcome + Sync) -> Outcome {
    let part = &part;
    thread::scope(|scope| {
        let started: Vec<_> = (0..parts).map(|number| scope.spawn(move || part(number))).collect();
        started
            .into_iter()
            .try_for_each(|ended| ended.join().unwrap_or_else(|_| Err(Failure::new("a part broke down"))))
    })
}

fn redirect() -> Outcome {
    let mut node = Command::new("node");
    node.current_dir(repo::ui())
        .args(["--test", "--test-reporter=spec", "redirect/page.test.mjs"]);
    process::run(node.env("POSTROOM_CHROMIUM", chromium()?))
}

fn chromium() -> Outcome<PathBuf> {
    setup::browser().ok_or_else(|| Failure::new("Chromium is missing; `cargo xtask setup` installs it"))
}

fn build() -> Outcome {
    lint::separately()?;
    process::run(lint::cargo_that_lints()?.args(["build", "--workspace", "--all-targets", "--profile", PROFILE]))
}

/// Every target is named, because `--tests` would start the window tests too.
fn rust() -> Outcome {
    let metadata = repo::metadata()?;
    let mut command = lint::cargo_that_lints()?;
    command.args(["test", "--workspace", "--profile", PROFILE, "--lib", "--bins"]);
    for name in test_targets(&metadata) {
        if ![WINDOW_TESTS, PACKAGE_TESTS].concat().contains(&name.as_str()) {
            command.args(["--test", &name]);
        }
    }
    process::run(&mut command)?;
    process::run(lint::cargo_that_lints()?.args(["test", "--workspace", "--profile", PROFILE, "--doc"]))
}

fn test_targets(metadata: &serde_json::Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut names: Vec<String> = packages
        .iter()
        .flat_map(|package| package["targets"].as_array().map(Vec::as_slice).unwrap_or_default())
        .filter(|target| {
            target["kind"]
                .as_array()
                .is_some_and(|kinds| kinds.iter().any(|kind| kind == "test"))
        })
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The window tests mostly wait for what they see, so that two of them share a machine well.
fn window() -> Outcome {
    let tests = window_tests()?;
    side_by_side(STAGES, |stage| {
        let share: Vec<&String> = tests.iter().skip(stage).step_by(STAGES).collect();
        drive(stage, &share)
    })
}

/// The names of the window tests. Building them here leaves nothing to build to the stages.
fn window_tests() -> Outcome<Vec<String>> {
    let mut command = cargo_for_windows()?;
    let listed = process::read(command.args(["--", "--list", "--format", "terse"]))?;
    let tests: Vec<String> = listed
        .lines()
        .filter_map(|line| line.strip_suffix(": test").map(str::to_owned))
        .collect();
    if tests.is_empty() {
        return Err(Failure::new("there is no window test"));
    }
    Ok(tests)
}

/// Runs some of the window tests, one after the other, on a stage of their own. What the first stage says is seen at
/// once, what another one says when it has ended.
fn drive(number: usize, tests: &[&String]) -> Outcome {
    let stage = Stage::new(&format!("window-{number}"))?.beside(number);
    let cargo = cargo_for_windows()?;
    let mut command = stage.command(cargo.get_program());
    command
        .args(cargo.get_args())
        .args(["--", "--test-threads=1", "--nocapture", "--exact"])
        .args(tests)
        .envs(lint::wrapper()?)
        .env("POSTROOM_BIN", repo::program("postroom")?);
    if number == 0 {
        process::run(&mut command)
    } else {
        process::run_aside(&mut command)
    }
}

fn cargo_for_windows() -> Outcome<Command> {
    let mut cargo = lint::cargo_that_lints()?;
    cargo.args(["test", "--quiet", "--workspace", "--profile", PROFILE]);
    for name in WINDOW_TESTS {
        cargo.args(["--test", name]);
    }
    Ok(cargo)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn every_step_has_a_name_of_its_own() {
        let mut names = step_names();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STEPS.len());
    }

    #[test]
    fn the_pages_are_built_before_the_program_that_embeds_them() {
        let place = |name| STEPS.iter().position(|step| step.name == name).expect("a step");
        assert!(place("ui-build") < place("build"));
        assert!(place("build") < place("bindings"));
        assert!(place("build") < place("window"));
    }

    #[test]
    fn test_targets_are_read_from_the_metadata() {
        let metadata = serde_json::json!({ "packages": [
            { "targets": [{ "kind": ["lib"], "name": "a" }, { "kind": ["test"], "name": "window" }] },
            { "targets": [{ "kind": ["test"], "name": "crash" }, { "kind": ["bin"], "name": "b" }] },
        ]});
        assert_eq!(test_targets(&metadata), ["crash", "window"]);
    }
}
