use instagram::{Flavour, ListInvitations, Scope};

use super::invitations;
use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn every_invitation_that_waits_comes_once() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let whole = office.invited().await;
    assert!(!whole.is_empty());
    assert!(
        whole
            .iter()
            .all(|invitation| invitation.owner.is_some() && invitation.caption.is_some())
    );
    let (mut found, mut after) = (Vec::new(), None::<String>);
    loop {
        let list = ListInvitations {
            account: &account,
            limit: 1,
            after: after.as_deref(),
        };
        let page = office.call(&list).await.unwrap();
        found.extend(page.items.into_iter().map(|invitation| invitation.media));
        match page.after {
            Some(cursor) => after = Some(cursor),
            None => break,
        }
    }
    let expected: Vec<_> = whole.into_iter().map(|invitation| invitation.media).collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn the_day_has_three_hundred_calls() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    for _ in 0..300 {
        assert!(office.call(&invitations(&account)).await.is_ok());
    }
    let outcome = office.call(&invitations(&account)).await;
    assert_eq!(refused(outcome).0, 613);
    office.pass(std::time::Duration::from_secs(24 * 60 * 60));
    assert!(office.call(&invitations(&account)).await.is_ok());
}

#[tokio::test]
async fn the_basic_permission_and_facebook_login_are_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let list = invitations(&account);
    not_permitted(office.call_without(Scope::Basic, &list).await);
    let nobody = instagram::AccountId::from("17841400000000001");
    assert_eq!(refused(office.call(&invitations(&nobody)).await), NO_OBJECT);
    not_with_instagram_login(&list).await;
}
