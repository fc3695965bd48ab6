//! What a person looks at when something is offered or shown beside it.

use instagram::{CommentId, ConversationId};

/// A comment, a conversation or a tagged post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A comment.
    Comment(CommentId),
    /// A conversation.
    Conversation(ConversationId),
    /// The post that tags the account, by the local number of its item: one post can tag several accounts.
    TaggedPost(u32),
}
