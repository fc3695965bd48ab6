//! Where the platform takes a file from that is to be sent.

use crate::endpoints::fetchable;
use crate::{ApiError, AttachmentId, Endpoints};
use serde_json::{Value, json};
use url::Url;

/// Where the platform takes a file from. No `Debug`: the address may be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum MediaSource<'a> {
    /// A public https address that the platform fetches itself. A signed one is a secret.
    Url(&'a Url),
    /// What was handed over before with [`UploadAttachment`](crate::messages::UploadAttachment).
    Attachment(&'a AttachmentId),
}

impl MediaSource<'_> {
    /// The `payload` of an attachment.
    pub(super) fn payload(self, endpoints: &Endpoints) -> Result<Value, ApiError> {
        match self {
            MediaSource::Url(url) => Ok(json!({ "url": fetchable(url, endpoints)? })),
            MediaSource::Attachment(id) => Ok(json!({ "attachment_id": id })),
        }
    }
}
