//! Open lists: row numbers taken once, with what the user removed since.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use store::views::{Filter, PackedRows};

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

    /// Opens a list.
    pub fn add(&self, filter: Filter, packed: PackedRows) -> SnapshotId {
        let mut inner = self.lock();
        inner.last_id = inner.last_id.wrapping_add(1);
        let id = inner.last_id;
        if inner.open.len() >= MOST_SNAPSHOTS {
            inner.open.remove(0);
        }
        let (visible, all) = (packed.rows.clone(), packed.rows);
        inner.open.push(Snapshot {
            id,
            filter,
            mark: packed.high_water,
            all,
            removed: HashSet::new(),
            visible,
        });
        id
    }

    /// Row numbers `start .. start + count`; fewer at the end.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub fn slice(&self, id: SnapshotId, start: usize, count: usize) -> Result<Vec<u32>, Problem> {
        self.with(id, |list| {
            list.visible.iter().skip(start).take(count).copied().collect()
        })
    }

    /// The filter and the high-water mark of the list.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub fn mark(&self, id: SnapshotId) -> Result<(Filter, i64), Problem> {
        self.with(id, |list| (list.filter.clone(), list.mark))
    }

    /// How many of `rows` the list has never held.
    ///
    /// # Errors
    /// `SnapshotGone` when the list is not open.
    pub fn count_unknown(&self, id: SnapshotId, rows: &[u32]) -> Result<usize, Problem> {
        self.with(id, |list| {
            let known: HashSet<u32> = list.all.iter().copied().collect();
            rows.iter().filter(|row| !known.contains(row)).count()
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
            list.visible = list
                .all
                .iter()
                .filter(|row| !list.removed.contains(row))
                .copied()
                .collect();
        })
    }

    /// Frees the list; fine when it is gone.
    pub fn close(&self, id: SnapshotId) {
        self.lock().open.retain(|list| list.id != id);
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

impl Default for Snapshots {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use store::views::{Order, View};

    #[test]
    fn a_removed_row_comes_back_in_its_place() {
        let snapshots = Snapshots::new();
        let id = open(&snapshots, vec![7, 3, 9, 1]);
        snapshots.set_removed(id, &[3, 9], true).unwrap();
        assert_eq!(snapshots.slice(id, 0, 10).unwrap(), [7, 1]);
        snapshots.set_removed(id, &[9], false).unwrap();
        assert_eq!(snapshots.slice(id, 0, 10).unwrap(), [7, 9, 1]);
    }

    #[test]
    fn the_list_longest_unused_goes_first() {
        let snapshots = Snapshots::new();
        let ids: Vec<_> = (0..4).map(|_| open(&snapshots, vec![1])).collect();
        snapshots.slice(ids[0], 0, 1).unwrap();
        open(&snapshots, vec![1]);
        assert!(snapshots.slice(ids[0], 0, 1).is_ok());
        assert_eq!(
            snapshots.slice(ids[1], 0, 1).unwrap_err().code,
            ProblemCode::SnapshotGone
        );
    }

    #[test]
    fn rows_once_in_the_list_are_not_news() {
        let snapshots = Snapshots::new();
        let id = open(&snapshots, vec![7, 3]);
        snapshots.set_removed(id, &[3], true).unwrap();
        assert_eq!(snapshots.count_unknown(id, &[3, 8]).unwrap(), 1);
    }

    fn open(snapshots: &Snapshots, rows: Vec<u32>) -> SnapshotId {
        let filter = Filter {
            view: View::All,
            accounts: Vec::new(),
            order: Order::NewestFirst,
        };
        snapshots.add(filter, PackedRows { rows, high_water: 0 })
    }
}
