use instagram::{AccountId, Flavour, GetMentionedMedia, MediaId, Scope};

use crate::office::{ACCOUNT, NO_OBJECT, Office, STRANGER, not_permitted, not_with_instagram_login, refused};

fn get<'a>(account: &'a AccountId, media: &'a MediaId) -> GetMentionedMedia<'a> {
    GetMentionedMedia { account, media }
}

#[tokio::test]
async fn the_caption_of_a_post_that_mentions_the_account_is_read() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, mentions) = (office.account(), office.mentions().await);
    let found = office.call(&get(&account, &mentions.posts[0])).await.unwrap();
    assert_eq!(found.id, mentions.posts[0]);
    assert!(found.caption.is_some_and(|caption| caption.contains(ACCOUNT)));
    assert!(found.timestamp.is_some() && found.comments_count.is_some() && found.username.is_some());
}

#[tokio::test]
async fn a_post_without_comments_one_of_others_and_one_that_never_was_are_refused() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, other, mentions) = (office.account(), office.account_of(STRANGER), office.mentions().await);
    let mut closed = 0;
    for media in &mentions.posts {
        if let Err(error) = office.call(&get(&account, media)).await {
            assert_eq!(error.code_pair(), (Some(100), None));
            closed += 1;
        }
    }
    assert!(closed > 0, "comments are closed under one of them");
    assert_eq!(refused(office.call(&get(&other, &mentions.posts[0])).await), NO_OBJECT);
    let nothing = MediaId::from("17850000000000001");
    assert_eq!(refused(office.call(&get(&account, &nothing)).await), NO_OBJECT);
}

#[tokio::test]
async fn the_permission_for_comments_and_facebook_login_are_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, mentions) = (office.account(), office.mentions().await);
    let endpoint = get(&account, &mentions.posts[0]);
    let outcome = office.call_without(Scope::Comments, &endpoint).await;
    not_permitted(outcome);
    not_with_instagram_login(&endpoint).await;
}
