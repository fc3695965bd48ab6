//! Making the request of an action. Every outcome is one of [`Answer`]'s.

use instagram::budget::Class;
use instagram::messages::{HumanAgent, MessageContent, MessagingNode, SendMessage, SendPrivateReply, Standing};
use instagram::{
    ApiError, CommentId, ConversationId, DeleteComment, MediaId, Recovery, ReplyToComment, SetCommentHidden,
    SetCommentsEnabled,
};
use store::outbox::{ActionKind, OutboxRow};
use store::{StoreError, content, conversations, media, outbox};

use super::freshness::standing;
use super::machine::Answer;
use super::messages::answered_privately;
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
        ActionKind::Message => message(context, row).await,
        ActionKind::PrivateReply => private_reply(context, row).await,
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
        // Nothing left the machine: this account's allowance is used up.
        CallError::Held(held) => Answer::Refused(Recovery::RetryAfter(Some(held.wait))),
        // Nothing left the machine; the account says what is wrong, and the row waits for it.
        CallError::Vault(_) | CallError::NoLogin | CallError::ForeignHosts | CallError::Store(_) => Answer::NotSent,
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

async fn message(context: &Context, row: &OutboxRow) -> Result<Option<String>, CallError> {
    let id = ConversationId::from(row.subject.as_str());
    let conversation = conversations::get(&context.store, &id)
        .await?
        .ok_or(StoreError::NotFound { what: "conversation" })?;
    let Some(person) = &conversation.person else {
        return Err(ApiError::Invalid("It is not known whom this conversation is with.".to_owned()).into());
    };
    let text = text_of(context, row).await?;
    // The tag says that a person wrote it: every message here was sent by one.
    let mut human_agent = match standing(context, &conversation) {
        Standing::HumanAgent { .. } => Some(HumanAgent::TypeAndTag),
        Standing::Open { .. } | Standing::Closed => None,
    };
    loop {
        let request = SendMessage {
            node: MessagingNode::Account(&row.account),
            person,
            content: MessageContent::text(&text),
            reply_to: None,
            human_agent,
        };
        let error = match context.gateway.call(&row.account, Class::User, &request).await {
            Ok(sent) => return Ok(Some(sent.value.message_id.to_string())),
            Err(error) => error,
        };
        // A coded refusal of the form: nothing was sent.
        let other_form = human_agent.and_then(|form| form.after(error.api()?));
        if other_form.is_none() {
            return Err(error);
        }
        human_agent = other_form;
    }
}

async fn private_reply(context: &Context, row: &OutboxRow) -> Result<Option<String>, CallError> {
    let comment = CommentId::from(row.subject.as_str());
    let text = text_of(context, row).await?;
    let post = match &row.media {
        Some(media) => media::get(&context.store, media).await?,
        None => None,
    };
    let request = SendPrivateReply {
        node: MessagingNode::Account(&row.account),
        comment: &comment,
        text: &text,
        is_live: post.is_some_and(|post| post.product_type.as_deref() == Some("LIVE")),
    };
    match context.gateway.call(&row.account, Class::User, &request).await {
        Ok(sent) => Ok(Some(sent.value.message_id.to_string())),
        // After an attempt in doubt the refusal tells that the comment was answered; the conversation tells by whom.
        Err(CallError::Api(error)) if row.attempts > 1 && error.is_private_reply_used() => {
            let found = answered_privately(context, row).await?;
            found.map(|message| Some(message.id.to_string())).ok_or(error.into())
        }
        Err(error) => Err(error),
    }
}

/// The text of a reply or message.
pub(super) async fn text_of(context: &Context, row: &OutboxRow) -> Result<String, StoreError> {
    Ok(content::get(&context.store, &outbox::text_subject(row.uid))
        .await?
        .unwrap_or_default())
}
