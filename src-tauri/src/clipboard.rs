//! Secrets that come in through the clipboard: the page never holds one.

use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::commands::{ErrorCode, IpcError};

/// The clipboard's text. Reading may wait for another program, so it happens beside the async threads.
///
/// # Errors
/// `Precondition` when it holds none.
pub(crate) async fn text(handle: &AppHandle) -> Result<String, IpcError> {
    let handle = handle.clone();
    let text = tauri::async_runtime::spawn_blocking(move || handle.clipboard().read_text()).await;
    // The error's own words are dropped: a system may quote what it could not convert.
    let text = text
        .ok()
        .and_then(Result::ok)
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty());
    text.ok_or_else(|| {
        IpcError::new(
            ErrorCode::Precondition,
            "The clipboard holds no text.",
            "Copy it once more, then try again.",
            None,
        )
    })
}

/// Empties the clipboard, so that the secret does not stay there.
pub(crate) async fn clear(handle: &AppHandle) {
    let handle = handle.clone();
    let cleared = tauri::async_runtime::spawn_blocking(move || handle.clipboard().clear()).await;
    if !matches!(cleared, Ok(Ok(()))) {
        tracing::warn!("The clipboard could not be cleared");
    }
}
