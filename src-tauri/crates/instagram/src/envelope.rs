//! Is this answer an error? Looked at before anything else of an answer is read, on every HTTP status.
//!
//! Three shapes exist: the Graph envelope `{"error":{…,"code":…}}`, the flat form of the login hosts
//! `{"error_type":…,"code":…,"error_message":…}`, and RFC 6749's `{"error":"…"}`.

use crate::answer::unreadable;
use crate::catalogue::{self, SPAM_BLOCK};
use crate::lenient::Lenient;
use crate::transport::RawAnswer;
use crate::usage::Usage;
use crate::{ApiError, Doubt, LoginRefusal, Refusal};
use memchr::memmem;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::fmt;

/// As [`good`], for the login hosts: keeps what the platform says about a refusal, unless it repeats one of the `secrets`
/// that were sent.
pub(crate) fn good_login<'a>(answer: &'a RawAnswer, secrets: &[&str]) -> Result<&'a [u8], ApiError> {
    good(answer).map_err(|error| match error {
        ApiError::Login(refusal) => {
            let said = Shape::of(&answer.body).and_then(Shape::message);
            let harmless = said.filter(|said| !secrets.iter().any(|secret| said.contains(secret)));
            ApiError::Login(LoginRefusal {
                message: harmless.as_deref().and_then(readable),
                ..refusal
            })
        }
        other => other,
    })
}

/// The body of `answer` if it is a good one, its error otherwise.
///
/// An error object under HTTP 200 is a refusal. Under a status of 500 or more only a code that proves a refusal counts as
/// one. An answer that is neither good nor a coded error leaves the request in doubt.
pub(crate) fn good(answer: &RawAnswer) -> Result<&[u8], ApiError> {
    let failed = answer.status >= 500;
    match Shape::of(&answer.body) {
        Some(Shape::Graph(error)) => Err(match error {
            Graph {
                code: Some(code),
                error_subcode,
                ..
            } if (Some(code), error_subcode) == spam_block() => ApiError::InDoubt {
                cause: Doubt::SpamBlock,
            },
            Graph {
                code: Some(code),
                error_subcode,
                ..
            } if failed && !catalogue::is_definite(code, error_subcode) => ApiError::InDoubt {
                cause: Doubt::ServerError(answer.status),
            },
            Graph {
                code: Some(code),
                error_subcode,
                is_transient,
                fbtrace_id,
            } => ApiError::Refused(Refusal {
                code,
                subcode: error_subcode,
                http_status: answer.status,
                trace_id: fbtrace_id,
                transient: is_transient.unwrap_or(false),
                retry_after: Usage::from_headers(&answer.headers).regain(),
            }),
            Graph { code: None, .. } if failed => ApiError::InDoubt {
                cause: Doubt::ServerError(answer.status),
            },
            Graph { code: None, .. } => unreadable("an error without a code".to_owned()),
        }),
        Some(Shape::Login { .. }) if failed => Err(ApiError::InDoubt {
            cause: Doubt::ServerError(answer.status),
        }),
        Some(Shape::Login { code, .. }) => Err(ApiError::Login(LoginRefusal {
            code,
            http_status: answer.status,
            message: None,
        })),
        None if failed => Err(ApiError::InDoubt {
            cause: Doubt::ServerError(answer.status),
        }),
        None if !(200..300).contains(&answer.status) => Err(unreadable(format!(
            "HTTP status {} without a coded error",
            answer.status
        ))),
        None => Ok(&answer.body),
    }
}

fn spam_block() -> (Option<i64>, Option<i64>) {
    (Some(SPAM_BLOCK.0), Some(SPAM_BLOCK.1))
}

enum Shape {
    Graph(Graph),
    Login { code: Option<i64>, message: Option<String> },
}

#[derive(Default, Deserialize)]
struct Graph {
    #[serde(default, deserialize_with = "lenient::integer")]
    code: Option<i64>,
    #[serde(default, deserialize_with = "lenient::integer")]
    error_subcode: Option<i64>,
    #[serde(default, deserialize_with = "lenient::flag")]
    is_transient: Option<bool>,
    #[serde(default, deserialize_with = "lenient::text")]
    fbtrace_id: Option<String>,
}

impl Shape {
    fn message(self) -> Option<String> {
        match self {
            Shape::Login { message, .. } => message,
            Shape::Graph(_) => None,
        }
    }

    fn of(body: &[u8]) -> Option<Self> {
        if !may_hold_an_error(body) {
            return None;
        }
        let found: Found = serde_json::from_slice(body).ok()?;
        if found.error_type.is_some() {
            return Some(Shape::Login {
                code: found.code,
                message: found.error_message,
            });
        }
        match found.error? {
            error @ Value::Object(_) => Some(Shape::Graph(serde_json::from_value(error).unwrap_or_default())),
            Value::String(_) => Some(Shape::Login {
                code: None,
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

/// One line of at most 300 characters.
fn readable(message: &str) -> Option<String> {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().filter(|c| !c.is_control()).take(300).collect();
    (!short.is_empty()).then_some(short)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Recovery;
    use bytes::Bytes;
    use http::HeaderMap;
    use proptest::prelude::*;
    use std::time::Duration;

    fn answer(status: u16, body: &str) -> RawAnswer {
        RawAnswer {
            status,
            headers: HeaderMap::new(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        }
    }

    fn error(status: u16, body: &str) -> ApiError {
        good(&answer(status, body)).map(|_| ()).unwrap_err()
    }

    #[test]
    fn an_error_object_is_a_refusal_under_every_status_below_500() {
        let body = r#"{"error":{"message":"(#100) x","type":"IGApiException","code":100,"error_subcode":33,"fbtrace_id":"Axyz"}}"#;
        for status in [200, 400, 403, 404, 429] {
            let error = error(status, body);
            assert_eq!(error.code_pair(), (Some(100), Some(33)));
            assert!(error.is_missing_object() && !error.pauses_account());
            let ApiError::Refused(refusal) = error else {
                panic!("a refusal")
            };
            assert_eq!(
                (refusal.http_status, refusal.trace_id.as_deref()),
                (status, Some("Axyz"))
            );
        }
    }

    #[test]
    fn under_500_only_a_code_that_proves_a_refusal_counts() {
        for proven in [613, 2500, 190, 80_002] {
            let error = error(500, &format!(r#"{{"error":{{"code":{proven}}}}}"#));
            assert!(matches!(error, ApiError::Refused(_)), "{proven}: {error:?}");
        }
        for open in [
            r#"{"error":{"code":1}}"#,
            r#"{"error":{"code":2}}"#,
            r#"{"error":{"code":-1,"error_subcode":2207001}}"#,
            r#"{"error":{"code":987654}}"#,
            r#"{"error":{"message":"x"}}"#,
            r#"{"error":{"code":1,"is_transient":false}}"#,
            r#"{"error_type":"x","code":400}"#,
            "<html>",
            "",
            r#"{"id":"1"}"#,
        ] {
            for status in [500, 502, 503, 504] {
                assert_eq!(
                    error(status, open),
                    ApiError::InDoubt {
                        cause: Doubt::ServerError(status)
                    },
                    "{open}"
                );
            }
        }
    }

    #[test]
    fn suspected_spam_is_in_doubt_and_pauses_the_account() {
        for status in [200, 400, 403, 500] {
            let error = error(
                status,
                r#"{"error":{"code":4,"error_subcode":2207051,"is_transient":false}}"#,
            );
            assert_eq!(
                error,
                ApiError::InDoubt {
                    cause: Doubt::SpamBlock
                }
            );
            assert_eq!(error.recovery(), Recovery::InDoubt);
            assert!(error.pauses_account());
            assert_eq!(error.code_pair(), (Some(4), Some(2_207_051)));
        }
        let throttled = error(403, r#"{"error":{"code":4}}"#);
        assert!(!throttled.pauses_account() && matches!(throttled.recovery(), Recovery::RetryAfter(_)));
    }

    #[test]
    fn policy_blocks_and_restricted_accounts_pause_the_account() {
        for code in [368, 25] {
            let error = error(400, &format!(r#"{{"error":{{"code":{code}}}}}"#));
            assert!(
                error.pauses_account() && error.recovery() == Recovery::AccountPaused,
                "{code}"
            );
        }
    }

    #[test]
    fn text_type_and_status_decide_nothing() {
        let english = error(
            400,
            r#"{"error":{"message":"Error validating access token","type":"OAuthException","code":10}}"#,
        );
        let other = error(
            403,
            r#"{"error":{"message":"(#10) 没有权限 190 expired","type":"THApiException","code":10}}"#,
        );
        assert_eq!(
            (english.recovery(), english.sentence()),
            (other.recovery(), other.sentence())
        );
        assert_eq!(english.recovery(), Recovery::MissingScope);
    }

    #[test]
    fn codes_are_read_as_negative_numbers_and_as_text() {
        assert_eq!(
            error(400, r#"{"error":{"code":-2,"error_subcode":2207003}}"#).code_pair(),
            (Some(-2), Some(2_207_003))
        );
        assert_eq!(
            error(400, r#"{"error":{"code":"190","error_subcode":null}}"#).code_pair(),
            (Some(190), None)
        );
    }

    #[test]
    fn an_error_without_a_code_and_a_status_without_an_error_are_in_doubt() {
        for (status, body) in [
            (400, r#"{"error":{"message":"x"}}"#),
            (200, r#"{"error":{}}"#),
            (404, "<html>"),
            (401, "{}"),
            (304, ""),
        ] {
            let error = error(status, body);
            assert!(
                matches!(
                    error,
                    ApiError::InDoubt {
                        cause: Doubt::Unreadable(_)
                    }
                ),
                "{status} {body}: {error:?}"
            );
        }
    }

    #[test]
    fn a_good_answer_passes_and_is_not_searched_for_errors_inside() {
        for body in [
            r#"{"data":[{"id":"1","text":"error"}]}"#,
            r#"{"id":"1","error":null}"#,
            "<html>",
            "[]",
        ] {
            let answer = answer(200, body);
            assert_eq!(good(&answer), Ok(body.as_bytes()));
        }
    }

    #[test]
    fn the_three_login_shapes_are_told_apart_and_only_logins_keep_what_is_said() {
        let flat = answer(
            400,
            r#"{"error_type":"OAuthException","code":400,"error_message":"Invalid\n platform\u0007 app"}"#,
        );
        let refusal = |error: ApiError| match error {
            ApiError::Login(refusal) => refusal,
            other => panic!("{other:?}"),
        };
        let login = refusal(good_login(&flat, &["secret"]).unwrap_err());
        assert_eq!(
            (login.code, login.message.as_deref()),
            (Some(400), Some("Invalid platform app"))
        );
        assert_eq!(refusal(good(&flat).unwrap_err()).message, None);
        let rfc = answer(401, r#"{"error":"invalid_client","error_description":"unknown app"}"#);
        let rfc = refusal(good_login(&rfc, &["secret"]).unwrap_err());
        assert_eq!((rfc.code, rfc.message.as_deref()), (None, Some("unknown app")));
    }

    #[test]
    fn a_secret_at_the_edge_of_the_shortened_message_is_found_before_shortening() {
        let said = format!("{}IGAAsecret", "x".repeat(295));
        let echo = answer(
            400,
            &format!(r#"{{"error_type":"x","code":400,"error_message":"{said}"}}"#),
        );
        assert!(matches!(
            good_login(&echo, &["IGAAsecret"]),
            Err(ApiError::Login(LoginRefusal { message: None, .. }))
        ));
        let long = answer(
            400,
            &format!(r#"{{"error_type":"x","code":400,"error_message":"{said}"}}"#),
        );
        let kept = good_login(&long, &["another"]).unwrap_err();
        assert!(
            matches!(&kept, ApiError::Login(refusal) if refusal.message.as_ref().unwrap().len() == 300),
            "{kept:?}"
        );
    }

    #[test]
    fn the_wait_comes_from_the_headers_of_the_refusal() {
        let mut throttled = answer(400, r#"{"error":{"code":80002}}"#);
        let usage = r#"{"1":[{"type":"instagram","estimated_time_to_regain_access":9}]}"#;
        throttled
            .headers
            .insert("x-business-use-case-usage", usage.parse().unwrap());
        let error = good(&throttled).unwrap_err();
        assert_eq!(
            error.recovery(),
            Recovery::RetryAfter(Some(Duration::from_secs(9 * 60)))
        );
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
            assert_eq!(error(200, body).code_pair(), (Some(190), None), "{body}");
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
            assert_eq!(good(&answer(200, body)), Ok(body.as_bytes()), "{body}");
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
            prop_assert_eq!(good(&answer(200, &body)).is_err(), name != "data", "{}", body);
        }

        #[test]
        fn no_bytes_under_any_status_are_mistaken(status in 100u16..600, body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let answer = RawAnswer { status, headers: HeaderMap::new(), body: Bytes::from(body) };
            if let Ok(passed) = good(&answer) {
                prop_assert!((200..300).contains(&status));
                prop_assert_eq!(passed, &answer.body[..]);
            }
        }

        #[test]
        fn every_coded_error_keeps_its_code(code in any::<i64>(), subcode in any::<Option<i64>>(), status in 200u16..500) {
            let body = serde_json::json!({"error": {"code": code, "error_subcode": subcode, "message": "x"}}).to_string();
            let error = error(status, &body);
            prop_assert_eq!(error.code_pair(), (Some(code), subcode));
            prop_assert!(!error.sentence().is_empty());
        }
    }
}
