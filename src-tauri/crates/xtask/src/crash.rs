//! `cargo xtask crash`: the long form of the crash test. A child process is killed after every written step of reply,
//! hide and delete; the simulator's witness counts the effects.

use crate::process::{self, Outcome};
use crate::repo::PROFILE;
use crate::{lint, setup};

/// How often each step is killed; `cargo xtask test` kills it three times.
const ROUNDS: &str = "20";

/// Runs the crash test with [`ROUNDS`] rounds a step.
///
/// # Errors
/// When setup fails, or a step shows another number of effects than one.
pub fn run() -> Outcome {
    setup::run()?;
    println!("\nKilling the child {ROUNDS} times after each written step (about 5 minutes)");
    process::run(
        lint::cargo_that_lints()?
            .args([
                "test",
                "--workspace",
                "--profile",
                PROFILE,
                "--test",
                "crash",
                "--",
                "--nocapture",
            ])
            .env("POSTROOM_CRASH_ROUNDS", ROUNDS),
    )
}
