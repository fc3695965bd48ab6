//! The outbox as a page shows it.

use std::time::Duration;

use instagram::{AccountId, Allowance, ApiError, CommentId, ConversationId, MediaId, Refusal};
use jiff::Timestamp;
use store::outbox::{ActionKind, Delivery, OutboxRow};
use store::{comments, conversations};
use uuid::Uuid;

use super::deliver::text_of;
use super::reason::Reason;
use super::runs::RunState;
use super::worker::{Grace, can_withdraw, under_way};
use crate::context::Context;
use crate::problem::{Problem, ProblemCode, codes};

/// One action with what a person needs to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionState {
    /// The action's id.
    pub uid: Uuid,
    /// What it does.
    pub kind: ActionKind,
    /// Where it stands.
    pub delivery: Delivery,
    /// The whole grace time.
    pub grace: Duration,
    /// How much of it is left; `None` when it can no longer be withdrawn.
    pub grace_left: Option<Duration>,
    /// The account that acts.
    pub account: AccountId,
    /// The comment it is about, unless it is about a post or conversation.
    pub comment: Option<CommentId>,
    /// The conversation a message is for.
    pub conversation: Option<ConversationId>,
    /// The post it is about.
    pub media: Option<MediaId>,
    /// The handle of the comment's author, or of whom the message is for.
    pub username: Option<String>,
    /// The text of a reply or message.
    pub text: Option<String>,
    /// When it was decided.
    pub queued_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// What keeps it, when something does.
    pub problem: Option<Problem>,
    /// When the program goes on with it; `None` where that is at once, or a person decides.
    pub next_at: Option<Timestamp>,
    /// Attempts that may have reached the platform.
    pub attempts: u32,
}

/// The outbox in the order of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutboxSections {
    /// Runs with something left to send or decide, and those of the last 24 hours, newest first.
    pub runs: Vec<RunState>,
    /// Ended without an effect we can vouch for, or refused: a person decides.
    pub needs_you: Vec<ActionState>,
    /// The answer was lost and is being read back.
    pub checking: Vec<ActionState>,
    /// Can still be undone.
    pub waiting: Vec<ActionState>,
    /// Held because the database was restored, copied or moved.
    pub held: Vec<ActionState>,
    /// Under way.
    pub sending: Vec<ActionState>,
    /// Ended in the last 24 hours, newest first.
    pub done: Vec<ActionState>,
}

impl OutboxSections {
    pub(super) fn sort(actions: Vec<ActionState>, runs: Vec<RunState>) -> Self {
        let mut sections = Self {
            runs,
            ..Self::default()
        };
        for action in actions {
            let section = match action.delivery {
                Delivery::Failed | Delivery::NeedsYou => &mut sections.needs_you,
                Delivery::Checking => &mut sections.checking,
                Delivery::Waiting => &mut sections.waiting,
                Delivery::Held => &mut sections.held,
                Delivery::Sending => &mut sections.sending,
                Delivery::Sent => &mut sections.done,
                Delivery::Withdrawn | Delivery::Discarded => continue,
            };
            section.push(action);
        }
        sections
            .done
            .sort_by_key(|action| std::cmp::Reverse(action.finished_at));
        sections
    }
}

/// `row` with its texts.
pub(super) async fn describe(context: &Context, grace: &Grace, row: &OutboxRow) -> Result<ActionState, Problem> {
    let (comment, conversation) = match row.kind {
        ActionKind::CommentSwitch => (None, None),
        ActionKind::Message => (None, Some(ConversationId::from(row.subject.as_str()))),
        ActionKind::Reply | ActionKind::Hide | ActionKind::Unhide | ActionKind::Delete | ActionKind::PrivateReply => {
            (Some(CommentId::from(row.subject.as_str())), None)
        }
    };
    let username = match (&comment, &conversation) {
        (Some(id), _) => comments::get(&context.store, id)
            .await?
            .and_then(|comment| comment.username),
        (None, Some(id)) => {
            let known = conversations::get(&context.store, id).await?;
            known.and_then(|conversation| conversation.username.or(conversation.name))
        }
        (None, None) => None,
    };
    let text = match row.kind {
        ActionKind::Reply | ActionKind::Message | ActionKind::PrivateReply => Some(text_of(context, row).await?),
        ActionKind::Hide | ActionKind::Unhide | ActionKind::Delete | ActionKind::CommentSwitch => None,
    };
    let grace_left = can_withdraw(row.delivery).then(|| grace.left(row, context.clock.monotonic()));
    let pause = pause(context, row).filter(|_| grace_left.is_none_or(|left| left.is_zero()));
    let next_at = row.next_at.filter(|_| under_way(row.delivery));
    Ok(ActionState {
        uid: row.uid,
        kind: row.kind,
        delivery: row.delivery,
        grace: Duration::from_millis(u64::try_from(row.grace_ms).unwrap_or(0)),
        grace_left,
        account: row.account.clone(),
        comment,
        conversation,
        media: row.media.clone(),
        username,
        text,
        queued_at: row.queued_at,
        finished_at: row.finished_at,
        problem: problem(row).or_else(|| pause.map(|_| throttled())),
        next_at: next_at.max(pause),
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
    })
}

/// The end of a pause that the platform asked for, for a row that it keeps.
fn pause(context: &Context, row: &OutboxRow) -> Option<Timestamp> {
    let kept = under_way(row.delivery) && row.delivery != Delivery::Sending;
    kept.then(|| context.gateway.resumes(&row.account, Allowance::Business))?
}

/// What is told of a row that a pause keeps.
fn throttled() -> Problem {
    Problem::new(
        ProblemCode::RateLimited,
        "Instagram asks for a pause. Nothing was sent.",
        "Postroom goes on by itself.",
    )
}

/// What keeps `row` where it is, in words.
pub(super) fn problem(row: &OutboxRow) -> Option<Problem> {
    let reason = Reason::parse(row.reason.as_deref()?)?;
    let detail = codes(row.error_code, row.error_subcode);
    let (code, message, fix) = match (reason, row.delivery) {
        (Reason::Refused, _) => {
            let refusal = Refusal::new(row.error_code.unwrap_or_default(), row.error_subcode);
            (
                ProblemCode::Refused,
                ApiError::Refused(refusal).sentence(),
                "Try again once that is settled, or discard it. Nothing was changed.",
            )
        }
        (Reason::NotSent, _) => (
            ProblemCode::Offline,
            "Instagram could not be reached. Nothing was sent.".to_owned(),
            "Postroom tries again by itself.",
        ),
        (Reason::LoginLost, _) => (
            ProblemCode::Reconnect,
            "Instagram no longer accepts the login of this account. Nothing was sent.".to_owned(),
            "Renew the login; it is sent then.",
        ),
        (Reason::Throttled, _) => return Some(Problem { detail, ..throttled() }),
        (Reason::AnswerLost | Reason::Interrupted, Delivery::Checking) => (
            ProblemCode::Offline,
            "It was sent and the answer was lost. It may have worked.".to_owned(),
            "Postroom reads back what became of it before anything is sent again.",
        ),
        (Reason::Restored, Delivery::Checking) => (
            ProblemCode::Held,
            "Another copy of this data may have sent it already.".to_owned(),
            "Postroom reads back what became of it before anything is sent again.",
        ),
        (Reason::Restored, _) => (
            ProblemCode::Held,
            "It waits because this data was restored, copied or moved.".to_owned(),
            "Look at the list, then send or discard it.",
        ),
        (Reason::SubjectGone, _) => (
            ProblemCode::NotFound,
            "The comment or post is no longer on Instagram.".to_owned(),
            "Discard it. Nothing was sent.",
        ),
        (Reason::ChangedSince, _) => (
            ProblemCode::Refused,
            "Somebody changed the same thing meanwhile.".to_owned(),
            "Look at it on Instagram, then try again or discard it.",
        ),
        (Reason::AnsweredMeanwhile, _) => (
            ProblemCode::Precondition,
            "Your side answered meanwhile, from elsewhere. Nothing was sent.".to_owned(),
            "Read what was said, then send it all the same or discard it.",
        ),
        (Reason::WindowClosed, _) => (
            ProblemCode::Precondition,
            "The time to answer this person has passed. Nothing was sent.".to_owned(),
            "It opens again when they write: try again then, or discard it. Your text is kept here.",
        ),
        (Reason::SecondDoubt, _) => (
            ProblemCode::Refused,
            "The answer was lost twice and nothing can be seen on Instagram.".to_owned(),
            "Look at it on Instagram, then try again or discard it.",
        ),
        (Reason::NoSecondTries, _) => (
            ProblemCode::Refused,
            "It had no effect on Instagram, and automatic second tries are off.".to_owned(),
            "Try again or discard it.",
        ),
        (Reason::Unreadable, _) => (
            ProblemCode::Refused,
            "For a day it could not be read back what became of it.".to_owned(),
            "Look at it on Instagram, then try again or discard it.",
        ),
        (Reason::AnswerLost | Reason::Interrupted, _) => return None,
    };
    Some(Problem {
        code,
        message,
        fix: Some(fix.to_owned()),
        retry_after: None,
        detail,
    })
}
