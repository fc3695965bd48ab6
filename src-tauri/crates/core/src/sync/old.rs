//! The older posts with their comment counts: the second page of posts every hour, the others in turns, so that each is
//! looked at about once a day.

use instagram::ListMedia;
use store::sync::{self, SyncTask};
use store::{accounts, media};

use super::post::Tally;
use super::reader::{Reader, is_local};
use super::{POSTS_A_PAGE, Run};
use crate::gateway::CallError;
use crate::stale::Tag;

/// Runs a day.
const RUNS_A_DAY: i64 = 24;

/// Reads the second page of posts and its share of the further ones. The cursor of the run is where the next one goes on.
/// What moved is read by the next tick.
pub(super) async fn run(reader: &Reader<'_>) -> Result<Run, CallError> {
    let store = &reader.context.store;
    let newest = sync::task(store, reader.account, SyncTask::Counts).await?;
    let Some(second) = newest.and_then(|row| row.cursor) else {
        // All posts stand on the first page.
        return Ok(Run::of(Tally::default()));
    };
    let third = page(reader, &second).await?;
    let stood = sync::task(store, reader.account, SyncTask::Old).await?;
    let mut cursor = stood.and_then(|row| row.cursor).or_else(|| third.clone());
    for _ in 0..share(reader).await? {
        let Some(after) = cursor.take() else { break };
        cursor = match page(reader, &after).await {
            Ok(next) => next,
            // Cursors are no bookmarks: one of another day may be refused. The next run begins behind the second page.
            Err(error) if is_local(&error) => None,
            Err(error) => return Err(error),
        };
    }
    Ok(Run {
        cursor,
        ..Run::of(Tally::default())
    })
}

/// Pages behind the second that are read in one run.
async fn share(reader: &Reader<'_>) -> Result<i64, CallError> {
    let account = accounts::get(&reader.context.store, reader.account).await?;
    let posts = account.and_then(|row| row.media_count).unwrap_or(0);
    let page = i64::from(POSTS_A_PAGE);
    let pages = (posts - 2 * page).max(0).div_euclid(page) + 1;
    Ok(pages.div_euclid(RUNS_A_DAY) + 1)
}

/// Stores a page of posts; the cursor of the next.
pub(super) async fn page(reader: &Reader<'_>, after: &str) -> Result<Option<String>, CallError> {
    let request = ListMedia {
        limit: POSTS_A_PAGE,
        after: Some(after),
        ..ListMedia::new(reader.account)
    };
    let page = reader.call(&request).await?;
    let context = reader.context;
    let mut tx = context.store.write().await?;
    let counts = media::upsert_page(&mut tx, reader.account, &page.items, context.clock.now()).await?;
    tx.commit().await?;
    if counts.new + counts.changed > 0 {
        context.stale.spoil(Tag::InboxCounts);
    }
    Ok(page.after.filter(|next| next != after))
}
