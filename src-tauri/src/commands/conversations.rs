//! Conversations: reading one, writing in it, and the private reply to a comment.

use instagram::messages::MessagingWindow;
use instagram::{CommentId, ConversationId};
use postroom_core::inbox::{self, Conversation, ShownMessage};
use postroom_core::outbox::ActionState;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::IpcError;
use super::inbox::{ReplyForm, saved_reply};
use super::outbox::ActionView;
use super::people::NoteView;
use super::thread_views::AuthorView;
use crate::browser;
use crate::shell::Shell;

/// Names a conversation.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ConversationForm {
    conversation: String,
}

/// A message to be sent.
#[derive(Deserialize, Type)]
pub(crate) struct MessageForm {
    conversation: String,
    text: String,
    /// Id of the saved reply the text began as.
    saved_reply: Option<String>,
}

/// A conversation with its messages.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ConversationView {
    conversation: String,
    account: String,
    /// Handle or name of the other side; empty where the platform shows neither.
    username: String,
    /// Whether the platform tells who the other side is: otherwise nobody can be written to.
    known_person: bool,
    /// Oldest first, then our messages that have not left yet.
    messages: Vec<MessageView>,
    window: Option<WindowView>,
    /// What is known of the other side.
    author: AuthorView,
    /// The notes on the item, oldest first.
    notes: Vec<NoteView>,
}

/// Until when a person can be written to.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct WindowView {
    /// RFC 3339: anything may be sent up to then.
    open_until: String,
    /// RFC 3339: a person may answer up to then.
    human_agent_until: String,
    /// RFC 3339: from then on the first of them closes soon.
    soon_from: String,
    /// RFC 3339: from then on the second closes soon.
    human_agent_soon_from: String,
}

/// A message.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct MessageView {
    /// Its id; of an echo the action's.
    message: String,
    kind: MessageKind,
    ours: bool,
    /// Who of the team wrote it here.
    by_member: Option<String>,
    text: Option<String>,
    attachments: Vec<AttachmentKind>,
    /// The story it is about.
    story: Option<String>,
    /// The story is one of ours that there is a picture of.
    has_picture: bool,
    /// The message it answers.
    reply_to: Option<String>,
    /// `love`, or an emoji.
    reaction_theirs: Option<String>,
    /// `love`, or an emoji.
    reaction_ours: Option<String>,
    /// RFC 3339.
    written_at: Option<String>,
    /// What stands before it may not be readable any more.
    gap: bool,
    /// Taken back.
    gone: bool,
    /// Ours, still in the outbox.
    echo: bool,
    action: Option<ActionView>,
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MessageKind {
    /// Words.
    Text,
    /// Pictures, videos, voice messages, files.
    Attachment,
    /// A shared post or link.
    Share,
    /// An answer to a story of ours.
    StoryReply,
    /// A mention of us in somebody's story.
    StoryMention,
    /// Not shown to programs.
    Unsupported,
}

/// What is attached to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AttachmentKind {
    /// A picture.
    Image,
    /// A sticker.
    Sticker,
    /// A video.
    Video,
    /// A voice message.
    Audio,
    /// A file.
    File,
    /// A card with buttons.
    Card,
    /// Anything else.
    Other,
}

/// Whether a comment can be answered in private.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub(crate) enum PrivateReplyView {
    /// Once.
    Open {
        /// RFC 3339: up to then.
        until: Option<String>,
    },
    /// One is in the outbox.
    UnderWay,
    /// It was, or cannot be.
    Used,
    /// Its week is over.
    Expired,
    /// It is gone.
    Gone,
    /// It is ours.
    Ours,
}

/// A conversation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn conversation(
    shell: State<'_, Shell>,
    form: ConversationForm,
) -> Result<ConversationView, IpcError> {
    let app = shell.app()?;
    let found = app.inbox().conversation(&form.id()).await?;
    let member = app.profile().here().await?;
    Ok(ConversationView::new(found, &member.name))
}

/// Queues a message.
#[tauri::command]
#[specta::specta]
pub(crate) async fn send_message(shell: State<'_, Shell>, form: MessageForm) -> Result<ActionView, IpcError> {
    let conversation = ConversationId::from(form.conversation.as_str());
    let saved = saved_reply(form.saved_reply.as_deref())?;
    let inbox = shell.app()?.inbox();
    Ok(inbox.message(&conversation, &form.text, saved).await?.into())
}

/// Queues the one private reply to a comment.
#[tauri::command]
#[specta::specta]
pub(crate) async fn private_reply(shell: State<'_, Shell>, form: ReplyForm) -> Result<ActionView, IpcError> {
    let comment = CommentId::from(form.comment.as_str());
    let saved = saved_reply(form.saved_reply.as_deref())?;
    let inbox = shell.app()?.inbox();
    Ok(inbox.private_reply(&comment, &form.text, saved).await?.into())
}

/// Opens the other side of a conversation in the browser: their profile, or the messages where no handle is known.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_conversation_on_instagram(
    shell: State<'_, Shell>,
    form: ConversationForm,
) -> Result<(), IpcError> {
    let place = shell.app()?.inbox().conversation_place(&form.id()).await?;
    let mut address = shell.endpoints.authorize.clone();
    address.set_query(None);
    if let Ok(mut path) = address.path_segments_mut() {
        path.clear().extend(place);
    }
    browser::open_on_platform(address.as_str(), &shell.endpoints.authorize)
}

impl ConversationForm {
    fn id(&self) -> ConversationId {
        ConversationId::from(self.conversation.as_str())
    }
}

impl ConversationView {
    /// A conversation; `member` wrote what has not left yet.
    fn new(found: Conversation, member: &str) -> Self {
        let echoes = found.echoes.into_iter().map(|action| echo(action, member));
        let messages = found
            .messages
            .into_iter()
            .map(MessageView::from)
            .chain(echoes)
            .collect();
        Self {
            conversation: found.row.id.to_string(),
            account: found.row.account.to_string(),
            known_person: found.row.person.is_some(),
            username: found.row.username.or(found.row.name).unwrap_or_default(),
            messages,
            window: found.window.map(WindowView::from),
            author: found.person.into(),
            notes: found.notes.into_iter().map(NoteView::from).collect(),
        }
    }
}

impl From<MessagingWindow> for WindowView {
    fn from(window: MessagingWindow) -> Self {
        Self {
            open_until: window.open_until.to_string(),
            human_agent_until: window.human_agent_until.to_string(),
            soon_from: window.soon_from().to_string(),
            human_agent_soon_from: window.human_agent_soon_from().to_string(),
        }
    }
}

impl From<ShownMessage> for MessageView {
    fn from(shown: ShownMessage) -> Self {
        let row = shown.message;
        Self {
            message: row.id.to_string(),
            kind: row.kind.into(),
            ours: row.ours,
            by_member: row.sent_by,
            text: row.text,
            attachments: row.attachments.iter().map(|each| each.kind.into()).collect(),
            story: row.story.map(|id| id.to_string()),
            has_picture: shown.has_picture,
            reply_to: row.reply_to.map(|id| id.to_string()),
            reaction_theirs: row.reaction_theirs,
            reaction_ours: row.reaction_ours,
            written_at: row.written_at.map(|at| at.to_string()),
            gap: row.gap,
            gone: row.gone_at.is_some(),
            echo: false,
            action: None,
        }
    }
}

/// A message of ours that has not left yet, as if it stood there already.
fn echo(action: ActionState, member: &str) -> MessageView {
    let action = ActionView::from(action);
    MessageView {
        message: action.action.clone(),
        kind: MessageKind::Text,
        ours: true,
        by_member: Some(member.to_owned()),
        text: action.text.clone(),
        attachments: Vec::new(),
        story: None,
        has_picture: false,
        reply_to: None,
        reaction_theirs: None,
        reaction_ours: None,
        written_at: Some(action.queued_at.clone()),
        gap: false,
        gone: false,
        echo: true,
        action: Some(action),
    }
}

impl From<inbox::PrivateReply> for PrivateReplyView {
    fn from(standing: inbox::PrivateReply) -> Self {
        match standing {
            inbox::PrivateReply::Open { until } => Self::Open {
                until: until.map(|at| at.to_string()),
            },
            inbox::PrivateReply::UnderWay => Self::UnderWay,
            inbox::PrivateReply::Used => Self::Used,
            inbox::PrivateReply::Expired => Self::Expired,
            inbox::PrivateReply::Gone => Self::Gone,
            inbox::PrivateReply::Ours => Self::Ours,
        }
    }
}

impl From<store::MessageKind> for MessageKind {
    fn from(kind: store::MessageKind) -> Self {
        match kind {
            store::MessageKind::Text => Self::Text,
            store::MessageKind::Attachment => Self::Attachment,
            store::MessageKind::Share => Self::Share,
            store::MessageKind::StoryReply => Self::StoryReply,
            store::MessageKind::StoryMention => Self::StoryMention,
            store::MessageKind::Unsupported => Self::Unsupported,
        }
    }
}

impl From<store::AttachmentKind> for AttachmentKind {
    fn from(kind: store::AttachmentKind) -> Self {
        match kind {
            store::AttachmentKind::Image => Self::Image,
            store::AttachmentKind::Sticker => Self::Sticker,
            store::AttachmentKind::Video => Self::Video,
            store::AttachmentKind::Audio => Self::Audio,
            store::AttachmentKind::File => Self::File,
            store::AttachmentKind::Card => Self::Card,
            store::AttachmentKind::Other => Self::Other,
        }
    }
}
