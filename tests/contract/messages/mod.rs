//! Direct messages: conversations, messages, people, and everything an account can send.

mod get_conversation;
mod get_message;
mod get_person;
mod list_conversations;
mod list_messages;
mod send_media;
mod send_message;
mod send_private_reply;
mod send_sender_action;
mod set_reaction;
mod upload_attachment;

use std::time::Duration;

use instagram::messages::{Conversation, GetConversation, Message, MessageContent, MessageFields, MessagingNode};
use instagram::messages::{SendMessage, Sent};
use instagram::{AccessToken, ApiError, ConversationId, Endpoint, Flavour, GetFacebookMe, MessageId, PageId, PersonId};
use simulator::ConversationInfo;

use crate::office::{ACCOUNT, Office};

/// Code and subcode of a refusal.
type Code = (i64, Option<i64>);

/// The messaging window is closed.
const OUTSIDE_WINDOW: Code = (10, Some(2_534_022));
/// The content of a message is not taken.
const INVALID_CONTENT: Code = (100, Some(2_534_015));
/// The owner keeps apps away from the messages.
const NO_ACCESS: Code = (200, Some(2_534_041));
/// Another app owns the conversation.
const OWNED_ELSEWHERE: Code = (100, Some(2_534_037));
/// The person has blocked the account.
const BLOCKED: Code = (100, Some(2_534_029));
/// A person's token where a Page's is needed.
const NO_PAGE: Code = (210, None);

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const SECOND: Duration = Duration::from_secs(1);

/// Somebody who has written to the account.
pub struct Guest {
    username: &'static str,
    /// Who they are to the account.
    pub person: PersonId,
    /// Where they wrote.
    pub conversation: ConversationId,
    /// What they wrote.
    pub message: MessageId,
}

impl Office {
    /// Somebody whom the account does not know writes to it.
    pub fn guest(&self) -> Guest {
        self.guest_named("mira.asks")
    }

    fn guest_named(&self, username: &'static str) -> Guest {
        let message = self
            .simulator
            .message_from(ACCOUNT, username, "Is the rye back?")
            .unwrap();
        let conversation = self.conversation_that(|conversation| conversation.username == username);
        Guest {
            username,
            person: PersonId::from(conversation.person),
            conversation: ConversationId::from(conversation.id),
            message: MessageId::from(message),
        }
    }

    /// The person of a conversation writes again.
    fn writes_again(&self, guest: &Guest, text: &str) -> MessageId {
        MessageId::from(self.simulator.message_from(ACCOUNT, guest.username, text).unwrap())
    }

    fn conversations(&self) -> Vec<ConversationInfo> {
        self.simulator.world().conversations(ACCOUNT)
    }

    fn conversation_that(&self, fits: impl Fn(&ConversationInfo) -> bool) -> ConversationInfo {
        self.conversations().into_iter().find(fits).unwrap()
    }

    /// Calls with a token that messages can be read and sent with: the account's, or that of its Page.
    async fn mail<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, ApiError> {
        match self.flavour {
            Flavour::InstagramLogin => self.call(endpoint).await,
            Flavour::FacebookLogin => self.call_with(&self.page_token(), endpoint).await,
        }
    }

    fn page_token(&self) -> AccessToken {
        AccessToken::new(self.simulator.page_token(ACCOUNT))
    }

    /// The Page of the account.
    async fn page(&self) -> PageId {
        PageId::from(self.call_with(&self.page_token(), &GetFacebookMe).await.unwrap().id)
    }

    async fn say(&self, guest: &Guest, text: &str) -> Result<Sent, ApiError> {
        self.mail(&say(&guest.person, MessageContent::text(text))).await
    }

    /// The newest messages of a conversation, newest first.
    async fn newest(&self, guest: &Guest) -> Vec<Message> {
        let get = GetConversation {
            conversation: &guest.conversation,
            fields: MessageFields::Full,
        };
        let conversation: Conversation = self.mail(&get).await.unwrap();
        conversation.messages.unwrap().items
    }
}

/// A message without anything around it.
pub fn say<'a>(person: &'a PersonId, content: MessageContent<'a>) -> SendMessage<'a> {
    SendMessage {
        node: MessagingNode::Me,
        person,
        content,
        reply_to: None,
        human_agent: None,
    }
}
