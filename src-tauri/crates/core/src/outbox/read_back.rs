//! Finding out what became of an attempt whose answer was lost (the table of the design, section 5).

use std::collections::HashSet;
use std::time::Duration;

use instagram::budget::Class;
use instagram::{Comment, CommentId, GetComment, GetMe, GetMedia, ListComments, ListReplies, MediaId};
use jiff::{SignedDuration, Timestamp};
use store::outbox::{ActionKind, OutboxRow};
use store::{StoreError, accounts, comments};

use super::deliver::text_of;
use super::machine::Reading;
use super::messages;
use super::record::Findings;
use crate::clock::subtract;
use crate::context::Context;
use crate::gateway::CallError;

/// Our clock and the platform's may differ by this much before a match is missed.
const TIME_TOLERANCE: Duration = Duration::from_secs(2 * 60);

/// Replies asked for in one page.
const REPLIES_A_PAGE: u32 = 50;

/// Reads back the action of `row`.
pub(super) async fn read_back(context: &Context, row: &OutboxRow) -> (Reading, Findings) {
    let outcome = match row.kind {
        ActionKind::Hide => hidden(context, row, true).await,
        ActionKind::Unhide => hidden(context, row, false).await,
        ActionKind::CommentSwitch => switched(context, row).await,
        ActionKind::Delete => deleted(context, row).await,
        ActionKind::Reply => replied(context, row).await,
        ActionKind::Message => messages::said(context, row).await,
        ActionKind::PrivateReply => messages::privately_replied(context, row).await,
    };
    match outcome {
        Ok(found) => found,
        Err(error) => {
            tracing::info!(action = row.id, reason = %error, "A read-back gave no answer");
            (Reading::Inconclusive, Findings::default())
        }
    }
}

pub(super) type Outcome = Result<(Reading, Findings), CallError>;

pub(super) fn plain(reading: Reading) -> Outcome {
    Ok((reading, Findings::default()))
}

async fn hidden(context: &Context, row: &OutboxRow, wanted: bool) -> Outcome {
    let comment = CommentId::from(row.subject.as_str());
    match context
        .gateway
        .call(&row.account, Class::User, &GetComment::new(&comment))
        .await
    {
        Ok(answer) => match answer.value.hidden {
            Some(hidden) if hidden == wanted => plain(Reading::Found),
            Some(_) => plain(Reading::Absent),
            None => plain(Reading::Inconclusive),
        },
        Err(error) => gone_or(context, row, error, Reading::SubjectGone).await,
    }
}

async fn switched(context: &Context, row: &OutboxRow) -> Outcome {
    let media = MediaId::from(row.subject.as_str());
    match context
        .gateway
        .call(&row.account, Class::User, &GetMedia::new(&media))
        .await
    {
        Ok(answer) => match answer.value.is_comment_enabled {
            Some(enabled) if Some(enabled) == row.value => plain(Reading::Found),
            Some(_) => plain(Reading::Absent),
            None => plain(Reading::Inconclusive),
        },
        Err(error) => gone_or(context, row, error, Reading::SubjectGone).await,
    }
}

async fn deleted(context: &Context, row: &OutboxRow) -> Outcome {
    let comment = CommentId::from(row.subject.as_str());
    match context
        .gateway
        .call(&row.account, Class::User, &GetComment::new(&comment))
        .await
    {
        Ok(_) => plain(Reading::Absent),
        Err(error) => gone_or(context, row, error, Reading::Found).await,
    }
}

/// "No such object" counts only while a known-good object of the account still reads: the same code is
/// the answer to a missing permission.
pub(super) async fn gone_or(context: &Context, row: &OutboxRow, error: CallError, gone: Reading) -> Outcome {
    if !error.api().is_some_and(instagram::ApiError::is_missing_object) {
        return Err(error);
    }
    known_good(context, row).await?;
    plain(gone)
}

/// Reads something that is there for sure and needs the permission for comments: the same code also answers a
/// permission that was taken away.
async fn known_good(context: &Context, row: &OutboxRow) -> Result<(), CallError> {
    match &row.media {
        Some(media) => {
            let request = ListComments {
                limit: 1,
                after: None,
                ..ListComments::new(media)
            };
            context
                .gateway
                .call(&row.account, Class::User, &request)
                .await
                .map(drop)
        }
        None => context.gateway.call(&row.account, Class::User, &GetMe).await.map(drop),
    }
}

/// Every page of the parent's replies is read; a match is ours, says the same, was not known before the
/// attempt and is not older than it. One that could be it, but does not say whose it is or what it says, leaves the doubt:
/// taken for somebody else's, our reply would be sent twice.
async fn replied(context: &Context, row: &OutboxRow) -> Outcome {
    let parent = row
        .parent
        .clone()
        .unwrap_or_else(|| CommentId::from(row.subject.as_str()));
    let started = row.attempt_started_at.unwrap_or(row.queued_at);
    let known = known_before(context, &parent, started).await?;
    let account = accounts::get(&context.store, &row.account)
        .await?
        .ok_or(CallError::NoLogin)?;
    let text = text_of(context, row).await?;
    let mut may_be_there = false;
    let mut after: Option<String> = None;
    loop {
        let request = ListReplies {
            limit: REPLIES_A_PAGE,
            after: after.as_deref(),
            ..ListReplies::new(&parent)
        };
        let page = match context.gateway.call(&row.account, Class::User, &request).await {
            Ok(answer) => answer.value,
            Err(error) => return gone_or(context, row, error, Reading::SubjectGone).await,
        };
        let earliest = earliest(started, context.gateway.skew_s());
        let is_new =
            |reply: &&Comment| !known.contains(&reply.id) && reply.timestamp.is_none_or(|written| written >= earliest);
        for found in page.items.iter().filter(is_new) {
            match (is_ours(found, &account), same_text(found, &text)) {
                (Some(false), _) | (_, Some(false)) => continue,
                (Some(true), Some(true)) => {}
                (None, _) | (_, None) => {
                    may_be_there = true;
                    continue;
                }
            }
            let findings = Findings {
                remote_id: Some(found.id.to_string()),
                remote_at: found.timestamp,
                ..Findings::default()
            };
            return Ok((Reading::Found, findings));
        }
        match page.after {
            Some(next) if after.as_ref() != Some(&next) => after = Some(next),
            Some(_) => return plain(Reading::Inconclusive),
            None if may_be_there => return plain(Reading::Inconclusive),
            None => return plain(Reading::Absent),
        }
    }
}

/// Replies seen here before the attempt. One that a sync met after it may be ours.
async fn known_before(
    context: &Context,
    parent: &CommentId,
    started: Timestamp,
) -> Result<HashSet<CommentId>, StoreError> {
    let thread = comments::thread(&context.store, parent).await?;
    Ok(thread
        .into_iter()
        .filter(|row| row.first_seen_at < started)
        .map(|row| row.id)
        .collect())
}

/// The attempt's start on whichever clock shows the earlier time: taking an older twin for ours leaves a
/// reply unsent, the opposite mistake would send it twice.
pub(super) fn earliest(started: Timestamp, skew_s: Option<i64>) -> Timestamp {
    let on_their_clock = started
        .checked_add(SignedDuration::from_secs(skew_s.unwrap_or(0)))
        .unwrap_or(started);
    subtract(started.min(on_their_clock), TIME_TOLERANCE)
}

/// `user` is returned for own comments only; else own id or name (reference: IG Comment). `None` when the answer names
/// nobody, as it does without the permission for comments.
fn is_ours(reply: &Comment, account: &accounts::AccountRow) -> Option<bool> {
    let own_id = |id: &str| id == account.id.as_str() || id == account.app_scoped_id;
    let by_id = reply.from.as_ref().map(|from| own_id(from.id.as_str()));
    let by_name = reply.username.as_ref().map(|name| *name == account.username);
    if reply.user.is_some() {
        return Some(true);
    }
    match (by_id, by_name) {
        (None, None) => None,
        (id, name) => Some(id == Some(true) || name == Some(true)),
    }
}

/// `None` when the answer has no text at all.
fn same_text(reply: &Comment, text: &str) -> Option<bool> {
    reply.text.as_deref().map(|theirs| theirs.trim() == text.trim())
}
