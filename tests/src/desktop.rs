//! A private desktop for the built program: its own folders, its own message bus, a real Secret Service (or none), a
//! browser that only writes down what it is asked to open.
//!
//! An X display is required (`cargo xtask test` brings Xvfb); everything else is started here and ends with the value,
//! so that no test sees the keychain, the link handlers or the settings of another.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

use crate::{Outcome, poll};

/// A bus that starts nothing by itself: what is not started here does not exist.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=@FOLDER@</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"#;

/// A window with fewer colours shows nothing yet.
const PLAIN: u32 = 32;

/// Whether a Secret Service runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keychain {
    /// GNOME Keyring, unlocked.
    Unlocked,
    /// No service answers.
    Missing,
}

/// The colour scheme of the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Scheme {
    /// Both schemes.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// As in file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The desktop. Its processes and folders end with it.
#[derive(Debug)]
pub struct Desktop {
    folder: TempDir,
    environment: Vec<(String, String)>,
    _bus: Child,
    keychain: Option<Child>,
}

impl Desktop {
    /// Sets the desktop up.
    ///
    /// # Errors
    /// When there is no display, or a program it needs is not installed.
    pub async fn start(keychain: Keychain) -> Outcome<Self> {
        let display = std::env::var("DISPLAY").unwrap_or_default();
        if display.is_empty() {
            return Err("no X display: run `cargo xtask test --only window`, which brings its own".into());
        }
        // Directly below the temporary folder, because a socket's path may not exceed 107 bytes.
        let folder = tempfile::Builder::new().prefix("pr-").tempdir()?;
        let mut environment = vec![("DISPLAY".to_owned(), display)];
        for (name, part) in [
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "run"),
            ("HOME", "home"),
        ] {
            let path = folder.path().join(part);
            fs::DirBuilder::new().mode(0o700).create(&path)?;
            environment.push((name.to_owned(), text(&path)));
        }
        let browser = folder.path().join("browser");
        fs::write(
            &browser,
            format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}/opened'\n", text(folder.path())),
        )?;
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o700))?;
        for (name, value) in [
            ("BROWSER", text(&browser)),
            // Neither the accessibility bus nor a desktop's portal is part of the test.
            ("GTK_A11Y", "none".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
        ] {
            environment.push((name.to_owned(), value));
        }
        let (bus, address) = start_bus(folder.path()).await?;
        environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), address));
        let mut desktop = Self {
            folder,
            environment,
            _bus: bus,
            keychain: None,
        };
        if keychain == Keychain::Unlocked {
            desktop.start_keychain().await?;
        }
        Ok(desktop)
    }

    /// Starts a Secret Service and unlocks it, as a person does who is told to.
    ///
    /// # Errors
    /// When GNOME Keyring is not installed or does not come up.
    pub async fn start_keychain(&mut self) -> Outcome {
        let mut process = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("gnome-keyring-daemon could not be started: {error}"))?;
        let mut input = process.stdin.take().ok_or("gnome-keyring-daemon takes no password")?;
        input.write_all(b"test\n").await?;
        drop(input);
        self.keychain = Some(process);
        poll::until("the Secret Service", Duration::from_secs(30), async || {
            Ok(self.owner_of("org.freedesktop.secrets").await?.map(|_| ()))
        })
        .await
    }

    /// The process that owns `name` on the message bus, if one does.
    ///
    /// # Errors
    /// When D-Bus is not installed, or answers strangely.
    pub async fn owner_of(&self, name: &str) -> Outcome<Option<u32>> {
        let answer = self
            .command("dbus-send")
            .args(["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus"])
            .args([
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.GetConnectionUnixProcessID",
            ])
            .arg(format!("string:{name}"))
            .output()
            .await?;
        if !answer.status.success() {
            return Ok(None);
        }
        // "   uint32 1234"
        let text = String::from_utf8_lossy(&answer.stdout);
        let process = text
            .split_whitespace()
            .next_back()
            .ok_or("dbus-send names no process")?;
        Ok(Some(process.parse()?))
    }

    /// Brings a package within this desktop's reach that was unpacked below `root`: its programs and its desktop
    /// entries come before the system's own.
    pub fn install(&mut self, root: &Path) {
        let programs = text(&root.join("usr/bin"));
        let path = std::env::var("PATH").unwrap_or_else(|_| "/usr/local/bin:/usr/bin:/bin".to_owned());
        let share = text(&root.join("usr/share"));
        for (name, value) in [
            ("PATH", format!("{programs}:{path}")),
            ("XDG_DATA_DIRS", format!("{share}:/usr/local/share:/usr/share")),
        ] {
            self.environment.push((name.to_owned(), value));
        }
    }

    /// The environment of this desktop in a colour scheme, for programs started by somebody else.
    pub fn environment(&self, scheme: Scheme) -> Vec<(String, String)> {
        let mut environment = self.environment.clone();
        let theme = match scheme {
            Scheme::Light => "Adwaita",
            Scheme::Dark => "Adwaita:dark",
        };
        environment.push(("GTK_THEME".to_owned(), theme.to_owned()));
        environment
    }

    /// The address of its message bus.
    pub fn bus(&self) -> &str {
        let named = self
            .environment
            .iter()
            .find(|(name, _)| name == "DBUS_SESSION_BUS_ADDRESS");
        named.map_or("", |(_, address)| address)
    }

    /// A command in this desktop.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .kill_on_drop(true);
        command
    }

    /// The folder everything lies in: data, configuration, cache, state.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the browser was asked to open, oldest first.
    pub fn opened(&self) -> Vec<String> {
        let file = self.folder.path().join("opened");
        fs::read_to_string(file)
            .map(|text| text.lines().map(str::to_owned).collect())
            .unwrap_or_default()
    }

    /// Opens a link as the desktop does when a person clicks it.
    ///
    /// # Errors
    /// When no program is registered for its scheme.
    pub async fn open_link(&self, link: &str) -> Outcome {
        // A program that the link starts keeps what it inherits: a pipe would stay open as long as it runs.
        let said = self.folder.path().join("gio");
        let status = self
            .command("gio")
            .args(["open", link])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&said)?)
            .status()
            .await?;
        if !status.success() {
            return Err(format!("gio open: {}", fs::read_to_string(&said)?.trim()).into());
        }
        Ok(())
    }

    /// Puts `text` into the clipboard.
    ///
    /// # Errors
    /// When xclip is not installed.
    pub async fn copy(&self, text: &str) -> Outcome {
        let mut process = self
            .command("xclip")
            .args(["-selection", "clipboard", "-in"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("xclip could not be started: {error}"))?;
        let mut input = process.stdin.take().ok_or("xclip takes no input")?;
        input.write_all(text.as_bytes()).await?;
        drop(input);
        if process.wait().await?.success() {
            Ok(())
        } else {
            Err("xclip refused the text".into())
        }
    }

    /// Takes a picture of the upper left of the screen, `width` by `height` pixels: the window there, for nothing
    /// manages windows on this desktop.
    ///
    /// # Errors
    /// When ImageMagick is not installed.
    pub async fn picture(&self, width: u64, height: u64, file: &Path) -> Outcome {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let area = format!("{width}x{height}+0+0");
        // A window that was just resized is one plain colour until the page is painted on it.
        poll::until("a painted window", Duration::from_secs(30), async || {
            let take = ["-window", "root", "-crop", &area, "+repage"];
            run(self.command("import").args(take).arg(file)).await?;
            let colours = run(self.command("identify").args(["-format", "%k"]).arg(file)).await?;
            Ok((colours.trim().parse::<u32>()? > PLAIN).then_some(()))
        })
        .await
    }

    /// Every file below the desktop's folder.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(&self) -> Outcome<Vec<PathBuf>> {
        files_below(self.folder.path())
    }
}

/// Runs a program to its end and returns what it printed.
async fn run(command: &mut Command) -> Outcome<String> {
    let answer = command.stdin(Stdio::null()).output().await?;
    if answer.status.success() {
        return Ok(String::from_utf8_lossy(&answer.stdout).into_owned());
    }
    Err(String::from_utf8_lossy(&answer.stderr).trim().to_owned().into())
}

/// Every regular file below `folder`.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    Ok(files)
}

async fn start_bus(folder: &Path) -> Outcome<(Child, String)> {
    let configuration = folder.join("bus.conf");
    fs::write(&configuration, BUS.replace("@FOLDER@", &text(&folder.join("run"))))?;
    let mut process = Command::new("dbus-daemon")
        .args(["--nofork", "--print-address=1"])
        .arg(format!("--config-file={}", text(&configuration)))
        .stdout(Stdio::piped())
        // It complains about limits that only root may raise.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("dbus-daemon could not be started: {error}"))?;
    let output = process.stdout.take().ok_or("dbus-daemon prints no address")?;
    let address = BufReader::new(output)
        .lines()
        .next_line()
        .await?
        .ok_or("dbus-daemon ended at once")?;
    Ok((process, address))
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
