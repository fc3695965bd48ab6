//! Takes in the newest messages of a conversation.
//!
//! A read may be older than our last action, because reads lag behind writes: a message that was first seen less than
//! [`LAG`] ago and is not in the page is not taken for one that was taken back.

use std::collections::{HashMap, HashSet};

use instagram::ConversationId;
use instagram::messages::Message;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::read::messages_in;
use super::told::{Told, told};
use super::{ConversationRow, MessageRow, get_in, kept};
use crate::events::{self, Actor, EventKind, NewEvent};
use crate::values::millis_opt;
use crate::{AccountRow, StoreError, UpsertCounts, WriteTx, items, meta, search};

/// How long a read may still show a state from before.
pub const LAG: SignedDuration = SignedDuration::from_secs(90);

/// A read that ends this shortly after something happened may have missed what happened in the same second.
const SAME_SECOND: SignedDuration = SignedDuration::from_secs(2);

/// The newest messages of a conversation, as they were read.
#[derive(Clone, Copy)]
pub struct ReadMessages<'a> {
    /// Newest first.
    pub items: &'a [Message],
    /// Whether older ones exist, which nobody can read any more.
    pub more: bool,
    /// Whether attachments, stories and reactions were asked for.
    pub full: bool,
    /// When something last happened in the conversation, as this read told.
    pub updated_at: Option<Timestamp>,
}

/// Stores the newest messages of a conversation. `now` is when they were read, on the platform's clock as far as known.
///
/// A message that is missing among the newest was taken back: its words and attachments are wiped, and if it was shown
/// as open, that is an [`EventKind::OutsideChange`]. A new message of the other side opens a done or snoozed
/// conversation again, which is an event too. Where messages may have passed unread, the oldest of the page gets a gap.
///
/// # Errors
/// [`StoreError::NotFound`] when the conversation is not in the database.
pub async fn upsert_messages(
    tx: &mut WriteTx,
    account: &AccountRow,
    id: &ConversationId,
    page: ReadMessages<'_>,
    now: Timestamp,
) -> Result<UpsertCounts, StoreError> {
    let conversation = get_in(tx, id)
        .await?
        .ok_or(StoreError::NotFound { what: "conversation" })?;
    let item = conversation.item;
    let known = messages_in(tx, item).await?;
    let by_id: HashMap<&str, &MessageRow> = known.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut counts = UpsertCounts::default();
    let mut theirs_new = false;
    let mut met = HashSet::new();
    let mut reworded = Vec::new();
    // Oldest first, so that local numbers follow the order of equal seconds.
    for (place, message) in page.items.iter().rev().enumerate() {
        if !met.insert(message.id.as_str()) {
            continue;
        }
        let before = by_id.get(message.id.as_str()).copied();
        let after = told(message, before, account, page.full);
        let gap = place == 0 && page.more && before.is_none_or(|row| row.gap);
        match before {
            None => {
                insert(tx, account, item, message, &after, gap, now).await?;
                theirs_new |= !after.ours;
                reworded.push(message.id.as_str());
                counts.new += 1;
            }
            Some(row) if after.differs_from(row) || row.gap != gap => {
                update(tx, row, &after, gap).await?;
                if after.text != row.text {
                    reworded.push(message.id.as_str());
                }
                counts.changed += 1;
            }
            Some(_) => {}
        }
    }
    for row in taken_back(&known, &page, &met, now) {
        wipe(tx, &conversation, row, now).await?;
        reworded.push(row.id.as_str());
        counts.changed += 1;
    }
    search::replace_messages(tx, item, &reworded).await?;
    let subjects = json!([id.as_str()]).to_string();
    let closed = if theirs_new {
        items::closed_before(tx, &subjects).await?
    } else {
        Vec::new()
    };
    if counts != UpsertCounts::default() {
        kept::refresh(tx, item).await?;
    }
    items::reopened_by_reply(tx, closed, now).await?;
    note_read(tx, &conversation, page.updated_at, now).await?;
    Ok(counts)
}

/// Messages that were here before and are missing where the page would show them.
fn taken_back<'a>(
    known: &'a [MessageRow],
    page: &ReadMessages<'_>,
    met: &HashSet<&str>,
    now: Timestamp,
) -> Vec<&'a MessageRow> {
    let oldest = page.items.iter().filter_map(|message| message.created_time).min();
    let shown =
        |row: &MessageRow| !page.more || matches!((row.written_at, oldest), (Some(at), Some(oldest)) if at > oldest);
    let settled = now.checked_sub(LAG).unwrap_or(Timestamp::MIN);
    known
        .iter()
        .filter(|row| row.gone_at.is_none() && row.first_seen_at < settled && !met.contains(row.id.as_str()))
        .filter(|row| !page.items.is_empty() && shown(row))
        .collect()
}

async fn insert(
    tx: &mut WriteTx,
    account: &AccountRow,
    item: u32,
    message: &Message,
    after: &Told,
    gap: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mid = message.id.as_str();
    let kind = after.kind.code();
    let attachments = json!(after.attachments).to_string();
    let written_at = millis_opt(after.written_at);
    let seen = now.as_millisecond();
    let sort_at = written_at.unwrap_or(seen);
    sqlx::query!(
        "INSERT INTO messages (mid, account, item, kind, ours, sent_by, text, attachments, story, reply_to, reaction_theirs,
                               reaction_ours, written_at, sort_at, gap, first_seen_at)
         VALUES (?1, ?2, ?3, ?4, ?5, (SELECT private_reply_by FROM comments WHERE private_reply_mid = ?1), ?6, ?7, ?8, ?9,
                 ?10, ?11, ?12, ?13, ?14, ?15)",
        mid,
        account.row,
        item,
        kind,
        after.ours,
        after.text,
        attachments,
        after.story,
        after.reply_to,
        after.reaction_theirs,
        after.reaction_ours,
        written_at,
        sort_at,
        gap,
        seen
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

async fn update(tx: &mut WriteTx, row: &MessageRow, after: &Told, gap: bool) -> Result<(), StoreError> {
    let kind = after.kind.code();
    let attachments = json!(after.attachments).to_string();
    let written_at = millis_opt(after.written_at);
    sqlx::query!(
        "UPDATE messages SET kind = ?1, ours = ?2, text = ?3, attachments = ?4, story = ?5, reply_to = ?6,
                             reaction_theirs = ?7, reaction_ours = ?8, written_at = ?9, sort_at = coalesce(?9, sort_at),
                             gap = ?10, gone_at = NULL
         WHERE id = ?11",
        kind,
        after.ours,
        after.text,
        attachments,
        after.story,
        after.reply_to,
        after.reaction_theirs,
        after.reaction_ours,
        written_at,
        gap,
        row.row
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Who takes a message back wants its words gone; that it was there stays.
async fn wipe(
    tx: &mut WriteTx,
    conversation: &ConversationRow,
    row: &MessageRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let at = now.as_millisecond();
    sqlx::query!(
        "UPDATE messages SET gone_at = ?, text = NULL, attachments = '[]', story = NULL, reaction_theirs = NULL,
                             reaction_ours = NULL WHERE id = ?",
        at,
        row.row
    )
    .execute(tx.connection())
    .await?;
    if row.ours || row.done_at.is_some() || row.answered {
        return Ok(());
    }
    let event = NewEvent {
        at: now,
        actor: Actor::Outside,
        machine: meta::machine_in(tx).await?,
        account: Some(conversation.account.clone()),
        kind: EventKind::OutsideChange,
        subject: format!("conversation:{}", conversation.id),
        payload: json!({ "change": "gone", "message": row.id }),
    };
    events::append(tx, &event).await?;
    Ok(())
}

/// Notes how far the conversation was read. What happened this very second may not be all of it, and a read that lags
/// tells an older instant: then it is read once more.
async fn note_read(
    tx: &mut WriteTx,
    conversation: &ConversationRow,
    told: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let told = told.unwrap_or(conversation.updated_at);
    let updated_at = told.max(conversation.updated_at).as_millisecond();
    let is_settled = told.checked_add(SAME_SECOND).is_ok_and(|settled| settled <= now);
    let read_to = told.as_millisecond() - i64::from(!is_settled);
    let (id, checked_at) = (conversation.id.as_str(), now.as_millisecond());
    sqlx::query!(
        "UPDATE conversations SET updated_at = ?1, read_to = max(coalesce(read_to, ?2), ?2), checked_at = ?3, retry_at = NULL
         WHERE conversation_id = ?4",
        updated_at,
        read_to,
        checked_at,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
