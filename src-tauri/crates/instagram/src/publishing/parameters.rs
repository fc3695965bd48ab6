//! The parameters of `POST /{account}/media` on the wire, checked one by one.
//!
//! Every kind of container has options of its own type, so that what the platform forbids cannot be written down; they all
//! end here, where what it limits is refused.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. The body is JSON:
//! objects and lists stay what they are, and a caption needs no escaping.

use crate::endpoint::{self, Request, offered};
use crate::endpoints::fetchable;
use crate::publishing::tags::{WireProductTag, WireUserTag};
use crate::publishing::{counting, tags};
use crate::{AccountId, ApiError, AudioId, ContainerId, Endpoints, Flavour, LocationId};
use serde::Serialize;
use std::time::Duration;
use url::Url;

const FACEBOOK: &[Flavour] = &[Flavour::FacebookLogin];

/// Business partners a post may name.
const MOST_SPONSORS: usize = 2;

/// The *paid partnership* label of a post. Facebook Login only, since April 2026; needs
/// [`Scope::BrandedContent`](crate::Scope::BrandedContent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Partnership<'a> {
    /// The accounts of the business partners, at most 2.
    pub sponsors: &'a [AccountId],
    /// Whether the partnership is paid.
    pub paid: bool,
}

/// Music or an original sound laid over a reel. Facebook Login only, since June 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReelAudio<'a> {
    /// The sound, as [`SearchAudio`](crate::SearchAudio) finds it.
    pub audio: &'a AudioId,
    /// How loud the sound is, in percent of its own volume, at most 100.
    pub audio_volume: u8,
    /// How loud the video's own sound is, in percent, at most 100; 0 for a video without one, which fails otherwise
    /// (2207082).
    pub video_volume: u8,
}

/// What a reel shows before it is played.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ReelCover<'a> {
    /// Public address of a JPEG of at most 8 MiB, best in 9:16. A signed address is a secret.
    Picture(&'a Url),
    /// The picture at this time of the video, which must be shorter than the video itself.
    Offset(Duration),
}

/// Who sees a trial reel when it is tried: only people who do not follow the account. This is how it reaches the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Graduation {
    /// When a person says so in the app.
    Manual,
    /// By itself, when it does well.
    Performance,
}

/// Where the bytes of a video come from.
#[derive(Clone, Copy)]
pub(super) enum VideoSource<'a> {
    Address(&'a Url),
    Upload,
}

#[derive(Default, Serialize)]
pub(super) struct Parameters<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    media_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    video_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upload_type: Option<&'static str>,
    /// Ids with commas between them, as the reference says; lists of other forms are taken in practice only.
    #[serde(skip_serializing_if = "Option::is_none")]
    children: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt_text: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_carousel_item: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    user_tags: Vec<WireUserTag>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    collaborators: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location_id: Option<&'a LocationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover_url: Option<&'a str>,
    /// Milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    thumb_offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share_to_feed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trial_params: Option<TrialParams>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_ai_generated: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    product_tags: Vec<WireProductTag<'a>>,
    #[serde(skip_serializing_if = "<[AccountId]>::is_empty")]
    branded_content_sponsor_ids: &'a [AccountId],
    #[serde(skip_serializing_if = "Option::is_none")]
    is_paid_partnership: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio_configuration: Option<AudioConfiguration<'a>>,
}

#[derive(Serialize)]
struct TrialParams {
    graduation_strategy: &'static str,
}

#[derive(Serialize)]
struct AudioConfiguration<'a> {
    audio_id: &'a AudioId,
    audio_volume: u8,
    video_volume: u8,
}

impl<'a> Parameters<'a> {
    /// A picture; `media_type` is left out for posts and slides.
    pub(super) fn image(
        address: &'a Url,
        media_type: Option<&'static str>,
        endpoints: &Endpoints,
    ) -> Result<Self, ApiError> {
        Ok(Self {
            media_type,
            image_url: Some(fetchable(address, endpoints)?),
            ..Self::default()
        })
    }

    pub(super) fn video(
        source: VideoSource<'a>,
        media_type: &'static str,
        endpoints: &Endpoints,
    ) -> Result<Self, ApiError> {
        let media_type = Some(media_type);
        Ok(match source {
            VideoSource::Address(address) => Self {
                media_type,
                video_url: Some(fetchable(address, endpoints)?),
                ..Self::default()
            },
            VideoSource::Upload => Self {
                media_type,
                upload_type: Some("resumable"),
                ..Self::default()
            },
        })
    }

    pub(super) fn carousel(slides: &[ContainerId]) -> Self {
        let slides: Vec<_> = slides.iter().map(ContainerId::as_str).collect();
        Self {
            media_type: Some("CAROUSEL"),
            children: Some(slides.join(",")),
            ..Self::default()
        }
    }

    pub(super) fn slide(mut self) -> Self {
        self.is_carousel_item = true;
        self
    }

    pub(super) fn caption(mut self, caption: Option<&'a str>) -> Result<Self, ApiError> {
        self.caption = counting::caption(caption)?;
        Ok(self)
    }

    pub(super) fn alt_text(mut self, alt_text: Option<&'a str>) -> Result<Self, ApiError> {
        self.alt_text = counting::alt_text(alt_text)?;
        Ok(self)
    }

    pub(super) fn user_tags(mut self, user_tags: Vec<WireUserTag>) -> Self {
        self.user_tags = user_tags;
        self
    }

    pub(super) fn collaborators(mut self, usernames: &[&str]) -> Result<Self, ApiError> {
        self.collaborators = tags::collaborators(usernames)?;
        Ok(self)
    }

    pub(super) fn location(mut self, location: Option<&'a LocationId>) -> Self {
        self.location_id = location;
        self
    }

    /// The address of a cover wins over an offset on the platform, so only one of them can be given.
    pub(super) fn cover(mut self, cover: Option<ReelCover<'a>>, endpoints: &Endpoints) -> Result<Self, ApiError> {
        match cover {
            Some(ReelCover::Picture(address)) => self.cover_url = Some(fetchable(address, endpoints)?),
            Some(ReelCover::Offset(offset)) => return self.thumb_offset(Some(offset)),
            None => {}
        }
        Ok(self)
    }

    pub(super) fn thumb_offset(mut self, offset: Option<Duration>) -> Result<Self, ApiError> {
        let milliseconds = |offset: Duration| {
            u64::try_from(offset.as_millis())
                .map_err(|_| ApiError::Invalid("The time of the still picture lies outside the video.".to_owned()))
        };
        self.thumb_offset = offset.map(milliseconds).transpose()?;
        Ok(self)
    }

    pub(super) fn share_to_feed(mut self, share: Option<bool>) -> Self {
        self.share_to_feed = share;
        self
    }

    pub(super) fn audio_name(mut self, name: Option<&'a str>) -> Self {
        self.audio_name = counting::saying_something(name);
        self
    }

    pub(super) fn trial(mut self, graduation: Option<Graduation>) -> Self {
        self.trial_params = graduation.map(|graduation| TrialParams {
            graduation_strategy: match graduation {
                Graduation::Manual => "MANUAL",
                Graduation::Performance => "SS_PERFORMANCE",
            },
        });
        self
    }

    pub(super) fn ai_generated(mut self, ai_generated: bool) -> Self {
        self.is_ai_generated = ai_generated;
        self
    }

    pub(super) fn product_tags(
        mut self,
        product_tags: Vec<WireProductTag<'a>>,
        endpoints: &Endpoints,
    ) -> Result<Self, ApiError> {
        if !product_tags.is_empty() {
            offered("product_tags", FACEBOOK, endpoints)?;
        }
        self.product_tags = product_tags;
        Ok(self)
    }

    pub(super) fn partnership(
        mut self,
        partnership: Option<Partnership<'a>>,
        endpoints: &Endpoints,
    ) -> Result<Self, ApiError> {
        let Some(Partnership { sponsors, paid }) = partnership else {
            return Ok(self);
        };
        offered("branded_content_sponsor_ids", FACEBOOK, endpoints)?;
        if sponsors.len() > MOST_SPONSORS {
            return Err(ApiError::Invalid(
                "A post names at most 2 business partners.".to_owned(),
            ));
        }
        self.branded_content_sponsor_ids = sponsors;
        self.is_paid_partnership = Some(paid);
        Ok(self)
    }

    pub(super) fn audio(mut self, audio: Option<ReelAudio<'a>>, endpoints: &Endpoints) -> Result<Self, ApiError> {
        let Some(audio) = audio else { return Ok(self) };
        offered("audio_configuration", FACEBOOK, endpoints)?;
        if audio.audio_volume > 100 || audio.video_volume > 100 {
            return Err(ApiError::Invalid("A volume is at most 100 percent.".to_owned()));
        }
        self.audio_configuration = Some(AudioConfiguration {
            audio_id: audio.audio,
            audio_volume: audio.audio_volume,
            video_volume: audio.video_volume,
        });
        Ok(self)
    }

    pub(super) fn request(&self, account: &AccountId, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::post_json(endpoints.graph_url(&[account.as_str(), "media"])?, self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn written(parameters: Result<Parameters<'_>, ApiError>) -> serde_json::Value {
        serde_json::to_value(parameters.unwrap()).unwrap()
    }

    #[test]
    fn what_only_facebook_login_offers_is_not_available_elsewhere() {
        let (audio, sponsors) = (AudioId::from("1"), [AccountId::from("2")]);
        let reel_audio = ReelAudio {
            audio: &audio,
            audio_volume: 100,
            video_volume: 0,
        };
        let partnership = Partnership {
            sponsors: &sponsors,
            paid: true,
        };
        let instagram = Endpoints::instagram();
        let refused = [
            Parameters::default().audio(Some(reel_audio), &instagram).err(),
            Parameters::default().partnership(Some(partnership), &instagram).err(),
            Parameters::default()
                .partnership(Some(Partnership::default()), &instagram)
                .err(),
        ];
        for error in refused {
            assert!(matches!(error, Some(ApiError::NotAvailable { .. })), "{error:?}");
        }
        assert!(Parameters::default().audio(None, &instagram).is_ok());
        assert!(Parameters::default().partnership(None, &instagram).is_ok());
        assert!(Parameters::default().product_tags(Vec::new(), &instagram).is_ok());
        assert_eq!(
            written(Parameters::default().audio(Some(reel_audio), &Endpoints::facebook())),
            serde_json::json!({"audio_configuration": {"audio_id": "1", "audio_volume": 100, "video_volume": 0}})
        );
        assert_eq!(
            written(Parameters::default().partnership(Some(partnership), &Endpoints::facebook())),
            serde_json::json!({"branded_content_sponsor_ids": ["2"], "is_paid_partnership": true})
        );
    }

    #[test]
    fn limits_are_in_the_sentence() {
        let audio = AudioId::from("1");
        let loud = ReelAudio {
            audio: &audio,
            audio_volume: 101,
            video_volume: 0,
        };
        let error = Parameters::default().audio(Some(loud), &Endpoints::facebook()).err();
        assert!(
            matches!(&error, Some(ApiError::Invalid(said)) if said.contains("100")),
            "{error:?}"
        );
        let sponsors = vec![AccountId::from("1"); 3];
        let many = Partnership {
            sponsors: &sponsors,
            paid: false,
        };
        let error = Parameters::default()
            .partnership(Some(many), &Endpoints::facebook())
            .err();
        assert!(
            matches!(&error, Some(ApiError::Invalid(said)) if said.contains('2')),
            "{error:?}"
        );
    }

    #[test]
    fn only_addresses_the_platform_can_fetch_are_sent() {
        let instagram = Endpoints::instagram();
        let plain = Url::parse("http://cdn.example/a.jpg").unwrap();
        let refused = [
            Parameters::image(&plain, None, &instagram).err(),
            Parameters::video(VideoSource::Address(&plain), "REELS", &instagram).err(),
            Parameters::default()
                .cover(Some(ReelCover::Picture(&plain)), &instagram)
                .err(),
        ];
        for error in refused {
            assert!(
                matches!(&error, Some(ApiError::Invalid(said)) if said.contains("https")),
                "{error:?}"
            );
        }
    }
}
