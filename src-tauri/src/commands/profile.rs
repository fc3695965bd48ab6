//! Who is at this machine.

use serde::Deserialize;
use specta::Type;
use tauri::State;

use super::IpcError;
use crate::shell::Shell;

/// A new name and colour of the person at this machine.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ProfileForm {
    name: String,
    /// 1 to 12.
    colour: u32,
}

/// Gives the person at this machine another name and colour.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_profile(shell: State<'_, Shell>, form: ProfileForm) -> Result<(), IpcError> {
    Ok(shell.app()?.profile().change(&form.name, form.colour.into()).await?)
}
