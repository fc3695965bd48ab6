//! `cargo xtask test`: every check and test, cheapest first. The first failing step ends the run; the last line of a
//! full run is `N passed, 0 failed`, where N counts the steps.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use clap::Args;

use crate::display::Stage;
use crate::process::{self, Failure, Outcome};
use crate::repo::{PROFILE, cargo_at_root, npm_script};
use crate::steps::{self, Step};
use crate::{bindings, lint, repo, setup};

/// Test targets that need a window, and so their own step.
const WINDOW_TESTS: &[&str] = &["window"];

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
    step("ui-browser", "runs the page tests in Chromium", "1 min", browser),
    step("redirect", "tests the redirect page in Chromium", "15 s", redirect),
    step(
        "build",
        "compiles and lints program and tests",
        "15 min cold, 1 min warm",
        build,
    ),
    step(
        "bindings",
        "compares the bindings with the program",
        "1 s",
        bindings::check,
    ),
    step("rust", "runs unit, model, acceptance and crash tests", "3 min", rust),
    step("window", "drives the built program under Xvfb", "4 min", window),
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

fn browser() -> Outcome {
    process::run(npm_script("test:browser").env("POSTROOM_CHROMIUM", chromium()?))
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

fn window() -> Outcome {
    let stage = Stage::new("window")?;
    let mut command = stage.command(process::cargo().get_program());
    command.args(["test", "--workspace", "--profile", PROFILE]);
    for name in WINDOW_TESTS {
        command.args(["--test", name]);
    }
    command
        .args(["--", "--test-threads=1", "--nocapture"])
        .envs(lint::wrapper()?)
        .env("POSTROOM_BIN", repo::program("postroom")?);
    process::run(&mut command)
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
