//! How much of the platform's allowance is used, as the answers say.
//!
//! Source: developers.facebook.com/docs/graph-api/overview/rate-limiting. The headers appear only once there is enough
//! use; their absence is not "unlimited", and a rejected call may carry none.

use http::HeaderMap;
use serde_json::Value;
use std::time::Duration;

/// Usage figures of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Share of the allowance in percent, the highest of all figures; throttling begins at 100. Capped at 255.
    pub percent: Option<u8>,
    /// Minutes until calls are allowed again, when the platform says that the account is throttled.
    pub regain_minutes: Option<u32>,
}

const PERCENTAGES: [&str; 5] = ["call_count", "total_time", "total_cputime", "call_volume", "cpu_time"];

impl Usage {
    /// Reads `X-App-Usage` and `X-Business-Use-Case-Usage`. Headers that cannot be read count as absent.
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let json = |name: &str| {
            headers
                .get(name)
                .and_then(|value| serde_json::from_slice::<Value>(value.as_bytes()).ok())
        };
        let mut usage = Self::default();
        if let Some(app) = json("x-app-usage") {
            usage.add(&app);
        }
        if let Some(Value::Object(accounts)) = json("x-business-use-case-usage") {
            for figures in accounts.values().filter_map(Value::as_array).flatten() {
                usage.add(figures);
            }
        }
        usage
    }

    /// How long the platform asks to wait.
    pub(crate) fn regain(&self) -> Option<Duration> {
        self.regain_minutes
            .map(|minutes| Duration::from_secs(u64::from(minutes) * 60))
    }

    fn add(&mut self, figures: &Value) {
        let figure = |key: &str| figures.get(key).and_then(Value::as_f64).filter(|figure| *figure >= 0.0);
        for key in PERCENTAGES {
            // `as` saturates: a figure above 255 is 255.
            let percent = figure(key).map(|figure| figure.ceil() as u8);
            self.percent = self.percent.max(percent);
        }
        let regain = figure("estimated_time_to_regain_access").map(|minutes| minutes.ceil() as u32);
        self.regain_minutes = self.regain_minutes.max(regain.filter(|minutes| *minutes > 0));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn usage(headers: &[(&'static str, &'static str)]) -> Usage {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        Usage::from_headers(&map)
    }

    #[test]
    fn the_highest_figure_counts_whatever_its_key() {
        assert_eq!(
            usage(&[("x-app-usage", r#"{"call_count":41,"total_time":17,"total_cputime":9}"#)]).percent,
            Some(41)
        );
        assert_eq!(
            usage(&[("x-app-usage", r#"{"call_volume":3,"cpu_time":8}"#)]).percent,
            Some(8)
        );
        assert_eq!(usage(&[("x-app-usage", r#"{"call_volume":0}"#)]).percent, Some(0));
    }

    #[test]
    fn both_headers_and_every_account_in_them_are_read() {
        let found = usage(&[
            ("x-app-usage", r#"{"call_count":12}"#),
            (
                "x-business-use-case-usage",
                concat!(
                    r#"{"17841400000000123":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":0}],"#,
                    r#""500600700":[{"total_time":140,"estimated_time_to_regain_access":23},{"type":"messenger"}]}"#
                ),
            ),
        ]);
        assert_eq!(
            found,
            Usage {
                percent: Some(140),
                regain_minutes: Some(23)
            }
        );
        assert_eq!(found.regain(), Some(Duration::from_secs(23 * 60)));
    }

    #[test]
    fn absent_and_unreadable_headers_say_nothing() {
        assert_eq!(usage(&[]), Usage::default());
        assert_eq!(
            usage(&[("x-app-usage", "lots"), ("x-business-use-case-usage", "[]")]),
            Usage::default()
        );
    }

    #[test]
    fn figures_above_the_range_are_capped() {
        assert_eq!(usage(&[("x-app-usage", r#"{"call_count":100000}"#)]).percent, Some(255));
        assert_eq!(usage(&[("x-app-usage", r#"{"call_count":99.2}"#)]).percent, Some(100));
    }
}
