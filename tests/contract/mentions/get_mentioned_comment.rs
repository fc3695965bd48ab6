use instagram::{AccountId, CommentId, Flavour, GetMentionedComment, Scope};

use crate::office::{ACCOUNT, NO_OBJECT, Office, STRANGER, not_permitted, not_with_instagram_login, refused};

fn get<'a>(account: &'a AccountId, comment: &'a CommentId) -> GetMentionedComment<'a> {
    GetMentionedComment { account, comment }
}

#[tokio::test]
async fn the_text_of_a_comment_that_mentions_the_account_is_read() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, mentions) = (office.account(), office.mentions().await);
    let (comment, media) = &mentions.comments[0];
    let found = office.call(&get(&account, comment)).await.unwrap();
    assert_eq!(&found.id, comment);
    assert!(found.text.is_some_and(|text| text.contains(ACCOUNT)));
    assert!(found.timestamp.is_some() && found.like_count.is_some());
    assert_eq!(found.media.map(|media| media.id).as_ref(), Some(media));
}

#[tokio::test]
async fn a_comment_of_others_and_one_that_never_was_are_not_there() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, other, mentions) = (office.account(), office.account_of(STRANGER), office.mentions().await);
    let (comment, _) = &mentions.comments[0];
    assert_eq!(refused(office.call(&get(&other, comment)).await), NO_OBJECT);
    let nothing = CommentId::from("17850000000000001");
    assert_eq!(refused(office.call(&get(&account, &nothing)).await), NO_OBJECT);
}

#[tokio::test]
async fn the_permission_for_comments_and_facebook_login_are_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, mentions) = (office.account(), office.mentions().await);
    let endpoint = get(&account, &mentions.comments[0].0);
    let outcome = office.call_without(Scope::Comments, &endpoint).await;
    not_permitted(outcome);
    not_with_instagram_login(&endpoint).await;
}
