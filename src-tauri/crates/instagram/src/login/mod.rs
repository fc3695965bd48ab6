//! Business Login for Instagram: from the authorize page to a long-lived token.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login and
//! developers.facebook.com/docs/instagram-platform/reference/access_token.
//!
//! The authorize URL and the code exchange go through the `oauth2` crate. The two exchanges of long-lived tokens are no
//! OAuth requests (they are `GET`s with secrets in the query) and go through one function that follows no redirect and
//! keeps its address to itself.

mod authorize;
mod code;
mod exchange;
mod tokens;

use crate::transport::{REQUEST_TIMEOUT, Transport};
use crate::{ApiError, AppSecret, Endpoints};
use std::time::Duration;
use url::Url;

pub use authorize::{AuthorizeRequest, authorize};
pub use tokens::{LONG_TOKEN_LIFETIME, LongToken, ShortToken};

/// The team's own Meta app, as its dashboard shows it under "Business login settings".
#[derive(Debug, Clone)]
pub struct AppCredentials {
    /// The Instagram App ID. Not the id of the Meta app.
    pub client_id: String,
    /// The Instagram app secret.
    pub secret: AppSecret,
    /// The redirect address, exactly as registered and as sent with the authorize URL.
    pub redirect_uri: Url,
}

/// Exchanges codes and tokens. Cheap to clone.
#[derive(Debug, Clone)]
pub struct LoginClient {
    endpoints: Endpoints,
    transport: Transport,
}

impl LoginClient {
    /// A client for these endpoints with the usual time limit, [`REQUEST_TIMEOUT`].
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when secrets may not go to these endpoints ([`Endpoints::check`]).
    pub fn new(endpoints: Endpoints) -> Result<Self, ApiError> {
        Self::with_timeout(endpoints, REQUEST_TIMEOUT)
    }

    /// A client with another time limit for whole requests.
    ///
    /// # Errors
    /// As [`LoginClient::new`].
    pub fn with_timeout(endpoints: Endpoints, timeout: Duration) -> Result<Self, ApiError> {
        let transport = Transport::new(&endpoints, timeout)?;
        Ok(Self { endpoints, transport })
    }
}
