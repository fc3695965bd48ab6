//! Drafts: begun, filled with pictures, saved as they are typed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use instagram::AccountId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::StoreError;
use store::events::Actor;
use store::posts::{self, NewPost, NewSlide, PostRow, PostState, Ratio, SlideSettings};
use uuid::Uuid;

use super::ladder::Input;
use super::preflight::MOST_SLIDES;
use super::record::{feed, spoil};
use crate::context::Context;
use crate::media::imaging;
use crate::problem::{Problem, ProblemCode};

/// Longest edge of the picture the page shows, in pixels.
const PREVIEW_EDGE: u32 = 1600;

/// No camera's JPEG or PNG is larger; reading more would only fill the memory.
const LARGEST_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// A draft as the page has it.
#[derive(Debug, Clone)]
pub struct DraftForm {
    /// The draft.
    pub post: Uuid,
    /// The revision the page began with.
    pub revision: i64,
    /// The account it is meant for.
    pub account: AccountId,
    /// Its words.
    pub caption: String,
    /// The shape of every slide.
    pub ratio: Ratio,
    /// The slides in order; one left out is removed, and comes back when it is named again.
    pub slides: Vec<SlideSettings>,
}

/// What became of files that were added.
#[derive(Debug)]
pub struct AddedSlides {
    /// Files that did not become slides, with the reason.
    pub refused: Vec<RefusedFile>,
}

/// A file that did not become a slide.
#[derive(Debug)]
pub struct RefusedFile {
    /// The file's name, without its folder.
    pub file_name: String,
    /// Why.
    pub problem: Problem,
}

/// Begins a draft.
pub(super) async fn begin(context: &Context, account: &AccountId) -> Result<PostRow, Problem> {
    let new = NewPost {
        account: account.clone(),
        ratio: Ratio::Portrait,
        created_at: context.clock.now(),
    };
    let mut tx = context.store.write().await?;
    let row = posts::create(&mut tx, &new).await?;
    tx.commit().await?;
    spoil(context, &row);
    Ok(row)
}

/// Saves what was typed.
pub(super) async fn save(context: &Context, form: &DraftForm) -> Result<(), Problem> {
    let mut tx = context.store.write().await?;
    let mut row = posts::get_in(&mut tx, form.post)
        .await?
        .ok_or_else(|| Problem::not_found("draft"))?;
    check_editable(&row, Some(form.revision))?;
    row.account = form.account.clone();
    row.caption.clone_from(&form.caption);
    row.ratio = form.ratio;
    row.revision += 1;
    row.updated_at = context.clock.now();
    posts::save(&mut tx, &row).await?;
    let slides: Vec<SlideSettings> = form.slides.iter().map(within_range).collect();
    posts::arrange(&mut tx, row.id, &slides).await?;
    tx.commit().await?;
    spoil(context, &row);
    Ok(())
}

/// What a page sends may be anything; a crop outside the picture means its edge, no number means the middle.
fn within_range(slide: &SlideSettings) -> SlideSettings {
    let number = |value: f64, usual: f64, range: std::ops::RangeInclusive<f64>| {
        if value.is_nan() {
            usual
        } else {
            value.clamp(*range.start(), *range.end())
        }
    };
    SlideSettings {
        uid: slide.uid,
        alt_text: slide.alt_text.clone(),
        focus_x: number(slide.focus_x, 0.5, 0.0..=1.0),
        focus_y: number(slide.focus_y, 0.5, 0.0..=1.0),
        zoom: number(slide.zoom, 1.0, 1.0..=4.0),
    }
}

/// Removes a draft with its pictures.
pub(super) async fn delete(context: &Context, post: Uuid) -> Result<(), Problem> {
    let row = posts::get(&context.store, post)
        .await?
        .ok_or_else(|| Problem::not_found("draft"))?;
    check_editable(&row, None)?;
    let slides = posts::kept_slides(&context.store, row.id).await?;
    let mut tx = context.store.write().await?;
    posts::delete_post(&mut tx, row.id).await?;
    tx.commit().await?;
    for slide in slides {
        context.files.remove(slide.uid).await;
    }
    spoil(context, &row);
    Ok(())
}

/// Adds files as slides, in their order. Each is kept as it is, so that its file may be moved or deleted afterwards.
pub(super) async fn add(context: &Context, post: Uuid, files: &[PathBuf]) -> Result<AddedSlides, Problem> {
    let mut refused = Vec::new();
    for file in files {
        if let Err(problem) = add_one(context, post, file).await {
            refused.push(RefusedFile {
                file_name: name_of(file),
                problem,
            });
        }
    }
    Ok(AddedSlides { refused })
}

async fn add_one(context: &Context, post: Uuid, file: &Path) -> Result<(), Problem> {
    let row = posts::get(&context.store, post)
        .await?
        .ok_or_else(|| Problem::not_found("draft"))?;
    check_editable(&row, None)?;
    if posts::slides(&context.store, row.id).await?.len() >= MOST_SLIDES {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "A carousel holds ten slides, and this one is full.",
            "Remove a slide, then add the picture again.",
        ));
    }
    let original = read(file).await?;
    let _turn = context.imaging.acquire().await;
    let (original, facts, preview, sha256) = tokio::task::spawn_blocking(move || {
        let facts = imaging::inspect(&original)?;
        let preview = imaging::preview(&original, PREVIEW_EDGE)?;
        let sha256: [u8; 32] = Sha256::digest(&original).into();
        Ok::<_, imaging::ImageProblem>((original, facts, preview, sha256))
    })
    .await
    .map_err(|_| Problem::from(imaging::ImageProblem::Damaged))??;
    let slide = NewSlide {
        post: row.id,
        uid: Uuid::new_v4(),
        file_name: name_of(file),
        sha256,
        width: i64::from(facts.width),
        height: i64::from(facts.height),
        bytes: i64::try_from(original.len()).unwrap_or(i64::MAX),
        added_at: context.clock.now(),
    };
    // The files come first: a row without its picture would be a slide that cannot be shown.
    let written = async {
        context
            .files
            .write(&context.files.original(slide.uid), &original)
            .await?;
        context.files.write(&context.files.preview(slide.uid), &preview).await
    };
    if let Err(error) = written.await {
        context.files.remove(slide.uid).await;
        return Err(disk_refuses(&error));
    }
    if let Err(problem) = write_down(context, post, &slide).await {
        context.files.remove(slide.uid).await;
        return Err(problem);
    }
    Ok(())
}

async fn write_down(context: &Context, post: Uuid, slide: &NewSlide) -> Result<(), Problem> {
    let mut tx = context.store.write().await?;
    let mut row = posts::get_in(&mut tx, post)
        .await?
        .ok_or_else(|| Problem::not_found("draft"))?;
    check_editable(&row, None)?;
    posts::add_slide(&mut tx, slide).await?;
    // A page that has not heard of the new slide must not save an order without it.
    row.revision += 1;
    row.updated_at = slide.added_at;
    posts::save(&mut tx, &row).await?;
    tx.commit().await?;
    spoil(context, &row);
    Ok(())
}

async fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    let facts = tokio::fs::metadata(file).await.map_err(|error| cannot_read(&error))?;
    if !facts.is_file() {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "This is a folder, not a picture.",
            "Open it and choose the pictures in it.",
        ));
    }
    if facts.len() > LARGEST_FILE_BYTES {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "This file is larger than 256 MB.",
            "Export the picture as a JPEG.",
        ));
    }
    tokio::fs::read(file).await.map_err(|error| cannot_read(&error))
}

fn cannot_read(error: &std::io::Error) -> Problem {
    Problem::new(
        ProblemCode::Precondition,
        "This file cannot be read.",
        "Check that it is still there and that you may open it.",
    )
    .with_detail(error.kind().to_string())
}

fn disk_refuses(error: &std::io::Error) -> Problem {
    Problem::new(
        ProblemCode::Internal,
        "The picture could not be kept: the disk refused.",
        "Make room on the disk, then add it again.",
    )
    .with_detail(error.kind().to_string())
}

fn name_of(file: &Path) -> String {
    file.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

pub(super) fn check_editable(row: &PostRow, revision: Option<i64>) -> Result<(), Problem> {
    if row.state != PostState::Draft {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "This post is on its way and cannot be changed now.",
            "Take it back to a draft first.",
        ));
    }
    if revision.is_some_and(|revision| revision != row.revision) {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "This draft was changed elsewhere meanwhile.",
            "Open it again; what you typed is still on the page.",
        ));
    }
    Ok(())
}

/// Removes pictures of slides that were taken out of their draft before this start, of posts that have ended long ago, and
/// of no post at all.
pub(super) async fn sweep(context: &Context) -> Result<(), Problem> {
    let now = context.clock.now();
    let mut tx = context.store.write().await?;
    for slide in posts::removed_slides(&context.store, now).await? {
        posts::delete_slide(&mut tx, slide.id).await?;
    }
    tx.commit().await?;
    let shown = crate::clock::subtract(now, super::rows::SHOWN_FOR);
    let mut known = HashSet::new();
    for post in posts::list(&context.store, shown).await? {
        let slides = posts::slides(&context.store, post.id).await?;
        known.extend(slides.into_iter().map(|slide| slide.uid));
    }
    context.files.sweep(&known).await.map_err(|error| disk_refuses(&error))
}

/// Takes everything of `account` back to drafts that can be, because it is disconnected.
pub(crate) async fn take_back_all(context: &Context, account: &AccountId) -> Result<(), StoreError> {
    for post in posts::list(&context.store, Timestamp::MAX).await? {
        if post.account == *account && post.state != PostState::Draft {
            feed(context, post.id, &Input::Cancel, Actor::Member).await?;
        }
    }
    Ok(())
}

/// Takes the pictures of an account off the disk before its rows are erased.
pub(crate) async fn remove_files_of(context: &Context, account: &AccountId) -> Result<(), StoreError> {
    for slide in posts::kept_slides_of(&context.store, account).await? {
        context.files.remove(slide.uid).await;
    }
    Ok(())
}
