//! Finding out whether a message of ours is in its conversation.
//!
//! The newest twenty of the conversation are read: ours is of our side, says the same, was not known before the attempt
//! and is not older than it. Where those twenty do not reach back to the attempt, the read says nothing.

use std::collections::HashSet;

use instagram::budget::Class;
use instagram::messages::{Conversation, GetConversation, ListConversations, Message, MessageFields, MessagingNode};
use instagram::{ConversationId, MessageId};
use store::outbox::OutboxRow;
use store::{StoreError, accounts, comments, conversations};

use super::deliver::text_of;
use super::machine::Reading;
use super::read_back::{Outcome, earliest, gone_or, plain};
use super::record::Findings;
use crate::context::Context;
use crate::gateway::CallError;

/// How many kept messages are compared with.
const KNOWN: u32 = 200;

/// Reads back a direct message.
pub(super) async fn said(context: &Context, row: &OutboxRow) -> Outcome {
    let id = ConversationId::from(row.subject.as_str());
    let newest = match newest(context, row, &id).await {
        Ok(newest) => newest,
        Err(error) => return gone_or(context, row, error, Reading::SubjectGone).await,
    };
    if let Some(found) = ours(context, row, &newest).await? {
        return Ok((Reading::Found, findings(&found)));
    }
    plain(if reaches_back(context, row, &newest) {
        Reading::Absent
    } else {
        Reading::Inconclusive
    })
}

/// Reads back a private reply. Sending it once more is harmless, so what cannot be found counts as absent.
pub(super) async fn privately_replied(context: &Context, row: &OutboxRow) -> Outcome {
    Ok(match answered_privately(context, row).await? {
        Some(found) => (Reading::Found, findings(&found)),
        None => (Reading::Absent, Findings::default()),
    })
}

/// Our private reply in the conversation with the author of the comment.
pub(super) async fn answered_privately(context: &Context, row: &OutboxRow) -> Result<Option<Message>, CallError> {
    let comment = comments::get(&context.store, &row.subject.as_str().into()).await?;
    let Some(person) = comment.and_then(|comment| comment.person) else {
        return Ok(None);
    };
    let request = ListConversations {
        node: MessagingNode::Account(&row.account),
        person: Some(&person),
        limit: 1,
        after: None,
        preview: false,
        ownership: false,
    };
    let listed = context.gateway.call(&row.account, Class::User, &request).await?;
    let Some(conversation) = listed.value.items.first() else {
        return Ok(None);
    };
    let newest = newest(context, row, &conversation.id).await?;
    ours(context, row, &newest).await
}

async fn newest(context: &Context, row: &OutboxRow, id: &ConversationId) -> Result<Conversation, CallError> {
    let request = GetConversation {
        conversation: id,
        fields: MessageFields::Reduced,
    };
    Ok(context.gateway.call(&row.account, Class::User, &request).await?.value)
}

async fn ours(context: &Context, row: &OutboxRow, newest: &Conversation) -> Result<Option<Message>, CallError> {
    let account = accounts::get(&context.store, &row.account)
        .await?
        .ok_or(CallError::NoLogin)?;
    let text = text_of(context, row).await?;
    let known = known_before(context, row, &newest.id).await?;
    let started = row.attempt_started_at.unwrap_or(row.queued_at);
    let earliest = earliest(started, context.gateway.skew_s());
    let mut shown = newest.messages.iter().flat_map(|page| &page.items);
    let found = shown.find(|message| {
        let by_us = message.from.as_ref();
        by_us.is_some_and(|from| from.is_account(&account.id, &account.username))
            && message.text.as_deref().is_some_and(|said| said.trim() == text.trim())
            && !known.contains(&message.id)
            && message.created_time.is_none_or(|at| at >= earliest)
    });
    Ok(found.cloned())
}

/// Messages seen here before the attempt, or sent here by another action.
async fn known_before(
    context: &Context,
    row: &OutboxRow,
    id: &ConversationId,
) -> Result<HashSet<MessageId>, StoreError> {
    let started = row.attempt_started_at.unwrap_or(row.queued_at);
    let Some(conversation) = conversations::get(&context.store, id).await? else {
        return Ok(HashSet::new());
    };
    let kept = conversations::messages(&context.store, conversation.item, KNOWN).await?;
    let before = kept
        .into_iter()
        .filter(|message| message.first_seen_at < started || message.sent_by.is_some());
    Ok(before.map(|message| message.id).collect())
}

/// Whether the newest messages go back to before the attempt, so that ours would be among them.
fn reaches_back(context: &Context, row: &OutboxRow, newest: &Conversation) -> bool {
    let Some(page) = &newest.messages else { return true };
    let started = row.attempt_started_at.unwrap_or(row.queued_at);
    let earliest = earliest(started, context.gateway.skew_s());
    let oldest = page.items.iter().filter_map(|message| message.created_time).min();
    page.after.is_none() || oldest.is_some_and(|oldest| oldest < earliest)
}

fn findings(found: &Message) -> Findings {
    Findings {
        remote_id: Some(found.id.to_string()),
        remote_at: found.created_time,
        ..Findings::default()
    }
}
