//! The conversations in which something happened, and their newest messages.
//!
//! The list comes newest activity first, so a quiet minute costs one call. A walk through older pages goes on until it
//! meets what the walk before it began with, over as many runs as it takes; messages are read conversation by
//! conversation, the newest first, a few a run, so that comments are never kept waiting.

use std::time::Duration;

use instagram::budget::Class;
use instagram::messages::{GetConversation, GetPerson, ListConversations, MessageFields, MessagingNode};
use instagram::{ConversationId, Recovery, Scope};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::accounts::{self, AccountRow};
use store::conversations::{self, ReadMessages};
use store::sync::{self, SyncTask};
use store::{StoreError, UpsertCounts};

use super::Run;
use super::post::Tally;
use super::reader::{Reader, is_local};
use crate::clock::{add, subtract};
use crate::context::Context;
use crate::gateway::CallError;
use crate::stale::Tag;

/// Conversations a page of the list.
const A_PAGE: u32 = 50;

/// Pages of the list in one run.
const PAGES_A_RUN: usize = 4;

/// Conversations whose messages are read in one run: at one and a half calls a second, some eight seconds.
const READ_A_RUN: u32 = 12;

/// Profiles asked for in one run.
const PEOPLE_A_RUN: u32 = 3;

/// A profile that was not shown is asked for again after this.
const ASK_AGAIN: Duration = Duration::from_secs(24 * 60 * 60);

/// A conversation that could not be read is left alone for this long.
const AFTER_REFUSAL: Duration = Duration::from_secs(15 * 60);

/// How far the list was walked, as the task remembers it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Walk {
    /// The newest activity when the last walk that came to its end began, in ms: everything older is known.
    mark: Option<i64>,
    /// The newest activity when the present walk began, in ms.
    top: Option<i64>,
    /// The cursor it goes on at.
    after: Option<String>,
}

/// Reads what happened in conversations.
pub(super) async fn run(reader: &Reader<'_>) -> Result<Run, CallError> {
    let context = reader.context;
    let account = accounts::get(&context.store, reader.account)
        .await?
        .ok_or(CallError::NoLogin)?;
    if !may_read(&account.permissions) {
        return Ok(Run::of(Tally::default()));
    }
    let stood = sync::task(&context.store, reader.account, SyncTask::Conversations).await?;
    let stood = stood.and_then(|task| task.cursor);
    // A cursor that cannot be read was written by another program: the walk begins anew.
    let mut walk: Walk = stood
        .and_then(|cursor| serde_json::from_str(&cursor).ok())
        .unwrap_or_default();
    list(reader, &account, &mut walk).await?;
    let mut tally = Tally::default();
    let left = read_moved(reader, &account, &mut tally).await?;
    name_people(reader).await?;
    let goes_on = left || walk.after.is_some();
    Ok(Run {
        cursor: serde_json::to_string(&walk).ok(),
        next: goes_on.then_some(Duration::ZERO),
        tally,
    })
}

/// A token pasted from the dashboard does not tell its permissions; it has those of the whole app.
fn may_read(permissions: &[String]) -> bool {
    permissions.is_empty() || permissions.iter().any(|scope| scope == Scope::Messages.as_str())
}

/// Walks through the list until it meets what is known.
async fn list(reader: &Reader<'_>, account: &AccountRow, walk: &mut Walk) -> Result<(), CallError> {
    let context = reader.context;
    for _ in 0..PAGES_A_RUN {
        let request = ListConversations {
            node: MessagingNode::Account(reader.account),
            person: None,
            limit: A_PAGE,
            after: walk.after.as_deref(),
            preview: false,
            ownership: false,
        };
        let page = reader.call(&request).await?;
        let times = || {
            page.items
                .iter()
                .filter_map(|one| one.updated_time)
                .map(Timestamp::as_millisecond)
        };
        let mut tx = context.store.write().await?;
        let counts = conversations::listed(&mut tx, account, &page.items, context.clock.now()).await?;
        tx.commit().await?;
        if counts.new + counts.changed > 0 {
            context.stale.spoil(Tag::InboxCounts);
        }
        if walk.after.is_none() {
            walk.top = times().max();
        }
        let met = walk.mark.is_some_and(|mark| times().any(|time| time < mark));
        match page.after {
            Some(next) if !met && walk.after.as_ref() != Some(&next) => walk.after = Some(next),
            _ => {
                *walk = Walk {
                    mark: walk.top.max(walk.mark),
                    ..Walk::default()
                };
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Reads the conversations in which something happened; whether some are left for the next run.
async fn read_moved(reader: &Reader<'_>, account: &AccountRow, tally: &mut Tally) -> Result<bool, CallError> {
    let context = reader.context;
    let moved = conversations::to_read(&context.store, reader.account, context.clock.now(), READ_A_RUN + 1).await?;
    let most = READ_A_RUN as usize;
    for conversation in moved.iter().take(most) {
        match read_one(reader, account, &conversation.id).await {
            Ok(counts) => {
                tally.pages += 1;
                tally.new += counts.new;
                tally.changed += counts.changed;
            }
            Err(error) if is_local(&error) && !is_about_permission(&error) => {
                let id = &conversation.id;
                tracing::warn!(conversation.id = %id, reason = %error, "A conversation was not read");
                let mut tx = context.store.write().await?;
                conversations::put_off(&mut tx, id, add(context.clock.now(), AFTER_REFUSAL)).await?;
                tx.commit().await?;
                tally.trouble.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(moved.len() > most)
}

/// The next conversation would be refused as well.
fn is_about_permission(error: &CallError) -> bool {
    error.api().is_some_and(|api| api.recovery() == Recovery::MissingScope)
}

/// Reads the newest messages of a conversation and stores them.
async fn read_one(reader: &Reader<'_>, account: &AccountRow, id: &ConversationId) -> Result<UpsertCounts, CallError> {
    let mut fields = MessageFields::Full;
    let found = loop {
        let request = GetConversation {
            conversation: id,
            fields,
        };
        match reader.call(&request).await {
            Ok(found) => break found,
            Err(CallError::Api(error)) => match fields.after(&error) {
                Some(fewer) => fields = fewer,
                None => return Err(error.into()),
            },
            Err(error) => return Err(error),
        }
    };
    let messages = found.messages.as_ref();
    let read = ReadMessages {
        items: messages.map_or(&[], |page| page.items.as_slice()),
        more: messages.is_some_and(|page| page.after.is_some()),
        full: fields == MessageFields::Full,
        updated_at: found.updated_time,
    };
    let context = reader.context;
    let mut tx = context.store.write().await?;
    let counts = conversations::upsert_messages(&mut tx, account, id, read, context.clock.now()).await?;
    tx.commit().await?;
    if counts != UpsertCounts::default() {
        context
            .stale
            .spoil_all([Tag::Conversation(id.clone()), Tag::InboxCounts]);
    }
    Ok(counts)
}

/// Reads the newest messages of a conversation because a person is about to write in it.
///
/// # Errors
/// See [`crate::gateway::Gateway::call`].
pub(crate) async fn read_again(context: &Context, account: &AccountRow, id: &ConversationId) -> Result<(), CallError> {
    let reader = Reader::new(context, &account.id, Class::User);
    read_one(&reader, account, id).await.map(drop)
}

/// Asks for the profiles of people of whom no handle was told. One that is not shown is no reason to drop what they
/// wrote: they go by a placeholder until another day.
async fn name_people(reader: &Reader<'_>) -> Result<(), CallError> {
    let context = reader.context;
    let now = context.clock.now();
    let nameless =
        conversations::without_name(&context.store, reader.account, subtract(now, ASK_AGAIN), PEOPLE_A_RUN).await?;
    for conversation in nameless {
        let Some(person) = &conversation.person else { continue };
        let told = match reader.call(&GetPerson { person }).await {
            Ok(told) => told,
            Err(error) if is_local(&error) => {
                tracing::info!(reason = %error, "A profile was not shown");
                instagram::messages::Person::default()
            }
            Err(error) => return Err(error),
        };
        keep_profile(
            context,
            &conversation.id,
            told.username.as_deref(),
            told.name.as_deref(),
        )
        .await?;
    }
    Ok(())
}

async fn keep_profile(
    context: &Context,
    id: &ConversationId,
    username: Option<&str>,
    name: Option<&str>,
) -> Result<(), StoreError> {
    let mut tx = context.store.write().await?;
    conversations::set_profile(&mut tx, id, username, name, context.clock.now()).await?;
    tx.commit().await?;
    context
        .stale
        .spoil_all([Tag::Conversation(id.clone()), Tag::InboxCounts]);
    Ok(())
}
