//! What a person looks at when something is offered or shown beside it.

use instagram::{CommentId, ConversationId};

/// A comment or a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A comment.
    Comment(CommentId),
    /// A conversation.
    Conversation(ConversationId),
}
