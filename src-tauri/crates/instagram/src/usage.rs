//! How much of the platform's allowances is used, as the answers say.
//!
//! Source: developers.facebook.com/docs/graph-api/overview/rate-limiting. Two headers exist, and their keys differ from host to
//! host: `X-App-Usage` (one object: `call_count`, `total_time`, `total_cputime`, or `call_volume`, `cpu_time`) and
//! `X-Business-Use-Case-Usage` (objects by account, each with a `type`). They appear only once there is enough use; their
//! absence is not "unlimited", and a rejected call may carry none.

use http::HeaderMap;
use serde_json::Value;
use std::time::Duration;

/// Usage figures of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Share of the allowances that this crate's calls count against, in percent: the highest of all figures but
    /// [`Usage::other`]. Throttling begins at 100. Capped at 255.
    pub percent: Option<u8>,
    /// Minutes until calls are allowed again, when the platform says that the account is throttled.
    pub regain_minutes: Option<u32>,
    /// The allowance of the app for everything it does. Never says how long a block lasts.
    pub app: Option<Share>,
    /// Media, comments, insights, publishing (business use case `instagram`, or one without a name).
    pub instagram: Option<Share>,
    /// Conversations and messages (`messenger`).
    pub messenger: Option<Share>,
    /// The linked Facebook Page (`pages`).
    pub pages: Option<Share>,
    /// Anything else the app is counted for, such as ads. Does not hold up the calls of this crate.
    pub other: Option<Share>,
}

/// How much of one allowance is used: the highest figure of all objects that speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// In percent of the allowance; throttling begins at 100. Capped at 255.
    pub percent: u8,
    /// Minutes until calls are allowed again; `None` while they are, and where nobody says.
    pub regain_minutes: Option<u32>,
}

impl Share {
    /// How long the platform asks to wait.
    pub fn regain(self) -> Option<Duration> {
        self.regain_minutes.map(minutes)
    }

    fn highest(self, other: Self) -> Self {
        Self {
            percent: self.percent.max(other.percent),
            regain_minutes: self.regain_minutes.max(other.regain_minutes),
        }
    }
}

const PERCENTAGES: [&str; 5] = ["call_count", "total_time", "total_cputime", "call_volume", "cpu_time"];

impl Usage {
    /// Reads `X-App-Usage` and `X-Business-Use-Case-Usage`. Headers that cannot be read count as absent.
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let all = |name: &str| {
            let values = headers.get_all(name).iter();
            values.filter_map(|value| serde_json::from_slice::<Value>(value.as_bytes()).ok())
        };
        let mut usage = Self::default();
        for figures in all("x-app-usage") {
            add(&mut usage.app, share(&figures));
        }
        for accounts in all("x-business-use-case-usage") {
            let objects = accounts.as_object().into_iter().flat_map(|accounts| accounts.values());
            for figures in objects.filter_map(Value::as_array).flatten() {
                let kind = figures.get("type").and_then(Value::as_str);
                add(usage.kind(kind), share(figures));
            }
        }
        let ours = [usage.app, usage.instagram, usage.messenger, usage.pages];
        let highest = ours.into_iter().flatten().reduce(Share::highest);
        usage.percent = highest.map(|share| share.percent);
        usage.regain_minutes = highest.and_then(|share| share.regain_minutes);
        usage
    }

    /// How long the platform asks to wait after a refusal with this code: what it says about the allowance that the code is
    /// about. A pause of another allowance is none of this call's.
    pub(crate) fn regain_after(&self, code: i64) -> Option<Duration> {
        let share = match code {
            32 | 80_001 => self.pages,
            80_002 => self.instagram,
            80_006 => self.messenger,
            // The limits of the app (4), of the person (17) and of single endpoints (613) stand in no header with a time.
            _ => None,
        };
        share?.regain()
    }

    /// The place of a business use case.
    fn kind(&mut self, name: Option<&str>) -> &mut Option<Share> {
        match name {
            // Keys may be missing; what comes without a name is taken for ours.
            Some("instagram") | None => &mut self.instagram,
            Some("messenger") => &mut self.messenger,
            Some("pages") => &mut self.pages,
            Some(_) => &mut self.other,
        }
    }
}

fn minutes(minutes: u32) -> Duration {
    Duration::from_secs(u64::from(minutes) * 60)
}

fn add(place: &mut Option<Share>, share: Option<Share>) {
    *place = match (*place, share) {
        (Some(known), Some(more)) => Some(known.highest(more)),
        (known, more) => known.or(more),
    };
}

/// The figures of one object; `None` where it has none.
fn share(figures: &Value) -> Option<Share> {
    let figure = |key: &str| {
        let value = figures.get(key)?;
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
        (number >= 0.0).then(|| number.ceil())
    };
    // `as` saturates: a figure above 255 is 255.
    let percent = PERCENTAGES
        .iter()
        .filter_map(|key| figure(key))
        .map(|figure| figure as u8);
    let regain = figure("estimated_time_to_regain_access").map(|minutes| minutes as u32);
    let regain_minutes = regain.filter(|minutes| *minutes > 0);
    match (percent.max(), regain_minutes) {
        (None, None) => None,
        (percent, regain_minutes) => Some(Share {
            // A block without a figure is a full allowance.
            percent: percent.unwrap_or(100),
            regain_minutes,
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;

    fn usage(headers: &[(&'static str, &str)]) -> Usage {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        Usage::from_headers(&map)
    }

    fn used(percent: u8) -> Option<Share> {
        Some(Share {
            percent,
            regain_minutes: None,
        })
    }

    const APP: &str = "x-app-usage";
    const BUSINESS: &str = "x-business-use-case-usage";

    #[test]
    fn the_highest_figure_counts_whatever_its_key() {
        for (figures, percent) in [
            (r#"{"call_count":41,"total_time":17,"total_cputime":9}"#, 41),
            (r#"{"call_volume":3,"cpu_time":8}"#, 8),
            (r#"{"call_volume":0}"#, 0),
            (r#"{"call_count":"12","total_time":null}"#, 12),
        ] {
            let found = usage(&[(APP, figures)]);
            assert_eq!((found.percent, found.app), (Some(percent), used(percent)), "{figures}");
        }
    }

    #[test]
    fn both_headers_and_every_account_in_them_are_read_and_kept_apart_by_kind() {
        let found = usage(&[
            (APP, r#"{"call_count":12}"#),
            (
                BUSINESS,
                concat!(
                    r#"{"17841400000000123":[{"type":"instagram","call_count":60,"estimated_time_to_regain_access":0},"#,
                    r#"{"type":"messenger","total_time":7}],"#,
                    r#""500600700":[{"type":"instagram","call_count":140,"estimated_time_to_regain_access":23},"#,
                    r#"{"type":"pages","call_count":1},{"type":"ads_management","call_count":200}]}"#
                ),
            ),
        ]);
        let blocked = Share {
            percent: 140,
            regain_minutes: Some(23),
        };
        let expected = Usage {
            percent: Some(140),
            regain_minutes: Some(23),
            app: used(12),
            instagram: Some(blocked),
            messenger: used(7),
            pages: used(1),
            other: used(200),
        };
        assert_eq!(found, expected, "ads hold up nobody");
        assert_eq!(found.regain_after(80_002), Some(Duration::from_secs(23 * 60)));
        for about_another in [4, 17, 32, 613, 80_001, 80_006] {
            assert_eq!(found.regain_after(about_another), None, "{about_another}");
        }
        assert_eq!(blocked.regain(), Some(Duration::from_secs(23 * 60)));
    }

    #[test]
    fn a_business_use_case_without_a_name_is_ours() {
        let found = usage(&[(BUSINESS, r#"{"1":[{"total_time":80},{"type":"messenger"}]}"#)]);
        assert_eq!(
            (found.percent, found.instagram, found.messenger),
            (Some(80), used(80), None)
        );
    }

    #[test]
    fn a_block_without_a_figure_is_a_full_allowance() {
        let found = usage(&[(
            BUSINESS,
            r#"{"1":[{"type":"instagram","estimated_time_to_regain_access":9}]}"#,
        )]);
        assert_eq!((found.percent, found.regain_minutes), (Some(100), Some(9)));
    }

    #[test]
    fn a_header_that_stands_twice_is_read_twice() {
        let found = usage(&[
            (BUSINESS, r#"{"1":[{"type":"instagram","call_count":5}]}"#),
            (BUSINESS, r#"{"2":[{"type":"messenger","call_count":6}]}"#),
        ]);
        assert_eq!((found.instagram, found.messenger), (used(5), used(6)));
    }

    #[test]
    fn absent_and_unreadable_headers_say_nothing() {
        assert_eq!(usage(&[]), Usage::default());
        assert_eq!(usage(&[(APP, "lots"), (BUSINESS, "[]")]), Usage::default());
        assert_eq!(
            usage(&[(APP, "[1]"), (BUSINESS, r#"{"1":{"call_count":5},"2":[7]}"#)]),
            Usage::default()
        );
        assert_eq!(usage(&[(APP, r#"{"call_count":-5}"#)]), Usage::default());
    }

    #[test]
    fn figures_above_the_range_are_capped() {
        assert_eq!(usage(&[(APP, r#"{"call_count":100000}"#)]).percent, Some(255));
        assert_eq!(usage(&[(APP, r#"{"call_count":99.2}"#)]).percent, Some(100));
    }

    proptest! {
        #[test]
        fn no_header_does_harm(app in "[ -~]{0,60}", business in "[ -~]{0,120}") {
            let found = usage(&[(APP, &app), (BUSINESS, &business)]);
            let ours = [found.app, found.instagram, found.messenger, found.pages];
            prop_assert_eq!(found.percent, ours.into_iter().flatten().map(|share| share.percent).max());
        }
    }
}
