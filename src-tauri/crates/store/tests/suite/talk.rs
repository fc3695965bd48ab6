//! A conversation of the bakery with a person.

use crate::support::*;
use instagram::ConversationId;
use instagram::messages::{Conversation, Message};
use serde_json::{Value, json};
use store::conversations::{self, ReadMessages};
use store::{Store, UpsertCounts, accounts};

pub(crate) const TALK: &str = "talk-1";

pub(crate) fn talk() -> ConversationId {
    ConversationId::from(TALK)
}

/// The bakery's conversation with a person, in which something last happened `seconds` after the start.
pub(crate) fn conversation(name: &str, seconds: i64) -> Conversation {
    let told = json!({
        "id": name,
        "updated_time": at(seconds).to_string(),
        "participants": { "data": [{ "id": "bakery", "username": "bakery" }, { "id": "person-9", "username": "crumb" }] },
    });
    serde_json::from_value(told).unwrap()
}

pub(crate) fn message(name: &str, ours: bool, seconds: i64, more: Value) -> Message {
    let (us, them) = (
        json!({ "id": "bakery", "username": "bakery" }),
        json!({ "id": "person-9", "username": "crumb" }),
    );
    let (from, to) = if ours { (us, them) } else { (them, us) };
    let mut told = json!({
        "id": name, "created_time": at(seconds).to_string(), "from": from, "to": { "data": [to] },
        "message": format!("words of {name}"),
    });
    told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(told).unwrap()
}

pub(crate) fn theirs(name: &str, seconds: i64) -> Message {
    message(name, false, seconds, json!({}))
}

pub(crate) fn ours(name: &str, seconds: i64) -> Message {
    message(name, true, seconds, json!({}))
}

pub(crate) async fn list(store: &Store, seconds: i64) -> UpsertCounts {
    let mut tx = store.write().await.unwrap();
    let row = accounts::get_in(&mut tx, &account("bakery")).await.unwrap().unwrap();
    let page = [conversation(TALK, seconds)];
    let counts = conversations::listed(&mut tx, &row, &page, at(seconds)).await.unwrap();
    tx.commit().await.unwrap();
    counts
}

/// Reads a page, oldest first here, a while after `seconds`.
pub(crate) async fn read(store: &Store, seconds: i64, page: &[Message], more: bool) -> UpsertCounts {
    list(store, seconds).await;
    let mut tx = store.write().await.unwrap();
    let row = accounts::get_in(&mut tx, &account("bakery")).await.unwrap().unwrap();
    let items: Vec<Message> = page.iter().rev().cloned().collect();
    let read = ReadMessages {
        items: &items,
        more,
        full: true,
        updated_at: Some(at(seconds)),
    };
    let counts = conversations::upsert_messages(&mut tx, &row, &talk(), read, at(seconds + 200))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    counts
}
