use instagram::messages::{ListMessages, MessageFields, READABLE_MESSAGES};
use instagram::{ConversationId, Direct, Scope, pages};

use crate::office::{NO_OBJECT, Office, in_both, not_permitted, refused};

fn list(conversation: &ConversationId, fields: MessageFields) -> ListMessages<'_> {
    ListMessages {
        conversation,
        fields,
        limit: 20,
        after: None,
    }
}

#[tokio::test]
async fn the_ids_of_all_messages_are_listed_newest_first() {
    let office = Office::open().await;
    let long = office.conversation_that(|known| known.messages > 22 && known.listed);
    let conversation = ConversationId::from(long.id.as_str());
    let (client, token) = (office.client(), office.token(office.scopes()));
    let caller = Direct {
        client: &client,
        token: &token,
    };
    let ids = list(&conversation, MessageFields::Ids);
    let mut walk = pages(&caller, &ids);
    let mut found = Vec::new();
    while let Some(page) = walk.next().await {
        found.extend(
            page.unwrap()
                .value
                .items
                .into_iter()
                .map(|message| String::from(message.id)),
        );
    }
    let messages = office.simulator.world().messages(&long.id);
    let mut known: Vec<_> = messages.into_iter().filter(|it| !it.unsent).map(|it| it.id).collect();
    known.reverse();
    assert_eq!(found, known);
}

#[tokio::test]
async fn of_older_messages_nothing_but_id_and_time_is_known() {
    in_both(async |office| {
        let long = office.conversation_that(|known| known.messages > 22 && known.listed);
        let conversation = ConversationId::from(long.id.as_str());
        let newest = office.mail(&list(&conversation, MessageFields::Full)).await.unwrap();
        assert_eq!(newest.items.len(), READABLE_MESSAGES as usize);
        assert!(newest.items.iter().all(|message| message.from.is_some()));
        let older = ListMessages {
            after: newest.after.as_deref(),
            ..list(&conversation, MessageFields::Full)
        };
        let older = office.mail(&older).await.unwrap();
        assert!(!older.items.is_empty());
        for message in older.items {
            assert!(message.created_time.is_some() && message.from.is_none() && message.text.is_none());
        }
    })
    .await;
}

#[tokio::test]
async fn other_peoples_conversations_and_those_without_permission_are_refused() {
    let office = Office::open().await;
    let guest = office.guest();
    let list = list(&guest.conversation, MessageFields::Ids);
    assert_eq!(refused(office.call_as_stranger(&list).await), NO_OBJECT);
    not_permitted(office.call_without(Scope::Messages, &list).await);
}
