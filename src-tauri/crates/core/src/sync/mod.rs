//! Reading accounts in the background.
//!
//! Promised: one media list call a tick tells which posts moved; only those are read, newest page first,
//! until the new rows explain the count; what they do not explain is walked further inside the budget,
//! over restarts. Reading slows down before the platform's limit and never holds up what people do.

mod account;
mod walk;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use instagram::{AccountId, MediaId};
use jiff::Timestamp;
use store::accounts;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::clock::LONGEST_SLEEP;
use crate::context::Shared;
use crate::gateway::LOGIN_LOST;

/// How often and how much is read.
#[derive(Debug, Clone)]
pub struct SyncSettings {
    /// Time between two looks at an account.
    pub tick: Duration,
    /// Comment pages read for an account in one look; the rest waits for the next.
    pub pages_a_tick: usize,
}

impl Default for SyncSettings {
    fn default() -> Self {
        Self {
            tick: Duration::from_secs(60),
            pages_a_tick: 400,
        }
    }
}

/// When the first page of each young post was read last. Losing it at a restart costs one page a post.
pub(super) type YoungReads = Arc<Mutex<HashMap<MediaId, Timestamp>>>;

/// The background reading of every account.
pub(crate) struct Syncing {
    context: Shared,
    settings: SyncSettings,
    young_reads: YoungReads,
}

impl Syncing {
    pub(crate) fn new(context: Shared, settings: SyncSettings) -> Self {
        Self {
            context,
            settings,
            young_reads: YoungReads::default(),
        }
    }

    /// Runs until `stop`.
    pub(crate) async fn run(self, stop: CancellationToken) {
        let mut due: HashMap<AccountId, Duration> = HashMap::new();
        loop {
            let looked = tokio::select! {
                () = stop.cancelled() => break,
                looked = self.look(&mut due) => looked,
            };
            if let Err(error) = looked {
                tracing::error!(%error, "The accounts to read could not be listed");
            }
            let now = self.context.clock.monotonic();
            let pause = due
                .values()
                .map(|at| at.saturating_sub(now))
                .min()
                .unwrap_or(LONGEST_SLEEP)
                .min(LONGEST_SLEEP);
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.context.sync_wanted.notified() => due.clear(),
                () = self.context.accounts_changed.notified() => {}
                () = self.context.clock.sleep(pause.max(Duration::from_millis(5))) => {}
            }
        }
    }

    /// Reads every account that is due, side by side.
    async fn look(&self, due: &mut HashMap<AccountId, Duration>) -> Result<(), store::StoreError> {
        let rows = accounts::list(&self.context.store).await?;
        due.retain(|id, _| rows.iter().any(|row| row.id == *id));
        let now = self.context.clock.monotonic();
        let mut reading = JoinSet::new();
        for row in rows {
            // A dead login is not tried again: the platform counts such calls, and a new login rings.
            if row.sync_error_code.as_deref() == Some(LOGIN_LOST) {
                due.remove(&row.id);
                continue;
            }
            if due.get(&row.id).is_some_and(|at| *at > now) {
                continue;
            }
            due.insert(row.id.clone(), now + self.settings.tick);
            let (context, settings, young) = (self.context.clone(), self.settings.clone(), self.young_reads.clone());
            reading.spawn(async move { account::read(&context, row, &settings, &young).await });
        }
        while let Some(ended) = reading.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "Reading an account ended abnormally");
            }
        }
        Ok(())
    }
}
