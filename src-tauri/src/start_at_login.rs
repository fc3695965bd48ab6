//! Whether Postroom starts when a person logs in to the computer. Off until they say so.
//!
//! Linux: an entry in the autostart folder of the desktop. macOS: a launch agent. Windows: the user's `Run` key. Whoever
//! switches it off in the system's own settings has switched it off here, too: nothing else remembers it.

use std::io;

use crate::identity::Identity;

/// What the program is started with then: the tray shows it, the window stays closed.
pub(crate) const HIDDEN: &str = "--hidden";

fn arguments(identity: Identity) -> Vec<&'static str> {
    match identity {
        Identity::Demo => vec!["--demo", HIDDEN],
        Identity::Release | Identity::Debug => vec![HIDDEN],
    }
}

/// The program as the system starts it: an AppImage runs from a folder that is gone with it.
fn program() -> io::Result<std::path::PathBuf> {
    match std::env::var_os("APPIMAGE") {
        Some(image) if cfg!(target_os = "linux") => Ok(image.into()),
        _ => std::env::current_exe(),
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::path::{Path, PathBuf};
    use std::{fs, io};

    use super::{arguments, program};
    use crate::identity::Identity;

    fn file(identity: Identity) -> io::Result<PathBuf> {
        let folder = dirs::config_dir().ok_or_else(|| io::Error::other("there is no home folder"))?;
        Ok(folder
            .join("autostart")
            .join(format!("{}.desktop", identity.identifier())))
    }

    pub(super) fn is_on(identity: Identity) -> io::Result<bool> {
        match fs::read_to_string(file(identity)?) {
            // Desktops switch an entry off by hiding it.
            Ok(entry) => Ok(!entry
                .lines()
                .any(|line| matches!(line.trim(), "Hidden=true" | "X-GNOME-Autostart-enabled=false"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub(super) fn set(identity: Identity, on: bool) -> io::Result<()> {
        let file = file(identity)?;
        if on {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            return fs::write(&file, entry(&program()?, &arguments(identity)));
        }
        match fs::remove_file(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }

    /// The entry. <https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html>
    fn entry(program: &Path, arguments: &[&str]) -> String {
        let command = std::iter::once(quoted(&program.to_string_lossy()))
            .chain(arguments.iter().map(|argument| (*argument).to_owned()))
            .collect::<Vec<_>>()
            .join(" ");
        format!(
            "[Desktop Entry]\nType=Application\nName=Postroom\nComment=Reads comments and publishes posts in the background\nExec={command}\nIcon=postroom\nTerminal=false\nStartupNotify=false\n"
        )
    }

    /// A word of `Exec`: quoted first, then escaped once more as a string of the entry.
    fn quoted(word: &str) -> String {
        let mut inner = String::new();
        for sign in word.chars() {
            if matches!(sign, '"' | '`' | '$' | '\\') {
                inner.push('\\');
            }
            inner.push(sign);
        }
        format!("\"{inner}\"").replace('\\', "\\\\").replace('%', "%%")
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_path_stays_one_word_whatever_stands_in_it() {
            assert_eq!(quoted("/opt/post room/postroom"), "\"/opt/post room/postroom\"");
            assert_eq!(quoted("/a$b\"c%d"), r#""/a\\$b\\"c%%d""#);
            assert_eq!(quoted(r"/a\b"), r#""/a\\\\b""#);
        }

        #[test]
        fn the_entry_starts_the_program_hidden() {
            let entry = entry(Path::new("/usr/bin/postroom"), &["--hidden"]);
            assert!(entry.starts_with("[Desktop Entry]\n"));
            assert!(entry.contains("\nExec=\"/usr/bin/postroom\" --hidden\n"));
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::io;

    use auto_launch::{AutoLaunch, AutoLaunchBuilder};

    use super::{arguments, program};
    use crate::identity::Identity;

    fn launcher(identity: Identity) -> io::Result<AutoLaunch> {
        let path = program()?.to_string_lossy().into_owned();
        // The Run key holds a command line, a launch agent the path itself.
        let path = if cfg!(windows) { format!("\"{path}\"") } else { path };
        let mut builder = AutoLaunchBuilder::new();
        builder
            .set_app_name(identity.identifier())
            .set_app_path(&path)
            .set_args(&arguments(identity));
        #[cfg(target_os = "macos")]
        builder.set_macos_launch_mode(auto_launch::MacOSLaunchMode::LaunchAgent);
        #[cfg(windows)]
        builder.set_windows_enable_mode(auto_launch::WindowsEnableMode::CurrentUser);
        builder.build().map_err(io::Error::other)
    }

    pub(super) fn is_on(identity: Identity) -> io::Result<bool> {
        launcher(identity)?.is_enabled().map_err(io::Error::other)
    }

    pub(super) fn set(identity: Identity, on: bool) -> io::Result<()> {
        let launcher = launcher(identity)?;
        let outcome = if on { launcher.enable() } else { launcher.disable() };
        outcome.map_err(io::Error::other)
    }
}

/// Whether it does. Reads files or the registry: call it where waiting is fine.
///
/// # Errors
/// When the system's settings cannot be read.
pub(crate) fn is_on(identity: Identity) -> io::Result<bool> {
    system::is_on(identity)
}

/// Says whether it does.
///
/// # Errors
/// When the system's settings cannot be written.
pub(crate) fn set(identity: Identity, on: bool) -> io::Result<()> {
    system::set(identity, on)
}
