//! Call counting and the usage headers (sheet on limits, §6): percent of an hour's allowance for each account.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderName;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::oauth::Flavour;

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

    /// The headers of an answer; `ids` are those of the account and of the business behind it.
    pub(crate) fn tell(&self, answer: Answer, flavour: Flavour, ids: &[String], used: Use) -> Answer {
        if used.percent < WORTH_TELLING {
            return answer;
        }
        let business = business(ids, "instagram", used.percent, used.regain_minutes);
        let app = app(flavour, used.percent / 2);
        answer.with(BUSINESS, business).with(APP, app)
    }
}

fn business(ids: &[String], kind: &str, percent: u32, regain_minutes: u32) -> String {
    let told = json!([{
        "type": kind,
        "call_count": percent,
        "total_cputime": percent / 4,
        "total_time": percent / 3,
        "estimated_time_to_regain_access": regain_minutes,
    }]);
    let all: Map<String, Value> = ids.iter().map(|id| (id.clone(), told.clone())).collect();
    Value::Object(all).to_string()
}

/// The hosts name the same figures differently (list of quirks, 4).
fn app(flavour: Flavour, percent: u32) -> String {
    let told = match flavour {
        Flavour::InstagramLogin => json!({ "call_volume": percent, "cpu_time": percent / 2 }),
        Flavour::FacebookLogin => {
            json!({ "call_count": percent, "total_time": percent / 2, "total_cputime": percent / 3 })
        }
    };
    told.to_string()
}

/// The headers of a throttle: a business's figures, the app's, or none at all for the app's own limit, code 4.
pub(crate) fn blocked(answer: Answer, flavour: Flavour, code: i64, minutes: u32) -> Answer {
    let ids = ["17841400000000000".to_owned()];
    match code {
        80002 => answer.with(BUSINESS, business(&ids, "instagram", 100, minutes)),
        80006 => answer.with(BUSINESS, business(&ids, "messenger", 100, minutes)),
        80001 => answer.with(BUSINESS, business(&ids, "pages", 100, minutes)),
        17 | 32 => answer.with(APP, app(flavour, 100)),
        _ => answer,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_hosts_name_their_figures_differently() {
        let used = Use {
            percent: 90,
            regain_minutes: 0,
        };
        let told = |flavour, name: &HeaderName| {
            let answer = Usage::new(1).tell(Answer::empty(200), flavour, &["17".to_owned(), "203".to_owned()], used);
            let header = answer.headers.into_iter().find(|(header, _)| header == name);
            serde_json::from_str::<Value>(&header.unwrap().1).unwrap()
        };
        assert_eq!(told(Flavour::InstagramLogin, &APP)["call_volume"], 45);
        assert_eq!(told(Flavour::FacebookLogin, &APP)["call_count"], 45);
        assert_eq!(told(Flavour::FacebookLogin, &BUSINESS)["203"][0]["call_count"], 90);
    }

    #[test]
    fn the_apps_own_limit_has_no_header() {
        let headers = |code| blocked(Answer::empty(400), Flavour::InstagramLogin, code, 7).headers;
        assert!(headers(4).is_empty());
        assert!(headers(80002)[0].1.contains("\"estimated_time_to_regain_access\":7"));
        assert!(headers(80006)[0].1.contains("messenger"));
    }
}
