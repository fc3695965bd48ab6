//! Webhooks: which accounts tell the team's app what happens, and what Instagram then sends by itself.
//!
//! Source: developers.facebook.com/docs/instagram-platform/webhooks and …/webhooks/examples. A desktop cannot receive them; a
//! receiver on a server can, and everything works without one. What holds for them:
//! - The signature runs over the bytes as they came. [`Payload::receive`] checks it before it looks into them.
//! - Events come in batches, in any order and more than once: [`Event::key`] tells copies apart, [`Event::at`] the order. They can
//!   also be lost.
//! - Two forms exist, `messaging` and `changes`, the second also flat in its entry; a body is one payload or a list of them. All of
//!   it reads the same here.
//! - An event that nobody knows is [`EventContent::Unknown`], never an error.

mod comments;
mod error;
mod event;
mod key;
mod message;
mod messaging;
mod payload;
mod signature;
mod story_insights;
mod subscriptions;
mod verification;

pub use comments::{CommentAuthor, CommentEvent, CommentedMedia, MentionEvent};
pub use error::WebhookError;
pub use event::{Event, EventContent, Form};
pub use key::EventKey;
pub use message::{AnsweredStory, EventAttachment, EventAttachmentKind, MessageEvent, MessageReplyTo};
pub use messaging::{
    AdContext, MessageEdit, Postback, ReactionEvent, ReadReceipt, Referral, ThreadControl, ThreadControlAction,
};
pub use payload::{MAX_EVENTS, MAX_PAYLOAD_BYTES, Payload};
pub use signature::verify_signature;
pub use story_insights::StoryInsights;
pub use subscriptions::{ListSubscriptions, Subscribe, Subscriber, Subscription, Unsubscribe, WebhookField};
pub use verification::VerificationRequest;
