//! Reading conversations and messages, and what a sync notes on a conversation.

use instagram::messages::Conversation;
use instagram::{AccountId, ConversationId, MessageId};
use jiff::Timestamp;

use super::{ConversationRow, MessageKind, MessageRow, Raw, select};
use crate::values::{instant, instant_opt, told_name};
use crate::{AccountRow, Store, StoreError, UpsertCounts, WriteTx, items, search};

/// Stores a page of the list of conversations. One that was not known becomes an item; it shows up in lists once its
/// messages were read.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn listed(
    tx: &mut WriteTx,
    account: &AccountRow,
    page: &[Conversation],
    now: Timestamp,
) -> Result<UpsertCounts, StoreError> {
    let mut counts = UpsertCounts::default();
    for told in page {
        let party = told.person(&account.id, &account.username);
        let person = party.and_then(|party| party.id.as_ref()).map(ToString::to_string);
        let username = told_name(party.and_then(|party| party.username.as_deref()));
        let updated_at = told
            .updated_time
            .map_or_else(|| now.as_millisecond(), Timestamp::as_millisecond);
        let id = told.id.as_str();
        let renamed = rename(tx, id, username, None).await?;
        let changed = sqlx::query!(
            "UPDATE conversations SET updated_at = max(updated_at, ?1), person = coalesce(?2, person)
             WHERE conversation_id = ?3 AND (updated_at < ?1 OR coalesce(?2, person) IS NOT person)",
            updated_at,
            person,
            id
        )
        .execute(tx.connection())
        .await?;
        if renamed || changed.rows_affected() > 0 {
            counts.changed += 1;
            continue;
        }
        let seq = tx.change_seq().await?;
        let made = sqlx::query_scalar!(
            r#"INSERT INTO items (kind, account, subject, change_seq) VALUES (2, ?, ?, ?)
               ON CONFLICT (subject) DO NOTHING RETURNING id AS "id!""#,
            account.row,
            id,
            seq
        )
        .fetch_optional(tx.connection())
        .await?;
        let Some(item) = made else { continue };
        sqlx::query!(
            "INSERT INTO conversations (conversation_id, account, item, person, username, updated_at)
             VALUES (?, ?, ?, ?, ?, ?)",
            id,
            account.row,
            item,
            person,
            username,
            updated_at
        )
        .execute(tx.connection())
        .await?;
        counts.new += 1;
    }
    Ok(counts)
}

macro_rules! to_read_query {
    ($account:ident, $now:ident, $limit:ident) => {
        sqlx::query_as!(
            $crate::conversations::Raw,
            r#"SELECT c.item AS "item!", c.conversation_id, a.user_id AS account, c.person, c.username, c.name, c.updated_at,
                      c.read_to, c.checked_at, c.theirs_at
               FROM accounts a CROSS JOIN conversations c INDEXED BY conversations_to_read ON c.account = a.id
               WHERE a.user_id = ? AND (c.read_to IS NULL OR c.read_to < c.updated_at)
                 AND (c.retry_at IS NULL OR c.retry_at <= ?)
               ORDER BY c.updated_at DESC LIMIT ?"#,
            $account,
            $now,
            $limit
        )
    };
}
#[cfg(test)]
pub(super) use to_read_query;

/// The conversations in which something happened since their messages were read, the newest first, `limit` at most.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn to_read(
    store: &Store,
    account: &AccountId,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<ConversationRow>, StoreError> {
    let (account, now) = (account.as_str(), now.as_millisecond());
    let found = to_read_query!(account, now, limit).fetch_all(store.reader()).await?;
    found.into_iter().map(ConversationRow::try_from).collect()
}

/// Conversations with a person of whom neither handle nor name is known and who was not asked for since `since`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn without_name(
    store: &Store,
    account: &AccountId,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<ConversationRow>, StoreError> {
    let (account, since) = (account.as_str(), since.as_millisecond());
    let found = select!(
        "WHERE a.user_id = ? AND c.person IS NOT NULL AND c.username IS NULL AND c.name IS NULL
           AND (c.profile_at IS NULL OR c.profile_at < ?) ORDER BY c.updated_at DESC LIMIT ?",
        account,
        since,
        limit
    );
    let found = found.fetch_all(store.reader()).await?;
    found.into_iter().map(ConversationRow::try_from).collect()
}

/// Keeps what the profile of the other side tells, nothing included: it is not asked for again the same day.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_profile(
    tx: &mut WriteTx,
    id: &ConversationId,
    username: Option<&str>,
    name: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (id, now) = (id.as_str(), now.as_millisecond());
    rename(tx, id, told_name(username), told_name(name)).await?;
    sqlx::query!(
        "UPDATE conversations SET profile_at = ? WHERE conversation_id = ?",
        now,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes new names of the other side down, and finds the conversation by them from here on. `false`: they are the same.
async fn rename(tx: &mut WriteTx, id: &str, username: Option<&str>, name: Option<&str>) -> Result<bool, StoreError> {
    let renamed = sqlx::query_scalar!(
        r#"UPDATE conversations SET username = coalesce(?1, username), name = coalesce(?2, name)
           WHERE conversation_id = ?3 AND (coalesce(?1, username) IS NOT username OR coalesce(?2, name) IS NOT name)
           RETURNING item"#,
        username,
        name,
        id
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(item) = renamed else { return Ok(false) };
    let item = u32::try_from(item).map_err(|_| StoreError::Unreadable {
        what: "conversations.item",
    })?;
    search::rename_conversation(tx, item).await?;
    items::touch(tx, item).await?;
    Ok(true)
}

/// Notes that a conversation could not be read: not again before `until`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn put_off(tx: &mut WriteTx, id: &ConversationId, until: Timestamp) -> Result<(), StoreError> {
    let (id, until) = (id.as_str(), until.as_millisecond());
    sqlx::query!(
        "UPDATE conversations SET retry_at = ? WHERE conversation_id = ?",
        until,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

pub(super) struct RawMessage {
    id: i64,
    mid: String,
    kind: i64,
    ours: bool,
    sent_by: Option<String>,
    text: Option<String>,
    attachments: String,
    story: Option<String>,
    reply_to: Option<String>,
    reaction_theirs: Option<String>,
    reaction_ours: Option<String>,
    written_at: Option<i64>,
    gap: bool,
    gone_at: Option<i64>,
    read_at: Option<i64>,
    done_at: Option<i64>,
    answered: bool,
    first_seen_at: i64,
}

impl TryFrom<RawMessage> for MessageRow {
    type Error = StoreError;

    fn try_from(raw: RawMessage) -> Result<Self, StoreError> {
        Ok(Self {
            row: raw.id,
            id: raw.mid.into(),
            kind: MessageKind::from_code(raw.kind)?,
            ours: raw.ours,
            sent_by: raw.sent_by,
            text: raw.text,
            attachments: serde_json::from_str(&raw.attachments).map_err(|_| StoreError::Unreadable {
                what: "messages.attachments",
            })?,
            story: raw.story.map(Into::into),
            reply_to: raw.reply_to.map(MessageId::from),
            reaction_theirs: raw.reaction_theirs,
            reaction_ours: raw.reaction_ours,
            written_at: instant_opt(raw.written_at, "messages.written_at")?,
            gap: raw.gap,
            gone_at: instant_opt(raw.gone_at, "messages.gone_at")?,
            read_at: instant_opt(raw.read_at, "messages.read_at")?,
            done_at: instant_opt(raw.done_at, "messages.done_at")?,
            answered: raw.answered,
            first_seen_at: instant(raw.first_seen_at, "messages.first_seen_at")?,
        })
    }
}

macro_rules! select_messages {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            RawMessage,
            r#"SELECT id AS "id!", mid, kind, ours AS "ours: bool", sent_by, text, attachments, story, reply_to, reaction_theirs,
                      reaction_ours, written_at, gap AS "gap: bool", gone_at, read_at, done_at, answered AS "answered: bool",
                      first_seen_at
               FROM messages "# + $tail
            $(, $argument)*
        )
    };
}

/// A message by its local number.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn message(store: &Store, row: i64) -> Result<Option<MessageRow>, StoreError> {
    let found = select_messages!("WHERE id = ?", row)
        .fetch_optional(store.reader())
        .await?;
    found.map(MessageRow::try_from).transpose()
}

/// The messages of a conversation, oldest first: the newest `limit`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn messages(store: &Store, item: u32, limit: u32) -> Result<Vec<MessageRow>, StoreError> {
    let newest = select_messages!("WHERE item = ? ORDER BY sort_at DESC, id DESC LIMIT ?", item, limit);
    let mut rows: Vec<MessageRow> = newest
        .fetch_all(store.reader())
        .await?
        .into_iter()
        .map(MessageRow::try_from)
        .collect::<Result<_, _>>()?;
    rows.reverse();
    Ok(rows)
}

/// Every message of a conversation that is kept, oldest first, inside a write transaction.
pub(super) async fn messages_in(tx: &mut WriteTx, item: u32) -> Result<Vec<MessageRow>, StoreError> {
    select_messages!("WHERE item = ? ORDER BY sort_at, id", item)
        .fetch_all(tx.connection())
        .await?
        .into_iter()
        .map(MessageRow::try_from)
        .collect()
}
