//! `cargo xtask dist`: the packages people install, as deb and rpm, each checked and then used.
//!
//! A package passes when it stays below [`LIMIT`], its desktop entry takes links, and the installed program opens a link
//! on a private desktop (`tests/installed`). Nothing is installed on this machine: packages are unpacked below
//! `target/dist/`, and the desktop is told to look there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::display::Stage;
use crate::process::{self, Failure, Outcome};
use crate::repo::PROFILE;
use crate::{desktop_entry, repo, setup};

/// The largest a package may be: 15 MB.
const LIMIT: u64 = 15_000_000;

/// The kinds of packages, by the end of their names.
const KINDS: [&str; 2] = ["deb", "rpm"];

/// A package that was built.
struct Package {
    kind: &'static str,
    file: PathBuf,
    bytes: u64,
}

/// Builds, measures, checks and uses the packages.
///
/// # Errors
/// When setup or the build fails, a package is too large, its desktop entry loses links, or the installed program does
/// not open one.
pub fn run() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "the packages are for Linux and are built there; `ui/node_modules/.bin/tauri build` builds this system's own",
        ));
    }
    setup::run()?;
    let packages = build()?;
    println!("\nChecking the packages (a few seconds)");
    let mut installed = Vec::new();
    for package in &packages {
        check_size(package)?;
        let root = unpack(package)?;
        desktop_entry::check(&root)?;
        installed.push(root);
    }
    println!("\nUsing the installed programs (about 1 minute, and 12 more when the tests are not built yet)");
    for root in &installed {
        open_links(root)?;
    }
    println!("\nReady to install:");
    for package in &packages {
        println!("  {:>5}  {}", megabytes(package.bytes), package.file.display());
    }
    Ok(())
}

/// Builds pages, program and packages as `tauri.conf.json` says.
fn build() -> Outcome<Vec<Package>> {
    println!("\nBuilding the packages (about 10 minutes the first time on two cores, 4 after that)");
    let bundle = repo::target()?.join("release/bundle");
    for kind in KINDS {
        // What an earlier version left would be taken for today's.
        remove(&bundle.join(kind))?;
    }
    let manifest = repo::root().join("Cargo.toml");
    let before = read(&manifest)?;
    process::run(
        Command::new(repo::ui().join("node_modules/.bin/tauri"))
            .current_dir(repo::root())
            .args(["build", "--ci", "--bundles", &KINDS.join(",")]),
    )?;
    if read(&manifest)? != before {
        return Err(Failure::new(
            "the packager rewrote Cargo.toml; take over what it wrote, so that the next build finds it as it is",
        ));
    }
    KINDS.into_iter().map(|kind| find(&bundle, kind)).collect()
}

fn find(bundle: &Path, kind: &'static str) -> Outcome<Package> {
    let folder = bundle.join(kind);
    let entries = fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let file = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|file| file.extension().is_some_and(|end| end == kind))
        .ok_or_else(|| Failure::new(format!("{} holds no {kind} package", folder.display())))?;
    let bytes = fs::metadata(&file).map_err(|error| Failure::file(&file, &error))?.len();
    Ok(Package { kind, file, bytes })
}

fn check_size(package: &Package) -> Outcome {
    let (kind, size, limit) = (package.kind, megabytes(package.bytes), megabytes(LIMIT));
    println!("  {kind}: {size} MB of {limit} MB");
    if package.bytes < LIMIT {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the {kind} package has {size} MB and must stay below {limit} MB"
    )))
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Unpacks a package as its installer does, and lets the desktop's database know of its entry as the system's own
/// trigger does. Returns the folder that stands for `/`.
fn unpack(package: &Package) -> Outcome<PathBuf> {
    let root = repo::target()?.join("dist").join(package.kind);
    remove(&root)?;
    fs::create_dir_all(&root).map_err(|error| Failure::file(&root, &error))?;
    match package.kind {
        "deb" => process::run(Command::new("dpkg-deb").arg("--extract").arg(&package.file).arg(&root))?,
        _ => unpack_rpm(&package.file, &root)?,
    }
    process::run(Command::new("update-desktop-database").arg(desktop_entry::folder(&root)))?;
    Ok(root)
}

fn unpack_rpm(file: &Path, root: &Path) -> Outcome {
    let mut reader = Command::new("rpm2cpio")
        .arg(file)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("`rpm2cpio` could not be started: {error}")))?;
    let mut writer = Command::new("cpio");
    writer
        .current_dir(root)
        .args(["--extract", "--make-directories", "--quiet", "--no-absolute-filenames"]);
    if let Some(archive) = reader.stdout.take() {
        writer.stdin(archive);
    }
    let unpacked = process::run(&mut writer);
    // The reader would wait for ever on an end of the pipe that is still held here.
    drop(writer);
    // Its status says nothing: it compares what it wrote with a size that the packager does not note, and ends with 1
    // after a whole archive. cpio fails on one that is not whole.
    reader
        .wait()
        .map_err(|error| Failure::new(format!("`rpm2cpio` was lost: {error}")))?;
    unpacked
}

fn open_links(root: &Path) -> Outcome {
    let stage = Stage::new("dist")?;
    process::run(
        stage
            .command(process::cargo().get_program())
            .args(["test", "--workspace", "--profile", PROFILE, "--test", "installed"])
            .args(["--", "--test-threads=1", "--nocapture"])
            .env("POSTROOM_INSTALLED", root),
    )
}

fn remove(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    Ok(())
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| Failure::file(file, &error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn package(bytes: u64) -> Package {
        Package {
            kind: "deb",
            file: PathBuf::from("Postroom.deb"),
            bytes,
        }
    }

    #[test]
    fn a_package_of_the_limit_is_too_large() {
        assert!(check_size(&package(LIMIT - 1)).is_ok());
        let refusal = check_size(&package(LIMIT)).expect_err("too large").to_string();
        assert_eq!(refusal, "the deb package has 15.0 MB and must stay below 15.0 MB");
    }

    #[test]
    fn sizes_are_told_in_tenths_of_a_megabyte_and_never_too_small() {
        assert_eq!(megabytes(0), "0.0");
        assert_eq!(megabytes(1), "0.1");
        assert_eq!(megabytes(6_200_000), "6.2");
        assert_eq!(megabytes(14_999_999), "15.0");
    }

    #[test]
    fn a_missing_package_is_named() {
        let folder = std::env::temp_dir().join(format!("postroom-dist-{}", std::process::id()));
        fs::create_dir_all(folder.join("deb")).expect("made");
        let refusal = find(&folder, "deb").err().expect("nothing there").to_string();
        fs::write(folder.join("deb/Postroom_0.1.0_amd64.deb"), "12345").expect("written");
        let found = find(&folder, "deb").expect("there");
        fs::remove_dir_all(&folder).expect("removed");
        assert!(refusal.ends_with("holds no deb package"), "{refusal}");
        assert_eq!(found.bytes, 5);
    }
}
