use std::collections::BTreeSet;

use instagram::messages::{ListConversations, MessagingNode};
use instagram::{AccessToken, ApiError, Direct, Flavour, PersonId, Recovery, Scope, pages};
use simulator::{Endpoint, Fault, FaultKind};

use super::{ACCOUNT, NO_ACCESS, NO_PAGE, SECOND};
use crate::office::{Office, in_both, not_permitted, refused};

const ALL: ListConversations<'static> = ListConversations {
    node: MessagingNode::Me,
    person: None,
    limit: 25,
    after: None,
    preview: true,
    ownership: false,
};

#[tokio::test]
async fn the_inbox_is_read_with_both_sides_and_the_newest_message_of_each() {
    in_both(async |office| {
        let guest = office.guest();
        let page = office.mail(&ALL).await.unwrap();
        let listed: Vec<_> = office
            .conversations()
            .into_iter()
            .filter(|known| known.listed)
            .collect();
        let ids: Vec<_> = page.items.iter().map(|found| found.id.as_str()).collect();
        let known: Vec<_> = listed.iter().map(|known| known.id.as_str()).collect();
        assert_eq!(ids, known, "the latest activity first");
        assert_eq!(
            (ids[0], page.after),
            (guest.conversation.as_str(), None),
            "a short list has no paging"
        );
        for (found, known) in page.items.iter().zip(&listed) {
            let at = found.updated_time.unwrap();
            assert_eq!(at.as_second(), known.updated_at.as_second());
            let person = found.person(&office.account(), ACCOUNT).unwrap();
            assert_eq!(person.id.as_ref().unwrap().as_str(), known.person);
            assert_eq!(person.username.as_deref(), Some(known.username.as_str()));
            let preview = found.messages.as_ref().unwrap();
            assert_eq!(preview.items.len(), 1);
            assert_eq!(preview.items[0].created_time.unwrap().as_second(), at.as_second());
        }
        let newest = &page.items[0].messages.as_ref().unwrap().items[0];
        assert_eq!(
            (&newest.id, newest.text.as_deref()),
            (&guest.message, Some("Is the rye back?"))
        );
    })
    .await;
}

#[tokio::test]
async fn every_conversation_is_read_once_page_by_page() {
    let office = Office::open().await;
    let listed = office.conversations().into_iter().filter(|known| known.listed);
    let known: BTreeSet<String> = listed.map(|known| known.id).collect();
    assert!(known.len() > 4);
    let (client, token) = (office.client(), office.token(office.scopes()));
    let caller = Direct {
        client: &client,
        token: &token,
    };
    let list = ListConversations { limit: 2, ..ALL };
    let mut walk = pages(&caller, &list);
    let mut found = Vec::new();
    let mut count = 0;
    while let Some(page) = walk.next().await {
        found.extend(
            page.unwrap()
                .value
                .items
                .into_iter()
                .map(|conversation| String::from(conversation.id)),
        );
        count += 1;
    }
    assert_eq!((found.len(), count), (known.len(), known.len().div_ceil(2)));
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), known);
}

fn with(person: &PersonId) -> ListConversations<'_> {
    ListConversations {
        person: Some(person),
        ..ALL
    }
}

#[tokio::test]
async fn one_conversation_is_found_by_its_person_and_a_sleeping_request_is_in_no_list() {
    let office = Office::open().await;
    let guest = office.guest();
    let found = office.mail(&with(&guest.person)).await.unwrap();
    assert_eq!(found.items.len(), 1);
    assert_eq!(found.items[0].id, guest.conversation);
    let nobody = PersonId::from("123456789012345");
    assert_eq!(office.mail(&with(&nobody)).await.unwrap().items.len(), 0);
    let asleep = PersonId::from(office.conversation_that(|known| !known.listed).person);
    assert_eq!(office.mail(&with(&asleep)).await.unwrap().items.len(), 0);
}

#[tokio::test]
async fn the_account_is_named_by_its_own_id_in_one_set_up_and_by_none_in_the_other() {
    in_both(async |office| {
        let account = office.account();
        let list = ListConversations {
            node: MessagingNode::Account(&account),
            ..ALL
        };
        let outcome = office.mail(&list).await.map(|page| page.items.len());
        match office.flavour {
            Flavour::InstagramLogin => assert!(outcome.unwrap() > 0),
            Flavour::FacebookLogin => assert!(matches!(outcome, Err(ApiError::NotAvailable { .. }))),
        }
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_the_owners_consent_it_is_refused_and_without_advanced_access_it_is_empty() {
    let office = Office::open().await;
    not_permitted(office.call_without(Scope::Messages, &ALL).await);
    office.simulator.set_message_access(ACCOUNT, false).unwrap();
    assert_eq!(refused(office.mail(&ALL).await), NO_ACCESS);
    office.simulator.set_message_access(ACCOUNT, true).unwrap();
    office.fault(Fault::once(Endpoint::Conversations, FaultKind::MissingScope));
    assert_eq!(
        office.mail(&ALL).await.unwrap().items.len(),
        0,
        "an empty list and no error"
    );
    assert!(!office.mail(&ALL).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn with_facebook_login_the_token_of_a_person_is_not_enough() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let person = AccessToken::new(office.simulator.facebook_token());
    let page = office.page().await;
    let list = ListConversations {
        node: MessagingNode::Page(&page),
        ..ALL
    };
    assert_eq!(refused(office.call_with(&person, &list).await), NO_PAGE);
    assert!(!office.mail(&list).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn two_calls_a_second_are_allowed_and_the_third_waits() {
    let office = Office::open().await;
    office.simulator.count_message_rates(true);
    for _ in 0..2 {
        assert!(office.mail(&ALL).await.is_ok());
    }
    let third = office.mail(&ALL).await;
    assert!(matches!(
        third.as_ref().map_err(ApiError::recovery),
        Err(Recovery::RetryAfter(_))
    ));
    assert_eq!(refused(third), (80_006, None));
    office.pass(SECOND);
    assert!(office.mail(&ALL).await.is_ok());
}
