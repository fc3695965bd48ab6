use instagram::{AccountId, ListLiveMedia, ProductType, Scope};
use serde_json::json;

use crate::office::{ACCOUNT, NO_OBJECT, in_both, not_permitted, refused};

fn live(account: &AccountId) -> ListLiveMedia<'_> {
    ListLiveMedia {
        account,
        limit: 10,
        after: None,
    }
}

#[tokio::test]
async fn a_broadcast_is_listed_while_it_is_on_the_air() {
    in_both(async |office| {
        let account = office.account();
        assert!(office.call(&live(&account)).await.unwrap().items.is_empty());
        let begun = office.cause("_sim/live", &json!({ "username": ACCOUNT })).await;
        let items = office.call(&live(&account)).await.unwrap().items;
        assert_eq!(items.len(), 1);
        assert_eq!(Some(items[0].id.as_str()), begun["id"].as_str());
        assert_eq!(items[0].product_type, Some(ProductType::Live));
        assert_eq!(items[0].details.owner.as_ref(), Some(&account));
    })
    .await;
}

#[tokio::test]
async fn the_broadcasts_of_others_are_not_there() {
    in_both(async |office| {
        let account = office.account();
        assert_eq!(refused(office.call_as_stranger(&live(&account)).await), NO_OBJECT);
        not_permitted(office.call_without(Scope::Basic, &live(&account)).await);
    })
    .await;
}
