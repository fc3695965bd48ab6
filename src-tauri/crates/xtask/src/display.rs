//! A display of our own for programs with a window: Xvfb, a private D-Bus session and private XDG folders, so that a
//! run neither sees nor touches the keychain, the link handlers or the settings of whoever started it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Failure, Outcome, is_installed};

/// The size of the design's pictures, so that screenshots can be laid beside them. Without `-noreset` the display starts
/// anew when its last window closes, and a program that starts in that moment finds none.
const SCREEN: &str = "-screen 0 1440x900x24 -noreset";

/// Displays are looked for from here on.
const FIRST_DISPLAY: usize = 99;

/// Whether this terminal can show windows.
pub fn is_present() -> bool {
    if cfg!(target_os = "linux") {
        ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    } else {
        true
    }
}

/// A private place for one run. Its folders are removed when it is dropped.
pub struct Stage {
    folder: PathBuf,
    first_display: usize,
}

impl Stage {
    /// Makes the folders, readable by this user alone.
    ///
    /// # Errors
    /// When Xvfb or D-Bus is not installed, or a folder cannot be made.
    pub fn new(name: &str) -> Outcome<Self> {
        for program in ["xvfb-run", "dbus-run-session"] {
            if !is_installed(program) {
                return Err(Failure::new(format!(
                    "`{program}` is missing; `cargo xtask setup` installs it"
                )));
            }
        }
        // Below the system's temporary folder, because a socket's path may not exceed 107 bytes.
        let folder = std::env::temp_dir().join(format!("postroom-{name}-{}", std::process::id()));
        let stage = Self {
            folder,
            first_display: FIRST_DISPLAY,
        };
        for part in ["data", "config", "cache", "state", "runtime"] {
            private_folder(&stage.folder.join(part))?;
        }
        Ok(stage)
    }

    /// The same stage, on the first free display a hundred times `number` further on: stages that are set up at the same
    /// moment would take the same display otherwise.
    #[must_use]
    pub fn beside(mut self, number: usize) -> Self {
        self.first_display = FIRST_DISPLAY + 100 * number;
        self
    }

    /// A command that runs `program` on this stage.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new("xvfb-run");
        command
            .args(["--auto-servernum", "--server-num", &self.first_display.to_string()])
            .args(["--server-args", SCREEN, "dbus-run-session", "--"])
            .arg(program)
            .current_dir(crate::repo::root())
            .env("XDG_DATA_HOME", self.folder.join("data"))
            .env("XDG_CONFIG_HOME", self.folder.join("config"))
            .env("XDG_CACHE_HOME", self.folder.join("cache"))
            .env("XDG_STATE_HOME", self.folder.join("state"))
            .env("XDG_RUNTIME_DIR", self.folder.join("runtime"))
            .env("GTK_A11Y", "none")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY");
        command
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("  {} stays behind: {error}", self.folder.display());
        }
    }
}

fn private_folder(folder: &Path) -> Outcome {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Failure::file(folder, &error))
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_private_folder_is_closed_to_others() {
        let folder = std::env::temp_dir().join(format!("postroom-private-{}", std::process::id()));
        private_folder(&folder).expect("made");
        let mode = fs::metadata(&folder).expect("there").permissions().mode();
        fs::remove_dir(&folder).expect("removed");
        assert_eq!(mode & 0o777, 0o700);
    }
}
