use instagram::{Flavour, GetComment, Like, Likeable, MediaId, Scope, Unlike};
use simulator::EffectKind;

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn a_like_is_taken_back_once() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, comment) = (office.account(), office.comment());
    let target = Likeable::Comment(&comment);
    let get = GetComment::new(&comment);
    let before = office.call(&get).await.unwrap().like_count;
    let like = Like {
        account: &account,
        target,
    };
    office.call(&like).await.unwrap();
    let unlike = Unlike {
        account: &account,
        target,
    };
    for _ in 0..2 {
        office.call(&unlike).await.unwrap();
    }
    assert_eq!(office.call(&get).await.unwrap().like_count, before);
    let changed: Vec<_> = office
        .effects(EffectKind::Unlike)
        .iter()
        .map(|effect| effect.changed)
        .collect();
    assert_eq!(changed, [true, false]);
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_permitted_stays_as_it_is() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, media) = (office.account(), office.post());
    let unlike = |target| Unlike {
        account: &account,
        target,
    };
    let gone = MediaId::from("18000000000000001");
    assert_eq!(refused(office.call(&unlike(Likeable::Media(&gone))).await), NO_OBJECT);
    let endpoint = unlike(Likeable::Media(&media));
    not_permitted(office.call_without(Scope::Likes, &endpoint).await);
    not_with_instagram_login(&endpoint).await;
    office.nothing_happened();
}
