//! What can be set about messaging while the simulator runs, and the files that were uploaded for messages.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::files::Taken;
use crate::windows::Window;

/// Calls of the Conversations API an account has (sheet on messaging, §1.5).
pub(super) const CONVERSATIONS: Window = Window {
    name: "conversations",
    most: 2,
    span_ms: 1_000,
};
/// Private replies an account has (sheet on messaging, §3).
pub(super) const PRIVATE_REPLIES: Window = Window {
    name: "private_replies",
    most: 750,
    span_ms: 3_600_000,
};
/// Private replies to comments on a broadcast an account has.
pub(super) const LIVE_PRIVATE_REPLIES: Window = Window {
    name: "live_private_replies",
    most: 100,
    span_ms: 1_000,
};
/// Life of an uploaded file: ninety days.
const UPLOAD_MS: i64 = 90 * 24 * 3_600_000;

/// The id of the first uploaded file: 16 digits.
const FIRST_UPLOAD: u64 = 1_184_719_329_217_930;

/// A file that was uploaded for messages.
#[derive(Clone, Debug)]
struct Upload {
    account: u32,
    at_ms: i64,
    file: Taken,
}

/// The rules of messaging.
#[derive(Debug)]
pub(crate) struct MessagingRules {
    rates: AtomicBool,
    human_agent: AtomicBool,
    /// Accounts whose owner has switched *Allow access to messages* off.
    closed: Mutex<HashSet<u32>>,
    uploads: Mutex<HashMap<String, Upload>>,
}

impl MessagingRules {
    /// Rules with everything granted; `rates` says whether the rates of single endpoints count.
    pub(crate) fn new(rates: bool) -> Self {
        Self {
            rates: AtomicBool::new(rates),
            human_agent: AtomicBool::new(true),
            closed: Mutex::default(),
            uploads: Mutex::default(),
        }
    }
}

impl MessagingRules {
    /// Whether the rates of single endpoints count.
    pub(crate) fn counts_rates(&self) -> bool {
        self.rates.load(Ordering::SeqCst)
    }

    pub(crate) fn count_rates(&self, count: bool) {
        self.rates.store(count, Ordering::SeqCst);
    }

    /// Whether the app was granted the feature Human Agent.
    pub(crate) fn has_human_agent(&self) -> bool {
        self.human_agent.load(Ordering::SeqCst)
    }

    pub(crate) fn grant_human_agent(&self, granted: bool) {
        self.human_agent.store(granted, Ordering::SeqCst);
    }

    /// Whether apps are shut out of an account's messages.
    pub(crate) fn is_closed(&self, account: u32) -> bool {
        self.closed().contains(&account)
    }

    pub(crate) fn close(&self, account: u32, closed: bool) {
        if closed {
            self.closed().insert(account);
        } else {
            self.closed().remove(&account);
        }
    }

    fn closed(&self) -> MutexGuard<'_, HashSet<u32>> {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn uploads(&self) -> MutexGuard<'_, HashMap<String, Upload>> {
        self.uploads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a file; answers the id it is kept under.
    pub(super) fn uploaded(&self, account: u32, at_ms: i64, file: Taken) -> String {
        let mut uploads = self.uploads();
        let id = (FIRST_UPLOAD + uploads.len() as u64 * 7_919).to_string();
        uploads.insert(id.clone(), Upload { account, at_ms, file });
        id
    }

    /// The file an account has under an id, as long as it lives.
    pub(super) fn upload(&self, id: &str, account: u32, now_ms: i64) -> Option<Taken> {
        let uploads = self.uploads();
        let upload = uploads.get(id)?;
        (upload.account == account && now_ms < upload.at_ms + UPLOAD_MS).then(|| upload.file.clone())
    }
}
