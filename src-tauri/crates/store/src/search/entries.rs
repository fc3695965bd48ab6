//! Which document a comment has.

use super::documents::{self, Document, Number};
use crate::{StoreError, WriteTx};

/// What the document of a comment is made of.
pub(super) struct Entry {
    pub(super) id: i64,
    pub(super) item: i64,
    /// Whether it is the first entry of its item.
    pub(super) top: bool,
    pub(super) text: Option<String>,
    pub(super) username: Option<String>,
}

/// A comment that leaves the index, or gets another number there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaving {
    /// Its local number.
    pub(crate) id: i64,
    /// That of its item.
    pub(crate) item: i64,
    /// Whether it was the first entry of its item.
    pub(crate) top: bool,
}

impl Entry {
    const fn leaving(&self) -> Leaving {
        Leaving {
            id: self.id,
            item: self.item,
            top: self.top,
        }
    }
}

/// Adds comments that are new, given as a JSON array of their ids.
pub(crate) async fn add_comments(tx: &mut WriteTx, ids: &str) -> Result<(), StoreError> {
    let entries = of_ids(tx, ids).await?;
    let names = names(&entries);
    documents::add(tx, &documents_of(&entries, &names)?).await
}

/// Reads comments again that changed, given as a JSON array of their ids.
pub(crate) async fn replace_comments(tx: &mut WriteTx, ids: &str) -> Result<(), StoreError> {
    let entries = of_ids(tx, ids).await?;
    replace(tx, &entries).await
}

pub(super) async fn replace(tx: &mut WriteTx, entries: &[Entry]) -> Result<(), StoreError> {
    let names = names(entries);
    documents::replace(tx, &documents_of(entries, &names)?).await
}

/// Takes comments out of the index whose place in their thread changes, given as a JSON array of their ids, before it does.
pub(crate) async fn remove_comments_of(tx: &mut WriteTx, ids: &str) -> Result<(), StoreError> {
    let leaving: Vec<Leaving> = of_ids(tx, ids).await?.iter().map(Entry::leaving).collect();
    remove_comments(tx, &leaving).await
}

/// Takes comments out of the index.
pub(crate) async fn remove_comments(tx: &mut WriteTx, leaving: &[Leaving]) -> Result<(), StoreError> {
    let numbers: Result<Vec<Number>, StoreError> = leaving
        .iter()
        .map(|comment| number(comment.item, comment.id, comment.top))
        .collect();
    documents::remove(tx, &numbers?).await
}

async fn of_ids(tx: &mut WriteTx, ids: &str) -> Result<Vec<Entry>, StoreError> {
    let entries = sqlx::query_as!(
        Entry,
        r#"SELECT id AS "id!", item AS "item!", parent IS NULL AS "top!: bool", text, username
           FROM comments WHERE comment_id IN (SELECT value FROM json_each(?))"#,
        ids
    );
    Ok(entries.fetch_all(tx.connection()).await?)
}

/// The names of each entry, side by side with them.
fn names(entries: &[Entry]) -> Vec<Vec<&str>> {
    entries
        .iter()
        .map(|entry| entry.username.as_deref().into_iter().collect())
        .collect()
}

fn documents_of<'a>(entries: &'a [Entry], names: &'a [Vec<&'a str>]) -> Result<Vec<Document<'a>>, StoreError> {
    let documents = entries.iter().zip(names).map(|(entry, names)| {
        Ok(Document {
            number: number(entry.item, entry.id, entry.top)?,
            text: entry.text.as_deref(),
            names,
        })
    });
    documents.collect()
}

/// The number of a comment, given its item's local number, its own, and whether it is the item's first entry.
pub(crate) fn number(item: i64, comment: i64, top: bool) -> Result<Number, StoreError> {
    let unreadable = |_| StoreError::Unreadable { what: "comments.id" };
    let item = u32::try_from(item).map_err(unreadable)?;
    if top {
        return Ok(Number::first(item));
    }
    let comment = u32::try_from(comment).map_err(unreadable)?;
    Number::other(item, comment).ok_or(StoreError::Unreadable { what: "comments.id" })
}
