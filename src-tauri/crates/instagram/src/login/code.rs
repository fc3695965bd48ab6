//! The code exchange: `POST api.instagram.com/oauth/access_token`.
//!
//! The `oauth2` crate builds the request (client authentication in the body, as the platform wants it) and drives it; the
//! answer is judged by the same code as every other answer, because the platform's errors follow no OAuth document. The
//! crate's errors keep the raw body, so none of them leaves this file.

use super::{AppCredentials, LoginClient, ShortToken};
use crate::answer::unreadable;
use crate::transport::Transport;
use crate::{ApiError, Flavour, envelope};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use oauth2::basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AsyncHttpClient, AuthType, AuthorizationCode, Client, ClientId, ClientSecret, ErrorResponse, HttpRequest,
    HttpResponse, RedirectUrl, RefreshToken, RequestTokenError, StandardRevocableToken, TokenResponse, TokenType,
    TokenUrl,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

type CodeClient = Client<
    JudgedBefore,
    CodeAnswer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
>;

impl LoginClient {
    /// Exchanges the code of a redirect for a token of one hour. A code works once, within an hour. Instagram Login only;
    /// see [`LoginClient::exchange_facebook_code`] for the other set-up.
    ///
    /// # Errors
    /// [`ApiError::Login`] when the platform refuses the code or the app; see [`ApiError`] for the rest.
    pub async fn exchange_code(&self, app: &AppCredentials, code: &str) -> Result<ShortToken, ApiError> {
        self.only_with("POST /oauth/access_token", Flavour::InstagramLogin)?;
        // The fragment `#_` that the platform appends to the redirect is no part of the code.
        let code = code.trim().trim_end_matches("#_");
        let secret = app.secret.expose();
        if code.is_empty() || secret.is_empty() || app.client_id.trim().is_empty() {
            return Err(ApiError::Invalid(
                "The code, the app id or the app secret is missing.".to_owned(),
            ));
        }
        let client = CodeClient::new(ClientId::new(app.client_id.trim().to_owned()))
            .set_client_secret(ClientSecret::new(secret.to_owned()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(self.endpoints.token.clone()))
            .set_redirect_uri(RedirectUrl::from_url(app.redirect_uri.clone()));
        let courier = Courier {
            transport: &self.transport,
            secrets: [code, secret],
        };
        let exchange = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .request_async(&courier);
        match Box::pin(exchange).await {
            Ok(answer) => Ok(answer.short),
            Err(error) => Err(judge(error)),
        }
    }
}

/// Carries the crate's request. A closure would do, but its future could not be proved `Send`
/// (rust-lang/rust#100013).
struct Courier<'a> {
    transport: &'a Transport,
    secrets: [&'a str; 2],
}

impl<'c> AsyncHttpClient<'c> for Courier<'_> {
    type Error = Judged;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Judged>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(send(self.transport, request, &self.secrets))
    }
}

/// Sends what the crate built and hands it good answers only, with the status and content type it insists on (the
/// platform also says `text/javascript`).
async fn send(transport: &Transport, request: HttpRequest, secrets: &[&str]) -> Result<HttpResponse, Judged> {
    let mut answer = transport.send(request).await.map_err(Judged)?;
    let body = envelope::good_login(&answer, secrets).map_err(Judged)?.to_vec();
    answer.headers.remove(CONTENT_TYPE);
    let mut response = HttpResponse::new(body);
    *response.status_mut() = StatusCode::OK;
    *response.headers_mut() = answer.headers;
    Ok(response)
}

fn judge(error: RequestTokenError<Judged, JudgedBefore>) -> ApiError {
    match error {
        RequestTokenError::Request(Judged(error)) => error,
        RequestTokenError::ServerResponse(never) => match never {},
        RequestTokenError::Parse(..) => unreadable("no token in the answer".to_owned()),
        RequestTokenError::Other(_) => unreadable("the answer is empty".to_owned()),
    }
}

/// An error that the shared code has classified already.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Judged(ApiError);

/// The crate's place for error answers. None reaches it: [`send`] turns them into [`Judged`].
#[derive(Debug)]
enum JudgedBefore {}

impl fmt::Display for JudgedBefore {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl<'de> Deserialize<'de> for JudgedBefore {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("errors are judged before"))
    }
}

impl Serialize for JudgedBefore {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}

impl ErrorResponse for JudgedBefore {}

/// The platform's answer in the crate's terms: it has no token type, and its permissions are no OAuth scopes.
#[derive(Debug)]
struct CodeAnswer {
    short: ShortToken,
    for_crate: oauth2::AccessToken,
}

impl<'de> Deserialize<'de> for CodeAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let short = ShortToken::deserialize(deserializer)?;
        let for_crate = oauth2::AccessToken::new(short.token.expose().to_owned());
        Ok(Self { short, for_crate })
    }
}

/// The crate asks for it and never uses it; a token that can be serialized sooner or later is.
impl Serialize for CodeAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Bearer;

impl TokenType for Bearer {}

impl TokenResponse for CodeAnswer {
    type TokenType = Bearer;

    fn access_token(&self) -> &oauth2::AccessToken {
        &self.for_crate
    }

    fn token_type(&self) -> &Bearer {
        &Bearer
    }

    fn expires_in(&self) -> Option<Duration> {
        None
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }

    fn scopes(&self) -> Option<&Vec<oauth2::Scope>> {
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_answer_in_the_terms_of_the_crate_shows_no_token() {
        let answer: CodeAnswer = serde_json::from_str(r#"{"access_token":"IGAAsecret","user_id":1}"#).unwrap();
        assert_eq!(answer.access_token().secret(), "IGAAsecret");
        assert!(!format!("{answer:?}").contains("IGAAsecret"));
        assert_eq!(serde_json::to_string(&answer).unwrap(), "null");
    }

    #[test]
    fn a_parse_error_of_the_crate_loses_the_body_it_carries() {
        let inner =
            serde_path_to_error::deserialize::<_, u8>(&mut serde_json::Deserializer::from_str("\"IGAAsecret\""));
        let error = judge(RequestTokenError::Parse(inner.unwrap_err(), b"IGAAsecret".to_vec()));
        assert!(!format!("{error} {error:?}").contains("IGAAsecret"), "{error:?}");
    }
}
