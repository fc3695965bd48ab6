use instagram::{BusinessId, FacebookPage, Flavour, ListOwnedPages, ListPages, Scope};

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

fn owned(business: &BusinessId) -> ListOwnedPages<'_> {
    ListOwnedPages {
        business,
        limit: 100,
        after: None,
    }
}

#[tokio::test]
async fn the_pages_of_a_business_are_those_that_the_persons_own_list_leaves_out() {
    let office = Office::of_five_brands().await;
    let business = office.business().await;
    let found = office.call(&owned(&business)).await.unwrap();
    assert!(!found.items.is_empty());
    let own = ListPages {
        limit: 100,
        after: None,
    };
    let own = office.call(&own).await.unwrap();
    let is_own = |page: &FacebookPage| own.items.iter().any(|other| other.id == page.id);
    for page in &found.items {
        assert!(!is_own(page), "{:?} is the person's own", page.name);
        assert!(page.account.is_some() && page.token.is_some() && page.name.is_some());
    }
}

#[tokio::test]
async fn the_permission_for_businesses_is_needed() {
    let office = Office::of_five_brands().await;
    let business = office.business().await;
    let outcome = office.call_without(Scope::Businesses, &owned(&business)).await;
    not_permitted(outcome);
}

#[tokio::test]
async fn a_business_that_never_was_is_not_there() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let nobody = BusinessId::from("550000000000001");
    assert_eq!(refused(office.call(&owned(&nobody)).await), NO_OBJECT);
    not_with_instagram_login(&owned(&nobody)).await;
}
