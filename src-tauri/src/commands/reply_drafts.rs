//! Replies that were begun and not sent.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::IpcError;
use super::inbox::saved_reply;
use crate::shell::Shell;

/// A reply that was begun.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ReplyDraftView {
    /// Number of the item on this machine.
    item: u32,
    text: String,
    /// Id of the saved reply the text began as.
    saved_reply: Option<String>,
}

/// What is written for an item.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SaveReplyDraftForm {
    item: u32,
    /// Empty forgets what was kept.
    text: String,
    /// Id of the saved reply the text began as.
    saved_reply: Option<String>,
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
            saved_reply: draft.saved_reply.map(|uid| uid.to_string()),
        })
        .collect())
}

/// Keeps what is written for an item.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_reply_draft(shell: State<'_, Shell>, form: SaveReplyDraftForm) -> Result<(), IpcError> {
    let saved = saved_reply(form.saved_reply.as_deref())?;
    Ok(shell
        .app()?
        .inbox()
        .save_reply_draft(form.item, &form.text, saved)
        .await?)
}
