//! The exchanges that carry secrets in the query, because the platform defines them so.
//!
//! [`LoginClient::exchange`] is the only function that writes such an address. The transport follows no redirect and its
//! errors hold no address; nothing here is logged but the name of the exchange and how it ended.

use super::{LoginClient, LongToken};
use crate::endpoint;
use crate::{AccessToken, ApiError, AppSecret, Flavour, envelope};
use url::Url;

/// One exchange.
pub(super) struct Exchange<'a, T> {
    /// For the log.
    pub(super) name: &'static str,
    /// The address without its query.
    pub(super) url: Url,
    /// Parameters that anybody may know.
    pub(super) open: &'a [(&'a str, &'a str)],
    /// Parameters that nobody may learn. None of them is ever empty.
    pub(super) secrets: &'a [(&'a str, &'a str)],
    /// Reads a good answer.
    pub(super) read: fn(&[u8]) -> Result<T, ApiError>,
}

impl LoginClient {
    /// Exchanges a token of one hour for one of sixty days. Must happen within that hour. Instagram Login only.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn exchange_long(&self, secret: &AppSecret, short: &AccessToken) -> Result<LongToken, ApiError> {
        self.only_with("GET /access_token", Flavour::InstagramLogin)?;
        self.exchange(Exchange {
            name: "access_token",
            url: self.endpoints.unversioned_url("access_token")?,
            open: &[("grant_type", "ig_exchange_token")],
            secrets: &[("client_secret", secret.expose()), ("access_token", short.expose())],
            read: LongToken::from_json,
        })
        .await
    }

    /// Gives a long-lived token another sixty days. The token must be at least a day old and not expired; no app secret is
    /// needed. Permissions stay as they are. Instagram Login only: Facebook Login has no refresh, see
    /// [`LoginClient::exchange_user_token`].
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn refresh(&self, token: &AccessToken) -> Result<LongToken, ApiError> {
        self.only_with("GET /refresh_access_token", Flavour::InstagramLogin)?;
        self.exchange(Exchange {
            name: "refresh_access_token",
            url: self.endpoints.unversioned_url("refresh_access_token")?,
            open: &[("grant_type", "ig_refresh_token")],
            secrets: &[("access_token", token.expose())],
            read: LongToken::from_json,
        })
        .await
    }

    pub(super) async fn exchange<T>(&self, exchange: Exchange<'_, T>) -> Result<T, ApiError> {
        let Exchange {
            name,
            url,
            open,
            secrets,
            read,
        } = exchange;
        if secrets.iter().any(|(_, secret)| secret.is_empty()) {
            return Err(ApiError::Invalid(
                "The access token, the code or the app secret is missing.".to_owned(),
            ));
        }
        let query: Vec<_> = open.iter().chain(secrets).copied().collect();
        let request = endpoint::get(url, &query)?;
        // `id|secret` is two texts that nobody may repeat.
        let hidden: Vec<_> = secrets.iter().flat_map(|(_, secret)| secret.split('|')).collect();
        let result = match self.transport.send(request).await {
            Ok(answer) => envelope::good_login(&answer, &hidden).and_then(read),
            Err(error) => Err(error),
        };
        tracing::debug!(exchange = name, is_ok = result.is_ok(), "token exchange ended");
        result
    }

    /// Refuses an exchange that the set-up does not have, before anything is sent.
    pub(super) fn only_with(&self, endpoint: &'static str, flavour: Flavour) -> Result<(), ApiError> {
        if self.endpoints.flavour == flavour {
            return Ok(());
        }
        Err(ApiError::NotAvailable {
            endpoint,
            flavour: self.endpoints.flavour,
        })
    }
}
