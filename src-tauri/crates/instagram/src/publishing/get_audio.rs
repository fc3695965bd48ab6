//! `GET /{audio}`: one sound that can be laid over a reel.
//!
//! Source: developers.facebook.com/docs/instagram-platform/content-publishing/audio-api. The list and the single sound spell
//! the address of the cover differently; both are read.

use crate::endpoint::{self, Endpoint, Request};
use crate::publishing::AudioKind;
use crate::{ApiError, AudioId, Endpoints, Flavour, Scope, answer, lenient};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::time::Duration;
use url::Url;

/// `GET /{audio}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetAudio<'a> {
    /// The sound.
    pub audio: &'a AudioId,
}

/// A sound.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Audio {
    /// Its id, for [`ReelAudio`](crate::ReelAudio).
    #[serde(rename = "audio_id")]
    pub id: AudioId,
    /// Music or an original sound.
    #[serde(default, rename = "audio_type")]
    pub kind: AudioKind,
    /// Its title.
    #[serde(default, deserialize_with = "lenient::text")]
    pub title: Option<String>,
    /// Who made the music.
    #[serde(default, rename = "display_artist", deserialize_with = "lenient::text")]
    pub artist: Option<String>,
    /// The handle of who made the original sound.
    #[serde(default, rename = "ig_username", deserialize_with = "lenient::text")]
    pub username: Option<String>,
    /// Its length.
    #[serde(default, rename = "duration_in_ms", deserialize_with = "milliseconds")]
    pub duration: Option<Duration>,
    /// Signed address of its cover, valid for a few days.
    #[serde(
        default,
        rename = "cover_artwork_thumbnail_url",
        alias = "cover_artwork_thumbnail_uri",
        deserialize_with = "lenient::url"
    )]
    pub cover_url: Option<Url>,
    /// Signed address of the sound, valid for a few days.
    #[serde(default, deserialize_with = "lenient::url")]
    pub download_url: Option<Url>,
}

impl fmt::Debug for Audio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audio")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    Ok(lenient::count(deserializer)?.map(Duration::from_millis))
}

impl Endpoint for GetAudio<'_> {
    type Output = Audio;
    const NAME: &'static str = "GET /{audio}";
    const SCOPE: Scope = Scope::ContentPublish;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(endpoints.graph_url(&[self.audio.as_str()])?, &[])
    }

    fn decode(&self, body: &[u8]) -> Result<Audio, ApiError> {
        answer::read(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let audio = AudioId::from("587784541070001");
        let request = GetAudio { audio: &audio }.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/587784541070001"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_one_without_an_id_is_not() {
        let audio = AudioId::from("587784541070001");
        let body =
            br#"{"audio_id":"587784541070001","cover_artwork_thumbnail_url":"https://scontent.cdninstagram.com/c.jpg",
            "display_artist":"The Bakers","duration_in_ms":153760,"audio_type":"music","title":"Slow Rise"}"#;
        let found = GetAudio { audio: &audio }.decode(body).unwrap();
        assert_eq!(found.title.as_deref(), Some("Slow Rise"));
        assert!(found.cover_url.is_some() && found.download_url.is_none());
        assert!(matches!(
            GetAudio { audio: &audio }.decode(b"{}"),
            Err(ApiError::InDoubt { .. })
        ));
    }
}
