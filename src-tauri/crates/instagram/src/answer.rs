//! Reading the JSON of an answer. What cannot be read is described by its place, never by its content.

use crate::{ApiError, Doubt};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// Reads `body`, or says where it stops making sense.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        unreadable(match error.inner().classify() {
            Category::Data => format!("`{path}` is missing or of another kind"),
            Category::Eof => "the JSON breaks off".to_owned(),
            Category::Syntax | Category::Io => not_json(body).to_owned(),
        })
    })?;
    json.end()
        .map_err(|_| unreadable("something follows the JSON".to_owned()))?;
    Ok(value)
}

fn not_json(body: &[u8]) -> &'static str {
    match body.trim_ascii_start().first() {
        None => "the answer is empty",
        Some(b'<') => "a web page instead of JSON",
        Some(_) => "not JSON",
    }
}

pub(crate) fn unreadable(what: String) -> ApiError {
    ApiError::InDoubt {
        cause: Doubt::Unreadable(what),
    }
}

/// Reads `{"success":true}`. Anything else does not prove that it was done.
pub(crate) fn success(body: &[u8]) -> Result<(), ApiError> {
    #[derive(Deserialize)]
    struct Success {
        success: bool,
    }
    if read::<Success>(body)?.success {
        Ok(())
    } else {
        Err(unreadable("`success` is false without a reason".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{Comment, Page};

    fn what<T>(result: Result<T, ApiError>) -> String {
        match result {
            Err(ApiError::InDoubt {
                cause: Doubt::Unreadable(what),
            }) => what,
            Err(other) => panic!("another error: {other}"),
            Ok(_) => panic!("it was read"),
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_by_place_and_never_by_content() {
        let list = r#"{"data":[{"id":"1","text":"good"},{"text":"private words"}]}"#;
        let said = what(read::<Page<Comment>>(list.as_bytes()));
        assert!(said.contains("data[1]"), "{said}");
        assert!(!said.contains("private"), "{said}");
    }

    #[test]
    fn html_truncation_emptiness_and_trailing_bytes_are_told_apart() {
        assert_eq!(
            what(read::<Page<Comment>>(b"<!DOCTYPE html><html></html>")),
            "a web page instead of JSON"
        );
        assert_eq!(
            what(read::<Page<Comment>>(br#"{"data":[{"id":"1""#)),
            "the JSON breaks off"
        );
        assert_eq!(what(read::<Page<Comment>>(b"oops")), "not JSON");
        assert_eq!(
            what(read::<Page<Comment>>(br#"{"data":[]}{"data":[]}"#)),
            "something follows the JSON"
        );
        assert_eq!(what(read::<Page<Comment>>(b"")), "the JSON breaks off");
    }

    #[test]
    fn only_success_true_is_success() {
        assert!(success(br#"{"success":true}"#).is_ok());
        for other in [r#"{"success":false}"#, "{}", "true", r#"{"success":"yes"}"#] {
            assert!(
                matches!(success(other.as_bytes()), Err(ApiError::InDoubt { .. })),
                "{other}"
            );
        }
    }
}
