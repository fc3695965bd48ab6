use instagram::{Flavour, ListBusinesses, Scope};

use crate::office::{Office, not_permitted, not_with_instagram_login};

const ALL: ListBusinesses<'static> = ListBusinesses { limit: 25, after: None };

#[tokio::test]
async fn the_businesses_of_the_person_are_listed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let page = office.call(&ALL).await.unwrap();
    assert_eq!((page.items.len(), page.after), (1, None));
    assert!(page.items[0].name.is_some());
}

#[tokio::test]
async fn the_permission_for_businesses_is_needed() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let outcome = office.call_without(Scope::Businesses, &ALL).await;
    not_permitted(outcome);
}

#[tokio::test]
async fn with_instagram_login_there_are_no_businesses() {
    not_with_instagram_login(&ALL).await;
}
