//! The one place that talks HTTP. Sends a request once and says honestly how far it got.
//!
//! Redirects are not followed: a redirect would carry a token or a secret elsewhere. Nothing is sent a second time, not
//! even when the protocol would allow it. No error that leaves here holds an address or a body.
//!
//! What arrives has limits: one time limit for the whole answer, so that a server which drips bytes cannot hold a call longer
//! than one which is silent, and one size limit for the body as it is read, so that a small packed answer cannot become a
//! large one.

use crate::endpoint::Request;
use crate::{ApiError, Doubt, Endpoints, answer};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use http::HeaderMap;
use http_body::Frame;
use http_body_util::StreamBody;
use std::error::Error;
use std::time::Duration;
use tokio::io::AsyncRead;
use tokio_util::io::ReaderStream;

/// Time limit of a whole request, from the first attempt to connect to the last byte of the answer.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Connecting must fail well before the request does, so that "not sent" can be told from "no answer".
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// No answer of the API comes near this size, unpacked.
const MAX_ANSWER_BYTES: usize = 16 * 1024 * 1024;

/// A server's word about the size of its answer is believed up to here, to spare moving bytes about.
const EXPECTED_BYTES: u64 = 1024 * 1024;

#[derive(Debug, Clone)]
pub(crate) struct Transport {
    http: reqwest::Client,
}

/// An answer as it came. No `Debug`: the body may hold a token.
pub(crate) struct RawAnswer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Transport {
    pub(crate) fn new(endpoints: &Endpoints, timeout: Duration) -> Result<Self, ApiError> {
        endpoints.check()?;
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("Postroom/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .gzip(true)
            .timeout(timeout)
            .connect_timeout(CONNECT_TIMEOUT.min(timeout / 2));
        if endpoints.is_local() {
            builder = builder.no_proxy();
        }
        let http = builder
            .build()
            .map_err(|_| ApiError::Invalid("The network of this computer cannot be used by Postroom.".to_owned()))?;
        Ok(Self { http })
    }

    pub(crate) async fn send(&self, request: Request) -> Result<RawAnswer, ApiError> {
        self.execute(written(request)?).await
    }

    /// Sends a request whose body is read from `bytes` while it goes out, with a time limit of its own.
    pub(crate) async fn send_streamed<B>(
        &self,
        request: Request,
        bytes: B,
        limit: Duration,
    ) -> Result<RawAnswer, ApiError>
    where
        B: AsyncRead + Send + Sync + 'static,
    {
        let bytes = StreamBody::new(ReaderStream::new(bytes).map_ok(Frame::data));
        let mut request = written(request)?;
        *request.body_mut() = Some(reqwest::Body::wrap(bytes));
        *request.timeout_mut() = Some(limit);
        self.execute(request).await
    }

    async fn execute(&self, request: reqwest::Request) -> Result<RawAnswer, ApiError> {
        let mut response = self.http.execute(request).await.map_err(failure)?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let expected = response.content_length().unwrap_or_default().min(EXPECTED_BYTES);
        let mut body = BytesMut::with_capacity(usize::try_from(expected).unwrap_or_default());
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(answer::unreadable("the answer is too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(RawAnswer {
            status,
            headers,
            body: body.freeze(),
        })
    }
}

fn written(request: Request) -> Result<reqwest::Request, ApiError> {
    reqwest::Request::try_from(request)
        .map_err(|_| ApiError::Invalid("The request cannot be written as an address.".to_owned()))
}

/// Only a failure to connect proves that nothing was written.
fn failure(error: reqwest::Error) -> ApiError {
    let error = error.without_url();
    if error.is_builder() {
        ApiError::Invalid("The request cannot be written as an address.".to_owned())
    } else if error.is_connect() {
        ApiError::NotSent { cause: root(&error) }
    } else if error.is_timeout() {
        ApiError::InDoubt { cause: Doubt::Timeout }
    } else {
        ApiError::InDoubt { cause: Doubt::Cut }
    }
}

fn root(error: &dyn Error) -> String {
    let mut deepest = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}
