//! Facts of tokens.

use instagram::{LongToken, ShortToken, TokenFacts, UserToken};
use serde_json::{Value, json};

/// A token, by the exchange it comes from.
pub fn token(call: &str, body: &[u8]) -> Result<Value, String> {
    if call.contains("graph.facebook.com") {
        let token = UserToken::from_json(body).map_err(|error| error.to_string())?;
        let expires_in = token.expires_in.map(|time| time.as_secs());
        return Ok(json!({ "access_token": token.token.expose(), "expires_in": expires_in }));
    }
    if call.starts_with("POST") {
        let token = ShortToken::from_json(body).map_err(|error| error.to_string())?;
        let scopes = (!token.permissions.is_empty()).then_some(token.permissions);
        return Ok(json!({ "access_token": token.token.expose(), "user_id": token.app_scoped_id, "scopes": scopes }));
    }
    let token = LongToken::from_json(body).map_err(|error| error.to_string())?;
    Ok(json!({ "access_token": token.token.expose(), "expires_in": token.expires_in.as_secs() }))
}

/// What a token is worth.
pub fn debugged(body: &[u8]) -> Result<Value, String> {
    let facts = TokenFacts::from_json(body).map_err(|error| error.to_string())?;
    Ok(json!({ "app_id": facts.app_id, "user_id": facts.user_id, "scopes": facts.scopes, "is_valid": facts.is_valid }))
}
