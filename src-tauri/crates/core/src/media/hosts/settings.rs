//! What a person enters about their bucket. No secret is in it.

use rusty_s3::UrlStyle;
use serde::{Deserialize, Serialize};
use url::Url;

use super::http;
use super::key::is_plain_segment;
use super::problem::{HostProblem, Unsupported};

/// A bucket of an S3-compatible host, without its secret access key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BucketSettings {
    /// Address of the host, without the bucket: `https://s3.eu-central-1.amazonaws.com`.
    pub endpoint: Url,
    /// Its region, such as `eu-central-1`; `auto` or any word where the host has none.
    pub region: String,
    /// The name of the bucket.
    pub bucket: String,
    /// Whether the bucket stands in the path (`endpoint/bucket`) or in front of the host name (`bucket.endpoint`).
    pub path_style: bool,
    /// The public half of the access key.
    pub access_key_id: String,
    /// Where everybody can read the files of the bucket, such as a domain of one's own; `None` where nobody can, so that
    /// Postroom signs the links.
    #[serde(default)]
    pub public_base: Option<Url>,
    /// Folder inside the bucket, such as `postroom/`; empty for none.
    #[serde(default)]
    pub prefix: String,
}

impl BucketSettings {
    /// Checks that files can be put there.
    ///
    /// # Errors
    /// [`HostProblem::Unsupported`] names the first value that cannot be used.
    pub fn check(&self) -> Result<(), HostProblem> {
        self.address().map(|_| ()).map_err(HostProblem::Unsupported)
    }

    /// The bucket's address, after every value was checked.
    pub(super) fn address(&self) -> Result<rusty_s3::Bucket, Unsupported> {
        check_address(&self.endpoint, Unsupported::Endpoint)?;
        if let Some(base) = &self.public_base {
            check_address(base, Unsupported::PublicBase)?;
        }
        if !is_plain_segment(&self.bucket) || self.bucket.len() > 255 {
            return Err(Unsupported::BucketName);
        }
        if !is_plain_segment(&self.region) {
            return Err(Unsupported::Region);
        }
        let key_id = self.access_key_id.as_bytes();
        if key_id.is_empty() || !key_id.iter().all(u8::is_ascii_graphic) {
            return Err(Unsupported::AccessKeyId);
        }
        self.folders()?;
        self.check_style()?;
        let style = if self.path_style {
            UrlStyle::Path
        } else {
            UrlStyle::VirtualHost
        };
        rusty_s3::Bucket::new(self.endpoint.clone(), style, self.bucket.clone(), self.region.clone()).map_err(|_| {
            if self.path_style {
                Unsupported::Endpoint
            } else {
                Unsupported::NeedsPathStyle
            }
        })
    }

    /// The object of a key: the folder and the key.
    pub(super) fn object(&self, key: &str) -> Result<String, HostProblem> {
        let mut parts = self.folders().map_err(HostProblem::Unsupported)?;
        parts.push(key);
        Ok(parts.join("/"))
    }

    fn folders(&self) -> Result<Vec<&str>, Unsupported> {
        let folder = self.prefix.trim_matches('/');
        if folder.is_empty() {
            return Ok(Vec::new());
        }
        let folders: Vec<_> = folder.split('/').collect();
        if folders.iter().all(|folder| is_plain_segment(folder)) && folder.len() <= 512 {
            Ok(folders)
        } else {
            Err(Unsupported::Prefix)
        }
    }

    /// Names with dots match no certificate in front of a host name, and an endpoint that was copied together with its
    /// bucket would name the bucket twice.
    fn check_style(&self) -> Result<(), Unsupported> {
        let host = self.endpoint.host_str().unwrap_or_default();
        let last = self
            .endpoint
            .path()
            .trim_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        if host
            .strip_prefix(self.bucket.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
            || last == self.bucket
        {
            return Err(Unsupported::BucketInEndpoint);
        }
        if !self.path_style && self.bucket.contains('.') {
            return Err(Unsupported::NeedsPathStyle);
        }
        Ok(())
    }
}

/// https, or http to this machine; nothing but scheme, host, port and path.
fn check_address(url: &Url, otherwise: Unsupported) -> Result<(), Unsupported> {
    let is_plain = url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    match url.scheme() {
        "https" if is_plain => Ok(()),
        "http" if is_plain && http::is_loopback(url) => Ok(()),
        "http" if is_plain => Err(Unsupported::NotHttps),
        _ => Err(otherwise),
    }
}
