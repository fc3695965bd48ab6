//! `GET /debug_token`: what a token is worth.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/debug_token. The answer is `{"data":{…}}`; some clients keep
//! the inside alone, which reads the same.

use crate::{ApiError, answer, ids, lenient};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// What the platform knows about a token. Holds no token.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Wire")]
pub struct TokenFacts {
    /// The app it was issued for.
    pub app_id: Option<String>,
    /// The name of that app.
    pub application: Option<String>,
    /// Whose token it is.
    pub kind: Option<TokenKind>,
    /// The person who granted it (app-scoped).
    pub user_id: Option<String>,
    /// The Page, for the token of a Page.
    pub profile_id: Option<String>,
    /// Whether it is still good.
    pub is_valid: bool,
    /// When it was issued.
    pub issued_at: Option<Timestamp>,
    /// When it expires.
    pub expires: Expiry,
    /// When access to data lapses unless the person uses the app again.
    pub data_access: Expiry,
    /// What was granted, by the platform's names.
    pub scopes: Vec<String>,
    /// What was granted for some objects alone.
    pub granular_scopes: Vec<GranularScope>,
    /// Why it is not good any more: code and subcode of the error catalogue.
    pub error: Option<(i64, Option<i64>)>,
}

/// Whose token it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// A person's.
    User,
    /// A Page's.
    Page,
    /// The app's own.
    App,
    /// A kind this crate does not know, as the platform spells it.
    Other(String),
}

/// When something ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// The answer does not say.
    Unsaid,
    /// Never by date (the platform writes 0).
    Never,
    /// Then.
    At(Timestamp),
}

/// A permission that may hold for some objects alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GranularScope {
    /// The platform's name of the permission.
    pub scope: String,
    /// The Pages or accounts it holds for; empty when it holds for all.
    pub targets: Vec<String>,
}

impl TokenFacts {
    /// Reads the answer.
    ///
    /// # Errors
    /// [`ApiError::InDoubt`] when it does not say whether the token is good.
    pub fn from_json(body: &[u8]) -> Result<Self, ApiError> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            Wrapped { data: TokenFacts },
            Flat(TokenFacts),
        }
        let (Shape::Wrapped { data: facts } | Shape::Flat(facts)) = answer::read(body)?;
        Ok(facts)
    }
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default, deserialize_with = "ids::optional_text")]
    app_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    application: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "lenient::text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "ids::optional_text")]
    user_id: Option<String>,
    #[serde(default, deserialize_with = "ids::optional_text")]
    profile_id: Option<String>,
    is_valid: bool,
    #[serde(default)]
    issued_at: Value,
    #[serde(default)]
    expires_at: Value,
    #[serde(default)]
    data_access_expires_at: Value,
    #[serde(default, deserialize_with = "texts")]
    scopes: Vec<String>,
    #[serde(default, deserialize_with = "granular")]
    granular_scopes: Vec<GranularScope>,
    #[serde(default)]
    error: Value,
}

impl From<Wire> for TokenFacts {
    fn from(wire: Wire) -> Self {
        Self {
            app_id: wire.app_id,
            application: wire.application,
            kind: wire.kind.map(TokenKind::from),
            user_id: wire.user_id,
            profile_id: wire.profile_id,
            is_valid: wire.is_valid,
            issued_at: wire
                .issued_at
                .as_i64()
                .and_then(|seconds| Timestamp::from_second(seconds).ok()),
            expires: Expiry::from(&wire.expires_at),
            data_access: Expiry::from(&wire.data_access_expires_at),
            scopes: wire.scopes,
            granular_scopes: wire.granular_scopes,
            error: wire.error["code"]
                .as_i64()
                .map(|code| (code, wire.error["subcode"].as_i64())),
        }
    }
}

impl From<String> for TokenKind {
    fn from(name: String) -> Self {
        match name.as_str() {
            "USER" => TokenKind::User,
            "PAGE" => TokenKind::Page,
            "APP" => TokenKind::App,
            _ => TokenKind::Other(name),
        }
    }
}

impl From<&Value> for Expiry {
    fn from(value: &Value) -> Self {
        match value.as_i64() {
            Some(0) => Expiry::Never,
            Some(seconds) => Timestamp::from_second(seconds).map_or(Expiry::Unsaid, Expiry::At),
            None => Expiry::Unsaid,
        }
    }
}

fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(list(&Value::deserialize(deserializer)?))
}

fn granular<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<GranularScope>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let each = |entry: &Value| {
        Some(GranularScope {
            scope: entry["scope"].as_str()?.to_owned(),
            targets: list(&entry["target_ids"]),
        })
    };
    Ok(value
        .as_array()
        .map(|entries| entries.iter().filter_map(each).collect())
        .unwrap_or_default())
}

/// The texts and integers of a list, as texts.
fn list(value: &Value) -> Vec<String> {
    let text = |entry: &Value| match entry {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => number.as_u64().map(|number| number.to_string()),
        _ => None,
    };
    value
        .as_array()
        .map(|entries| entries.iter().filter_map(text).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const INSIDE: &str = r#"{"app_id":"9876501234","type":"PAGE","application":"Bakery desk","data_access_expires_at":1803000000,
        "expires_at":0,"is_valid":true,"issued_at":1795000000,"scopes":["pages_show_list","instagram_basic"],
        "granular_scopes":[{"scope":"pages_show_list"},{"scope":"instagram_basic","target_ids":["17841400000000123",42]}],
        "user_id":"7001","profile_id":1029384756}"#;

    #[test]
    fn the_documented_answer_is_read_wrapped_or_not() {
        let facts = TokenFacts::from_json(format!(r#"{{"data":{INSIDE}}}"#).as_bytes()).unwrap();
        assert_eq!(facts, TokenFacts::from_json(INSIDE.as_bytes()).unwrap());
        assert_eq!(facts.app_id.as_deref(), Some("9876501234"));
        assert_eq!(facts.kind, Some(TokenKind::Page));
        assert_eq!(facts.profile_id.as_deref(), Some("1029384756"));
        assert!(facts.is_valid && facts.error.is_none());
        assert_eq!(facts.expires, Expiry::Never);
        assert_eq!(
            facts.data_access,
            Expiry::At(Timestamp::from_second(1_803_000_000).unwrap())
        );
        assert_eq!(facts.scopes, ["pages_show_list", "instagram_basic"]);
        assert!(facts.granular_scopes[0].targets.is_empty());
        assert_eq!(facts.granular_scopes[1].targets, ["17841400000000123", "42"]);
    }

    #[test]
    fn a_token_that_is_not_good_any_more_says_why() {
        let body =
            br#"{"data":{"app_id":9876501234,"type":"SYSTEM_USER","is_valid":false,"scopes":[],"expires_at":1790000000,
            "error":{"code":190,"message":"expired","subcode":463}}}"#;
        let facts = TokenFacts::from_json(body).unwrap();
        assert!(!facts.is_valid);
        assert_eq!(facts.error, Some((190, Some(463))));
        assert_eq!(facts.kind, Some(TokenKind::Other("SYSTEM_USER".to_owned())));
        assert_eq!(facts.app_id.as_deref(), Some("9876501234"));
        assert_eq!((facts.data_access, facts.issued_at), (Expiry::Unsaid, None));
    }

    #[test]
    fn an_answer_that_does_not_say_whether_it_is_good_is_in_doubt() {
        for half in ["{}", r#"{"data":{}}"#, r#"{"data":{"app_id":"1","scopes":[]}}"#] {
            let facts = TokenFacts::from_json(half.as_bytes());
            assert!(matches!(facts, Err(ApiError::InDoubt { .. })), "{half}: {facts:?}");
        }
    }
}
