//! Postroom's shell: the window around `postroom_core`, and the only code that names `tauri`.
//!
//! Promised:
//! - Commands convert and delegate; what the product does is decided in the core.
//! - No token and no app secret reaches the web view, not even once.
//! - A link from outside is taken apart strictly before anything acts on it.
//! - The program ends by a call that stops every task, never by dropping them.
//!
//! Three identities keep data, keychain entries and links apart: the program people use, its demo, and debug builds
//! ([`identity`]).

mod bindings;
mod browser;
mod cli;
mod clipboard;
mod commands;
mod deep_link;
mod demo;
mod drops;
mod events;
mod farewell;
mod identity;
mod logging;
mod media_protocol;
mod notices;
mod notifications;
mod opening;
mod quit;
mod shell;
mod start;
mod start_at_login;
mod tray;
#[cfg(target_os = "linux")]
mod web_view;
mod window;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::Arguments;
use crate::identity::{Folders, Identity};

/// What the program ends with when it cannot start at all: no display, no folders, or another owner of its data.
const CANNOT_START: u8 = 2;

/// Runs the program until it ends.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(file) = &arguments.export_bindings {
        return match bindings::export(file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => refuse(&format!("The bindings could not be written: {error}"), 1),
        };
    }
    let identity = Identity::of(arguments.demo, arguments.link.as_deref());
    if !has_display() {
        return refuse(
            "Postroom needs a desktop: neither DISPLAY nor WAYLAND_DISPLAY is set",
            CANNOT_START,
        );
    }
    let Some(folders) = Folders::of(identity) else {
        return refuse("Postroom finds no home folder for its data", CANNOT_START);
    };
    if let Err(error) = logging::start(&folders.logs) {
        return refuse(
            &format!("The log folder {} cannot be used: {error}", folders.logs.display()),
            CANNOT_START,
        );
    }
    start::run(identity, folders, arguments.link, arguments.hidden)
}

/// Says on the terminal why the program ends.
#[allow(clippy::print_stderr, reason = "there is no window to say it in")]
fn refuse(sentence: &str, code: u8) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(code)
}

/// Without a display the window system would end the process in the middle of a start.
fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
