//! Calls endpoints with a token.

use crate::endpoint::{Endpoint, Request};
use crate::endpoints::TokenScheme;
use crate::publishing::upload;
use crate::transport::{RawAnswer, Transport};
use crate::{AccessToken, ApiError, Endpoints, Scope, UploadError, UploadSession, Usage, envelope};
use http::header::{AUTHORIZATION, DATE};
use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use std::time::{Duration, Instant};
use tokio::io::AsyncRead;
use url::Url;

pub use crate::transport::REQUEST_TIMEOUT;

/// Calls the API. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    endpoints: Endpoints,
    transport: Transport,
}

/// A good answer and what its headers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// What the endpoint promises.
    pub value: T,
    /// How much of the allowance is used.
    pub usage: Usage,
    /// The platform's clock when it answered, to the second.
    pub server_date: Option<Timestamp>,
}

impl Client {
    /// A client for these endpoints with the usual time limit, [`REQUEST_TIMEOUT`].
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when tokens may not go to these endpoints ([`Endpoints::check`]).
    pub fn new(endpoints: Endpoints) -> Result<Self, ApiError> {
        Self::with_timeout(endpoints, REQUEST_TIMEOUT)
    }

    /// A client with another time limit for whole requests.
    ///
    /// # Errors
    /// As [`Client::new`].
    pub fn with_timeout(endpoints: Endpoints, timeout: Duration) -> Result<Self, ApiError> {
        let transport = Transport::new(&endpoints, timeout)?;
        Ok(Self { endpoints, transport })
    }

    /// The endpoints this client calls.
    pub fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    /// Calls an endpoint once. An endpoint of [`Scope::Public`] gets no token, whatever `token` holds.
    ///
    /// # Errors
    /// See [`ApiError`]: every variant says what is known about the effect of the call.
    pub async fn call<E: Endpoint>(&self, token: &AccessToken, endpoint: &E) -> Result<Answer<E::Output>, ApiError> {
        self.call_measured(token, endpoint).await.0
    }

    /// As [`Client::call`], with the usage figures of the answer whatever else it says: a refusal and an answer that cannot be
    /// read carry them, too. Empty where no answer came.
    pub(crate) async fn call_measured<E: Endpoint>(
        &self,
        token: &AccessToken,
        endpoint: &E,
    ) -> (Result<Answer<E::Output>, ApiError>, Usage) {
        let answered = match self.prepared(token, endpoint) {
            Ok(request) => logged(E::NAME, self.transport.send(request)).await,
            Err(error) => Err(error),
        };
        let answer = match answered {
            Ok(answer) => answer,
            Err(error) => return (Err(error), Usage::default()),
        };
        let value = envelope::good(&answer).and_then(|body| endpoint.decode(body));
        let Answer { usage, server_date, .. } = with_headers((), &answer.headers);
        let answer = value.map(|value| Answer {
            value,
            usage,
            server_date,
        });
        (answer, usage)
    }

    /// The request of an endpoint that the set-up in use offers, with the token.
    fn prepared<E: Endpoint>(&self, token: &AccessToken, endpoint: &E) -> Result<Request, ApiError> {
        let flavour = self.endpoints.flavour;
        if !E::FLAVOURS.contains(&flavour) {
            return Err(ApiError::NotAvailable {
                endpoint: E::NAME,
                flavour,
            });
        }
        let mut request = endpoint.request(&self.endpoints)?;
        self.authorize::<E>(token, &mut request)?;
        Ok(request)
    }

    /// Uploads a video of `size` bytes to the container of a session, once, reading it from `bytes` as it goes. Doing it
    /// again for the same container is harmless, and useless: a container whose upload failed is lost.
    ///
    /// The time limit grows with the size, for a line of 64 KiB a second.
    ///
    /// # Errors
    /// [`UploadError::Refused`] in the shape of the upload host; [`ApiError::Invalid`] when the session has no address or one
    /// outside the endpoints in use; else as [`Client::call`].
    pub async fn upload<B>(
        &self,
        token: &AccessToken,
        session: &UploadSession,
        size: u64,
        bytes: B,
    ) -> Result<Answer<()>, UploadError>
    where
        B: AsyncRead + Send + Sync + 'static,
    {
        let request = upload::head(&self.endpoints, session, size)?;
        self.send_upload(token, request, bytes, upload::time_limit(size)).await
    }

    /// Has the upload host fetch the video of a session itself, once, from a public https address. As with
    /// [`Client::upload`], doing it again is useless: a container whose upload failed is lost.
    ///
    /// # Errors
    /// As [`Client::upload`]; [`ApiError::Invalid`] also for an address that the platform cannot fetch from.
    pub async fn upload_from(
        &self,
        token: &AccessToken,
        session: &UploadSession,
        video: &Url,
    ) -> Result<Answer<()>, UploadError> {
        let request = upload::naming(&self.endpoints, session, video)?;
        self.send_upload(token, request, tokio::io::empty(), upload::FETCHING)
            .await
    }

    async fn send_upload<B>(
        &self,
        token: &AccessToken,
        mut request: Request,
        bytes: B,
        limit: Duration,
    ) -> Result<Answer<()>, UploadError>
    where
        B: AsyncRead + Send + Sync + 'static,
    {
        let token = authorization(TokenScheme::OAuth, token)?;
        request.headers_mut().insert(AUTHORIZATION, token);
        let sent = self.transport.send_streamed(request, bytes, limit);
        let answer = logged(upload::NAME, sent).await?;
        upload::arrived(&answer)?;
        Ok(with_headers((), &answer.headers))
    }

    /// Adds the token in the way the address takes it. A public call gets none; nothing else goes to an address that may
    /// not have it.
    fn authorize<E: Endpoint>(&self, token: &AccessToken, request: &mut Request) -> Result<(), ApiError> {
        let url = Url::parse(&request.uri().to_string()).ok();
        if E::SCOPE == Scope::Public {
            return match url {
                Some(url) if self.endpoints.is_public(&url) => Ok(()),
                _ => Err(ApiError::Invalid(
                    "A call without a token only goes to the public part of Instagram.".to_owned(),
                )),
            };
        }
        let scheme = url
            .and_then(|url| self.endpoints.token_scheme(&url))
            .ok_or_else(|| ApiError::Invalid("A token is only sent to the host it belongs to.".to_owned()))?;
        request
            .headers_mut()
            .insert(AUTHORIZATION, authorization(scheme, token)?);
        Ok(())
    }
}

/// Waits for an answer and tells the log about it.
async fn logged(
    endpoint: &'static str,
    sending: impl Future<Output = Result<RawAnswer, ApiError>>,
) -> Result<RawAnswer, ApiError> {
    let started = Instant::now();
    let answer = sending.await;
    let duration_ms = started.elapsed().as_millis();
    let answer = answer.inspect_err(|error| tracing::debug!(endpoint, duration_ms, %error, "no answer"))?;
    tracing::debug!(endpoint, status = answer.status, duration_ms, "answered");
    Ok(answer)
}

fn with_headers<T>(value: T, headers: &HeaderMap) -> Answer<T> {
    Answer {
        value,
        usage: Usage::from_headers(headers),
        server_date: server_date(headers),
    }
}

fn authorization(scheme: TokenScheme, token: &AccessToken) -> Result<HeaderValue, ApiError> {
    let scheme = match scheme {
        TokenScheme::Bearer => "Bearer",
        TokenScheme::OAuth => "OAuth",
    };
    let mut header = HeaderValue::from_str(&format!("{scheme} {}", token.expose()))
        .map_err(|_| ApiError::Invalid("The access token holds characters that no token has.".to_owned()))?;
    header.set_sensitive(true);
    Ok(header)
}

fn server_date(headers: &HeaderMap) -> Option<Timestamp> {
    let date = headers.get(DATE)?.to_str().ok()?;
    rfc2822::DateTimeParser::new().parse_timestamp(date).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_authorization_header_is_sensitive() {
        for (scheme, text) in [
            (TokenScheme::Bearer, "Bearer IGAAsecret"),
            (TokenScheme::OAuth, "OAuth IGAAsecret"),
        ] {
            let header = authorization(scheme, &AccessToken::new("IGAAsecret")).unwrap();
            assert_eq!(header, text);
            assert!(header.is_sensitive());
            assert!(!format!("{header:?}").contains("IGAAsecret"));
        }
    }

    #[test]
    fn a_token_with_line_breaks_is_refused_without_being_shown() {
        let error = authorization(TokenScheme::Bearer, &AccessToken::new("IGAA\r\nX-Other: 1")).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("IGAA"));
    }

    #[test]
    fn the_date_header_is_read_to_the_second() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static("Fri, 14 Aug 2026 10:01:44 GMT"));
        assert_eq!(server_date(&headers), Some("2026-08-14T10:01:44Z".parse().unwrap()));
        headers.insert(DATE, HeaderValue::from_static("soon"));
        assert_eq!(server_date(&headers), None);
    }
}
