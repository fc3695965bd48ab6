use crate::support::*;
use store::{Face, Filter, Label, Order, Store, StoreError, View, labels, views};
use uuid::Uuid;

/// Makes a label `seconds` after the start.
async fn make(store: &Store, name: &str, colour: i64, seconds: i64) -> Label {
    let mut tx = store.write().await.unwrap();
    let label = labels::create(&mut tx, name, colour, at(seconds)).await.unwrap();
    tx.commit().await.unwrap();
    label
}

async fn put(store: &Store, comment: &str, label: &Label) -> bool {
    let number = item(store, comment).await;
    let mut tx = store.write().await.unwrap();
    let put = labels::put_on_item(&mut tx, number, label.uid).await.unwrap();
    tx.commit().await.unwrap();
    put
}

async fn remove(store: &Store, label: &Label, removed: bool) {
    let mut tx = store.write().await.unwrap();
    labels::set_removed(&mut tx, label.uid, removed.then(|| at(90)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The names of the labels of a comment's row in a list.
async fn shown(store: &Store, comment: &str) -> Vec<String> {
    let rows = views::rows(store, &[item(store, comment).await], Face::Newest, None)
        .await
        .unwrap();
    rows[0].labels.iter().map(|label| label.name.clone()).collect()
}

/// The items that changed after a mark, and the mark from here on.
async fn changed_after(store: &Store, mark: i64) -> (Vec<u32>, i64) {
    let filter = Filter {
        view: View::All,
        accounts: Vec::new(),
        order: Order::NewestFirst,
        typed: None,
    };
    let news = views::news_rows(store, &filter, mark).await.unwrap();
    (news.rows, news.high_water)
}

#[tokio::test]
async fn labels_stand_on_items_in_the_order_of_the_team_and_are_counted() {
    let world = world().await;
    sync(&world, &[comment("a", 1), comment("b", 2)]).await;
    let press = make(&world, "Press", 4, 0).await;
    let order = make(&world, "Order issue", 2, 1).await;
    assert!(put(&world, "a", &order).await);
    assert!(put(&world, "a", &press).await);
    assert!(!put(&world, "a", &press).await, "once is enough");
    assert!(put(&world, "b", &press).await);
    assert_eq!(shown(&world, "a").await, ["Press", "Order issue"]);
    assert_eq!(shown(&world, "b").await, ["Press"]);
    let used: Vec<_> = labels::all(&world)
        .await
        .unwrap()
        .into_iter()
        .map(|each| each.items)
        .collect();
    assert_eq!(used, [2, 1]);
    assert_eq!(labels::names(&world).await.unwrap(), ["Press", "Order issue"]);

    let mut tx = world.write().await.unwrap();
    labels::arrange(&mut tx, &[order.uid]).await.unwrap();
    let number = item(&world, "b").await;
    assert!(labels::take_off_item(&mut tx, number, press.uid).await.unwrap());
    assert!(!labels::take_off_item(&mut tx, number, press.uid).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(
        shown(&world, "a").await,
        ["Order issue", "Press"],
        "those that were not named come after"
    );
    assert!(shown(&world, "b").await.is_empty());
}

#[tokio::test]
async fn an_item_counts_as_changed_when_its_labels_do() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    let press = make(&world, "Press", 4, 0).await;
    let (_, mark) = changed_after(&world, 0).await;
    put(&world, "a", &press).await;
    let (changed, mark) = changed_after(&world, mark).await;
    assert_eq!(changed, [item(&world, "a").await]);
    put(&world, "a", &press).await;
    assert!(changed_after(&world, mark).await.0.is_empty(), "nothing changed");
}

#[tokio::test]
async fn a_removed_label_is_shown_nowhere_and_comes_back_with_everything_it_was_on() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    let press = make(&world, "Press", 4, 0).await;
    put(&world, "a", &press).await;
    remove(&world, &press, true).await;
    assert!(shown(&world, "a").await.is_empty());
    assert!(labels::all(&world).await.unwrap().is_empty());
    let mut tx = world.write().await.unwrap();
    assert_eq!(
        labels::named_in(&mut tx, "press").await.unwrap(),
        None,
        "the name is free"
    );
    assert!(labels::get_in(&mut tx, press.uid).await.unwrap().unwrap().removed);
    let number = item(&world, "a").await;
    let refused = labels::put_on_item(&mut tx, number, press.uid).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "label" })));
    drop(tx);
    remove(&world, &press, false).await;
    assert_eq!(shown(&world, "a").await, ["Press"]);
}

#[tokio::test]
async fn two_labels_never_differ_in_case_alone() {
    let world = world().await;
    let press = make(&world, "Press", 4, 0).await;
    let mut tx = world.write().await.unwrap();
    assert_eq!(labels::named_in(&mut tx, "PRESS").await.unwrap(), Some(press.clone()));
    assert!(labels::create(&mut tx, "pRESS", 1, at(1)).await.is_err());
    drop(tx);
    let mut tx = world.write().await.unwrap();
    let renamed = Label {
        name: "PRESS".to_owned(),
        colour: 7,
        ..press.clone()
    };
    labels::change(&mut tx, &renamed).await.unwrap();
    assert_eq!(labels::named_in(&mut tx, "press").await.unwrap(), Some(renamed));
    let unknown = Label {
        uid: Uuid::nil(),
        ..press
    };
    assert!(matches!(
        labels::change(&mut tx, &unknown).await,
        Err(StoreError::NotFound { .. })
    ));
}

#[tokio::test]
async fn a_label_without_a_colour_gets_the_one_that_is_used_least() {
    let world = world().await;
    let mut given = Vec::new();
    for number in 0..14 {
        let mut tx = world.write().await.unwrap();
        let colour = labels::rarest_colour_in(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        make(&world, &format!("label {number}"), colour, number).await;
        given.push(colour);
    }
    assert_eq!(given, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2]);
}
