//! What people decide about whole items of the inbox. Nothing of it leaves the machine, all of it can be undone.

use jiff::Timestamp;
use postroom_core::{Problem, ProblemCode};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::Seq;
use tauri::State;

use super::IpcError;
use crate::shell::Shell;

/// Items to be marked done or open again.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetDoneForm {
    items: Vec<u32>,
    done: bool,
    /// The list they leave at once.
    snapshot: Option<u32>,
}

/// Items to be marked read or unread.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetReadForm {
    items: Vec<u32>,
    read: bool,
}

/// Items to be put off.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SnoozeForm {
    items: Vec<u32>,
    /// RFC 3339; nothing takes them back.
    until: Option<String>,
    /// The list they leave at once.
    snapshot: Option<u32>,
}

/// Items to be muted, or no longer.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetMutedForm {
    items: Vec<u32>,
    muted: bool,
    /// The list they leave at once.
    snapshot: Option<u32>,
}

/// Items to be flagged, or no longer.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetFlaggedForm {
    items: Vec<u32>,
    flagged: bool,
}

/// Items to be assigned to the person here, or to nobody.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct AssignForm {
    items: Vec<u32>,
    mine: bool,
    /// The list they leave at once.
    snapshot: Option<u32>,
}

/// Decisions to be taken back.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct UndoForm {
    /// As a command answered them.
    decisions: Vec<String>,
    /// The list their items come back to.
    snapshot: Option<u32>,
}

/// What was decided.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct DecidedView {
    /// One for each item that changed; taken back by `undo_decisions`.
    decisions: Vec<String>,
}

/// Marks items as done or open again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_done(shell: State<'_, Shell>, form: SetDoneForm) -> Result<DecidedView, IpcError> {
    let inbox = shell.app()?.inbox();
    let decided = if form.done {
        inbox.set_done(&form.items, form.snapshot).await?
    } else {
        inbox.reopen(&form.items).await?
    };
    Ok(decided.into())
}

/// Marks items as read or unread.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_read(shell: State<'_, Shell>, form: SetReadForm) -> Result<DecidedView, IpcError> {
    Ok(shell.app()?.inbox().set_read(&form.items, form.read).await?.into())
}

/// Puts items off until an instant, or takes them back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn snooze(shell: State<'_, Shell>, form: SnoozeForm) -> Result<DecidedView, IpcError> {
    let until = form.until.as_deref().map(instant).transpose()?;
    let inbox = shell.app()?.inbox();
    Ok(inbox.snooze(&form.items, until, form.snapshot).await?.into())
}

/// Mutes items, or ends that.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_muted(shell: State<'_, Shell>, form: SetMutedForm) -> Result<DecidedView, IpcError> {
    let inbox = shell.app()?.inbox();
    Ok(inbox.set_muted(&form.items, form.muted, form.snapshot).await?.into())
}

/// Flags items, or ends that.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_flagged(shell: State<'_, Shell>, form: SetFlaggedForm) -> Result<DecidedView, IpcError> {
    Ok(shell
        .app()?
        .inbox()
        .set_flagged(&form.items, form.flagged)
        .await?
        .into())
}

/// Assigns items to the person here, or to nobody.
#[tauri::command]
#[specta::specta]
pub(crate) async fn assign(shell: State<'_, Shell>, form: AssignForm) -> Result<DecidedView, IpcError> {
    let inbox = shell.app()?.inbox();
    Ok(inbox.assign_here(&form.items, form.mine, form.snapshot).await?.into())
}

/// Takes decisions about items back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_decisions(shell: State<'_, Shell>, form: UndoForm) -> Result<(), IpcError> {
    let decisions: Result<Vec<Seq>, _> = form.decisions.iter().map(|seq| seq.parse().map(Seq)).collect();
    let decisions = decisions.map_err(|_| Problem::not_found("decision"))?;
    Ok(shell.app()?.inbox().undo(&decisions, form.snapshot).await?)
}

fn instant(text: &str) -> Result<Timestamp, IpcError> {
    Ok(text.parse().map_err(|_| {
        Problem::new(
            ProblemCode::Precondition,
            "That is no moment in time.",
            "Choose another one.",
        )
    })?)
}

impl From<Vec<Seq>> for DecidedView {
    fn from(decisions: Vec<Seq>) -> Self {
        Self {
            decisions: decisions.into_iter().map(|seq| seq.0.to_string()).collect(),
        }
    }
}
