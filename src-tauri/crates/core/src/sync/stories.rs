//! The stories of the last day, so that an answer to one has its picture.

use instagram::ListStories;
use store::media;

use super::post::Tally;
use super::reader::Reader;
use super::{POSTS_A_PAGE, Run};
use crate::gateway::CallError;

/// Reads the stories: one page holds more than an account posts in a day.
pub(super) async fn run(reader: &Reader<'_>) -> Result<Run, CallError> {
    let request = ListStories {
        limit: POSTS_A_PAGE,
        ..ListStories::new(reader.account)
    };
    let page = reader.call(&request).await?;
    let context = reader.context;
    let mut tx = context.store.write().await?;
    media::upsert_page(&mut tx, reader.account, &page.items, context.clock.now()).await?;
    tx.commit().await?;
    Ok(Run::of(Tally::default()))
}
