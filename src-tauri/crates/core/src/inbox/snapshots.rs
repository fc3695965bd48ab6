//! Open lists: row numbers taken once, with what the user removed since.
//!
//! A long list is shown by its beginning while the rest of it is still being taken; who needs the rest waits for it.
//!
//! A search is a list too. It is taken from the list of its view, so that what is typed letter by letter sorts nothing
//! and reads no view again; it has that list's high-water mark, and what came since waits for the same pill.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::search::{Hits, Query};
use store::views::{Face, Filter, PackedRows};
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
    /// The list of the view, which a search is taken from.
    view: Arc<Vec<u32>>,
    /// The same as `view` where nothing is searched for.
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
}

impl Shown {
    /// Where it was found.
    pub(crate) fn hits(&self) -> Option<&Hits> {
        self.found.as_ref().map(|found| found.hits.as_ref())
    }
}

/// The list of a view, to search in.
#[derive(Debug, Clone)]
pub(crate) struct ViewList {
    /// Row numbers in their order.
    pub(crate) rows: Arc<Vec<u32>>,
    /// The change sequence when it was taken.
    pub(crate) mark: i64,
}

impl From<PackedRows> for ViewList {
    fn from(packed: PackedRows) -> Self {
        Self {
            rows: Arc::new(packed.rows),
            mark: packed.high_water,
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
        self.push(filter, None, list, all, None)
    }

    /// Opens a list of which only the first rows are known. Who waits for the others looks again when the sender goes,
    /// after [`Self::complete`].
    pub(crate) fn begin(&self, filter: Filter, first: ViewList) -> (SnapshotId, watch::Sender<()>) {
        let (sender, pending) = watch::channel(());
        let all = first.rows.clone();
        (self.push(filter, None, first, all, Some(pending)).0, sender)
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

    /// Opens what of a view's list was found. Returns how many rows that are, too.
    pub(crate) fn add_search(
        &self,
        filter: Filter,
        found: Found,
        list: ViewList,
        rows: Vec<u32>,
    ) -> (SnapshotId, usize) {
        self.push(filter, Some(found), list, Arc::new(rows), None)
    }

    /// The list of a view as it is open now, without what was removed from it since; the latest used where there are
    /// several.
    pub(crate) async fn view(&self, filter: &Filter) -> Option<ViewList> {
        let id = {
            let inner = self.lock();
            inner.open.iter().rev().find(|list| list.filter == *filter)?.id
        };
        self.until(id, |_| false).await.ok()?;
        let list = self.with(id, |list| ViewList {
            rows: without(&list.view, &list.removed),
            mark: list.mark,
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
    ) -> (SnapshotId, usize) {
        let mut inner = self.lock();
        inner.last_id = inner.last_id.wrapping_add(1);
        let id = inner.last_id;
        if inner.open.len() >= MOST_SNAPSHOTS {
            inner.open.remove(0);
        }
        let total = all.len();
        inner.open.push(Snapshot {
            id,
            filter,
            found,
            mark: list.mark,
            view: list.rows,
            visible: all.clone(),
            all,
            pending,
            removed: HashSet::new(),
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::sync::Arc;
    use store::views::{Order, View};

    #[tokio::test]
    async fn a_removed_row_comes_back_in_its_place() {
        let snapshots = Snapshots::new();
        let id = open(&snapshots, vec![7, 3, 9, 1]);
        snapshots.set_removed(id, &[3, 9], true).unwrap();
        assert_eq!(rows(&snapshots, id).await.unwrap(), [7, 1]);
        snapshots.set_removed(id, &[9], false).unwrap();
        assert_eq!(rows(&snapshots, id).await.unwrap(), [7, 9, 1]);
    }

    #[tokio::test]
    async fn the_list_longest_unused_goes_first() {
        let snapshots = Snapshots::new();
        let ids: Vec<_> = (0..4).map(|_| open(&snapshots, vec![1])).collect();
        rows(&snapshots, ids[0]).await.unwrap();
        open(&snapshots, vec![1]);
        assert!(rows(&snapshots, ids[0]).await.is_ok());
        assert_eq!(
            rows(&snapshots, ids[1]).await.unwrap_err().code,
            ProblemCode::SnapshotGone
        );
    }

    #[tokio::test]
    async fn a_row_is_found_at_its_place_unless_it_left() {
        let snapshots = Snapshots::new();
        let id = open(&snapshots, vec![7, 3, 9]);
        assert_eq!(snapshots.position(id, 9).await.unwrap(), Some(2));
        snapshots.set_removed(id, &[3], true).unwrap();
        assert_eq!(snapshots.position(id, 9).await.unwrap(), Some(1));
        assert_eq!(snapshots.position(id, 3).await.unwrap(), None);
    }

    #[tokio::test]
    async fn news_is_what_the_list_does_not_show() {
        let snapshots = Snapshots::new();
        let id = open(&snapshots, vec![7, 3]);
        snapshots.set_removed(id, &[3], true).unwrap();
        assert_eq!(snapshots.count_absent(id, &[7, 8]).await.unwrap(), 1);
        assert_eq!(
            snapshots.count_absent(id, &[3, 7]).await.unwrap(),
            1,
            "a row that left and came back by itself"
        );
    }

    #[tokio::test]
    async fn the_beginning_of_a_list_is_there_at_once_and_the_rest_is_waited_for() {
        let snapshots = Arc::new(Snapshots::new());
        let (id, sender) = snapshots.begin(filter(), list(vec![5, 6]));
        assert_eq!(snapshots.slice(id, 0, 2).await.unwrap().items, [5, 6]);
        snapshots.set_removed(id, &[5], true).unwrap();
        let waiting = tokio::spawn({
            let snapshots = snapshots.clone();
            async move { snapshots.slice(id, 1, 2).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished(), "these rows are not known yet");
        snapshots.complete(id, vec![5, 6, 7, 8]);
        drop(sender);
        assert_eq!(
            waiting.await.unwrap().unwrap().items,
            [7, 8],
            "without what was removed meanwhile"
        );
    }

    #[tokio::test]
    async fn who_waits_for_a_list_that_could_not_be_read_hears_that_it_is_gone() {
        let snapshots = Arc::new(Snapshots::new());
        let (id, sender) = snapshots.begin(filter(), list(vec![5]));
        let waiting = tokio::spawn({
            let snapshots = snapshots.clone();
            async move { snapshots.count_absent(id, &[9]).await }
        });
        tokio::task::yield_now().await;
        snapshots.close(id);
        drop(sender);
        assert_eq!(waiting.await.unwrap().unwrap_err().code, ProblemCode::SnapshotGone);
    }

    async fn rows(snapshots: &Snapshots, id: SnapshotId) -> Result<Vec<u32>, Problem> {
        Ok(snapshots.slice(id, 0, 10).await?.items)
    }

    #[tokio::test]
    async fn a_search_goes_on_from_the_list_that_is_open() {
        let snapshots = Snapshots::new();
        let id = open(&snapshots, vec![7, 3, 9, 1]);
        snapshots.set_removed(id, &[9], true).unwrap();
        let list = snapshots.view(&filter()).await.unwrap();
        assert_eq!((list.rows.as_slice(), list.mark), ([7, 3, 1].as_slice(), 5));

        let query = Arc::new(Query::parse("-nothing"));
        let found = Found {
            query: query.clone(),
            hits: Arc::default(),
        };
        let rows = list.rows.to_vec();
        let (search, total) = snapshots.add_search(filter(), found, list, rows);
        assert_eq!(total, 3);
        assert_eq!(snapshots.found(search).unwrap().unwrap().query, query);
        assert!(snapshots.found(id).unwrap().is_none());
        snapshots.close(id);
        snapshots.set_removed(search, &[3], true).unwrap();
        assert_eq!(
            *snapshots.view(&filter()).await.unwrap().rows,
            [7, 1],
            "the search knows its view"
        );
        let other = Filter {
            view: View::Done,
            ..filter()
        };
        assert!(snapshots.view(&other).await.is_none());
    }

    #[tokio::test]
    async fn a_search_waits_for_the_end_of_the_list_it_is_taken_from() {
        let snapshots = Arc::new(Snapshots::new());
        let (id, sender) = snapshots.begin(filter(), list(vec![5]));
        let waiting = tokio::spawn({
            let snapshots = snapshots.clone();
            async move { snapshots.view(&filter()).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        snapshots.complete(id, vec![5, 6]);
        drop(sender);
        assert_eq!(*waiting.await.unwrap().unwrap().rows, [5, 6]);
    }

    fn open(snapshots: &Snapshots, rows: Vec<u32>) -> SnapshotId {
        snapshots.add(filter(), list(rows)).0
    }

    fn list(rows: Vec<u32>) -> ViewList {
        PackedRows { rows, high_water: 5 }.into()
    }

    fn filter() -> Filter {
        Filter {
            view: View::All,
            accounts: Vec::new(),
            order: Order::NewestFirst,
            typed: None,
        }
    }
}
