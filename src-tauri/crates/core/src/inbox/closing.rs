//! Keeps in view who can be answered for less than a day.
//!
//! Nothing sleeps toward the instant itself: the task ticks and compares, and looks at once when somebody has written.

use instagram::messages::MessagingWindow;
use store::{StoreError, conversations};
use tokio_util::sync::CancellationToken;

use crate::clock::LONGEST_SLEEP;
use crate::context::{Context, Shared};
use crate::stale::{Tag, heard};

/// Looks until `stop`.
pub(crate) async fn run(context: Shared, stop: CancellationToken) {
    let mut news = context.stale.listen();
    loop {
        if let Err(error) = mark(&context).await {
            tracing::error!(%error, "It could not be noted whose window closes");
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = heard(&mut news, |tag| matches!(tag, Tag::Conversation(_))) => {}
            () = context.clock.sleep(LONGEST_SLEEP) => {}
        }
    }
}

async fn mark(context: &Context) -> Result<(), StoreError> {
    let closing = MessagingWindow::closing_at(context.clock.now());
    if !conversations::closing_differs(&context.store, &closing).await? {
        return Ok(());
    }
    let mut tx = context.store.write().await?;
    conversations::mark_closing(&mut tx, &closing).await?;
    tx.commit().await?;
    context.stale.spoil(Tag::InboxCounts);
    Ok(())
}
