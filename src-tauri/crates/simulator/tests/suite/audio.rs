//! Sounds for reels, which Facebook Login has: finding them, and laying one over a reel.

use crate::common::facebook::Login;
use crate::common::video::Clip;
use crate::common::{Bench, code};
use serde_json::{Value, json};

impl Login<'_> {
    async fn sounds(&self, kind: &str, words: &str) -> Vec<Value> {
        let path = format!(
            "ig_audio?audio_type={kind}&user_id={}&search_query={words}",
            self.account
        );
        self.ok(&path).await["audio"].as_array().unwrap().clone()
    }

    /// How a reel of this clip and configuration ends.
    async fn reel_ends(&self, clip: &Clip, audio: Value) -> Value {
        let video_url = self.bench.host_clip("clip.mp4", clip).await;
        let body = json!({ "media_type": "REELS", "video_url": video_url, "audio_configuration": audio });
        let (status, made) = self.say(&format!("{}/media", self.account), body).await;
        assert_eq!(status, 200, "{made}");
        let container = made["id"].as_str().unwrap().to_owned();
        loop {
            self.bench.pass(60);
            let answer = self.ok(&format!("{container}?fields=status_code,status")).await;
            if answer["status_code"] != "IN_PROGRESS" {
                return answer;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
}

#[tokio::test]
async fn music_and_original_sounds_are_found_by_their_words() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let popular = facebook.sounds("music", "").await;
    assert!(popular.len() > 3 && popular.iter().all(|sound| sound["audio_type"] == "music"));
    assert!(popular.iter().all(|sound| sound["display_artist"].is_string()));
    let found = facebook.sounds("music", "slow%20drawer").await;
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["title"], &found[0]["duration_in_ms"]),
        (&json!("Slow Rise"), &json!(153_760))
    );
    assert!(facebook.sounds("music", "no%20such%20song").await.is_empty());
    let original = facebook.sounds("original_sound", "").await;
    assert!(
        original
            .iter()
            .all(|sound| sound["ig_username"].is_string() && sound["display_artist"].is_null())
    );

    let id = found[0]["audio_id"].as_str().unwrap();
    let one = facebook.ok(id).await;
    assert_eq!(one["title"], "Slow Rise");
    assert!(one["cover_artwork_thumbnail_url"].is_string() && one["cover_artwork_thumbnail_uri"].is_null());
    let cover = found[0]["cover_artwork_thumbnail_uri"].as_str().unwrap();
    let cover = bench.raw(reqwest::Method::GET, cover).await.unwrap();
    assert_eq!(cover.headers()["content-type"], "image/jpeg");
}

#[tokio::test]
async fn searches_that_make_no_sense_and_other_tokens_are_refused() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let account = facebook.account.clone();
    for path in [
        format!("ig_audio?user_id={account}"),
        format!("ig_audio?user_id={account}&audio_type=noise"),
        "ig_audio?audio_type=music".to_owned(),
    ] {
        assert_eq!(facebook.refusal(&path).await, (400, 100, None), "{path}");
    }
    assert_eq!(
        facebook
            .refusal("ig_audio?audio_type=music&user_id=17841000000000001")
            .await,
        (400, 100, Some(33))
    );
    let limited = Login::limited(&bench, &["instagram_basic", "pages_show_list"]);
    let path = format!("ig_audio?audio_type=music&user_id={account}");
    assert_eq!(limited.refusal(&path).await.1, 10);
    let (status, _) = bench.get(&path).await;
    assert_ne!(status, 200, "Instagram Login has none of it");
}

#[tokio::test]
async fn a_sound_over_a_silent_video_needs_its_own_sound_turned_off() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let sound = facebook.sounds("music", "").await[0]["audio_id"].clone();
    let silent = Clip {
        sound: None,
        ..Clip::default()
    };
    let mixed = json!({ "audio_id": sound, "audio_volume": 80, "video_volume": 50 });
    let alone = json!({ "audio_id": sound, "audio_volume": 80, "video_volume": 0 });
    let ended = facebook.reel_ends(&silent, mixed.clone()).await;
    assert_eq!(ended["status_code"], "ERROR");
    assert!(ended["status"].as_str().unwrap().contains("2207082"), "{ended}");
    assert_eq!(facebook.reel_ends(&silent, alone).await["status_code"], "FINISHED");
    assert_eq!(
        facebook.reel_ends(&Clip::default(), mixed).await["status_code"],
        "FINISHED"
    );
}

#[tokio::test]
async fn a_sound_nobody_knows_and_volumes_beyond_the_scale_are_refused() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let sound = facebook.sounds("original_sound", "").await[0]["audio_id"].clone();
    let address = bench.host_clip("clip.mp4", &Clip::default()).await;
    for audio in [
        json!({ "audio_id": "1" }),
        json!({ "audio_volume": 50 }),
        json!({ "audio_id": sound, "audio_volume": 101 }),
        json!({ "audio_id": sound, "video_volume": -1 }),
        json!("loud"),
    ] {
        let body = json!({ "media_type": "REELS", "video_url": address, "audio_configuration": audio });
        let (status, answer) = facebook.say(&format!("{}/media", facebook.account), body).await;
        assert_eq!((status.as_u16(), code(&answer)), (400, (100, None)), "{audio}");
    }
}
