use instagram::{GetMedia, ListChildren, MediaId, MediaType, Scope};

use crate::office::{NO_OBJECT, in_both, not_permitted, refused};

fn children(media: &MediaId) -> ListChildren<'_> {
    ListChildren {
        media,
        limit: 10,
        after: None,
    }
}

#[tokio::test]
async fn an_album_has_its_slides_in_order_and_everything_else_has_none() {
    in_both(async |office| {
        let mut albums = 0;
        for post in office.posts() {
            let media = MediaId::from(post.id);
            let found = office.call(&GetMedia::new(&media)).await.unwrap();
            let page = office.call(&children(&media)).await.unwrap();
            assert_eq!(page.items, found.children, "the same as inside the album");
            if found.media_type == MediaType::CarouselAlbum {
                albums += 1;
                assert!(page.items.len() >= 2 && page.items.iter().all(|slide| slide.media_url.is_some()));
            }
        }
        assert!(albums > 0);
    })
    .await;
}

#[tokio::test]
async fn the_slides_of_others_and_of_nothing_are_not_there() {
    in_both(async |office| {
        let media = office.post();
        assert_eq!(refused(office.call_as_stranger(&children(&media)).await), NO_OBJECT);
        let gone = MediaId::from("18000000000000001");
        assert_eq!(refused(office.call(&children(&gone)).await), NO_OBJECT);
        not_permitted(office.call_without(Scope::Basic, &children(&media)).await);
    })
    .await;
}
