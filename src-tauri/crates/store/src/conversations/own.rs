//! Messages of ours that the platform accepted.

use instagram::{AccountId, ConversationId, MessageId};
use jiff::Timestamp;

use super::{MessageKind, get_in, kept::refresh};
use crate::{StoreError, WriteTx, search};

/// A message of ours that the platform accepted.
#[derive(Debug, Clone)]
pub struct OwnMessage {
    /// The id the platform gave it.
    pub id: MessageId,
    /// The account it was sent as.
    pub account: AccountId,
    /// The conversation.
    pub conversation: ConversationId,
    /// Its words.
    pub text: String,
    /// When it was sent, as far as we know.
    pub written_at: Timestamp,
    /// The member who wrote it.
    pub sent_by: Option<String>,
}

/// Puts a sent message into its conversation, so that it is there before the next sync. If a sync was faster, the row
/// keeps the platform's words and learns who wrote it.
///
/// # Errors
/// [`StoreError::NotFound`] when the conversation is not in the database.
pub async fn insert_own_message(tx: &mut WriteTx, message: &OwnMessage) -> Result<(), StoreError> {
    let conversation = get_in(tx, &message.conversation)
        .await?
        .ok_or(StoreError::NotFound { what: "conversation" })?;
    let (mid, account) = (message.id.as_str(), message.account.as_str());
    let at = message.written_at.as_millisecond();
    let kind = MessageKind::Text.code();
    sqlx::query!(
        "INSERT INTO messages (mid, account, item, kind, ours, sent_by, text, written_at, sort_at, first_seen_at)
         SELECT ?1, id, ?2, ?3, 1, ?4, ?5, ?6, ?6, ?6 FROM accounts WHERE user_id = ?7
         ON CONFLICT (account, mid) DO UPDATE SET ours = 1, sent_by = excluded.sent_by",
        mid,
        conversation.item,
        kind,
        message.sent_by,
        message.text,
        at,
        account
    )
    .execute(tx.connection())
    .await?;
    search::replace_messages(tx, conversation.item, &[mid]).await?;
    refresh(tx, conversation.item).await
}
