//! Reads the words of comments and messages that nobody has read yet: language, questions, links, mentions, emoji.
//!
//! It runs behind the sync, the newest first, so that reading a whole history waits for no language; where it
//! stopped it goes on at the next start, because what is still to be read says so itself.

use store::StoreError;
use store::comments::{self, TOLD_BATCH, Untold};
use store::{conversations, words};
use tokio_util::sync::CancellationToken;

use crate::clock::LONGEST_SLEEP;
use crate::context::{Context, Shared};
use crate::stale::{Tag, heard};

/// Reads whenever comments or messages have come, until `stop`.
pub(crate) async fn run(context: Shared, stop: CancellationToken) {
    let mut news = context.stale.listen();
    loop {
        if let Err(error) = tell_all(&context, &stop).await {
            tracing::error!(%error, "The words of new comments and messages could not be read");
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = heard(&mut news, |tag| matches!(tag, Tag::Comments(_) | Tag::Conversation(_))) => {}
            () = context.clock.sleep(LONGEST_SLEEP) => {}
        }
    }
}

/// Reads until nothing is left, part by part, so that no decision of a person waits for it.
async fn tell_all(context: &Context, stop: &CancellationToken) -> Result<(), StoreError> {
    while !stop.is_cancelled() {
        let messages = conversations::untold(&context.store, TOLD_BATCH).await?;
        let most = TOLD_BATCH.saturating_sub(u32::try_from(messages.len()).unwrap_or(TOLD_BATCH));
        let untold = comments::untold(&context.store, most).await?;
        if untold.is_empty() && messages.is_empty() {
            return Ok(());
        }
        // A text takes some ten microseconds, and a part of the history many milliseconds.
        let Ok((told, messages)) = tokio::task::spawn_blocking(move || (read(untold), read(messages))).await else {
            return Ok(());
        };
        let mut tx = context.store.write().await?;
        comments::set_told(&mut tx, &told).await?;
        conversations::set_told(&mut tx, &messages).await?;
        tx.commit().await?;
        context.stale.spoil(Tag::InboxCounts);
    }
    Ok(())
}

fn read(untold: Vec<Untold>) -> Vec<(Untold, words::Reading)> {
    untold
        .into_iter()
        .map(|entry| {
            let reading = words::read(entry.text.as_deref());
            (entry, reading)
        })
        .collect()
}
