//! `cargo xtask samples FOLDER`: are the client's types right about answers that nobody here wrote?
//!
//! The program is an example of the client, `examples/samples`, because the types are the client's and xtask stays without
//! them. What a folder looks like stands there.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::process::{self, Failure, Outcome};
use crate::repo::{PROFILE, cargo_at_root};

/// What `cargo xtask samples` accepts.
#[derive(Args)]
pub struct Options {
    /// A folder with INDEX.tsv, EXPECTED.json and the files they name
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Reads the folder.
///
/// # Errors
/// When there is no such folder, the build fails, or a file differs from what is expected.
pub fn run(options: &Options) -> Outcome {
    let folder = fs::canonicalize(&options.folder).map_err(|error| Failure::file(&options.folder, &error))?;
    process::run(
        cargo_at_root()
            .args([
                "run",
                "--quiet",
                "--profile",
                PROFILE,
                "--package",
                "postroom-instagram",
            ])
            .args(["--example", "samples", "--"])
            .arg(folder),
    )
}
