//! Every comment of young posts, once a day: edits and deletions far back move no count and stand on no first page.

use std::time::Duration;

use jiff::Timestamp;
use store::media::{self, MediaRow};

use super::Run;
use super::memory::Memory;
use super::post::{Reading, Tally, read_post};
use super::reader::Reader;
use super::task::{DAILY_EVERY, YOUNG, YOUNG_EVERY};
use super::walk::Until;
use crate::clock::{between, subtract};
use crate::gateway::CallError;

/// Pages a run: what is new is looked for in between.
const PAGES_A_RUN: usize = 20;

/// Goes on with the walk of one post that is due. A young post whose comments fill no more than a page is walked with
/// every look at its newest page, and costs nothing here.
pub(super) async fn run(reader: &Reader<'_>, memory: &Memory) -> Result<Run, CallError> {
    let context = reader.context;
    let now = context.clock.now();
    let mut due: Vec<MediaRow> = media::young(&context.store, reader.account, subtract(now, YOUNG)).await?;
    due.retain(|post| post.comments_count.is_none_or(|count| count > 0) && is_due(post, now));
    let mut tally = Tally::default();
    let Some(post) = due.first() else {
        return Ok(Run::of(tally));
    };
    let reading = Reading::Walk(Until::Everything, PAGES_A_RUN);
    let is_over = read_post(reader, post, reading, memory, &mut tally).await?;
    // One post at a time, so that they do not all come due in the same hour; an unfinished walk goes on at once.
    let next = if is_over { YOUNG_EVERY } else { Duration::ZERO };
    Ok(Run {
        next: Some(next),
        ..Run::of(tally)
    })
}

fn is_due(post: &MediaRow, now: Timestamp) -> bool {
    let walked = post.walked_at.max(post.taken_at);
    walked.is_some_and(|at| between(at, now) >= DAILY_EVERY)
}
