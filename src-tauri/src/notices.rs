//! Sentences for the page that answer no command. One that comes before the page listens waits for it.

use std::sync::{Mutex, PoisonError};

use tauri::AppHandle;
use tauri_specta::Event;

use crate::events::Notice;

/// The notices on their way to the page.
pub(crate) struct Notices {
    // `None` once the page listens.
    waiting: Mutex<Option<Vec<Notice>>>,
}

impl Notices {
    /// No notices; nobody listens yet.
    pub(crate) fn new() -> Self {
        Self {
            waiting: Mutex::new(Some(Vec::new())),
        }
    }

    /// Tells the page, at once or as soon as it listens.
    pub(crate) fn tell(&self, handle: &AppHandle, notice: Notice) {
        if let Some(waiting) = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            waiting.push(notice);
            return;
        }
        emit(handle, &notice);
    }

    /// The page listens: tells what waited.
    pub(crate) fn page_listens(&self, handle: &AppHandle) {
        let waited = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        for notice in waited.unwrap_or_default() {
            emit(handle, &notice);
        }
    }
}

fn emit(handle: &AppHandle, notice: &Notice) {
    if let Err(error) = notice.emit(handle) {
        tracing::warn!(%error, "A notice did not reach the page");
    }
}
