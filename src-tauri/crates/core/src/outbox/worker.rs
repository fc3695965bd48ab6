//! The loop that moves rows: at most one request an account at a time, oldest row first, and never two
//! rows of the same thread at once.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use instagram::{AccountId, REQUEST_TIMEOUT};
use store::accounts::AccountRow;
use store::events::Actor;
use store::outbox::{self, Delivery, OutboxRow};
use store::{StoreError, accounts, meta, runs};
use tokio::task::{Id, JoinSet};
use tokio_util::sync::CancellationToken;

use super::deliver::deliver;
use super::freshness;
use super::machine::{Input, Next, Policy};
use super::read_back::read_back;
use super::record::{self, Findings, progress};
use crate::clock::{JumpWatch, LONGEST_SLEEP, between};
use crate::context::{Context, Shared};
use crate::gateway::LOGIN_LOST;
use crate::steps::Step;

/// The key of the team's choice about automatic second tries in the database.
pub(super) const SECOND_TRIES_KEY: &str = "automatic_second_tries";

/// Pause before an account that lacks its login or keychain is looked at again.
const NOT_READY_PAUSE: Duration = Duration::from_secs(15);

/// Pause after the database refused, so that a full disk does not make requests without end.
const REFUSED_PAUSE: Duration = Duration::from_secs(2);

/// What a row left in *sending* is told.
const RESTARTED: Input = Input::Restarted {
    request_timeout: REQUEST_TIMEOUT,
};

/// Moves the rows of the outbox until it is told to stop.
pub(crate) struct Worker {
    context: Shared,
    grace: Arc<Grace>,
}

/// When each row was first seen by this process, on the monotonic clock: a restart gives the whole
/// grace time again, a clock that is set changes nothing.
pub(crate) struct Grace {
    seen: Mutex<HashMap<i64, Duration>>,
    /// Set when a person quits with "send now".
    over: AtomicBool,
}

impl Grace {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            seen: Mutex::default(),
            over: AtomicBool::new(false),
        })
    }

    /// How much grace `row` has left; zero when it may be sent.
    pub(crate) fn left(&self, row: &OutboxRow, monotonic: Duration) -> Duration {
        if self.over.load(Ordering::Relaxed) || row.attempts > 0 {
            return Duration::ZERO;
        }
        let grace = Duration::from_millis(u64::try_from(row.grace_ms).unwrap_or(0));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let since = *seen.entry(row.id).or_insert(monotonic);
        grace.saturating_sub(monotonic.saturating_sub(since))
    }

    /// Ends the grace time of every row.
    pub(crate) fn end(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    fn forget_all_but(&self, live: &[OutboxRow]) {
        let live: HashSet<i64> = live.iter().map(|row| row.id).collect();
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|id, _| live.contains(id));
    }
}

impl Worker {
    pub(crate) fn new(context: Shared, grace: Arc<Grace>) -> Self {
        Self { context, grace }
    }

    /// Rows that were under way when the program ended become *checking*.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn take_up(&self) -> Result<(), StoreError> {
        self.feed_all(RESTARTED).await
    }

    /// Runs until `stop`. A request under way is finished and recorded.
    pub(crate) async fn run(self, stop: CancellationToken) {
        let mut running: JoinSet<()> = JoinSet::new();
        let mut busy: HashMap<Id, AccountId> = HashMap::new();
        let mut watch = JumpWatch::new(&self.context.clock);
        loop {
            if let Some(by) = watch.jumped(&self.context.clock)
                && let Err(error) = self.feed_all(Input::ClockJumped { by }).await
            {
                tracing::error!(%error, "Waiting actions could not follow the clock");
            }
            let pause = match self.start_due(&mut running, &mut busy).await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::error!(%error, "The outbox could not be read");
                    LONGEST_SLEEP
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.context.outbox_changed.notified() => {}
                Some(done) = running.join_next_with_id() => {
                    let id = match done {
                        Ok((id, ())) => id,
                        Err(error) => {
                            tracing::error!(%error, "An action ended abnormally");
                            error.id()
                        }
                    };
                    busy.remove(&id);
                }
                () = self.context.clock.sleep(pause) => {}
            }
        }
        while running.join_next().await.is_some() {}
    }

    async fn start_due(
        &self,
        running: &mut JoinSet<()>,
        busy: &mut HashMap<Id, AccountId>,
    ) -> Result<Duration, StoreError> {
        let rows = outbox::live(&self.context.store).await?;
        self.grace.forget_all_but(&rows);
        let (now, monotonic) = (self.context.clock.now(), self.context.clock.monotonic());
        let policy = policy(&self.context).await?;
        let able: HashSet<AccountId> = able(&logged_in(&self.context).await?).collect();
        let mut pause = LONGEST_SLEEP;
        for (row, first_of_thread) in self.in_turn(rows).await? {
            let occupied = busy.values().any(|account| *account == row.account);
            if row.delivery == Delivery::Sending && !occupied {
                // Its task ended without writing the outcome down: nobody knows what became of it.
                feed(&self.context, &row, RESTARTED, Actor::System).await?;
                pause = Duration::ZERO;
            }
            let left = self.grace.left(&row, monotonic);
            let next = progress(&row).next(now, left.is_zero());
            match next {
                Next::AfterGrace => pause = pause.min(left),
                Next::At(instant) => pause = pause.min(between(now, instant)),
                Next::Send if !able.contains(&row.account) => {}
                Next::Send | Next::Read if !self.context.gateway.quiet_for(&row.account).is_zero() => {
                    pause = pause.min(self.context.gateway.quiet_for(&row.account));
                }
                Next::Send | Next::Read if first_of_thread && !occupied => {
                    let (context, account) = (self.context.clone(), row.account.clone());
                    let task = running.spawn(async move {
                        if let Err(error) = step(&context, row, next, policy).await {
                            tracing::error!(%error, "An action could not be written down");
                            context.clock.sleep(REFUSED_PAUSE).await;
                        }
                    });
                    busy.insert(task.id(), account);
                }
                Next::Send | Next::Read | Next::Nothing => {}
            }
        }
        // A little more than the distance, so that the instant has passed when we look.
        Ok(pause + Duration::from_millis(5))
    }

    /// The rows in the order they get their turn, each with whether it is the first of its thread. What a person decided
    /// by itself does not wait behind a run; what belongs to a stopped run gets no turn, and holds up nobody.
    async fn in_turn(&self, rows: Vec<OutboxRow>) -> Result<Vec<(OutboxRow, bool)>, StoreError> {
        let stopped = runs::stopped(&self.context.store).await?;
        let mut threads: HashSet<String> = HashSet::new();
        let mut turns = Vec::with_capacity(rows.len());
        for row in rows {
            if row.delivery == Delivery::Waiting && row.run.is_some_and(|run| stopped.contains(&run)) {
                continue;
            }
            // One that waits for a person holds up nobody.
            let first_of_thread = !under_way(row.delivery) || threads.insert(thread_of(&row));
            turns.push((row, first_of_thread));
        }
        turns.sort_by_key(|(row, _)| row.run.is_some());
        Ok(turns)
    }

    pub(crate) async fn feed_all(&self, input: Input) -> Result<(), StoreError> {
        for row in outbox::live(&self.context.store).await? {
            feed(&self.context, &row, input, Actor::System).await?;
        }
        Ok(())
    }
}

/// Applies `input` to `row`; `None` when it does not apply or the row moved meanwhile.
pub(super) async fn feed(
    context: &Context,
    row: &OutboxRow,
    input: Input,
    actor: Actor,
) -> Result<Option<OutboxRow>, StoreError> {
    let policy = policy(context).await?;
    match progress(row).after(input, context.clock.now(), policy) {
        Some(next) => record::record(context, row, &next, Findings::default(), actor).await,
        None => Ok(None),
    }
}

/// What the team chose; automatic second tries are on unless switched off.
pub(crate) async fn policy(context: &Context) -> Result<Policy, StoreError> {
    let word = meta::get(&context.store, SECOND_TRIES_KEY).await?;
    Ok(Policy {
        automatic_second_tries: word.as_deref() != Some("off"),
    })
}

async fn step(context: &Context, row: OutboxRow, next: Next, policy: Policy) -> Result<(), StoreError> {
    match next {
        Next::Send => send(context, row, policy).await,
        Next::Read => read(context, row, policy).await,
        Next::At(_) | Next::AfterGrace | Next::Nothing => Ok(()),
    }
}

async fn send(context: &Context, row: OutboxRow, policy: Policy) -> Result<(), StoreError> {
    // What this machine lacks is no attempt: the row stays as it is, and the account tells what is wrong.
    if let Err(reason) = context.gateway.ready(&row.account).await {
        tracing::info!(action = row.id, %reason, "An action waits for its account");
        context.gateway.leave_alone(&row.account, NOT_READY_PAUSE);
        return Ok(());
    }
    match freshness::look(context, &row).await {
        Ok(None) => {}
        Ok(Some(stop)) => return feed(context, &row, stop, Actor::System).await.map(drop),
        Err(error) => {
            tracing::info!(action = row.id, reason = %error, "What is answered could not be read before sending");
            return feed(context, &row, Input::NotRead, Actor::System).await.map(drop);
        }
    }
    // Written down and committed before a byte leaves; an undo that came first wins here.
    let Some(claimed) = feed(context, &row, Input::Claim, Actor::System).await? else {
        return Ok(());
    };
    context.steps.reached(Step::Claimed, claimed.id);
    let (answer, findings) = deliver(context, &claimed).await;
    context.steps.reached(Step::Answered, claimed.id);
    let mut current = claimed;
    while let Some(next) = progress(&current).after(Input::Answered(answer), context.clock.now(), policy) {
        if record::record(context, &current, &next, findings.clone(), Actor::System)
            .await?
            .is_some()
        {
            context.steps.reached(Step::Recorded, current.id);
            break;
        }
        // A clock that was set while the request ran has moved the row's instants. The answer still stands: dropped, the
        // row would be *sending* until the next start.
        match outbox::get(&context.store, current.uid).await? {
            Some(moved) if moved.attempts == current.attempts => current = moved,
            _ => break,
        }
    }
    Ok(())
}

async fn read(context: &Context, row: OutboxRow, policy: Policy) -> Result<(), StoreError> {
    let (reading, findings) = read_back(context, &row).await;
    if let Some(next) = progress(&row).after(Input::Read(reading), context.clock.now(), policy) {
        record::record(context, &row, &next, findings, Actor::System).await?;
        context.steps.reached(Step::ReadBack, row.id);
    }
    Ok(())
}

/// Accounts of those for which something may be sent: not paused by the platform.
pub(crate) fn able(logged_in: &[AccountRow]) -> impl Iterator<Item = AccountId> {
    let sends = |row: &&AccountRow| row.paused_reason.is_none();
    logged_in.iter().filter(sends).map(|row| row.id.clone())
}

/// Accounts that can be read: connected, with a login that works.
pub(crate) async fn logged_in(context: &Context) -> Result<Vec<AccountRow>, StoreError> {
    let mut rows = accounts::list(&context.store).await?;
    rows.retain(|row| row.sync_error_code.as_deref() != Some(LOGIN_LOST));
    Ok(rows)
}

/// Rows of one thread go one after the other: two equal replies under one comment could not be told
/// apart, and a reply must not overtake an unhide.
fn thread_of(row: &OutboxRow) -> String {
    row.parent
        .as_ref()
        .map_or_else(|| row.subject.clone(), ToString::to_string)
}

/// Whether the program itself still has something to do with a row.
pub(super) fn under_way(delivery: Delivery) -> bool {
    match delivery {
        Delivery::Waiting | Delivery::Sending | Delivery::Checking => true,
        Delivery::Held
        | Delivery::Sent
        | Delivery::Failed
        | Delivery::NeedsYou
        | Delivery::Withdrawn
        | Delivery::Discarded => false,
    }
}

/// Whether a row still can be withdrawn.
pub(super) fn can_withdraw(delivery: Delivery) -> bool {
    delivery == Delivery::Waiting
}
