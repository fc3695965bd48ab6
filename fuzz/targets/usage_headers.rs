//! The usage headers of both hosts, in any form.
//!
//! Held here: figures that cannot be read are absent, and a header alone never says more than it does beside the other.
#![no_main]

use http::{HeaderMap, HeaderValue};
use instagram::Usage;
use libfuzzer_sys::fuzz_target;

const APP: &str = "x-app-usage";
const BUSINESS: &str = "x-business-use-case-usage";

fn read(headers: &[(&'static str, &HeaderValue)]) -> Usage {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (http::HeaderName::from_static(name), (*value).clone()))
        .collect();
    Usage::from_headers(&headers)
}

fuzz_target!(|data: &[u8]| {
    // A line break, which no header holds, parts the one from the other.
    let mut parts = data.splitn(2, |byte| *byte == b'\n');
    let mut next = || HeaderValue::from_bytes(parts.next().unwrap_or_default()).ok();
    let (Some(app), Some(business)) = (next(), next()) else {
        return;
    };
    let both = read(&[(APP, &app), (BUSINESS, &business)]);
    for alone in [read(&[(APP, &app)]), read(&[(BUSINESS, &business)])] {
        assert!(alone.percent <= both.percent && alone.regain_minutes <= both.regain_minutes);
    }
    let ours = [both.app, both.instagram, both.messenger, both.pages];
    let highest = ours.iter().flatten().map(|share| share.percent).max();
    assert_eq!(both.percent, highest);
    assert!(both.regain_minutes != Some(0), "no wait is no wait");
});
