//! The newest comments of young posts: their count can stand still while one comment goes and another comes.

use std::time::Duration;

use store::media;

use super::Run;
use super::memory::Memory;
use super::post::{Reading, Tally, read_post};
use super::reader::Reader;
use super::task::{YOUNG, YOUNG_EVERY};
use crate::clock::{between, subtract};
use crate::gateway::CallError;

/// Reads the newest page of every young post that was not read since [`YOUNG_EVERY`]. The next run is due when the next
/// post is.
pub(super) async fn run(reader: &Reader<'_>, memory: &Memory) -> Result<Run, CallError> {
    let context = reader.context;
    let now = context.clock.now();
    let mut tally = Tally::default();
    let mut next = YOUNG_EVERY;
    for post in media::young(&context.store, reader.account, subtract(now, YOUNG)).await? {
        let age = post.newest_read_at.map_or(Duration::MAX, |at| between(at, now));
        if age < YOUNG_EVERY {
            next = next.min(YOUNG_EVERY - age);
            continue;
        }
        read_post(reader, &post, Reading::NewestPage, memory, &mut tally).await?;
    }
    Ok(Run {
        next: Some(next),
        ..Run::of(tally)
    })
}
