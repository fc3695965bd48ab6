//! `POST /{account}/media` with `upload_type=resumable`: a container whose video comes as bytes from this machine.
//!
//! Source: developers.facebook.com/docs/instagram-platform/content-publishing. The answer carries the address the bytes go to
//! ([`Client::upload`](crate::Client::upload)). The page keeps this for Facebook Login. With Instagram Login it was seen to be
//! refused with code 100 and no subcode, because a `video_url` is missing, and it may one day be answered without an address: both mean that
//! the video must be fetched from an address instead, so asking is a harmless probe. There is no upload of pictures.

use crate::endpoint::{Endpoint, Request};
use crate::publishing::parameters::{Parameters, VideoSource};
use crate::publishing::{ReelOptions, StoryOptions, VideoSlideOptions};
use crate::{AccountId, ApiError, ContainerId, Endpoints, Flavour, Scope, answer, lenient};
use serde::Deserialize;
use std::fmt;
use url::Url;

/// `POST /{account}/media` with `upload_type=resumable`. No `Debug`: texts belong into no log.
#[derive(Clone, Copy, PartialEq)]
pub struct StartUpload<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// What the video becomes.
    pub video: Video<'a>,
}

/// What an uploaded video becomes.
#[derive(Clone, Copy, PartialEq)]
pub enum Video<'a> {
    /// A reel of at most 300 MB, 3 seconds to 15 minutes long.
    Reel(ReelOptions<'a>),
    /// A story of at most 100 MB, 3 to 60 seconds long.
    Story(StoryOptions<'a>),
    /// A slide of a carousel of at most 100 MB and 60 seconds.
    Slide(VideoSlideOptions<'a>),
}

/// A container that waits for its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadSession {
    /// The container; to be polled and published like any other.
    pub container: ContainerId,
    /// Where the bytes go; `None` where the platform does not offer uploads, and the container is of no use.
    pub address: Option<UploadAddress>,
}

/// Where the bytes of one container go. Only [`Client::upload`](crate::Client::upload) uses it, after a look at its host.
#[derive(Clone, PartialEq, Eq)]
pub struct UploadAddress(Url);

impl UploadAddress {
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }
}

impl fmt::Debug for UploadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UploadAddress(…)")
    }
}

impl StartUpload<'_> {
    /// Whether this answer to the call says that the set-up in use offers no uploads.
    pub fn is_not_offered(answer: &Result<UploadSession, ApiError>, flavour: Flavour) -> bool {
        match answer {
            Ok(session) => session.address.is_none(),
            // A subcode says that something else about the request was wrong.
            Err(ApiError::Refused(refusal)) => {
                flavour == Flavour::InstagramLogin && refusal.code == 100 && refusal.subcode.is_none()
            }
            Err(_) => false,
        }
    }
}

impl Endpoint for StartUpload<'_> {
    type Output = UploadSession;
    const NAME: &'static str = "POST /{account}/media upload_type=resumable";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        match &self.video {
            Video::Reel(options) => options.parameters(VideoSource::Upload, endpoints)?,
            Video::Story(options) => options.around(Parameters::video(VideoSource::Upload, "STORIES", endpoints)?)?,
            Video::Slide(options) => options.parameters(VideoSource::Upload, endpoints)?,
        }
        .request(self.account, endpoints)
    }

    fn decode(&self, body: &[u8]) -> Result<UploadSession, ApiError> {
        #[derive(Deserialize)]
        struct Started {
            id: ContainerId,
            #[serde(default, deserialize_with = "lenient::url")]
            uri: Option<Url>,
        }
        let started: Started = answer::read(body)?;
        Ok(UploadSession {
            container: started.id,
            address: started.uri.map(UploadAddress),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Refusal;
    use crate::publishing::test::body;

    #[test]
    fn every_kind_of_video_is_asked_for_in_its_own_way() {
        let account = AccountId::from("17841400000000123");
        let reel = Video::Reel(ReelOptions {
            caption: Some("30 s knead"),
            share_to_feed: Some(true),
            ..ReelOptions::default()
        });
        for (video, expected) in [
            (
                reel,
                serde_json::json!({"media_type": "REELS", "upload_type": "resumable", "caption": "30 s knead",
                    "share_to_feed": true}),
            ),
            (
                Video::Story(StoryOptions::default()),
                serde_json::json!({"media_type": "STORIES", "upload_type": "resumable"}),
            ),
            (
                Video::Slide(VideoSlideOptions::default()),
                serde_json::json!({"media_type": "VIDEO", "upload_type": "resumable", "is_carousel_item": true}),
            ),
        ] {
            let start = StartUpload {
                account: &account,
                video,
            };
            assert_eq!(body(&start, &Endpoints::facebook()), expected);
        }
    }

    #[test]
    fn the_session_is_read_and_an_answer_without_an_address_is_not_offered() {
        let account = AccountId::from("1");
        let start = StartUpload {
            account: &account,
            video: Video::Story(StoryOptions::default()),
        };
        let session = start
            .decode(br#"{"id":"17900","uri":"https://rupload.facebook.com/ig-api-upload/v26.0/17900"}"#)
            .unwrap();
        assert_eq!(session.container.as_str(), "17900");
        assert!(session.address.is_some());
        assert!(!format!("{session:?}").contains("rupload"));
        assert!(!StartUpload::is_not_offered(&Ok(session), Flavour::FacebookLogin));

        for without in [
            r#"{"id":"17900"}"#,
            r#"{"id":"17900","uri":null}"#,
            r#"{"id":"17900","uri":"soon"}"#,
        ] {
            let session = start.decode(without.as_bytes());
            assert!(
                StartUpload::is_not_offered(&session, Flavour::InstagramLogin),
                "{without}"
            );
        }
        assert!(matches!(start.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }

    #[test]
    fn the_refusal_of_instagram_login_is_told_from_other_refusals() {
        let refused = |code| Err(ApiError::Refused(Refusal::new(code, None)));
        assert!(StartUpload::is_not_offered(&refused(100), Flavour::InstagramLogin));
        assert!(!StartUpload::is_not_offered(&refused(100), Flavour::FacebookLogin));
        assert!(!StartUpload::is_not_offered(&refused(190), Flavour::InstagramLogin));
        for about_something_else in [33, 2_207_023, 2_207_040] {
            let refused = Err(ApiError::Refused(Refusal::new(100, Some(about_something_else))));
            assert!(
                !StartUpload::is_not_offered(&refused, Flavour::InstagramLogin),
                "{about_something_else}"
            );
        }
    }

    #[test]
    fn limits_hold_for_uploads_too() {
        let account = AccountId::from("1");
        let long = "é".repeat(2_201);
        let start = StartUpload {
            account: &account,
            video: Video::Reel(ReelOptions {
                caption: Some(&long),
                ..ReelOptions::default()
            }),
        };
        let error = start.request(&Endpoints::facebook()).unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("2,200")),
            "{error:?}"
        );
    }
}
