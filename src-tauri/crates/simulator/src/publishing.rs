//! What can be set about publishing while the simulator runs.

use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

/// Posts an account may publish in a day (sheet on publishing, §6.6).
const QUOTA: u32 = 100;
/// Simulated time the quickest picture takes.
const PROCESSING_MS: i64 = 3_000;

/// The rules of publishing.
#[derive(Debug)]
pub(crate) struct PublishingRules {
    quota_total: AtomicU32,
    processing_ms: AtomicI64,
}

impl PublishingRules {
    /// The usual rules, with processing so many times as fast; at 0 nothing takes any time.
    pub(crate) fn new(speed: f64) -> Self {
        let processing_ms = if speed > 0.0 { PROCESSING_MS as f64 / speed } else { 0.0 };
        Self {
            quota_total: AtomicU32::new(QUOTA),
            processing_ms: AtomicI64::new(processing_ms as i64),
        }
    }

    pub(crate) fn quota_total(&self) -> u32 {
        self.quota_total.load(Ordering::SeqCst)
    }

    pub(crate) fn set_quota_total(&self, posts: u32) {
        self.quota_total.store(posts, Ordering::SeqCst);
    }

    pub(crate) fn processing_ms(&self) -> i64 {
        self.processing_ms.load(Ordering::SeqCst)
    }

    pub(crate) fn set_processing_ms(&self, ms: i64) {
        self.processing_ms.store(ms.clamp(0, DAY_MS), Ordering::SeqCst);
    }
}

/// Longer than a container lives makes no difference.
const DAY_MS: i64 = 24 * 3_600_000;
