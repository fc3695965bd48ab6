//! Which document a comment has.

use instagram::CommentId;

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

impl Entry {
    fn number(&self) -> Result<Number, StoreError> {
        number(self.item, self.id, self.top)
    }
}

/// Adds comments that are new.
pub(crate) async fn add_comments(tx: &mut WriteTx, ids: &[&CommentId]) -> Result<(), StoreError> {
    let entries = of_ids(tx, ids).await?;
    let names = names(&entries);
    documents::add(tx, &documents_of(&entries, &names)?).await
}

/// Reads comments again that changed.
pub(crate) async fn replace_comments(tx: &mut WriteTx, ids: &[&CommentId]) -> Result<(), StoreError> {
    let entries = of_ids(tx, ids).await?;
    replace(tx, &entries).await
}

pub(super) async fn replace(tx: &mut WriteTx, entries: &[Entry]) -> Result<(), StoreError> {
    let names = names(entries);
    documents::replace(tx, &documents_of(entries, &names)?).await
}

/// Takes comments out of the index whose place in their thread changes, before it does.
pub(crate) async fn remove_comments(tx: &mut WriteTx, ids: &[&CommentId]) -> Result<(), StoreError> {
    let entries = of_ids(tx, ids).await?;
    let numbers: Result<Vec<Number>, StoreError> = entries.iter().map(Entry::number).collect();
    documents::remove(tx, &numbers?).await
}

/// The comments with these ids. Most pages change little: of nothing the database is not asked.
async fn of_ids(tx: &mut WriteTx, ids: &[&CommentId]) -> Result<Vec<Entry>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = serde_json::json!(ids).to_string();
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
            number: entry.number()?,
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
