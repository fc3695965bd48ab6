//! Logs: a file a day in the log folder, warnings on the terminal too.
//!
//! Never in a log: message texts, user names, tokens, links. Of a panic only its place is written, because its message
//! could quote any of them.

use std::io;
use std::path::Path;

use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How many days are kept.
const DAYS: usize = 7;

/// Starts logging into `folder`.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn start(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("postroom")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .map_err(io::Error::other)?;
    // Written at once, so that the last line before an end is there. Other people's crates log at debug what must not
    // be in a file: addresses, headers.
    let to_file = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(file)
        .with_filter(ours());
    let to_terminal = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_filter(LevelFilter::WARN);
    tracing_subscriber::registry()
        .with(to_file)
        .with(to_terminal)
        .try_init()
        .map_err(io::Error::other)?;
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "A thread panicked");
    }));
    Ok(())
}

fn ours() -> Targets {
    ["postroom_shell", "postroom_core", "store", "instagram"]
        .into_iter()
        .fold(Targets::new().with_default(LevelFilter::WARN), |targets, name| {
            targets.with_target(name, LevelFilter::INFO)
        })
}
