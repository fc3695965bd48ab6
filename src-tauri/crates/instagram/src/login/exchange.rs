//! The exchanges that carry secrets in the query, because the platform defines them so.
//!
//! [`LoginClient::exchange`] is the only function that writes such an address. The transport follows no redirect and its
//! errors hold no address; nothing here is logged but the name of the exchange and how it ended.

use super::{LoginClient, LongToken};
use crate::endpoint;
use crate::{AccessToken, ApiError, AppSecret, envelope};

impl LoginClient {
    /// Exchanges a token of one hour for one of sixty days. Must happen within that hour.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn exchange_long(&self, secret: &AppSecret, short: &AccessToken) -> Result<LongToken, ApiError> {
        let secrets = [("client_secret", secret.expose()), ("access_token", short.expose())];
        self.exchange("access_token", "ig_exchange_token", &secrets).await
    }

    /// Gives a long-lived token another sixty days. The token must be at least a day old and not expired; no app secret is
    /// needed. Permissions stay as they are.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn refresh(&self, token: &AccessToken) -> Result<LongToken, ApiError> {
        self.exchange(
            "refresh_access_token",
            "ig_refresh_token",
            &[("access_token", token.expose())],
        )
        .await
    }

    async fn exchange(
        &self,
        name: &'static str,
        grant_type: &'static str,
        secrets: &[(&str, &str)],
    ) -> Result<LongToken, ApiError> {
        if secrets.iter().any(|(_, secret)| secret.is_empty()) {
            return Err(ApiError::Invalid(
                "The access token or the app secret is missing.".to_owned(),
            ));
        }
        let query: Vec<_> = std::iter::once(("grant_type", grant_type))
            .chain(secrets.iter().copied())
            .collect();
        let request = endpoint::get(self.endpoints.unversioned_url(name)?, &query)?;
        let hidden: Vec<_> = secrets.iter().map(|(_, secret)| *secret).collect();
        let result = match self.transport.send(request).await {
            Ok(answer) => envelope::good_login(&answer, &hidden).and_then(LongToken::from_json),
            Err(error) => Err(error),
        };
        tracing::debug!(exchange = name, is_ok = result.is_ok(), "token exchange ended");
        result
    }
}
