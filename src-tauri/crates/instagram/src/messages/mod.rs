//! Direct messages: conversations, messages, the people who wrote them, and what an account can send.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/conversations-api and
//! …/messaging-api. What the platform keeps to, and this module says:
//! - Only the newest [`READABLE_MESSAGES`] of a conversation can be read; older ones answer as if they were deleted
//!   ([`ApiError::is_unreadable_message`](crate::ApiError::is_unreadable_message)).
//! - Nobody can be written to first, except once for each comment ([`SendPrivateReply`]); when an answer is allowed is
//!   computed by [`MessagingWindow`].
//! - A sent message can be neither edited nor taken back, and there is no idempotency key: sending twice says it twice.

mod attachment;
mod conversation;
mod fields;
mod get_conversation;
mod get_message;
mod get_person;
mod list_conversations;
mod list_messages;
mod media_source;
mod message;
mod message_content;
mod node;
mod reaction;
mod refusals;
mod send_media;
mod send_message;
mod send_private_reply;
mod send_sender_action;
mod sending;
mod set_reaction;
mod share;
mod template;
mod upload_attachment;
mod window;

pub use attachment::{Attachment, ImageData, ReceivedButton, ReceivedTemplate, VideoData};
pub use conversation::{Conversation, Party};
pub use fields::MessageFields;
pub use get_conversation::GetConversation;
pub use get_message::GetMessage;
pub use get_person::{GetPerson, Person};
pub use list_conversations::{ListConversations, MAX_CONVERSATIONS_PER_PAGE};
pub use list_messages::ListMessages;
pub use media_source::MediaSource;
pub use message::{Message, MessageReaction, MessageTag, READABLE_MESSAGES, ReplyTo, Story, StoryLink};
pub use message_content::{MAX_QUICK_REPLIES, MAX_QUICK_REPLY_TITLE, MAX_TEXT_BYTES, MessageContent, QuickReply};
pub use node::MessagingNode;
pub use reaction::Reaction;
pub use send_media::{MAX_PICTURES, MediaContent, SendMedia};
pub use send_message::SendMessage;
pub use send_private_reply::SendPrivateReply;
pub use send_sender_action::{SendSenderAction, SenderAction};
pub use sending::{HumanAgent, Sent};
pub use set_reaction::SetReaction;
pub use share::{Share, SharedProduct};
pub use template::{Button, Element, MAX_BUTTON_TEMPLATE_TEXT, MAX_BUTTONS, MAX_ELEMENT_TEXT, MAX_ELEMENTS};
pub use upload_attachment::{AttachmentKind, UploadAttachment};
pub use window::{
    CLOSING, Closing, HUMAN_AGENT_SOON, HUMAN_AGENT_WINDOW, MESSAGING_WINDOW, MessagingWindow, PRIVATE_REPLY_WINDOW,
    SOON, Standing, private_reply_until,
};
