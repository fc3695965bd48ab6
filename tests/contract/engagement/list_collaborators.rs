use instagram::{Flavour, ListCollaborators, MediaId, Scope};

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

fn list(media: &MediaId) -> ListCollaborators<'_> {
    ListCollaborators { media, after: None }
}

#[tokio::test]
async fn the_collaborators_of_every_post_are_read() {
    let office = Office::with(Flavour::FacebookLogin).await;
    for post in office.posts() {
        let media = MediaId::from(post.id);
        let page = office.call(&list(&media)).await.unwrap();
        assert!(
            page.items
                .iter()
                .all(|other| other.username.is_some() && other.invite_status.is_some())
        );
    }
}

#[tokio::test]
async fn a_post_that_never_was_and_one_without_permission_are_refused() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (media, gone) = (office.post(), MediaId::from("18000000000000001"));
    assert_eq!(refused(office.call(&list(&gone)).await), NO_OBJECT);
    not_permitted(office.call_without(Scope::Basic, &list(&media)).await);
    not_with_instagram_login(&list(&media)).await;
}
