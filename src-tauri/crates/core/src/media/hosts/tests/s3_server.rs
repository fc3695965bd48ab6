//! An S3 server on loopback that keeps objects on disk and verifies every signature.

use axum::Router;
use axum::body::Body;
use axum::error_handling::HandleError;
use axum::http::{Response, StatusCode};
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::SimpleAuth;
use s3s::host::MultiDomain;
use s3s::service::S3ServiceBuilder;
use s3s::{HttpError, S3Result, s3_error};
use s3s_fs::FileSystem;
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use crate::clock::{SharedClock, SystemClock};
use crate::media::hosts::{Bucket, BucketSettings};

pub const KEY_ID: &str = "AKIAPOSTROOMTESTKEY";
pub const SECRET: &str = "quietsecretaccesskey/with+signs=";
pub const BUCKET: &str = "pictures";

pub struct S3Server {
    pub endpoint: Url,
    folder: TempDir,
    task: JoinHandle<()>,
}

impl S3Server {
    /// A server with one bucket that only the key may use.
    pub async fn start() -> Self {
        Self::with_access(false).await
    }

    /// A server whose objects everybody may read.
    pub async fn readable_by_everybody() -> Self {
        Self::with_access(true).await
    }

    async fn with_access(everybody_reads: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();

        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        service.set_access(Access { everybody_reads });
        let domain = format!("localhost:{}", endpoint.port().unwrap());
        let by_address = format!("127.0.0.1:{}", endpoint.port().unwrap());
        service.set_host(MultiDomain::new(&[domain, by_address]).unwrap());
        let app = Router::new().fallback_service(HandleError::new(service.build(), broken));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { endpoint, folder, task }
    }

    pub fn settings(&self) -> BucketSettings {
        BucketSettings {
            endpoint: self.endpoint.clone(),
            region: "eu-central-1".to_owned(),
            bucket: BUCKET.to_owned(),
            path_style: true,
            access_key_id: KEY_ID.to_owned(),
            public_base: None,
            prefix: String::new(),
        }
    }

    pub fn bucket(&self) -> Bucket {
        bucket_of(self.settings())
    }

    /// The names of the objects, folders included.
    pub fn objects(&self) -> Vec<String> {
        let root = self.folder.path().join(BUCKET);
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.strip_prefix(&root).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }

    /// What lies under a name.
    pub fn object(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join(BUCKET).join(name)).unwrap()
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A bucket with the right secret and the machine's clock.
pub fn bucket_of(settings: BucketSettings) -> Bucket {
    Bucket::new(settings, SecretString::from(SECRET), clock()).unwrap()
}

pub fn clock() -> SharedClock {
    SystemClock::shared()
}

struct Access {
    everybody_reads: bool,
}

#[async_trait::async_trait]
impl S3Access for Access {
    async fn check(&self, request: &mut S3AccessContext<'_>) -> S3Result<()> {
        let is_read = request.s3_op().name() == "GetObject";
        // The store on disk would make a missing bucket by itself; S3 does not.
        if request.s3_path().get_bucket_name() != Some(BUCKET) {
            return Err(s3_error!(NoSuchBucket));
        }
        if request.credentials().is_some() || (self.everybody_reads && is_read) {
            Ok(())
        } else {
            Err(s3_error!(AccessDenied))
        }
    }
}

async fn broken(_: HttpError) -> Response<Body> {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    answer
}
