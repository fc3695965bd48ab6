//! Call counting and the usage headers (sheet on limits, §6): percent of an hour's allowance for each account.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderName;
use serde_json::json;

use crate::answer::Answer;

const HOUR_MS: i64 = 3_600_000;
/// Below this the headers are left out, as the platform does.
const WORTH_TELLING: u32 = 5;
const BUSINESS: HeaderName = HeaderName::from_static("x-business-use-case-usage");
const APP: HeaderName = HeaderName::from_static("x-app-usage");

/// What an account's calls come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) percent: u32,
    pub(crate) regain_minutes: u32,
}

/// Counts the calls of the last simulated hour.
#[derive(Debug)]
pub(crate) struct Usage {
    allowance: AtomicU32,
    calls: Mutex<HashMap<u32, VecDeque<i64>>>,
}

impl Usage {
    pub(crate) fn new(allowance: u32) -> Self {
        Self {
            allowance: AtomicU32::new(allowance.max(1)),
            calls: Mutex::default(),
        }
    }

    pub(crate) fn allow(&self, calls_per_hour: u32) {
        self.allowance.store(calls_per_hour.max(1), Ordering::SeqCst);
    }

    pub(crate) fn allowance(&self) -> u32 {
        self.allowance.load(Ordering::SeqCst)
    }

    /// Counts a call and tells what the account has used since an hour ago.
    pub(crate) fn count(&self, account: u32, now_ms: i64) -> Use {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = calls.entry(account).or_default();
        while calls.front().is_some_and(|at| *at <= now_ms - HOUR_MS) {
            calls.pop_front();
        }
        calls.push_back(now_ms);
        let percent = calls.len() as u64 * 100 / u64::from(self.allowance());
        let oldest = calls.front().copied().unwrap_or(now_ms);
        let regain_minutes = if percent > 100 {
            (oldest + HOUR_MS - now_ms + 59_999) / 60_000
        } else {
            0
        };
        Use {
            percent: percent.min(1_000) as u32,
            regain_minutes: regain_minutes.max(0) as u32,
        }
    }

    /// The headers of an answer to this account.
    pub(crate) fn tell(&self, answer: Answer, account_id: &str, used: Use) -> Answer {
        if used.percent < WORTH_TELLING {
            return answer;
        }
        let business = json!({ account_id: [{
            "type": "instagram",
            "call_count": used.percent,
            "total_cputime": used.percent / 4,
            "total_time": used.percent / 3,
            "estimated_time_to_regain_access": used.regain_minutes,
        }] });
        let app = json!({ "call_volume": used.percent / 2, "cpu_time": used.percent / 5 });
        answer.with(BUSINESS, business.to_string()).with(APP, app.to_string())
    }

    /// The header of a refusal by the rate-limit fault: an hour to wait.
    pub(crate) fn blocked(&self, answer: Answer) -> Answer {
        let business = json!({ "17841400000000000": [{
            "type": "instagram",
            "call_count": 100,
            "total_cputime": 25,
            "total_time": 25,
            "estimated_time_to_regain_access": 60,
        }] });
        answer.with(BUSINESS, business.to_string())
    }
}
