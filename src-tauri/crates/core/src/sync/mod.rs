//! Reading accounts in the background.
//!
//! Promised: one media list call a tick tells which posts moved; only those are read, newest page first, until the new
//! rows explain the count; what they do not explain is walked further inside the budget. Young posts are looked at every
//! quarter of an hour, old ones and posts that tag the account rarely, the history behind everything else. Conversations
//! have a tick and a counter of their own. Every task has a name, goes on over restarts where it stood, gives way long
//! before the platform's limit and never holds up what people do.
//!
//! One run of a task at a time for an account, of those that are due the one with the right of way first; long tasks read
//! in small pieces, so that what is new never waits for the history. Accounts are read side by side.

mod backfill;
mod conversations;
mod counts;
mod daily;
mod history;
mod memory;
mod old;
mod pages;
mod post;
mod reader;
mod run;
mod stories;
mod tags;
mod task;
mod thread;
mod vanished;
mod walk;
mod young;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use instagram::{AccountId, Allowance};
use jiff::Timestamp;
use store::accounts::{self, AccountRow};
use store::sync::{SyncTask, SyncTaskRow};
use tokio::task::{Id, JoinSet};
use tokio_util::sync::CancellationToken;

pub(crate) use self::conversations::read_again as read_conversation_again;
pub use self::history::{AccountSync, BackfillChoice, BackfillPhase, BackfillState, Unreadable};
use self::memory::Memory;
use self::run::Run;
pub use self::tags::{UntoldTags, WhyUntold};
pub use self::task::{TaskStanding, TaskState};
use self::task::{first_run, interval, is_due, right_of_way, runs_at};
pub(crate) use self::thread::read_again as read_thread_again;
use crate::clock::{LONGEST_SLEEP, add, between};
use crate::context::Shared;
use crate::gateway::LOGIN_LOST;

/// The shortest sleep between two looks at the list of tasks.
const SHORTEST_SLEEP: Duration = Duration::from_millis(5);

/// Posts a page of the media list.
const POSTS_A_PAGE: u32 = 50;

/// How often and how much is read.
#[derive(Debug, Clone)]
pub struct SyncSettings {
    /// Time between two looks at what moved while the window can be seen.
    pub tick: Duration,
    /// The same while it cannot.
    pub hidden_tick: Duration,
    /// Comment pages read for an account in one look at what moved; the rest waits for the next.
    pub pages_a_tick: usize,
    /// Whether tasks run when their time comes. A test that says when to read leaves this off: then only the first look,
    /// the history and what is asked for is read.
    pub by_itself: bool,
}

impl Default for SyncSettings {
    fn default() -> Self {
        Self {
            tick: Duration::from_secs(60),
            hidden_tick: Duration::from_secs(5 * 60),
            pages_a_tick: 400,
            by_itself: true,
        }
    }
}

/// Which task of each account runs now.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<HashMap<AccountId, SyncTask>>);

impl Running {
    /// The task that reads the account now.
    fn of(&self, account: &AccountId) -> Option<SyncTask> {
        self.lock().get(account).copied()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<AccountId, SyncTask>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The background reading of every account.
pub(crate) struct Syncing {
    context: Shared,
    settings: SyncSettings,
    memory: Arc<Memory>,
    running: Arc<Running>,
    asked: HashSet<(AccountId, SyncTask)>,
}

impl Syncing {
    pub(crate) fn new(context: Shared, settings: SyncSettings, running: Arc<Running>) -> Self {
        Self {
            context,
            settings,
            memory: Arc::default(),
            running,
            asked: HashSet::new(),
        }
    }

    /// Runs until `stop`. Accounts are read side by side, and a slow one holds up no other.
    pub(crate) async fn run(mut self, stop: CancellationToken) {
        let mut reading: JoinSet<()> = JoinSet::new();
        let mut busy: HashMap<Id, AccountId> = HashMap::new();
        loop {
            let pause = match self.start_due(&mut reading, &mut busy).await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::error!(%error, "The accounts to read could not be listed");
                    LONGEST_SLEEP
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.context.sync_wanted.notified() => self.ask_all(SyncTask::Counts).await,
                () = self.context.messages_wanted.notified() => self.ask_all(SyncTask::Conversations).await,
                () = self.context.accounts_changed.notified() => {}
                Some(ended) = reading.join_next_with_id() => {
                    let id = match ended {
                        Ok((id, ())) => id,
                        Err(error) => {
                            tracing::error!(%error, "Reading an account ended abnormally");
                            error.id()
                        }
                    };
                    if let Some(account) = busy.remove(&id) {
                        self.running.lock().remove(&account);
                    }
                }
                () = self.context.clock.sleep(pause) => {}
            }
        }
        // A read that is cut short changes nothing that a later one would not find.
        reading.shutdown().await;
    }

    async fn ask_all(&mut self, task: SyncTask) {
        match accounts::list(&self.context.store).await {
            Ok(rows) => self.asked.extend(rows.into_iter().map(|row| (row.id, task))),
            Err(error) => tracing::error!(%error, "The accounts to read could not be listed"),
        }
    }

    /// Starts a task of every account that has one due; how long to sleep until the next may be.
    async fn start_due(
        &mut self,
        reading: &mut JoinSet<()>,
        busy: &mut HashMap<Id, AccountId>,
    ) -> Result<Duration, store::StoreError> {
        let rows = accounts::list(&self.context.store).await?;
        let tasks = self.planned(&rows).await?;
        let now = self.context.clock.now();
        let mut pause = LONGEST_SLEEP;
        for row in rows {
            let is_busy = busy.values().any(|account| *account == row.id);
            // A dead login is not tried again: the platform counts such calls, and a new login asks.
            if row.sync_error_code.as_deref() == Some(LOGIN_LOST) {
                self.asked.retain(|(account, _)| *account != row.id);
                continue;
            }
            if is_busy || !self.context.gateway.quiet_for(&row.id).is_zero() {
                continue;
            }
            let own = || tasks.iter().filter(|task| task.account == row.id);
            let wanted = own().filter(|task| self.is_wanted(task, now));
            let Some(due) = wanted.min_by_key(|task| right_of_way(task.task)) else {
                let next = own()
                    .map(|task| between(now, task.next_run_at))
                    .filter(|left| !left.is_zero())
                    .min();
                pause = pause.min(next.unwrap_or(LONGEST_SLEEP));
                continue;
            };
            let task = due.task;
            self.asked.remove(&(row.id.clone(), task));
            self.running.lock().insert(row.id.clone(), task);
            let account = row.id.clone();
            let (context, settings, memory) = (self.context.clone(), self.settings.clone(), self.memory.clone());
            let handle = reading.spawn(async move { run::run(&context, &row, task, &settings, &memory).await });
            busy.insert(handle.id(), account);
        }
        Ok(pause.clamp(SHORTEST_SLEEP, LONGEST_SLEEP))
    }

    /// Whether a task is to run now.
    fn is_wanted(&self, row: &SyncTaskRow, now: Timestamp) -> bool {
        if self.context.is_paused() {
            let is_asked_for = matches!(row.task, SyncTask::Counts | SyncTask::Conversations);
            return is_asked_for && self.asked.contains(&(row.account.clone(), row.task));
        }
        let interval = interval(row.task, &self.settings, self.context.window_visible());
        let asked = self.asked.contains(&(row.account.clone(), row.task));
        let pace = self.context.gateway.pace(&row.account, Allowance::Business);
        (asked || is_due(row, interval, now)) && runs_at(row.task, pace)
    }

    /// The tasks of every account; those of one that has none yet are planned.
    async fn planned(&self, rows: &[AccountRow]) -> Result<Vec<SyncTaskRow>, store::StoreError> {
        let store = &self.context.store;
        let known = store::sync::tasks(store).await?;
        let has = |account: &AccountRow, task| known.iter().any(|row| row.account == account.id && row.task == task);
        let missing: Vec<(&AccountId, SyncTask)> = rows
            .iter()
            .flat_map(|row| SyncTask::ALL.iter().map(move |task| (row, *task)))
            .filter(|(row, task)| !has(row, *task))
            .map(|(row, task)| (&row.id, task))
            .collect();
        if missing.is_empty() {
            return Ok(known);
        }
        let mut tx = store.write().await?;
        for (account, task) in missing {
            let first = first_run(task, &self.settings);
            store::sync::plan(&mut tx, account, task, add(self.context.clock.now(), first)).await?;
        }
        tx.commit().await?;
        store::sync::tasks(store).await
    }
}
