//! The conversations of the world, read from its Instagram and written with the store's own functions.

use instagram::messages::{Conversation, GetConversation, ListConversations, MessageFields, MessagingNode};
use instagram::{AccessToken, AccountId, Caller, Client, Direct, Endpoints, pages};
use jiff::Timestamp;
use postroom_tests::Outcome;
use store::conversations::{self, ReadMessages};
use store::{AccountRow, Store, accounts};

/// Conversations over all accounts: as many as make up [`MESSAGES`].
pub const CONVERSATIONS: usize = 4_000;

/// Messages that the world holds at least.
pub const MESSAGES: usize = 20_000;

/// Conversations a page of their list.
const A_PAGE: u32 = 50;

/// Reads the conversations of an account with the messages that the platform still shows, the oldest activity first; how
/// many messages that were.
///
/// # Errors
/// When a call or the database refuses.
pub async fn fill(
    store: &Store,
    endpoints: Endpoints,
    token: &AccessToken,
    account: &AccountId,
    now: Timestamp,
) -> Outcome<usize> {
    let row = accounts::get(store, account).await?.ok_or("the account is not there")?;
    let client = Client::new(endpoints)?;
    let caller = Direct { client: &client, token };
    let mut written = 0;
    for listed in list(&caller, account).await?.iter().rev() {
        written += read(store, &caller, &row, listed, now).await?;
    }
    Ok(written)
}

async fn list(caller: &Direct<'_>, account: &AccountId) -> Outcome<Vec<Conversation>> {
    let list = ListConversations {
        node: MessagingNode::Account(account),
        person: None,
        limit: A_PAGE,
        after: None,
        preview: false,
        ownership: false,
    };
    let (mut walk, mut found) = (pages(caller, &list), Vec::new());
    while let Some(page) = walk.next().await {
        found.extend(page?.value.items);
    }
    Ok(found)
}

async fn read(
    store: &Store,
    caller: &Direct<'_>,
    account: &AccountRow,
    listed: &Conversation,
    now: Timestamp,
) -> Outcome<usize> {
    let request = GetConversation {
        conversation: &listed.id,
        fields: MessageFields::Full,
    };
    let told = caller.call(&request).await?.value;
    let messages = told.messages.as_ref();
    let page = ReadMessages {
        items: messages.map_or(&[], |page| page.items.as_slice()),
        more: messages.is_some_and(|page| page.after.is_some()),
        full: true,
        updated_at: told.updated_time,
    };
    let mut tx = store.write().await?;
    conversations::listed(&mut tx, account, std::slice::from_ref(listed), now).await?;
    let counts = conversations::upsert_messages(&mut tx, account, &listed.id, page, now).await?;
    tx.commit().await?;
    Ok(counts.new)
}
