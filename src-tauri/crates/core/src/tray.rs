//! What the tray menu says: how much waits, what goes out next, and what was told.

use jiff::Timestamp;
use store::posts::{self, PostState};
use store::views::{self, Filter, Order, View};
use store::{StoreError, accounts};

use crate::context::Context;
use crate::notifications::{Notification, Notifications};
use crate::problem::Problem;

/// What the tray menu says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayFacts {
    /// Items nobody has read.
    pub unread: usize,
    /// Items that need a reply.
    pub needs_reply: usize,
    /// The post that goes out next.
    pub next_post: Option<NextPost>,
    /// What was told, newest first.
    pub told: Vec<Notification>,
    /// Whether the reading is paused.
    pub paused: bool,
}

/// A post that waits for its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextPost {
    /// When it goes out.
    pub due_at: Timestamp,
    /// Handle of its account.
    pub handle: String,
}

/// Works out what the tray menu says.
pub(crate) async fn facts(context: &Context, notifications: &Notifications) -> Result<TrayFacts, Problem> {
    // Not the counts of all views: the menu is looked at after every change.
    let (unread, needs_reply) = (
        count(context, View::Unread).await?,
        count(context, View::NeedsReply).await?,
    );
    let open = posts::list(&context.store, context.clock.now()).await?;
    let waiting = open.into_iter().filter(|post| {
        matches!(
            post.state,
            PostState::Scheduled | PostState::Preparing | PostState::Ready
        )
    });
    let next = waiting
        .filter_map(|post| post.due_at.map(|due_at| (due_at, post.account)))
        .min_by_key(|(due_at, _)| *due_at);
    let next_post = match next {
        Some((due_at, account)) => {
            let known = accounts::list(&context.store).await?;
            let found = known.into_iter().find(|row| row.id == account);
            found.map(|row| NextPost {
                due_at,
                handle: row.username,
            })
        }
        None => None,
    };
    Ok(TrayFacts {
        unread,
        needs_reply,
        next_post,
        told: notifications.told(),
        paused: context.is_paused(),
    })
}

async fn count(context: &Context, view: View) -> Result<usize, StoreError> {
    let filter = Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    };
    views::count(&context.store, &filter).await
}
