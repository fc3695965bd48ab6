//! Optional fields that must not spoil a whole answer.
//!
//! A count that is no count, an address that is no address and a time that is no time read as absent. Ids and page
//! cursors are never read this way.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Value::deserialize(deserializer)
}

/// A count, as a number or as digits in a string.
pub(crate) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Ok(match value(deserializer)? {
        Value::Number(number) => number.as_u64(),
        Value::String(digits) => digits.parse().ok(),
        _ => None,
    })
}

/// A flag.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(value(deserializer)?.as_bool())
}

/// A text.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match value(deserializer)? {
        Value::String(text) => Some(text),
        _ => None,
    })
}

/// An absolute address.
pub(crate) fn url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    Ok(text(deserializer)?.and_then(|text| Url::parse(&text).ok()))
}

/// An instant. The platform writes `2026-08-14T10:01:44+0000`: no colon in the offset, so it is not RFC 3339.
pub(crate) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(text(deserializer)?.and_then(|text| timestamp(&text)))
}

/// Reads the platform's form of an instant, and RFC 3339 besides.
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    Timestamp::strptime("%Y-%m-%dT%H:%M:%S%z", text)
        .ok()
        .or_else(|| text.parse().ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn platform_times_and_rfc_3339_read_as_the_same_instant() {
        let expected: Timestamp = "2026-08-14T10:01:44Z".parse().unwrap();
        for spelling in [
            "2026-08-14T10:01:44+0000",
            "2026-08-14T10:01:44Z",
            "2026-08-14T12:01:44+0200",
            "2026-08-14T10:01:44+00:00",
        ] {
            assert_eq!(timestamp(spelling), Some(expected), "{spelling}");
        }
        assert_eq!(timestamp("yesterday"), None);
    }

    #[test]
    fn values_of_the_wrong_kind_read_as_absent() {
        #[derive(Deserialize)]
        struct Odd {
            #[serde(default, deserialize_with = "count")]
            count: Option<u64>,
            #[serde(default, deserialize_with = "url")]
            url: Option<Url>,
            #[serde(default, deserialize_with = "flag")]
            flag: Option<bool>,
            #[serde(default, deserialize_with = "time")]
            time: Option<Timestamp>,
        }
        let odd: Odd = serde_json::from_str(r#"{"count":-3,"url":"<image url>","flag":"yes","time":17}"#).unwrap();
        assert!(odd.count.is_none() && odd.url.is_none() && odd.flag.is_none() && odd.time.is_none());
        let absent: Odd = serde_json::from_str("{}").unwrap();
        assert!(absent.count.is_none() && absent.url.is_none());
        let digits: Odd = serde_json::from_str(r#"{"count":"12"}"#).unwrap();
        assert_eq!(digits.count, Some(12));
    }
}
