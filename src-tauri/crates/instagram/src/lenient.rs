//! Optional fields that must not spoil a whole answer.
//!
//! A count that is no count, an address that is no address and a time that is no time read as absent. Ids are never read
//! this way, nor is a page cursor that leads to another page. Values are looked at in place: what is of no use is skipped, not
//! built.

use jiff::Timestamp;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;
use url::Url;

/// What a field is read as: a value of the kinds that make sense for it, absent for every other value.
pub(crate) struct Lenient<T>(pub(crate) Option<T>);

/// The kinds of JSON value that a type can be read from.
pub(crate) trait FromJson: Sized {
    fn from_text(_: &str) -> Option<Self> {
        None
    }

    /// A text that is already owned.
    fn from_string(text: String) -> Option<Self> {
        Self::from_text(&text)
    }

    fn from_flag(_: bool) -> Option<Self> {
        None
    }

    fn from_unsigned(_: u64) -> Option<Self> {
        None
    }

    /// A negative number.
    fn from_negative(_: i64) -> Option<Self> {
        None
    }
}

impl FromJson for u64 {
    fn from_text(digits: &str) -> Option<Self> {
        digits.parse().ok()
    }

    fn from_unsigned(number: u64) -> Option<Self> {
        Some(number)
    }
}

impl FromJson for i64 {
    fn from_text(digits: &str) -> Option<Self> {
        digits.parse().ok()
    }

    fn from_unsigned(number: u64) -> Option<Self> {
        number.try_into().ok()
    }

    fn from_negative(number: i64) -> Option<Self> {
        Some(number)
    }
}

impl FromJson for bool {
    fn from_flag(flag: bool) -> Option<Self> {
        Some(flag)
    }
}

impl FromJson for String {
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn from_string(text: String) -> Option<Self> {
        Some(text)
    }
}

impl FromJson for Url {
    fn from_text(text: &str) -> Option<Self> {
        Url::parse(text).ok()
    }
}

impl FromJson for Timestamp {
    fn from_text(text: &str) -> Option<Self> {
        timestamp(text)
    }
}

impl<'de, T: FromJson> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader(PhantomData)).map(Self)
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: FromJson> Visitor<'de> for Reader<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Option<T>, E> {
        Ok(T::from_text(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Option<T>, E> {
        Ok(T::from_string(text))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Option<T>, E> {
        Ok(T::from_flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Option<T>, E> {
        Ok(T::from_unsigned(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Option<T>, E> {
        Ok(match u64::try_from(number) {
            Ok(number) => T::from_unsigned(number),
            Err(_) => T::from_negative(number),
        })
    }

    fn visit_f64<E>(self, _: f64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<T>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<T>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

fn read<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Lenient::deserialize(deserializer).map(|read| read.0)
}

/// A count, as a number or as digits in a string.
pub(crate) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    read(deserializer)
}

/// An integer, as a number or as digits in a string.
pub(crate) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    read(deserializer)
}

/// A flag.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    read(deserializer)
}

/// A text.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    read(deserializer)
}

/// An absolute address.
pub(crate) fn url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    read(deserializer)
}

/// An instant. The platform writes `2026-08-14T10:01:44+0000`: no colon in the offset, so it is not RFC 3339.
pub(crate) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    read(deserializer)
}

/// Reads the platform's form of an instant, and RFC 3339 besides.
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

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
        for nothing in ["yesterday", "", "2026-08-14", "2026-08-14T10:01:44", "1786701704"] {
            assert_eq!(timestamp(nothing), None, "{nothing}");
        }
    }

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
        #[serde(default, deserialize_with = "text")]
        text: Option<String>,
    }

    #[test]
    fn values_of_the_wrong_kind_read_as_absent() {
        let odd: Odd = serde_json::from_str(r#"{"count":-3,"url":"<image url>","flag":"yes","time":17}"#).unwrap();
        assert!(odd.count.is_none() && odd.url.is_none() && odd.flag.is_none() && odd.time.is_none());
        let absent: Odd = serde_json::from_str("{}").unwrap();
        assert!(absent.count.is_none() && absent.url.is_none());
        let digits: Odd = serde_json::from_str(r#"{"count":"12","text":"\u00e9\n"}"#).unwrap();
        assert_eq!((digits.count, digits.text.as_deref()), (Some(12), Some("é\n")));
    }

    #[test]
    fn integers_keep_their_sign_and_end_at_their_range() {
        let integer = |json: &str| serde_json::from_str::<Lenient<i64>>(json).unwrap().0;
        assert_eq!(
            (integer("-2"), integer("190"), integer(r#""-1""#)),
            (Some(-2), Some(190), Some(-1))
        );
        for nothing in ["18446744073709551615", "1.5", "1e3", "null", r#""x""#, "[1]"] {
            assert_eq!(integer(nothing), None, "{nothing}");
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,20}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(".{0,5}", inner, 0..4)
                    .prop_map(|entries| entries.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        /// Read in place, every value means what it means once it is built.
        #[test]
        fn no_value_spoils_an_answer(value in any_json()) {
            let body = json!({"count": value, "url": value, "flag": value, "time": value, "text": value, "id": 7}).to_string();
            let odd: Odd = serde_json::from_str(&body).unwrap();
            let digits = value.as_str().and_then(|digits| digits.parse().ok());
            prop_assert_eq!(odd.count, value.as_u64().or(digits));
            prop_assert_eq!(odd.flag, value.as_bool());
            prop_assert_eq!(odd.text.as_deref(), value.as_str());
            prop_assert_eq!(odd.url, value.as_str().and_then(|text| Url::parse(text).ok()));
            prop_assert_eq!(odd.time, value.as_str().and_then(timestamp));
        }
    }
}
