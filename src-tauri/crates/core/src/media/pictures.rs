//! Fetching, sniffing and keeping pictures.
//!
//! What is kept is a thumbnail: pages show pictures of posts at 64 pixels at most, and a web view that is given them as
//! Instagram has them unpacks megabytes for each and holds on to them.

use std::path::PathBuf;
use std::time::Duration;

use instagram::budget::Class;
use instagram::{AccountId, Endpoints, GetMedia, MediaId};
use reqwest::redirect::Policy;
use store::{Store, accounts, media};
use tokio::sync::Semaphore;
use url::Url;
use uuid::Uuid;

use super::cache::DiskCache;
use super::imaging;
use crate::gateway::Gateway;
use crate::problem::{Problem, ProblemCode};

/// The edge of a thumbnail in pixels: the largest place of one, on a screen with two pixels to each of the page's.
const THUMBNAIL_EDGE: u32 = 128;

/// Pictures that are shrunk at the same time: unpacked, each takes memory and a core.
const SHRUNK_AT_A_TIME: usize = 2;

/// How much disk the cache may take.
const CAP_BYTES: u64 = 256 * 1024 * 1024;

/// The largest picture accepted: Instagram's own pictures stay far below.
const LARGEST_BYTES: usize = 16 * 1024 * 1024;

const FETCH_TIMEOUT: Duration = Duration::from_secs(20);

/// Which picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureKey {
    /// The thumbnail of a post, or of its poster frame.
    Post(MediaId),
    /// The thumbnail of the profile picture of one of our accounts.
    Account(AccountId),
    /// The picture of a slide of ours, upright and small.
    Slide(Uuid),
}

impl PictureKey {
    /// The file's name in the cache: a kind and an id, never a link, since links change at every read.
    fn file_name(&self) -> Option<String> {
        let (kind, id) = match self {
            Self::Post(id) => ("post", id.as_str()),
            Self::Account(id) => ("account", id.as_str()),
            // Kept with its post, never in the cache.
            Self::Slide(_) => return None,
        };
        let plain = !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| format!("{kind}-{id}"))
    }
}

/// The bytes of a picture and what they are.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// The type the bytes show, one of JPEG, PNG, WebP or GIF.
    pub mime: &'static str,
}

/// The picture cache.
pub struct Pictures {
    cache: DiskCache,
    http: reqwest::Client,
    store: Store,
    endpoints: Endpoints,
    shrinking: Semaphore,
}

impl Pictures {
    /// A cache in `folder` that fetches from the picture hosts of `endpoints`.
    ///
    /// # Errors
    /// When no HTTP client can be made on this machine.
    pub fn new(folder: PathBuf, store: Store, endpoints: Endpoints) -> Result<Self, Problem> {
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_gzip()
            .timeout(FETCH_TIMEOUT)
            .build()
            .map_err(|_| {
                Problem::new(
                    ProblemCode::Internal,
                    "Pictures cannot be fetched on this machine.",
                    "Restart Postroom.",
                )
            })?;
        Ok(Self {
            cache: DiskCache::new(folder, CAP_BYTES),
            http,
            store,
            endpoints,
            shrinking: Semaphore::new(SHRUNK_AT_A_TIME),
        })
    }

    /// The thumbnail, from disk or from the platform. What cannot be shrunk, though it is a picture, comes as it is.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Offline` when it can be fetched later, `Refused` when what came
    /// is no raster picture.
    pub async fn get(&self, key: &PictureKey, gateway: &Gateway) -> Result<Picture, Problem> {
        let name = key.file_name().ok_or_else(|| Problem::not_found("picture"))?;
        if let Some(bytes) = self.cache.get(&name).await {
            if let Some(picture) = sniff(bytes) {
                return Ok(picture);
            }
            self.cache.remove(&name).await;
        }
        let link = self.link(key).await?.ok_or_else(|| Problem::not_found("picture"))?;
        let bytes = match self.fetch(&link).await? {
            Fetched::Bytes(bytes) => bytes,
            Fetched::Expired => self.fetch_fresh(key, gateway).await?,
        };
        let whole = sniff(bytes).ok_or_else(|| {
            Problem::new(
                ProblemCode::Refused,
                "What came is no picture.",
                "Open the post on Instagram to see it.",
            )
        })?;
        let picture = self.shrunk(whole).await;
        if let Err(error) = self.cache.put(&name, &picture.bytes).await {
            tracing::warn!(%error, "A picture could not be kept on disk");
        }
        Ok(picture)
    }

    async fn shrunk(&self, whole: Picture) -> Picture {
        let _turn = self.shrinking.acquire().await;
        let bytes = whole.bytes.clone();
        match tokio::task::spawn_blocking(move || imaging::thumbnail(&bytes, THUMBNAIL_EDGE)).await {
            Ok(Ok(bytes)) => Picture {
                bytes,
                mime: "image/jpeg",
            },
            Ok(Err(problem)) => {
                tracing::debug!(?problem, "A picture is kept as it came");
                whole
            }
            Err(_) => whole,
        }
    }

    /// Takes a picture off the disk.
    pub async fn forget(&self, key: &PictureKey) {
        if let Some(name) = key.file_name() {
            self.cache.remove(&name).await;
        }
    }

    /// Links expire after some days; the post itself is asked for a new one, once.
    async fn fetch_fresh(&self, key: &PictureKey, gateway: &Gateway) -> Result<Vec<u8>, Problem> {
        let PictureKey::Post(id) = key else {
            return Err(Problem::not_found("picture"));
        };
        let row = media::get(&self.store, id)
            .await?
            .ok_or_else(|| Problem::not_found("post"))?;
        let fresh = gateway
            .call(&row.account, Class::Background, &GetMedia::new(id))
            .await
            .map_err(Problem::from)?
            .value;
        let link = fresh
            .thumbnail_url
            .or(fresh.media_url)
            .ok_or_else(|| Problem::not_found("picture"))?;
        match self.fetch(&link).await? {
            Fetched::Bytes(bytes) => Ok(bytes),
            Fetched::Expired => Err(Problem::not_found("picture")),
        }
    }

    async fn link(&self, key: &PictureKey) -> Result<Option<Url>, Problem> {
        let text = match key {
            PictureKey::Post(id) => media::get(&self.store, id).await?.and_then(|row| row.picture_url),
            PictureKey::Account(id) => accounts::get(&self.store, id).await?.and_then(|row| row.picture_url),
            PictureKey::Slide(_) => None,
        };
        Ok(text.and_then(|text| Url::parse(&text).ok()))
    }

    async fn fetch(&self, link: &Url) -> Result<Fetched, Problem> {
        if !self.endpoints.allows_picture_host(link) {
            return Err(Problem::new(
                ProblemCode::Refused,
                "This picture lies on a host that is not Instagram's.",
                "Open the post on Instagram to see it.",
            ));
        }
        let offline = |_| {
            Problem::new(
                ProblemCode::Offline,
                "The picture could not be fetched.",
                "It is tried again when shown.",
            )
        };
        let mut answer = self.http.get(link.clone()).send().await.map_err(offline)?;
        if matches!(answer.status().as_u16(), 403 | 404 | 410) {
            return Ok(Fetched::Expired);
        }
        answer = answer.error_for_status().map_err(offline)?;
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(offline)? {
            if bytes.len() + chunk.len() > LARGEST_BYTES {
                return Err(Problem::new(
                    ProblemCode::Refused,
                    "The picture is too large.",
                    "Open the post on Instagram.",
                ));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Fetched::Bytes(bytes))
    }
}

enum Fetched {
    Bytes(Vec<u8>),
    Expired,
}

/// Decides by the first bytes, never by a header: SVG and HTML can carry scripts.
fn sniff(bytes: Vec<u8>) -> Option<Picture> {
    let mime = match infer::get(&bytes)?.mime_type() {
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        "image/webp" => "image/webp",
        "image/gif" => "image/gif",
        _ => return None,
    };
    Some(Picture { bytes, mime })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_raster_pictures_pass() {
        assert_eq!(sniff(vec![0xff, 0xd8, 0xff, 0xe0, 0, 0x10]).unwrap().mime, "image/jpeg");
        assert!(sniff(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec()).is_none());
        assert!(sniff(b"<!doctype html><title>x</title>".to_vec()).is_none());
        assert!(sniff(Vec::new()).is_none());
    }

    #[test]
    fn an_id_that_is_a_path_names_no_file() {
        assert_eq!(PictureKey::Post("../../etc/passwd".into()).file_name(), None);
        assert_eq!(
            PictureKey::Post("17900011122233344".into()).file_name().unwrap(),
            "post-17900011122233344"
        );
    }
}
