use instagram::{AccountId, AnswerInvitation, Flavour, GetCollaborativeMedia, ListCollaborativeMedia, MediaId, Scope};

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

fn get<'a>(account: &'a AccountId, media: &'a MediaId) -> GetCollaborativeMedia<'a> {
    GetCollaborativeMedia { account, media }
}

#[tokio::test]
async fn a_shared_post_reads_the_same_as_in_the_list() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let list = ListCollaborativeMedia {
        account: &account,
        limit: 100,
        after: None,
    };
    for media in office.call(&list).await.unwrap().items {
        assert_eq!(office.call(&get(&account, &media.id)).await.unwrap(), media);
    }
}

#[tokio::test]
async fn what_is_not_shared_is_not_there() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let invited = office.invited().await;
    let waiting = get(&account, &invited[0].media);
    assert_eq!(refused(office.call(&waiting).await), NO_OBJECT, "not yet");
    let answer = AnswerInvitation {
        account: &account,
        media: &invited[0].media,
        accept: true,
    };
    office.call(&answer).await.unwrap();
    assert!(office.call(&waiting).await.is_ok());
    let own = office.post();
    assert_eq!(
        refused(office.call(&get(&account, &own)).await),
        NO_OBJECT,
        "the account's own"
    );
    not_permitted(office.call_without(Scope::Basic, &waiting).await);
    not_with_instagram_login(&waiting).await;
}
