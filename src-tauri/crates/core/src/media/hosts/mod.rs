//! Media hosts: where Instagram fetches our pictures.
//!
//! The platform takes no files. It fetches every picture itself from an address on the public internet, so a post needs a
//! place that hands its files out: an S3 bucket ([`Bucket`]), or the simulator's web space in the demo ([`DemoHost`]).
//!
//! Promised: a file lies under a random key that nobody can guess; putting and removing it again and again is harmless;
//! secret keys and signed addresses are in no error, no `Debug` and no log; redirects are never followed, because the
//! platform does not follow them either; what the host really hands out is looked at ([`Visitor`]) before the platform is
//! asked to fetch it.
//!
//! Source: developers.facebook.com/docs/instagram-platform/content-publishing ("the media must be hosted on a publicly
//! accessible server at the time of the attempt").

mod bucket;
mod demo;
mod http;
mod key;
mod picture;
mod problem;
mod refusal;
mod settings;
#[cfg(test)]
mod tests;
mod trial;
mod visitor;

use async_trait::async_trait;
use bytes::Bytes;
use url::Url;

pub use bucket::Bucket;
pub use demo::DemoHost;
pub use key::new_key;
pub use problem::{HostProblem, Unsupported};
pub use settings::BucketSettings;
pub use trial::{HostTest, HostTestStep, TestStep, test};
pub use visitor::Visitor;

/// The one kind of file that is hosted.
pub(crate) const JPEG: &str = "image/jpeg";

/// A place from which Instagram fetches our pictures.
#[async_trait]
pub trait MediaHost: Send + Sync {
    /// A stable word for this place, kept beside every file that lies there: `bucket:<endpoint>/<bucket>` or `demo`.
    fn word(&self) -> String;

    /// Puts a JPEG under `key` ([`new_key`]). Again with the same key replaces the file.
    ///
    /// # Errors
    /// [`HostProblem::NotReachable`] when it may have arrived or not, [`HostProblem::Refused`] when it did not.
    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), HostProblem>;

    /// The address Instagram fetches the file from; good for at least 24 hours, the life of a container. A signed one is a
    /// secret: it goes to Instagram and nowhere else. Needs no network.
    ///
    /// # Errors
    /// [`HostProblem::Unsupported`] when there is no address for this key.
    async fn url(&self, key: &str) -> Result<Url, HostProblem>;

    /// Takes the file away. A file that is gone already is fine.
    ///
    /// # Errors
    /// As [`MediaHost::put`].
    async fn remove(&self, key: &str) -> Result<(), HostProblem>;

    /// Whether its files are meant for a platform on this machine, as the simulator is. The real one can reach neither
    /// this machine nor plain http.
    fn is_local(&self) -> bool {
        false
    }
}
