use instagram::{DeleteMedia, Flavour, GetMedia, ListChildren, ListComments, MediaId, MediaType, Scope};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn a_deleted_post_is_gone_with_its_comments() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let media = office.post();
    office.call(&DeleteMedia { media: &media }).await.unwrap();
    let effects = office.effects(EffectKind::DeleteMedia);
    assert_eq!(effects.len(), 1);
    assert_eq!(effects[0].id, media.as_str());
    assert!(office.posts().iter().all(|post| post.id != media.as_str()));
    assert_eq!(refused(office.call(&GetMedia::new(&media)).await), NO_OBJECT);
    let comments = ListComments {
        limit: 10,
        after: None,
        ..ListComments::new(&media)
    };
    assert_eq!(refused(office.call(&comments).await), NO_OBJECT);
    let again = office.call(&DeleteMedia { media: &media }).await;
    assert_eq!(refused(again), NO_OBJECT);
}

#[tokio::test]
async fn the_permission_for_deleting_is_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let media = office.post();
    let outcome = office
        .call_without(Scope::DeleteMedia, &DeleteMedia { media: &media })
        .await;
    not_permitted(outcome);
    office.nothing_happened();
}

#[tokio::test]
async fn a_broadcast_is_of_no_type_that_can_be_deleted() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let live = office.go_live().await;
    let outcome = office.call(&DeleteMedia { media: &live }).await;
    assert_eq!(refused(outcome), (-1, Some(2_207_073)));
    office.nothing_happened();
    assert!(
        office.call(&GetMedia::new(&live)).await.is_ok(),
        "it is still on the air"
    );
}

#[tokio::test]
async fn a_slide_is_not_deleted_alone_and_what_never_was_is_not_there() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let mut album = None;
    for post in office.posts() {
        let media = MediaId::from(post.id);
        let found = office.call(&GetMedia::new(&media)).await.unwrap();
        if found.media_type == MediaType::CarouselAlbum {
            album = Some(media);
        }
    }
    let album = album.unwrap();
    let slides = ListChildren {
        media: &album,
        limit: 10,
        after: None,
    };
    let slide = office.call(&slides).await.unwrap().items.remove(0).id;
    let outcome = office.call(&DeleteMedia { media: &slide }).await;
    assert_eq!(refused(outcome), (-1, Some(2_207_073)));
    let gone = MediaId::from("18000000000000001");
    assert_eq!(refused(office.call(&DeleteMedia { media: &gone }).await), NO_OBJECT);
    office.nothing_happened();
}

#[tokio::test]
async fn with_instagram_login_nothing_is_deleted_and_nothing_asked() {
    let media = MediaId::from("18000000000000001");
    not_with_instagram_login(&DeleteMedia { media: &media }).await;
}

#[tokio::test]
async fn a_lost_answer_leaves_in_doubt_what_happened() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let media = office.post();
    office.fault(Fault::once(Endpoint::DeleteMedia, FaultKind::CutAfter));
    let outcome = office.call(&DeleteMedia { media: &media }).await;
    assert!(
        matches!(outcome, Err(instagram::ApiError::InDoubt { .. })),
        "{outcome:?}"
    );
    assert_eq!(office.effects(EffectKind::DeleteMedia).len(), 1, "and it did happen");
}
