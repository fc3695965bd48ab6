//! The labels of the team, and which items and people carry them.

use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Label, LabelUse};
use tauri::State;
use uuid::Uuid;

use super::inbox::{ViewCountsForm, accounts};
use super::items::DecidedView;
use super::{IpcError, count, uuid};
use crate::shell::Shell;

/// A label as it stands on what carries it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LabelView {
    /// Its id.
    label: String,
    name: String,
    /// 1 to 12.
    colour: u32,
}

/// A label with how much it is used.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LabelUseView {
    /// Its id.
    label: String,
    name: String,
    /// 1 to 12.
    colour: u32,
    /// How many items carry it.
    items: u32,
    /// How many people carry it.
    people: u32,
}

/// How many items of the inbox carry a label.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LabelCountView {
    label: String,
    items: u32,
}

/// A label to be made.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct CreateLabelForm {
    name: String,
    /// 1 to 12; none given: the one that is used least.
    colour: Option<u32>,
}

/// A label's new name and colour.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ChangeLabelForm {
    label: String,
    name: String,
    /// 1 to 12.
    colour: u32,
}

/// A label to be removed, or to come back.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetLabelRemovedForm {
    label: String,
    removed: bool,
}

/// The order of the labels.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ArrangeLabelsForm {
    /// Ids; those left out come last.
    labels: Vec<String>,
}

/// A label to be put on items, or taken off.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetLabelForm {
    items: Vec<u32>,
    label: String,
    on: bool,
}

/// How many items of the inbox carry each label; those of none are left out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn label_counts(
    shell: State<'_, Shell>,
    form: ViewCountsForm,
) -> Result<Vec<LabelCountView>, IpcError> {
    let counts = shell.app()?.labels().counts(&accounts(form.accounts)).await?;
    let view = |(label, items): (Uuid, i64)| LabelCountView {
        label: label.to_string(),
        items: count(items),
    };
    Ok(counts.into_iter().map(view).collect())
}

/// The labels, in the team's order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn labels(shell: State<'_, Shell>) -> Result<Vec<LabelUseView>, IpcError> {
    let labels = shell.app()?.labels().all().await?;
    Ok(labels.into_iter().map(LabelUseView::from).collect())
}

/// Makes a label.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_label(shell: State<'_, Shell>, form: CreateLabelForm) -> Result<LabelView, IpcError> {
    let labels = shell.app()?.labels();
    Ok(labels.create(&form.name, form.colour.map(i64::from)).await?.into())
}

/// Gives a label another name and colour.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_label(shell: State<'_, Shell>, form: ChangeLabelForm) -> Result<(), IpcError> {
    let label = uuid(&form.label, "label")?;
    let labels = shell.app()?.labels();
    Ok(labels.change(label, &form.name, form.colour.into()).await?)
}

/// Removes a label from everything that carries it, or brings it back to all of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_label_removed(shell: State<'_, Shell>, form: SetLabelRemovedForm) -> Result<(), IpcError> {
    let label = uuid(&form.label, "label")?;
    Ok(shell.app()?.labels().set_removed(label, form.removed).await?)
}

/// Puts the labels into an order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn arrange_labels(shell: State<'_, Shell>, form: ArrangeLabelsForm) -> Result<(), IpcError> {
    let order: Result<Vec<_>, _> = form.labels.iter().map(|label| uuid(label, "label")).collect();
    Ok(shell.app()?.labels().arrange(&order?).await?)
}

/// Puts a label on items, or takes it off.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_label(shell: State<'_, Shell>, form: SetLabelForm) -> Result<DecidedView, IpcError> {
    let label = uuid(&form.label, "label")?;
    Ok(shell
        .app()?
        .inbox()
        .set_label(&form.items, label, form.on)
        .await?
        .into())
}

impl From<Label> for LabelView {
    fn from(label: Label) -> Self {
        Self {
            label: label.uid.to_string(),
            name: label.name,
            colour: count(label.colour),
        }
    }
}

impl From<LabelUse> for LabelUseView {
    fn from(used: LabelUse) -> Self {
        Self {
            label: used.label.uid.to_string(),
            name: used.label.name,
            colour: count(used.label.colour),
            items: count(used.items),
            people: count(used.people),
        }
    }
}
