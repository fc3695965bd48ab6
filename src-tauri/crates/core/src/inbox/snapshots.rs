//! Open lists: row numbers taken once, with what the user removed since.
//!
//! A long list is shown by its beginning while the rest of it is still being taken; who needs the rest waits for it.
//!
//! A search is a list too. It is taken from the list of its view, so that what is typed letter by letter sorts nothing
//! and reads no view again; it has that list's high-water mark, and what came since waits for the same pill.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::search::{Hits, Query};
use store::views::{Face, Filter, Groups, Held, PackedRows};
use tokio::sync::watch;

use crate::problem::{Problem, ProblemCode};

/// At most this many snapshots live; the one longest unused goes first.
pub const MOST_SNAPSHOTS: usize = 4;

/// Names an open list.
pub type SnapshotId = u32;

/// The open lists.
pub struct Snapshots {
    inner: Mutex<Inner>,
}

struct Inner {
    last_id: SnapshotId,
    /// The latest used stands last.
    open: Vec<Snapshot>,
}

struct Snapshot {
    id: SnapshotId,
    filter: Filter,
    /// What is searched for in it.
    found: Option<Found>,
    mark: i64,
    /// The list of the view in its order, which a search is taken from.
    view: Arc<Vec<u32>>,
    /// What stands together in `all`.
    groups: Option<Arc<Groups>>,
    /// What searches keep of `view`.
    held: Arc<Held>,
    /// The same as `view` where nothing is searched for and nothing brought together.
    all: Arc<Vec<u32>>,
    /// Ends when `all` is all of it; `None`: it is.
    pending: Option<watch::Receiver<()>>,
    removed: HashSet<u32>,
    /// `all` without `removed`, in the same order.
    visible: Arc<Vec<u32>>,
}

/// What a list was searched for.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// What was looked for.
    pub(crate) query: Arc<Query>,
    /// Where it was found.
    pub(crate) hits: Arc<Hits>,
}

/// A part of a list.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Row numbers.
    pub(crate) items: Vec<u32>,
    /// The face they show.
    pub(crate) face: Face,
    /// What the list was searched for.
    pub(crate) found: Option<Found>,
    /// The groups that begin among the rows, in their order.
    pub(crate) starts: Vec<GroupStart>,
}

/// The beginning of a group in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GroupStart {
    /// Its first item.
    pub(crate) item: u32,
    /// How many rows of the list it has.
    pub(crate) rows: usize,
    /// The day it is of, where days stand together.
    pub(crate) day: Option<jiff::civil::Date>,
}

impl Shown {
    /// Where it was found.
    pub(crate) fn hits(&self) -> Option<&Hits> {
        self.found.as_ref().map(|found| found.hits.as_ref())
    }
}

/// The list of a view, to search in.
#[derive(Debug)]
pub(crate) struct ViewList {
    /// Row numbers in their order.
    pub(crate) rows: Arc<Vec<u32>>,
    /// The change sequence when it was taken.
    pub(crate) mark: i64,
    /// What searches keep of it.
    pub(crate) held: Arc<Held>,
    /// Rows that left it since.
    pub(crate) removed: HashSet<u32>,
}

impl From<PackedRows> for ViewList {
    fn from(packed: PackedRows) -> Self {
        Self {
            rows: Arc::new(packed.rows),
            mark: packed.high_water,
            held: Arc::default(),
            removed: HashSet::new(),
        }
    }
}

impl Snapshots {
    /// No open lists.
    pub fn new() -> Self {
        Self {
            inner: Mutex::new(Inner {
                last_id: 0,
                open: Vec::new(),
            }),
        }
    }

    /// Opens the list of a view. Returns how many rows it has, too.
    pub(crate) fn add(&self, filter: Filter, list: ViewList) -> (SnapshotId, usize) {
        let all = list.rows.clone();
        self.push(filter, None, list, all, None, None)
    }

    /// Opens rows of a view's list in which some stand together, searched or not. Returns how many rows that are, too.
    pub(crate) fn add_grouped(
        &self,
        filter: Filter,
        found: Option<Found>,
        list: ViewList,
        rows: &[u32],
        groups: Groups,
    ) -> (SnapshotId, usize) {
        let all = Arc::new(groups.bring_together(rows));
        self.push(filter, found, list, all, None, Some(Arc::new(groups)))
    }

    /// Opens a list of which only the first rows are known. Who waits for the others looks again when the sender goes,
    /// after [`Self::complete`].
    pub(crate) fn begin(&self, filter: Filter, first: ViewList) -> (SnapshotId, watch::Sender<()>) {
        let (sender, pending) = watch::channel(());
        let all = first.rows.clone();
        (self.push(filter, None, first, all, Some(pending), None).0, sender)
    }

    /// Gives a list that was begun the whole of its rows; fine when it is gone.
    pub(crate) fn complete(&self, id: SnapshotId, rows: Vec<u32>) {
        if let Some(list) = self.lock().open.iter_mut().find(|list| list.id == id) {
            list.view = Arc::new(rows);
            list.all = list.view.clone();
            list.pending = None;
            list.visible = without(&list.all, &list.removed);
        }
    }

    /// Opens what of a view's list was found, without what left that. Returns how many rows that are, too.
    pub(crate) fn add_search(
        &self,
        filter: Filter,
        found: Found,
        list: ViewList,
        rows: Vec<u32>,
    ) -> (SnapshotId, usize) {
        self.push(filter, Some(found), list, Arc::new(rows), None, None)
    }

    /// The list of a view as it is open now, and its filter: the one given, at the moment the list was opened. The latest
    /// used where there are several.
    pub(crate) async fn view(&self, filter: &Filter) -> Option<(Filter, ViewList)> {
        let id = {
            let inner = self.lock();
            inner.open.iter().rev().find(|list| list.filter.asks_as(filter))?.id
        };
        self.until(id, |_| false).await.ok()?;
        let list = self.with(id, |list| {
            let view = ViewList {
                rows: list.view.clone(),
                mark: list.mark,
                held: list.held.clone(),
                removed: list.removed.clone(),
            };
            (list.filter.clone(), view)
        });
        list.ok()
    }

    fn push(
        &self,
        filter: Filter,
        found: Option<Found>,
        list: ViewList,
        all: Arc<Vec<u32>>,
        pending: Option<watch::Receiver<()>>,
        groups: Option<Arc<Groups>>,
    ) -> (SnapshotId, usize) {
        let mut inner = self.lock();
        inner.last_id = inner.last_id.wrapping_add(1);
        let id = inner.last_id;
        if inner.open.len() >= MOST_SNAPSHOTS {
            inner.open.remove(0);
        }
        let visible = without(&all, &list.removed);
        let total = visible.len();
        inner.open.push(Snapshot {
            id,
            filter,
            found,
            mark: list.mark,
            view: list.rows,
            groups,
            held: list.held,
            visible,
            all,
            pending,
            removed: list.removed,
        });
        (id, total)
    }

    /// Row numbers `start .. start + count`, fewer at the end, and which face they show.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub(crate) async fn slice(&self, id: SnapshotId, start: usize, count: usize) -> Result<Shown, Problem> {
        self.until(id, |list| list.visible.len() >= start.saturating_add(count))
            .await?;
        self.with(id, |list| {
            let end = list.visible.len().min(start.saturating_add(count));
            Shown {
                items: list.visible.get(start..end).unwrap_or_default().to_vec(),
                face: list.filter.face(),
                found: list.found.clone(),
                starts: list
                    .groups
                    .as_ref()
                    .map(|groups| starts(groups, &list.visible, start..end))
                    .unwrap_or_default(),
            }
        })
    }

    /// Where a row stands in the list; `None`: it does not.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub async fn position(&self, id: SnapshotId, row: u32) -> Result<Option<usize>, Problem> {
        self.until(id, |list| list.visible.contains(&row)).await?;
        self.with(id, |list| list.visible.iter().position(|each| *each == row))
    }

    /// The filter and the high-water mark of the list.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub fn mark(&self, id: SnapshotId) -> Result<(Filter, i64), Problem> {
        self.with(id, |list| (list.filter.clone(), list.mark))
    }

    /// What is searched for in the list.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub(crate) fn found(&self, id: SnapshotId) -> Result<Option<Found>, Problem> {
        self.with(id, |list| list.found.clone())
    }

    /// How many of `rows` the list does not show: rows it never held, and rows that had left it.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub async fn count_absent(&self, id: SnapshotId, rows: &[u32]) -> Result<usize, Problem> {
        self.until(id, |_| rows.is_empty()).await?;
        self.with(id, |list| {
            let mut absent: HashSet<u32> = rows.iter().copied().collect();
            for row in list.visible.iter() {
                if absent.is_empty() {
                    break;
                }
                absent.remove(row);
            }
            absent.len()
        })
    }

    /// Takes rows out of the list, or puts them back in their place.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub fn set_removed(&self, id: SnapshotId, rows: &[u32], removed: bool) -> Result<(), Problem> {
        self.with(id, |list| {
            for row in rows {
                if removed {
                    list.removed.insert(*row);
                } else {
                    list.removed.remove(row);
                }
            }
            list.visible = without(&list.all, &list.removed);
        })
    }

    /// Frees the list; fine when it is gone.
    pub fn close(&self, id: SnapshotId) {
        self.lock().open.retain(|list| list.id != id);
    }

    /// Waits until a list is complete, or enough of it is known.
    async fn until(&self, id: SnapshotId, enough: impl Fn(&Snapshot) -> bool) -> Result<(), Problem> {
        loop {
            let pending = self.with(id, |list| list.pending.clone().filter(|_| !enough(list)))?;
            let Some(mut pending) = pending else {
                return Ok(());
            };
            // Nothing is ever sent: the end of the sender is the news.
            let _ = pending.changed().await;
        }
    }

    fn with<T>(&self, id: SnapshotId, work: impl FnOnce(&mut Snapshot) -> T) -> Result<T, Problem> {
        let mut inner = self.lock();
        let Some(position) = inner.open.iter().position(|list| list.id == id) else {
            return Err(Problem::new(
                ProblemCode::SnapshotGone,
                "This list was closed meanwhile.",
                "Open it again.",
            ));
        };
        let mut list = inner.open.remove(position);
        let result = work(&mut list);
        inner.open.push(list);
        Ok(result)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The groups that begin in a range of the rows.
fn starts(groups: &Groups, rows: &[u32], range: Range<usize>) -> Vec<GroupStart> {
    let of = |index: usize| rows.get(index).map(|item| groups.of(*item));
    let mut starts = Vec::new();
    let mut index = range.start;
    while index < range.end {
        let Some(item) = rows.get(index).copied() else {
            break;
        };
        let group = of(index);
        let end = (index..rows.len())
            .find(|next| of(*next) != group)
            .unwrap_or(rows.len());
        if index == 0 || of(index - 1) != group {
            starts.push(GroupStart {
                item,
                rows: end - index,
                day: groups.day(item),
            });
        }
        index = end;
    }
    starts
}

fn without(rows: &Arc<Vec<u32>>, removed: &HashSet<u32>) -> Arc<Vec<u32>> {
    if removed.is_empty() {
        return rows.clone();
    }
    Arc::new(rows.iter().filter(|row| !removed.contains(row)).copied().collect())
}

impl Default for Snapshots {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
#[path = "snapshots_tests.rs"]
mod tests;
