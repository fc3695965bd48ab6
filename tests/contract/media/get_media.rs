use instagram::{GetMedia, MediaId, MediaType, ProductType, Scope};

use crate::office::{NO_OBJECT, in_both, not_permitted, refused};

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
