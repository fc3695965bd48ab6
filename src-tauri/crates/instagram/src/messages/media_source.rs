//! Where the platform takes a file from that is to be sent.

use crate::{ApiError, AttachmentId, Endpoints, endpoints};
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
            MediaSource::Url(url) => {
                check_address(url, endpoints)?;
                Ok(json!({ "url": url }))
            }
            MediaSource::Attachment(id) => Ok(json!({ "attachment_id": id })),
        }
    }
}

/// Refuses an address that the platform cannot fetch. Plain http is for endpoints on this machine, and stays on it.
pub(super) fn check_address(url: &Url, endpoints: &Endpoints) -> Result<(), ApiError> {
    let is_public = url.scheme() == "https";
    let is_local = url.scheme() == "http" && endpoints::is_loopback(url) && endpoints.is_local();
    if is_public || is_local {
        return Ok(());
    }
    Err(ApiError::Invalid(
        "Instagram fetches the file itself, so it needs a public https address.".to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn an_address_is_public_and_encrypted_or_everything_is_on_this_machine() {
        let platform = Endpoints::instagram();
        let local = Endpoints::on_host(&Url::parse("http://127.0.0.1:4000/").unwrap());
        let allowed = |url: &str, endpoints| check_address(&Url::parse(url).unwrap(), endpoints).is_ok();
        assert!(allowed("https://cdn.example/a.jpg", &platform));
        for strange in [
            "http://cdn.example/a.jpg",
            "http://127.0.0.1:4001/a.jpg",
            "file:///home/a.jpg",
            "data:image/png;base64,AAAA",
        ] {
            assert!(!allowed(strange, &platform), "{strange}");
        }
        assert!(allowed("http://127.0.0.1:4001/a.jpg", &local));
        assert!(!allowed("http://cdn.example/a.jpg", &local));
    }
}
