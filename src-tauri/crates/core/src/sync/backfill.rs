//! The history: every post back to the day a person chose, read in small pieces behind everything else.
//!
//! First the posts are listed, then their comments are read, the newest post first. What is left is told by the rows
//! themselves ([`store::media::unread`]), so a restart, a pause and another choice lose nothing.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use serde_json::json;
use store::backfills::{self, BackfillRow};
use store::events::{self, Actor, EventKind};
use store::media::{self, MediaRow};
use uuid::Uuid;

use super::Run;
use super::memory::Memory;
use super::old::page;
use super::post::{Reading, Tally, read_post};
use super::reader::Reader;
use super::walk::Until;
use crate::context::account_subject;
use crate::gateway::CallError;

/// Pages a run: what is new is looked for in between.
const PAGES_A_RUN: usize = 40;

/// Posts that are read at the same time: while what was said under one is written, a page of the other is on its way.
const SIDE_BY_SIDE: usize = 2;

/// Goes on with the history of the account.
pub(super) async fn run(reader: &Reader<'_>, memory: &Memory) -> Result<Run, CallError> {
    let context = reader.context;
    let Some(row) = backfills::get(&context.store, reader.account).await? else {
        // The first tick begins it.
        return Ok(Run::soon(Tally::default()));
    };
    if row.paused {
        return Ok(Run::of(Tally::default()));
    }
    let began = context.clock.monotonic();
    let mut tally = Tally::default();
    let outcome = piece(reader, &row, memory, &mut tally).await;
    let is_over = matches!(outcome, Ok(true));
    let active = context.clock.monotonic().saturating_sub(began);
    note(reader, &row, &tally, active, is_over).await?;
    outcome?;
    let is_stuck = tally.trouble.is_some() && !tally.is_news();
    Ok(if is_over || is_stuck {
        Run::of(tally)
    } else {
        Run::soon(tally)
    })
}

/// Reads one piece; whether it was the last.
async fn piece(reader: &Reader<'_>, row: &BackfillRow, memory: &Memory, tally: &mut Tally) -> Result<bool, CallError> {
    let context = reader.context;
    if !row.listed {
        list(reader, row, tally).await?;
        return Ok(false);
    }
    let left = u32::try_from(PAGES_A_RUN).unwrap_or(u32::MAX);
    let posts = media::unread(&context.store, reader.account, row.since, left).await?;
    read_side_by_side(reader, &posts, memory, tally).await?;
    Ok(media::unread(&context.store, reader.account, row.since, 1)
        .await?
        .is_empty())
}

/// Reads the comments of posts until the pages of a run are used up, or something stops the next post, too.
async fn read_side_by_side(
    reader: &Reader<'_>,
    posts: &[MediaRow],
    memory: &Memory,
    tally: &mut Tally,
) -> Result<(), CallError> {
    let (mut left, mut outcome) = (PAGES_A_RUN, Ok(()));
    let (mut waiting, mut reads) = (posts.iter(), FuturesUnordered::new());
    loop {
        while left > 0 && reads.len() < SIDE_BY_SIDE {
            let Some(post) = waiting.next() else { break };
            reads.push(read_apart(reader, post, left, memory));
        }
        let Some((of_post, end)) = reads.next().await else {
            break;
        };
        let used = if end.is_err() { PAGES_A_RUN } else { of_post.pages };
        left = left.saturating_sub(used);
        tally.add(of_post);
        outcome = outcome.and(end.map(drop));
    }
    outcome
}

/// Reads the comments of a post, with a tally of its own.
async fn read_apart(
    reader: &Reader<'_>,
    post: &MediaRow,
    pages: usize,
    memory: &Memory,
) -> (Tally, Result<bool, CallError>) {
    let mut tally = Tally::default();
    let end = read_post(reader, post, Reading::Walk(Until::Explained, pages), memory, &mut tally).await;
    (tally, end)
}

/// Lists one further page of posts.
async fn list(reader: &Reader<'_>, row: &BackfillRow, tally: &mut Tally) -> Result<(), CallError> {
    let context = reader.context;
    let next = match &row.list_after {
        Some(after) => page(reader, after).await?,
        None => None,
    };
    tally.pages += 1;
    let in_reach = match row.since {
        Some(since) => media::oldest(&context.store, reader.account)
            .await?
            .is_none_or(|oldest| oldest > since),
        None => true,
    };
    let listed = next.is_none() || !in_reach;
    let mut tx = context.store.write().await?;
    backfills::set_list(&mut tx, reader.account, next.as_deref(), listed).await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    reader: &Reader<'_>,
    row: &BackfillRow,
    tally: &Tally,
    active: Duration,
    is_over: bool,
) -> Result<(), store::StoreError> {
    let context = reader.context;
    let ended_at = is_over.then(|| row.ended_at.unwrap_or_else(|| context.clock.now()));
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let active_ms = i64::try_from(active.as_millis()).unwrap_or(i64::MAX);
    let calls = i64::from(reader.calls());
    let mut tx = context.store.write().await?;
    backfills::add(&mut tx, reader.account, calls, whole(tally.new), active_ms, ended_at).await?;
    if is_over && row.ended_at.is_none() && row.calls + calls > 0 {
        let payload = json!({
            "run": Uuid::now_v7().to_string(),
            "task": "backfill",
            "calls": row.calls + calls,
            "new": row.comments + whole(tally.new),
        });
        let subject = account_subject(reader.account);
        let event = context.event_with(
            EventKind::SyncRun,
            Actor::System,
            Some(reader.account),
            &subject,
            payload,
        );
        events::append(&mut tx, &event).await?;
    }
    tx.commit().await
}
