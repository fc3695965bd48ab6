//! Handing the browser's answer to the core.
//!
//! The code exchange runs on a blocking thread of its own: its future borrows a closure in a way for which the compiler
//! cannot prove `Send` (rust-lang/rust#100013), and tasks of the async threads must be `Send`.

use std::sync::Arc;

use postroom_core::accounts::callback::Callback;
use postroom_core::{App, Problem, ProblemCode};
use tauri::async_runtime::{block_on, spawn_blocking};

/// Hands over what a link carried.
///
/// # Errors
/// See [`postroom_core::accounts::Login::answer`].
pub(crate) async fn answer(app: &Arc<App>, callback: Callback) -> Result<(), Problem> {
    let app = Arc::clone(app);
    spawn_blocking(move || block_on(app.accounts().login().answer(callback)))
        .await
        .unwrap_or_else(|_| Err(broken()))
}

/// Hands over an address a person pasted.
///
/// # Errors
/// See [`postroom_core::accounts::Login::paste`].
pub(crate) async fn paste(app: &Arc<App>, address: String) -> Result<(), Problem> {
    let app = Arc::clone(app);
    spawn_blocking(move || block_on(app.accounts().login().paste(&address)))
        .await
        .unwrap_or_else(|_| Err(broken()))
}

fn broken() -> Problem {
    Problem::new(
        ProblemCode::Internal,
        "The login broke off inside Postroom",
        "Start the login again",
    )
}
