//! `cargo xtask demo`: Postroom on an embedded Instagram, with its own data folder, scheme and keychain entries.
//!
//! Where there is a display, the program opens. Where there is none, the demo walk does the same main job by script
//! under Xvfb and leaves its screenshots and the witness's count in `target/demo/`.

use std::fs;
use std::process::Command;

use crate::display::{self, Stage};
use crate::process::{Failure, Outcome, run as start};
use crate::{repo, setup};

/// Builds Postroom and shows it.
///
/// # Errors
/// When setup or the build fails, the program ends badly, or the walk does not reach its end.
pub fn run() -> Outcome {
    setup::run()?;
    println!("\nBuilding the pages (about 5 s)");
    start(&mut repo::npm_script("build"))?;
    println!("\nBuilding the program (about 10 minutes the first time on two cores, seconds after that)");
    // This program is running, and some systems refuse to replace a running program's file.
    start(repo::cargo_at_root().args([
        "build",
        "--profile",
        repo::PROFILE,
        "--workspace",
        "--exclude",
        "xtask",
        "--bins",
    ]))?;
    if display::is_present() { open() } else { walk() }
}

fn open() -> Outcome {
    println!("\nOpening Postroom on the embedded Instagram. Close the window or press Ctrl+C here to end it.");
    start(
        Command::new(repo::program("postroom")?)
            .current_dir(repo::root())
            .arg("--demo"),
    )
}

fn walk() -> Outcome {
    println!("\nThere is no display here, so a script walks the main job under Xvfb (about 1 minute):");
    println!("  connect an account, list its comments, answer one, hide one, delete one.");
    let folder = repo::target()?.join("demo");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    }
    fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let stage = Stage::new("demo")?;
    start(
        stage
            .command(repo::program("demo_walk")?)
            .env("POSTROOM_BIN", repo::program("postroom")?)
            .env("POSTROOM_DEMO_DIR", &folder),
    )?;
    let mut left: Vec<String> = fs::read_dir(&folder)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
                .collect()
        })
        .map_err(|error| Failure::file(&folder, &error))?;
    left.sort();
    if !left.iter().any(|name| name.ends_with(".png")) {
        return Err(Failure::new("the walk left no screenshot"));
    }
    println!("\nThe walk is done. {} holds:", folder.display());
    for name in left {
        println!("  {name}");
    }
    Ok(())
}
