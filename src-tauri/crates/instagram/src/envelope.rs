//! Is this answer an error? Looked at before anything else of an answer is read, on every HTTP status.
//!
//! Three shapes exist: the Graph envelope `{"error":{…,"code":…}}`, the flat form of the login hosts
//! `{"error_type":…,"code":…,"error_message":…}`, and RFC 6749's `{"error":"…"}`.

mod shape;

use self::shape::{Graph, Shape};
use crate::answer::unreadable;
use crate::catalogue::{self, SPAM_BLOCK};
use crate::said::without_tokens;
use crate::transport::RawAnswer;
use crate::usage::Usage;
use crate::{ApiError, Doubt, LoginRefusal, MetricHint, Refusal, Said};
use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// As [`good`], for the login hosts: keeps what the platform says about a refusal, unless it repeats one of the `secrets`
/// that were sent.
pub(crate) fn good_login<'a>(answer: &'a RawAnswer, secrets: &[&str]) -> Result<&'a [u8], ApiError> {
    good(answer).map_err(|error| match error {
        ApiError::Login(refusal) => {
            let said = Shape::of(&answer.body).and_then(Shape::message);
            let harmless = said.filter(|said| !secrets.iter().any(|secret| said.contains(secret)));
            ApiError::Login(LoginRefusal {
                message: harmless.map(without_tokens).as_deref().and_then(readable),
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
                kind,
                message,
                error_user_title,
                error_user_msg,
            } => ApiError::Refused(Refusal {
                code,
                subcode: error_subcode,
                http_status: answer.status,
                trace_id: fbtrace_id,
                transient: is_transient,
                retry_after: Usage::from_headers(&answer.headers).regain_after(code),
                metric_hint: message.as_deref().filter(|_| code == 100).and_then(MetricHint::in_text),
                said: Said::new(kind, message, error_user_title, error_user_msg),
            }),
            Graph { code: None, .. } if failed => ApiError::InDoubt {
                cause: Doubt::ServerError(answer.status),
            },
            Graph { code: None, .. } => unreadable("an error without a code".to_owned()),
        }),
        Some(Shape::Login { .. }) if failed => Err(ApiError::InDoubt {
            cause: Doubt::ServerError(answer.status),
        }),
        Some(Shape::Login { code, kind, .. }) => Err(ApiError::Login(LoginRefusal {
            code,
            kind: kind.map(without_tokens),
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
        None if is_no_data(&answer.headers) => Err(unreadable("not JSON by its content type".to_owned())),
        None => Ok(&answer.body),
    }
}

/// Whether the headers call the body a web page, a document or a medium: then it does not come from the API, but from
/// something on the way that answers in its place.
///
/// The platform calls its data `application/json`, at times `text/javascript`. Any other type, and none, is let pass: the
/// body is read all the same, and what cannot be read is in doubt either way.
fn is_no_data(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let (group, kind) = kind.split_once('/').unwrap_or_default();
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let is_medium = ["image", "audio", "video", "font", "multipart"]
        .iter()
        .any(|medium| is(group, medium));
    let is_page = ["html", "xml", "xhtml+xml", "css", "csv"]
        .iter()
        .any(|page| is(kind, page));
    is_medium || is_page
}

fn spam_block() -> (Option<i64>, Option<i64>) {
    (Some(SPAM_BLOCK.0), Some(SPAM_BLOCK.1))
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
    fn a_good_answer_that_calls_itself_a_page_or_a_picture_is_in_doubt_and_a_coded_error_never_is() {
        let typed = |kind: &str, body: &str| {
            let mut answer = answer(200, body);
            answer.headers.insert(CONTENT_TYPE, kind.parse().unwrap());
            good(&answer).map(|_| ())
        };
        for kind in [
            "application/json",
            "application/json; charset=UTF-8",
            "text/javascript; charset=UTF-8",
            "application/vnd.api+json",
            "text/plain",
            "application/octet-stream",
            "nonsense",
            "",
        ] {
            assert_eq!(typed(kind, r#"{"success":true}"#), Ok(()), "{kind}");
        }
        for kind in [
            "text/html",
            "Text/HTML; charset=utf-8",
            "application/xhtml+xml",
            "text/xml",
            "image/png",
        ] {
            let in_doubt = typed(kind, r#"{"success":true}"#).unwrap_err();
            assert!(
                matches!(
                    &in_doubt,
                    ApiError::InDoubt {
                        cause: Doubt::Unreadable(_)
                    }
                ),
                "{kind}: {in_doubt:?}"
            );
            let refused = typed(kind, r#"{"error":{"code":190}}"#).unwrap_err();
            assert_eq!(refused.code_pair(), (Some(190), None), "{kind}");
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
        let other = good_login(&echo, &["another"]).unwrap_err();
        assert!(
            matches!(&other, ApiError::Login(refusal) if !refusal.message.as_ref().unwrap().contains("secret")),
            "{other:?}"
        );
        let long = format!(
            r#"{{"error_type":"x","code":400,"error_message":"{}"}}"#,
            "x".repeat(500)
        );
        let kept = good_login(&answer(400, &long), &["another"]).unwrap_err();
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
    fn the_wait_is_the_one_of_the_allowance_that_the_code_is_about() {
        let usage = r#"{"1":[{"type":"instagram","estimated_time_to_regain_access":23},
            {"type":"messenger","call_count":100,"estimated_time_to_regain_access":4},
            {"type":"pages","call_count":3},{"type":"ads_management","estimated_time_to_regain_access":90}]}"#;
        for (code, minutes) in [
            (80_002, 23),
            (80_006, 4),
            (80_001, 60),
            (32, 60),
            (4, 60),
            (17, 60),
            (613, 5),
        ] {
            let mut throttled = answer(400, &format!(r#"{{"error":{{"code":{code}}}}}"#));
            let told = usage.replace('\n', "").parse().unwrap();
            throttled.headers.insert("x-business-use-case-usage", told);
            assert_eq!(
                good(&throttled).unwrap_err().recovery(),
                Recovery::RetryAfter(Some(Duration::from_secs(minutes * 60))),
                "{code}"
            );
        }
    }

    proptest! {
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
