use std::time::Duration;

use instagram::{AccountId, Flavour, GetComment, Like, Likeable, ListStories, MediaId, Recovery, Scope};
use simulator::EffectKind;

use crate::office::{NO_OBJECT, Office, STRANGER, not_permitted, not_with_instagram_login, refused};

fn like<'a>(account: &'a AccountId, target: Likeable<'a>) -> Like<'a> {
    Like { account, target }
}

#[tokio::test]
async fn a_comment_and_a_post_of_others_are_liked_and_a_second_time_changes_nothing() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, comment) = (office.account(), office.comment());
    let get = GetComment::new(&comment);
    let before = office.call(&get).await.unwrap().like_count.unwrap();
    for _ in 0..2 {
        let endpoint = like(&account, Likeable::Comment(&comment));
        office.call(&endpoint).await.unwrap();
    }
    assert_eq!(office.call(&get).await.unwrap().like_count, Some(before + 1));
    let others = MediaId::from(office.simulator.world().posts(STRANGER)[0].id.as_str());
    office.call(&like(&account, Likeable::Media(&others))).await.unwrap();
    let effects = office.effects(EffectKind::Like);
    let told: Vec<_> = effects
        .iter()
        .map(|effect| (effect.id.as_str(), effect.changed))
        .collect();
    assert_eq!(
        told,
        [
            (comment.as_str(), true),
            (comment.as_str(), false),
            (others.as_str(), true)
        ]
    );
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_permitted_is_not_liked() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, media, comment) = (office.account(), office.post(), office.comment());
    let gone = MediaId::from("18000000000000001");
    assert_eq!(
        refused(office.call(&like(&account, Likeable::Media(&gone))).await),
        NO_OBJECT
    );
    let as_media = MediaId::from(comment.as_str());
    let outcome = office.call(&like(&account, Likeable::Media(&as_media))).await;
    assert_eq!(refused(outcome), NO_OBJECT, "a comment is no post");
    let stories = office.call(&ListStories::new(&account)).await.unwrap().items;
    let outcome = office.call(&like(&account, Likeable::Media(&stories[0].id))).await;
    assert_eq!(refused(outcome), NO_OBJECT, "stories cannot be liked by apps");
    let endpoint = like(&account, Likeable::Media(&media));
    not_permitted(office.call_without(Scope::Likes, &endpoint).await);
    not_with_instagram_login(&endpoint).await;
    office.nothing_happened();
}

#[tokio::test]
async fn more_than_fifty_in_five_seconds_lock_the_account_out_for_an_hour() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, media) = (office.account(), office.post());
    let endpoint = like(&account, Likeable::Media(&media));
    for _ in 0..50 {
        office.call(&endpoint).await.unwrap();
    }
    let locked = office.call(&endpoint).await;
    assert!(matches!(
        locked.as_ref().map_err(|error| error.recovery()),
        Err(Recovery::RetryAfter(_))
    ));
    assert_eq!(refused(locked).0, 613);
    office.pass(Duration::from_secs(60 * 60));
    office.call(&endpoint).await.unwrap();
}
