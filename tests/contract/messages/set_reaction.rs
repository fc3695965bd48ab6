use instagram::messages::{MessagingNode, Reaction, SetReaction};
use instagram::{ApiError, MessageId, Scope};
use simulator::EffectKind;

use super::{BLOCKED, Guest, INVALID_CONTENT};
use crate::office::{ACCOUNT, Office, in_both, not_permitted, refused};

fn set<'a>(guest: &'a Guest, message: &'a MessageId, reaction: Option<Reaction<'a>>) -> SetReaction<'a> {
    SetReaction {
        node: MessagingNode::Me,
        person: &guest.person,
        message,
        reaction,
    }
}

/// The account's reactions on a message as they really are.
fn ours(office: &Office, message: &MessageId) -> Vec<String> {
    let reactions = office.simulator.world().message(message.as_str()).unwrap().reactions;
    reactions
        .into_iter()
        .filter(|it| it.ours)
        .map(|it| it.reaction)
        .collect()
}

#[tokio::test]
async fn a_reaction_is_given_replaced_and_taken_back() {
    in_both(async |office| {
        let guest = office.guest();
        let react = async |reaction| office.mail(&set(&guest, &guest.message, reaction)).await.unwrap();
        react(Some(Reaction::Love)).await;
        assert_eq!(ours(&office, &guest.message), ["love"]);
        react(Some(Reaction::Emoji("👍🏽"))).await;
        assert_eq!(ours(&office, &guest.message), ["👍🏽"]);
        react(None).await;
        assert!(ours(&office, &guest.message).is_empty());
        let changes: Vec<_> = office
            .effects(EffectKind::React)
            .iter()
            .map(|effect| effect.changed)
            .collect();
        assert_eq!(changes, [true, true]);
        assert_eq!(office.effects(EffectKind::Unreact).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_reaction_twice_changes_nothing() {
    let office = Office::open().await;
    let guest = office.guest();
    for changed in [true, false] {
        office
            .mail(&set(&guest, &guest.message, Some(Reaction::Love)))
            .await
            .unwrap();
        assert_eq!(office.effects(EffectKind::React).last().unwrap().changed, changed);
    }
    assert_eq!(ours(&office, &guest.message).len(), 1);
}

#[tokio::test]
async fn a_word_is_no_reaction() {
    let office = Office::open().await;
    let guest = office.guest();
    let outcome = office
        .mail(&set(&guest, &guest.message, Some(Reaction::Emoji("nice"))))
        .await;
    assert!(matches!(outcome, Err(ApiError::Invalid(_))));
    assert_eq!(office.simulator.witness().requests(), []);
}

#[tokio::test]
async fn messages_of_others_blocked_people_and_missing_permissions_are_refused() {
    let office = Office::open().await;
    let (guest, other) = (office.guest(), office.guest_named("jo.asks"));
    let elsewhere = set(&guest, &other.message, Some(Reaction::Love));
    assert_eq!(refused(office.mail(&elsewhere).await), INVALID_CONTENT);
    let love = set(&guest, &guest.message, Some(Reaction::Love));
    not_permitted(office.call_without(Scope::Messages, &love).await);
    office.simulator.block(ACCOUNT, guest.username, true).unwrap();
    assert_eq!(refused(office.mail(&love).await), BLOCKED);
    assert_eq!(office.effects(EffectKind::React), []);
}
