//! Saved replies, the words that bring them up, and both as a file.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;

use instagram::AccountId;
use postroom_core::saved_replies::Template;
use postroom_core::saved_replies::exchange::{Format, LARGEST};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{NewKeywordRule, NewSavedReply};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::people::AboutForm;
use super::saved_replies_views::{FaultView, ImportedView, KeywordRuleView, OffersView, SavedReplyView, fault_view};
use super::{ErrorCode, IpcError, uuid};
use crate::shell::Shell;

/// What a person settles about a saved reply.
#[derive(Deserialize, Type)]
pub(crate) struct SavedReplyForm {
    /// Its id; none given: a new one.
    reply: Option<String>,
    title: String,
    shortcut: Option<String>,
    text: String,
    account: Option<String>,
    rule: Option<String>,
}

/// A saved reply to be removed, or to come back.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetSavedReplyRemovedForm {
    reply: String,
    removed: bool,
}

/// Words of a saved reply to be checked.
#[derive(Deserialize, Type)]
pub(crate) struct SavedReplyTextForm {
    text: String,
}

/// What a person settles about a keyword rule.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct KeywordRuleForm {
    /// Its id; none given: a new one.
    rule: Option<String>,
    name: String,
    words: Vec<String>,
    needs_human: bool,
    active: bool,
}

/// Names a keyword rule.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct RemoveKeywordRuleForm {
    rule: String,
}

/// The format of a file of saved replies.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileFormat {
    /// For machines and for keeping.
    Json,
    /// For a table program.
    Csv,
}

/// How the file is to be written.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ExportForm {
    format: FileFormat,
}

/// Whether a file was written.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ExportedView {
    /// `false`: the person chose no file.
    written: bool,
}

/// Every saved reply, by title.
#[tauri::command]
#[specta::specta]
pub(crate) async fn saved_replies(shell: State<'_, Shell>) -> Result<Vec<SavedReplyView>, IpcError> {
    let replies = shell.app()?.saved_replies().all().await?;
    Ok(replies.into_iter().map(SavedReplyView::from).collect())
}

/// Writes a saved reply, or changes one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_saved_reply(shell: State<'_, Shell>, form: SavedReplyForm) -> Result<(), IpcError> {
    let replies = shell.app()?.saved_replies();
    let reply = form
        .reply
        .as_deref()
        .map(|reply| uuid(reply, "saved reply"))
        .transpose()?;
    let wanted = NewSavedReply {
        title: form.title,
        shortcut: form.shortcut,
        text: form.text,
        account: form.account.map(AccountId::from),
        rule: form.rule.as_deref().map(|rule| uuid(rule, "rule")).transpose()?,
    };
    match reply {
        Some(reply) => replies.change(reply, wanted).await?,
        None => replies.create(wanted).await.map(drop)?,
    }
    Ok(())
}

/// Removes a saved reply, or brings it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_saved_reply_removed(
    shell: State<'_, Shell>,
    form: SetSavedReplyRemovedForm,
) -> Result<(), IpcError> {
    let reply = uuid(&form.reply, "saved reply")?;
    Ok(shell.app()?.saved_replies().set_removed(reply, form.removed).await?)
}

/// The mistakes in the words of a saved reply.
#[tauri::command]
#[specta::specta]
pub(crate) fn check_saved_reply(form: SavedReplyTextForm) -> Vec<FaultView> {
    match Template::parse(&form.text) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| fault_view(&form.text, fault)).collect(),
    }
}

/// What can be answered to a comment.
#[tauri::command]
#[specta::specta]
pub(crate) async fn saved_reply_offers(shell: State<'_, Shell>, form: AboutForm) -> Result<OffersView, IpcError> {
    Ok(shell.app()?.saved_replies().offers(&form.into()).await?.into())
}

/// Every keyword rule, the built-in ones first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keyword_rules(shell: State<'_, Shell>) -> Result<Vec<KeywordRuleView>, IpcError> {
    let rules = shell.app()?.saved_replies().rules().await?;
    Ok(rules.into_iter().map(KeywordRuleView::from).collect())
}

/// Makes a keyword rule, or changes one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_keyword_rule(shell: State<'_, Shell>, form: KeywordRuleForm) -> Result<(), IpcError> {
    let replies = shell.app()?.saved_replies();
    let rule = form.rule.as_deref().map(|rule| uuid(rule, "rule")).transpose()?;
    let wanted = NewKeywordRule {
        name: form.name,
        words: form.words,
        needs_human: form.needs_human,
        active: form.active,
    };
    match rule {
        Some(rule) => replies.change_rule(rule, wanted).await?,
        None => replies.create_rule(wanted).await.map(drop)?,
    }
    Ok(())
}

/// Removes a keyword rule of the team's own.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_keyword_rule(shell: State<'_, Shell>, form: RemoveKeywordRuleForm) -> Result<(), IpcError> {
    let rule = uuid(&form.rule, "rule")?;
    Ok(shell.app()?.saved_replies().remove_rule(rule).await?)
}

/// Asks where to, then writes every saved reply into a file. The path never reaches the page.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_saved_replies(
    handle: AppHandle,
    shell: State<'_, Shell>,
    form: ExportForm,
) -> Result<ExportedView, IpcError> {
    let (format, ending) = match form.format {
        FileFormat::Json => (Format::Json, "json"),
        FileFormat::Csv => (Format::Csv, "csv"),
    };
    let bytes = shell.app()?.saved_replies().export(format).await?;
    let written = tauri::async_runtime::spawn_blocking(move || {
        let dialog = handle.dialog().file().set_title("Export saved replies");
        let dialog = dialog.set_file_name(format!("saved-replies.{ending}"));
        let Some(path) = dialog.add_filter(ending.to_uppercase(), &[ending]).blocking_save_file() else {
            return Ok::<_, IpcError>(false);
        };
        let path = path.into_path().map_err(|error| file_problem(&error))?;
        fs::write(path, bytes).map_err(|error| file_problem(&error))?;
        Ok(true)
    });
    let written = written.await.map_err(|error| file_problem(&error))??;
    Ok(ExportedView { written })
}

/// Asks for a file, then takes saved replies out of it. `null`: the person chose none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_saved_replies(
    handle: AppHandle,
    shell: State<'_, Shell>,
) -> Result<Option<ImportedView>, IpcError> {
    let picked = tauri::async_runtime::spawn_blocking(move || {
        let dialog = handle.dialog().file().set_title("Import saved replies");
        let picked = dialog.add_filter("JSON, CSV", &["json", "csv"]).blocking_pick_file();
        let Some(path) = picked else { return Ok(None) };
        let path = path.into_path().map_err(|error| file_problem(&error))?;
        read(path).map(Some)
    });
    let Some(bytes) = picked.await.map_err(|error| file_problem(&error))?? else {
        return Ok(None);
    };
    Ok(Some(shell.app()?.saved_replies().import(&bytes).await?.into()))
}

fn read(path: PathBuf) -> Result<Vec<u8>, IpcError> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| file_problem(&error))?;
    // One byte more than allowed tells a file that is too large.
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| file_problem(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(IpcError::new(
            ErrorCode::Precondition,
            "The file is larger than 5 MB.",
            "Divide it into smaller ones.",
            None,
        ));
    }
    Ok(bytes)
}

fn file_problem(error: &dyn std::fmt::Display) -> IpcError {
    IpcError::new(
        ErrorCode::Internal,
        "The file could not be used.",
        "Check that the folder can be read and written.",
        Some(error.to_string()),
    )
}
