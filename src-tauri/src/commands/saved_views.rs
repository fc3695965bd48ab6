//! Lists that people keep under a name of their own.

use serde::{Deserialize, Serialize};
use specta::Type;
use store::saved_views::{SavedView, Shown};
use tauri::State;
use uuid::Uuid;

use super::inbox::{Grouping, Order, View, accounts};
use super::{IpcError, count, uuid};
use crate::shell::Shell;

/// A kept list.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SavedViewView {
    saved: String,
    name: String,
    shown: ShownForm,
}

/// What a kept list shows.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct ShownForm {
    view: View,
    order: Order,
    grouping: Grouping,
    /// None given means all.
    accounts: Vec<String>,
    /// In the filter language; may be empty.
    filter: String,
}

/// How many rows a kept list has.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SavedCountView {
    saved: String,
    /// Null when its filter cannot be used any more.
    count: Option<u32>,
}

/// A list to keep.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SaveViewForm {
    name: String,
    shown: ShownForm,
}

/// Names a kept list.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SavedForm {
    saved: String,
}

/// A kept list and its new name.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct RenameViewForm {
    saved: String,
    name: String,
}

/// A kept list and what it is to show.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct UpdateViewForm {
    saved: String,
    shown: ShownForm,
}

/// The kept lists in their new order.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct OrderViewsForm {
    saved: Vec<String>,
}

/// The kept lists in their order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn saved_views(shell: State<'_, Shell>) -> Result<Vec<SavedViewView>, IpcError> {
    let saved = shell.app()?.inbox().saved_views().await?;
    Ok(saved.into_iter().map(SavedViewView::from).collect())
}

/// How many rows each kept list has.
#[tauri::command]
#[specta::specta]
pub(crate) async fn saved_counts(shell: State<'_, Shell>) -> Result<Vec<SavedCountView>, IpcError> {
    let counts = shell.app()?.inbox().saved_counts().await?;
    let views = counts.into_iter().map(|(uid, rows)| SavedCountView {
        saved: uid.to_string(),
        count: rows.map(count),
    });
    Ok(views.collect())
}

/// Keeps a list. Returns its id.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_view(shell: State<'_, Shell>, form: SaveViewForm) -> Result<String, IpcError> {
    let uid = shell.app()?.inbox().save_view(&form.name, &form.shown.into()).await?;
    Ok(uid.to_string())
}

/// Gives a kept list another name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_view(shell: State<'_, Shell>, form: RenameViewForm) -> Result<(), IpcError> {
    Ok(shell.app()?.inbox().rename_view(id(&form.saved)?, &form.name).await?)
}

/// Lets a kept list show something else.
#[tauri::command]
#[specta::specta]
pub(crate) async fn update_view(shell: State<'_, Shell>, form: UpdateViewForm) -> Result<(), IpcError> {
    Ok(shell
        .app()?
        .inbox()
        .update_view(id(&form.saved)?, &form.shown.into())
        .await?)
}

/// Puts the kept lists into this order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn order_views(shell: State<'_, Shell>, form: OrderViewsForm) -> Result<(), IpcError> {
    let order: Result<Vec<Uuid>, IpcError> = form.saved.iter().map(|saved| id(saved)).collect();
    Ok(shell.app()?.inbox().order_views(&order?).await?)
}

/// Lets a kept list go.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_view(shell: State<'_, Shell>, form: SavedForm) -> Result<(), IpcError> {
    Ok(shell.app()?.inbox().remove_view(id(&form.saved)?).await?)
}

fn id(saved: &str) -> Result<Uuid, IpcError> {
    uuid(saved, "view")
}

impl From<SavedView> for SavedViewView {
    fn from(saved: SavedView) -> Self {
        Self {
            saved: saved.uid.to_string(),
            name: saved.name,
            shown: ShownForm {
                view: saved.shown.view.into(),
                order: saved.shown.order.into(),
                grouping: saved.shown.grouping.into(),
                accounts: saved.shown.accounts.iter().map(ToString::to_string).collect(),
                filter: saved.shown.line,
            },
        }
    }
}

impl From<ShownForm> for Shown {
    fn from(form: ShownForm) -> Self {
        Self {
            view: form.view.into(),
            order: form.order.into(),
            grouping: form.grouping.into(),
            accounts: accounts(form.accounts),
            line: form.filter,
        }
    }
}
