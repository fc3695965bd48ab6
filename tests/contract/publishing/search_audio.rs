use instagram::{AudioKind, ContainerStatus, CreateReelContainer, Flavour, ReelAudio, ReelOptions, Scope, SearchAudio};

use super::video::Clip;
use crate::office::{Office, not_with_instagram_login};

#[tokio::test]
async fn music_and_original_sounds_are_found_and_told_apart() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let search = |kind, words| SearchAudio {
        account: &account,
        kind,
        words,
    };
    let music = office.call(&search(AudioKind::Music, None)).await.unwrap();
    assert!(!music.is_empty());
    assert!(
        music
            .iter()
            .all(|sound| sound.kind == AudioKind::Music && sound.artist.is_some())
    );
    let title = music[0].title.as_deref();
    let found = office.call(&search(AudioKind::Music, title)).await.unwrap();
    assert!(found.contains(&music[0]) && found.len() < music.len());
    let original = office.call(&search(AudioKind::OriginalSound, None)).await.unwrap();
    assert!(
        original
            .iter()
            .all(|sound| sound.username.is_some() && sound.duration.is_some())
    );
    assert_eq!(
        office.call(&search(AudioKind::Music, Some("no such song"))).await,
        Ok(Vec::new())
    );
}

#[tokio::test]
async fn what_was_found_is_laid_over_a_reel() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let search = SearchAudio {
        account: &account,
        kind: AudioKind::Music,
        words: None,
    };
    let sound = office.call(&search).await.unwrap().remove(0);
    let silent = Clip {
        sound: None,
        ..Clip::default()
    };
    let video_url = office.host_clip("silent.mp4", &silent).await;
    for (video_volume, status, error_subcode) in [
        (50, ContainerStatus::Error, Some(2_207_082)),
        (0, ContainerStatus::Finished, None),
    ] {
        let reel = CreateReelContainer {
            account: &account,
            video_url: &video_url,
            options: ReelOptions {
                audio: Some(ReelAudio {
                    audio: &sound.id,
                    audio_volume: 80,
                    video_volume,
                }),
                ..ReelOptions::default()
            },
        };
        let container = office.call(&reel).await.unwrap();
        let end = office.end_of(&container).await;
        assert_eq!((end.status, end.error_subcode), (status, error_subcode));
        if status == ContainerStatus::Finished {
            office.publish(&container).await.unwrap();
        }
    }
    let published = office.simulator.world().published();
    assert_eq!(published.len(), 1);
    assert_eq!(published[0].audio.as_deref(), Some(sound.id.as_str()));
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_found() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let search = SearchAudio {
        account: &account,
        kind: AudioKind::Music,
        words: None,
    };
    office.only_for_its_owner(Scope::ContentPublish, &search).await;
    not_with_instagram_login(&search).await;
}
