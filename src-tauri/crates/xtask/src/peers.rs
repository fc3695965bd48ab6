//! `cargo xtask peers`: do public clients of this API find in the simulator what their authors expect of the platform?
//!
//! For developers; no part of `cargo xtask test`. The clients come from PyPI, at fixed versions, into a folder of their own
//! below `target/peers`; the tests are those in `tests/peers`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::process::{self, Failure, Outcome};
use crate::repo::{self, PROFILE, cargo_at_root};

/// The simulator, ended with this value.
struct Simulator(Child);

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Installs the clients, starts a simulator and runs the tests.
///
/// # Errors
/// When Python is missing, a client cannot be installed, or the simulator is not what its author expects.
pub fn run() -> Outcome {
    let tests = repo::root().join("tests/peers");
    let python = environment(&tests.join("requirements.txt"))?;
    println!("\nBuilding the simulator (about 4 minutes the first time)");
    process::run(cargo_at_root().args([
        "build",
        "--profile",
        PROFILE,
        "--package",
        "instagram-simulator",
        "--bins",
    ]))?;
    let (_simulator, address) = start()?;
    println!("\nRunning the public clients against {address} (a few seconds)");
    process::run(
        Command::new(python)
            .args([
                "-W",
                "ignore",
                "-m",
                "unittest",
                "discover",
                "--verbose",
                "--start-directory",
            ])
            .arg(&tests)
            .env("POSTROOM_SIMULATOR", address)
            .env("PYTHONDONTWRITEBYTECODE", "1"),
    )
}

/// A Python with the clients installed; answers its program.
fn environment(requirements: &Path) -> Outcome<PathBuf> {
    let folder = repo::target()?.join("peers");
    let python = folder.join("bin").join("python");
    if !python.is_file() {
        println!("\nMaking a Python environment in {}", folder.display());
        process::run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    println!("\nInstalling the public clients (a few seconds)");
    process::run(
        Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(requirements),
    )?;
    Ok(python)
}

/// A simulator whose clock only moves when it is told to; answers its address too.
fn start() -> Outcome<(Simulator, String)> {
    let program = repo::program("instagram-simulator")?;
    let child = Command::new(&program)
        .args([
            "--port",
            "0",
            "--seed",
            "7",
            "--accounts",
            "2",
            "--media",
            "40",
            "--comments",
            "900",
        ])
        // No second ever ends, and with it no window of two calls a second.
        .args([
            "--clock-speed",
            "0",
            "--no-rates",
            "--token",
            "EAApeers",
            "--token",
            "IGAApeers",
        ])
        .args([
            "--token",
            "EAAreader=instagram_basic,pages_show_list,pages_read_engagement",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::file(&program, &error))?;
    let mut simulator = Simulator(child);
    let output = simulator.0.stdout.take();
    let lines = output.into_iter().flat_map(|output| BufReader::new(output).lines());
    let address = lines
        .map_while(Result::ok)
        .find_map(|line| Some(line.strip_prefix("Address")?.trim().to_owned()));
    match address {
        Some(address) => Ok((simulator, address)),
        None => Err(Failure::new("the simulator ended before it said where it is")),
    }
}
