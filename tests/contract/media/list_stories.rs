use std::time::Duration;

use instagram::{AccountId, ListStories, ProductType, Scope};

use crate::office::{NO_OBJECT, in_both, not_permitted, refused};

#[tokio::test]
async fn the_stories_of_the_last_day_are_listed_newest_first_and_end_with_it() {
    in_both(async |office| {
        let account = office.account();
        let now = office.simulator.clock().now();
        let stories = office.call(&ListStories::new(&account)).await.unwrap().items;
        assert!(!stories.is_empty());
        for story in &stories {
            assert_eq!(story.product_type, Some(ProductType::Story));
            let age = now.duration_since(story.timestamp.unwrap());
            assert!((0..24 * 60 * 60).contains(&age.as_secs()), "{age}");
        }
        assert!(stories.is_sorted_by(|newer, older| newer.timestamp >= older.timestamp));
        office.pass(Duration::from_secs(24 * 60 * 60));
        let page = office.call(&ListStories::new(&account)).await.unwrap();
        assert!(page.items.is_empty() && page.after.is_none());
    })
    .await;
}

#[tokio::test]
async fn the_reduced_list_has_the_same_stories() {
    in_both(async |office| {
        let account = office.account();
        let list = ListStories::new(&account);
        let usual = office.call(&list).await.unwrap().items;
        let reduced = office.call(&list.reduced()).await.unwrap().items;
        assert!(
            usual
                .iter()
                .map(|story| &story.id)
                .eq(reduced.iter().map(|story| &story.id))
        );
        assert!(
            reduced
                .iter()
                .all(|story| story.product_type.is_none() && story.timestamp.is_some())
        );
    })
    .await;
}

#[tokio::test]
async fn the_stories_of_others_and_of_nobody_are_not_there() {
    in_both(async |office| {
        let account = office.account();
        assert_eq!(
            refused(office.call_as_stranger(&ListStories::new(&account)).await),
            NO_OBJECT
        );
        let nobody = AccountId::from("17841400000000001");
        assert_eq!(refused(office.call(&ListStories::new(&nobody)).await), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn the_basic_permission_is_needed() {
    in_both(async |office| {
        let account = office.account();
        not_permitted(office.call_without(Scope::Basic, &ListStories::new(&account)).await);
    })
    .await;
}
