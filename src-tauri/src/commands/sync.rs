//! The background reading: its tasks, the history of an account, and how much of the platform's limits is used.

use std::time::Duration;

use instagram::{AccountId, Allowance};
use jiff::Timestamp;
use postroom_core::sync::{self, TaskStanding};
use postroom_core::{GaugeLine, Pace, RateGauge};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{SyncTask, UnreadableCause};
use tauri::State;

use super::{IpcError, count};
use crate::shell::Shell;

/// How fast the program works for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaceView {
    /// Everything is read in its turn.
    Free,
    /// Only posts whose count moved are read.
    Slowed,
    /// Only what people ask for is sent.
    PeopleOnly,
    /// Nothing is sent.
    Stopped,
}

/// How much of an account's allowances is used.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct RateGaugeView {
    /// The account.
    account: String,
    /// The highest share of any allowance in use; `None` while the platform tells none.
    used_percent: Option<u32>,
    pace: PaceView,
    /// RFC 3339: when a pause that the platform asked for ends.
    resumes_at: Option<String>,
    lines: Vec<GaugeLineView>,
}

/// One allowance.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct GaugeLineView {
    allowance: AllowanceView,
    /// The share in use; `None` while the platform tells none.
    used_percent: Option<u32>,
    /// RFC 3339: until when that figure is believed.
    known_until: Option<String>,
    /// How many calls could go at once; `None` where the platform's figure alone decides.
    left: Option<u32>,
    /// RFC 3339: when a pause ends.
    resumes_at: Option<String>,
    waiting: WaitingView,
}

/// What counts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AllowanceView {
    /// Posts, comments, publishing: grows with how often the account is seen.
    Business,
    /// Reading conversations: two calls a second.
    Conversations,
    /// Anything else.
    Other,
}

/// How many calls wait for their turn, by who waits for them.
#[derive(Debug, Clone, Copy, Serialize, Type)]
pub(crate) struct WaitingView {
    /// A person.
    user: u32,
    /// What is new.
    fresh: u32,
    /// The history and the like.
    background: u32,
}

/// A task that reads an account.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SyncTaskView {
    task: SyncTaskName,
    standing: SyncTaskStanding,
    /// RFC 3339.
    last_run_at: Option<String>,
    /// RFC 3339: when it reads next by itself; null while it reads, and where only a person can say so.
    next_at: Option<String>,
    /// What stopped its last run.
    problem: Option<IpcError>,
    /// Calls of the last run.
    calls: u32,
    /// Calls of all runs.
    calls_total: u32,
}

/// Which task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SyncTaskName {
    /// What moved.
    Counts,
    /// The newest comments of young posts.
    Young,
    /// Every comment of young posts.
    Daily,
    /// The older posts.
    Old,
    /// The stories.
    Stories,
    /// The history.
    Backfill,
    /// What happened in conversations.
    Conversations,
    /// Posts of others that tag the account.
    Tags,
}

/// What a task does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SyncTaskStanding {
    /// It waits for its next run.
    Waiting,
    /// It reads.
    Running,
    /// It is due and gives way.
    GivesWay,
    /// A person stopped it.
    Paused,
    /// The login no longer works.
    NoLogin,
    /// This machine is not ready.
    NotReady,
    /// Its last run did not come to its end; it tries again by itself.
    Failed,
}

/// How far the history of an account was read.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct BackfillView {
    phase: BackfillPhase,
    /// RFC 3339: posts older than this are left out; `None`: everything is read.
    since: Option<String>,
    /// Whether every post in reach is known; until then the calls left are an estimate.
    listed: bool,
    calls_done: u32,
    calls_left: u32,
    /// Comments it brought.
    comments: u32,
    /// In seconds; `None` while nobody knows.
    time_left_s: Option<u32>,
}

/// What the reading of the history does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BackfillPhase {
    /// It reads.
    Reading,
    /// It gives way.
    GivesWay,
    /// A person stopped it.
    Paused,
    /// Everything was read.
    Done,
}

/// A choice of how far back to read.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct BackfillChoiceView {
    /// In days; `None`: everything.
    days: Option<u32>,
    /// Calls still needed, at most about this many.
    calls: u32,
}

/// Comments that Instagram counts and does not show.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct UnreadableView {
    /// The likely cause.
    cause: UnreadableCauseView,
    comments: u32,
    /// Posts they stand under.
    posts: u32,
}

/// Why comments are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UnreadableCauseView {
    /// The Meta app lacks the access level.
    AccessLevel,
    /// They are of people who are restricted, removed or below an age limit.
    People,
}

/// An account whose background reading is asked about.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SyncForm {
    account: String,
}

/// How far back the history is to be read.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ReadBackToForm {
    account: String,
    /// In days; `None`: everything.
    days: Option<u32>,
}

/// Whether the reading of the history is stopped.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct PauseBackfillForm {
    account: String,
    paused: bool,
}

/// Whether somebody may be looking at the window.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct WindowForm {
    visible: bool,
}

/// How much of the platform's limits each account uses, in the order they were connected.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rate_gauges(shell: State<'_, Shell>) -> Result<Vec<RateGaugeView>, IpcError> {
    let gauges = shell.app()?.sync().gauges().await?;
    Ok(gauges.into_iter().map(RateGaugeView::from).collect())
}

/// The tasks that read an account.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sync_tasks(shell: State<'_, Shell>, form: SyncForm) -> Result<Vec<SyncTaskView>, IpcError> {
    let tasks = shell.app()?.sync().tasks(&AccountId::from(form.account)).await?;
    Ok(tasks.into_iter().map(SyncTaskView::from).collect())
}

/// How far the history of an account was read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backfill(shell: State<'_, Shell>, form: SyncForm) -> Result<Option<BackfillView>, IpcError> {
    let state = shell.app()?.sync().backfill(&AccountId::from(form.account)).await?;
    Ok(state.map(BackfillView::from))
}

/// The choices of how far back to read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backfill_choices(
    shell: State<'_, Shell>,
    form: SyncForm,
) -> Result<Vec<BackfillChoiceView>, IpcError> {
    let account = AccountId::from(form.account);
    let choices = shell.app()?.sync().backfill_choices(&account).await?;
    let view = |choice: sync::BackfillChoice| BackfillChoiceView {
        days: choice.days,
        calls: count(choice.calls),
    };
    Ok(choices.into_iter().map(view).collect())
}

/// Says how far back the history is read, and lets it go on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_back_to(shell: State<'_, Shell>, form: ReadBackToForm) -> Result<(), IpcError> {
    let account = AccountId::from(form.account);
    Ok(shell.app()?.sync().read_back_to(&account, form.days).await?)
}

/// Stops the reading of the history, or lets it go on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_backfill(shell: State<'_, Shell>, form: PauseBackfillForm) -> Result<(), IpcError> {
    let account = AccountId::from(form.account);
    Ok(shell.app()?.sync().pause_backfill(&account, form.paused).await?)
}

/// The comments of an account that Instagram counts and does not show, by their likely cause.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unreadable_comments(
    shell: State<'_, Shell>,
    form: SyncForm,
) -> Result<Vec<UnreadableView>, IpcError> {
    let unreadable = shell.app()?.sync().unreadable(&AccountId::from(form.account)).await?;
    Ok(unreadable.into_iter().map(UnreadableView::from).collect())
}

/// Tells whether somebody may be looking: then what is new is read more often.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_window_visible(shell: State<'_, Shell>, form: WindowForm) -> Result<(), IpcError> {
    shell.app()?.set_window_visible(form.visible);
    Ok(())
}

impl From<Pace> for PaceView {
    fn from(pace: Pace) -> Self {
        match pace {
            Pace::Free => Self::Free,
            Pace::Slowed => Self::Slowed,
            Pace::PeopleOnly => Self::PeopleOnly,
            Pace::Stopped => Self::Stopped,
        }
    }
}

impl From<RateGauge> for RateGaugeView {
    fn from(gauge: RateGauge) -> Self {
        Self {
            account: gauge.account.to_string(),
            used_percent: gauge.used_percent.map(u32::from),
            pace: gauge.pace.into(),
            resumes_at: said(gauge.resumes),
            lines: gauge.lines.into_iter().map(GaugeLineView::from).collect(),
        }
    }
}

impl From<GaugeLine> for GaugeLineView {
    fn from(line: GaugeLine) -> Self {
        Self {
            allowance: match line.allowance {
                Allowance::Business => AllowanceView::Business,
                Allowance::Conversations => AllowanceView::Conversations,
                _ => AllowanceView::Other,
            },
            used_percent: line.used_percent.map(u32::from),
            known_until: said(line.known_until),
            left: line.left,
            resumes_at: said(line.resumes),
            waiting: WaitingView {
                user: count(line.waiting.user),
                fresh: count(line.waiting.fresh),
                background: count(line.waiting.background),
            },
        }
    }
}

impl From<sync::TaskState> for SyncTaskView {
    fn from(state: sync::TaskState) -> Self {
        let row = state.row;
        Self {
            task: match row.task {
                SyncTask::Counts => SyncTaskName::Counts,
                SyncTask::Young => SyncTaskName::Young,
                SyncTask::Daily => SyncTaskName::Daily,
                SyncTask::Old => SyncTaskName::Old,
                SyncTask::Stories => SyncTaskName::Stories,
                SyncTask::Backfill => SyncTaskName::Backfill,
                SyncTask::Conversations => SyncTaskName::Conversations,
                SyncTask::Tags => SyncTaskName::Tags,
            },
            standing: match state.standing {
                TaskStanding::Running => SyncTaskStanding::Running,
                TaskStanding::GivesWay(_) => SyncTaskStanding::GivesWay,
                TaskStanding::Paused => SyncTaskStanding::Paused,
                TaskStanding::NoLogin => SyncTaskStanding::NoLogin,
                TaskStanding::NotReady => SyncTaskStanding::NotReady,
                TaskStanding::Waiting if state.problem.is_some() => SyncTaskStanding::Failed,
                TaskStanding::Waiting => SyncTaskStanding::Waiting,
            },
            last_run_at: said(row.last_run_at),
            next_at: said(state.next_at),
            problem: state.problem.map(IpcError::from),
            calls: count(row.calls),
            calls_total: count(row.calls_total),
        }
    }
}

impl From<sync::BackfillState> for BackfillView {
    fn from(state: sync::BackfillState) -> Self {
        Self {
            phase: match state.phase {
                sync::BackfillPhase::Reading => BackfillPhase::Reading,
                sync::BackfillPhase::GivesWay(_) => BackfillPhase::GivesWay,
                sync::BackfillPhase::Paused => BackfillPhase::Paused,
                sync::BackfillPhase::Done => BackfillPhase::Done,
            },
            since: said(state.since),
            listed: state.listed,
            calls_done: count(state.calls_done),
            calls_left: count(state.calls_left),
            comments: count(state.comments),
            time_left_s: state.time_left.as_ref().map(Duration::as_secs).map(count),
        }
    }
}

impl From<sync::Unreadable> for UnreadableView {
    fn from(unreadable: sync::Unreadable) -> Self {
        Self {
            cause: unreadable.cause.into(),
            comments: count(unreadable.comments),
            posts: count(unreadable.posts),
        }
    }
}

impl From<(i64, UnreadableCause)> for UnreadableView {
    fn from((comments, cause): (i64, UnreadableCause)) -> Self {
        Self {
            cause: cause.into(),
            comments: count(comments),
            posts: 1,
        }
    }
}

impl From<UnreadableCause> for UnreadableCauseView {
    fn from(cause: UnreadableCause) -> Self {
        match cause {
            UnreadableCause::AccessLevel => Self::AccessLevel,
            UnreadableCause::People => Self::People,
        }
    }
}

fn said(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}
