//! Cursors and the `paging` object. As on the platform, only `next` means more, and `next` carries the token in clear.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use url::form_urlencoded;

/// A cursor's text for a position in a list.
pub(crate) fn cursor(place: u32) -> String {
    // A few fixed bytes make it start with QVFI, as the platform's do.
    let mut bytes = b"AQH".to_vec();
    bytes.extend((place ^ 0x5a5a_1234).to_be_bytes());
    bytes.extend((place.rotate_left(7) ^ 0x0bad_cafe).to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position a cursor stands for.
pub(crate) fn place(cursor: &str) -> Option<u32> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let place = u32::from_be_bytes(bytes.get(3..7)?.try_into().ok()?) ^ 0x5a5a_1234;
    (self::cursor(place) == cursor).then_some(place)
}

/// What a page knows of its place.
pub(crate) struct Page {
    pub(crate) first: Option<u32>,
    pub(crate) last: Option<u32>,
    pub(crate) more: bool,
    /// Which of the platform's shapes a last page takes.
    pub(crate) shape: u32,
    /// Whether it was reached by a cursor.
    pub(crate) continued: bool,
}

/// Puts `data` and `paging` together; `next` gives the address of the page after a cursor.
pub(crate) fn assemble(data: Vec<Value>, page: &Page, next: impl Fn(&str) -> String) -> Value {
    let mut answer = Map::new();
    answer.insert("data".to_owned(), Value::Array(data));
    if let (Some(first), Some(last)) = (page.first, page.last) {
        let before = cursor(first);
        let after = cursor(last);
        if page.more {
            let next = next(&after);
            answer.insert(
                "paging".to_owned(),
                json!({ "cursors": { "before": before, "after": after }, "next": next }),
            );
        } else if page.shape.is_multiple_of(3) {
            answer.insert(
                "paging".to_owned(),
                json!({ "cursors": { "before": before, "after": after } }),
            );
        } else if page.shape % 3 == 1 || page.continued {
            answer.insert("paging".to_owned(), json!({ "cursors": { "before": before } }));
        }
    }
    Value::Object(answer)
}

/// The address of the next page: the same path and parameters, another cursor, and the token.
pub(crate) fn next_address(path: &str, parameters: &[(String, String)], token: &str, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("access_token", token);
    for (name, value) in parameters
        .iter()
        .filter(|(name, _)| name != "after" && name != "access_token")
    {
        query.append_pair(name, value);
    }
    query.append_pair("after", after);
    format!("{path}?{}", query.finish())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn cursors_lead_back_and_strange_ones_do_not() {
        for at in [0, 1, 77, u32::MAX] {
            assert_eq!(place(&cursor(at)), Some(at));
        }
        assert!(cursor(5).starts_with("QVFI"));
        for strange in ["", "QVFI", "nonsense!", "QVFIAAAAAAAAAAA"] {
            assert_eq!(place(strange), None);
        }
    }
}
