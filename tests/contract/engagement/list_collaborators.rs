use std::time::Duration;

use instagram::{CreateImageContainer, Flavour, ImageOptions, ListCollaborators, MediaId, Scope};

use crate::office::{NO_OBJECT, Office, STRANGER, not_permitted, not_with_instagram_login, refused};

fn list(media: &MediaId) -> ListCollaborators<'_> {
    ListCollaborators { media, after: None }
}

#[tokio::test]
async fn who_was_asked_to_share_a_post_is_listed_with_the_answer() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let image_url = office.host_jpeg("rye.jpg", 400, 500).await;
    let container = CreateImageContainer {
        account: &account,
        image_url: &image_url,
        options: ImageOptions {
            collaborators: &[STRANGER, "bread.club"],
            ..ImageOptions::default()
        },
    };
    let container = office.call(&container).await.unwrap();
    office.pass(Duration::from_secs(10));
    let media = office.publish(&container).await.unwrap();
    let told = async || {
        let page = office.call(&list(&media)).await.unwrap();
        let told = page
            .items
            .into_iter()
            .map(|it| (it.username.unwrap(), it.invite_status));
        told.collect::<Vec<_>>()
    };
    let asked = |name: &str| (name.to_owned(), Some("Pending".to_owned()));
    assert_eq!(told().await, [asked(STRANGER), asked("bread.club")]);
    assert_eq!(office.call(&list(&office.post())).await.unwrap().items, []);
}

#[tokio::test]
async fn a_post_that_never_was_and_one_without_permission_are_refused() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (media, gone) = (office.post(), MediaId::from("18000000000000001"));
    assert_eq!(refused(office.call(&list(&gone)).await), NO_OBJECT);
    not_permitted(office.call_without(Scope::Basic, &list(&media)).await);
    not_with_instagram_login(&list(&media)).await;
}
