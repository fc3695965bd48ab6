//! Writing a post's next state and its event in one transaction.
//!
//! The tasks of one post run side by side, so a move is decided on the rows as they are inside the write transaction:
//! whoever comes second decides on what the first has written.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use store::events::{self, Actor, EventKind};
use store::posts::{self, HostedFile, PostRow, PostState, StepKind, StepRow, StepState};
use store::{StoreError, WriteTx};

use super::ladder::{Input, Ladder};
use crate::clock::add;
use crate::context::Context;
use crate::outbox::second_tries;
use crate::stale::Tag;

/// Hosted files stay this long after their post is live: Instagram may fetch once more.
const HOSTED_GRACE: Duration = Duration::from_secs(60 * 60);

/// What the event log calls a post.
pub(crate) fn post_subject(post: &PostRow) -> String {
    format!("post:{}", post.uid)
}

/// A post and its steps as they are now.
pub(super) async fn load(context: &Context, post: i64) -> Result<Option<Ladder>, StoreError> {
    let Some(row) = posts::get_by_id(&context.store, post).await? else {
        return Ok(None);
    };
    let steps = posts::steps(&context.store, post).await?;
    Ok(Some(Ladder { post: row, steps }))
}

/// Applies `input` to the post; `None` when it does not apply to what is there now (then nothing was written).
pub(super) async fn feed(
    context: &Context,
    post: i64,
    input: &Input,
    actor: Actor,
) -> Result<Option<Ladder>, StoreError> {
    feed_with(context, post, input, actor, |_| Vec::new()).await
}

/// As [`feed`]; `add` adds to the rows what the input's cause found, and returns the hosted files to write down.
pub(super) async fn feed_with(
    context: &Context,
    post: i64,
    input: &Input,
    actor: Actor,
    add: impl FnOnce(&mut Ladder) -> Vec<HostedFile> + Send,
) -> Result<Option<Ladder>, StoreError> {
    let policy = second_tries(context).await?;
    let now = context.clock.now();
    let mut tx = context.store.write().await?;
    let Some(row) = posts::get_by_id_in(&mut tx, post).await? else {
        return Ok(None);
    };
    let before = Ladder {
        post: row,
        steps: posts::steps_in(&mut tx, post).await?,
    };
    let Some(mut after) = before.after(input, now, policy) else {
        return Ok(None);
    };
    let hosted = add(&mut after);
    save(&mut tx, &before, &mut after, now).await?;
    for file in &hosted {
        posts::host_file(&mut tx, file).await?;
    }
    let mut mark = None;
    for (kind, payload) in events_of(&before, &after) {
        let event = context.event_with(
            kind,
            actor,
            Some(&after.post.account),
            &post_subject(&after.post),
            payload,
        );
        let seq = events::append(&mut tx, &event).await?;
        if kind == EventKind::PostAttempted {
            mark = Some(seq);
        }
    }
    tx.commit().await?;
    if let Some(seq) = mark
        && let Err(error) = context.high_water.note(seq.0)
    {
        // Worth a word, no reason to keep a person's post: it matters only if an older copy is put back.
        tracing::warn!(%error, "The state folder could not be written");
    }
    spoil(context, &after.post);
    Ok(Some(after))
}

/// Announces what a moved post makes stale.
pub(super) fn spoil(context: &Context, post: &PostRow) {
    context
        .stale
        .spoil_all([Tag::Posts, Tag::Post(post.uid), Tag::InboxCounts]);
}

async fn save(tx: &mut WriteTx, before: &Ladder, after: &mut Ladder, now: Timestamp) -> Result<(), StoreError> {
    if after.post.state != before.post.state
        && let Some(at) = hosted_until(after.post.state, now)
    {
        posts::set_removable(tx, after.post.id, at).await?;
    }
    if after.post != before.post {
        after.post.updated_at = now;
        posts::save(tx, &after.post).await?;
    }
    if after.steps.is_empty() {
        return posts::delete_steps(tx, after.post.id).await;
    }
    for (old, new) in before.steps.iter().zip(&after.steps) {
        if old != new {
            posts::save_step(tx, new).await?;
        }
    }
    Ok(())
}

/// From when on nobody needs the hosted files of a post that has come to `state`.
fn hosted_until(state: PostState, now: Timestamp) -> Option<Timestamp> {
    match state {
        PostState::Draft | PostState::Discarded => Some(now),
        PostState::Live => Some(add(now, HOSTED_GRACE)),
        _ => None,
    }
}

/// Every attempt and outcome of a step, and every state of the post.
fn events_of(before: &Ladder, after: &Ladder) -> Vec<(EventKind, serde_json::Value)> {
    let mut events = Vec::new();
    for (old, new) in before.steps.iter().zip(&after.steps) {
        if old.state != new.state || old.attempts != new.attempts {
            let called = new.kind == StepKind::Publish && new.state == StepState::Running;
            let kind = if called {
                EventKind::PostAttempted
            } else {
                EventKind::PostStep
            };
            events.push((kind, step_payload(old, new)));
        }
    }
    if before.post.state != after.post.state
        && let Some(kind) = event_kind(before.post.state, after.post.state)
    {
        let payload = json!({
            "before": state_word(before.post.state),
            "after": state_word(after.post.state),
            "reason": after.post.reason,
            "media": after.post.media,
        });
        events.push((kind, payload));
    }
    events
}

fn step_payload(old: &StepRow, new: &StepRow) -> serde_json::Value {
    json!({
        "step": step_word(new.kind),
        "slide": new.slide,
        "before": step_state_word(old.state),
        "after": step_state_word(new.state),
        "attempt": new.attempts,
        "remote_id": new.remote_id,
        "reason": new.reason,
        "code": new.error_code,
        "subcode": new.error_subcode,
    })
}

fn event_kind(before: PostState, after: PostState) -> Option<EventKind> {
    match after {
        PostState::Draft => Some(EventKind::PostCancelled),
        PostState::Checking if before == PostState::Held => Some(EventKind::PostReleased),
        PostState::Checking => Some(EventKind::PostChecking),
        PostState::Failed => Some(EventKind::PostFailed),
        PostState::NeedsYou => Some(EventKind::PostNeedsYou),
        PostState::Held => Some(EventKind::PostHeld),
        PostState::Missed => Some(EventKind::PostMissed),
        PostState::Live => Some(EventKind::PostLive),
        PostState::Discarded => Some(EventKind::PostDiscarded),
        PostState::Scheduled | PostState::Preparing => match before {
            PostState::Draft | PostState::Failed | PostState::NeedsYou | PostState::Missed => {
                Some(EventKind::PostDecided)
            }
            _ => None,
        },
        PostState::Ready | PostState::Publishing => None,
    }
}

/// A step's kind as a word.
pub(crate) fn step_word(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Prepare => "prepare",
        StepKind::Upload => "upload",
        StepKind::Container => "container",
        StepKind::Processing => "processing",
        StepKind::ParentContainer => "parent_container",
        StepKind::ParentProcessing => "parent_processing",
        StepKind::Publish => "publish",
        StepKind::Link => "link",
    }
}

fn step_state_word(state: StepState) -> &'static str {
    match state {
        StepState::Waiting => "waiting",
        StepState::Running => "running",
        StepState::Done => "done",
        StepState::Failed => "failed",
        StepState::Checking => "checking",
    }
}

pub(super) fn state_word(state: PostState) -> &'static str {
    match state {
        PostState::Draft => "draft",
        PostState::Scheduled => "scheduled",
        PostState::Preparing => "preparing",
        PostState::Ready => "ready",
        PostState::Publishing => "publishing",
        PostState::Checking => "checking",
        PostState::Failed => "failed",
        PostState::NeedsYou => "needs_you",
        PostState::Held => "held",
        PostState::Missed => "missed",
        PostState::Live => "live",
        PostState::Discarded => "discarded",
    }
}
