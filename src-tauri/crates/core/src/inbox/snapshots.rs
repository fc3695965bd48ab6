//! Open lists: row numbers taken once, with what the user removed since.
//!
//! A long list is shown by its beginning while the rest of it is still being taken; who needs the rest waits for it.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use store::views::{Face, Filter};
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
    mark: i64,
    all: Vec<u32>,
    /// Ends when `all` is all of it; `None`: it is.
    pending: Option<watch::Receiver<()>>,
    removed: HashSet<u32>,
    /// `all` without `removed`, in the same order.
    visible: Vec<u32>,
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

    /// Opens a list: `mark` is the change sequence of the state it was taken from.
    pub fn add(&self, filter: Filter, mark: i64, rows: Vec<u32>) -> SnapshotId {
        self.push(filter, mark, rows, None)
    }

    /// Opens a list of which only the first rows are known. Who waits for the others looks again when the sender goes,
    /// after [`Self::complete`].
    pub fn begin(&self, filter: Filter, mark: i64, first: Vec<u32>) -> (SnapshotId, watch::Sender<()>) {
        let (sender, pending) = watch::channel(());
        (self.push(filter, mark, first, Some(pending)), sender)
    }

    /// Gives a list that was begun the whole of its rows; fine when it is gone.
    pub fn complete(&self, id: SnapshotId, rows: Vec<u32>) {
        if let Some(list) = self.lock().open.iter_mut().find(|list| list.id == id) {
            list.all = rows;
            list.pending = None;
            list.show();
        }
    }

    fn push(&self, filter: Filter, mark: i64, rows: Vec<u32>, pending: Option<watch::Receiver<()>>) -> SnapshotId {
        let mut inner = self.lock();
        inner.last_id = inner.last_id.wrapping_add(1);
        let id = inner.last_id;
        if inner.open.len() >= MOST_SNAPSHOTS {
            inner.open.remove(0);
        }
        inner.open.push(Snapshot {
            id,
            filter,
            mark,
            visible: rows.clone(),
            all: rows,
            pending,
            removed: HashSet::new(),
        });
        id
    }

    /// Row numbers `start .. start + count`, fewer at the end, and which face they show.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub async fn slice(&self, id: SnapshotId, start: usize, count: usize) -> Result<(Vec<u32>, Face), Problem> {
        self.until(id, |list| list.visible.len() >= start.saturating_add(count))
            .await?;
        self.with(id, |list| {
            let end = list.visible.len().min(start.saturating_add(count));
            let rows = list.visible.get(start..end).unwrap_or_default().to_vec();
            (rows, list.filter.face())
        })
    }

    /// The filter and the high-water mark of the list.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub fn mark(&self, id: SnapshotId) -> Result<(Filter, i64), Problem> {
        self.with(id, |list| (list.filter.clone(), list.mark))
    }

    /// How many of `rows` the list does not show: rows it never held, and rows that had left it.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub async fn count_absent(&self, id: SnapshotId, rows: &[u32]) -> Result<usize, Problem> {
        self.until(id, |_| rows.is_empty()).await?;
        self.with(id, |list| {
            let mut absent: HashSet<u32> = rows.iter().copied().collect();
            for row in &list.visible {
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
            list.show();
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

impl Snapshot {
    /// Works out what is visible.
    fn show(&mut self) {
        let removed = &self.removed;
        self.visible = self.all.iter().filter(|row| !removed.contains(row)).copied().collect();
    }
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
        let (id, sender) = snapshots.begin(filter(), 0, vec![5, 6]);
        assert_eq!(snapshots.slice(id, 0, 2).await.unwrap().0, [5, 6]);
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
            waiting.await.unwrap().unwrap().0,
            [7, 8],
            "without what was removed meanwhile"
        );
    }

    #[tokio::test]
    async fn who_waits_for_a_list_that_could_not_be_read_hears_that_it_is_gone() {
        let snapshots = Arc::new(Snapshots::new());
        let (id, sender) = snapshots.begin(filter(), 0, vec![5]);
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
        Ok(snapshots.slice(id, 0, 10).await?.0)
    }

    fn open(snapshots: &Snapshots, rows: Vec<u32>) -> SnapshotId {
        snapshots.add(filter(), 0, rows)
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
