//! What people see of the background reading, and what they say about the history.

use std::sync::Arc;
use std::time::Duration;

use instagram::{AccountId, Allowance};
use jiff::Timestamp;
use serde_json::json;
use store::backfills::{self, BackfillRow};
use store::events::{self, Actor, EventKind};
use store::media::UnreadableCause;
use store::sync::{self as tasks, SyncTask, SyncTaskRow};
use store::{accounts, media};

use super::task::{TaskStanding, TaskState, runs_at};
use super::{POSTS_A_PAGE, Running};
use crate::accounts::problem;
use crate::clock::{add, subtract};
use crate::context::{Shared, account_subject};
use crate::gateway::{LOGIN_LOST, Pace, RateGauge};
use crate::problem::Problem;
use crate::stale::Tag;

/// How far back people may choose to read, in days; besides these, everything.
const CHOICES: [u32; 3] = [30, 90, 365];

/// Before this many calls nobody knows how long one takes.
const CALLS_TO_MEASURE: i64 = 5;

/// How far the history of an account was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackfillState {
    /// Posts older than this are left out; `None`: everything is read.
    pub since: Option<Timestamp>,
    /// What it does now.
    pub phase: BackfillPhase,
    /// Whether every post in reach is known. Until then `calls_left` is an estimate.
    pub listed: bool,
    /// Calls made.
    pub calls_done: i64,
    /// Calls still needed, at most about this many.
    pub calls_left: i64,
    /// Comments it brought.
    pub comments: i64,
    /// How long the calls left take, at the speed of those made; `None` while nobody knows.
    pub time_left: Option<Duration>,
}

/// What the reading of the history does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackfillPhase {
    /// It reads, in turns with what is new.
    Reading,
    /// It gives way, because of what is used of the platform's limit.
    GivesWay(Pace),
    /// A person stopped it.
    Paused,
    /// Everything was read.
    Done,
}

/// A choice of how far back to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackfillChoice {
    /// In days; `None`: everything.
    pub days: Option<u32>,
    /// Calls still needed, at most about this many.
    pub calls: i64,
}

/// Comments that the platform counts and does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable {
    /// The likely cause.
    pub cause: UnreadableCause,
    /// The posts they stand under.
    pub posts: usize,
    /// How many there are.
    pub comments: i64,
}

/// The background reading as people use it.
pub struct AccountSync {
    context: Shared,
    running: Arc<Running>,
}

impl AccountSync {
    pub(crate) fn new(context: Shared, running: Arc<Running>) -> Self {
        Self { context, running }
    }

    pub(super) fn store(&self) -> &store::Store {
        &self.context.store
    }

    /// How much of the platform's limits each account uses, in the order they were connected.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn gauges(&self) -> Result<Vec<RateGauge>, Problem> {
        let rows = accounts::list(&self.context.store).await?;
        Ok(rows.iter().map(|row| self.context.gateway.gauge(&row.id)).collect())
    }

    /// The tasks of an account in the order of their right of way; none before it was read for the first time.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tasks(&self, account: &AccountId) -> Result<Vec<TaskState>, Problem> {
        let store = &self.context.store;
        let backfill = backfills::get(store, account).await?;
        let paused = backfill.is_some_and(|row| row.paused);
        let known = accounts::get(store, account).await?;
        let lost = known.is_some_and(|row| row.sync_error_code.as_deref() == Some(LOGIN_LOST));
        let mut rows = tasks::tasks(store).await?;
        rows.retain(|row| row.account == *account);
        Ok(rows
            .into_iter()
            .map(|row| {
                let standing = if lost {
                    TaskStanding::NoLogin
                } else {
                    self.standing(&row, paused)
                };
                TaskState {
                    standing,
                    next_at: self.next_at(&row, standing),
                    problem: row.error_code.as_deref().map(|word| problem(word, false)),
                    row,
                }
            })
            .collect())
    }

    fn standing(&self, row: &SyncTaskRow, backfill_paused: bool) -> TaskStanding {
        let gateway = &self.context.gateway;
        let pace = gateway.pace(&row.account, Allowance::Business);
        let due = row.next_run_at <= self.context.clock.now();
        if self.running.of(&row.account) == Some(row.task) {
            TaskStanding::Running
        } else if self.context.is_paused() || (row.task == SyncTask::Backfill && backfill_paused) {
            TaskStanding::Paused
        } else if due && !runs_at(row.task, pace) {
            TaskStanding::GivesWay(pace)
        } else if due && !gateway.quiet_for(&row.account).is_zero() {
            TaskStanding::NotReady
        } else {
            TaskStanding::Waiting
        }
    }

    fn next_at(&self, row: &SyncTaskRow, standing: TaskStanding) -> Option<Timestamp> {
        let gateway = &self.context.gateway;
        match standing {
            TaskStanding::Waiting => Some(row.next_run_at),
            TaskStanding::GivesWay(Pace::Stopped) => gateway.resumes(&row.account, Allowance::Business),
            TaskStanding::GivesWay(_) => gateway.known_until(&row.account, Allowance::Business),
            TaskStanding::NotReady => Some(add(self.context.clock.now(), gateway.quiet_for(&row.account))),
            TaskStanding::Running | TaskStanding::Paused | TaskStanding::NoLogin => None,
        }
    }

    /// How far the history of an account was read; `None` before it was read for the first time.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn backfill(&self, account: &AccountId) -> Result<Option<BackfillState>, Problem> {
        let Some(row) = backfills::get(&self.context.store, account).await? else {
            return Ok(None);
        };
        let calls_left = self.calls_left(&row, row.since).await?;
        let pace = self.context.gateway.pace(account, Allowance::Business);
        let phase = match (row.paused, row.ended_at) {
            (true, _) => BackfillPhase::Paused,
            (false, Some(_)) if calls_left == 0 => BackfillPhase::Done,
            (false, _) if !runs_at(SyncTask::Backfill, pace) => BackfillPhase::GivesWay(pace),
            (false, _) => BackfillPhase::Reading,
        };
        Ok(Some(BackfillState {
            since: row.since,
            phase,
            listed: row.listed,
            calls_done: row.calls,
            calls_left,
            comments: row.comments,
            time_left: time_left(&row, calls_left),
        }))
    }

    /// The choices of how far back to read, each with what it costs.
    ///
    /// # Errors
    /// `NotFound` before the account was read for the first time; when the database refuses.
    pub async fn backfill_choices(&self, account: &AccountId) -> Result<Vec<BackfillChoice>, Problem> {
        let row = self.known(account).await?;
        let now = self.context.clock.now();
        let mut choices = Vec::new();
        for days in CHOICES.map(Some).into_iter().chain([None]) {
            let calls = self.calls_left(&row, days.map(|days| back(now, days))).await?;
            choices.push(BackfillChoice { days, calls });
        }
        Ok(choices)
    }

    /// Says how far back the history of an account is read, in days (`None`: everything), and lets it go on. What was read
    /// stays.
    ///
    /// # Errors
    /// `NotFound` before the account was read for the first time; when the database refuses.
    pub async fn read_back_to(&self, account: &AccountId, days: Option<u32>) -> Result<(), Problem> {
        self.known(account).await?;
        let now = self.context.clock.now();
        let since = days.map(|days| back(now, days));
        let mut tx = self.context.store.write().await?;
        backfills::set_since(&mut tx, account, since, now).await?;
        self.decided(&mut tx, account, json!({ "days": days })).await?;
        tx.commit().await?;
        self.go_on();
        Ok(())
    }

    /// Stops the reading of the history, or lets it go on.
    ///
    /// # Errors
    /// `NotFound` before the account was read for the first time; when the database refuses.
    pub async fn pause_backfill(&self, account: &AccountId, paused: bool) -> Result<(), Problem> {
        self.known(account).await?;
        let mut tx = self.context.store.write().await?;
        backfills::set_paused(&mut tx, account, paused).await?;
        self.decided(&mut tx, account, json!({ "paused": paused })).await?;
        tx.commit().await?;
        self.go_on();
        Ok(())
    }

    /// The comments of an account that cannot be read, by their likely cause.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unreadable(&self, account: &AccountId) -> Result<Vec<Unreadable>, Problem> {
        let posts = media::unreadable(&self.context.store, account).await?;
        let gaps: Vec<_> = posts.iter().filter_map(media::MediaRow::unreadable).collect();
        let of = |cause: UnreadableCause| {
            let mine = gaps.iter().filter(move |(_, of)| *of == cause);
            Unreadable {
                cause,
                posts: mine.clone().count(),
                comments: mine.map(|(comments, _)| comments).sum(),
            }
        };
        let causes = UnreadableCause::ALL.iter().map(|cause| of(*cause));
        Ok(causes.filter(|unreadable| unreadable.posts > 0).collect())
    }

    async fn decided(
        &self,
        tx: &mut store::WriteTx,
        account: &AccountId,
        payload: serde_json::Value,
    ) -> Result<(), store::StoreError> {
        let subject = account_subject(account);
        let kind = EventKind::BackfillSet;
        let event = self
            .context
            .event_with(kind, Actor::Member, Some(account), &subject, payload);
        events::append(tx, &event).await?;
        tasks::set_next(tx, account, SyncTask::Backfill, self.context.clock.now()).await
    }

    fn go_on(&self) {
        self.context.stale.spoil(Tag::Sync);
        self.context.accounts_changed.notify_one();
    }

    async fn known(&self, account: &AccountId) -> Result<BackfillRow, Problem> {
        backfills::get(&self.context.store, account)
            .await?
            .ok_or_else(|| Problem::not_found("account"))
    }

    /// About how many calls are left back to `since`. Of posts that are not listed yet, as many comments are expected as
    /// the known ones have.
    async fn calls_left(&self, row: &BackfillRow, since: Option<Timestamp>) -> Result<i64, Problem> {
        let store = &self.context.store;
        let known = media::unread_calls(store, &row.account, since).await?;
        let oldest = media::oldest(store, &row.account).await?;
        let in_reach = oldest.is_none_or(|oldest| since.is_none_or(|since| oldest > since));
        if row.list_after.is_none() || !in_reach {
            return Ok(known);
        }
        let account = accounts::get(store, &row.account).await?;
        let posts = account.and_then(|row| row.media_count).unwrap_or(0);
        let unlisted = (posts - media::known(store, &row.account).await?).max(1);
        let pages = unlisted.div_euclid(i64::from(POSTS_A_PAGE)) + 1;
        Ok(known + pages + unlisted)
    }
}

fn back(now: Timestamp, days: u32) -> Timestamp {
    subtract(now, Duration::from_secs(u64::from(days) * 24 * 60 * 60))
}

fn time_left(row: &BackfillRow, calls_left: i64) -> Option<Duration> {
    if row.calls < CALLS_TO_MEASURE {
        return None;
    }
    let ms = row.active_ms.max(1).saturating_mul(calls_left) / row.calls;
    u64::try_from(ms).ok().map(Duration::from_millis)
}
