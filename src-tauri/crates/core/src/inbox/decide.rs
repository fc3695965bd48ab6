//! What people decide about single comments. It leaves the machine, so it becomes an outbox row with the grace time of
//! its kind. What stays here is decided about whole items.

use std::time::Duration;

use instagram::{AccountId, CommentId, MediaId};
use store::comments::{self, CommentRow};
use store::media;
use store::outbox::ActionKind;
use uuid::Uuid;

use super::Inbox;
use super::bulk::skip;
use crate::outbox::{ActionState, Decision};
use crate::problem::{Problem, ProblemCode};
use crate::saved_replies::template;

/// The longest reply accepted, in characters: the platform documents no limit for comments, captions end
/// at 2,200.
pub(crate) const LONGEST_REPLY: usize = 2_200;

/// From this many on, hiding gets the longer grace time.
const MANY: usize = 26;

/// How long an action can be undone before it leaves the machine.
pub fn grace(kind: ActionKind, count: usize) -> Duration {
    match kind {
        ActionKind::Hide | ActionKind::Unhide if count >= MANY => Duration::from_secs(10),
        ActionKind::Hide | ActionKind::Unhide | ActionKind::CommentSwitch => Duration::from_secs(5),
        ActionKind::Reply | ActionKind::Message | ActionKind::PrivateReply => Duration::from_secs(10),
        ActionKind::Delete => Duration::from_secs(30),
    }
}

impl Inbox {
    /// Queues a public reply to `comment`. A reply to a reply is attached to the top-level comment by the
    /// platform, so it is sent there.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when the text is empty or too long, or the comment is hidden or gone.
    pub async fn reply(&self, comment: &CommentId, text: &str) -> Result<ActionState, Problem> {
        self.reply_from(comment, text, None).await
    }

    /// As [`Self::reply`], with the saved reply the text began as: it counts as used unless the reply is taken back.
    ///
    /// # Errors
    /// As [`Self::reply`]; `Precondition` too while the text holds a variable nobody has put words in for.
    pub async fn reply_from(
        &self,
        comment: &CommentId,
        text: &str,
        saved_reply: Option<Uuid>,
    ) -> Result<ActionState, Problem> {
        let text = text.trim();
        all_filled_in(text)?;
        if text.is_empty() {
            return Err(precondition("The reply is empty.", "Write something, then send."));
        }
        if text.chars().count() > LONGEST_REPLY {
            return Err(precondition(
                "The reply is too long.",
                "Shorten it to 2,200 characters.",
            ));
        }
        let row = self.comment(comment).await?;
        let top = match &row.parent {
            Some(parent) => self.comment(parent).await?,
            None => row.clone(),
        };
        if row.hidden || top.hidden {
            return Err(precondition(
                "A hidden comment cannot be answered.",
                "Unhide it first, then reply.",
            ));
        }
        if row.gone_at.is_some() || top.gone_at.is_some() {
            return Err(gone());
        }
        let decision = Decision {
            text: Some(text.to_owned()),
            parent: Some(top.id),
            saved_reply,
            ..decision(&row, ActionKind::Reply, 1, None)
        };
        self.queue_one(decision).await
    }

    /// Queues hiding or showing of `comments`. Those that are that way already, or are ours, are left out.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when nothing is left to do.
    pub async fn set_hidden(&self, comments: &[CommentId], hidden: bool) -> Result<Vec<ActionState>, Problem> {
        let kind = if hidden { ActionKind::Hide } else { ActionKind::Unhide };
        let rows = self.to_do(comments, kind).await?;
        if rows.is_empty() {
            let message = if hidden {
                "There is nothing to hide here."
            } else {
                "There is nothing to show again here."
            };
            return Err(precondition(message, "Choose another comment."));
        }
        self.queue_many(&rows, kind).await
    }

    /// Queues deleting of `comments`. Final once the grace time has passed.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when nothing is left to do.
    pub async fn delete(&self, comments: &[CommentId]) -> Result<Vec<ActionState>, Problem> {
        let rows = self.to_do(comments, ActionKind::Delete).await?;
        if rows.is_empty() {
            return Err(gone());
        }
        self.queue_many(&rows, ActionKind::Delete).await
    }

    /// Queues opening or closing of the comments of a post.
    ///
    /// # Errors
    /// `NotFound` for an unknown post.
    pub async fn set_comments_enabled(&self, post: &MediaId, enabled: bool) -> Result<ActionState, Problem> {
        let row = media::get(&self.context.store, post)
            .await?
            .ok_or_else(|| Problem::not_found("post"))?;
        self.queue_one(Decision {
            kind: ActionKind::CommentSwitch,
            account: row.account,
            subject: post.to_string(),
            media: Some(post.clone()),
            parent: None,
            value: Some(enabled),
            text: None,
            grace: grace(ActionKind::CommentSwitch, 1),
            run: None,
            saved_reply: None,
        })
        .await
    }

    /// The address of a comment's post on Instagram.
    ///
    /// # Errors
    /// `NotFound` when the comment is unknown or the platform gave no address.
    pub async fn permalink(&self, comment: &CommentId) -> Result<String, Problem> {
        let row = self.comment(comment).await?;
        let post = media::get(&self.context.store, &row.media).await?;
        post.and_then(|post| post.permalink)
            .ok_or_else(|| Problem::not_found("post"))
    }

    pub(super) async fn queue_one(&self, decision: Decision) -> Result<ActionState, Problem> {
        let states = self.outbox.queue(vec![decision]).await?;
        states.into_iter().next().ok_or_else(|| Problem::not_found("action"))
    }

    async fn queue_many(&self, rows: &[CommentRow], kind: ActionKind) -> Result<Vec<ActionState>, Problem> {
        match rows {
            [one] => Ok(vec![self.queue_one(decision(one, kind, 1, None)).await?]),
            many => self.queue_run(many, kind, Uuid::now_v7()).await,
        }
    }

    pub(super) async fn comment(&self, id: &CommentId) -> Result<CommentRow, Problem> {
        comments::get(&self.context.store, id)
            .await?
            .ok_or_else(|| Problem::not_found("comment"))
    }

    /// Those of `ids` that an action of `kind` has something to do with, in their order.
    async fn to_do(&self, ids: &[CommentId], kind: ActionKind) -> Result<Vec<CommentRow>, Problem> {
        let known = self.by_id(ids).await?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let row = known.get(id).ok_or_else(|| Problem::not_found("comment"))?;
            if skip(row, kind).is_none() {
                rows.push(row.clone());
            }
        }
        Ok(rows)
    }
}

pub(super) fn decision(row: &CommentRow, kind: ActionKind, count: usize, run: Option<Uuid>) -> Decision {
    Decision {
        kind,
        account: AccountId::clone(&row.account),
        subject: row.id.to_string(),
        media: Some(row.media.clone()),
        parent: row.parent.clone(),
        value: None,
        text: None,
        grace: grace(kind, count),
        run,
        saved_reply: None,
    }
}

/// Refuses a text with a variable that nobody has put words in for.
pub(super) fn all_filled_in(text: &str) -> Result<(), Problem> {
    match template::unfilled(text) {
        None => Ok(()),
        Some(variable) => Err(precondition(
            &format!("The reply still holds {{{}}}.", variable.name()),
            "Put your own words in its place.",
        )),
    }
}

pub(super) fn gone() -> Problem {
    precondition("This comment is no longer on Instagram.", "Go on with the next one.")
}

pub(super) fn precondition(message: &str, fix: &str) -> Problem {
    Problem::new(ProblemCode::Precondition, message, fix)
}
