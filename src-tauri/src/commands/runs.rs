//! Runs: many comments at once, seen before it is done, stopped and taken back together.

use instagram::CommentId;
use postroom_core::inbox::{Chosen, MOST_OF_RUN, RunPreview, Sample, Skip};
use postroom_core::outbox::RunState;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;
use uuid::Uuid;

use super::inbox::SnapshotForm;
use super::outbox::ActionKind;
use super::{IpcError, count, uuid};
use crate::shell::Shell;

/// What a run does.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RunKind {
    /// Hides comments.
    Hide,
    /// Shows hidden comments.
    Unhide,
    /// Deletes comments.
    Delete,
}

/// What a run is to do, and to what.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct RunForm {
    kind: RunKind,
    /// These comments.
    comments: Vec<String>,
    /// Instead of them, the comment that each row of this list shows.
    snapshot: Option<u32>,
}

/// Names a run.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct RunIdForm {
    run: String,
}

/// What a run would do.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct RunPreviewView {
    /// Comments, and as many calls.
    count: u32,
    accounts: Vec<RunAccountView>,
    /// The first of them.
    samples: Vec<RunSampleView>,
    /// Those that are left out.
    skipped: Vec<RunSkipView>,
    /// About how long it takes, in seconds.
    seconds: u32,
}

/// How many comments of an account.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct RunAccountView {
    account: String,
    count: u32,
}

/// A comment a run is about.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct RunSampleView {
    account: String,
    username: Option<String>,
    text: Option<String>,
}

/// How many comments are left out for one reason.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct RunSkipView {
    why: RunSkip,
    count: u32,
}

/// Why a comment is left out.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RunSkip {
    /// It is no longer on Instagram.
    Gone,
    /// We wrote it.
    Ours,
    /// It is that way already.
    AlreadySo,
    /// It is a direct message.
    Message,
    /// It is a post of somebody else.
    TaggedPost,
}

/// A run that was queued.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct StartedRunView {
    run: String,
    /// How many actions it has.
    count: u32,
    /// How long nothing of it leaves, in milliseconds.
    grace_ms: u32,
}

/// A run in the outbox.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct RunView {
    run: String,
    kind: ActionKind,
    total: u32,
    /// RFC 3339.
    decided_at: String,
    stopped: Option<RunStop>,
    /// A person took the rest of it back.
    closed: bool,
    waiting: u32,
    under_way: u32,
    sent: u32,
    failed: u32,
    given_up: u32,
    /// What is left before the first of it leaves, in milliseconds; null once something may have left.
    grace_left_ms: Option<u32>,
    /// What went wrong last.
    problem: Option<IpcError>,
}

/// Why nothing of a run is sent.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RunStop {
    /// A person stopped it.
    ByPerson,
    /// The same error came again and again.
    SameError,
}

/// What became of a run that was taken back.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct UndoneRunView {
    /// Actions that had not left.
    withdrawn: u32,
    /// Actions that are turned round by another run.
    reversed: u32,
}

/// Items of a list.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SnapshotItemsView {
    /// In its order.
    items: Vec<u32>,
    /// No more than this many are told.
    most: u32,
}

/// What a run would do.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_run(shell: State<'_, Shell>, form: RunForm) -> Result<RunPreviewView, IpcError> {
    let kind = form.kind.into();
    Ok(shell.app()?.inbox().preview_run(&form.chosen(), kind).await?.into())
}

/// Queues a run.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_run(shell: State<'_, Shell>, form: RunForm) -> Result<StartedRunView, IpcError> {
    let kind = form.kind.into();
    let run = shell.app()?.inbox().start_run(&form.chosen(), kind).await?;
    Ok(StartedRunView {
        run: run.uid.to_string(),
        count: count(run.count),
        grace_ms: count(run.grace.as_millis()),
    })
}

/// Stops a run: what has not left stays where it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_run(shell: State<'_, Shell>, form: RunIdForm) -> Result<(), IpcError> {
    Ok(shell.app()?.outbox().stop_run(form.id()?).await?)
}

/// Lets a stopped run go on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_run(shell: State<'_, Shell>, form: RunIdForm) -> Result<(), IpcError> {
    Ok(shell.app()?.outbox().resume_run(form.id()?).await?)
}

/// Takes a run back: what has not left is withdrawn, what can be turned round is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_run(shell: State<'_, Shell>, form: RunIdForm) -> Result<UndoneRunView, IpcError> {
    let undone = shell.app()?.outbox().undo_run(form.id()?).await?;
    Ok(UndoneRunView {
        withdrawn: count(undone.withdrawn),
        reversed: count(undone.reversed.map_or(0, |(_, reversed)| reversed)),
    })
}

/// The items of an open list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn snapshot_items(shell: State<'_, Shell>, form: SnapshotForm) -> Result<SnapshotItemsView, IpcError> {
    Ok(SnapshotItemsView {
        items: shell.app()?.inbox().items(form.snapshot).await?,
        most: count(MOST_OF_RUN),
    })
}

impl RunForm {
    fn chosen(self) -> Chosen {
        match self.snapshot {
            Some(snapshot) => Chosen::List(snapshot),
            None => Chosen::Comments(self.comments.into_iter().map(CommentId::from).collect()),
        }
    }
}

impl RunIdForm {
    fn id(&self) -> Result<Uuid, IpcError> {
        uuid(&self.run, "run")
    }
}

impl From<RunKind> for store::ActionKind {
    fn from(kind: RunKind) -> Self {
        match kind {
            RunKind::Hide => Self::Hide,
            RunKind::Unhide => Self::Unhide,
            RunKind::Delete => Self::Delete,
        }
    }
}

impl From<RunPreview> for RunPreviewView {
    fn from(preview: RunPreview) -> Self {
        let accounts = preview.accounts.into_iter().map(|(account, comments)| RunAccountView {
            account: account.to_string(),
            count: count(comments),
        });
        let skipped = preview.skipped.into_iter().map(|(why, comments)| RunSkipView {
            why: why.into(),
            count: count(comments),
        });
        Self {
            count: count(preview.count),
            accounts: accounts.collect(),
            samples: preview.samples.into_iter().map(RunSampleView::from).collect(),
            skipped: skipped.collect(),
            seconds: count(preview.time.as_secs().max(1)),
        }
    }
}

impl From<Sample> for RunSampleView {
    fn from(sample: Sample) -> Self {
        Self {
            account: sample.account.to_string(),
            username: sample.username,
            text: sample.text,
        }
    }
}

impl From<Skip> for RunSkip {
    fn from(why: Skip) -> Self {
        match why {
            Skip::Gone => Self::Gone,
            Skip::Ours => Self::Ours,
            Skip::AlreadySo => Self::AlreadySo,
            Skip::Message => Self::Message,
            Skip::TaggedPost => Self::TaggedPost,
        }
    }
}

impl From<store::Stopped> for RunStop {
    fn from(why: store::Stopped) -> Self {
        match why {
            store::Stopped::ByPerson => Self::ByPerson,
            store::Stopped::SameError => Self::SameError,
        }
    }
}

impl From<RunState> for RunView {
    fn from(run: RunState) -> Self {
        Self {
            run: run.uid.to_string(),
            kind: run.kind.into(),
            total: count(run.total),
            decided_at: run.decided_at.to_string(),
            stopped: run.stopped.map(RunStop::from),
            closed: run.closed,
            waiting: count(run.progress.waiting),
            under_way: count(run.progress.under_way),
            sent: count(run.progress.sent),
            failed: count(run.progress.failed),
            given_up: count(run.progress.given_up),
            grace_left_ms: run.grace_left.map(|left| count(left.as_millis())),
            problem: run.problem.map(IpcError::from),
        }
    }
}
