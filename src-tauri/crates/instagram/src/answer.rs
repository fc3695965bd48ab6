//! Reading the JSON of an answer. What cannot be read is described by its place, never by its content.
//!
//! A good answer is read once, straight into its type. Only when that fails is it read again, to find the place.

use crate::{ApiError, Doubt};
use memchr::memchr2;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// No answer of the platform is nested deeper than about ten levels.
const MAX_NESTING: usize = 64;

/// Reads `body`, or says where it stops making sense.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    if is_nested_deeper(body, MAX_NESTING) {
        return Err(unreadable("the answer is nested too deeply".to_owned()));
    }
    // Checked as a whole, the texts need not be checked one by one.
    let text = std::str::from_utf8(body).map_err(|_| unreadable("not UTF-8".to_owned()))?;
    serde_json::from_str(text).map_err(|_| unreadable(place::<T>(text)))
}

/// Where `text` stops being a `T`.
fn place<T: DeserializeOwned>(text: &str) -> String {
    let mut json = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Ok(_) => "something follows the JSON".to_owned(),
        Err(error) => match error.inner().classify() {
            Category::Data => format!("`{}` is missing or of another kind", error.path()),
            Category::Eof => "the JSON breaks off".to_owned(),
            Category::Syntax | Category::Io => not_json(text).to_owned(),
        },
    }
}

/// Whether brackets are nested deeper than `limit`, those in texts not counted. The parser has a limit of its own for what it
/// builds, but none for what it skips.
fn is_nested_deeper(body: &[u8], limit: usize) -> bool {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => at = end_of_text(body, at),
            _ => {}
        }
    }
    false
}

/// The index behind the closing quote of the text that begins at `at`.
fn end_of_text(body: &[u8], mut at: usize) -> usize {
    while let Some(found) = body.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found + 1;
        if body[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    body.len()
}

fn not_json(text: &str) -> &'static str {
    match text.trim_ascii_start().as_bytes().first() {
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
    use proptest::prelude::*;

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
            what(read::<Page<Comment>>(b"{\"data\":[],\"x\":\"\xff\"}")),
            "not UTF-8"
        );
        assert_eq!(
            what(read::<Page<Comment>>(br#"{"data":[]}{"data":[]}"#)),
            "something follows the JSON"
        );
        assert_eq!(what(read::<Page<Comment>>(b"")), "the JSON breaks off");
    }

    /// `depth` brackets around nothing, opened and closed.
    fn nest(depth: usize) -> String {
        "[".repeat(depth) + &"]".repeat(depth)
    }

    #[test]
    fn depth_is_counted_outside_of_texts() {
        for (json, depth) in [
            ("1", 0),
            ("{}", 1),
            (r#"{"a":[{"b":1}],"c":[2]}"#, 3),
            (r#"["[[[[","{\"[[","\\",[1]]"#, 2),
            (r#"{"]]]]":[[1]]}"#, 3),
        ] {
            assert!(!is_nested_deeper(json.as_bytes(), depth), "{json}");
            assert!(depth == 0 || is_nested_deeper(json.as_bytes(), depth - 1), "{json}");
        }
    }

    #[test]
    fn deep_nesting_is_an_error_wherever_it_stands() {
        let deep = nest(100_000);
        for body in [
            deep.clone(),
            format!(r#"{{"data":[],"unknown":{deep}}}"#),
            format!(r#"{{"data":[{{"id":"1","text":{deep}}}]}}"#),
            format!(r#"{{"data":[{{"id":{deep}}}]}}"#),
            "[".repeat(1_000_000),
            r#"{"a":"#.repeat(1_000_000),
        ] {
            assert_eq!(
                what(read::<Page<Comment>>(body.as_bytes())),
                "the answer is nested too deeply"
            );
        }
        let allowed = format!(r#"{{"data":[],"unknown":{}}}"#, nest(MAX_NESTING - 1));
        assert!(read::<Page<Comment>>(allowed.as_bytes()).is_ok());
    }

    proptest! {
        /// Whatever arrives, it is read or in doubt; nothing crashes.
        #[test]
        fn no_bytes_do_more_than_cast_doubt(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Err(error) = read::<Page<Comment>>(&body) {
                let is_in_doubt = matches!(error, ApiError::InDoubt { .. });
                prop_assert!(is_in_doubt);
            }
        }

        #[test]
        fn nesting_beyond_the_limit_is_refused_and_below_it_is_not(
            shape in proptest::collection::vec(any::<bool>(), 0..200), closed in any::<bool>()
        ) {
            let mut body: String = shape.iter().map(|is_list| if *is_list { "[" } else { r#"{"a":"# }).collect();
            body.push('1');
            if closed {
                body.extend(shape.iter().rev().map(|is_list| if *is_list { ']' } else { '}' }));
            }
            prop_assert_eq!(is_nested_deeper(body.as_bytes(), MAX_NESTING), shape.len() > MAX_NESTING);
            let is_read = read::<serde::de::IgnoredAny>(body.as_bytes()).is_ok();
            prop_assert_eq!(is_read, shape.len() <= MAX_NESTING && (closed || shape.is_empty()));
        }
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
