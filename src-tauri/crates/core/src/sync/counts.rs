//! The minute tick: the newest posts with their comment counts in one call, then the comments of those that moved.

use instagram::ListMedia;
use store::media::{self, MediaRow};
use store::{StoreError, backfills};

use super::memory::Memory;
use super::post::{Reading, Tally, read_post};
use super::reader::Reader;
use super::task::YOUNG;
use super::walk::Until;
use super::{POSTS_A_PAGE, Run, SyncSettings};
use crate::clock::subtract;
use crate::gateway::CallError;
use crate::stale::Tag;

/// Reads what is new. The cursor of the run is that of the second page of posts.
pub(super) async fn run(reader: &Reader<'_>, settings: &SyncSettings, memory: &Memory) -> Result<Run, CallError> {
    let request = ListMedia {
        limit: POSTS_A_PAGE,
        ..ListMedia::new(reader.account)
    };
    let page = reader.call(&request).await?;
    let context = reader.context;
    let now = context.clock.now();
    let mut tx = context.store.write().await?;
    let counts = media::upsert_page(&mut tx, reader.account, &page.items, now).await?;
    backfills::begin(&mut tx, reader.account, page.after.as_deref(), now).await?;
    tx.commit().await?;
    if counts.new + counts.changed > 0 {
        context.stale.spoil(Tag::InboxCounts);
    }

    let mut tally = Tally::default();
    for post in media::moved(&context.store, reader.account, subtract(now, YOUNG)).await? {
        let left = settings.pages_a_tick.saturating_sub(tally.pages);
        if left == 0 {
            break;
        }
        match news(&post, subtract(now, YOUNG)) {
            Some(until) => drop(read_post(reader, &post, Reading::Walk(until, left), memory, &mut tally).await?),
            None => fewer(reader, &post).await?,
        }
    }
    Ok(Run {
        cursor: page.after,
        ..Run::of(tally)
    })
}

/// How far a post is read that moved; `None` where an unread one has only lost comments.
fn news(post: &MediaRow, young: jiff::Timestamp) -> Option<Until> {
    if post.walked_gap.is_some() || post.taken_at.is_some_and(|at| at > young) {
        return Some(Until::Explained);
    }
    let more = post.comments_count.unwrap_or(0) - post.sighted_count.unwrap_or(0);
    (more > 0).then_some(Until::Brought(more))
}

async fn fewer(reader: &Reader<'_>, post: &MediaRow) -> Result<(), StoreError> {
    let mut tx = reader.context.store.write().await?;
    media::catch_up(&mut tx, &post.id).await?;
    tx.commit().await
}
