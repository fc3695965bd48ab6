//! What is known and written down about the people who write to us, and internal notes on items.

use instagram::{CommentId, ConversationId};
use postroom_core::inbox::{About, AuthorCard};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{AuthorThread, Member, Note};
use tauri::State;

use super::items::DecidedView;
use super::labels::LabelView;
use super::{IpcError, count, uuid};
use crate::shell::Shell;

/// Somebody of the team.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct MemberView {
    name: String,
    /// 1 to 12.
    colour: u32,
}

/// An internal note.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct NoteView {
    /// Its id.
    note: String,
    text: String,
    author: MemberView,
    /// RFC 3339.
    written_at: String,
}

/// The card of an author.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AuthorCardView {
    /// Empty when Instagram told none.
    username: String,
    account: String,
    /// Whether Instagram told who they are: only then can something be written down about them.
    known: bool,
    comments_here: u32,
    hidden_count: u32,
    /// RFC 3339.
    first_seen: Option<String>,
    labels: Vec<LabelView>,
    /// Oldest first.
    notes: Vec<NoteView>,
    /// A note on them that was begun and not saved; mostly empty.
    begun: String,
    /// The threads they wrote in besides this one, the last one first; the first few.
    threads: Vec<AuthorThreadView>,
    /// How many there are.
    other_threads: u32,
    /// The item of their conversation, unless the card was opened from it.
    conversation: Option<u32>,
}

/// Another thread of an author, shown by what they wrote in it last.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AuthorThreadView {
    item: u32,
    comment: String,
    media: String,
    text: Option<String>,
    /// RFC 3339.
    at: String,
    hidden: bool,
    gone: bool,
    answered: bool,
}

/// What a person looks at: the author of a comment is meant, whom a conversation is with, or who published a tagged post.
#[derive(Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum AboutForm {
    /// A comment.
    Comment {
        /// Its id.
        comment: String,
    },
    /// A conversation.
    Conversation {
        /// Its id.
        conversation: String,
    },
    /// A post that tags the account.
    TaggedPost {
        /// The item it is in.
        item: u32,
    },
}

/// A label to be put on somebody, or taken off.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetPersonLabelForm {
    about: AboutForm,
    label: String,
    on: bool,
}

/// A note on somebody.
#[derive(Deserialize, Type)]
pub(crate) struct WritePersonNoteForm {
    about: AboutForm,
    text: String,
}

/// A note on items.
#[derive(Deserialize, Type)]
pub(crate) struct WriteNoteForm {
    items: Vec<u32>,
    text: String,
}

/// Names a note.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct NoteForm {
    note: String,
}

/// The card of a comment's author, or of whom a conversation is with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn author_card(shell: State<'_, Shell>, form: AboutForm) -> Result<AuthorCardView, IpcError> {
    Ok(shell.app()?.inbox().author_card(&form.into()).await?.into())
}

/// Puts a label on the author of a comment or on whom a conversation is with, or takes it off.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_person_label(
    shell: State<'_, Shell>,
    form: SetPersonLabelForm,
) -> Result<DecidedView, IpcError> {
    let label = uuid(&form.label, "label")?;
    let inbox = shell.app()?.inbox();
    Ok(inbox.set_person_label(&form.about.into(), label, form.on).await?.into())
}

/// Writes a note on the author of a comment or on whom a conversation is with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_person_note(
    shell: State<'_, Shell>,
    form: WritePersonNoteForm,
) -> Result<DecidedView, IpcError> {
    let inbox = shell.app()?.inbox();
    Ok(inbox.write_person_note(&form.about.into(), &form.text).await?.into())
}

/// Writes the same note on items.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_note(shell: State<'_, Shell>, form: WriteNoteForm) -> Result<DecidedView, IpcError> {
    Ok(shell.app()?.inbox().write_note(&form.items, &form.text).await?.into())
}

/// Takes a note away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_note(shell: State<'_, Shell>, form: NoteForm) -> Result<DecidedView, IpcError> {
    let note = uuid(&form.note, "note")?;
    Ok(shell.app()?.inbox().remove_note(note).await?.into())
}

impl From<AboutForm> for About {
    fn from(form: AboutForm) -> Self {
        match form {
            AboutForm::Comment { comment } => Self::Comment(CommentId::from(comment)),
            AboutForm::Conversation { conversation } => Self::Conversation(ConversationId::from(conversation)),
            AboutForm::TaggedPost { item } => Self::TaggedPost(item),
        }
    }
}

impl From<Member> for MemberView {
    fn from(member: Member) -> Self {
        Self {
            name: member.name,
            colour: count(member.colour),
        }
    }
}

impl From<Note> for NoteView {
    fn from(note: Note) -> Self {
        Self {
            note: note.uid.to_string(),
            text: note.text,
            author: note.author.into(),
            written_at: note.written_at.to_string(),
        }
    }
}

impl From<AuthorThread> for AuthorThreadView {
    fn from(thread: AuthorThread) -> Self {
        Self {
            item: thread.item,
            comment: thread.comment.to_string(),
            media: thread.media.to_string(),
            text: thread.text,
            at: thread.at.to_string(),
            hidden: thread.hidden,
            gone: thread.gone,
            answered: thread.answered,
        }
    }
}

impl From<AuthorCard> for AuthorCardView {
    fn from(card: AuthorCard) -> Self {
        Self {
            username: card.username.unwrap_or_default(),
            account: card.account.to_string(),
            known: card.known,
            comments_here: count(card.facts.comments),
            hidden_count: count(card.facts.hidden),
            first_seen: card.facts.first_seen.map(|at| at.to_string()),
            labels: card.labels.into_iter().map(LabelView::from).collect(),
            notes: card.notes.into_iter().map(NoteView::from).collect(),
            begun: card.begun.unwrap_or_default(),
            threads: card.threads.into_iter().map(AuthorThreadView::from).collect(),
            other_threads: count(card.other_threads),
            conversation: card.conversation,
        }
    }
}
