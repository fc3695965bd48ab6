//! Making the request of an action. Every outcome is one of [`Answer`]'s.

use instagram::budget::Class;
use instagram::{ApiError, CommentId, DeleteComment, MediaId, ReplyToComment, SetCommentHidden, SetCommentsEnabled};
use store::outbox::{ActionKind, OutboxRow};
use store::{StoreError, content, outbox};

use super::machine::Answer;
use super::record::Findings;
use crate::context::Context;
use crate::gateway::CallError;

/// Sends the action of `row`, which is written down as *sending*.
pub(super) async fn deliver(context: &Context, row: &OutboxRow) -> (Answer, Findings) {
    let outcome = match row.kind {
        ActionKind::Reply => reply(context, row).await,
        ActionKind::Hide => hide(context, row, true).await,
        ActionKind::Unhide => hide(context, row, false).await,
        ActionKind::Delete => delete(context, row).await,
        ActionKind::CommentSwitch => switch(context, row).await,
    };
    match outcome {
        Ok(remote_id) => (
            Answer::Done,
            Findings {
                remote_id,
                ..Findings::default()
            },
        ),
        Err(error) => (
            answer(&error),
            Findings {
                codes: error.api().map(ApiError::code_pair),
                ..Findings::default()
            },
        ),
    }
}

fn answer(error: &CallError) -> Answer {
    match error {
        CallError::Api(ApiError::NotSent { .. } | ApiError::Invalid(..)) => not_sent(error),
        CallError::Api(ApiError::InDoubt { .. }) => Answer::InDoubt,
        CallError::Api(api) if api.is_missing_object() => Answer::NoSuchObject,
        CallError::Api(api) => Answer::Refused(api.recovery()),
        // Nothing left the machine; the account says what is wrong, and the row waits for it.
        CallError::Held(_)
        | CallError::Vault(_)
        | CallError::NoLogin
        | CallError::ForeignHosts
        | CallError::Store(_) => Answer::NotSent,
    }
}

/// A request that could not even be built will never be: the catalogue's word for it is *never*.
fn not_sent(error: &CallError) -> Answer {
    match error.api() {
        Some(api @ ApiError::Invalid(..)) => Answer::Refused(api.recovery()),
        _ => Answer::NotSent,
    }
}

async fn reply(context: &Context, row: &OutboxRow) -> Result<Option<String>, CallError> {
    let message = text_of(context, row).await?;
    let parent = row
        .parent
        .clone()
        .unwrap_or_else(|| CommentId::from(row.subject.as_str()));
    let made = context
        .gateway
        .call(
            &row.account,
            Class::User,
            &ReplyToComment {
                comment: &parent,
                message: &message,
            },
        )
        .await?;
    Ok(Some(made.value.to_string()))
}

async fn hide(context: &Context, row: &OutboxRow, hide: bool) -> Result<Option<String>, CallError> {
    let comment = CommentId::from(row.subject.as_str());
    context
        .gateway
        .call(
            &row.account,
            Class::User,
            &SetCommentHidden {
                comment: &comment,
                hide,
            },
        )
        .await?;
    Ok(None)
}

async fn delete(context: &Context, row: &OutboxRow) -> Result<Option<String>, CallError> {
    let comment = CommentId::from(row.subject.as_str());
    context
        .gateway
        .call(&row.account, Class::User, &DeleteComment { comment: &comment })
        .await?;
    Ok(None)
}

async fn switch(context: &Context, row: &OutboxRow) -> Result<Option<String>, CallError> {
    let media = MediaId::from(row.subject.as_str());
    let enabled = row.value.unwrap_or(true);
    context
        .gateway
        .call(
            &row.account,
            Class::User,
            &SetCommentsEnabled { media: &media, enabled },
        )
        .await?;
    Ok(None)
}

/// The text of a reply.
pub(super) async fn text_of(context: &Context, row: &OutboxRow) -> Result<String, StoreError> {
    Ok(content::get(&context.store, &outbox::text_subject(row.uid))
        .await?
        .unwrap_or_default())
}
