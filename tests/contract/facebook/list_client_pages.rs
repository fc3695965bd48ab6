use instagram::{BusinessId, Flavour, ListClientPages, Scope};

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

fn client(business: &BusinessId) -> ListClientPages<'_> {
    ListClientPages {
        business,
        limit: 100,
        after: None,
    }
}

#[tokio::test]
async fn the_pages_of_clients_have_their_accounts_and_tokens() {
    let office = Office::of_five_brands().await;
    let business = office.business().await;
    let found = office.call(&client(&business)).await.unwrap();
    assert!(!found.items.is_empty());
    for page in &found.items {
        assert!(page.account.is_some() && page.token.is_some() && page.name.is_some());
    }
}

#[tokio::test]
async fn the_permission_for_businesses_is_needed() {
    let office = Office::of_five_brands().await;
    let business = office.business().await;
    let outcome = office.call_without(Scope::Businesses, &client(&business)).await;
    not_permitted(outcome);
}

#[tokio::test]
async fn a_business_that_never_was_is_not_there() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let nobody = BusinessId::from("550000000000001");
    assert_eq!(refused(office.call(&client(&nobody)).await), NO_OBJECT);
    not_with_instagram_login(&client(&nobody)).await;
}
