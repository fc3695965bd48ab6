//! The kinds of token and the shapes in which they arrive.
//!
//! The short-lived one of Instagram Login is documented as `{"data":[{…}]}` and sent flat; its `user_id` is a string or a
//! number above 2^53, its `permissions` a list or a text. None has a `token_type` one could rely on. Every one is read in
//! both shapes.

use crate::{AccessToken, ApiError, answer, ids, lenient};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::time::Duration;
use url::form_urlencoded;

/// Life of a long-lived token as documented: used where the answer does not say how long it is.
pub const LONG_TOKEN_LIFETIME: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// A token of one hour, the result of a code exchange.
#[derive(Debug, Clone)]
pub struct ShortToken {
    /// The token.
    pub token: AccessToken,
    /// The account's app-scoped id. Never the key of an account: that is `user_id` of `/me`.
    pub app_scoped_id: Option<String>,
    /// What the person granted, by the platform's names. Empty when the answer does not say.
    pub permissions: Vec<String>,
}

/// A token of sixty days.
#[derive(Debug, Clone)]
pub struct LongToken {
    /// The token. A refresh may return the same text or another: keep what came last.
    pub token: AccessToken,
    /// How long it lives from now.
    pub expires_in: Duration,
}

/// A token of a person with Facebook Login: of one or two hours after a code exchange, of about sixty days after
/// [`LoginClient::exchange_user_token`](crate::LoginClient::exchange_user_token).
#[derive(Debug, Clone)]
pub struct UserToken {
    /// The token.
    pub token: AccessToken,
    /// How long it lives from now; `None` when the answer does not say.
    /// [`TokenFacts`](crate::TokenFacts) says it for certain.
    pub expires_in: Option<Duration>,
}

impl ShortToken {
    /// Reads the answer of the code exchange, in either shape.
    ///
    /// # Errors
    /// [`ApiError::InDoubt`] when it holds no token.
    pub fn from_json(body: &[u8]) -> Result<Self, ApiError> {
        answer::read::<Self>(body)
    }
}

impl LongToken {
    /// Reads the answer of an exchange or refresh.
    ///
    /// # Errors
    /// [`ApiError::InDoubt`] when it holds no token.
    pub fn from_json(body: &[u8]) -> Result<Self, ApiError> {
        let answered: LongWire = answer::read::<Shape<LongWire>>(body)?.into_inner();
        let expires_in = answered.expires_in.map_or(LONG_TOKEN_LIFETIME, Duration::from_secs);
        Ok(Self {
            token: answered.access_token.0,
            expires_in,
        })
    }
}

impl UserToken {
    /// Reads the answer of an exchange with Facebook Login.
    ///
    /// # Errors
    /// [`ApiError::InDoubt`] when it holds no token.
    pub fn from_json(body: &[u8]) -> Result<Self, ApiError> {
        let answered: LongWire = answer::read::<Shape<LongWire>>(body)?.into_inner();
        Ok(Self {
            token: answered.access_token.0,
            expires_in: answered.expires_in.map(Duration::from_secs),
        })
    }
}

/// The documented wrapping or none. An untagged enum reports no content of what it could not read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Shape<T> {
    Wrapped { data: (T,) },
    Flat(T),
}

impl<T> Shape<T> {
    fn into_inner(self) -> T {
        let (Shape::Wrapped { data: (found,) } | Shape::Flat(found)) = self;
        found
    }
}

impl<'de> Deserialize<'de> for ShortToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found: ShortWire = Shape::deserialize(deserializer)?.into_inner();
        Ok(Self {
            token: found.access_token.0,
            app_scoped_id: found.user_id,
            permissions: found.permissions,
        })
    }
}

#[derive(Deserialize)]
struct ShortWire {
    access_token: TokenText,
    #[serde(default, deserialize_with = "ids::optional_text")]
    user_id: Option<String>,
    #[serde(default, deserialize_with = "permissions")]
    permissions: Vec<String>,
}

#[derive(Deserialize)]
struct LongWire {
    access_token: TokenText,
    #[serde(default, deserialize_with = "lenient::count")]
    expires_in: Option<u64>,
}

/// A token as JSON holds it. An empty one is an error.
pub(crate) struct TokenText(pub(crate) AccessToken);

impl<'de> Deserialize<'de> for TokenText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Err(serde::de::Error::custom("an empty token"));
        }
        Ok(Self(AccessToken::new(text)))
    }
}

fn permissions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let texts = match Value::deserialize(deserializer)? {
        Value::String(text) => vec![text],
        Value::Array(list) => list
            .into_iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    };
    Ok(texts.iter().flat_map(|text| names(text)).collect())
}

/// Splits a comma or space list; its separators may be percent-encoded.
fn names(text: &str) -> Vec<String> {
    let decoded: String = form_urlencoded::parse(text.as_bytes()).map(|(name, _)| name).collect();
    let is_separator = |c: char| c == ',' || c.is_whitespace();
    decoded
        .split(is_separator)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const NAMES: [&str; 2] = ["instagram_business_basic", "instagram_business_manage_comments"];

    #[test]
    fn the_documented_and_the_real_shape_read_the_same() {
        for body in [
            r#"{"data":[{"access_token":"IGAAx","user_id":"27001112223334445","permissions":"instagram_business_basic,instagram_business_manage_comments"}]}"#,
            r#"{"access_token":"IGAAx","user_id":27001112223334445,"permissions":["instagram_business_basic","instagram_business_manage_comments"]}"#,
            r#"{"access_token":"IGAAx","user_id":"27001112223334445","permissions":"instagram_business_basic instagram_business_manage_comments"}"#,
            r#"{"access_token":"IGAAx","user_id":27001112223334445,"permissions":"instagram_business_basic%2Cinstagram_business_manage_comments"}"#,
            r#"{"access_token":"IGAAx","token_type":"bearer","user_id":"27001112223334445","permissions":"instagram_business_basic%20instagram_business_manage_comments"}"#,
        ] {
            let short = ShortToken::from_json(body.as_bytes()).unwrap();
            assert_eq!(short.token.expose(), "IGAAx", "{body}");
            assert_eq!(short.app_scoped_id.as_deref(), Some("27001112223334445"), "{body}");
            assert_eq!(short.permissions, NAMES, "{body}");
        }
    }

    #[test]
    fn user_id_and_permissions_may_be_missing() {
        for body in [
            r#"{"access_token":"IGAAx"}"#,
            r#"{"access_token":"IGAAx","user_id":null,"permissions":null}"#,
        ] {
            let short = ShortToken::from_json(body.as_bytes()).unwrap();
            assert!(short.app_scoped_id.is_none() && short.permissions.is_empty(), "{body}");
        }
    }

    #[test]
    fn an_answer_without_a_token_is_an_error_that_shows_nothing() {
        for body in [
            "{}",
            r#"{"data":[]}"#,
            r#"{"access_token":""}"#,
            r#"{"access_token":{"IGAAsecret":1}}"#,
            r#"{"access_token":"IGAAsecret","user_id":1.5}"#,
            r#"{"access_token":"IGAAsecret"#,
        ] {
            let error = ShortToken::from_json(body.as_bytes()).unwrap_err();
            assert!(matches!(error, ApiError::InDoubt { .. }), "{body}");
            assert!(!format!("{error} {error:?}").contains("IGAAsecret"), "{error:?}");
        }
    }

    #[test]
    fn a_long_token_says_how_long_it_lives_or_lives_as_documented() {
        let stated =
            LongToken::from_json(br#"{"access_token":"IGAAy","token_type":"bearer","expires_in":5183944}"#).unwrap();
        assert_eq!(
            (stated.token.expose(), stated.expires_in.as_secs()),
            ("IGAAy", 5_183_944)
        );
        let wrapped = LongToken::from_json(br#"{"data":[{"access_token":"IGAAy","expires_in":"5183944"}]}"#).unwrap();
        assert_eq!(wrapped.expires_in, stated.expires_in);
        let silent = LongToken::from_json(br#"{"access_token":"IGAAy"}"#).unwrap();
        assert_eq!(silent.expires_in, LONG_TOKEN_LIFETIME);
        assert!(LongToken::from_json(br#"{"expires_in":5183944}"#).is_err());
    }

    #[test]
    fn a_token_of_a_person_may_leave_open_how_long_it_lives() {
        let stated =
            UserToken::from_json(br#"{"access_token":"EAAx","token_type":"bearer","expires_in":5183944}"#).unwrap();
        assert_eq!(stated.token.expose(), "EAAx");
        assert_eq!(stated.expires_in, Some(Duration::from_secs(5_183_944)));
        let silent = UserToken::from_json(br#"{"access_token":"EAAx","token_type":"bearer"}"#).unwrap();
        assert_eq!(silent.expires_in, None);
        assert!(UserToken::from_json(br#"{"token_type":"bearer"}"#).is_err());
    }

    #[test]
    fn tokens_are_not_printed() {
        let short = ShortToken::from_json(br#"{"access_token":"IGAAsecret","user_id":1}"#).unwrap();
        let long = LongToken::from_json(br#"{"access_token":"IGAAsecret","expires_in":1}"#).unwrap();
        let user = UserToken::from_json(br#"{"access_token":"IGAAsecret"}"#).unwrap();
        let printed = format!("{short:?} {short:#?} {long:?} {long:#?} {user:?} {user:#?}");
        assert!(!printed.contains("IGAAsecret"));
    }
}
