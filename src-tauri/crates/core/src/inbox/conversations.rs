//! A conversation with its messages, and writing in it.

use instagram::ConversationId;
use instagram::messages::{MessagingWindow, Standing};
use store::conversations::{self, ConversationRow, MessageRow};
use store::media;
use store::outbox::ActionKind;
use store::{Note, notes};
use uuid::Uuid;

use super::Inbox;
use super::decide::{grace, precondition};
use super::private_reply::message_text;
use super::thread::{Author, author};
use crate::outbox::{ActionState, Decision};
use crate::problem::Problem;

/// Messages shown of a conversation: its newest.
const SHOWN: u32 = 500;

/// A conversation as it stands beside the list.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// The conversation.
    pub row: ConversationRow,
    /// Oldest first.
    pub messages: Vec<ShownMessage>,
    /// Our messages that are still in the outbox, oldest first.
    pub echoes: Vec<ActionState>,
    /// Until when the person can be written to; `None`: they have not written.
    pub window: Option<MessagingWindow>,
    /// What is known of the other side.
    pub person: Author,
    /// The notes on the item, oldest first.
    pub notes: Vec<Note>,
}

/// A message with what is known of the story it is about.
#[derive(Debug, Clone)]
pub struct ShownMessage {
    /// The message.
    pub message: MessageRow,
    /// Whether the story is one of ours that there is a picture of.
    pub has_picture: bool,
}

impl Inbox {
    /// A conversation with its messages.
    ///
    /// # Errors
    /// `NotFound` for an unknown one.
    pub async fn conversation(&self, id: &ConversationId) -> Result<Conversation, Problem> {
        let store = &self.context.store;
        let row = self.known_conversation(id).await?;
        let mut messages = Vec::new();
        for message in conversations::messages(store, row.item, SHOWN).await? {
            let story = match &message.story {
                Some(story) => media::get(store, story).await?,
                None => None,
            };
            messages.push(ShownMessage {
                has_picture: story.is_some_and(|story| story.picture_url.is_some()),
                message,
            });
        }
        let echoes = self.outbox.live_about(id.as_str()).await?;
        Ok(Conversation {
            window: row.theirs_at.map(MessagingWindow::opened_at),
            person: author(&self.context, row.partner()).await?,
            notes: notes::of_item(store, row.item).await?,
            row,
            messages,
            echoes,
        })
    }

    /// Queues a message in a conversation. `saved_reply` is the saved reply the text began as: it counts as used unless the
    /// message is taken back.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when the text is empty, too long or holds a variable nobody has put words in for, it is
    /// not known who the person is, or the time for answers has passed.
    pub async fn message(
        &self,
        id: &ConversationId,
        text: &str,
        saved_reply: Option<Uuid>,
    ) -> Result<ActionState, Problem> {
        let text = message_text(text)?;
        let row = self.known_conversation(id).await?;
        if row.person.is_none() {
            return Err(precondition(
                "Instagram does not tell who this conversation is with.",
                "Answer it in the Instagram app.",
            ));
        }
        let window = row.theirs_at.map(MessagingWindow::opened_at);
        let standing = window.map_or(Standing::Closed, |window| window.at(self.context.clock.now()));
        if standing == Standing::Closed {
            return Err(precondition(
                "The time to answer this person has passed.",
                "It opens again when they write. Your text is kept.",
            ));
        }
        self.queue_one(Decision {
            kind: ActionKind::Message,
            account: row.account,
            subject: id.to_string(),
            media: None,
            parent: None,
            value: None,
            text: Some(text.to_owned()),
            grace: grace(ActionKind::Message, 1),
            run: None,
            saved_reply,
        })
        .await
    }

    /// Where the other side of a conversation is found on Instagram, below its site: their profile, or the messages where
    /// no handle is known.
    ///
    /// # Errors
    /// `NotFound` for an unknown one.
    pub async fn conversation_place(&self, id: &ConversationId) -> Result<Vec<String>, Problem> {
        let row = self.known_conversation(id).await?;
        Ok(match row.username {
            Some(username) => vec![username, String::new()],
            None => vec!["direct".to_owned(), "inbox".to_owned(), String::new()],
        })
    }

    pub(super) async fn known_conversation(&self, id: &ConversationId) -> Result<ConversationRow, Problem> {
        conversations::get(&self.context.store, id)
            .await?
            .ok_or_else(|| Problem::not_found("conversation"))
    }
}
