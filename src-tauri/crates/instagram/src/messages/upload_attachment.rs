//! `POST /{page}/message_attachments`: hands a file over once, to be sent as often as wanted.
//!
//! Source: developers.facebook.com/docs/messenger-platform/instagram/features/attachment-upload. Facebook Login only. The
//! platform fetches the file itself; the id lives for 90 days. Handing a file over twice is harmless: nobody sees it.

use crate::endpoint::{self, Endpoint, Request};
use crate::endpoints::fetchable;
use crate::messages::MessagingNode;
use crate::{Allowance, ApiError, AttachmentId, Endpoints, Flavour, PageId, Scope, answer};
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::Url;

/// `POST /{page}/message_attachments`. No `Debug`: the address may be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct UploadAttachment<'a> {
    /// The Page that will send it.
    pub page: &'a PageId,
    /// What it is.
    pub kind: AttachmentKind,
    /// Its public https address.
    pub url: &'a Url,
}

/// What a file is. Formats and sizes are those of [`MediaContent`](crate::messages::MediaContent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A picture.
    Image,
    /// A voice message or music.
    Audio,
    /// A video.
    Video,
    /// A PDF.
    File,
}

impl Endpoint for UploadAttachment<'_> {
    type Output = AttachmentId;
    const NAME: &'static str = "POST /{page}/message_attachments";
    const SCOPE: Scope = Scope::Messages;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::SendMedia;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let payload = json!({ "url": fetchable(self.url, endpoints)?, "is_reusable": true });
        endpoint::post_json(
            MessagingNode::Page(self.page).edge(Self::NAME, endpoints, "message_attachments")?,
            &json!({
                "platform": "instagram",
                "message": { "attachment": { "type": self.kind, "payload": payload } },
            }),
        )
    }

    fn decode(&self, body: &[u8]) -> Result<AttachmentId, ApiError> {
        #[derive(Deserialize)]
        struct Uploaded {
            attachment_id: AttachmentId,
        }
        Ok(answer::read::<Uploaded>(body)?.attachment_id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use serde_json::Value;

    #[test]
    fn the_request_is_the_documented_one_and_there_is_none_for_instagram_login() {
        let facebook = Endpoints::facebook();
        let page = PageId::from("104400000000001");
        let url = Url::parse("https://cdn.example/a.jpg").unwrap();
        let upload = UploadAttachment {
            page: &page,
            kind: AttachmentKind::Image,
            url: &url,
        };
        let request = upload.request(&facebook).unwrap();
        assert_eq!(request.uri().path(), "/v26.0/104400000000001/message_attachments");
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let documented: Value = serde_json::from_str(
            r#"{"platform":"instagram","message":{"attachment":{"type":"image",
                "payload":{"url":"https://cdn.example/a.jpg","is_reusable":true}}}}"#,
        )
        .unwrap();
        assert_eq!(body, documented);
        assert!(matches!(
            upload.request(&Endpoints::instagram()),
            Err(ApiError::NotAvailable { .. })
        ));
        let plain = Url::parse("http://cdn.example/a.jpg").unwrap();
        let plain = UploadAttachment { url: &plain, ..upload };
        assert!(matches!(plain.request(&facebook), Err(ApiError::Invalid(sentence)) if sentence.contains("https")));
    }

    #[test]
    fn the_id_is_read_and_an_answer_without_one_is_in_doubt() {
        let (page, url) = (PageId::from("1"), Url::parse("https://cdn.example/a.pdf").unwrap());
        let upload = UploadAttachment {
            page: &page,
            kind: AttachmentKind::File,
            url: &url,
        };
        assert_eq!(
            upload.decode(br#"{"attachment_id":"1857777774821032"}"#),
            Ok(AttachmentId::from("1857777774821032"))
        );
        assert!(matches!(upload.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
