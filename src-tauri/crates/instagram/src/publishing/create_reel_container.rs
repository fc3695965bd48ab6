//! `POST /{account}/media` with `media_type=REELS`: the container of a reel, which is every video of the feed.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. The platform fetches
//! the video itself; with Facebook Login its bytes can be uploaded instead ([`StartUpload`](crate::StartUpload)). People on a
//! reel are tagged without a place, and a reel has no description for people who do not see it:
//!
//! ```compile_fail,E0560
//! let options = instagram::ReelOptions { alt_text: Some("Kneading"), ..Default::default() };
//! ```

use crate::endpoint::{Endpoint, Request};
use crate::publishing::parameters::{Graduation, Parameters, Partnership, ReelAudio, ReelCover, VideoSource};
use crate::publishing::{created, tags};
use crate::{AccountId, ApiError, ContainerId, Endpoints, LocationId, ProductId, Scope};
use url::Url;

/// `POST /{account}/media` with `media_type=REELS`. No `Debug`: the address may be signed, and texts belong into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CreateReelContainer<'a> {
    /// The account that will publish it.
    pub account: &'a AccountId,
    /// Public address of an MP4 or MOV of at most 300 MB, 3 seconds to 15 minutes long. A signed address is a secret.
    pub video_url: &'a Url,
    /// What stands around the video.
    pub options: ReelOptions<'a>,
}

/// What stands around a reel.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct ReelOptions<'a> {
    /// The caption: at most 2,200 characters, 30 hashtags, 20 mentions.
    pub caption: Option<&'a str>,
    /// Handles of people on the reel, at most 20.
    pub user_tags: &'a [&'a str],
    /// Handles of accounts that are invited to share the reel, at most 3.
    pub collaborators: &'a [&'a str],
    /// Where it was taken.
    pub location: Option<&'a LocationId>,
    /// What it shows before it is played; its first picture otherwise.
    pub cover: Option<ReelCover<'a>>,
    /// Whether it may stand in the feed besides the tab of reels. Instagram promises neither.
    pub share_to_feed: Option<bool>,
    /// A name for its own sound, which can be given once and for all.
    pub audio_name: Option<&'a str>,
    /// Tries it on people who do not follow the account. Not every account may (2207081).
    pub trial: Option<Graduation>,
    /// Whether it carries the label of videos that were made by a machine.
    pub ai_generated: bool,
    /// Products on the reel, at most 30. Facebook Login only, with [`Scope::Catalogs`] and
    /// [`Scope::ShoppingTags`].
    pub product_tags: &'a [ProductId],
    /// The *paid partnership* label. Facebook Login only, with [`Scope::BrandedContent`].
    pub partnership: Option<Partnership<'a>>,
    /// Music over it. Facebook Login only.
    pub audio: Option<ReelAudio<'a>>,
}

impl<'a> ReelOptions<'a> {
    pub(super) fn parameters(
        &self,
        source: VideoSource<'a>,
        endpoints: &Endpoints,
    ) -> Result<Parameters<'a>, ApiError> {
        Parameters::video(source, "REELS", endpoints)?
            .caption(self.caption)?
            .user_tags(tags::on_video(self.user_tags)?)
            .collaborators(self.collaborators)?
            .location(self.location)
            .cover(self.cover, endpoints)?
            .share_to_feed(self.share_to_feed)
            .audio_name(self.audio_name)
            .trial(self.trial)
            .ai_generated(self.ai_generated)
            .product_tags(tags::products_on_reel(self.product_tags)?, endpoints)?
            .partnership(self.partnership, endpoints)?
            .audio(self.audio, endpoints)
    }
}

impl Endpoint for CreateReelContainer<'_> {
    type Output = ContainerId;
    const NAME: &'static str = "POST /{account}/media REELS";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        self.options
            .parameters(VideoSource::Address(self.video_url), endpoints)?
            .request(self.account, endpoints)
    }

    fn decode(&self, body: &[u8]) -> Result<ContainerId, ApiError> {
        created(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::publishing::test::{body, written};
    use crate::{AudioId, Flavour};
    use std::time::Duration;

    fn reel<'a>(account: &'a AccountId, video_url: &'a Url, options: ReelOptions<'a>) -> CreateReelContainer<'a> {
        CreateReelContainer {
            account,
            video_url,
            options,
        }
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let video_url = Url::parse("https://cdn.example.app/t/9a2.mp4").unwrap();
        let options = ReelOptions {
            caption: Some("30 s knead"),
            share_to_feed: Some(true),
            cover: Some(ReelCover::Offset(Duration::from_millis(1_500))),
            collaborators: &["miller.joe"],
            ..ReelOptions::default()
        };
        insta::assert_snapshot!(
            "reel",
            written(&reel(&account, &video_url, options), &Endpoints::instagram())
        );
    }

    #[test]
    fn every_parameter_is_written_as_the_page_spells_it() {
        let account = AccountId::from("17841400000000123");
        let (location, audio) = (LocationId::from("7640348500"), AudioId::from("587784541070001"));
        let product = ProductId::from("3231000000000001");
        let video_url = Url::parse("https://cdn.example.app/t/9a2.mp4").unwrap();
        let cover = Url::parse("https://cdn.example.app/t/cover.jpg").unwrap();
        let options = ReelOptions {
            caption: Some("30 s knead"),
            user_tags: &["@Miller.Joe"],
            collaborators: &["bread.club"],
            location: Some(&location),
            cover: Some(ReelCover::Picture(&cover)),
            share_to_feed: Some(false),
            audio_name: Some("Kneading"),
            trial: Some(Graduation::Performance),
            ai_generated: true,
            product_tags: std::slice::from_ref(&product),
            partnership: Some(Partnership {
                sponsors: std::slice::from_ref(&account),
                paid: false,
            }),
            audio: Some(ReelAudio {
                audio: &audio,
                audio_volume: 80,
                video_volume: 0,
            }),
        };
        let facebook = Endpoints::facebook();
        assert_eq!(
            body(&reel(&account, &video_url, options), &facebook),
            serde_json::json!({
                "media_type": "REELS", "video_url": "https://cdn.example.app/t/9a2.mp4", "caption": "30 s knead",
                "user_tags": [{"username": "miller.joe"}], "collaborators": ["bread.club"], "location_id": "7640348500",
                "cover_url": "https://cdn.example.app/t/cover.jpg", "share_to_feed": false, "audio_name": "Kneading",
                "trial_params": {"graduation_strategy": "SS_PERFORMANCE"}, "is_ai_generated": true,
                "product_tags": [{"product_id": "3231000000000001"}],
                "branded_content_sponsor_ids": ["17841400000000123"], "is_paid_partnership": false,
                "audio_configuration": {"audio_id": "587784541070001", "audio_volume": 80, "video_volume": 0},
            })
        );
    }

    #[test]
    fn what_instagram_login_lacks_is_not_available_and_what_is_too_much_is_refused() {
        let account = AccountId::from("1");
        let audio = AudioId::from("2");
        let video_url = Url::parse("https://cdn.example.app/a.mp4").unwrap();
        let music = ReelOptions {
            audio: Some(ReelAudio {
                audio: &audio,
                audio_volume: 100,
                video_volume: 100,
            }),
            ..ReelOptions::default()
        };
        assert!(matches!(
            reel(&account, &video_url, music).request(&Endpoints::instagram()),
            Err(ApiError::NotAvailable {
                endpoint: "audio_configuration",
                flavour: Flavour::InstagramLogin
            })
        ));
        let many = ReelOptions {
            collaborators: &["a", "b", "c", "d"],
            ..ReelOptions::default()
        };
        let error = reel(&account, &video_url, many)
            .request(&Endpoints::instagram())
            .unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains('3')),
            "{error:?}"
        );
    }

    #[test]
    fn both_ways_out_of_a_trial_have_their_name() {
        for (graduation, name) in [
            (Graduation::Manual, "MANUAL"),
            (Graduation::Performance, "SS_PERFORMANCE"),
        ] {
            let written = serde_json::to_value(Parameters::default().trial(Some(graduation))).unwrap();
            assert_eq!(
                written,
                serde_json::json!({"trial_params": {"graduation_strategy": name}})
            );
        }
    }

    #[test]
    fn the_id_of_the_container_is_read_and_an_answer_without_one_is_in_doubt() {
        let account = AccountId::from("1");
        let video_url = Url::parse("https://cdn.example.app/a.mp4").unwrap();
        let reel = reel(&account, &video_url, ReelOptions::default());
        assert_eq!(reel.decode(br#"{"id":"17900"}"#), Ok(ContainerId::from("17900")));
        assert!(matches!(reel.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
