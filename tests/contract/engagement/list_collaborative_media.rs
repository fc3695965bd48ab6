use instagram::{AnswerInvitation, Flavour, ListCollaborativeMedia, Scope};

use crate::office::{Office, not_permitted, not_with_instagram_login};

#[tokio::test]
async fn what_was_accepted_is_shared_with_its_figures_and_what_was_declined_is_not() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let list = ListCollaborativeMedia {
        account: &account,
        limit: 100,
        after: None,
    };
    let before = office.call(&list).await.unwrap().items;
    let invited = office.invited().await;
    for (invitation, accept) in invited.iter().zip([true, false]) {
        let answer = AnswerInvitation {
            account: &account,
            media: &invitation.media,
            accept,
        };
        office.call(&answer).await.unwrap();
    }
    let after = office.call(&list).await.unwrap().items;
    assert_eq!(after.len(), before.len() + 1);
    assert!(after.iter().any(|media| media.id == invited[0].media));
    assert!(after.iter().all(|media| media.id != invited[1].media));
    assert!(after.iter().all(|media| media.details.total_comments_count.is_some()));
    let own = office.posts();
    assert!(
        after
            .iter()
            .all(|media| own.iter().all(|post| post.id != media.id.as_str()))
    );
}

#[tokio::test]
async fn the_basic_permission_and_facebook_login_are_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let list = ListCollaborativeMedia {
        account: &account,
        limit: 10,
        after: None,
    };
    not_permitted(office.call_without(Scope::Basic, &list).await);
    not_with_instagram_login(&list).await;
}
