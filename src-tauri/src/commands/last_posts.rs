//! The newest posts, as they stand beside the list of the inbox.

use serde::Serialize;
use specta::Type;
use store::LastPost;
use tauri::State;

use super::inbox::{ViewCountsForm, accounts};
use super::{IpcError, count};
use crate::shell::Shell;

/// A post beside the list.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LastPostView {
    media: String,
    caption: Option<String>,
    has_picture: bool,
    /// Open items under it.
    open_count: u32,
}

/// The newest posts of the given accounts, newest first: four of them, or as many as there are.
#[tauri::command]
#[specta::specta]
pub(crate) async fn last_posts(shell: State<'_, Shell>, form: ViewCountsForm) -> Result<Vec<LastPostView>, IpcError> {
    let posts = shell.app()?.inbox().last_posts(&accounts(form.accounts)).await?;
    Ok(posts.into_iter().map(LastPostView::from).collect())
}

impl From<LastPost> for LastPostView {
    fn from(post: LastPost) -> Self {
        Self {
            media: post.media.to_string(),
            caption: post.caption,
            has_picture: post.has_picture,
            open_count: count(post.open),
        }
    }
}
