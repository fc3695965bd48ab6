//! A bucket of an S3-compatible host.
//!
//! Requests are signed in their address (Signature Version 4, presigned): docs.aws.amazon.com/AmazonS3/latest/API/
//! sigv4-query-string-auth.html. The secret access key itself never leaves this machine.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Method, Response};
use rusty_s3::{Credentials, S3Action};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::problem::{HostProblem, Unsupported};
use super::settings::BucketSettings;
use super::{JPEG, MediaHost, http, key, refusal};
use crate::clock::SharedClock;

/// How long the signature of one of our own requests is good. The host looks at it when the request begins.
const REQUEST_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// How long a signed link is good: a container lives for 24 hours, and the platform may fetch the file until then. The
/// protocol allows seven days.
const LINK_LIFETIME: Duration = Duration::from_secs(48 * 60 * 60);

/// A bucket as a media host.
pub struct Bucket {
    settings: BucketSettings,
    address: rusty_s3::Bucket,
    credentials: Credentials,
    http: Client,
    clock: SharedClock,
}

impl Bucket {
    /// The bucket of these settings. `clock` dates the signatures.
    ///
    /// # Errors
    /// [`HostProblem::Unsupported`] when a value cannot be used ([`BucketSettings::check`]) or the secret is empty.
    pub fn new(settings: BucketSettings, secret: SecretString, clock: SharedClock) -> Result<Self, HostProblem> {
        let http = http::client(http::is_loopback(&settings.endpoint))?;
        Self::with_client(settings, &secret, clock, http)
    }

    pub(super) fn with_client(
        settings: BucketSettings,
        secret: &SecretString,
        clock: SharedClock,
        http: Client,
    ) -> Result<Self, HostProblem> {
        let address = settings.address().map_err(HostProblem::Unsupported)?;
        let secret = secret.expose_secret();
        if secret.trim().is_empty() {
            return Err(HostProblem::Unsupported(Unsupported::Secret));
        }
        Ok(Self {
            credentials: Credentials::new(settings.access_key_id.as_str(), secret),
            settings,
            address,
            http,
            clock,
        })
    }

    /// Sends a request that is signed in its address. The address is in no error that comes back.
    async fn send(&self, method: Method, signed: Url, bytes: Option<Bytes>) -> Result<Response, HostProblem> {
        let mut request = self.http.request(method, signed);
        if let Some(bytes) = bytes {
            request = request.header(CONTENT_TYPE, JPEG).body(bytes);
        }
        request.send().await.map_err(|_| HostProblem::NotReachable)
    }

    /// A success of S3 has no page in it: a proxy, a sign-in page or another web server answered.
    fn only_s3(answer: &Response) -> Result<(), HostProblem> {
        match http::content_type(answer) {
            Some(kind) if kind == "text/html" => Err(HostProblem::ServesOther {
                content_type: Some(kind),
            }),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl MediaHost for Bucket {
    fn word(&self) -> String {
        let endpoint = self.settings.endpoint.as_str().trim_end_matches('/');
        format!("bucket:{endpoint}/{}", self.settings.bucket)
    }

    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), HostProblem> {
        let object = self.settings.object(key::check(key)?)?;
        let now = self.clock.now();
        let mut action = self.address.put_object(Some(&self.credentials), &object);
        action.headers_mut().insert("content-type", JPEG);
        let signed = action.sign_with_time(REQUEST_LIFETIME, &now);
        let answer = self.send(Method::PUT, signed, Some(bytes)).await?;
        if answer.status().is_success() {
            Self::only_s3(&answer)
        } else {
            Err(refusal::read(answer, now).await)
        }
    }

    async fn url(&self, key: &str) -> Result<Url, HostProblem> {
        let object = self.settings.object(key::check(key)?)?;
        let Some(base) = &self.settings.public_base else {
            let action = self.address.get_object(Some(&self.credentials), &object);
            return Ok(action.sign_with_time(LINK_LIFETIME, &self.clock.now()));
        };
        let mut url = base.clone();
        url.path_segments_mut()
            .map_err(|()| HostProblem::Unsupported(Unsupported::PublicBase))?
            .pop_if_empty()
            .extend(object.split('/'));
        Ok(url)
    }

    async fn remove(&self, key: &str) -> Result<(), HostProblem> {
        let object = self.settings.object(key::check(key)?)?;
        let now = self.clock.now();
        let action = self.address.delete_object(Some(&self.credentials), &object);
        let signed = action.sign_with_time(REQUEST_LIFETIME, &now);
        let answer = self.send(Method::DELETE, signed, None).await?;
        if answer.status().is_success() {
            return Self::only_s3(&answer);
        }
        match refusal::read(answer, now).await {
            HostProblem::Refused { code: Some(code), .. } if code == "NoSuchKey" => Ok(()),
            problem => Err(problem),
        }
    }
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket")
            .field("word", &self.word())
            .finish_non_exhaustive()
    }
}
