//! Single changes of a comment: what our own action did, what a look at Instagram found.

use instagram::{AccountId, CommentId, MediaId};
use jiff::Timestamp;
use serde_json::json;

use super::{CommentRow, answered, get_in};
use crate::events::{self, Actor, EventKind, NewEvent};
use crate::{StoreError, WriteTx, content, items, meta, search};

/// A reply of ours that the platform accepted.
#[derive(Debug, Clone)]
pub struct OwnReply {
    /// The id the platform gave it.
    pub id: CommentId,
    /// The account it was written as.
    pub account: AccountId,
    /// The media.
    pub media: MediaId,
    /// The top-level comment it is attached to.
    pub parent: CommentId,
    /// The comment it answers: the top-level one or a reply below it.
    pub answers: CommentId,
    /// Its words.
    pub text: String,
    /// When it was written, as far as we know.
    pub written_at: Timestamp,
    /// The member who wrote it.
    pub sent_by: Option<String>,
}

/// Puts a sent reply into its thread, so that it is there before the next sync. If a sync was faster, the row keeps
/// the platform's words and learns who wrote it and what it answers.
///
/// # Errors
/// [`StoreError::NotFound`] when account or media are not in the database.
pub async fn insert_own_reply(tx: &mut WriteTx, reply: &OwnReply) -> Result<(), StoreError> {
    let seq = tx.change_seq().await?;
    let id = reply.id.as_str();
    let account = reply.account.as_str();
    let media = reply.media.as_str();
    let parent = reply.parent.as_str();
    let top = json!([parent]).to_string();
    items::ensure(tx, account, media, &top).await?;
    let answers = reply.answers.as_str();
    let written_at = reply.written_at.as_millisecond();
    search::remove_comments(tx, &[&reply.id]).await?;
    let done = sqlx::query!(
        "INSERT INTO comments (comment_id, account, media, item, parent, username, text, written_at, sort_at, ours, answers,
                               sent_by, first_seen_at, change_seq)
         SELECT ?1, a.id, m.id, i.id, ?2, a.username, ?3, ?4, ?4, 1, ?5, ?6, ?4, ?7
         FROM accounts a JOIN media m ON m.media_id = ?8 JOIN items i ON i.subject = ?2 WHERE a.user_id = ?9
         ON CONFLICT (comment_id) DO UPDATE SET
             ours = 1, item = excluded.item, parent = excluded.parent, answers = excluded.answers, sent_by = excluded.sent_by,
             change_seq = excluded.change_seq",
        id,
        parent,
        reply.text,
        written_at,
        answers,
        reply.sent_by,
        seq,
        media,
        account
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "media" });
    }
    search::add_comments(tx, &[&reply.id]).await?;
    thread_changed(tx, &top).await
}

/// Works out again what is kept of the threads with the given top-level comments, a JSON array.
pub(super) async fn thread_changed(tx: &mut WriteTx, tops: &str) -> Result<(), StoreError> {
    answered::refresh(tx, tops).await?;
    items::refresh(tx, tops).await
}

/// Stores whether a comment is hidden, after our action went through or was read back. `false`: nothing changed.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_hidden(tx: &mut WriteTx, id: &CommentId, hidden: bool) -> Result<bool, StoreError> {
    let seq = tx.change_seq().await?;
    let id = id.as_str();
    let top = sqlx::query_scalar!(
        r#"UPDATE comments SET hidden = ?1, change_seq = ?2 WHERE comment_id = ?3 AND hidden <> ?1
           RETURNING coalesce(parent, comment_id) AS "top!: String""#,
        hidden,
        seq,
        id
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(top) = top else {
        return Ok(false);
    };
    items::refresh(tx, &json!([top]).to_string()).await?;
    Ok(true)
}

/// Marks a comment as gone from Instagram after our own delete. Its replies go with it, as they do there. `false`:
/// nothing changed.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_gone(tx: &mut WriteTx, id: &CommentId, now: Timestamp) -> Result<bool, StoreError> {
    let seq = tx.change_seq().await?;
    let comment = id.as_str();
    let at = now.as_millisecond();
    let mut tops: Vec<String> = sqlx::query_scalar!(
        r#"UPDATE comments SET gone_at = ?1, change_seq = ?2
           WHERE (comment_id = ?3 OR parent = ?3) AND gone_at IS NULL
           RETURNING coalesce(parent, comment_id) AS "top!: String""#,
        at,
        seq,
        comment
    )
    .fetch_all(tx.connection())
    .await?;
    if tops.is_empty() {
        return Ok(false);
    }
    tops.sort();
    tops.dedup();
    thread_changed(tx, &json!(tops).to_string()).await?;
    Ok(true)
}

/// Marks a comment as gone because Instagram shows it no longer, and writes the event if it was open or we had acted
/// on it. `false`: nothing changed.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn vanish(tx: &mut WriteTx, id: &CommentId, now: Timestamp) -> Result<bool, StoreError> {
    let Some(before) = get_in(tx, id).await? else {
        return Ok(false);
    };
    if !set_gone(tx, id, now).await? {
        return Ok(false);
    }
    if before.is_open() || acted_on(tx, &before).await? {
        outside_change(tx, &before, json!({ "change": "gone" }), now).await?;
    }
    Ok(true)
}

/// Whether anybody here decided something about a comment: marked it done, or queued an action that was not taken back.
pub(super) async fn acted_on(tx: &mut WriteTx, comment: &CommentRow) -> Result<bool, StoreError> {
    if comment.done_at.is_some() {
        return Ok(true);
    }
    let id = comment.id.as_str();
    let actions = sqlx::query_scalar!(
        "SELECT count(*) FROM outbox WHERE subject = ? AND delivery NOT IN (11, 12)",
        id
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(actions > 0)
}

/// Writes the event of a change that was made on Instagram.
pub(super) async fn outside_change(
    tx: &mut WriteTx,
    before: &CommentRow,
    payload: serde_json::Value,
    now: Timestamp,
) -> Result<(), StoreError> {
    let machine = meta::machine_in(tx).await?;
    let subject = content::comment_subject(&before.id);
    let event = NewEvent {
        at: now,
        actor: Actor::Outside,
        machine,
        account: Some(before.account.clone()),
        kind: EventKind::OutsideChange,
        subject,
        payload,
    };
    events::append(tx, &event).await?;
    Ok(())
}
