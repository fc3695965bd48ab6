//! Facts of errors.

use http::HeaderMap;
use instagram::ApiError;
use serde_json::{Value, json};

/// What an answer is refused with.
pub fn facts(status: u16, body: &[u8]) -> Result<Value, String> {
    let error = ApiError::in_login_answer(status, &HeaderMap::new(), body, &[]);
    match error {
        None => Err("it was taken for a good answer".to_owned()),
        Some(ApiError::Refused(refusal)) => {
            let said = refusal.said.unwrap_or_default();
            Ok(
                json!({ "code": refusal.code, "subcode": refusal.subcode, "type": said.kind, "message": said.message,
                "is_transient": refusal.transient, "user_title": said.title, "fbtrace_id": refusal.trace_id }),
            )
        }
        Some(ApiError::Login(refusal)) => Ok(json!({ "code": refusal.code, "type": refusal.kind,
            "message": refusal.message, "oauth_shape": true })),
        Some(other) => Err(format!("it is no coded refusal: {other}")),
    }
}
