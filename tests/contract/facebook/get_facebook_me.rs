use instagram::{AccessToken, Flavour, GetFacebookMe};
use simulator::{Endpoint, Fault, FaultKind};

use crate::office::{ACCOUNT, Office, not_with_instagram_login, refused};

#[tokio::test]
async fn a_token_tells_whether_it_is_a_persons_or_a_pages() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let person = office.call(&GetFacebookMe).await.unwrap();
    assert!(person.name.is_some_and(|name| !name.is_empty()));
    let page = AccessToken::new(office.simulator.page_token(ACCOUNT));
    let page = office.call_with(&page, &GetFacebookMe).await.unwrap();
    assert_eq!(Some(page.id.as_str()), office.simulator.page_id(ACCOUNT).as_deref());
    assert_ne!(page.id, person.id);
}

#[tokio::test]
async fn a_token_of_the_other_set_up_and_one_that_ended_are_refused() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let strange = AccessToken::new("EAAnonsense");
    assert_eq!(refused(office.call_with(&strange, &GetFacebookMe).await).0, 190);
    office.fault(Fault::always(Endpoint::Person, FaultKind::ExpiredToken));
    assert_eq!(refused(office.call(&GetFacebookMe).await), (190, Some(463)));
}

#[tokio::test]
async fn with_instagram_login_it_is_not_asked() {
    not_with_instagram_login(&GetFacebookMe).await;
}
