//! `cargo xtask setup`: what a machine with Rust and Node lacks to build, show and test Postroom.
//!
//! On Debian and Ubuntu it lists the missing packages, shows the install command and runs it. It asks first only at a
//! terminal, never in CI. Elsewhere it says what to install. On every system it installs the web packages.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::process::{Failure, Outcome, find, in_ci, is_installed, npm, read, run as start};
use crate::repo;

/// The oldest Node the web tools run on.
const OLDEST_NODE: u32 = 20;

/// Needed to compile and link the program.
const BUILD_PACKAGES: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libayatana-appindicator3-dev",
    "libxdo-dev",
    "libdbus-1-dev",
];

/// Needed to show the program under Xvfb and drive it: driver, display, keyring, link handlers, clipboard, pictures.
const WINDOW_PACKAGES: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "libglib2.0-bin",
    "xdg-utils",
    "desktop-file-utils",
    "xclip",
    "imagemagick",
    "procps",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
];

/// Needed to look into the packages of `cargo xtask dist`.
const DIST_PACKAGES: &[&str] = &["rpm2cpio", "cpio"];

/// The names a browser for the page tests goes by.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Checks the machine and installs what is missing.
///
/// # Errors
/// When something is missing that cannot be installed from here, or an installation fails.
pub fn run() -> Outcome {
    println!("Setup: looking for what is missing");
    check_node()?;
    check_rust()?;
    if cfg!(target_os = "linux") {
        linux_packages()?;
    } else {
        println!("  system: {}", advice(std::env::consts::OS, ""));
    }
    web_packages()
}

/// The Chromium that runs the page tests.
pub fn browser() -> Option<std::path::PathBuf> {
    BROWSERS.iter().find_map(|name| find(name))
}

fn check_node() -> Outcome {
    let version = read(Command::new("node").arg("--version")).map_err(|_| {
        Failure::new(format!(
            "Node {OLDEST_NODE} or newer is missing; install it from https://nodejs.org"
        ))
    })?;
    match node_major(&version) {
        Some(major) if major >= OLDEST_NODE => {}
        Some(_) | None => {
            return Err(Failure::new(format!(
                "Node {OLDEST_NODE} or newer is needed, this machine has {version}"
            )));
        }
    }
    let npm_version = read(npm().arg("--version")).map_err(|_| Failure::new("npm is missing; it comes with Node"))?;
    println!("  node {version}, npm {npm_version}");
    Ok(())
}

fn node_major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn check_rust() -> Outcome {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let there = repo::cargo_at_root()
            .args([tool, "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !there {
            return Err(Failure::new(format!(
                "cargo {tool} is missing; `rustup component add {component}` installs it"
            )));
        }
    }
    println!("  rust: cargo, rustfmt and clippy are here");
    Ok(())
}

fn linux_packages() -> Outcome {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !is_debian(&release) || !is_installed("dpkg-query") {
        println!("  system: {}", advice("linux", &release));
        return Ok(());
    }
    let mut wanted = every_package();
    if browser().is_none() {
        wanted.push(if field(&release, "ID") == "ubuntu" {
            "chromium-browser"
        } else {
            "chromium"
        });
    }
    let missing = missing_packages(&wanted)?;
    if missing.is_empty() {
        println!("  system packages: all {} are here", wanted.len());
        return Ok(());
    }
    install(&missing)
}

fn every_package() -> Vec<&'static str> {
    [BUILD_PACKAGES, WINDOW_PACKAGES, DIST_PACKAGES].concat()
}

fn missing_packages(wanted: &[&str]) -> Outcome<Vec<String>> {
    // dpkg-query ends with status 1 as soon as one package is unknown; what it knows is printed all the same.
    let answer = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Status} ${Package}\n"])
        .args(wanted)
        .stderr(Stdio::null())
        .output()
        .map_err(|error| Failure::new(format!("`dpkg-query` could not be started: {error}")))?;
    Ok(not_installed(wanted, &String::from_utf8_lossy(&answer.stdout)))
}

fn not_installed(wanted: &[&str], listing: &str) -> Vec<String> {
    let installed: Vec<&str> = listing
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .collect();
    wanted
        .iter()
        .filter(|package| !installed.contains(package))
        .map(|&package| package.to_owned())
        .collect()
}

fn install(missing: &[String]) -> Outcome {
    let is_root = read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    let prefix: &[&str] = if is_root {
        &[]
    } else if is_installed("sudo") {
        &["sudo"]
    } else {
        return Err(Failure::new(format!(
            "these packages are missing and neither root nor sudo is at hand to install them:\n  apt-get install {}",
            missing.join(" ")
        )));
    };
    let minutes = 1 + missing.len() / 8;
    println!("  missing: {}", missing.join(" "));
    println!("  this installs them (about {minutes} min):");
    println!(
        "    {}apt-get install --yes --no-install-recommends {}",
        if is_root { "" } else { "sudo " },
        missing.join(" ")
    );
    if !in_ci() && std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !confirmed()? {
        return Err(Failure::new(
            "nothing was installed; run the command above when it suits you",
        ));
    }
    // An index that cannot be renewed may still be good enough; the installation tells.
    if let Err(failure) = start(&mut apt(prefix, &["update", "--quiet"])) {
        println!("  the package index could not be renewed ({failure}); trying with the one at hand");
    }
    let mut command = apt(prefix, &["install", "--yes", "--quiet", "--no-install-recommends"]);
    start(command.args(missing))
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Command {
    let words: Vec<&str> = prefix
        .iter()
        .copied()
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(arguments).stdin(Stdio::null());
    command
}

fn confirmed() -> Outcome<bool> {
    print!("  Install them? [Y/n] ");
    std::io::stdout()
        .flush()
        .map_err(|error| Failure::new(error.to_string()))?;
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|error| Failure::new(error.to_string()))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

fn web_packages() -> Outcome {
    let folder = repo::ui();
    let lock = modified(&folder.join("package-lock.json"));
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= lock {
        println!("  web packages: node_modules is as new as package-lock.json");
        return Ok(());
    }
    println!("  web packages: installing what package-lock.json names (about 30 s)");
    // `npm ci` wants the tools of every other system in the lock file too, which not every registry holds in the
    // pinned version. This installs the pinned versions all the same, and leaves the lock file as it is.
    start(
        npm()
            .current_dir(&folder)
            .args(["install", "--no-save", "--no-audit", "--no-fund"]),
    )
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

fn is_debian(release: &str) -> bool {
    let family = format!("{} {}", field(release, "ID"), field(release, "ID_LIKE"));
    family.split_whitespace().any(|id| id == "debian" || id == "ubuntu")
}

fn field<'a>(release: &'a str, name: &str) -> &'a str {
    release
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
        .map_or("", |value| value.trim().trim_matches('"'))
}

fn advice(system: &str, release: &str) -> String {
    let family = format!("{} {}", field(release, "ID"), field(release, "ID_LIKE"));
    let is = |id: &str| family.split_whitespace().any(|word| word == id);
    match system {
        "macos" => "needs the Xcode command line tools: xcode-select --install".to_owned(),
        "windows" => "needs the Microsoft C++ Build Tools and WebView2 (part of Windows 11)".to_owned(),
        "linux" if is("fedora") => "needs: sudo dnf install webkit2gtk4.1-devel librsvg2-devel \
             libappindicator-gtk3-devel libxdo-devel dbus-devel @c-development; for the window tests also \
             xorg-x11-server-Xvfb xorg-x11-xauth dbus-x11 gnome-keyring xdg-utils desktop-file-utils xclip ImageMagick chromium \
             google-noto-color-emoji-fonts google-noto-sans-cjk-fonts; for the packages also dpkg rpm cpio"
            .to_owned(),
        "linux" if is("arch") => "needs: sudo pacman -S --needed base-devel webkit2gtk-4.1 librsvg \
             libayatana-appindicator xdotool dbus; for the window tests also xorg-server-xvfb xorg-xauth gnome-keyring \
             xdg-utils desktop-file-utils xclip imagemagick chromium noto-fonts-emoji noto-fonts-cjk; for the packages also dpkg rpm-tools cpio"
            .to_owned(),
        _ => "needs WebKitGTK 4.1, librsvg, appindicator, xdo and D-Bus with their headers, a C compiler and pkg-config; \
             for the window tests also WebKitWebDriver, Xvfb, gnome-keyring, xclip, ImageMagick and Chromium; for the \
             packages also dpkg-deb, rpm2cpio and cpio"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const DEBIAN: &str = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n";
    const MINT: &str = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
    const FEDORA: &str = "ID=fedora\nVERSION_ID=43\n";
    const MANJARO: &str = "ID=manjaro\nID_LIKE=arch\n";

    #[test]
    fn debian_and_its_children_are_recognised() {
        assert!(is_debian(DEBIAN));
        assert!(is_debian(MINT));
        assert!(!is_debian(FEDORA));
        assert!(!is_debian(""));
    }

    #[test]
    fn other_systems_are_told_what_to_install() {
        assert!(advice("linux", FEDORA).contains("dnf install webkit2gtk4.1-devel"));
        assert!(advice("linux", MANJARO).contains("pacman -S --needed base-devel"));
        assert!(advice("linux", "ID=void").contains("WebKitGTK 4.1"));
        assert!(advice("macos", "").contains("xcode-select"));
        assert!(advice("windows", "").contains("WebView2"));
    }

    #[test]
    fn only_installed_packages_count_as_present() {
        let listing = "installed xvfb\nconfig-files dbus\nnot-installed xclip\ninstalled xvfb-extra\n";
        assert_eq!(
            not_installed(&["xvfb", "dbus", "xclip", "imagemagick"], listing),
            ["dbus", "xclip", "imagemagick"]
        );
    }

    #[test]
    fn node_versions_are_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("v8.0.0\n"), Some(8));
        assert_eq!(node_major("unknown"), None);
    }

    #[test]
    fn no_package_is_named_twice() {
        let mut all = every_package();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
