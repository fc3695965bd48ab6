//! The media host: where Instagram fetches our pictures.
//!
//! Its secret comes in through the clipboard and goes straight into the keychain: the page never holds it.

use jiff::Timestamp;
use postroom_core::media::hosts::{BucketSettings, HostTest, TestStep};
use postroom_core::media::{HostKind, HostState};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};
use url::Url;

use super::{ErrorCode, IpcError, count};
use crate::clipboard;
use crate::shell::Shell;

/// Where Instagram fetches our files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MediaHostKind {
    /// Nowhere yet.
    None,
    /// An S3 bucket.
    Bucket,
    /// The demo's own web space.
    Demo,
}

/// The media host. The secret is never part of it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct MediaHostView {
    kind: MediaHostKind,
    endpoint: Option<String>,
    region: Option<String>,
    bucket: Option<String>,
    path_style: bool,
    access_key_id: Option<String>,
    public_base: Option<String>,
    has_secret: bool,
    last_test: Option<HostTestView>,
}

/// How the test of the media host went.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct HostTestView {
    /// RFC 3339.
    tested_at: String,
    passed: bool,
    steps: Vec<HostTestStepView>,
}

/// How a step of the test went.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct HostTestStepView {
    step: HostTestStep,
    passed: bool,
    took_ms: u32,
    problem: Option<IpcError>,
}

/// A step of the test of the media host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HostTestStep {
    /// Uploads a test picture.
    Upload,
    /// Fetches it without credentials.
    ReadBack,
    /// Its type is that of a JPEG.
    Type,
    /// Its address is encrypted.
    Https,
    /// Removes it.
    Remove,
}

/// The settings of the bucket.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SaveMediaHostForm {
    endpoint: String,
    region: String,
    bucket: String,
    path_style: bool,
    access_key_id: String,
    public_base: Option<String>,
}

/// The media host.
#[tauri::command]
#[specta::specta]
pub(crate) async fn media_host(shell: State<'_, Shell>) -> Result<MediaHostView, IpcError> {
    Ok(shell.app()?.publishing().media_host().state().await?.into())
}

/// Saves the settings of the bucket.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_media_host(
    shell: State<'_, Shell>,
    form: SaveMediaHostForm,
) -> Result<MediaHostView, IpcError> {
    let settings = form.try_into()?;
    Ok(shell.app()?.publishing().media_host().save(settings).await?.into())
}

/// Moves the secret of the bucket from the clipboard into the keychain.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_host_secret_from_clipboard(
    handle: AppHandle,
    shell: State<'_, Shell>,
) -> Result<MediaHostView, IpcError> {
    let secret = SecretString::from(clipboard::text(&handle).await?);
    let state = shell.app()?.publishing().media_host().keep_secret(secret).await?;
    clipboard::clear(&handle).await;
    Ok(state.into())
}

/// Uploads a test picture, reads it back as Instagram would, and removes it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn test_media_host(shell: State<'_, Shell>) -> Result<HostTestView, IpcError> {
    Ok(shell.app()?.publishing().media_host().test().await?.into())
}

/// Forgets the media host and its secret.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_media_host(shell: State<'_, Shell>) -> Result<MediaHostView, IpcError> {
    Ok(shell.app()?.publishing().media_host().remove().await?.into())
}

impl TryFrom<SaveMediaHostForm> for BucketSettings {
    type Error = IpcError;

    fn try_from(form: SaveMediaHostForm) -> Result<Self, IpcError> {
        let public_base = form
            .public_base
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        Ok(Self {
            endpoint: address(&form.endpoint, "endpoint")?,
            region: form.region.trim().to_owned(),
            bucket: form.bucket.trim().to_owned(),
            path_style: form.path_style,
            access_key_id: form.access_key_id.trim().to_owned(),
            public_base: public_base.map(|text| address(text, "public address")).transpose()?,
            prefix: String::new(),
        })
    }
}

fn address(text: &str, what: &str) -> Result<Url, IpcError> {
    Url::parse(text.trim()).map_err(|_| {
        IpcError::new(
            ErrorCode::Precondition,
            format!("The {what} is no web address."),
            "Copy it whole, beginning with https://",
            None,
        )
    })
}

impl From<HostState> for MediaHostView {
    fn from(state: HostState) -> Self {
        let (kind, bucket) = match state.kind {
            HostKind::None => (MediaHostKind::None, None),
            HostKind::Bucket(settings) => (MediaHostKind::Bucket, Some(*settings)),
            HostKind::Demo => (MediaHostKind::Demo, None),
        };
        Self {
            kind,
            endpoint: bucket.as_ref().map(|bucket| bucket.endpoint.to_string()),
            region: bucket.as_ref().map(|bucket| bucket.region.clone()),
            bucket: bucket.as_ref().map(|bucket| bucket.bucket.clone()),
            path_style: bucket.as_ref().is_some_and(|bucket| bucket.path_style),
            access_key_id: bucket.as_ref().map(|bucket| bucket.access_key_id.clone()),
            public_base: bucket.and_then(|bucket| bucket.public_base).map(|url| url.to_string()),
            has_secret: state.has_secret,
            last_test: state.last_test.map(HostTestView::from),
        }
    }
}

impl From<(Timestamp, HostTest)> for HostTestView {
    fn from((tested_at, test): (Timestamp, HostTest)) -> Self {
        Self {
            tested_at: tested_at.to_string(),
            passed: test.passed(),
            steps: test
                .steps
                .into_iter()
                .map(|step| HostTestStepView {
                    step: step.step.into(),
                    passed: step.passed,
                    took_ms: count(step.took.as_millis()),
                    problem: step.problem.map(IpcError::from),
                })
                .collect(),
        }
    }
}

impl From<TestStep> for HostTestStep {
    fn from(step: TestStep) -> Self {
        match step {
            TestStep::Upload => Self::Upload,
            TestStep::ReadBack => Self::ReadBack,
            TestStep::Type => Self::Type,
            TestStep::Https => Self::Https,
            TestStep::Remove => Self::Remove,
        }
    }
}
