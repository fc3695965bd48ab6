//! Reading accounts in the background.
//!
//! Promised: one media list call a tick tells which posts moved; only those are read, newest page first,
//! until the new rows explain the count; what they do not explain is walked further inside the budget,
//! over restarts. Reading slows down before the platform's limit and never holds up what people do.

mod account;
mod memory;
mod walk;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use instagram::AccountId;
use store::accounts;
use tokio::task::{Id, JoinSet};
use tokio_util::sync::CancellationToken;

use self::memory::Memory;
use crate::clock::LONGEST_SLEEP;
use crate::context::Shared;
use crate::gateway::LOGIN_LOST;

/// The shortest sleep between two looks at the list of accounts.
const SHORTEST_SLEEP: Duration = Duration::from_millis(5);

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

/// The background reading of every account.
pub(crate) struct Syncing {
    context: Shared,
    settings: SyncSettings,
    memory: Arc<Memory>,
}

impl Syncing {
    pub(crate) fn new(context: Shared, settings: SyncSettings) -> Self {
        Self {
            context,
            settings,
            memory: Arc::default(),
        }
    }

    /// Runs until `stop`. Accounts are read side by side, and a slow one holds up no other.
    pub(crate) async fn run(self, stop: CancellationToken) {
        let mut due: HashMap<AccountId, Duration> = HashMap::new();
        let mut reading: JoinSet<()> = JoinSet::new();
        let mut busy: HashMap<Id, AccountId> = HashMap::new();
        loop {
            if let Err(error) = self.start_due(&mut due, &mut reading, &mut busy).await {
                tracing::error!(%error, "The accounts to read could not be listed");
            }
            let now = self.context.clock.monotonic();
            let next = due.values().map(|at| at.saturating_sub(now)).min();
            let pause = next.unwrap_or(LONGEST_SLEEP).clamp(SHORTEST_SLEEP, LONGEST_SLEEP);
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.context.sync_wanted.notified() => due.clear(),
                () = self.context.accounts_changed.notified() => {}
                Some(ended) = reading.join_next_with_id() => {
                    let id = match ended {
                        Ok((id, ())) => id,
                        Err(error) => {
                            tracing::error!(%error, "Reading an account ended abnormally");
                            error.id()
                        }
                    };
                    busy.remove(&id);
                }
                () = self.context.clock.sleep(pause) => {}
            }
        }
        // A read that is cut short changes nothing that a later one would not find.
        reading.shutdown().await;
    }

    async fn start_due(
        &self,
        due: &mut HashMap<AccountId, Duration>,
        reading: &mut JoinSet<()>,
        busy: &mut HashMap<Id, AccountId>,
    ) -> Result<(), store::StoreError> {
        let rows = accounts::list(&self.context.store).await?;
        due.retain(|id, _| rows.iter().any(|row| row.id == *id));
        let now = self.context.clock.monotonic();
        for row in rows {
            // A dead login is not tried again: the platform counts such calls, and a new login rings.
            if row.sync_error_code.as_deref() == Some(LOGIN_LOST) {
                due.remove(&row.id);
                continue;
            }
            let not_yet = due.get(&row.id).is_some_and(|at| *at > now);
            if not_yet || busy.values().any(|account| *account == row.id) {
                continue;
            }
            let quiet = self.context.gateway.quiet_for(&row.id);
            if !quiet.is_zero() {
                continue;
            }
            due.insert(row.id.clone(), now + self.settings.tick);
            let account = row.id.clone();
            let (context, settings, memory) = (self.context.clone(), self.settings.clone(), self.memory.clone());
            let task = reading.spawn(async move { account::read(&context, row, &settings, &memory).await });
            busy.insert(task.id(), account);
        }
        Ok(())
    }
}
