//! The inbox: views as snapshots, threads, and what people decide there.
//!
//! Promised: a list is taken once and never jumps under the user's hand; what the user does leaves it at
//! once and comes back on undo; what others do waits for the "new" pill.

mod decide;
mod snapshots;
mod thread;

use std::sync::Arc;

use instagram::{AccountId, CommentId};
use store::views::{self, Filter, ItemRow, ViewCounts};

pub use decide::grace;
pub use snapshots::{SnapshotId, Snapshots};
pub use thread::{Author, Thread, ThreadComment};

use crate::context::Shared;
use crate::outbox::{ActionState, Outbox};
use crate::problem::Problem;

/// The inbox as people use it.
pub struct Inbox {
    context: Shared,
    outbox: Arc<Outbox>,
    snapshots: Snapshots,
}

/// A row of a list with the action that is under way for it.
#[derive(Debug, Clone)]
pub struct ListedItem {
    /// The item.
    pub item: ItemRow,
    /// The action under way.
    pub action: Option<ActionState>,
}

impl Inbox {
    pub(crate) fn new(context: Shared, outbox: Arc<Outbox>) -> Self {
        Self {
            context,
            outbox,
            snapshots: Snapshots::new(),
        }
    }

    /// Opens a view; returns its snapshot and how many rows it has.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn open(&self, filter: Filter) -> Result<(SnapshotId, usize), Problem> {
        let packed = views::open(&self.context.store, &filter).await?;
        let total = packed.rows.len();
        Ok((self.snapshots.add(filter, packed), total))
    }

    /// Rows `start .. start + count` of a snapshot; fewer at its end.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn rows(&self, snapshot: SnapshotId, start: usize, count: usize) -> Result<Vec<ListedItem>, Problem> {
        let wanted = self.snapshots.slice(snapshot, start, count)?;
        let items = views::rows(&self.context.store, &wanted).await?;
        let live = self.outbox.live().await?;
        let action_of = |item: &ItemRow| {
            live.iter()
                .rev()
                .find(|action| action.comment.as_ref() == Some(&item.id))
        };
        Ok(items
            .into_iter()
            .map(|item| ListedItem {
                action: action_of(&item).cloned(),
                item,
            })
            .collect())
    }

    /// How many items came into the view since the snapshot was taken.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn news(&self, snapshot: SnapshotId) -> Result<usize, Problem> {
        let (filter, mark) = self.snapshots.mark(snapshot)?;
        let fresh = views::news_rows(&self.context.store, &filter, mark).await?;
        self.snapshots.count_unknown(snapshot, &fresh.rows)
    }

    /// Frees a snapshot.
    pub fn close(&self, snapshot: SnapshotId) {
        self.snapshots.close(snapshot);
    }

    /// The counts beside the views, for `accounts` (empty means all).
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn counts(&self, accounts: &[AccountId]) -> Result<ViewCounts, Problem> {
        Ok(views::counts(&self.context.store, accounts).await?)
    }

    /// The post and thread around a comment.
    ///
    /// # Errors
    /// `NotFound` for an unknown comment.
    pub async fn thread(&self, comment: &CommentId) -> Result<Thread, Problem> {
        thread::read(&self.context, &self.outbox, comment).await
    }
}
