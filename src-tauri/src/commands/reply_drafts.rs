//! Replies that were begun and not sent.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::IpcError;
use crate::shell::Shell;

/// A reply that was begun.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ReplyDraftView {
    /// Number of the item on this machine.
    item: u32,
    text: String,
}

/// What is written for an item.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SaveReplyDraftForm {
    item: u32,
    /// Empty forgets what was kept.
    text: String,
}

/// Every reply that was begun, the one written last first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reply_drafts(shell: State<'_, Shell>) -> Result<Vec<ReplyDraftView>, IpcError> {
    let drafts = shell.app()?.inbox().reply_drafts().await?;
    Ok(drafts
        .into_iter()
        .map(|draft| ReplyDraftView {
            item: draft.item,
            text: draft.text,
        })
        .collect())
}

/// Keeps what is written for an item.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_reply_draft(shell: State<'_, Shell>, form: SaveReplyDraftForm) -> Result<(), IpcError> {
    Ok(shell.app()?.inbox().save_reply_draft(form.item, &form.text).await?)
}
