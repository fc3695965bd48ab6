//! The page's last words: before the program ends, the page hands over what was typed a moment ago.

use std::time::Duration;

use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event;
use tokio::sync::Notify;

/// A page that takes longer has nothing to say, or hangs.
const LIMIT: Duration = Duration::from_millis(500);

/// The program ends: the page hands over what it holds and then says `page_is_done`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, Event)]
pub(crate) struct Ending {}

/// Waits for the page.
#[derive(Default)]
pub(crate) struct Farewell {
    done: Notify,
}

impl Farewell {
    /// The page has handed over everything.
    pub(crate) fn page_is_done(&self) {
        self.done.notify_one();
    }

    /// Tells the page and waits a moment for it.
    pub(crate) async fn wait(&self, handle: &AppHandle) {
        if let Err(error) = (Ending {}).emit(handle) {
            tracing::warn!(%error, "The page did not hear of the end");
            return;
        }
        if tokio::time::timeout(LIMIT, self.done.notified()).await.is_err() {
            tracing::info!("The page had no last words");
        }
    }
}
