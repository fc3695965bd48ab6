//! Is this answer an error? Looked at before anything else of an answer is read, on every HTTP status.
//!
//! Three shapes exist: the Graph envelope `{"error":{…,"code":…}}`, the flat form of the login hosts
//! `{"error_type":…,"code":…,"error_message":…}`, and RFC 6749's `{"error":"…"}`.

use crate::answer::unreadable;
use crate::catalogue::{self, SPAM_BLOCK};
use crate::transport::RawAnswer;
use crate::usage::Usage;
use crate::{ApiError, Doubt, LoginRefusal, Refusal};
use serde::Deserialize;
use serde_json::Value;

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
        Some(Shape::Login { code, message }) => Err(ApiError::Login(LoginRefusal {
            code,
            http_status: answer.status,
            message: message.as_deref().and_then(readable),
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
    #[serde(default, deserialize_with = "integer")]
    code: Option<i64>,
    #[serde(default, deserialize_with = "integer")]
    error_subcode: Option<i64>,
    #[serde(default, deserialize_with = "crate::lenient::flag")]
    is_transient: Option<bool>,
    #[serde(default, deserialize_with = "crate::lenient::text")]
    fbtrace_id: Option<String>,
}

impl Shape {
    fn of(body: &[u8]) -> Option<Self> {
        let Ok(Value::Object(mut body)) = serde_json::from_slice::<Value>(body) else {
            return None;
        };
        let mut text = |key: &str| body.remove(key).and_then(|value| value.as_str().map(str::to_owned));
        if let Some(message) = text("error_type").map(|_| text("error_message")) {
            return Some(Shape::Login {
                code: body.get("code").and_then(Value::as_i64),
                message,
            });
        }
        match body.remove("error") {
            Some(error @ Value::Object(_)) => Some(Shape::Graph(serde_json::from_value(error).unwrap_or_default())),
            Some(Value::String(_)) => {
                let message = body.get("error_description").and_then(Value::as_str).map(str::to_owned);
                Some(Shape::Login { code: None, message })
            }
            _ => None,
        }
    }
}

fn integer<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_i64(),
        Value::String(digits) => digits.parse().ok(),
        _ => None,
    })
}

/// One line of at most 300 characters.
fn readable(message: &str) -> Option<String> {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().filter(|c| !c.is_control()).take(300).collect();
    (!short.is_empty()).then_some(short)
}
