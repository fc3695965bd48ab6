//! The documents of the index: what an entry of the inbox is found by, and what the team noted on its item.
//!
//! This file composes SQL at run time: one row of placeholders a document.

use sqlx::{Sqlite, query_builder::QueryBuilder};

use super::fold;
use super::marks::Column;
use crate::{StoreError, WriteTx};

/// Names the document of an entry or a note.
///
/// The first entry of a thread, or the tagged post of an item, has the item's number, which keeps the numbers dense and
/// the index small. The number of any other entry, of every message among them, is beyond all of those and is made of
/// both, so a hit tells its item and its entry without a look at another table. The number of a note is made the same way
/// and is below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i64);

/// What an entry or a note is found by.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its number.
    pub number: Number,
    /// What was written.
    pub text: Option<&'a str>,
    /// Handle and names of who wrote it.
    pub names: &'a [&'a str],
}

/// Documents of one statement. SQLite takes 32,766 values a statement.
const BATCH: usize = 200;

/// The number of a comment, as SQL works it out of its row.
pub(crate) const NUMBER_OF_COMMENT: &str = "iif(parent IS NULL, item, (1 << 62) | (item << 31) | id)";

/// The number of a message, as SQL works it out of its row.
pub(crate) const NUMBER_OF_MESSAGE: &str = "(1 << 62) | (item << 31) | id";

const NOTES: i64 = i64::MIN;
const OTHERS: i64 = 1 << 62;
const ENTRY_BITS: u32 = 31;
const ENTRY_MASK: i64 = (1 << ENTRY_BITS) - 1;

impl Number {
    /// The first entry of an item, given the item's local number.
    pub fn first(item: u32) -> Self {
        Self(i64::from(item))
    }

    /// Another entry, given the local numbers of the item and of the comment or message; `None` for numbers beyond 2^31,
    /// which no database reaches.
    pub fn other(item: u32, entry: u32) -> Option<Self> {
        Self::made_of(OTHERS, item, entry)
    }

    /// A note on an item, given the local numbers of both; `None` for numbers beyond 2^31.
    pub fn note(item: u32, note: u32) -> Option<Self> {
        Self::made_of(NOTES, item, note)
    }

    fn made_of(kind: i64, item: u32, part: u32) -> Option<Self> {
        let (item, part) = (i64::from(item), i64::from(part));
        (item <= ENTRY_MASK && part <= ENTRY_MASK).then_some(Self(kind | item << ENTRY_BITS | part))
    }

    /// Whether it is a note's.
    pub const fn is_note(self) -> bool {
        self.0 < 0
    }

    /// The item's local number.
    pub fn item(self) -> u32 {
        let item = if self.0 & (OTHERS | NOTES) == 0 {
            self.0
        } else {
            self.0 >> ENTRY_BITS & ENTRY_MASK
        };
        u32::try_from(item).unwrap_or(u32::MAX)
    }

    /// The local number of the comment or message, where it is not the first entry of its item.
    pub fn entry(self) -> Option<u32> {
        (self.0 & OTHERS != 0).then(|| u32::try_from(self.0 & ENTRY_MASK).unwrap_or(u32::MAX))
    }

    /// The document in a row of the index.
    pub const fn from_row(row: i64) -> Self {
        Self(row)
    }

    /// The row of the index that the document is in.
    pub const fn row(self) -> i64 {
        self.0
    }
}

/// Adds documents that are new.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses, also for a number that is taken.
pub async fn add(tx: &mut WriteTx, documents: &[Document<'_>]) -> Result<(), StoreError> {
    write(tx, "INSERT INTO search (rowid, words, tags, names) ", documents).await
}

/// Puts documents in the place of those of the same number, if there are any.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn replace(tx: &mut WriteTx, documents: &[Document<'_>]) -> Result<(), StoreError> {
    write(
        tx,
        "INSERT OR REPLACE INTO search (rowid, words, tags, names) ",
        documents,
    )
    .await
}

/// Removes documents; numbers of none are passed over.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn remove(tx: &mut WriteTx, numbers: &[Number]) -> Result<(), StoreError> {
    for numbers in numbers.chunks(BATCH) {
        let mut query = QueryBuilder::<Sqlite>::new("DELETE FROM search WHERE rowid IN (");
        let mut list = query.separated(", ");
        for number in numbers {
            list.push_bind(number.0);
        }
        query.push(")").build().execute(tx.connection()).await?;
    }
    Ok(())
}

/// FTS5 writes out what it has gathered whenever a number is not above the one before, so they go in rising order.
async fn write(tx: &mut WriteTx, insert: &'static str, documents: &[Document<'_>]) -> Result<(), StoreError> {
    let mut ordered: Vec<&Document<'_>> = documents.iter().collect();
    ordered.sort_unstable_by_key(|document| document.number);
    for documents in ordered.chunks(BATCH) {
        let mut query = QueryBuilder::<Sqlite>::new(insert);
        query.push_values(documents, |mut row, document| {
            let Terms { words, tags, names } = Terms::of(document);
            row.push_bind(document.number.0)
                .push_bind(words)
                .push_bind(tags)
                .push_bind(names);
        });
        query.build().execute(tx.connection()).await?;
    }
    Ok(())
}

/// The columns of a document, as the index cuts them into tokens again: at the spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// What was written.
    pub words: String,
    /// Its handles and hashtags as a whole.
    pub tags: String,
    /// Who wrote it.
    pub names: String,
}

impl Terms {
    /// The folded terms of a document.
    pub fn of(document: &Document<'_>) -> Self {
        Self::of_text(document.text, document.names)
    }

    /// The folded terms of a text and of who wrote it.
    pub(super) fn of_text(text: Option<&str>, names: &[&str]) -> Self {
        let mut terms = Self {
            words: String::new(),
            tags: String::new(),
            names: String::new(),
        };
        if let Some(text) = text {
            for column in super::marks::columns_of_text(text) {
                terms.push(&column);
            }
        }
        for name in names {
            terms.push(&Column::Names(fold::name(name)));
        }
        terms
    }

    fn push(&mut self, column: &Column) {
        let (line, tokens) = match column {
            Column::Words(tokens) => (&mut self.words, tokens),
            Column::Tags(tokens) => (&mut self.tags, tokens),
            Column::Names(tokens) => (&mut self.names, tokens),
        };
        for token in tokens {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&token.term);
        }
    }
}
