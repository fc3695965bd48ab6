//! The list in view as a file.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::PathBuf;

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::inbox::SnapshotForm;
use super::{ErrorCode, IpcError, count};
use crate::shell::Shell;

/// What became of a list that was to be written into a file.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ExportedListView {
    /// How many items were written; null: the person chose no file.
    items: Option<u32>,
}

/// Asks where to, then writes every item of an open list. The path never reaches the page.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_list(
    handle: AppHandle,
    shell: State<'_, Shell>,
    form: SnapshotForm,
) -> Result<ExportedListView, IpcError> {
    let app = shell.app()?;
    let asked = tauri::async_runtime::spawn_blocking(move || ask(&handle));
    let Some(path) = asked.await.map_err(|error| unusable(&error))?? else {
        return Ok(ExportedListView { items: None });
    };
    let file = File::create(&path).map_err(|error| unusable(&error))?;
    match app.inbox().export(form.snapshot, BufWriter::new(file)).await {
        Ok(items) => Ok(ExportedListView {
            items: Some(count(items)),
        }),
        Err(problem) => {
            // Half a list is worse than none: nobody would see that it ends too early.
            if let Err(error) = fs::remove_file(&path) {
                tracing::warn!(%error, "A list that was written in part could not be removed");
            }
            Err(problem.into())
        }
    }
}

fn ask(handle: &AppHandle) -> Result<Option<PathBuf>, IpcError> {
    let dialog = handle.dialog().file().set_title("Export this list");
    let dialog = dialog.set_file_name("inbox.csv").add_filter("CSV", &["csv"]);
    let Some(path) = dialog.blocking_save_file() else {
        return Ok(None);
    };
    path.into_path().map(Some).map_err(|error| unusable(&error))
}

fn unusable(error: &dyn std::fmt::Display) -> IpcError {
    IpcError::new(
        ErrorCode::Internal,
        "The file could not be used.",
        "Check that the folder can be written.",
        Some(error.to_string()),
    )
}
