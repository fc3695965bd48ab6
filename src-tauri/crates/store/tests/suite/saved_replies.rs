use crate::support::*;
use store::{
    ActionKind, Delivery, NewKeywordRule, NewSavedReply, Store, StoreError, Topic, keyword_rules, saved_replies,
};
use uuid::Uuid;

fn new(title: &str) -> NewSavedReply {
    NewSavedReply {
        title: title.to_owned(),
        shortcut: None,
        text: format!("words of {title}"),
        account: None,
        rule: None,
    }
}

async fn make(store: &Store, wanted: &NewSavedReply) -> Uuid {
    let mut tx = store.write().await.unwrap();
    let reply = saved_replies::create(&mut tx, wanted, at(1)).await.unwrap();
    tx.commit().await.unwrap();
    reply
}

async fn titles(store: &Store, name: &str) -> Vec<String> {
    let found = saved_replies::for_account(store, &account(name)).await.unwrap();
    found.into_iter().map(|reply| reply.title).collect()
}

fn own_rule(words: &[&str]) -> NewKeywordRule {
    NewKeywordRule {
        name: "Gifts".to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        needs_human: false,
        active: true,
    }
}

#[tokio::test]
async fn an_account_sees_its_own_first_and_then_those_for_every_account_the_most_used_first() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    let shared = make(&world, &new("Shared")).await;
    make(&world, &new("also shared")).await;
    make(
        &world,
        &NewSavedReply {
            account: Some(account("bakery")),
            ..new("Zip of the bakery")
        },
    )
    .await;
    assert_eq!(
        titles(&world, "bakery").await,
        ["Zip of the bakery", "also shared", "Shared"]
    );
    assert_eq!(titles(&world, "florist").await, ["also shared", "Shared"]);

    let action = queue(&world, ActionKind::Reply, "a").await;
    let mut tx = world.write().await.unwrap();
    saved_replies::used(&mut tx, shared, action.uid).await.unwrap();
    saved_replies::used(&mut tx, Uuid::nil(), Uuid::max()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(titles(&world, "florist").await, ["Shared", "also shared"]);
}

#[tokio::test]
async fn a_reply_that_was_taken_back_counts_as_no_use() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    let reply = make(&world, &new("Thanks")).await;
    let uses = async || saved_replies::all(&world).await.unwrap()[0].uses;
    let action = queue(&world, ActionKind::Reply, "a").await;
    let mut tx = world.write().await.unwrap();
    saved_replies::used(&mut tx, reply, action.uid).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(uses().await, 1);
    deliver(&world, &action, Delivery::Withdrawn, 5).await;
    assert_eq!(uses().await, 0);
    let other = queue(&world, ActionKind::Reply, "a").await;
    let mut tx = world.write().await.unwrap();
    saved_replies::used(&mut tx, reply, other.uid).await.unwrap();
    tx.commit().await.unwrap();
    deliver(&world, &other, Delivery::Sent, 9).await;
    assert_eq!(uses().await, 1);
}

#[tokio::test]
async fn a_removed_reply_is_found_nowhere_and_can_come_back() {
    let world = world().await;
    let reply = make(&world, &new("Thanks")).await;
    let mut tx = world.write().await.unwrap();
    saved_replies::set_removed(&mut tx, reply, Some(at(3))).await.unwrap();
    let changed = saved_replies::change(&mut tx, reply, &new("Other")).await;
    assert!(matches!(changed, Err(StoreError::NotFound { .. })));
    assert!(saved_replies::all_in(&mut tx).await.unwrap().is_empty());
    saved_replies::set_removed(&mut tx, reply, None).await.unwrap();
    saved_replies::change(
        &mut tx,
        reply,
        &NewSavedReply {
            shortcut: Some("ty".to_owned()),
            account: Some(account("florist")),
            ..new("Thank you")
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let found = saved_replies::all(&world).await.unwrap().remove(0);
    assert_eq!(
        (found.title.as_str(), found.shortcut.as_deref()),
        ("Thank you", Some("ty"))
    );
    assert_eq!(found.account, Some(account("florist")));
}

#[tokio::test]
async fn the_built_in_rules_are_there_and_cannot_be_removed_or_renamed() {
    let world = world().await;
    let rules = keyword_rules::all(&world).await.unwrap();
    let topics: Vec<_> = rules.iter().map(|rule| rule.topic).collect();
    assert_eq!(
        topics,
        [
            Some(Topic::Price),
            Some(Topic::Availability),
            Some(Topic::Shipping),
            Some(Topic::Complaint)
        ]
    );
    assert!(rules.iter().all(|rule| rule.active && rule.words.is_empty()));
    let needing: Vec<_> = rules
        .iter()
        .filter(|rule| rule.needs_human)
        .map(|rule| rule.topic)
        .collect();
    assert_eq!(needing, [Some(Topic::Complaint)]);
    let mut tx = world.write().await.unwrap();
    let refused = keyword_rules::remove(&mut tx, rules[0].uid, at(1)).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "rule" })));
    keyword_rules::change(&mut tx, rules[0].uid, &own_rule(&["what's the damage"]))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let price = keyword_rules::all(&world).await.unwrap().remove(0);
    assert_eq!(
        (price.name.as_str(), price.words.as_slice()),
        ("", &["what's the damage".to_owned()][..])
    );
}

#[tokio::test]
async fn replies_of_a_removed_rule_name_none_any_more() {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    let rule = keyword_rules::create(&mut tx, &own_rule(&["gift", "\"quoted\", and more"]), at(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    make(
        &world,
        &NewSavedReply {
            rule: Some(rule),
            ..new("Gift cards")
        },
    )
    .await;
    assert_eq!(saved_replies::all(&world).await.unwrap()[0].rule, Some(rule));
    let own = keyword_rules::all(&world).await.unwrap().pop().unwrap();
    assert_eq!(own.words, ["gift", "\"quoted\", and more"]);
    let mut tx = world.write().await.unwrap();
    keyword_rules::remove(&mut tx, rule, at(2)).await.unwrap();
    assert!(keyword_rules::change(&mut tx, rule, &own_rule(&["x"])).await.is_err());
    tx.commit().await.unwrap();
    assert_eq!(saved_replies::all(&world).await.unwrap()[0].rule, None);
    assert_eq!(keyword_rules::all(&world).await.unwrap().len(), 4);
}
