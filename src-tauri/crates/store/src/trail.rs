//! What the event log says about one item, with the names that its ids stand for.

use jiff::Timestamp;

use crate::events::{Actor, EventKind, Seq};
use crate::values::instant;
use crate::{Store, StoreError};

/// An event of an item, readable by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct TrailRow {
    /// Its place in the log.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// Who decided.
    pub actor: Actor,
    /// What that member of the team is called now; `None` where it was none, and in old events.
    pub member: Option<String>,
    /// Name of the computer.
    pub machine: String,
    /// What happened.
    pub kind: EventKind,
    /// The handle of who wrote the comment it happened to; `None` where it happened to the item, or nobody knows.
    pub username: Option<String>,
    /// The name of the label it is about.
    pub label: Option<String>,
    /// What the member is called that the item was assigned to.
    pub assignee: Option<String>,
    /// Ids, codes and states.
    pub payload: serde_json::Value,
}

/// The newest events of some subjects, newest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn of_subjects(store: &Store, subjects: &[String], limit: u32) -> Result<Vec<TrailRow>, StoreError> {
    let subjects = serde_json::json!(subjects).to_string();
    let found = sqlx::query!(
        r#"SELECT e.seq AS "seq!", e.at, e.actor, w.name AS "member?", m.name AS machine, e.kind, e.payload,
                  (SELECT c.username FROM comments c WHERE 'comment:' || c.comment_id = e.subject
                     AND c.comment_id = substr(e.subject, 9)) AS "username?: String",
                  (SELECT l.name FROM labels l
                   WHERE l.uid = unhex(replace(e.payload ->> 'label', '-', ''))) AS "label?: String",
                  (SELECT a.name FROM members a
                   WHERE a.uid = unhex(replace(e.payload ->> 'after', '-', ''))) AS "assignee?: String"
           FROM events e JOIN machines m ON m.id = e.machine LEFT JOIN members w ON w.id = e.member
           WHERE e.subject IN (SELECT value FROM json_each(?)) ORDER BY e.seq DESC LIMIT ?"#,
        subjects,
        limit
    );
    found
        .fetch_all(store.reader())
        .await?
        .into_iter()
        .map(|row| {
            Ok(TrailRow {
                seq: Seq(row.seq),
                at: instant(row.at, "events.at")?,
                actor: Actor::from_code(row.actor)?,
                member: row.member,
                machine: row.machine,
                kind: EventKind::from_code(row.kind)?,
                username: row.username,
                label: row.label,
                assignee: row.assignee,
                payload: serde_json::from_str(&row.payload)
                    .map_err(|_| StoreError::Unreadable { what: "events.payload" })?,
            })
        })
        .collect()
}
