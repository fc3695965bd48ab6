//! One page of a post's comments as the platform answers it, its replies complete.

use instagram::{Comment, ListComments, ListReplies, MAX_COMMENTS_PER_PAGE, Page};
use jiff::Timestamp;
use store::comments::flatten;
use store::media::MediaRow;

use super::reader::Reader;
use crate::gateway::CallError;

/// A page that was read and is not stored yet.
pub(super) struct Fetched {
    /// Its comments, each with its replies behind it.
    pub(super) rows: Vec<Comment>,
    /// Cursor of the next page; `None` on the last.
    pub(super) next: Option<String>,
    /// When it was read.
    pub(super) read_at: Timestamp,
    /// Calls' worth of pages it took: one, and those of replies that did not come nested.
    pub(super) pages: usize,
}

/// Reads the newest page of `post`, or the one behind the cursor `after`.
///
/// # Errors
/// See [`Reader::call`].
pub(super) async fn fetch(reader: &Reader<'_>, post: &MediaRow, after: Option<&str>) -> Result<Fetched, CallError> {
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
        next: page.after,
        read_at,
        pages,
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
