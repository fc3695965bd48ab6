//! The shapes of an error, found without building the rest of the answer.

use crate::lenient::{self, Lenient};
use memchr::memmem;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::fmt;

/// An error as it stands in an answer.
pub(super) enum Shape {
    /// `{"error":{…}}`
    Graph(Graph),
    /// `{"error_type":…}` or `{"error":"…"}`.
    Login {
        code: Option<i64>,
        kind: Option<String>,
        message: Option<String>,
    },
}

/// The members of an error object.
#[derive(Default, Deserialize)]
pub(super) struct Graph {
    #[serde(default, deserialize_with = "lenient::integer")]
    pub(super) code: Option<i64>,
    #[serde(default, deserialize_with = "lenient::integer")]
    pub(super) error_subcode: Option<i64>,
    #[serde(default, deserialize_with = "lenient::flag")]
    pub(super) is_transient: Option<bool>,
    #[serde(default, deserialize_with = "lenient::text")]
    pub(super) fbtrace_id: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "lenient::text")]
    pub(super) kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    pub(super) message: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    pub(super) error_user_title: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    pub(super) error_user_msg: Option<String>,
}

impl Shape {
    /// What the login hosts say.
    pub(super) fn message(self) -> Option<String> {
        match self {
            Shape::Login { message, .. } => message,
            Shape::Graph(_) => None,
        }
    }

    /// The error in `body`; `None` where there is none.
    pub(super) fn of(body: &[u8]) -> Option<Self> {
        if !may_hold_an_error(body) {
            return None;
        }
        let found: Found = serde_json::from_slice(body).ok()?;
        if found.error_type.is_some() {
            return Some(Shape::Login {
                code: found.code,
                kind: found.error_type,
                message: found.error_message,
            });
        }
        match found.error? {
            error @ Value::Object(_) => Some(Shape::Graph(serde_json::from_value(error).unwrap_or_default())),
            Value::String(kind) => Some(Shape::Login {
                code: None,
                kind: Some(kind),
                message: found.error_description,
            }),
            _ => None,
        }
    }
}

/// Whether `body` can have a member that makes an error: a fast no for nearly every good answer. A letter of `error` may
/// be written as an escape: `\u0065`, `\u006f` or `\u0072`.
fn may_hold_an_error(body: &[u8]) -> bool {
    let is_letter = |at: usize| matches!(body.get(at + 4), Some(b'6' | b'7'));
    memmem::find(body, b"\"error").is_some() || memmem::find_iter(body, br"\u00").any(is_letter)
}

/// The members of an answer that tell an error. The others are skipped, not built.
#[derive(Default)]
struct Found {
    error: Option<Value>,
    error_type: Option<String>,
    code: Option<i64>,
    error_message: Option<String>,
    error_description: Option<String>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Member {
    Error,
    ErrorType,
    Code,
    ErrorMessage,
    ErrorDescription,
    #[serde(other)]
    Other,
}

/// By hand, because a derived reader would also take a list for an object.
impl<'de> Deserialize<'de> for Found {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Found;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Found, A::Error> {
                let mut found = Found::default();
                while let Some(member) = members.next_key()? {
                    match member {
                        Member::Error => found.error = Some(members.next_value()?),
                        Member::ErrorType => found.error_type = members.next_value::<Lenient<_>>()?.0,
                        Member::Code => found.code = members.next_value::<Lenient<_>>()?.0,
                        Member::ErrorMessage => found.error_message = members.next_value::<Lenient<_>>()?.0,
                        Member::ErrorDescription => found.error_description = members.next_value::<Lenient<_>>()?.0,
                        Member::Other => {
                            members.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(found)
            }
        }
        deserializer.deserialize_map(Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(body: &str) -> Option<i64> {
        match Shape::of(body.as_bytes())? {
            Shape::Graph(error) => error.code,
            Shape::Login { code, .. } => code,
        }
    }

    #[test]
    fn an_error_is_found_however_its_name_is_written_and_wherever_it_stands() {
        for body in [
            r#"{"error":{"code":190}}"#,
            r#"{"\u0065rror":{"code":190}}"#,
            r#"{"err\u006fr":{"code":190}}"#,
            r#"{ "data" : [{"id":"1","more":[[],{}]}] , "error" : {"code":190} }"#,
            r#"{"error":{"code":4},"error":{"code":190}}"#,
        ] {
            assert_eq!(code(body), Some(190), "{body}");
        }
    }

    #[test]
    fn what_only_looks_like_an_error_is_none() {
        for body in [
            r#"["error",{"error":{"code":190}}]"#,
            r#"{"data":{"error":{"code":190}}}"#,
            r#"{"data":"error","error":[190]}"#,
            r#"{"error":17,"code":190}"#,
            r#"{"error":{"code":190}"#,
            r#""error""#,
        ] {
            assert!(Shape::of(body.as_bytes()).is_none(), "{body}");
        }
    }

    proptest! {
        /// The fast no is never wrong.
        #[test]
        fn only_an_answer_without_an_error_is_let_through_unread(
            name in prop_oneof![Just("error"), Just("error_type"), Just("data")],
            escaped in proptest::collection::vec(any::<bool>(), 10),
        ) {
            let written: String = name.chars().zip(&escaped).map(|(c, escape)| {
                if *escape { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
            }).collect();
            let body = format!(r#"{{"{written}":"x"}}"#);
            prop_assert_eq!(Shape::of(body.as_bytes()).is_some(), name != "data", "{}", body);
        }
    }
}
