//! A look at what is answered, right before a reply or message leaves for it.
//!
//! What the writer saw may be old: the thread is read again, and so is a conversation whose copy was not read in the last
//! minute. If our side has answered from elsewhere since the person said that this is to go, it stops and a person
//! decides; if the time for answers has passed, nothing is sent and the words are kept.

use std::time::Duration;

use instagram::messages::{MessagingWindow, Standing};
use instagram::{CommentId, ConversationId, MediaId, Recovery};
use store::accounts::AccountRow;
use store::conversations::{self, ConversationRow};
use store::outbox::{ActionKind, OutboxRow};
use store::{StoreError, accounts, comments};

use super::machine::Input;
use crate::clock::between;
use crate::context::Context;
use crate::gateway::CallError;
use crate::sync::{read_conversation_again, read_thread_again};

/// A copy of a conversation that was read longer ago than this is read again.
const FRESH: Duration = Duration::from_secs(60);

/// How far back an answer of our side is looked for in a conversation.
const LOOKED_AT: u32 = 50;

/// What keeps the action of `row` from leaving now; `None`: nothing.
///
/// # Errors
/// What is answered could not be read.
pub(super) async fn look(context: &Context, row: &OutboxRow) -> Result<Option<Input>, CallError> {
    match (row.kind, &row.media) {
        (ActionKind::Message, _) => at_conversation(context, row).await,
        // After an attempt in doubt the thread has just been read back, twice.
        (ActionKind::Reply, Some(media)) if row.attempts == 0 => at_thread(context, row, media).await,
        _ => Ok(None),
    }
}

async fn at_thread(context: &Context, row: &OutboxRow, media: &MediaId) -> Result<Option<Input>, CallError> {
    let top = row
        .parent
        .clone()
        .unwrap_or_else(|| CommentId::from(row.subject.as_str()));
    let account = account_of(context, row).await?;
    passing(read_thread_again(context, &account, media, &top).await)?;
    let thread = comments::thread(&context.store, &top).await?;
    let answered = thread
        .iter()
        .any(|reply| reply.ours && reply.sent_by.is_none() && reply.first_seen_at > row.asked_at);
    Ok(answered.then_some(Input::Overtaken))
}

async fn at_conversation(context: &Context, row: &OutboxRow) -> Result<Option<Input>, CallError> {
    let id = ConversationId::from(row.subject.as_str());
    let found = async || -> Result<ConversationRow, CallError> {
        let found = conversations::get(&context.store, &id).await?;
        Ok(found.ok_or(StoreError::NotFound { what: "conversation" })?)
    };
    let mut conversation = found().await?;
    let is_fresh = |at| between(at, context.clock.now()) <= FRESH && at <= context.clock.now();
    if !conversation.checked_at.is_some_and(is_fresh) {
        let account = account_of(context, row).await?;
        passing(read_conversation_again(context, &account, &id).await)?;
        conversation = found().await?;
    }
    let said = conversations::messages(&context.store, conversation.item, LOOKED_AT).await?;
    let answered = said
        .iter()
        .any(|message| message.ours && message.sent_by.is_none() && message.first_seen_at > row.asked_at);
    if answered {
        return Ok(Some(Input::Overtaken));
    }
    Ok((standing(context, &conversation) == Standing::Closed).then_some(Input::WindowClosed))
}

/// What may be sent in a conversation now.
pub(super) fn standing(context: &Context, conversation: &ConversationRow) -> Standing {
    conversation.theirs_at.map_or(Standing::Closed, |theirs| {
        MessagingWindow::opened_at(theirs).at(context.clock.now())
    })
}

async fn account_of(context: &Context, row: &OutboxRow) -> Result<AccountRow, CallError> {
    accounts::get(&context.store, &row.account)
        .await?
        .ok_or(CallError::NoLogin)
}

/// What cannot be read at all keeps nothing back: the platform says to the answer itself what is wrong.
fn passing(read: Result<(), CallError>) -> Result<(), CallError> {
    match read {
        Err(error) if error.api().is_some_and(|api| api.recovery() == Recovery::Never) => Ok(()),
        read => read,
    }
}
