use instagram::{AudioId, AudioKind, Flavour, GetAudio, Scope, SearchAudio};

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn a_sound_says_the_same_by_itself_as_in_the_list() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    for kind in [AudioKind::Music, AudioKind::OriginalSound] {
        let search = SearchAudio {
            account: &account,
            kind,
            words: None,
        };
        for sound in office.call(&search).await.unwrap() {
            let alone = office.call(&GetAudio { audio: &sound.id }).await.unwrap();
            assert_eq!(alone, sound, "though the platform spells the cover differently");
        }
    }
}

#[tokio::test]
async fn an_id_that_is_none_and_a_missing_permission_are_refused() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let nothing = AudioId::from("587784541070001");
    assert_eq!(refused(office.call(&GetAudio { audio: &nothing }).await), NO_OBJECT);
    let search = SearchAudio {
        account: &account,
        kind: AudioKind::Music,
        words: None,
    };
    let sound = office.call(&search).await.unwrap().remove(0);
    let endpoint = GetAudio { audio: &sound.id };
    not_permitted(office.call_without(Scope::ContentPublish, &endpoint).await);
    not_with_instagram_login(&endpoint).await;
}
