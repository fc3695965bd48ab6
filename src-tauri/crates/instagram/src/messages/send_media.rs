//! `POST /{account}/messages` with pictures, audio, a video or a file.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api. The platform fetches
//! the file itself within about 75 seconds, so its address must answer everywhere without cookies. No page says which limit
//! pictures and files count against; they are counted with audio and video here, the tighter one. When it may be sent is as for
//! [`SendMessage`](crate::messages::SendMessage).

use crate::endpoint::{Endpoint, Request};
use crate::messages::sending::{self, HumanAgent, Recipient, Sent};
use crate::messages::{MediaSource, MessagingNode};
use crate::{Allowance, ApiError, Endpoints, MessageId, PersonId, Scope};
use serde_json::{Value, json};

/// How many pictures one message may have.
pub const MAX_PICTURES: usize = 10;

/// `POST /{account}/messages` with a file. No `Debug`: addresses may be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SendMedia<'a> {
    /// Who sends it.
    pub node: MessagingNode<'a>,
    /// Who receives it: somebody who has written to the account.
    pub person: &'a PersonId,
    /// What is sent.
    pub content: MediaContent<'a>,
    /// The message it answers.
    pub reply_to: Option<&'a MessageId>,
    /// Set when a person answers after more than 24 hours.
    pub human_agent: Option<HumanAgent>,
}

/// A file, or several pictures. No `Debug`: addresses may be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum MediaContent<'a> {
    /// One to [`MAX_PICTURES`] pictures: PNG or JPEG of at most 8 MB each.
    Pictures(&'a [MediaSource<'a>]),
    /// AAC, M4A, WAV or MP4 of at most 25 MB.
    Audio(MediaSource<'a>),
    /// MP4, OGG, AVI, MOV or WebM of at most 25 MB.
    Video(MediaSource<'a>),
    /// A PDF of at most 25 MB.
    File(MediaSource<'a>),
}

impl MediaContent<'_> {
    /// The `message` of the body: `attachment` for one file, `attachments` for several pictures.
    fn message(&self, endpoints: &Endpoints) -> Result<Value, ApiError> {
        let attachment =
            |kind: &str, source: MediaSource<'_>| Ok(json!({ "type": kind, "payload": source.payload(endpoints)? }));
        let one = |kind, source| Ok(json!({ "attachment": attachment(kind, source)? }));
        match *self {
            MediaContent::Audio(source) => one("audio", source),
            MediaContent::Video(source) => one("video", source),
            MediaContent::File(source) => one("file", source),
            MediaContent::Pictures([source]) => one("image", *source),
            MediaContent::Pictures(sources) if (2..=MAX_PICTURES).contains(&sources.len()) => {
                let pictures = sources.iter().map(|source| attachment("image", *source));
                Ok(json!({ "attachments": pictures.collect::<Result<Vec<_>, ApiError>>()? }))
            }
            MediaContent::Pictures(sources) => Err(ApiError::Invalid(format!(
                "A message has one to {MAX_PICTURES} pictures; this one has {}.",
                sources.len()
            ))),
        }
    }
}

impl Endpoint for SendMedia<'_> {
    type Output = Sent;
    const NAME: &'static str = "POST /{account}/messages attachment";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::SendMedia;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let body = sending::with_message(
            sending::body(Recipient::Id(self.person)),
            self.content.message(endpoints)?,
            self.reply_to,
            self.human_agent,
        );
        sending::post(Self::NAME, self.node, endpoints, &body)
    }

    fn decode(&self, body: &[u8]) -> Result<Sent, ApiError> {
        sending::sent(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::AttachmentId;
    use crate::messages::sending::tests::{refused, written};
    use url::Url;

    fn send<'a>(person: &'a PersonId, content: MediaContent<'a>) -> SendMedia<'a> {
        SendMedia {
            node: MessagingNode::Me,
            person,
            content,
            reply_to: None,
            human_agent: None,
        }
    }

    #[test]
    fn the_requests_are_the_documented_ones() {
        let person = PersonId::from("912345678901234");
        let (a, b) = (
            Url::parse("https://cdn.example/a.jpg?X-Amz-Signature=ab").unwrap(),
            Url::parse("https://cdn.example/b.jpg").unwrap(),
        );
        let id = AttachmentId::from("1857777774821032");
        let (one, both) = (
            [MediaSource::Url(&a)],
            [MediaSource::Url(&a), MediaSource::Attachment(&id)],
        );
        insta::assert_snapshot!("picture", written(&send(&person, MediaContent::Pictures(&one))));
        insta::assert_snapshot!("pictures", written(&send(&person, MediaContent::Pictures(&both))));
        for (kind, content) in [
            ("audio", MediaContent::Audio(MediaSource::Url(&b))),
            ("video", MediaContent::Video(MediaSource::Url(&b))),
            ("file", MediaContent::File(MediaSource::Url(&b))),
        ] {
            let request = send(&person, content).request(&Endpoints::instagram()).unwrap();
            let body: Value = serde_json::from_slice(request.body()).unwrap();
            assert_eq!(
                body["message"],
                json!({ "attachment": { "type": kind, "payload": { "url": "https://cdn.example/b.jpg" } } })
            );
        }
    }

    #[test]
    fn no_picture_eleven_pictures_and_plain_addresses_are_refused_with_the_limit() {
        let person = PersonId::from("912345678901234");
        let picture = Url::parse("https://cdn.example/a.jpg").unwrap();
        let pictures = [MediaSource::Url(&picture); 11];
        assert!(refused(&send(&person, MediaContent::Pictures(&pictures))).contains("10 pictures"));
        assert!(refused(&send(&person, MediaContent::Pictures(&[]))).contains("10 pictures"));
        let ten = send(&person, MediaContent::Pictures(&pictures[..10]));
        assert!(ten.request(&Endpoints::instagram()).is_ok());
        let plain = Url::parse("http://cdn.example/a.jpg").unwrap();
        let mixed = [MediaSource::Url(&picture), MediaSource::Url(&plain)];
        assert!(refused(&send(&person, MediaContent::Pictures(&mixed))).contains("https"));
        assert!(refused(&send(&person, MediaContent::Video(MediaSource::Url(&plain)))).contains("https"));
    }

    #[test]
    fn the_documented_answer_is_read() {
        let person = PersonId::from("912345678901234");
        let url = Url::parse("https://cdn.example/a.mp4").unwrap();
        let send = send(&person, MediaContent::Video(MediaSource::Url(&url)));
        assert!(send.decode(br#"{"recipient_id":"9","message_id":"m"}"#).is_ok());
        assert!(matches!(
            send.decode(br#"{"attachment_id":"1"}"#),
            Err(ApiError::InDoubt { .. })
        ));
    }
}
