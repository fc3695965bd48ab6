//! The one private answer that a comment can have: whether it is still possible, and sending it.

use instagram::CommentId;
use instagram::messages::{MAX_TEXT_BYTES, private_reply_until};
use jiff::Timestamp;
use store::comments::CommentRow;
use store::outbox::{ActionKind, Delivery};
use uuid::Uuid;

use super::Inbox;
use super::decide::{all_filled_in, decision, gone, precondition};
use crate::outbox::{ActionState, Decision};
use crate::problem::Problem;

/// Whether a comment can be answered in private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateReply {
    /// Once, until an instant; the platform allows a week.
    Open {
        /// The last instant of it; `None` where the platform gave no time of the comment.
        until: Option<Timestamp>,
    },
    /// One is in the outbox.
    UnderWay,
    /// It was answered in private, by whomever, or cannot be.
    Used,
    /// Its week is over.
    Expired,
    /// It is gone from Instagram.
    Gone,
    /// It is ours.
    Ours,
}

impl PrivateReply {
    /// How a comment stands at `now`; `live` are the actions that have not ended well.
    pub(super) fn of(comment: &CommentRow, live: &[ActionState], now: Timestamp) -> Self {
        let until = comment.written_at.map(private_reply_until);
        let under_way = |action: &ActionState| {
            let stands = matches!(
                action.delivery,
                Delivery::Waiting
                    | Delivery::Held
                    | Delivery::Sending
                    | Delivery::Checking
                    | Delivery::Failed
                    | Delivery::NeedsYou
            );
            action.kind == ActionKind::PrivateReply && action.comment.as_ref() == Some(&comment.id) && stands
        };
        if comment.ours {
            Self::Ours
        } else if comment.gone_at.is_some() {
            Self::Gone
        } else if comment.private_reply_at.is_some() {
            Self::Used
        } else if live.iter().any(under_way) {
            Self::UnderWay
        } else if until.is_some_and(|until| until < now) {
            Self::Expired
        } else {
            Self::Open { until }
        }
    }
}

impl Inbox {
    /// Queues a private reply to `comment`: one direct message to its author, ever. `saved_reply` as of [`Self::message`].
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when the text is empty, too long or holds a variable nobody has put words in for, or the
    /// comment can have none (any more).
    pub async fn private_reply(
        &self,
        comment: &CommentId,
        text: &str,
        saved_reply: Option<Uuid>,
    ) -> Result<ActionState, Problem> {
        let text = message_text(text)?;
        let row = self.comment(comment).await?;
        let live = self.outbox.live_about(comment.as_str()).await?;
        match PrivateReply::of(&row, &live, self.context.clock.now()) {
            PrivateReply::Open { .. } => {}
            PrivateReply::UnderWay => {
                return Err(precondition(
                    "A private reply to this comment is in the outbox already.",
                    "Look at the outbox to see where it stands.",
                ));
            }
            PrivateReply::Used => {
                return Err(precondition(
                    "This comment was answered in private already, which is possible once.",
                    "Answer it in public.",
                ));
            }
            PrivateReply::Expired => {
                return Err(precondition(
                    "This comment is older than a week and can no longer be answered in private.",
                    "Answer it in public.",
                ));
            }
            PrivateReply::Gone => return Err(gone()),
            PrivateReply::Ours => {
                return Err(precondition(
                    "This comment is your own.",
                    "Choose one of somebody else.",
                ));
            }
        }
        let decision = Decision {
            text: Some(text.to_owned()),
            parent: None,
            saved_reply,
            ..decision(&row, ActionKind::PrivateReply, 1, None)
        };
        self.queue_one(decision).await
    }
}

/// The text of a message, if it can be one.
pub(super) fn message_text(text: &str) -> Result<&str, Problem> {
    let text = text.trim();
    all_filled_in(text)?;
    if text.is_empty() {
        return Err(precondition("The message is empty.", "Write something, then send."));
    }
    if text.len() > MAX_TEXT_BYTES {
        return Err(precondition(
            "The message is too long.",
            "Shorten it to 1,000 bytes: letters with accents and emoji count for more than one.",
        ));
    }
    Ok(text)
}
