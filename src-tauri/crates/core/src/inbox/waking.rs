//! Brings items back whose snooze has ended.
//!
//! Nothing sleeps toward the instant itself: the task ticks and compares, so that a machine that slept or had its clock
//! set wakes what is due soon after.

use serde_json::json;
use store::StoreError;
use store::events::{self, Actor, EventKind};
use store::items::{self, ItemState};
use tokio_util::sync::CancellationToken;

use super::items::{event, spoil};
use crate::clock::LONGEST_SLEEP;
use crate::context::{Context, Shared};

/// Items woken in one transaction.
const PART: u32 = 100;

/// Wakes items until `stop`.
pub(crate) async fn run(context: Shared, stop: CancellationToken) {
    loop {
        if let Err(error) = wake_due(&context).await {
            tracing::error!(%error, "Snoozed items could not be woken");
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = context.clock.sleep(LONGEST_SLEEP) => {}
        }
    }
}

/// Wakes every item whose time has come.
async fn wake_due(context: &Context) -> Result<(), StoreError> {
    loop {
        let now = context.clock.now();
        let due = items::due(&context.store, now, PART).await?;
        if due.is_empty() {
            return Ok(());
        }
        let mut woken = Vec::with_capacity(due.len());
        let mut tx = context.store.write().await?;
        for row in due {
            // Somebody may have put it off further meanwhile.
            let Some(item) = items::get_in(&mut tx, row).await? else {
                continue;
            };
            let Some(until) = item.state.snoozed_until.filter(|until| *until <= now) else {
                continue;
            };
            let awake = ItemState {
                snoozed_until: None,
                ..item.state
            };
            items::set_state(&mut tx, row, &awake).await?;
            let payload = json!({ "before": until.as_millisecond(), "cause": "time" });
            events::append(
                &mut tx,
                &event(context, EventKind::ItemWoken, Actor::System, &item, payload),
            )
            .await?;
            woken.push(item);
        }
        tx.commit().await?;
        spoil(context, &woken);
    }
}
