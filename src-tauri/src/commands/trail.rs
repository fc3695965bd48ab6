//! The audit trail of an item.

use jiff::Timestamp;
use postroom_core::inbox::{Happened, TrailEntry};
use serde::Serialize;
use specta::Type;
use store::{Actor, EventKind};
use tauri::State;

use super::IpcError;
use super::people::AboutForm;
use crate::shell::Shell;

/// An event of an item.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct TrailEntryView {
    /// Its place in the log.
    seq: u32,
    /// RFC 3339.
    at: String,
    actor: ActorView,
    /// What that member of the team is called.
    member: Option<String>,
    /// Name of the computer.
    machine: String,
    what: TrailWhat,
    /// What the action does: `reply`, `hide`, `unhide`, `delete`, `message`, `private_reply`.
    action: Option<String>,
    /// The handle of who wrote the comment it happened to.
    username: Option<String>,
    label: Option<String>,
    assignee: Option<String>,
    /// RFC 3339: until when.
    until: Option<String>,
}

/// Who decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActorView {
    /// A person at this program.
    Member,
    /// A moderation rule.
    Rule,
    /// Somebody on Instagram.
    Outside,
    /// The program itself.
    System,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TrailWhat {
    /// An action was decided.
    ActionQueued,
    /// It was taken back before it left.
    ActionWithdrawn,
    /// Its request left.
    ActionAttempted,
    /// Instagram did it.
    ActionSent,
    /// Instagram refused it.
    ActionFailed,
    /// The answer was lost.
    ActionChecking,
    /// Only a person can decide how it goes on.
    ActionNeedsYou,
    /// A person gave it up.
    ActionDiscarded,
    /// It waits until a person has looked.
    ActionHeld,
    /// A person released it, or it waits again.
    ActionReleased,
    /// Marked done.
    Done,
    /// Not done any more.
    Reopened,
    /// Marked unread.
    Unread,
    /// Put off.
    Snoozed,
    /// Taken back before its time.
    Unsnoozed,
    /// Came back by itself.
    Woken,
    /// Muted.
    Muted,
    /// Muted no longer.
    Unmuted,
    /// Flagged.
    Flagged,
    /// Flagged no longer.
    Unflagged,
    /// Assigned to a member.
    Assigned,
    /// Assigned to nobody.
    Freed,
    /// Got a label.
    Labelled,
    /// Lost a label.
    Unlabelled,
    /// A note was written.
    NoteWritten,
    /// A note was taken away.
    NoteRemoved,
    /// Edited on Instagram.
    Edited,
    /// Gone from Instagram.
    Gone,
    /// Hidden on Instagram.
    HiddenOutside,
    /// Shown again on Instagram.
    ShownOutside,
    /// Something else.
    Other,
}

/// What the log says about the item of a comment or about a conversation, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn item_trail(shell: State<'_, Shell>, form: AboutForm) -> Result<Vec<TrailEntryView>, IpcError> {
    let trail = shell.app()?.inbox().trail(&form.into()).await?;
    Ok(trail.into_iter().map(TrailEntryView::from).collect())
}

impl From<TrailEntry> for TrailEntryView {
    fn from(entry: TrailEntry) -> Self {
        let until = match &entry.what {
            Happened::Item { until, .. } => until.and_then(|at| Timestamp::from_millisecond(at).ok()),
            _ => None,
        };
        let row = entry.row;
        Self {
            seq: u32::try_from(row.seq.0).unwrap_or(u32::MAX),
            at: row.at.to_string(),
            actor: match row.actor {
                Actor::Member => ActorView::Member,
                Actor::Rule => ActorView::Rule,
                Actor::Outside => ActorView::Outside,
                Actor::System => ActorView::System,
            },
            member: row.member,
            machine: row.machine,
            what: TrailWhat::of(&entry.what),
            action: match entry.what {
                Happened::Action { kind, .. } => Some(kind),
                _ => None,
            },
            username: row.username,
            label: row.label,
            assignee: row.assignee,
            until: until.map(|at| at.to_string()),
        }
    }
}

impl TrailWhat {
    fn of(what: &Happened) -> Self {
        match what {
            Happened::Action { step, .. } => match step {
                EventKind::ActionQueued => Self::ActionQueued,
                EventKind::ActionWithdrawn => Self::ActionWithdrawn,
                EventKind::ActionAttempted => Self::ActionAttempted,
                EventKind::ActionSent => Self::ActionSent,
                EventKind::ActionFailed => Self::ActionFailed,
                EventKind::ActionChecking => Self::ActionChecking,
                EventKind::ActionNeedsYou => Self::ActionNeedsYou,
                EventKind::ActionDiscarded => Self::ActionDiscarded,
                EventKind::ActionHeld => Self::ActionHeld,
                EventKind::ActionReleased => Self::ActionReleased,
                _ => Self::Other,
            },
            Happened::Item { kind, on, .. } => match (kind, on) {
                (EventKind::ItemDone, _) => Self::Done,
                (EventKind::ItemReopened, _) => Self::Reopened,
                (EventKind::ItemRead, _) => Self::Unread,
                (EventKind::ItemSnoozed, true) => Self::Snoozed,
                (EventKind::ItemSnoozed, false) => Self::Unsnoozed,
                (EventKind::ItemWoken, _) => Self::Woken,
                (EventKind::ItemMuted, true) => Self::Muted,
                (EventKind::ItemMuted, false) => Self::Unmuted,
                (EventKind::ItemFlagged, true) => Self::Flagged,
                (EventKind::ItemFlagged, false) => Self::Unflagged,
                (EventKind::ItemAssigned, true) => Self::Assigned,
                (EventKind::ItemAssigned, false) => Self::Freed,
                (EventKind::ItemLabelled, true) => Self::Labelled,
                (EventKind::ItemLabelled, false) => Self::Unlabelled,
                _ => Self::Other,
            },
            Happened::Outside(change) => match change.as_str() {
                "edited" => Self::Edited,
                "gone" => Self::Gone,
                "hidden" => Self::HiddenOutside,
                "shown" => Self::ShownOutside,
                _ => Self::Other,
            },
            Happened::Note { written: true } => Self::NoteWritten,
            Happened::Note { written: false } => Self::NoteRemoved,
            Happened::Other => Self::Other,
        }
    }
}
