//! From the authorize page to a long-lived token: Business Login for Instagram here, Facebook Login in [`facebook`].
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login and
//! developers.facebook.com/docs/instagram-platform/reference/access_token.
//!
//! The authorize URLs and the code exchange of Instagram Login go through the `oauth2` crate. The other exchanges are no
//! OAuth requests (they are `GET`s with secrets in the query) and go through one function that follows no redirect and
//! keeps its address to itself.

mod authorize;
mod code;
mod exchange;
mod facebook;
mod tokens;

use crate::transport::{REQUEST_TIMEOUT, Transport};
use crate::{ApiError, AppSecret, Endpoints};
use std::time::Duration;
use url::Url;

pub use authorize::{AuthorizeOptions, AuthorizeRequest, authorize};
pub use facebook::{
    Consent, Expiry, FacebookDialog, GranularScope, OnboardingAnswer, TokenFacts, TokenKind, authorize_facebook,
};
pub(crate) use tokens::TokenText;
pub use tokens::{LONG_TOKEN_LIFETIME, LongToken, ShortToken, UserToken};

/// The team's own Meta app, as its dashboard shows it: under "Business login settings" for Instagram Login, under "App
/// settings" for Facebook Login.
#[derive(Debug, Clone)]
pub struct AppCredentials {
    /// With Instagram Login the Instagram App ID, which is not the id of the Meta app; with Facebook Login the id of the
    /// Meta app.
    pub client_id: String,
    /// The secret that belongs to that id.
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
