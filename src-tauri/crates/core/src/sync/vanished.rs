//! Comments that a whole walk did not meet: gone, or only not shown?
//!
//! A comment becomes a tombstone only when the platform says that there is no such object (100/33) while an object of the
//! account that is there for sure still reads: the same code answers a missing permission.

use std::collections::HashSet;

use instagram::{ApiError, CommentId, GetComment, GetMedia, MediaId};
use jiff::Timestamp;
use store::comments;
use store::media::{self, MediaRow};

use super::reader::Reader;
use crate::clock::subtract;
use crate::gateway::CallError;
use crate::stale::Tag;

/// Reads lag: a comment seen for the first time less than this before the walk may only be missing from an older read.
const LAG: std::time::Duration = std::time::Duration::from_secs(90);

/// The most comments that are asked for after one walk; the others are asked for after the next.
const ASKED_FOR: usize = 100;

/// Marks the comments of a post that are gone. `met` is what a whole walk that began at `began` met. Only as many are
/// looked for as the platform's count says, so that what it merely does not show costs no calls. How many were found.
///
/// # Errors
/// When a call was not answered; what was found until then stays.
pub(super) async fn settle(
    reader: &Reader<'_>,
    post: &MediaId,
    met: &HashSet<CommentId>,
    began: Timestamp,
) -> Result<usize, CallError> {
    let store = &reader.context.store;
    let Some(row) = media::get(store, post).await? else {
        return Ok(0);
    };
    let missing = usize::try_from(surplus(&row)).unwrap_or(0);
    // A list without a single comment under a post that has some says that the login may see none.
    let is_blind = met.is_empty() && row.comments_count.is_none_or(|count| count > 0);
    if missing == 0 || is_blind {
        return Ok(0);
    }
    let known = comments::present_before(store, post, subtract(began, LAG)).await?;
    let unmet = known.into_iter().filter(|comment| !met.contains(&comment.id));
    let (mut found, mut gone) = (0, HashSet::new());
    let mut reads = false;
    for comment in unmet.take(ASKED_FOR) {
        if found >= missing {
            break;
        }
        if comment.parent.is_some_and(|parent| gone.contains(&parent)) {
            // It went with its parent.
            found += 1;
            continue;
        }
        match reader.call(&GetComment::new(&comment.id)).await {
            Ok(_) => continue,
            Err(CallError::Api(error)) if error.is_missing_object() => {}
            Err(error) => return Err(error),
        }
        if !reads {
            known_good(reader, post, met).await?;
            reads = true;
        }
        if bury(reader, post, &comment.id).await? {
            found += 1;
            gone.insert(comment.id);
        }
    }
    Ok(found)
}

/// How many of our comments the platform no longer counts, beyond those that could never be read.
fn surplus(post: &MediaRow) -> i64 {
    let unreadable = post.walked_gap.unwrap_or(0).max(0);
    post.comments_count
        .map_or(0, |count| post.seen_comments - count + unreadable)
}

/// Reads something that is there for sure: a comment the walk has just met, which needs the permission for comments; of a
/// post that has none left, the post.
async fn known_good(reader: &Reader<'_>, post: &MediaId, met: &HashSet<CommentId>) -> Result<(), CallError> {
    match met.iter().next() {
        Some(comment) => reader.call(&GetComment::new(comment)).await.map(drop),
        None => reader.call(&GetMedia::new(post)).await.map(drop),
    }
}

async fn bury(reader: &Reader<'_>, post: &MediaId, comment: &CommentId) -> Result<bool, CallError> {
    let context = reader.context;
    let mut tx = context.store.write().await?;
    let gone = comments::vanish(&mut tx, comment, context.clock.now()).await?;
    tx.commit().await?;
    context.stale.spoil_all([Tag::Comments(post.clone()), Tag::InboxCounts]);
    Ok(gone)
}

/// A post whose comments are no longer there is asked for itself; the account's list has just been read, so "no such
/// object" is no missing permission.
pub(super) async fn settle_post(reader: &Reader<'_>, post: &MediaId) -> Result<(), CallError> {
    let context = reader.context;
    match reader.call(&GetMedia::new(post)).await {
        Err(CallError::Api(error)) if ApiError::is_missing_object(&error) => {
            let mut tx = context.store.write().await?;
            media::set_gone(&mut tx, post, context.clock.now()).await?;
            tx.commit().await?;
            context.stale.spoil(Tag::Comments(post.clone()));
            Ok(())
        }
        outcome => outcome.map(drop),
    }
}
