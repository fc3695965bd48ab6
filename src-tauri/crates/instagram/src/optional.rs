//! Optional parts of messages and events that must not spoil the whole: nested objects, nested lists, ids that a thing refers
//! to, and times in the three spellings that messages come with.
//!
//! What cannot be read reads as absent. The id of the thing itself is never read this way.

use crate::lenient;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Value::deserialize(deserializer)
}

/// A flag, as a boolean or as the word for one: `"is_unsupported":"true"` was seen.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(match value(deserializer)? {
        Value::Bool(flag) => Some(flag),
        Value::String(word) => word.parse().ok(),
        _ => None,
    })
}

/// A flag that is not set unless it says so.
pub(crate) fn is_set<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(flag(deserializer)? == Some(true))
}

/// An instant in any spelling the platform was seen to use.
pub(crate) fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(instant_in(&value(deserializer)?))
}

/// Reads ISO text, or seconds or milliseconds since 1970, as a number or as digits in a text.
pub(crate) fn instant_in(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => number.as_i64().and_then(since_1970),
        Value::String(text) => match text.parse() {
            Ok(digits) => since_1970(digits),
            Err(_) => lenient::timestamp(text),
        },
        _ => None,
    }
}

/// Seconds below this, milliseconds from it on: as seconds it is the year 5138, as milliseconds March 1973.
const FIRST_MILLISECOND: u64 = 100_000_000_000;

/// Seconds or milliseconds, told apart by their magnitude.
fn since_1970(ticks: i64) -> Option<Timestamp> {
    if ticks.unsigned_abs() < FIRST_MILLISECOND {
        Timestamp::from_second(ticks).ok()
    } else {
        Timestamp::from_millisecond(ticks).ok()
    }
}

/// An id that is referred to.
pub(crate) fn id<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(serde_json::from_value(value(deserializer)?).ok())
}

/// A nested object.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(match value(deserializer)? {
        object @ Value::Object(_) => serde_json::from_value(object).ok(),
        _ => None,
    })
}

/// The items of a nested list `{"data":[…]}`, without those that cannot be read. Links to further pages are dropped: they hold
/// the access token in clear.
pub(crate) fn edge<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(match value(deserializer)? {
        Value::Object(mut object) => object.remove("data").and_then(items),
        _ => None,
    })
}

/// The items of a list, without those that cannot be read.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(items(value(deserializer)?))
}

fn items<T: DeserializeOwned>(list: Value) -> Option<Vec<T>> {
    let Value::Array(items) = list else { return None };
    let read = |item: Value| serde_json::from_value(item).ok();
    Some(items.into_iter().filter(Value::is_object).filter_map(read).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::MediaId;

    #[test]
    fn seconds_milliseconds_digits_and_text_read_as_the_same_instant() {
        #[derive(Deserialize)]
        struct At(#[serde(deserialize_with = "instant")] Option<Timestamp>);
        let expected: Timestamp = "2026-05-04T09:12:41Z".parse().unwrap();
        for spelling in [
            "1777885961",
            "1777885961000",
            r#""1777885961""#,
            r#""1777885961000""#,
            r#""2026-05-04T09:12:41+0000""#,
        ] {
            let At(at) = serde_json::from_str(spelling).unwrap();
            assert_eq!(at, Some(expected), "{spelling}");
        }
        for strange in [r#""soon""#, "true", "null", "1.5", "[]", "9223372036854775807"] {
            let At(at) = serde_json::from_str(strange).unwrap();
            assert_eq!(at, None, "{strange}");
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Item {
        id: MediaId,
    }

    #[derive(Deserialize)]
    struct Parts {
        #[serde(default, deserialize_with = "edge")]
        edge: Option<Vec<Item>>,
        #[serde(default, deserialize_with = "list")]
        list: Option<Vec<Item>>,
        #[serde(default, deserialize_with = "object")]
        object: Option<Item>,
        #[serde(default, deserialize_with = "id")]
        id: Option<MediaId>,
        #[serde(default, deserialize_with = "flag")]
        flag: Option<bool>,
        #[serde(default, deserialize_with = "is_set")]
        is_set: bool,
    }

    fn read(json: &str) -> Parts {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_part_that_cannot_be_read_does_not_take_its_neighbours_with_it() {
        let parts = read(
            r#"{"edge":{"data":[{"id":"1"},["2"],{},{"id":3}],"paging":{"next":"https://x.example/?access_token=IGAAsecret"}},
                "list":[{"id":"4"},5],"object":{"id":"6"},"id":7,"flag":"true","is_set":"true"}"#,
        );
        let ids = |items: Option<Vec<Item>>| -> Vec<String> {
            items.unwrap().into_iter().map(|item| item.id.into()).collect()
        };
        assert_eq!(
            (ids(parts.edge), ids(parts.list)),
            (vec!["1".to_owned(), "3".to_owned()], vec!["4".to_owned()])
        );
        assert_eq!(parts.object.unwrap().id.as_str(), "6");
        assert_eq!(parts.id.unwrap().as_str(), "7");
        assert_eq!((parts.flag, parts.is_set), (Some(true), true));
    }

    #[test]
    fn values_of_the_wrong_kind_read_as_absent() {
        for json in [
            r#"{"edge":[{"id":"1"}],"list":{"data":[]},"object":["6"],"id":1.5,"flag":1,"is_set":"yes"}"#,
            r#"{"edge":{"data":{}},"list":null,"object":{"id":""},"id":"","flag":"yes","is_set":null}"#,
            "{}",
        ] {
            let parts = read(json);
            assert!(parts.edge.is_none() && parts.list.is_none() && parts.object.is_none() && parts.id.is_none());
            assert!(parts.flag.is_none() && !parts.is_set, "{json}");
        }
    }
}
