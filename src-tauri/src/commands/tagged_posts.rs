//! Posts of others that tag an account, and the accounts that are told none.

use postroom_core::inbox::TaggedPost;
use postroom_core::sync::{UntoldTags, WhyUntold};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::IpcError;
use super::inbox_views::MediaKind;
use super::people::NoteView;
use super::thread_views::AuthorView;
use crate::browser;
use crate::shell::Shell;

/// Names a tagged post.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct TaggedPostForm {
    /// The item it is in.
    item: u32,
}

/// A post of somebody else that tags an account.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct TaggedPostView {
    item: u32,
    account: String,
    media_kind: MediaKind,
    caption: Option<String>,
    /// RFC 3339.
    written_at: Option<String>,
    /// Instagram told where it is.
    has_link: bool,
    /// It is not to be seen any more: gone, private, or no longer tagging the account.
    gone: bool,
    /// What is known of who published it.
    author: AuthorView,
    /// The notes on the item, oldest first.
    notes: Vec<NoteView>,
}

/// An account that is told nothing of the posts that tag it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct UntoldTagsView {
    account: String,
    why: WhyUntoldView,
    /// RFC 3339: when Instagram was asked last; it is asked again a day later.
    asked_at: String,
}

/// Why an account is told nothing of the posts that tag it.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WhyUntoldView {
    /// A permission is missing, or the Meta app lacks the access level.
    Permission,
    /// Instagram does not offer it to accounts that are connected this way.
    NotOffered,
}

/// The tagged post of an item.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tagged_post(shell: State<'_, Shell>, form: TaggedPostForm) -> Result<TaggedPostView, IpcError> {
    Ok(shell.app()?.inbox().tagged_post(form.item).await?.into())
}

/// Opens a tagged post in the browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_tagged_post_on_instagram(
    shell: State<'_, Shell>,
    form: TaggedPostForm,
) -> Result<(), IpcError> {
    let link = shell.app()?.inbox().tagged_post_link(form.item).await?;
    browser::open_on_platform(&link, &shell.endpoints.authorize)
}

/// The accounts that Instagram tells nothing of the posts that tag them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn untold_tags(shell: State<'_, Shell>) -> Result<Vec<UntoldTagsView>, IpcError> {
    let untold = shell.app()?.sync().untold_tags().await?;
    Ok(untold.into_iter().map(UntoldTagsView::from).collect())
}

impl From<TaggedPost> for TaggedPostView {
    fn from(found: TaggedPost) -> Self {
        let row = found.row;
        Self {
            item: row.item,
            account: row.account.to_string(),
            media_kind: row.kind.into(),
            caption: row.text,
            written_at: row.written_at.map(|at| at.to_string()),
            has_link: row.permalink.is_some(),
            gone: row.gone_at.is_some(),
            author: found.owner.into(),
            notes: found.notes.into_iter().map(NoteView::from).collect(),
        }
    }
}

impl From<UntoldTags> for UntoldTagsView {
    fn from(untold: UntoldTags) -> Self {
        Self {
            account: untold.account.to_string(),
            why: match untold.why {
                WhyUntold::Permission => WhyUntoldView::Permission,
                WhyUntold::NotOffered => WhyUntoldView::NotOffered,
            },
            asked_at: untold.asked_at.to_string(),
        }
    }
}
