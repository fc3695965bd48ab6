//! A comment with its post, its thread and its author.

use instagram::CommentId;
use store::comments::{self, AuthorFacts, CommentRow};
use store::media::{self, MediaRow};
use store::outbox::{ActionKind, Delivery};
use store::{Label, Note, PersonRef, notes, people};

use super::private_reply::PrivateReply;
use crate::context::Context;
use crate::outbox::{ActionState, Outbox};
use crate::problem::Problem;

/// What stands beside a selected comment.
#[derive(Debug, Clone)]
pub struct Thread {
    /// The post.
    pub post: MediaRow,
    /// Open items under the post.
    pub open_count: i64,
    /// The comment switch under way, if any.
    pub switch: Option<ActionState>,
    /// The top-level comment first, then its replies, oldest first.
    pub comments: Vec<ThreadComment>,
    /// Our replies that are still in the outbox, oldest first.
    pub echoes: Vec<ActionState>,
    /// The selected comment.
    pub selected: CommentId,
    /// The author of the selected comment.
    pub author: Author,
    /// The notes on the item, oldest first.
    pub notes: Vec<Note>,
    /// Whether the selected comment can be answered in private.
    pub private_reply: PrivateReply,
}

/// A comment with the action under way for it.
#[derive(Debug, Clone)]
pub struct ThreadComment {
    /// The comment.
    pub comment: CommentRow,
    /// The latest action that has not ended, or ended without success.
    pub action: Option<ActionState>,
}

/// What is known of an author on this account.
#[derive(Debug, Clone)]
pub struct Author {
    /// The handle, when the platform gave one.
    pub username: Option<String>,
    /// Their comments here.
    pub facts: AuthorFacts,
    /// What they are labelled as.
    pub labels: Vec<Label>,
    /// The newest note on them.
    pub note: Option<Note>,
}

pub(super) async fn read(context: &Context, outbox: &Outbox, selected: &CommentId) -> Result<Thread, Problem> {
    let rows = comments::thread(&context.store, selected).await?;
    let row = rows
        .iter()
        .find(|row| row.id == *selected)
        .ok_or_else(|| Problem::not_found("comment"))?
        .clone();
    let post = media::get(&context.store, &row.media)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let open_count = media::open_count(&context.store, &row.media).await?;
    let top = row.parent.clone().unwrap_or_else(|| row.id.clone());
    let live = outbox.live_of_thread(&top, &row.media).await?;
    let switch = live
        .iter()
        .rev()
        .find(|action| action.kind == ActionKind::CommentSwitch && action.media.as_ref() == Some(&row.media));
    let in_thread: Vec<&CommentId> = rows.iter().map(|row| &row.id).chain([&top]).collect();
    let echoes = live
        .iter()
        .filter(|action| action.kind == ActionKind::Reply && not_yet_sent(action))
        .filter(|action| {
            action
                .comment
                .as_ref()
                .is_some_and(|comment| in_thread.contains(&comment))
        })
        .cloned()
        .collect();
    let private_reply = PrivateReply::of(&row, &live, context.clock.now());
    let comments = rows
        .into_iter()
        .map(|comment| ThreadComment {
            action: latest(&live, &comment.id),
            comment,
        })
        .collect();
    Ok(Thread {
        post,
        open_count,
        switch: switch.cloned(),
        comments,
        echoes,
        selected: selected.clone(),
        author: author(context, row.author()).await?,
        notes: notes::of_item(&context.store, row.item).await?,
        private_reply,
    })
}

/// A reply is shown as an echo of its own, so it is no action *on* the comment.
fn latest(live: &[ActionState], comment: &CommentId) -> Option<ActionState> {
    live.iter()
        .rev()
        .find(|action| {
            action.kind != ActionKind::Reply && action.comment.as_ref() == Some(comment) && not_yet_sent(action)
        })
        .cloned()
}

fn not_yet_sent(action: &ActionState) -> bool {
    match action.delivery {
        Delivery::Waiting
        | Delivery::Held
        | Delivery::Sending
        | Delivery::Checking
        | Delivery::Failed
        | Delivery::NeedsYou => true,
        Delivery::Sent | Delivery::Withdrawn | Delivery::Discarded => false,
    }
}

/// What is known of somebody.
pub(super) async fn author(context: &Context, who: PersonRef) -> Result<Author, Problem> {
    let card = people::card(&context.store, &who).await?;
    let (labels, mut notes) = match card {
        Some(card) => (
            people::labels(&context.store, card).await?,
            notes::of_person(&context.store, card).await?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    Ok(Author {
        facts: comments::author(&context.store, &who).await?,
        username: who.username,
        labels,
        note: notes.pop(),
    })
}
