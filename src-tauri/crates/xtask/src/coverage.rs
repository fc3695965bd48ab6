//! `cargo xtask coverage`: writes the client's coverage table anew. `cargo xtask test` compares it with what the client's
//! types, the simulator's list and the contract tests say, and fails when it is another.

use crate::process::{self, Outcome};
use crate::repo::{PROFILE, cargo_at_root};

/// Runs the test that knows the table, and has it write instead of compare.
///
/// # Errors
/// When the contract tests do not build.
pub fn run() -> Outcome {
    process::run(
        cargo_at_root()
            .args([
                "test",
                "--profile",
                PROFILE,
                "--package",
                "postroom-contract",
                "--quiet",
                "--",
            ])
            .args(["--exact", "coverage::the_table_in_the_documentation_is_the_present_one"])
            .env("POSTROOM_WRITE_COVERAGE", "1"),
    )
}
