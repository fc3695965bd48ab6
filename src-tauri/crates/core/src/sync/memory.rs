//! What the background reading remembers between two runs of a task. Losing it at a restart costs some calls, nothing
//! else: a walk begun anew proves as much as one that went on.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use instagram::{CommentId, MediaId};

/// An unfinished walk through the comments of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// Cursor where it goes on.
    pub(super) after: String,
    /// The comments it met.
    pub(super) met: HashSet<CommentId>,
    /// Whether it has met everything up to here.
    pub(super) whole: bool,
}

/// Which of a post's walks: one that looks for something new may be overtaken by one that reads everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Purpose {
    /// It ends when the count is explained, and its cursor is in the database.
    Explain,
    /// It ends with the last page, and begins anew after a restart.
    Everything,
}

/// The memory of all accounts.
#[derive(Default)]
pub(super) struct Memory {
    walks: Mutex<HashMap<(MediaId, Purpose), Standing>>,
}

impl Memory {
    /// Where a walk stands; it is under way now.
    pub(super) fn take(&self, post: &MediaId, purpose: Purpose) -> Option<Standing> {
        self.lock().remove(&(post.clone(), purpose))
    }

    /// Whether a walk was left unfinished.
    pub(super) fn has(&self, post: &MediaId, purpose: Purpose) -> bool {
        self.lock().contains_key(&(post.clone(), purpose))
    }

    /// A walk was left unfinished.
    pub(super) fn keep(&self, post: &MediaId, purpose: Purpose, standing: Standing) {
        self.lock().insert((post.clone(), purpose), standing);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(MediaId, Purpose), Standing>> {
        self.walks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
