//! The pictures of a post.

use instagram::AccountId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::values::{instant, uuid};
use crate::{Store, StoreError, WriteTx};

/// A slide.
#[derive(Debug, Clone, PartialEq)]
pub struct SlideRow {
    /// Local number.
    pub id: i64,
    /// Its id at the window and in the data folder.
    pub uid: Uuid,
    /// The post's local number.
    pub post: i64,
    /// Its place in the post, from 1; `None`: taken out, kept so that it can come back.
    pub position: Option<i64>,
    /// The name of the file as the person knows it.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Width of the upright picture in pixels.
    pub width: i64,
    /// Height of the upright picture in pixels.
    pub height: i64,
    /// Size of the file.
    pub bytes: i64,
    /// What stays in sight when it is cut, 0 (left) to 1 (right) of the upright picture.
    pub focus_x: f64,
    /// What stays in sight when it is cut, 0 (top) to 1 (bottom) of the upright picture.
    pub focus_y: f64,
    /// How much closer than the whole picture, 1 to 4.
    pub zoom: f64,
    /// The words for people who do not see it.
    pub alt_text: String,
    /// When it was added.
    pub added_at: Timestamp,
}

/// A slide to add.
#[derive(Debug, Clone)]
pub struct NewSlide {
    /// The post's local number.
    pub post: i64,
    /// Its id: the file was kept under it before.
    pub uid: Uuid,
    /// The name of the file as the person knows it.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Width of the upright picture in pixels.
    pub width: i64,
    /// Height of the upright picture in pixels.
    pub height: i64,
    /// Size of the file.
    pub bytes: i64,
    /// When it was added.
    pub added_at: Timestamp,
}

/// What a person settles about a slide.
#[derive(Debug, Clone, PartialEq)]
pub struct SlideSettings {
    /// The slide.
    pub uid: Uuid,
    /// See [`SlideRow::alt_text`].
    pub alt_text: String,
    /// See [`SlideRow::focus_x`].
    pub focus_x: f64,
    /// See [`SlideRow::focus_y`].
    pub focus_y: f64,
    /// See [`SlideRow::zoom`].
    pub zoom: f64,
}

struct Raw {
    id: i64,
    uid: Vec<u8>,
    post: i64,
    position: Option<i64>,
    file_name: String,
    sha256: Vec<u8>,
    width: i64,
    height: i64,
    bytes: i64,
    focus_x: f64,
    focus_y: f64,
    zoom: f64,
    alt_text: String,
    added_at: i64,
}

impl TryFrom<Raw> for SlideRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            id: raw.id,
            uid: uuid(&raw.uid, "slides.uid")?,
            post: raw.post,
            position: raw.position,
            file_name: raw.file_name,
            sha256: raw
                .sha256
                .try_into()
                .map_err(|_| StoreError::Unreadable { what: "slides.sha256" })?,
            width: raw.width,
            height: raw.height,
            bytes: raw.bytes,
            focus_x: raw.focus_x,
            focus_y: raw.focus_y,
            zoom: raw.zoom,
            alt_text: raw.alt_text,
            added_at: instant(raw.added_at, "slides.added_at")?,
        })
    }
}

fn rows(raw: Vec<Raw>) -> Result<Vec<SlideRow>, StoreError> {
    raw.into_iter().map(SlideRow::try_from).collect()
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT s.id AS "id!", s.uid, s.post, s.position, s.file_name, s.sha256, s.width, s.height, s.bytes, s.focus_x,
                      s.focus_y, s.zoom, s.alt_text, s.added_at
               FROM slides s "# + $tail
            $(, $argument)*
        )
    };
}

/// Adds a slide at the end of its post: focus in the middle, no zoom, no words.
///
/// # Errors
/// [`StoreError::NotFound`] for a post that is not there.
pub async fn add_slide(tx: &mut WriteTx, slide: &NewSlide) -> Result<SlideRow, StoreError> {
    let uid = slide.uid.as_bytes().as_slice();
    let sha256 = slide.sha256.as_slice();
    let added_at = slide.added_at.as_millisecond();
    let done = sqlx::query!(
        "INSERT INTO slides (uid, post, position, file_name, sha256, width, height, bytes, added_at)
         SELECT ?1, id, (SELECT coalesce(max(position), 0) + 1 FROM slides WHERE post = ?2), ?3, ?4, ?5, ?6, ?7, ?8
         FROM posts WHERE id = ?2",
        uid,
        slide.post,
        slide.file_name,
        sha256,
        slide.width,
        slide.height,
        slide.bytes,
        added_at
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "post" });
    }
    select!("WHERE s.uid = ?", uid)
        .fetch_one(tx.connection())
        .await?
        .try_into()
}

/// The slides of a post in their order, without those taken out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn slides(store: &Store, post: i64) -> Result<Vec<SlideRow>, StoreError> {
    rows(
        select!("WHERE s.post = ? AND s.position IS NOT NULL ORDER BY s.position", post)
            .fetch_all(store.reader())
            .await?,
    )
}

/// The slides of a post in their order, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn slides_in(tx: &mut WriteTx, post: i64) -> Result<Vec<SlideRow>, StoreError> {
    rows(
        select!("WHERE s.post = ? AND s.position IS NOT NULL ORDER BY s.position", post)
            .fetch_all(tx.connection())
            .await?,
    )
}

/// A slide, also one that was taken out of its post.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn slide(store: &Store, uid: Uuid) -> Result<Option<SlideRow>, StoreError> {
    let uid = uid.as_bytes().as_slice();
    select!("WHERE s.uid = ?", uid)
        .fetch_optional(store.reader())
        .await?
        .map(SlideRow::try_from)
        .transpose()
}

/// The slides that were taken out of posts last written before an instant: nobody is about to take them back.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn removed_slides(store: &Store, before: Timestamp) -> Result<Vec<SlideRow>, StoreError> {
    let before = before.as_millisecond();
    let found = select!(
        "INDEXED BY slides_removed JOIN posts p ON p.id = s.post
         WHERE s.position IS NULL AND p.updated_at < ? ORDER BY s.id",
        before
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// Every slide of a post, those taken out included: whose files go when the post is deleted.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn kept_slides(store: &Store, post: i64) -> Result<Vec<SlideRow>, StoreError> {
    rows(
        select!("WHERE s.post = ? ORDER BY s.id", post)
            .fetch_all(store.reader())
            .await?,
    )
}

/// Every slide of an account's posts, those taken out included: whose files go when the account is erased.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn kept_slides_of(store: &Store, account: &AccountId) -> Result<Vec<SlideRow>, StoreError> {
    let account = account.as_str();
    let found = select!(
        "JOIN posts p ON p.id = s.post
         WHERE p.account = (SELECT id FROM accounts WHERE user_id = ?) ORDER BY s.id",
        account
    );
    rows(found.fetch_all(store.reader()).await?)
}

/// Deletes a slide that was taken out of its post. Its file in the data folder is the caller's to delete.
///
/// # Errors
/// [`StoreError::NotFound`] for a slide that is in its post, or not there at all.
pub async fn delete_slide(tx: &mut WriteTx, id: i64) -> Result<(), StoreError> {
    let done = sqlx::query!("DELETE FROM slides WHERE id = ? AND position IS NULL", id)
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "removed slide" });
    }
    Ok(())
}

/// Puts the slides of a post into a new order and stores what a person settled about them. A slide that is not named is
/// taken out and keeps its row; named again, it is back.
///
/// # Errors
/// [`StoreError::NotFound`] for a slide of another post and for one that is named twice. Drop the transaction then: a
/// part of the order was written.
pub async fn arrange(tx: &mut WriteTx, post: i64, order: &[SlideSettings]) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE slides SET position = NULL WHERE post = ? AND position IS NOT NULL",
        post
    )
    .execute(tx.connection())
    .await?;
    for (position, slide) in (1_i64..).zip(order) {
        let uid = slide.uid.as_bytes().as_slice();
        let done = sqlx::query!(
            "UPDATE slides SET position = ?, alt_text = ?, focus_x = ?, focus_y = ?, zoom = ?
             WHERE uid = ? AND post = ? AND position IS NULL",
            position,
            slide.alt_text,
            slide.focus_x,
            slide.focus_y,
            slide.zoom,
            uid,
            post
        )
        .execute(tx.connection())
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NotFound { what: "slide" });
        }
    }
    Ok(())
}
