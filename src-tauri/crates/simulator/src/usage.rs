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
}

/// The headers of an answer; `ids` are those of the account and of the business behind it. Usually only one kind is
/// present and keys may be missing (sheet on limits, §6.2; list of quirks, 4): of every three accounts the first has
/// both, the second the business's without its CPU time, the third the app's without its total time. A refusal always
/// tells the business's.
pub(crate) fn tell(answer: Answer, flavour: Flavour, account: u32, ids: &[String], used: Use) -> Answer {
    if used.percent < WORTH_TELLING {
        return answer;
    }
    let mut business = figures("instagram", used.percent, used.regain_minutes);
    let mut app = app(flavour, used.percent / 2);
    match account % 3 {
        0 => {}
        1 => drop(business.remove("total_cputime")),
        _ => drop(app.remove("cpu_time").or_else(|| app.remove("total_time"))),
    }
    let answer = if account % 3 == 2 && used.percent <= 100 {
        answer
    } else {
        answer.with(BUSINESS, by_id(ids, business))
    };
    if account % 3 == 1 {
        answer
    } else {
        answer.with(APP, Value::Object(app).to_string())
    }
}

fn figures(kind: &str, percent: u32, regain_minutes: u32) -> Map<String, Value> {
    Map::from_iter([
        ("type".to_owned(), json!(kind)),
        ("call_count".to_owned(), json!(percent)),
        ("total_cputime".to_owned(), json!(percent / 4)),
        ("total_time".to_owned(), json!(percent / 3)),
        ("estimated_time_to_regain_access".to_owned(), json!(regain_minutes)),
    ])
}

/// The same figures under each id.
fn by_id(ids: &[String], figures: Map<String, Value>) -> String {
    let told = json!([figures]);
    let all: Map<String, Value> = ids.iter().map(|id| (id.clone(), told.clone())).collect();
    Value::Object(all).to_string()
}

/// The hosts name the same figures differently (list of quirks, 4).
fn app(flavour: Flavour, percent: u32) -> Map<String, Value> {
    let told: &[(&str, u32)] = match flavour {
        Flavour::InstagramLogin => &[("call_volume", percent), ("cpu_time", percent / 2)],
        Flavour::FacebookLogin => &[
            ("call_count", percent),
            ("total_time", percent / 2),
            ("total_cputime", percent / 3),
        ],
    };
    told.iter()
        .map(|(name, figure)| ((*name).to_owned(), json!(figure)))
        .collect()
}

/// The headers of a throttle: a business's figures, the app's, or none at all for the app's own limit, code 4.
pub(crate) fn blocked(answer: Answer, flavour: Flavour, ids: &[String], code: i64, minutes: u32) -> Answer {
    let kind = match code {
        80002 => "instagram",
        80006 => "messenger",
        80001 => "pages",
        17 | 32 => return answer.with(APP, Value::Object(app(flavour, 100)).to_string()),
        _ => return answer,
    };
    answer.with(BUSINESS, by_id(ids, figures(kind, 100, minutes)))
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
            let answer = tell(
                Answer::empty(200),
                flavour,
                0,
                &["17".to_owned(), "203".to_owned()],
                used,
            );
            let header = answer.headers.into_iter().find(|(header, _)| header == name);
            serde_json::from_str::<Value>(&header.unwrap().1).unwrap()
        };
        assert_eq!(told(Flavour::InstagramLogin, &APP)["call_volume"], 45);
        assert_eq!(told(Flavour::FacebookLogin, &APP)["call_count"], 45);
        assert_eq!(told(Flavour::FacebookLogin, &BUSINESS)["203"][0]["call_count"], 90);
    }

    #[test]
    fn usually_one_kind_is_present_and_keys_are_missing() {
        let told = |account, percent| {
            let used = Use {
                percent,
                regain_minutes: 0,
            };
            let answer = tell(
                Answer::empty(200),
                Flavour::InstagramLogin,
                account,
                &["17".to_owned()],
                used,
            );
            let written = |name: &HeaderName| answer.headers.iter().find(|(header, _)| header == name);
            [&BUSINESS, &APP].map(|name| written(name).map(|(_, value)| value.clone()))
        };
        assert!(told(0, 50).iter().all(Option::is_some) && told(0, 4).iter().all(Option::is_none));
        let [business, app] = told(1, 50);
        assert!(app.is_none() && !business.unwrap().contains("total_cputime"));
        let [business, app] = told(2, 50);
        assert!(business.is_none() && !app.unwrap().contains("cpu_time"));
        assert!(told(2, 101)[0].is_some());
    }

    #[test]
    fn the_apps_own_limit_has_no_header() {
        let ids = ["17".to_owned()];
        let headers = |code| blocked(Answer::empty(400), Flavour::InstagramLogin, &ids, code, 7).headers;
        assert!(headers(4).is_empty());
        assert!(headers(80002)[0].1.contains("\"estimated_time_to_regain_access\":7"));
        assert!(headers(80006)[0].1.contains("messenger"));
    }
}
