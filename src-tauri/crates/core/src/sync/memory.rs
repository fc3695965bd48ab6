//! What the background reading remembers between two looks. Losing it at a restart costs some calls, nothing else.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use instagram::{AccountId, MediaId};
use jiff::Timestamp;

use crate::clock::between;

/// How often the first page of a young post is read although its count stands still.
const YOUNG_EVERY: Duration = Duration::from_secs(15 * 60);

/// How long a post's read is remembered: longer than a post is young.
const YOUNG_KEPT: Duration = Duration::from_secs(72 * 60 * 60);

/// How often the whole media list is read, for comments under old posts.
const DEEP_EVERY: Duration = Duration::from_secs(60 * 60);

/// The memory of all accounts.
#[derive(Default)]
pub(super) struct Memory {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    young_reads: HashMap<MediaId, Timestamp>,
    /// On the monotonic clock.
    deep_looks: HashMap<AccountId, Duration>,
}

impl Memory {
    /// Whether the first page of this young post is due; if so, it counts as read now.
    pub(super) fn young_read_due(&self, post: &MediaId, now: Timestamp) -> bool {
        let mut inner = self.lock();
        inner.young_reads.retain(|_, at| between(*at, now) < YOUNG_KEPT);
        let due = inner
            .young_reads
            .get(post)
            .is_none_or(|at| between(*at, now) >= YOUNG_EVERY);
        if due {
            inner.young_reads.insert(post.clone(), now);
        }
        due
    }

    /// Whether the whole media list of the account is due.
    pub(super) fn deep_look_due(&self, account: &AccountId, monotonic: Duration) -> bool {
        let inner = self.lock();
        let last = inner.deep_looks.get(account);
        last.is_none_or(|at| monotonic.saturating_sub(*at) >= DEEP_EVERY)
    }

    /// The whole media list of the account was read.
    pub(super) fn looked_deep(&self, account: &AccountId, monotonic: Duration) {
        self.lock().deep_looks.insert(account.clone(), monotonic);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
