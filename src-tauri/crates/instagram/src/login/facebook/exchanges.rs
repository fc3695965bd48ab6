//! The exchanges of Facebook Login. All of them carry secrets in the query, so all go through
//! [`LoginClient::exchange`](crate::LoginClient).

use super::TokenFacts;
use crate::login::exchange::Exchange;
use crate::{AccessToken, ApiError, AppCredentials, Flavour, LoginClient, UserToken};

impl LoginClient {
    /// Exchanges the code of a redirect for a person's token of an hour or two. A code works once. Facebook Login only.
    ///
    /// # Errors
    /// [`ApiError::Refused`] when the platform refuses the code or the app; see [`ApiError`] for the rest.
    pub async fn exchange_facebook_code(&self, app: &AppCredentials, code: &str) -> Result<UserToken, ApiError> {
        self.only_with("GET /oauth/access_token", Flavour::FacebookLogin)?;
        // The fragment `#_=_` that the platform appends to the redirect is no part of the code.
        let code = code.split('#').next().unwrap_or_default().trim();
        self.exchange(Exchange {
            name: "code",
            url: self.endpoints.token.clone(),
            open: &[
                ("client_id", client_id(app)?),
                ("redirect_uri", app.redirect_uri.as_str()),
            ],
            secrets: &[("client_secret", app.secret.expose()), ("code", code)],
            read: UserToken::from_json,
        })
        .await
    }

    /// Exchanges a person's token that is still good for one of about sixty days. There is no refresh: a long-lived token
    /// is exchanged again before it expires, else the person has to log in. Access to data lapses about ninety days after
    /// the person last used the app, whatever the token. Facebook Login only.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn exchange_user_token(&self, app: &AppCredentials, token: &AccessToken) -> Result<UserToken, ApiError> {
        self.only_with("GET /oauth/access_token fb_exchange_token", Flavour::FacebookLogin)?;
        self.exchange(Exchange {
            name: "fb_exchange_token",
            url: self.endpoints.token.clone(),
            open: &[("grant_type", "fb_exchange_token"), ("client_id", client_id(app)?)],
            secrets: &[
                ("client_secret", app.secret.expose()),
                ("fb_exchange_token", token.expose()),
            ],
            read: UserToken::from_json,
        })
        .await
    }

    /// What the platform knows about a token: `GET /debug_token`. Asked in the name of the app, which must be the one the
    /// token was issued for. Facebook Login only.
    ///
    /// # Errors
    /// See [`ApiError`]. A token that is no longer good is no error: [`TokenFacts::is_valid`] says so.
    pub async fn inspect_token(&self, app: &AppCredentials, token: &AccessToken) -> Result<TokenFacts, ApiError> {
        self.only_with("GET /debug_token", Flavour::FacebookLogin)?;
        let secret = app.secret.expose();
        let in_the_name_of_the_app = match secret {
            "" => String::new(),
            secret => format!("{}|{secret}", client_id(app)?),
        };
        self.exchange(Exchange {
            name: "debug_token",
            url: self.endpoints.graph_url(&["debug_token"])?,
            open: &[],
            secrets: &[
                ("input_token", token.expose()),
                ("access_token", &in_the_name_of_the_app),
            ],
            read: TokenFacts::from_json,
        })
        .await
    }
}

fn client_id(app: &AppCredentials) -> Result<&str, ApiError> {
    let id = app.client_id.trim();
    if id.is_empty() {
        return Err(ApiError::Invalid("The app id is missing.".to_owned()));
    }
    Ok(id)
}
