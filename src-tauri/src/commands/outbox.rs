//! The outbox: what waits, what is being checked, what needs a person.

use postroom_core::outbox::{ActionState, OutboxSections};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;
use uuid::Uuid;

use super::runs::RunView;
use super::{IpcError, count, uuid};
use crate::shell::Shell;

/// An action that leaves the machine.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ActionView {
    /// Its id, a UUID.
    pub(super) action: String,
    kind: ActionKind,
    delivery: Delivery,
    /// The whole grace time, in milliseconds.
    grace_ms: u32,
    /// What is left of it; null when it can no longer be undone.
    grace_left_ms: Option<u32>,
    account: String,
    comment: Option<String>,
    /// The conversation a message is for.
    conversation: Option<String>,
    media: Option<String>,
    /// The handle of the comment's author, or of whom the message is for.
    username: Option<String>,
    /// The text of a reply or message.
    pub(super) text: Option<String>,
    /// RFC 3339.
    pub(super) queued_at: String,
    /// RFC 3339.
    finished_at: Option<String>,
    /// What keeps it, when something does.
    problem: Option<IpcError>,
    /// RFC 3339: when the program goes on with it; null where that is at once, or a person decides.
    next_at: Option<String>,
    /// Attempts that may have reached the platform.
    attempts: u32,
}

/// What an action does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActionKind {
    /// Answers a comment in public.
    Reply,
    /// Hides a comment.
    Hide,
    /// Shows a hidden comment.
    Unhide,
    /// Deletes a comment.
    Delete,
    /// Opens or closes the comments of a post.
    CommentSwitch,
    /// Writes a direct message.
    Message,
    /// Answers a comment in private.
    PrivateReply,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Delivery {
    /// Waits for its grace time, its turn or the network.
    Waiting,
    /// Waits until a person has looked.
    Held,
    /// On its way.
    Sending,
    /// The answer was lost; the program finds out.
    Checking,
    /// Done on Instagram.
    Sent,
    /// Refused.
    Failed,
    /// Only a person can decide how it goes on.
    NeedsYou,
    /// Taken back before it left.
    Withdrawn,
    /// Given up by a person.
    Discarded,
}

/// An action under way, as a row shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActionChip {
    /// Can still be undone.
    Waiting,
    /// Held.
    Held,
    /// On its way.
    Sending,
    /// Being checked.
    Checking,
    /// Refused.
    Failed,
    /// Needs a person.
    NeedsYou,
}

/// The page.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct OutboxView {
    /// Runs with something left, and those of the last 24 hours, newest first.
    runs: Vec<RunView>,
    needs_you: Vec<ActionView>,
    checking: Vec<ActionView>,
    waiting: Vec<ActionView>,
    held: Vec<ActionView>,
    sending: Vec<ActionView>,
    /// Sent in the last 24 hours, newest first.
    done_today: Vec<ActionView>,
    done_today_total: u32,
}

/// Names an action.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ActionForm {
    action: String,
}

/// What becomes of everything held: actions and posts.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct AnswerHoldForm {
    /// Send it; else discard it, and make posts that were never sent drafts again.
    release: bool,
}

/// The setting of automatic second tries.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct AutomaticSecondTriesForm {
    on: bool,
}

/// The outbox.
#[tauri::command]
#[specta::specta]
pub(crate) async fn outbox(shell: State<'_, Shell>) -> Result<OutboxView, IpcError> {
    Ok(shell.app()?.outbox().sections().await?.into())
}

/// Undo: withdraws an action that has not been sent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn withdraw_action(shell: State<'_, Shell>, form: ActionForm) -> Result<(), IpcError> {
    Ok(shell.app()?.outbox().withdraw(form.id()?).await?)
}

/// Tries again after a failure.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_action(shell: State<'_, Shell>, form: ActionForm) -> Result<(), IpcError> {
    Ok(shell.app()?.outbox().retry(form.id()?).await?)
}

/// Gives an action up.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_action(shell: State<'_, Shell>, form: ActionForm) -> Result<(), IpcError> {
    Ok(shell.app()?.outbox().discard(form.id()?).await?)
}

/// Reads an action in doubt back at once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_action(shell: State<'_, Shell>, form: ActionForm) -> Result<(), IpcError> {
    Ok(shell.app()?.outbox().check(form.id()?).await?)
}

/// Sends or discards everything that is held.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_hold(shell: State<'_, Shell>, form: AnswerHoldForm) -> Result<(), IpcError> {
    let app = shell.app()?;
    app.outbox().answer_hold(form.release).await?;
    Ok(app.publishing().answer_hold(form.release).await?)
}

/// Switches automatic second tries on or off.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_automatic_second_tries(
    shell: State<'_, Shell>,
    form: AutomaticSecondTriesForm,
) -> Result<(), IpcError> {
    Ok(shell.app()?.outbox().set_automatic_second_tries(form.on).await?)
}

impl ActionForm {
    fn id(&self) -> Result<Uuid, IpcError> {
        uuid(&self.action, "action")
    }
}

impl From<ActionState> for ActionView {
    fn from(action: ActionState) -> Self {
        Self {
            action: action.uid.to_string(),
            kind: action.kind.into(),
            delivery: action.delivery.into(),
            grace_ms: count(action.grace.as_millis()),
            grace_left_ms: action.grace_left.map(|left| count(left.as_millis())),
            account: action.account.to_string(),
            comment: action.comment.map(|id| id.to_string()),
            conversation: action.conversation.map(|id| id.to_string()),
            media: action.media.map(|id| id.to_string()),
            username: action.username,
            text: action.text,
            queued_at: action.queued_at.to_string(),
            finished_at: action.finished_at.map(|at| at.to_string()),
            problem: action.problem.map(IpcError::from),
            next_at: action.next_at.map(|at| at.to_string()),
            attempts: action.attempts,
        }
    }
}

impl From<OutboxSections> for OutboxView {
    fn from(sections: OutboxSections) -> Self {
        let views = |actions: Vec<ActionState>| actions.into_iter().map(ActionView::from).collect();
        Self {
            runs: sections.runs.into_iter().map(RunView::from).collect(),
            needs_you: views(sections.needs_you),
            checking: views(sections.checking),
            waiting: views(sections.waiting),
            held: views(sections.held),
            sending: views(sections.sending),
            done_today_total: count(sections.done.len()),
            done_today: views(sections.done),
        }
    }
}

impl ActionChip {
    /// The chip of an action that has not ended.
    pub(super) fn of(delivery: store::Delivery) -> Option<Self> {
        match delivery {
            store::Delivery::Waiting => Some(Self::Waiting),
            store::Delivery::Held => Some(Self::Held),
            store::Delivery::Sending => Some(Self::Sending),
            store::Delivery::Checking => Some(Self::Checking),
            store::Delivery::Failed => Some(Self::Failed),
            store::Delivery::NeedsYou => Some(Self::NeedsYou),
            store::Delivery::Sent | store::Delivery::Withdrawn | store::Delivery::Discarded => None,
        }
    }
}

impl From<store::ActionKind> for ActionKind {
    fn from(kind: store::ActionKind) -> Self {
        match kind {
            store::ActionKind::Reply => Self::Reply,
            store::ActionKind::Hide => Self::Hide,
            store::ActionKind::Unhide => Self::Unhide,
            store::ActionKind::Delete => Self::Delete,
            store::ActionKind::CommentSwitch => Self::CommentSwitch,
            store::ActionKind::Message => Self::Message,
            store::ActionKind::PrivateReply => Self::PrivateReply,
        }
    }
}

impl From<store::Delivery> for Delivery {
    fn from(delivery: store::Delivery) -> Self {
        match delivery {
            store::Delivery::Waiting => Self::Waiting,
            store::Delivery::Held => Self::Held,
            store::Delivery::Sending => Self::Sending,
            store::Delivery::Checking => Self::Checking,
            store::Delivery::Sent => Self::Sent,
            store::Delivery::Failed => Self::Failed,
            store::Delivery::NeedsYou => Self::NeedsYou,
            store::Delivery::Withdrawn => Self::Withdrawn,
            store::Delivery::Discarded => Self::Discarded,
        }
    }
}
