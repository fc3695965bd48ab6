use instagram::{AccessToken, AudioType, Flavour, GetMedia, MediaFields, MediaId, MediaType, ProductType, Scope};

use crate::office::{ACCOUNT, NO_OBJECT, Office, in_both, not_permitted, refused};

#[tokio::test]
async fn every_kind_of_post_is_read_as_what_it_is() {
    in_both(async |office| {
        let mut kinds = Vec::new();
        for post in office.posts() {
            let media = MediaId::from(post.id);
            let found = office.call(&GetMedia::new(&media)).await.unwrap();
            assert_eq!(found.id, media);
            assert_eq!(found.comments_count, u64::try_from(post.comments_count).ok());
            assert_eq!(found.is_comment_enabled, Some(post.comments_enabled));
            assert_eq!(found.children.is_empty(), found.media_type != MediaType::CarouselAlbum);
            assert!(found.permalink.is_some() && found.timestamp.is_some());
            match found.media_type {
                MediaType::Video => {
                    assert_eq!(found.product_type, Some(ProductType::Reels));
                    assert!(found.thumbnail_url.is_some(), "a reel may lack its own address");
                }
                _ => assert!(found.media_url.is_some()),
            }
            if !kinds.contains(&found.media_type) {
                kinds.push(found.media_type);
            }
        }
        assert_eq!(kinds.len(), 3, "pictures, reels and albums");
    })
    .await;
}

#[tokio::test]
async fn a_broadcast_is_read_while_it_is_on_the_air() {
    in_both(async |office| {
        let (live, _) = office.live_comment().await;
        let found = office.call(&GetMedia::new(&live)).await.unwrap();
        assert_eq!((&found.id, found.product_type), (&live, Some(ProductType::Live)));
        assert_eq!(found.comments_count, Some(1));
        office.end_live().await;
        assert_eq!(refused(office.call(&GetMedia::new(&live)).await), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn a_post_of_others_and_one_that_never_was_are_not_there() {
    in_both(async |office| {
        let media = office.post();
        let outcome = office.call_as_stranger(&GetMedia::new(&media)).await;
        assert_eq!(refused(outcome), NO_OBJECT);
        let gone = MediaId::from("18000000000000001");
        let outcome = office.call(&GetMedia::new(&gone)).await;
        assert!(outcome.as_ref().is_err_and(|error| error.is_missing_object()));
        assert_eq!(refused(outcome), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn the_basic_permission_is_needed() {
    in_both(async |office| {
        let media = office.post();
        not_permitted(office.call_without(Scope::Basic, &GetMedia::new(&media)).await);
    })
    .await;
}

#[tokio::test]
async fn the_full_set_of_each_login_is_answered_with_what_it_has() {
    in_both(async |office| {
        let account = office.account();
        let has_figures = office.flavour == Flavour::FacebookLogin;
        let mut reels = 0;
        for post in office.posts() {
            let media = MediaId::from(post.id);
            let full = GetMedia {
                fields: MediaFields::Full,
                ..GetMedia::new(&media)
            };
            let details = office.call(&full).await.unwrap().details;
            assert_eq!(details.owner.as_ref(), Some(&account));
            assert!(details.shortcode.is_some() && details.legacy_id.is_some() && details.is_ai_generated.is_some());
            if details.audio_type == Some(AudioType::Music) {
                assert_eq!(details.is_shared_to_feed, Some(true));
                reels += 1;
            }
            assert_eq!(details.total_views_count.is_some(), has_figures);
            assert_eq!(details.saved_count.is_some(), has_figures);
        }
        assert!(reels > 0, "a reel must be among them");
    })
    .await;
}

#[tokio::test]
async fn where_a_field_is_refused_the_reduced_request_is_answered() {
    in_both(async |office| {
        let mut slides = Vec::new();
        for post in office.posts() {
            let media = MediaId::from(post.id);
            let found = office.call(&GetMedia::new(&media)).await.unwrap();
            slides.extend(found.children.into_iter().map(|slide| slide.id));
        }
        let slide = GetMedia {
            fields: MediaFields::Full,
            ..GetMedia::new(&slides[0])
        };
        let refused = office.call(&slide).await.unwrap_err();
        assert!(refused.may_be_a_field(), "{refused}");
        let reduced = office.call(&slide.reduced()).await.unwrap();
        assert_eq!(reduced.id, slides[0]);
        assert!(reduced.timestamp.is_some() && reduced.media_url.is_some());
        assert!(reduced.details.owner.is_none());
    })
    .await;
}

#[tokio::test]
async fn the_tokens_of_the_person_and_of_the_page_read_the_same() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let media = office.post();
    let get = GetMedia::new(&media);
    let person = office.call(&get).await.unwrap();
    let token = AccessToken::new(office.simulator.page_token(ACCOUNT));
    let page = office.call_with(&token, &get).await.unwrap();
    assert_eq!(
        (person.id, person.caption, person.comments_count),
        (page.id, page.caption, page.comments_count)
    );
}
