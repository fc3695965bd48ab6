//! Disconnecting an account and erasing what was kept of it.

use instagram::AccountId;
use jiff::Timestamp;

use crate::values::uuid;
use crate::{StoreError, WriteTx, content, note_drafts, notes, outbox, search, tagged_posts};

/// Disconnects an account. Without `erase` its cache stays, out of sight, for a reconnection, and its posts stay as they
/// stand. With `erase` its media, comments, messages, tagged posts, items, notes, labels on them, begun replies and
/// notes, actions and their texts, and the posts meant for it are deleted; its events stay, they hold ids only, and so do
/// the keys of files that still have to be taken off a media host.
///
/// Deleting a long history takes longer than a write transaction should: call it without `erase` first, then
/// [`erase_some`] in transactions of their own until it answers 0, then this with `erase`.
///
/// # Errors
/// [`StoreError::NotFound`] for an account that is not in the database.
pub async fn remove(tx: &mut WriteTx, id: &AccountId, erase: bool, now: Timestamp) -> Result<(), StoreError> {
    let user_id = id.as_str();
    let at = now.as_millisecond();
    let done = sqlx::query!(
        "UPDATE accounts SET disconnected_at = coalesce(disconnected_at, ?), sync_error_code = NULL, paused_reason = NULL
         WHERE user_id = ?",
        at,
        user_id
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "account" });
    }
    if !erase {
        return Ok(());
    }
    while erase_some(tx, id, ERASE_STEP).await? > 0 {}
    sqlx::query!(
        "DELETE FROM sync_tasks WHERE account = (SELECT id FROM accounts WHERE user_id = ?)",
        user_id
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "DELETE FROM backfills WHERE account = (SELECT id FROM accounts WHERE user_id = ?)",
        user_id
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE accounts SET username = '', name = NULL, picture_url = NULL, followers = NULL, media_count = NULL,
                             account_type = NULL, last_sync_at = NULL, usage_percent = NULL
         WHERE user_id = ?",
        user_id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

const ERASE_STEP: u32 = 500;

/// Deletes up to `limit` rows of an account's cache (texts with their rows) and returns how many went; 0 when nothing
/// is left.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn erase_some(tx: &mut WriteTx, id: &AccountId, limit: u32) -> Result<u64, StoreError> {
    let id = id.as_str();
    let written = erase_written_down(tx, id, limit).await?;
    if written > 0 {
        return Ok(written);
    }
    let comments = sqlx::query!(
        r#"DELETE FROM comments WHERE id IN (
             SELECT c.id FROM comments c JOIN media m ON m.id = c.media
             WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
         RETURNING id AS "row!", item AS "item!", parent IS NULL AS "top!: bool", comment_id"#,
        id,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    if !comments.is_empty() {
        let numbers: Result<Vec<_>, StoreError> = comments
            .iter()
            .map(|comment| search::number(comment.item, comment.row, comment.top))
            .collect();
        search::remove(tx, &numbers?).await?;
        let subjects = comments
            .iter()
            .map(|comment| content::comment_subject(&comment.comment_id.as_str().into()));
        return erase_texts(tx, subjects.collect()).await;
    }
    let drafts = sqlx::query!(
        "DELETE FROM reply_drafts WHERE item IN (
             SELECT d.item FROM reply_drafts d JOIN items i ON i.id = d.item
             WHERE i.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    if drafts > 0 {
        return Ok(drafts);
    }
    let conversations = erase_conversations(tx, id, limit).await?;
    if conversations > 0 {
        return Ok(conversations);
    }
    let tagged = tagged_posts::erase_some(tx, id, limit).await?;
    if tagged > 0 {
        return Ok(tagged);
    }
    let items = sqlx::query!(
        "DELETE FROM items WHERE id IN (
             SELECT i.id FROM items i INDEXED BY items_by_media JOIN media m ON m.id = i.media
             WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    if items > 0 {
        return Ok(items);
    }
    let uses = sqlx::query!(
        "DELETE FROM saved_reply_uses WHERE action IN (
             SELECT o.uid FROM outbox o JOIN saved_reply_uses u ON u.action = o.uid
             WHERE o.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    if uses > 0 {
        return Ok(uses);
    }
    let actions: Vec<Vec<u8>> = sqlx::query_scalar!(
        "DELETE FROM outbox WHERE id IN (
             SELECT id FROM outbox WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
         RETURNING uid",
        id,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    if !actions.is_empty() {
        let subjects: Result<Vec<_>, StoreError> = actions
            .iter()
            .map(|uid| Ok(outbox::text_subject(uuid(uid, "outbox.uid")?)))
            .collect();
        return erase_texts(tx, subjects?).await;
    }
    let posts = erase_posts(tx, id, limit).await?;
    if posts > 0 {
        return Ok(posts);
    }
    let media: Vec<i64> = sqlx::query_scalar!(
        r#"DELETE FROM media WHERE id IN (
             SELECT id FROM media WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
           RETURNING id AS "id!""#,
        id,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    search::remove_captions(tx, &media).await?;
    Ok(u64::try_from(media.len()).unwrap_or(u64::MAX))
}

/// Deletes up to `limit` rows of what the team wrote down about items and people of an account.
async fn erase_written_down(tx: &mut WriteTx, id: &str, limit: u32) -> Result<u64, StoreError> {
    let notes = notes::erase_some(tx, id, limit).await?;
    if notes > 0 {
        return Ok(notes);
    }
    let begun = note_drafts::erase_some(tx, id, limit).await?;
    if begun > 0 {
        return Ok(begun);
    }
    let on_items = sqlx::query!(
        "DELETE FROM item_labels WHERE (item, label) IN (
             SELECT il.item, il.label FROM item_labels il JOIN items i ON i.id = il.item
             WHERE i.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    if on_items > 0 {
        return Ok(on_items);
    }
    let on_people = sqlx::query!(
        "DELETE FROM person_labels WHERE (card, label) IN (
             SELECT pl.card, pl.label FROM person_labels pl JOIN person_cards c ON c.id = pl.card
             WHERE c.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    if on_people > 0 {
        return Ok(on_people);
    }
    Ok(sqlx::query!(
        "DELETE FROM person_cards WHERE id IN (
             SELECT id FROM person_cards WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected())
}

/// Deletes up to `limit` messages or conversations of an account; the items of the conversations go with them.
async fn erase_conversations(tx: &mut WriteTx, id: &str, limit: u32) -> Result<u64, StoreError> {
    let messages = sqlx::query!(
        r#"DELETE FROM messages WHERE id IN (
             SELECT id FROM messages WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
           RETURNING id AS "row!", item AS "item!""#,
        id,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    if !messages.is_empty() {
        let numbers: Result<Vec<_>, StoreError> = messages
            .iter()
            .map(|message| search::number(message.item, message.row, false))
            .collect();
        search::remove(tx, &numbers?).await?;
        return Ok(u64::try_from(messages.len()).unwrap_or(u64::MAX));
    }
    let items: Vec<i64> = sqlx::query_scalar!(
        "DELETE FROM conversations WHERE id IN (
             SELECT id FROM conversations WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
         RETURNING item",
        id,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    let list = serde_json::json!(items).to_string();
    sqlx::query!("DELETE FROM items WHERE id IN (SELECT value FROM json_each(?))", list)
        .execute(tx.connection())
        .await?;
    Ok(u64::try_from(items.len()).unwrap_or(u64::MAX))
}

/// Deletes up to `limit` steps, slides or posts of an account: a post last, so that no more rows go with it.
async fn erase_posts(tx: &mut WriteTx, id: &str, limit: u32) -> Result<u64, StoreError> {
    let steps = sqlx::query!(
        "DELETE FROM post_steps WHERE id IN (
             SELECT s.id FROM post_steps s JOIN posts p ON p.id = s.post
             WHERE p.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    if steps > 0 {
        return Ok(steps);
    }
    let slides = sqlx::query!(
        "DELETE FROM slides WHERE id IN (
             SELECT s.id FROM slides s JOIN posts p ON p.id = s.post
             WHERE p.account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    if slides > 0 {
        return Ok(slides);
    }
    Ok(sqlx::query!(
        "DELETE FROM posts WHERE id IN (
             SELECT id FROM posts WHERE account = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)",
        id,
        limit
    )
    .execute(tx.connection())
    .await?
    .rows_affected())
}

/// Deletes the texts of erased rows and returns how many rows that were.
async fn erase_texts(tx: &mut WriteTx, subjects: Vec<String>) -> Result<u64, StoreError> {
    let list = serde_json::json!(subjects).to_string();
    sqlx::query!(
        "DELETE FROM content WHERE subject IN (SELECT value FROM json_each(?))",
        list
    )
    .execute(tx.connection())
    .await?;
    Ok(u64::try_from(subjects.len()).unwrap_or(u64::MAX))
}
