//! Which document a comment, message or tagged post has.

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

/// Reads messages of a conversation again, new ones among them. Each is found by the other side's names, too.
pub(crate) async fn replace_messages(tx: &mut WriteTx, item: u32, mids: &[&str]) -> Result<(), StoreError> {
    if mids.is_empty() {
        return Ok(());
    }
    let mids = serde_json::json!(mids).to_string();
    let messages = sqlx::query_as!(
        Message,
        r#"SELECT m.id AS "id!", m.text, c.username, c.name
           FROM conversations c JOIN messages m ON m.account = c.account AND m.mid IN (SELECT value FROM json_each(?))
           WHERE c.item = ? AND m.item = c.item"#,
        mids,
        item
    )
    .fetch_all(tx.connection())
    .await?;
    write_messages(tx, item, &messages).await
}

/// Reads every message of a conversation again: the other side is called otherwise.
pub(crate) async fn rename_conversation(tx: &mut WriteTx, item: u32) -> Result<(), StoreError> {
    let messages = sqlx::query_as!(
        Message,
        r#"SELECT m.id AS "id!", m.text, c.username, c.name
           FROM conversations c JOIN messages m INDEXED BY messages_by_item ON m.item = c.item WHERE c.item = ?"#,
        item
    )
    .fetch_all(tx.connection())
    .await?;
    write_messages(tx, item, &messages).await
}

/// What the document of a message is made of.
struct Message {
    id: i64,
    text: Option<String>,
    username: Option<String>,
    name: Option<String>,
}

async fn write_messages(tx: &mut WriteTx, item: u32, messages: &[Message]) -> Result<(), StoreError> {
    let names: Vec<Vec<&str>> = messages
        .iter()
        .map(|message| {
            [&message.username, &message.name]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect()
        })
        .collect();
    let documents: Result<Vec<_>, StoreError> = messages
        .iter()
        .zip(&names)
        .map(|(message, names)| {
            Ok(Document {
                number: number(i64::from(item), message.id, false)?,
                text: message.text.as_deref(),
                names,
            })
        })
        .collect();
    documents::replace(tx, &documents?).await
}

/// Reads a tagged post again, or for the first time: its caption and the handle of who published it.
pub(crate) async fn replace_tagged_post(
    tx: &mut WriteTx,
    item: u32,
    text: Option<&str>,
    username: Option<&str>,
) -> Result<(), StoreError> {
    let names: Vec<&str> = username.into_iter().collect();
    let document = Document {
        number: Number::first(item),
        text,
        names: &names,
    };
    documents::replace(tx, &[document]).await
}

/// The number of a comment or message, given its item's local number, its own, and whether it is the item's first entry.
pub(crate) fn number(item: i64, entry: i64, top: bool) -> Result<Number, StoreError> {
    let unreadable = |_| StoreError::Unreadable { what: "search.rowid" };
    let item = u32::try_from(item).map_err(unreadable)?;
    if top {
        return Ok(Number::first(item));
    }
    let entry = u32::try_from(entry).map_err(unreadable)?;
    Number::other(item, entry).ok_or(StoreError::Unreadable { what: "search.rowid" })
}
