use instagram::messages::{GetConversation, MessageFields, READABLE_MESSAGES};
use instagram::{ConversationId, Scope};
use simulator::{Endpoint, Fault, FaultKind};

use super::ACCOUNT;
use crate::office::{NO_OBJECT, Office, in_both, lacks, not_permitted, refused};

fn get(conversation: &ConversationId) -> GetConversation<'_> {
    GetConversation {
        conversation,
        fields: MessageFields::Full,
    }
}

#[tokio::test]
async fn a_conversation_is_read_with_its_newest_messages_first() {
    in_both(async |office| {
        let guest = office.guest();
        let sent = office.say(&guest, "It is, from Monday 🌱").await.unwrap();
        let found = office.mail(&get(&guest.conversation)).await.unwrap();
        assert_eq!(found.id, guest.conversation);
        let messages = found.messages.unwrap().items;
        let ids: Vec<_> = messages.iter().map(|message| &message.id).collect();
        assert_eq!(ids, [&sent.message_id, &guest.message]);
        let (account, ours) = (office.account(), messages[0].from.as_ref().unwrap());
        assert!(
            ours.is_account(&account, ACCOUNT) && !messages[1].from.as_ref().unwrap().is_account(&account, ACCOUNT)
        );
        assert_eq!(messages[0].text.as_deref(), Some("It is, from Monday 🌱"));
        assert_eq!(messages[0].to.as_ref().unwrap()[0].id.as_ref(), Some(&guest.person));
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_twenty_are_in_it_and_all_of_them_can_be_read() {
    let office = Office::open().await;
    let guest = office.guest();
    for n in 0..30 {
        office.writes_again(&guest, &format!("Message {n}"));
    }
    let messages = office.newest(&guest).await;
    assert_eq!(messages.len(), READABLE_MESSAGES as usize);
    assert_eq!(messages[0].text.as_deref(), Some("Message 29"));
    assert!(
        messages
            .iter()
            .all(|message| message.from.is_some() && message.text.is_some())
    );
}

#[tokio::test]
async fn after_an_unknown_field_the_smaller_set_is_answered() {
    let office = Office::open().await;
    let guest = office.guest();
    let unknown_field = FaultKind::Error {
        code: 100,
        subcode: None,
        status: None,
        message: Some("(#100) Tried accessing nonexisting field (tags)".to_owned()),
    };
    office.fault(Fault::once(Endpoint::Conversation, unknown_field));
    let error = office.mail(&get(&guest.conversation)).await.map(|_| ()).unwrap_err();
    let less = GetConversation {
        conversation: &guest.conversation,
        fields: MessageFields::Full.after(&error).unwrap(),
    };
    let found = office.mail(&less).await.unwrap();
    let message = &found.messages.unwrap().items[0];
    assert_eq!(message.text.as_deref(), Some("Is the rye back?"));
    assert!(message.tags.is_none(), "not asked for");
}

#[tokio::test]
async fn fields_that_were_left_out_are_a_missing_permission() {
    let office = Office::open().await;
    let guest = office.guest();
    let fields = ["updated_time".to_owned(), "participants".to_owned()].to_vec();
    office.fault(Fault::once(Endpoint::Conversation, FaultKind::StripFields { fields }));
    assert_eq!(lacks(office.mail(&get(&guest.conversation)).await), Scope::Messages);
}

#[tokio::test]
async fn other_peoples_conversations_and_those_without_permission_are_refused() {
    let office = Office::open().await;
    let guest = office.guest();
    let get = get(&guest.conversation);
    assert_eq!(refused(office.call_as_stranger(&get).await), NO_OBJECT);
    not_permitted(office.call_without(Scope::Messages, &get).await);
}
