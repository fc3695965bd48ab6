//! Keeps on each item what lists need to know of its entries.

use instagram::AccountId;
use jiff::Timestamp;
use serde_json::json;

use super::{ItemKind, event_subject};
use crate::events::{self, Actor, EventKind, NewEvent};
use crate::{StoreError, WriteTx, meta};

/// Makes the items of threads that have none yet. `tops` is a JSON array of the ids of top-level comments, each once.
pub(crate) async fn ensure(tx: &mut WriteTx, account: &str, media: &str, tops: &str) -> Result<(), StoreError> {
    let seq = tx.change_seq().await?;
    sqlx::query!(
        "INSERT INTO items (kind, account, media, subject, change_seq)
         SELECT 1, a.id, m.id, t.value, ?1
         FROM json_each(?2) t JOIN accounts a ON a.user_id = ?3 JOIN media m ON m.media_id = ?4
         WHERE NOT EXISTS (SELECT 1 FROM items WHERE subject = t.value) ORDER BY t.key",
        seq,
        tops,
        account,
        media
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

macro_rules! update_kept {
    ($seq:ident, $subjects:ident) => {
        sqlx::query!(
            "UPDATE items
             SET open = kept.open, unread = kept.unread, hidden = kept.hidden, done = kept.done,
                 waiting_at = kept.waiting_at, newest_at = kept.newest_at, change_seq = ?1
             FROM (SELECT i.id,
                          count(*) FILTER (WHERE c.ours = 0 AND c.gone_at IS NULL AND c.hidden = 0 AND c.done_at IS NULL
                                             AND c.answered = 0) AS open,
                          count(*) FILTER (WHERE c.ours = 0 AND c.gone_at IS NULL AND c.hidden = 0
                                             AND c.read_at IS NULL) AS unread,
                          count(*) FILTER (WHERE c.ours = 0 AND c.gone_at IS NULL AND c.hidden = 1) AS hidden,
                          count(*) FILTER (WHERE c.ours = 0 AND c.gone_at IS NULL AND c.done_at IS NOT NULL) AS done,
                          min(c.sort_at) FILTER (WHERE c.ours = 0 AND c.gone_at IS NULL AND c.hidden = 0
                                                   AND c.done_at IS NULL AND c.answered = 0) AS waiting_at,
                          max(c.sort_at) FILTER (WHERE c.ours = 0) AS newest_at
                   FROM json_each(?2) s JOIN items i ON i.subject = s.value
                   LEFT JOIN comments c INDEXED BY comments_by_item ON c.item = i.id
                   GROUP BY i.id) AS kept
             WHERE items.id = kept.id",
            $seq,
            $subjects
        )
    };
}

/// Works out again what is kept of the entries of the items with the given subjects, a JSON array: one statement,
/// however many they are.
pub(crate) async fn refresh(tx: &mut WriteTx, subjects: &str) -> Result<(), StoreError> {
    let seq = tx.change_seq().await?;
    update_kept!(seq, subjects).execute(tx.connection()).await?;
    Ok(())
}

/// An item that nobody has to look at now.
pub(crate) struct Closed {
    row: i64,
    account: String,
    kind: i64,
    subject: String,
    snoozed_until: Option<i64>,
}

/// Which of the items with the given subjects, a JSON array, are done or snoozed: read before new entries are
/// refreshed into them.
pub(crate) async fn closed_before(tx: &mut WriteTx, subjects: &str) -> Result<Vec<Closed>, StoreError> {
    Ok(sqlx::query_as!(
        Closed,
        r#"SELECT i.id AS "row!", a.user_id AS account, i.kind, i.subject, i.snoozed_until
           FROM json_each(?) s JOIN items i ON i.subject = s.value JOIN accounts a ON a.id = i.account
           WHERE i.snoozed_until IS NOT NULL OR (i.open = 0 AND i.done > 0)"#,
        subjects
    )
    .fetch_all(tx.connection())
    .await?)
}

/// Ends the snooze of items that a reply by somebody else came to, and writes down that they are open again. An item
/// whose new reply is answered already stays as it is.
pub(crate) async fn reopened_by_reply(tx: &mut WriteTx, closed: Vec<Closed>, now: Timestamp) -> Result<(), StoreError> {
    if closed.is_empty() {
        return Ok(());
    }
    let seq = tx.change_seq().await?;
    let machine = meta::machine_in(tx).await?;
    for item in closed {
        let opened = sqlx::query!(
            "UPDATE items SET snoozed_until = NULL, change_seq = ? WHERE id = ? AND open > 0",
            seq,
            item.row
        )
        .execute(tx.connection())
        .await?;
        if opened.rows_affected() == 0 {
            continue;
        }
        let (kind, payload) = match item.snoozed_until {
            Some(until) => (EventKind::ItemWoken, json!({ "before": until, "cause": "reply" })),
            None => (EventKind::ItemReopened, json!({ "cause": "reply" })),
        };
        let event = NewEvent {
            at: now,
            actor: Actor::System,
            machine: machine.clone(),
            account: Some(AccountId::from(item.account)),
            kind,
            subject: event_subject(ItemKind::from_code(item.kind)?, &item.subject),
            payload,
        };
        events::append(tx, &event).await?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
