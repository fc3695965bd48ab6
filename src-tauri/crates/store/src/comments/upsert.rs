//! Takes in what a sync read.
//!
//! Two rules protect what people here decided. Local state (read, done, first seen, who wrote our reply) is never
//! touched. And a page may be older than our last action, because reads lag behind writes: while a hide or unhide of a
//! comment is live, or ended less than [`LAG`] ago, the page's `hidden` is ignored; a comment with a live or sent
//! delete does not come back.

use std::collections::{BTreeSet, HashMap, HashSet};

use instagram::{AccountId, Comment, CommentId, MediaId};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::state::{acted_on, outside_change, thread_changed};
use super::{CommentRow, known_in};
use crate::values::{count, millis_opt, told_name};
use crate::{AccountRow, StoreError, UpsertCounts, WriteTx, accounts, content, items, search};

/// The most rows one call should take, so that a write transaction stays under 50 ms.
pub const BATCH: usize = 200;

/// How long after our own hide or unhide a read may still show the state before it.
pub const LAG: SignedDuration = SignedDuration::from_secs(90);

const DELETE: i64 = crate::ActionKind::Delete.code();
const SENT: i64 = crate::Delivery::Sent.code();

/// Lays nested replies out behind their comments and gives each the `parent_id` that a nested answer leaves out.
pub fn flatten(page: Vec<Comment>) -> Vec<Comment> {
    let mut flat = Vec::with_capacity(page.len());
    for mut comment in page {
        let replies = comment.replies.take().map(|replies| replies.items).unwrap_or_default();
        let top = comment.parent_id.clone().unwrap_or_else(|| comment.id.clone());
        flat.push(comment);
        flat.extend(flatten(replies).into_iter().map(|mut reply| {
            // Instagram hangs a reply to a reply under the top-level comment.
            reply.parent_id = Some(top.clone());
            reply
        }));
    }
    flat
}

/// Stores comments of one media as a sync read them: [`flatten`]ed, [`BATCH`] rows at most (the caller splits, each part
/// in a transaction of its own). `now` is when the page was read.
///
/// A change that was made on Instagram to a comment which is open, or which somebody here acted on, becomes an
/// [`crate::EventKind::OutsideChange`]; the words before an edit are kept in [`crate::content`]. A reply of somebody else
/// opens a done or snoozed thread again, which is an event too.
///
/// # Errors
/// [`StoreError::NotFound`] when the account is not connected or the media is not in the database.
pub async fn upsert_batch(
    tx: &mut WriteTx,
    account: &AccountId,
    media: &MediaId,
    comments: &[Comment],
    now: Timestamp,
) -> Result<UpsertCounts, StoreError> {
    let account = accounts::get_in(tx, account)
        .await?
        .ok_or(StoreError::NotFound { what: "account" })?;
    let media_id = media.as_str();
    let media_row = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM media WHERE media_id = ?"#, media_id)
        .fetch_optional(tx.connection())
        .await?
        .ok_or(StoreError::NotFound { what: "media" })?;

    let ids = json!(comments.iter().map(|comment| comment.id.as_str()).collect::<Vec<_>>()).to_string();
    let known: HashMap<CommentId, CommentRow> = known_in(tx, &ids)
        .await?
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    let guards = Guards::read(tx, comments, now).await?;

    let mut met = HashSet::new();
    let mut inserts = Vec::new();
    let mut updates = Vec::new();
    let mut new = Vec::new();
    let mut reworded = Vec::new();
    let mut moving = Vec::new();
    let mut tops = Tops::default();
    let mut replied_to = BTreeSet::new();
    for comment in comments {
        // A page that moved while it was read can hold a comment twice.
        if !met.insert(&comment.id) {
            continue;
        }
        let before = known.get(&comment.id);
        let after = merged(comment, before, &account, &guards, now);
        match before {
            None => {
                new.push(&comment.id);
                if after.is_news() {
                    replied_to.extend(after.parent.clone());
                }
                inserts.push(after.to_json());
            }
            Some(before) if after.differs_from(before) => {
                record_outside_changes(tx, before, &after, now).await?;
                let moved = after.parent != before.parent;
                if moved {
                    moving.push(&comment.id);
                }
                if moved || after.text != before.text || after.username != before.username {
                    reworded.push(&comment.id);
                }
                let mut row = after.to_json();
                row["row"] = json!(before.row);
                updates.push(row);
            }
            Some(_) => continue,
        }
        if let Some(before) = before {
            tops.add(before.parent.as_ref().unwrap_or(&before.id));
        }
        tops.add(after.parent.as_ref().unwrap_or(&after.id));
    }
    let counts = UpsertCounts {
        new: inserts.len(),
        changed: updates.len(),
    };
    if tops.order.is_empty() {
        return Ok(counts);
    }
    let tops = json!(tops.order).to_string();
    let closed = if replied_to.is_empty() {
        Vec::new()
    } else {
        items::closed_before(tx, &json!(replied_to).to_string()).await?
    };
    items::ensure(tx, account.id.as_str(), media_id, &tops).await?;
    insert(tx, account.row, media_row, inserts, now).await?;
    search::remove_comments(tx, &moving).await?;
    update(tx, updates).await?;
    search::add_comments(tx, &new).await?;
    search::replace_comments(tx, &reworded).await?;
    thread_changed(tx, &tops).await?;
    items::reopened_by_reply(tx, closed, now).await?;
    Ok(counts)
}

/// The top-level comments of the threads that a page touches, in the page's order, each once.
#[derive(Default)]
struct Tops {
    order: Vec<CommentId>,
    met: HashSet<CommentId>,
}

impl Tops {
    fn add(&mut self, top: &CommentId) {
        if self.met.insert(top.clone()) {
            self.order.push(top.clone());
        }
    }
}

/// What our own actions forbid a page to change.
struct Guards {
    /// With a hide or unhide that is live or ended just now.
    hidden: HashSet<String>,
    /// With a delete that is live or sent.
    deleting: HashSet<String>,
    /// With a delete that was sent.
    deleted: HashSet<String>,
}

impl Guards {
    async fn read(tx: &mut WriteTx, comments: &[Comment], now: Timestamp) -> Result<Self, StoreError> {
        let subjects: BTreeSet<&str> = comments
            .iter()
            .flat_map(|comment| [Some(&comment.id), comment.parent_id.as_ref()])
            .flatten()
            .map(CommentId::as_str)
            .collect();
        let subjects = json!(subjects).to_string();
        let settled = now.checked_sub(LAG).unwrap_or(Timestamp::MIN).as_millisecond();
        let actions = sqlx::query!(
            "SELECT subject, kind, delivery FROM outbox
             WHERE subject IN (SELECT value FROM json_each(?)) AND kind IN (2, 3, 4)
               AND (delivery BETWEEN 1 AND 4 OR (delivery = 10 AND (kind = 4 OR finished_at > ?)))",
            subjects,
            settled
        )
        .fetch_all(tx.connection())
        .await?;
        let mut guards = Self {
            hidden: HashSet::new(),
            deleting: HashSet::new(),
            deleted: HashSet::new(),
        };
        for action in actions {
            if action.kind != DELETE {
                guards.hidden.insert(action.subject);
                continue;
            }
            if action.delivery == SENT {
                guards.deleted.insert(action.subject.clone());
            }
            guards.deleting.insert(action.subject);
        }
        Ok(guards)
    }
}

/// Whether a comment or the one above it is in a set: deleting a comment takes its replies along.
fn covers(set: &HashSet<String>, comment: &Comment) -> bool {
    set.contains(comment.id.as_str())
        || comment
            .parent_id
            .as_ref()
            .is_some_and(|parent| set.contains(parent.as_str()))
}

/// The half of a row that Instagram tells, after the page was taken in.
struct Told {
    id: CommentId,
    parent: Option<CommentId>,
    person: Option<String>,
    username: Option<String>,
    text: Option<String>,
    written_at: Option<Timestamp>,
    sort_at: Timestamp,
    like_count: i64,
    hidden: bool,
    ours: bool,
    gone_at: Option<Timestamp>,
}

/// What a page leaves out stays as it was.
fn merged(
    comment: &Comment,
    before: Option<&CommentRow>,
    account: &AccountRow,
    guards: &Guards,
    now: Timestamp,
) -> Told {
    let author = comment.from.as_ref();
    let person = author.map(|from| from.id.to_string());
    let username = told_name(comment.username.as_deref())
        .or_else(|| told_name(author.and_then(|from| from.username.as_deref())))
        .map(ToOwned::to_owned);
    let ours = comment.user.is_some()
        || person
            .as_deref()
            .is_some_and(|id| id == account.app_scoped_id || id == account.id.as_str())
        || username
            .as_deref()
            .is_some_and(|name| name.eq_ignore_ascii_case(&account.username));
    // SQLite ends a JSON string at a NUL.
    let text = comment.text.as_ref().map(|text| text.replace('\0', ""));

    let written_at = comment.timestamp.or_else(|| before.and_then(|row| row.written_at));
    let first_seen_at = before.map_or(now, |row| row.first_seen_at);
    let hidden = match (comment.hidden, before) {
        (Some(hidden), Some(row)) if guards.hidden.contains(comment.id.as_str()) && hidden != row.hidden => row.hidden,
        (Some(hidden), _) => hidden,
        (None, row) => row.is_some_and(|row| row.hidden),
    };
    let gone_at = match before {
        Some(row) if covers(&guards.deleting, comment) => row.gone_at,
        None if covers(&guards.deleted, comment) => Some(now),
        Some(_) | None => None,
    };
    Told {
        id: comment.id.clone(),
        parent: comment
            .parent_id
            .clone()
            .or_else(|| before.and_then(|row| row.parent.clone())),
        person: person.or_else(|| before.and_then(|row| row.person.as_ref().map(ToString::to_string))),
        username: username.or_else(|| before.and_then(|row| row.username.clone())),
        text: text.or_else(|| before.and_then(|row| row.text.clone())),
        written_at,
        sort_at: written_at.unwrap_or(first_seen_at),
        like_count: count(comment.like_count).unwrap_or_else(|| before.map_or(0, |row| row.like_count)),
        hidden,
        ours: ours || before.is_some_and(|row| row.ours),
        gone_at,
    }
}

impl Told {
    /// Whether somebody else says something that people can see.
    const fn is_news(&self) -> bool {
        !self.ours && !self.hidden && self.gone_at.is_none()
    }

    fn differs_from(&self, before: &CommentRow) -> bool {
        self.parent != before.parent
            || self.person.as_deref() != before.person.as_ref().map(instagram::PersonId::as_str)
            || self.username != before.username
            || self.text != before.text
            || millis_opt(self.written_at) != millis_opt(before.written_at)
            || self.like_count != before.like_count
            || self.hidden != before.hidden
            || self.ours != before.ours
            || millis_opt(self.gone_at) != millis_opt(before.gone_at)
    }

    fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "parent": self.parent,
            "person": self.person,
            "username": self.username,
            "text": self.text,
            "written_at": millis_opt(self.written_at),
            "sort_at": self.sort_at.as_millisecond(),
            "like_count": self.like_count,
            "hidden": i64::from(self.hidden),
            "ours": i64::from(self.ours),
            "gone_at": millis_opt(self.gone_at),
        })
    }
}

async fn record_outside_changes(
    tx: &mut WriteTx,
    before: &CommentRow,
    after: &Told,
    now: Timestamp,
) -> Result<(), StoreError> {
    let edited = before.text.is_some() && before.text != after.text;
    let hidden = before.hidden != after.hidden;
    if after.ours || !(edited || hidden) || !(before.is_open() || acted_on(tx, before).await?) {
        return Ok(());
    }
    if let (true, Some(text)) = (edited, &before.text) {
        content::put(tx, &content::comment_subject(&before.id), text).await?;
        outside_change(tx, before, json!({ "change": "edited" }), now).await?;
    }
    if hidden {
        let payload = json!({ "change": "hidden", "before": before.hidden, "after": after.hidden });
        outside_change(tx, before, payload, now).await?;
    }
    Ok(())
}

async fn insert(
    tx: &mut WriteTx,
    account: i64,
    media: i64,
    rows: Vec<Value>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let seq = tx.change_seq().await?;
    let now = now.as_millisecond();
    let rows = Value::Array(rows).to_string();
    sqlx::query!(
        "INSERT INTO comments (comment_id, account, media, item, parent, person, username, text, written_at, sort_at,
                               like_count, hidden, ours, gone_at, first_seen_at, change_seq)
         SELECT value ->> 'id', ?, ?,
                (SELECT id FROM items WHERE subject = coalesce(value ->> 'parent', value ->> 'id')),
                value ->> 'parent', value ->> 'person', value ->> 'username', value ->> 'text', value ->> 'written_at',
                value ->> 'sort_at', value ->> 'like_count', value ->> 'hidden', value ->> 'ours', value ->> 'gone_at', ?, ?
         FROM json_each(?) ORDER BY key",
        account,
        media,
        now,
        seq,
        rows
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

async fn update(tx: &mut WriteTx, rows: Vec<Value>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let seq = tx.change_seq().await?;
    let rows = Value::Array(rows).to_string();
    sqlx::query!(
        "UPDATE comments SET parent = told.value ->> 'parent',
                             item = (SELECT id FROM items
                                     WHERE subject = coalesce(told.value ->> 'parent', told.value ->> 'id')),
                             person = told.value ->> 'person',
                             username = told.value ->> 'username', text = told.value ->> 'text',
                             written_at = told.value ->> 'written_at', sort_at = told.value ->> 'sort_at',
                             like_count = told.value ->> 'like_count', hidden = told.value ->> 'hidden',
                             ours = told.value ->> 'ours', gone_at = told.value ->> 'gone_at', change_seq = ?
         FROM json_each(?) AS told WHERE comments.id = told.value ->> 'row'",
        seq,
        rows
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
