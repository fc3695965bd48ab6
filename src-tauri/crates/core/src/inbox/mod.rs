//! The inbox: views as snapshots, threads, and what people decide there.
//!
//! Promised: a list is taken once and never jumps under the user's hand; what the user does leaves it at
//! once and comes back on undo; what others do waits for the "new" pill.

mod decide;
mod items;
mod snapshots;
pub(crate) mod telling;
mod thread;
mod typed;
pub(crate) mod waking;

use std::sync::Arc;

use instagram::{AccountId, CommentId};
use store::views::{self, Filter, ItemRow, ViewCounts};

pub use decide::grace;
pub use snapshots::{SnapshotId, Snapshots};
pub use thread::{Author, Thread, ThreadComment};
pub use typed::{MOST_BYTES, TypedReading};

use crate::context::Shared;
use crate::outbox::{ActionState, Outbox};
use crate::problem::Problem;

/// The inbox as people use it.
pub struct Inbox {
    context: Shared,
    outbox: Arc<Outbox>,
    snapshots: Arc<Snapshots>,
}

/// A row of a list with the action that is under way for its face.
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
            snapshots: Arc::new(Snapshots::new()),
        }
    }

    /// Opens a view, narrowed to what the line typed above it asks for; returns its snapshot and how many rows it has. Its
    /// first rows can be read at once, the others a moment later where it is a long list.
    ///
    /// # Errors
    /// `Precondition` when part of the line cannot be used; when the database refuses.
    pub async fn open(&self, filter: Filter, line: &str) -> Result<(SnapshotId, usize), Problem> {
        let filter = Filter {
            typed: self.conditions(line)?,
            ..filter
        };
        let mut opening = views::begin(&self.context.store, &filter).await?;
        let (total, high_water) = (opening.total, opening.high_water);
        let first = std::mem::take(&mut opening.first);
        if total <= first.len() {
            return Ok((self.snapshots.add(filter, high_water, first), total));
        }
        let (id, all_taken) = self.snapshots.begin(filter, high_water, first);
        let snapshots = self.snapshots.clone();
        tokio::spawn(async move {
            match opening.whole().await {
                Ok(rows) => snapshots.complete(id, rows),
                Err(error) => {
                    tracing::error!(%error, "A list could not be read to its end");
                    snapshots.close(id);
                }
            }
            // Those who wait look again.
            drop(all_taken);
        });
        Ok((id, total))
    }

    /// Rows `start .. start + count` of a snapshot; fewer at its end.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn rows(&self, snapshot: SnapshotId, start: usize, count: usize) -> Result<Vec<ListedItem>, Problem> {
        let (wanted, face) = self.snapshots.slice(snapshot, start, count).await?;
        let items = views::rows(&self.context.store, &wanted, face).await?;
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
        self.snapshots.count_absent(snapshot, &fresh.rows).await
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
