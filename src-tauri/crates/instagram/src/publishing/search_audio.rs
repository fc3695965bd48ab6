//! `GET /ig_audio`: music and original sounds that can be laid over a reel.
//!
//! Source: developers.facebook.com/docs/instagram-platform/content-publishing/audio-api (since June 2026). Without words to
//! look for it answers with what is popular. The answer is a bare list without pages.

use crate::endpoint::{self, Endpoint, Request};
use crate::publishing::Audio;
use crate::{AccountId, ApiError, Endpoints, Flavour, Scope, answer, complete};
use serde::Deserialize;

/// `GET /ig_audio`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchAudio<'a> {
    /// The account that will use it.
    pub account: &'a AccountId,
    /// Music or original sounds.
    pub kind: AudioKind,
    /// Words to look for; `None` for what is popular.
    pub words: Option<&'a str>,
}

/// `audio_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(from = "Option<String>")]
pub enum AudioKind {
    /// Licensed music.
    Music,
    /// The sound of another reel.
    OriginalSound,
    /// Not said, or a kind this crate does not know. Not to be searched for.
    #[default]
    Unknown,
}

impl From<Option<String>> for AudioKind {
    fn from(name: Option<String>) -> Self {
        match name.as_deref() {
            Some("music") => AudioKind::Music,
            Some("original_sound") => AudioKind::OriginalSound,
            _ => AudioKind::Unknown,
        }
    }
}

impl Endpoint for SearchAudio<'_> {
    type Output = Vec<Audio>;
    const NAME: &'static str = "GET /ig_audio";
    const SCOPE: Scope = Scope::ContentPublish;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let kind = match self.kind {
            AudioKind::Music => "music",
            AudioKind::OriginalSound => "original_sound",
            AudioKind::Unknown => {
                return Err(ApiError::Invalid(
                    "Sounds are searched as music or as original sounds.".to_owned(),
                ));
            }
        };
        let mut query = vec![("audio_type", kind), ("user_id", self.account.as_str())];
        let words = self.words.map(str::trim).filter(|words| !words.is_empty());
        query.extend(words.map(|words| ("search_query", words)));
        endpoint::get(endpoints.graph_url(&["ig_audio"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Vec<Audio>, ApiError> {
        #[derive(Deserialize)]
        struct Found {
            #[serde(default)]
            audio: Option<Vec<Audio>>,
        }
        answer::read::<Found>(body)?
            .audio
            .ok_or_else(|| complete::lacks::<Self>(vec!["audio"]))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use std::time::Duration;

    fn search<'a>(account: &'a AccountId, kind: AudioKind, words: Option<&'a str>) -> SearchAudio<'a> {
        SearchAudio { account, kind, words }
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let uri = |kind, words| {
            search(&account, kind, words)
                .request(&Endpoints::facebook())
                .unwrap()
                .uri()
                .to_string()
        };
        let base = "https://graph.facebook.com/v26.0/ig_audio";
        assert_eq!(
            uri(AudioKind::Music, Some(" slow bread ")),
            format!("{base}?audio_type=music&user_id=17841400000000123&search_query=slow+bread")
        );
        assert_eq!(
            uri(AudioKind::OriginalSound, None),
            format!("{base}?audio_type=original_sound&user_id=17841400000000123")
        );
        assert!(matches!(
            search(&account, AudioKind::Unknown, None).request(&Endpoints::facebook()),
            Err(ApiError::Invalid(_))
        ));
    }

    #[test]
    fn the_documented_answer_is_read() {
        let account = AccountId::from("1");
        let body = br#"{"audio":[
            {"audio_id":"587784541070001","audio_type":"music","title":"Slow Rise","display_artist":"The Bakers",
             "duration_in_ms":153760,"cover_artwork_thumbnail_uri":"https://scontent.cdninstagram.com/c.jpg",
             "download_url":"https://scontent.cdninstagram.com/a.mp3"},
            {"audio_id":1234567890,"audio_type":"humming","ig_username":"bluebakery"}]}"#;
        let found = search(&account, AudioKind::Music, None).decode(body).unwrap();
        let [music, humming] = found.as_slice() else {
            panic!("two sounds")
        };
        assert_eq!((music.id.as_str(), music.kind), ("587784541070001", AudioKind::Music));
        assert_eq!(music.duration, Some(Duration::from_millis(153_760)));
        assert_eq!(music.artist.as_deref(), Some("The Bakers"));
        assert!(music.cover_url.is_some() && music.download_url.is_some());
        assert_eq!((humming.id.as_str(), humming.kind), ("1234567890", AudioKind::Unknown));
        assert_eq!(humming.username.as_deref(), Some("bluebakery"));
        assert!(!format!("{found:?}").contains("scontent"), "addresses are signed");
    }

    #[test]
    fn nothing_found_is_an_empty_list_and_no_list_is_incomplete() {
        let account = AccountId::from("1");
        let search = search(&account, AudioKind::Music, None);
        assert_eq!(search.decode(br#"{"audio":[]}"#), Ok(Vec::new()));
        assert!(matches!(
            search.decode(b"{}"),
            Err(ApiError::Incomplete {
                scope: Scope::ContentPublish,
                ..
            })
        ));
    }
}
