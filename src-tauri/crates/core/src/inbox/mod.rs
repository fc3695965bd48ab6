//! The inbox: views as snapshots, threads, and what people decide there.
//!
//! Promised: a list is taken once and never jumps under the user's hand; what the user does leaves it at
//! once and comes back on undo; what others do waits for the "new" pill.

mod bulk;
mod decide;
mod indexing;
mod items;
mod reply_drafts;
mod saved;
mod snapshots;
pub(crate) mod telling;
mod thread;
mod typed;
pub(crate) mod waking;

use std::ops::Range;
use std::sync::Arc;

use instagram::{AccountId, CommentId};
use store::search::{self, Progress, Query};
use store::views::{self, Filter, ItemRow, ViewCounts};

pub use bulk::{Chosen, MOST_OF_RUN, RunPreview, Sample, Skip, StartedRun};
pub use decide::grace;
pub(crate) use indexing::Indexing;
use snapshots::{Found, ViewList};
pub use snapshots::{SnapshotId, Snapshots};
pub use thread::{Author, Thread, ThreadComment};
pub use typed::{MOST_BYTES, Typed, TypedReading};

use crate::context::Shared;
use crate::outbox::Outbox;
use crate::problem::Problem;

/// The inbox as people use it.
pub struct Inbox {
    context: Shared,
    outbox: Arc<Outbox>,
    snapshots: Arc<Snapshots>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct ListedItem {
    /// The item, with the action that is under way for its face.
    pub item: ItemRow,
    /// Where what is searched for stands in it.
    pub marks: Marks,
}

/// Where what is searched for stands, in UTF-16 units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the text.
    pub text: Vec<Range<u32>>,
    /// In the author's handle.
    pub username: Vec<Range<u32>>,
}

impl Inbox {
    pub(crate) fn new(context: Shared, outbox: Arc<Outbox>) -> Self {
        Self {
            context,
            outbox,
            snapshots: Arc::new(Snapshots::new()),
        }
    }

    /// Opens a view, narrowed to what is typed; returns its snapshot and how many rows it has. Its first rows can be read at
    /// once, the others a moment later where it is a long list.
    ///
    /// # Errors
    /// `Precondition` when part of the line cannot be used; when the database refuses.
    pub async fn open(&self, filter: Filter, typed: Typed<'_>) -> Result<(SnapshotId, usize), Problem> {
        let (conditions, query) = self.asked(typed)?;
        let filter = Filter {
            typed: conditions,
            ..filter
        };
        if query.is_empty() {
            self.open_whole(filter).await
        } else {
            self.search(filter, query).await
        }
    }

    async fn open_whole(&self, filter: Filter) -> Result<(SnapshotId, usize), Problem> {
        let mut opening = views::begin(&self.context.store, &filter).await?;
        let total = opening.total;
        let first = ViewList {
            rows: Arc::new(std::mem::take(&mut opening.first)),
            mark: opening.high_water,
        };
        if total <= first.rows.len() {
            return Ok(self.snapshots.add(filter, first));
        }
        let (id, all_taken) = self.snapshots.begin(filter, first);
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

    /// Opens what of a view holds the words. While the view's list is open it is that list which is searched, so that
    /// nothing comes or goes by the searching.
    async fn search(&self, filter: Filter, query: Query) -> Result<(SnapshotId, usize), Problem> {
        let store = &self.context.store;
        let hits = Arc::new(search::hits(store, &query).await?);
        let list = match self.snapshots.view(&filter).await {
            Some(list) => list,
            None => views::open(store, &filter).await?.into(),
        };
        let rows = views::narrow(store, &filter, &hits, &list.rows).await?;
        let query = Arc::new(query);
        Ok(self.snapshots.add_search(filter, Found { query, hits }, list, rows))
    }

    /// How far older rows are searchable; `None`: everything is.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn search_progress(&self) -> Result<Option<Progress>, Problem> {
        Ok(search::progress(&self.context.store).await?)
    }

    /// Rows `start .. start + count` of a snapshot; fewer at its end.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn rows(&self, snapshot: SnapshotId, start: usize, count: usize) -> Result<Vec<ListedItem>, Problem> {
        let shown = self.snapshots.slice(snapshot, start, count).await?;
        let items = views::rows(&self.context.store, &shown.items, shown.face, shown.hits()).await?;
        Ok(items
            .into_iter()
            .map(|item| ListedItem {
                marks: shown
                    .found
                    .as_ref()
                    .map(|found| Marks::of(&item, &found.query))
                    .unwrap_or_default(),
                item,
            })
            .collect())
    }

    /// Where an item stands in a snapshot; `None`: it does not.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn position(&self, snapshot: SnapshotId, item: u32) -> Result<Option<usize>, Problem> {
        self.snapshots.position(snapshot, item).await
    }

    /// How many items came into the view since the snapshot was taken.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn news(&self, snapshot: SnapshotId) -> Result<usize, Problem> {
        let (filter, mark) = self.snapshots.mark(snapshot)?;
        let store = &self.context.store;
        let mut fresh = views::news_rows(store, &filter, mark).await?.rows;
        if let Some(found) = self.snapshots.found(snapshot)?
            && !fresh.is_empty()
        {
            let hits = search::hits(store, &found.query).await?;
            fresh = views::narrow(store, &filter, &hits, &fresh).await?;
        }
        self.snapshots.count_absent(snapshot, &fresh).await
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

impl Marks {
    fn of(item: &ItemRow, query: &Query) -> Self {
        let text = item.text.as_deref().unwrap_or_default();
        let username = item.username.as_deref().unwrap_or_default();
        Self {
            text: search::marks(text, query),
            username: search::marks_in_name(username, query),
        }
    }
}
