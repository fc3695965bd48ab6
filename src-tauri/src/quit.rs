//! The end of the program: a call, never a drop.
//!
//! Closing the window ends nothing where the tray shows the program; where none does it asks. With actions that wait, the page asks what is to become of them. A person who asks to quit a second time while that
//! question is open gets the safe answer: they are kept. A signal of the system keeps them too.

use std::sync::atomic::{AtomicU8, Ordering};

use postroom_core::outbox::QuitChoice;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::commands::count;
use crate::events::QuitAsked;
use crate::shell::Shell;
use crate::{tray, window};

const RUNNING: u8 = 0;
const ASKED: u8 = 1;
const ENDING: u8 = 2;
const ENDED: u8 = 3;

/// How far the end has come.
pub(crate) struct Quit {
    step: AtomicU8,
}

impl Quit {
    /// The program runs.
    pub(crate) fn new() -> Self {
        Self {
            step: AtomicU8::new(RUNNING),
        }
    }

    /// Whether everything has ended and the process may.
    pub(crate) fn has_ended(&self) -> bool {
        self.step.load(Ordering::SeqCst) == ENDED
    }

    /// A person stays.
    pub(crate) fn stay(&self) {
        let _ = self
            .step
            .compare_exchange(ASKED, RUNNING, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// Takes the step of asking; `false` when it was taken before.
    fn ask(&self) -> bool {
        self.step
            .compare_exchange(RUNNING, ASKED, Ordering::SeqCst, Ordering::SeqCst)
            .is_ok()
    }

    /// Takes the step of ending; `false` when it was taken before.
    fn end(&self) -> bool {
        self.step.fetch_max(ENDING, Ordering::SeqCst) < ENDING
    }

    fn ended(&self) {
        self.step.store(ENDED, Ordering::SeqCst);
    }
}

/// A person quits.
pub(crate) fn ask(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move { ask_page(&handle, false).await });
}

/// A person closes the window: the program goes on in the tray where one shows it.
pub(crate) fn close_window(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        if tray::answers(&handle).await {
            window::hide(&handle);
        } else {
            ask_page(&handle, true).await;
        }
    });
}

/// Asks what is to become of what waits; where nothing does, only a person who closed the window is asked.
async fn ask_page(handle: &AppHandle, closing: bool) {
    let shell = handle.state::<Shell>();
    let waiting = waiting(&shell).await;
    let is_needless = (waiting == 0 && !closing) || shell.app().is_err();
    if is_needless || !shell.quit.ask() {
        end(handle, QuitChoice::Keep).await;
        return;
    }
    window::focus(handle);
    if let Err(error) = (QuitAsked { waiting, closing }).emit(handle) {
        tracing::warn!(%error, "The question before the end did not reach the page");
        end(handle, QuitChoice::Keep).await;
    }
}

/// How many actions could still be undone, and how many posts are on their way: all would be left behind.
async fn waiting(shell: &Shell) -> u32 {
    let Ok(app) = shell.app() else { return 0 };
    // A database that cannot be read must not keep a person from leaving.
    let actions = app
        .outbox()
        .sections()
        .await
        .map_or(0, |sections| sections.waiting.len());
    let posts = app.publishing().under_way().await.unwrap_or(0);
    count(actions + posts)
}

/// Ends the program.
pub(crate) async fn end(handle: &AppHandle, choice: QuitChoice) {
    if stop(handle, choice, true).await {
        handle.exit(0);
    }
}

/// Ends everything but the process; `false` when somebody else does so already.
async fn stop(handle: &AppHandle, choice: QuitChoice, page_lives: bool) -> bool {
    let shell = handle.state::<Shell>();
    if !shell.quit.end() {
        return false;
    }
    if page_lives && shell.app().is_ok() {
        shell.farewell.wait(handle).await;
    }
    if let Ok(app) = shell.app()
        && let Err(problem) = app.shut_down(choice).await
    {
        tracing::warn!(code = ?problem.code, "The end was not as asked for");
    }
    if let Some(demo) = &shell.demo {
        demo.stop().await;
    }
    tracing::info!("Postroom has ended");
    shell.quit.ended();
    true
}

/// The event loop is over, whoever ended it (the system menu of macOS asks nobody).
pub(crate) fn at_the_latest(handle: &AppHandle) {
    if handle.try_state::<Shell>().is_some() {
        tauri::async_runtime::block_on(stop(handle, QuitChoice::Keep, false));
    }
}

/// Ends the program in order when the system asks for it.
pub(crate) fn follow_signals(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        match signal().await {
            Ok(()) => end(&handle, QuitChoice::Keep).await,
            Err(error) => tracing::warn!(%error, "Signals of the system are not heard"),
        }
    });
}

#[cfg(unix)]
async fn signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_asked_once_until_they_stay() {
        let quit = Quit::new();
        assert!(quit.ask());
        assert!(!quit.ask(), "the second time is an answer");
        quit.stay();
        assert!(quit.ask());
    }

    #[test]
    fn the_end_is_carried_out_once() {
        let quit = Quit::new();
        assert!(quit.end());
        assert!(!quit.end());
        assert!(!quit.has_ended());
        quit.ended();
        assert!(quit.has_ended());
        quit.stay();
        assert!(quit.has_ended(), "there is no way back from the end");
    }
}
