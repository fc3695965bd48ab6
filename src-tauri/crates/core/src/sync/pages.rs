//! Pages of a post's comments as the platform answers them, their replies complete.

use instagram::{Comment, ListComments, ListReplies, MAX_COMMENTS_PER_PAGE, Page};
use jiff::Timestamp;
use store::comments::{BATCH, flatten};
use store::media::MediaRow;

use super::reader::Reader;
use crate::gateway::CallError;

/// Pages that were read one behind the other and are not stored yet: as many as go into one transaction.
pub(super) struct Fetched {
    /// Their comments, each with its replies behind it.
    pub(super) rows: Vec<Comment>,
    /// Cursor at which the last of them was read; `None` for the newest page.
    pub(super) last: Option<String>,
    /// Cursor of the next page; `None` behind the last.
    pub(super) next: Option<String>,
    /// When the first of them was read.
    pub(super) read_at: Timestamp,
    /// Calls' worth of pages they took: one each, and those of replies that did not come nested.
    pub(super) pages: usize,
    /// Why the page behind these could not be read, if that was tried.
    pub(super) failed: Option<CallError>,
}

impl Fetched {
    /// Whether the cursor of the next page leads back to the last of these.
    pub(super) fn repeats(&self) -> bool {
        self.next.is_some() && self.next == self.last
    }
}

/// How much a walk is sure to read, whatever the pages hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Comments.
    pub(super) rows: usize,
    /// Pages.
    pub(super) pages: usize,
}

impl Wanted {
    /// What is still wanted when `rows` of them have come.
    pub(super) const fn behind(self, rows: usize) -> Self {
        Self {
            rows: self.rows.saturating_sub(rows),
            ..self
        }
    }

    /// Whether a page is wanted behind so many rows and pages.
    pub(super) const fn exceeds(self, rows: usize, pages: usize) -> bool {
        self.rows > rows && self.pages > pages
    }
}

/// Reads the newest page of `post`, or the one behind the cursor `after`, and on from there while more is wanted for sure
/// and another page like the last still goes into the same transaction: the fewer transactions, the sooner a history is
/// written.
///
/// # Errors
/// See [`Reader::call`]; only for the first page: what was read before another failed is not thrown away.
pub(super) async fn fetch_batch(
    reader: &Reader<'_>,
    post: &MediaRow,
    after: Option<&str>,
    wanted: Wanted,
) -> Result<Fetched, CallError> {
    let mut batch = fetch(reader, post, after).await?;
    let mut like_the_last = batch.rows.len();
    while batch.rows.len() + like_the_last <= BATCH && wanted.exceeds(batch.rows.len(), batch.pages) {
        let Some(next) = batch.next.clone().filter(|_| !batch.repeats()) else {
            break;
        };
        match fetch(reader, post, Some(&next)).await {
            Ok(page) => {
                like_the_last = page.rows.len();
                batch.rows.extend(page.rows);
                batch.pages += page.pages;
                (batch.last, batch.next) = (page.last, page.next);
            }
            Err(error) => {
                batch.failed = Some(error);
                break;
            }
        }
    }
    Ok(batch)
}

async fn fetch(reader: &Reader<'_>, post: &MediaRow, after: Option<&str>) -> Result<Fetched, CallError> {
    let request = ListComments {
        limit: MAX_COMMENTS_PER_PAGE,
        after,
        ..ListComments::new(&post.id)
    };
    let page = reader.call(&request).await?;
    let read_at = reader.context.clock.now();
    let mut pages = 1;
    let mut whole = Vec::with_capacity(page.items.len());
    for mut comment in page.items {
        pages += complete_replies(reader, &mut comment).await?;
        whole.push(comment);
    }
    Ok(Fetched {
        rows: flatten(whole),
        last: after.map(ToOwned::to_owned),
        next: page.after,
        read_at,
        pages,
        failed: None,
    })
}

/// Only the first replies come nested; the rest has pages of its own. How many.
async fn complete_replies(reader: &Reader<'_>, comment: &mut Comment) -> Result<usize, CallError> {
    let Some(replies) = &mut comment.replies else {
        return Ok(0);
    };
    let mut pages = 0;
    while let Some(after) = replies.after.take() {
        let request = ListReplies {
            limit: MAX_COMMENTS_PER_PAGE,
            after: Some(&after),
            ..ListReplies::new(&comment.id)
        };
        pages += 1;
        let page: Page<Comment> = reader.call(&request).await?;
        replies.items.extend(page.items);
        replies.after = page.after.filter(|next| *next != after);
    }
    Ok(pages)
}
