//! Drafts and posts: written, checked, published, followed.
//!
//! Fractions are plain numbers to the page; the core takes what is none for the middle.

use std::path::PathBuf;

use instagram::AccountId;
use postroom_core::publishing::{DraftForm, When};
use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use uuid::Uuid;

use super::publishing_views::{AddedView, CaptionFactsView, PostView, PreflightView, Ratio};
use super::{ErrorCode, IpcError, uuid};
use crate::browser;
use crate::shell::Shell;

/// Endings of files that the dialog offers; what a file is, its bytes decide.
const PICTURE_ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "jpe"];

/// Names a post.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct PostForm {
    post: String,
}

/// Whose draft.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct NewDraftForm {
    account: String,
}

/// A draft as a whole; the order of the slides is their order.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SaveDraftForm {
    post: String,
    revision: u32,
    account: String,
    caption: String,
    ratio: Ratio,
    /// A slide left out is removed, and can be named again.
    slides: Vec<SlideSettings>,
}

/// What a person sets of a slide.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SlideSettings {
    slide: String,
    alt_text: String,
    /// 0 to 1 of the upright picture.
    #[specta(type = i32)]
    focus_x: f64,
    /// 0 to 1 of the upright picture.
    #[specta(type = i32)]
    focus_y: f64,
    /// 1 to 4.
    #[specta(type = i32)]
    zoom: f64,
}

/// The files of a drop.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct AddDroppedSlidesForm {
    post: String,
    drop: u32,
}

/// A caption to be counted.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct CaptionForm {
    caption: String,
}

/// When a post is to be published.
#[derive(Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum WhenForm {
    /// Now.
    Now,
    /// At a time on the wall of a zone.
    At {
        /// YYYY-MM-DDTHH:MM.
        wall_time: String,
        /// IANA name.
        zone: String,
    },
}

/// What is to be looked over, and for when.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct PreflightForm {
    post: String,
    when: WhenForm,
}

/// What is to be published, and when.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct PublishPostForm {
    post: String,
    revision: u32,
    when: WhenForm,
}

/// Drafts, what is under way, and what went live in the last 24 hours; newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn posts(shell: State<'_, Shell>) -> Result<Vec<PostView>, IpcError> {
    let posts = shell.app()?.publishing().list().await?;
    Ok(posts.into_iter().map(PostView::from).collect())
}

/// One post.
#[tauri::command]
#[specta::specta]
pub(crate) async fn post(shell: State<'_, Shell>, form: PostForm) -> Result<PostView, IpcError> {
    Ok(shell.app()?.publishing().get(form.id()?).await?.into())
}

/// Begins a draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn new_draft(shell: State<'_, Shell>, form: NewDraftForm) -> Result<PostView, IpcError> {
    let account = AccountId::from(form.account);
    Ok(shell.app()?.publishing().begin(&account).await?.into())
}

/// Saves a draft as a whole.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_draft(shell: State<'_, Shell>, form: SaveDraftForm) -> Result<PostView, IpcError> {
    let draft = form.try_into()?;
    Ok(shell.app()?.publishing().save(&draft).await?.into())
}

/// Deletes a draft that never left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_draft(shell: State<'_, Shell>, form: PostForm) -> Result<(), IpcError> {
    Ok(shell.app()?.publishing().delete(form.id()?).await?)
}

/// Asks for picture files and adds them as slides; answered when the dialog closes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_slides(
    handle: AppHandle,
    shell: State<'_, Shell>,
    form: PostForm,
) -> Result<AddedView, IpcError> {
    let post = form.id()?;
    let picked = tauri::async_runtime::spawn_blocking(move || {
        let dialog = handle.dialog().file().set_title("Add pictures");
        dialog.add_filter("Pictures", &PICTURE_ENDINGS).blocking_pick_files()
    });
    let files = picked.await.ok().flatten().unwrap_or_default();
    let files: Vec<PathBuf> = files.into_iter().filter_map(|file| file.into_path().ok()).collect();
    Ok(shell.app()?.publishing().add(post, &files).await?.into())
}

/// Adds the files of a drop as slides.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_dropped_slides(
    shell: State<'_, Shell>,
    form: AddDroppedSlidesForm,
) -> Result<AddedView, IpcError> {
    let post = post_id(&form.post)?;
    let files = shell.drops.take(form.drop).ok_or_else(|| {
        IpcError::new(
            ErrorCode::NotFound,
            "What was dropped is no longer known.",
            "Drop the pictures again.",
            None,
        )
    })?;
    Ok(shell.app()?.publishing().add(post, &files).await?.into())
}

/// What Instagram counts in a caption, and where it folds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn caption_facts(shell: State<'_, Shell>, form: CaptionForm) -> Result<CaptionFactsView, IpcError> {
    Ok(shell.app()?.publishing().caption_facts(&form.caption).into())
}

/// What speaks against publishing, and what does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preflight(shell: State<'_, Shell>, form: PreflightForm) -> Result<PreflightView, IpcError> {
    let post = post_id(&form.post)?;
    Ok(shell
        .app()?
        .publishing()
        .preflight(post, &form.when.into())
        .await?
        .into())
}

/// Publishes a post now or at a time.
#[tauri::command]
#[specta::specta]
pub(crate) async fn publish_post(shell: State<'_, Shell>, form: PublishPostForm) -> Result<PostView, IpcError> {
    let (post, revision) = (post_id(&form.post)?, i64::from(form.revision));
    let publishing = shell.app()?.publishing();
    Ok(publishing.publish(post, revision, &form.when.into()).await?.into())
}

/// Takes a post back to a draft; possible until publish has been called.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_post(shell: State<'_, Shell>, form: PostForm) -> Result<PostView, IpcError> {
    Ok(shell.app()?.publishing().cancel(form.id()?).await?.into())
}

/// Goes on where a failed post stood.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_post(shell: State<'_, Shell>, form: PostForm) -> Result<PostView, IpcError> {
    Ok(shell.app()?.publishing().retry(form.id()?).await?.into())
}

/// Reads a post in doubt back at once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_post(shell: State<'_, Shell>, form: PostForm) -> Result<PostView, IpcError> {
    Ok(shell.app()?.publishing().check(form.id()?).await?.into())
}

/// Publishes a post anew after a person has looked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn post_again(shell: State<'_, Shell>, form: PostForm) -> Result<PostView, IpcError> {
    Ok(shell.app()?.publishing().post_again(form.id()?).await?.into())
}

/// Gives a post up.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_post(shell: State<'_, Shell>, form: PostForm) -> Result<PostView, IpcError> {
    Ok(shell.app()?.publishing().discard(form.id()?).await?.into())
}

/// Opens a live post in the browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_post_on_instagram(shell: State<'_, Shell>, form: PostForm) -> Result<(), IpcError> {
    let post = shell.app()?.publishing().get(form.id()?).await?;
    let link = post.row.permalink.unwrap_or_default();
    browser::open_on_platform(&link, &shell.endpoints.authorize)
}

impl PostForm {
    fn id(&self) -> Result<Uuid, IpcError> {
        post_id(&self.post)
    }
}

fn post_id(text: &str) -> Result<Uuid, IpcError> {
    uuid(text, "post")
}

impl TryFrom<SaveDraftForm> for DraftForm {
    type Error = IpcError;

    fn try_from(form: SaveDraftForm) -> Result<Self, IpcError> {
        let slides: Result<Vec<store::SlideSettings>, IpcError> = form
            .slides
            .into_iter()
            .map(|slide| {
                Ok(store::SlideSettings {
                    uid: post_id(&slide.slide)?,
                    alt_text: slide.alt_text,
                    focus_x: slide.focus_x,
                    focus_y: slide.focus_y,
                    zoom: slide.zoom,
                })
            })
            .collect();
        Ok(Self {
            post: post_id(&form.post)?,
            revision: i64::from(form.revision),
            account: AccountId::from(form.account),
            caption: form.caption,
            ratio: form.ratio.into(),
            slides: slides?,
        })
    }
}

impl From<WhenForm> for When {
    fn from(form: WhenForm) -> Self {
        match form {
            WhenForm::Now => Self::Now,
            WhenForm::At { wall_time, zone } => Self::At { wall_time, zone },
        }
    }
}
