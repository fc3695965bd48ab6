//! Notes that were begun and not saved.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::IpcError;
use super::people::AboutForm;
use crate::shell::Shell;

/// A note on an item that was begun.
#[derive(Serialize, Type)]
pub(crate) struct NoteDraftView {
    /// Number of the item on this machine.
    item: u32,
    text: String,
}

/// What is written for a note on an item.
#[derive(Deserialize, Type)]
pub(crate) struct SaveNoteDraftForm {
    item: u32,
    /// Empty forgets what was kept.
    text: String,
}

/// What is written for a note on somebody.
#[derive(Deserialize, Type)]
pub(crate) struct SavePersonNoteDraftForm {
    about: AboutForm,
    /// Empty forgets what was kept.
    text: String,
}

/// Every note on an item that was begun, the one written last first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn note_drafts(shell: State<'_, Shell>) -> Result<Vec<NoteDraftView>, IpcError> {
    let drafts = shell.app()?.inbox().note_drafts().await?;
    Ok(drafts
        .into_iter()
        .map(|draft| NoteDraftView {
            item: draft.item,
            text: draft.text,
        })
        .collect())
}

/// Keeps what is written for a note on an item.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_note_draft(shell: State<'_, Shell>, form: SaveNoteDraftForm) -> Result<(), IpcError> {
    Ok(shell.app()?.inbox().save_note_draft(form.item, &form.text).await?)
}

/// Keeps what is written for a note on the author of a comment or on whom a conversation is with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_person_note_draft(
    shell: State<'_, Shell>,
    form: SavePersonNoteDraftForm,
) -> Result<(), IpcError> {
    let inbox = shell.app()?.inbox();
    Ok(inbox.save_person_note_draft(&form.about.into(), &form.text).await?)
}
