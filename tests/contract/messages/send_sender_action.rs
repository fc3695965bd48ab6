use instagram::messages::{MessagingNode, SendSenderAction, SenderAction};
use instagram::{PersonId, Scope};
use simulator::EffectKind;

use super::{DAY, OWNED_ELSEWHERE};
use crate::office::{ACCOUNT, Office, in_both, not_permitted, refused};

fn send(person: &PersonId, action: SenderAction) -> SendSenderAction<'_> {
    SendSenderAction {
        node: MessagingNode::Me,
        person,
        action,
    }
}

#[tokio::test]
async fn typing_and_having_seen_are_shown() {
    in_both(async |office| {
        let guest = office.guest();
        for (action, kind) in [
            (SenderAction::TypingOn, EffectKind::TypingOn),
            (SenderAction::TypingOff, EffectKind::TypingOff),
            (SenderAction::MarkSeen, EffectKind::Seen),
        ] {
            office.mail(&send(&guest.person, action)).await.unwrap();
            let effects = office.effects(kind);
            assert_eq!(effects.len(), 1);
            assert_eq!(effects[0].conversation.as_deref(), Some(guest.conversation.as_str()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_closed_window_does_not_keep_it_from_being_seen() {
    let office = Office::open().await;
    let guest = office.guest();
    office.pass(9 * DAY);
    assert_eq!(office.mail(&send(&guest.person, SenderAction::MarkSeen)).await, Ok(()));
}

#[tokio::test]
async fn other_apps_conversations_and_missing_permissions_are_refused() {
    let office = Office::open().await;
    let guest = office.guest();
    let seen = send(&guest.person, SenderAction::MarkSeen);
    not_permitted(office.call_without(Scope::Messages, &seen).await);
    office.simulator.hand_over(ACCOUNT, guest.username, true).unwrap();
    assert_eq!(refused(office.mail(&seen).await), OWNED_ELSEWHERE);
    assert_eq!(office.effects(EffectKind::Seen), []);
}
