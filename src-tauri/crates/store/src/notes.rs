//! Internal notes on items and on people. Nobody outside the team sees them.
//!
//! The words lie in [`crate::content`] under `note:<uid>`, where they can be erased, and those of a note on an item in the
//! search index. A note that was taken away can be
//! brought back until [`forget_removed`] has run, which the program does when it starts.

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::search::{self, Document, Number};
use crate::values::{instant, uuid, uuid_at};
use crate::{Member, Store, StoreError, WriteTx, content, items};

/// What a note is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteOn {
    /// An item, by its local number.
    Item(u32),
    /// A person, by the id of their card.
    Person(Uuid),
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The id, the same on every machine.
    pub uid: Uuid,
    /// The words.
    pub text: String,
    /// Who of the team wrote it.
    pub author: Member,
    /// When.
    pub written_at: Timestamp,
}

/// The subject under which the words of a note are kept: its id without hyphens, as SQL spells it.
pub fn text_subject(note: Uuid) -> String {
    format!("note:{}", note.simple())
}

/// Writes a note by the person at this machine.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such item or card, or nobody is at this machine.
pub async fn write(tx: &mut WriteTx, on: NoteOn, text: &str, now: Timestamp) -> Result<Uuid, StoreError> {
    let made = uuid_at(now);
    let (uid, at) = (made.as_bytes().as_slice(), now.as_millisecond());
    let done = match on {
        NoteOn::Item(item) => {
            sqlx::query!(
                "INSERT INTO notes (uid, item, author, written_at)
                 SELECT ?, i.id, m.id, ? FROM items i JOIN members m ON m.here = 1 WHERE i.id = ?",
                uid,
                at,
                item
            )
            .execute(tx.connection())
            .await?
        }
        NoteOn::Person(card) => {
            let card = card.as_bytes().as_slice();
            sqlx::query!(
                "INSERT INTO notes (uid, card, author, written_at)
                 SELECT ?, c.id, m.id, ? FROM person_cards c JOIN members m ON m.here = 1 WHERE c.uid = ?",
                uid,
                at,
                card
            )
            .execute(tx.connection())
            .await?
        }
    };
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "item" });
    }
    content::put(tx, &text_subject(made), text).await?;
    find_by(tx, made).await?;
    touch(tx, on).await?;
    Ok(made)
}

/// Takes a note away, or brings it back. `false`: it is so already.
///
/// # Errors
/// [`StoreError::NotFound`] for a note that is no longer here.
pub async fn set_removed(tx: &mut WriteTx, note: Uuid, removed_at: Option<Timestamp>) -> Result<bool, StoreError> {
    let on = place_in(tx, note).await?.ok_or(StoreError::NotFound { what: "note" })?;
    let uid = note.as_bytes().as_slice();
    let at = removed_at.map(Timestamp::as_millisecond);
    let done = sqlx::query!(
        "UPDATE notes SET removed_at = ?1 WHERE uid = ?2 AND (removed_at IS NULL) <> (?1 IS NULL)",
        at,
        uid
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    find_by(tx, note).await?;
    touch(tx, on).await?;
    Ok(true)
}

/// Makes a note on an item findable by its words, or no longer, as it stands now.
async fn find_by(tx: &mut WriteTx, note: Uuid) -> Result<(), StoreError> {
    let uid = note.as_bytes().as_slice();
    let found = sqlx::query!(
        r#"SELECT n.id AS "id!", n.item AS "item!", n.removed_at IS NULL AS "there!: bool", t.text AS "text?"
           FROM notes n LEFT JOIN content t ON t.subject = 'note:' || lower(hex(n.uid))
           WHERE n.uid = ? AND n.item IS NOT NULL"#,
        uid
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(row) = found else {
        return Ok(());
    };
    let number = number(row.item, row.id)?;
    if !row.there {
        return search::remove(tx, &[number]).await;
    }
    let text = row.text.as_deref();
    search::replace(
        tx,
        &[Document {
            number,
            text,
            names: &[],
        }],
    )
    .await
}

fn number(item: i64, note: i64) -> Result<Number, StoreError> {
    let number = u32::try_from(item).ok().zip(u32::try_from(note).ok());
    number
        .and_then(|(item, note)| Number::note(item, note))
        .ok_or(StoreError::Unreadable { what: "notes.id" })
}

/// What a note is on, inside a write transaction. `None`: it is not here.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn place_in(tx: &mut WriteTx, note: Uuid) -> Result<Option<NoteOn>, StoreError> {
    let uid = note.as_bytes().as_slice();
    let found = sqlx::query!(
        r#"SELECT n.item, c.uid AS "card?" FROM notes n LEFT JOIN person_cards c ON c.id = n.card WHERE n.uid = ?"#,
        uid
    )
    .fetch_optional(tx.connection())
    .await?;
    found
        .map(|row| match (row.item, row.card) {
            (Some(item), None) => u32::try_from(item)
                .map(NoteOn::Item)
                .map_err(|_| StoreError::Unreadable { what: "notes.item" }),
            (None, Some(card)) => uuid(&card, "person_cards.uid").map(NoteOn::Person),
            _ => Err(StoreError::Unreadable { what: "notes.card" }),
        })
        .transpose()
}

struct Raw {
    uid: Vec<u8>,
    text: String,
    member: Vec<u8>,
    name: String,
    colour: i64,
    here: bool,
    written_at: i64,
}

impl TryFrom<Raw> for Note {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            uid: uuid(&raw.uid, "notes.uid")?,
            text: raw.text,
            author: Member {
                uid: uuid(&raw.member, "members.uid")?,
                name: raw.name,
                colour: raw.colour,
                here: raw.here,
            },
            written_at: instant(raw.written_at, "notes.written_at")?,
        })
    }
}

macro_rules! select {
    ($where:literal, $argument:expr) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT n.uid, t.text, m.uid AS member, m.name, m.colour, m.here AS "here: bool", n.written_at
               FROM notes n JOIN members m ON m.id = n.author
               JOIN content t ON t.subject = 'note:' || lower(hex(n.uid))
               WHERE n.removed_at IS NULL AND "#
                + $where
                + " ORDER BY n.id",
            $argument
        )
    };
}

/// The notes on an item, oldest first. A note whose words were erased is left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn of_item(store: &Store, item: u32) -> Result<Vec<Note>, StoreError> {
    let rows = select!("n.item = ?", item).fetch_all(store.reader()).await?;
    rows.into_iter().map(Note::try_from).collect()
}

/// The notes on a person, oldest first. A note whose words were erased is left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn of_person(store: &Store, card: Uuid) -> Result<Vec<Note>, StoreError> {
    let uid = card.as_bytes().as_slice();
    let rows = select!("n.card = (SELECT id FROM person_cards WHERE uid = ?)", uid)
        .fetch_all(store.reader())
        .await?;
    rows.into_iter().map(Note::try_from).collect()
}

/// Deletes up to `limit` notes that were taken away, with their words, and returns how many went.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn forget_removed(tx: &mut WriteTx, limit: u32) -> Result<u64, StoreError> {
    let notes: Vec<Vec<u8>> = sqlx::query_scalar!(
        "DELETE FROM notes WHERE id IN (SELECT id FROM notes WHERE removed_at IS NOT NULL LIMIT ?) RETURNING uid",
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    forget_words(tx, &notes).await
}

/// Deletes up to `limit` notes on items and people of an account, with their words, and returns how many went.
pub(crate) async fn erase_some(tx: &mut WriteTx, account: &str, limit: u32) -> Result<u64, StoreError> {
    let notes = sqlx::query!(
        r#"DELETE FROM notes WHERE id IN (
             SELECT n.id FROM notes n LEFT JOIN items i ON i.id = n.item LEFT JOIN person_cards c ON c.id = n.card
             WHERE coalesce(i.account, c.account) = (SELECT id FROM accounts WHERE user_id = ?) LIMIT ?)
         RETURNING id AS "id!", item, uid"#,
        account,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    let on_items = notes.iter().filter_map(|note| Some((note.item?, note.id)));
    let numbers: Result<Vec<Number>, StoreError> = on_items.map(|(item, note)| number(item, note)).collect();
    search::remove(tx, &numbers?).await?;
    let uids: Vec<Vec<u8>> = notes.into_iter().map(|note| note.uid).collect();
    forget_words(tx, &uids).await
}

async fn forget_words(tx: &mut WriteTx, notes: &[Vec<u8>]) -> Result<u64, StoreError> {
    let subjects: Result<Vec<String>, StoreError> = notes
        .iter()
        .map(|uid| Ok(text_subject(uuid(uid, "notes.uid")?)))
        .collect();
    let list = json!(subjects?).to_string();
    sqlx::query!(
        "DELETE FROM content WHERE subject IN (SELECT value FROM json_each(?))",
        list
    )
    .execute(tx.connection())
    .await?;
    Ok(u64::try_from(notes.len()).unwrap_or(u64::MAX))
}

async fn touch(tx: &mut WriteTx, on: NoteOn) -> Result<(), StoreError> {
    match on {
        NoteOn::Item(item) => items::touch(tx, item).await,
        NoteOn::Person(_) => Ok(()),
    }
}
