//! Writing a row's next state, its event and the cached comment or message in one transaction.

use instagram::{ApiError, CommentId, ConversationId, MessageId, Refusal};
use jiff::Timestamp;
use serde_json::json;
use store::comments::{self, OwnReply};
use store::conversations::{self, OwnMessage};
use store::events::{self, Actor, EventKind};
use store::outbox::{self, ActionKind, Delivery, OutboxRow};
use store::{StoreError, WriteTx, content, media, members};

use super::deliver::text_of;
use super::machine::Progress;
use super::reason::Reason;
use super::runs;
use crate::context::Context;
use crate::stale::Tag;

/// What the machine looks at in `row`.
pub(super) fn progress(row: &OutboxRow) -> Progress {
    Progress {
        kind: row.kind,
        delivery: row.delivery,
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        queued_at: row.queued_at,
        asked_at: row.asked_at,
        attempt_started_at: row.attempt_started_at,
        attempt_ended_at: row.attempt_ended_at,
        clean_reads: u32::try_from(row.clean_reads).unwrap_or(u32::MAX),
        last_clean_read_at: row.last_clean_read_at,
        next_at: row.next_at,
        reason: row.reason.as_deref().and_then(Reason::parse),
    }
}

/// What an answer or a read-back adds to the row.
#[derive(Debug, Clone, Default)]
pub(super) struct Findings {
    /// The platform's id of what we made.
    pub(super) remote_id: Option<String>,
    /// The instant the platform gives it.
    pub(super) remote_at: Option<Timestamp>,
    /// The refusal's code and subcode.
    pub(super) codes: Option<(Option<i64>, Option<i64>)>,
}

/// Moves `row` to `next`. Returns the stored row, or `None` when it moved meanwhile (then nothing was
/// written).
pub(super) async fn record(
    context: &Context,
    row: &OutboxRow,
    next: &Progress,
    findings: Findings,
    actor: Actor,
) -> Result<Option<OutboxRow>, StoreError> {
    let now = context.clock.now();
    let mut moved = row.clone();
    moved.delivery = next.delivery;
    moved.reason = next.reason.map(|reason| reason.as_str().to_owned());
    moved.attempts = i64::from(next.attempts);
    moved.attempt_started_at = next.attempt_started_at;
    moved.attempt_ended_at = next.attempt_ended_at;
    moved.clean_reads = i64::from(next.clean_reads);
    moved.last_clean_read_at = next.last_clean_read_at;
    moved.next_at = next.next_at;
    moved.asked_at = next.asked_at;
    moved.finished_at = ended(next.delivery).then_some(now);
    if findings.remote_id.is_some() {
        moved.remote_id.clone_from(&findings.remote_id);
    }
    (moved.error_code, moved.error_subcode) = findings.codes.unwrap_or((None, None));

    let text = match (moved.kind, next.delivery) {
        (ActionKind::Reply | ActionKind::Message, Delivery::Sent) => text_of(context, &moved).await?,
        _ => String::new(),
    };
    let mut tx = context.store.write().await?;
    // The decision was made on `row`; it counts only if nobody moved the row since.
    if outbox::get_in(&mut tx, row.uid).await?.as_ref() != Some(row) {
        return Ok(None);
    }
    outbox::save(&mut tx, row.delivery, &moved).await?;
    if next.delivery == Delivery::Sent {
        settle_cache(&mut tx, &moved, text, findings.remote_at.unwrap_or(now), now).await?;
    }
    if next.delivery == Delivery::Failed {
        runs::stop_at_same_error(context, &mut tx, &moved).await?;
    }
    if next.delivery == Delivery::Failed && is_used(&moved) {
        note_used(context, &mut tx, &moved, now).await?;
    }
    let mut sequence = None;
    if let Some(kind) = event_kind(row.delivery, next.delivery) {
        let payload = json!({
            "action": moved.uid.to_string(),
            "kind": kind_word(moved.kind),
            "before": delivery_word(row.delivery),
            "after": delivery_word(next.delivery),
            "attempt": moved.attempts,
            "reason": moved.reason,
            "code": moved.error_code,
            "subcode": moved.error_subcode,
            "remote_id": moved.remote_id,
        });
        let event = context.event_with(kind, actor, Some(&moved.account), &event_subject(&moved), payload);
        sequence = Some(events::append(&mut tx, &event).await?);
    }
    tx.commit().await?;
    if let (Delivery::Sending, Some(sequence)) = (next.delivery, sequence)
        && let Err(error) = context.high_water.note(sequence.0)
    {
        // Worth a word, no reason to keep a person's action: it matters only if an older copy is put back.
        tracing::warn!(%error, "The state folder could not be written");
    }
    spoil(context, &moved);
    Ok(Some(moved))
}

/// Announces what a moved action makes stale.
pub(super) fn spoil(context: &Context, row: &OutboxRow) {
    context.stale.spoil_all([Tag::Outbox, Tag::InboxCounts]);
    if let Some(media) = &row.media {
        context.stale.spoil(Tag::Comments(media.clone()));
    }
    if row.kind == ActionKind::Message {
        context
            .stale
            .spoil(Tag::Conversation(ConversationId::from(row.subject.as_str())));
    }
}

/// Whether the platform says that the one private reply of the comment is used.
fn is_used(row: &OutboxRow) -> bool {
    let refusal = row.error_code.map(|code| Refusal::new(code, row.error_subcode));
    row.kind == ActionKind::PrivateReply
        && refusal.is_some_and(|refusal| ApiError::Refused(refusal).is_private_reply_used())
}

async fn note_used(context: &Context, tx: &mut WriteTx, row: &OutboxRow, now: Timestamp) -> Result<(), StoreError> {
    if !comments::private_reply_used(tx, &CommentId::from(row.subject.as_str()), now).await? {
        return Ok(());
    }
    let payload = json!({ "code": row.error_code, "subcode": row.error_subcode });
    let subject = event_subject(row);
    let event = context.event_with(
        EventKind::PrivateReplyUsed,
        Actor::Outside,
        Some(&row.account),
        &subject,
        payload,
    );
    events::append(tx, &event).await?;
    Ok(())
}

/// The cached comment takes the value the platform confirmed.
async fn settle_cache(
    tx: &mut WriteTx,
    row: &OutboxRow,
    text: String,
    written_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let comment = CommentId::from(row.subject.as_str());
    match row.kind {
        ActionKind::Hide => comments::set_hidden(tx, &comment, true).await.map(drop),
        ActionKind::Unhide => comments::set_hidden(tx, &comment, false).await.map(drop),
        ActionKind::Delete => comments::set_gone(tx, &comment, now).await.map(drop),
        ActionKind::CommentSwitch => match &row.media {
            Some(media) => media::set_comments_enabled(tx, media, row.value.unwrap_or(true)).await,
            None => Ok(()),
        },
        ActionKind::Reply => {
            let (Some(remote_id), Some(media)) = (&row.remote_id, &row.media) else {
                return Ok(());
            };
            let reply = OwnReply {
                id: CommentId::from(remote_id.as_str()),
                account: row.account.clone(),
                media: media.clone(),
                parent: row.parent.clone().unwrap_or_else(|| comment.clone()),
                answers: comment,
                text,
                written_at,
                sent_by: members::here_in(tx).await?.map(|member| member.name),
            };
            comments::insert_own_reply(tx, &reply).await
        }
        ActionKind::Message => {
            let Some(remote_id) = &row.remote_id else { return Ok(()) };
            let message = OwnMessage {
                id: MessageId::from(remote_id.as_str()),
                account: row.account.clone(),
                conversation: ConversationId::from(row.subject.as_str()),
                text,
                written_at,
                sent_by: members::here_in(tx).await?.map(|member| member.name),
            };
            conversations::insert_own_message(tx, &message).await
        }
        ActionKind::PrivateReply => {
            let Some(remote_id) = &row.remote_id else { return Ok(()) };
            let message = MessageId::from(remote_id.as_str());
            let member = members::here_in(tx).await?.map(|member| member.name);
            comments::private_reply_sent(tx, &comment, &message, member.as_deref(), now).await
        }
    }
}

/// Whether a row in this state is over, or waits for a person only.
pub(super) fn ended(delivery: Delivery) -> bool {
    match delivery {
        Delivery::Waiting | Delivery::Held | Delivery::Sending | Delivery::Checking => false,
        Delivery::Sent | Delivery::Failed | Delivery::NeedsYou | Delivery::Withdrawn | Delivery::Discarded => true,
    }
}

fn event_kind(before: Delivery, after: Delivery) -> Option<EventKind> {
    if before == after {
        return None;
    }
    Some(match after {
        Delivery::Waiting if before == Delivery::Held => EventKind::ActionReleased,
        Delivery::Waiting => EventKind::ActionQueued,
        Delivery::Held => EventKind::ActionHeld,
        Delivery::Sending => EventKind::ActionAttempted,
        Delivery::Checking => EventKind::ActionChecking,
        Delivery::Sent => EventKind::ActionSent,
        Delivery::Failed => EventKind::ActionFailed,
        Delivery::NeedsYou => EventKind::ActionNeedsYou,
        Delivery::Withdrawn => EventKind::ActionWithdrawn,
        Delivery::Discarded => EventKind::ActionDiscarded,
    })
}

/// What the event log calls the thing an action is about.
pub(super) fn event_subject(row: &OutboxRow) -> String {
    match row.kind {
        ActionKind::CommentSwitch => format!("media:{}", row.subject),
        ActionKind::Message => format!("conversation:{}", row.subject),
        ActionKind::Reply | ActionKind::Hide | ActionKind::Unhide | ActionKind::Delete | ActionKind::PrivateReply => {
            content::comment_subject(&CommentId::from(row.subject.as_str()))
        }
    }
}

/// The action's kind as a word.
pub(super) fn kind_word(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Reply => "reply",
        ActionKind::Hide => "hide",
        ActionKind::Unhide => "unhide",
        ActionKind::Delete => "delete",
        ActionKind::CommentSwitch => "comment_switch",
        ActionKind::Message => "message",
        ActionKind::PrivateReply => "private_reply",
    }
}

fn delivery_word(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Waiting => "waiting",
        Delivery::Held => "held",
        Delivery::Sending => "sending",
        Delivery::Checking => "checking",
        Delivery::Sent => "sent",
        Delivery::Failed => "failed",
        Delivery::NeedsYou => "needs_you",
        Delivery::Withdrawn => "withdrawn",
        Delivery::Discarded => "discarded",
    }
}
