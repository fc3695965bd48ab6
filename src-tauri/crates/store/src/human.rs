//! Which comments and messages call for a person, by the words of the team's keyword rules.
//!
//! What a text says is written down beside what else is told of it ([`crate::words::Trait::Human`]), so that a list can ask
//! for it. The words are the team's and change: then everything told before is read again, the newest first, in parts,
//! and a program that is closed meanwhile goes on where it was.

use std::collections::HashSet;

use serde_json::json;

use crate::words::Trait;
use crate::{Store, StoreError, WriteTx};

/// The most comments, and the most messages, of one [`Part`].
const PART: u32 = 1_000;

/// Comments and messages to be read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    comments: Vec<Entry>,
    messages: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    row: i64,
    text: Option<String>,
    /// Whether it is written down that it calls for a person.
    human: bool,
    /// Whether it does.
    calls: bool,
}

impl Part {
    /// Whether there is nothing to read.
    pub const fn is_empty(&self) -> bool {
        self.comments.is_empty() && self.messages.is_empty()
    }

    /// Reads every text.
    pub fn read(&mut self, calls: impl Fn(&str) -> bool) {
        for entry in self.comments.iter_mut().chain(&mut self.messages) {
            entry.calls = entry.text.as_deref().is_some_and(&calls);
        }
    }
}

macro_rules! comments_query {
    ($most:expr) => {
        sqlx::query_as!(
            Entry,
            r#"SELECT id AS "row!", text, traits & 32 > 0 AS "human!: bool", 0 AS "calls!: bool" FROM comments NOT INDEXED
               WHERE id <= (SELECT comments FROM human_read) AND ours = 0 AND traits IS NOT NULL
               ORDER BY id DESC LIMIT ?"#,
            $most
        )
    };
}

macro_rules! messages_query {
    ($most:expr) => {
        sqlx::query_as!(
            Entry,
            r#"SELECT id AS "row!", text, traits & 32 > 0 AS "human!: bool", 0 AS "calls!: bool" FROM messages NOT INDEXED
               WHERE id <= (SELECT messages FROM human_read) AND ours = 0 AND traits IS NOT NULL
               ORDER BY id DESC LIMIT ?"#,
            $most
        )
    };
}

macro_rules! waiting_query {
    ($items:expr) => {
        sqlx::query_scalar!(
            r#"SELECT CAST(n.value AS INTEGER) AS "item!: i64" FROM json_each(?) n
               WHERE EXISTS (SELECT 1 FROM comments c INDEXED BY comments_open_human
                             WHERE c.item = n.value AND c.ours = 0 AND c.gone_at IS NULL AND c.hidden = 0
                               AND c.done_at IS NULL AND c.answered = 0 AND c.traits & 32)
                  OR EXISTS (SELECT 1 FROM messages m INDEXED BY messages_open_human
                             WHERE m.item = n.value AND m.ours = 0 AND m.gone_at IS NULL AND m.done_at IS NULL
                               AND m.answered = 0 AND m.traits & 32)"#,
            $items
        )
    };
}

/// The digest of the words by which everything was read, or is being read again; `None` before anything was.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn words(store: &Store) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar!("SELECT words FROM human_read")
        .fetch_optional(store.reader())
        .await?)
}

/// Has everything read again, by words with this digest.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn begin(tx: &mut WriteTx, words: &[u8]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT OR REPLACE INTO human_read (id, words, comments, messages)
         VALUES (1, ?, coalesce((SELECT max(id) FROM comments), 0), coalesce((SELECT max(id) FROM messages), 0))",
        words
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// What is to be read again next. What was never told is left out: it will be, by the words there are now.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn next_part(store: &Store) -> Result<Part, StoreError> {
    Ok(Part {
        comments: comments_query!(PART).fetch_all(store.reader()).await?,
        messages: messages_query!(PART).fetch_all(store.reader()).await?,
    })
}

/// Writes down what was read, and that it was. Returns whether anything is otherwise than before: lists that ask for it see
/// those items as changed. What changed its words meanwhile is left to be told.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_read(tx: &mut WriteTx, part: &Part) -> Result<bool, StoreError> {
    let (comments, messages) = (rest(&part.comments), rest(&part.messages));
    sqlx::query!("UPDATE human_read SET comments = ?, messages = ?", comments, messages)
        .execute(tx.connection())
        .await?;
    let (comments, messages) = (changed(&part.comments), changed(&part.messages));
    if comments.is_empty() && messages.is_empty() {
        return Ok(false);
    }
    let seq = tx.change_seq().await?;
    let (comments, messages) = (json!(comments).to_string(), json!(messages).to_string());
    sqlx::query!(
        "UPDATE comments SET traits = (traits & ~32) | (told.value ->> 1) FROM json_each(?) AS told
         WHERE comments.id = told.value ->> 0 AND traits IS NOT NULL",
        comments
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE messages SET traits = (traits & ~32) | (told.value ->> 1) FROM json_each(?) AS told
         WHERE messages.id = told.value ->> 0 AND traits IS NOT NULL",
        messages
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE items SET change_seq = ?1
         WHERE id IN (SELECT c.item FROM json_each(?2) AS told JOIN comments c ON c.id = told.value ->> 0
                      UNION ALL
                      SELECT m.item FROM json_each(?3) AS told JOIN messages m ON m.id = told.value ->> 0)",
        seq,
        comments,
        messages
    )
    .execute(tx.connection())
    .await?;
    Ok(true)
}

/// Those of the items in which something waits that calls for a person.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn waiting(store: &Store, items: &[u32]) -> Result<HashSet<u32>, StoreError> {
    let items = json!(items).to_string();
    let found = waiting_query!(items).fetch_all(store.reader()).await?;
    let numbers = found.into_iter().map(u32::try_from).collect::<Result<_, _>>();
    numbers.map_err(|_| StoreError::Unreadable { what: "items.id" })
}

/// Up to which number there is more to read, after entries from the newest down.
fn rest(read: &[Entry]) -> i64 {
    let is_last = u32::try_from(read.len()).is_ok_and(|count| count < PART);
    read.last().filter(|_| !is_last).map_or(0, |entry| entry.row - 1)
}

/// What is otherwise than it is written down: the number and the bit.
fn changed(read: &[Entry]) -> Vec<(i64, i64)> {
    let changed = read.iter().filter(|entry| entry.calls != entry.human);
    changed
        .map(|entry| (entry.row, if entry.calls { Trait::Human.bit() } else { 0 }))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use sqlx::Execute;
    use tempfile::TempDir;

    use super::*;

    async fn plan(statement: &str) -> Vec<String> {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
        let explained = format!("EXPLAIN QUERY PLAN {statement}");
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
        steps.into_iter().map(|(_, _, _, step)| step).collect()
    }

    #[tokio::test]
    async fn a_part_is_read_from_its_end_without_a_sort() {
        for (plan, table) in [
            (plan(comments_query!(PART).sql()).await, "comments"),
            (plan(messages_query!(PART).sql()).await, "messages"),
        ] {
            let search = format!("SEARCH {table} USING INTEGER PRIMARY KEY (rowid<?)");
            assert!(plan.contains(&search), "{plan:#?}");
            assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
        }
    }

    #[tokio::test]
    async fn what_waits_is_looked_up_in_the_indexes_of_what_waits() {
        let items = String::new();
        let plan = plan(waiting_query!(items).sql()).await;
        for search in [
            "SEARCH c USING INDEX comments_open_human (item=?)",
            "SEARCH m USING INDEX messages_open_human (item=?)",
        ] {
            assert!(plan.iter().any(|step| step == search), "{plan:#?}");
        }
    }

    #[test]
    fn a_part_that_is_not_full_is_the_last_one() {
        let entries = |count: u32| -> Vec<Entry> {
            let rows = (0..count).map(|row| Entry {
                row: i64::from(9_000 - row),
                text: Some("refund".to_owned()),
                human: row == 0,
                calls: false,
            });
            rows.collect()
        };
        assert_eq!(rest(&entries(PART)), 9_000 - i64::from(PART));
        assert_eq!((rest(&entries(PART - 1)), rest(&[])), (0, 0));
        let mut part = Part {
            comments: entries(3),
            messages: Vec::new(),
        };
        assert_eq!(changed(&part.comments), [(9_000, 0)], "nothing was read yet");
        part.read(|text| text == "refund");
        assert_eq!(changed(&part.comments), [(8_999, 32), (8_998, 32)]);
    }
}
