//! The named tasks of an account: what each is for, how often it runs and when it gives way.

use std::time::Duration;

use instagram::budget::Class;
use jiff::Timestamp;
use store::sync::{SyncTask, SyncTaskRow};

use super::SyncSettings;
use crate::clock::between;
use crate::gateway::Pace;
use crate::problem::Problem;

/// A post is young for this long: its count can stay equal while comments come and go.
pub(super) const YOUNG: Duration = Duration::from_secs(48 * 60 * 60);

/// How often the first page of a young post is read although its count stands still.
pub(super) const YOUNG_EVERY: Duration = Duration::from_secs(15 * 60);

/// How often every comment of a young post is read.
pub(super) const DAILY_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// How often the other lists are read.
const LISTS_EVERY: Duration = Duration::from_secs(60 * 60);

/// How long a task that failed waits, unless it runs more often than that.
const AFTER_FAILURE: Duration = Duration::from_secs(5 * 60);

/// What a task that is read only when somebody asks waits for.
const NEVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A task of an account, as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskState {
    /// What is stored of it.
    pub row: SyncTaskRow,
    /// What it does now.
    pub standing: TaskStanding,
    /// When it reads next by itself; `None` while it reads, and where only a person can say so.
    pub next_at: Option<Timestamp>,
    /// What stopped its last run.
    pub problem: Option<Problem>,
}

/// What a task does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStanding {
    /// It waits for its next run.
    Waiting,
    /// It reads.
    Running,
    /// It is due and gives way, because of what is used of the platform's limit.
    GivesWay(Pace),
    /// A person stopped it: the history of the account, or all reading.
    Paused,
    /// The login of the account no longer works.
    NoLogin,
    /// This machine is not ready: its keychain is locked or missing.
    NotReady,
}

/// How long after a run that went well the next one is due.
pub(super) fn interval(task: SyncTask, settings: &SyncSettings, window_visible: bool) -> Duration {
    if !settings.by_itself && task != SyncTask::Backfill {
        return NEVER;
    }
    match task {
        SyncTask::Counts | SyncTask::Conversations if window_visible => settings.tick,
        SyncTask::Counts | SyncTask::Conversations => settings.hidden_tick,
        SyncTask::Young => YOUNG_EVERY,
        SyncTask::Daily | SyncTask::Old | SyncTask::Stories | SyncTask::Tags | SyncTask::Backfill => LISTS_EVERY,
    }
}

/// How long after a run that failed the next one is due.
pub(super) fn after_failure(interval: Duration) -> Duration {
    interval.min(AFTER_FAILURE)
}

/// When a task is due for the first time: what is new and the history at once, the rest when its turn comes.
pub(super) fn first_run(task: SyncTask, settings: &SyncSettings) -> Duration {
    match task {
        SyncTask::Counts | SyncTask::Backfill => Duration::ZERO,
        SyncTask::Conversations | SyncTask::Tags if settings.by_itself => Duration::ZERO,
        SyncTask::Young
        | SyncTask::Daily
        | SyncTask::Old
        | SyncTask::Stories
        | SyncTask::Conversations
        | SyncTask::Tags => interval(task, settings, true),
    }
}

/// Which of several tasks that are due goes first: what is new before what is old.
pub(super) const fn right_of_way(task: SyncTask) -> u8 {
    match task {
        SyncTask::Counts => 0,
        SyncTask::Conversations => 1,
        SyncTask::Young => 2,
        SyncTask::Daily => 3,
        SyncTask::Old => 4,
        SyncTask::Stories => 5,
        SyncTask::Tags => 6,
        SyncTask::Backfill => 7,
    }
}

/// Whether a task is due. One that is planned further ahead than it ever is means that the clock was set back.
pub(super) fn is_due(row: &SyncTaskRow, interval: Duration, now: Timestamp) -> bool {
    row.next_run_at <= now || between(now, row.next_run_at) > interval.max(AFTER_FAILURE) * 2
}

/// Who waits for the calls of a task.
pub(super) const fn class(task: SyncTask) -> Class {
    match task {
        SyncTask::Counts | SyncTask::Conversations | SyncTask::Young => Class::Fresh,
        SyncTask::Daily | SyncTask::Old | SyncTask::Stories | SyncTask::Tags | SyncTask::Backfill => Class::Background,
    }
}

/// Whether a task runs at this pace.
pub(super) const fn runs_at(task: SyncTask, pace: Pace) -> bool {
    match pace {
        Pace::Free => true,
        Pace::Slowed => matches!(task, SyncTask::Counts | SyncTask::Conversations),
        Pace::PeopleOnly | Pace::Stopped => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn row(next_run_at: &str) -> SyncTaskRow {
        SyncTaskRow {
            account: "17841400000000123".into(),
            task: SyncTask::Counts,
            last_run_at: None,
            next_run_at: next_run_at.parse().unwrap(),
            calls: 0,
            calls_total: 0,
            error_code: None,
            cursor: None,
        }
    }

    #[test]
    fn a_clock_that_was_set_back_holds_no_task_up() {
        let now = "2026-11-19T14:00:00Z".parse().unwrap();
        let minute = Duration::from_secs(60);
        assert!(is_due(&row("2026-11-19T14:00:00Z"), minute, now));
        assert!(!is_due(&row("2026-11-19T14:00:30Z"), minute, now));
        assert!(!is_due(&row("2026-11-19T14:05:00Z"), minute, now), "it failed just now");
        assert!(is_due(&row("2026-11-20T14:00:00Z"), minute, now));
    }

    #[test]
    fn the_more_is_used_the_less_is_read() {
        let running = |pace| SyncTask::ALL.iter().filter(|task| runs_at(**task, pace)).count();
        assert_eq!(running(Pace::Free), SyncTask::ALL.len());
        assert_eq!(running(Pace::Slowed), 2, "only what moved, and messages");
        assert_eq!(running(Pace::PeopleOnly), 0);
        assert_eq!(running(Pace::Stopped), 0);
    }
}
