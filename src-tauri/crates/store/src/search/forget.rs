//! Makes sure that what was erased is gone.
//!
//! Removing a document only notes that it is no more: its terms stay in the file until the index is written anew. After an
//! erasure that is done at once, in steps.

use crate::{StoreError, WriteTx};

/// Pages of 4 kB that one step writes of either index: some 50 ms for both, as captions are few.
const PAGES: i64 = 200;

/// How each index is told to write a part of itself anew.
const MERGES: [&str; 2] = [
    "INSERT INTO search (search, rank) VALUES ('merge', ?)",
    "INSERT INTO captions (captions, rank) VALUES ('merge', ?)",
];

/// Which step of the rewriting it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Takes everything there is into the rewriting.
    First,
    /// Goes on with it.
    Next,
}

/// Writes a part of each index anew, without what was removed. `false`: there is nothing left to do.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn forget_some(tx: &mut WriteTx, step: Step) -> Result<bool, StoreError> {
    let pages = match step {
        Step::First => -PAGES,
        Step::Next => PAGES,
    };
    let mut more = false;
    for merge in MERGES {
        let before = changes(tx).await?;
        sqlx::query(merge).bind(pages).execute(tx.connection()).await?;
        // The statement itself counts as one change.
        more |= changes(tx).await? - before > 1;
    }
    Ok(more)
}

async fn changes(tx: &mut WriteTx) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("SELECT total_changes()")
        .fetch_one(tx.connection())
        .await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::Store;
    use crate::search::{Document, Number, add, remove, remove_captions};

    /// How many blocks of an index hold a word's letters.
    async fn traces(store: &Store, index: &str) -> i64 {
        let count = format!("SELECT count(*) FROM {index}_data WHERE instr(block, CAST('zebrafish' AS BLOB)) > 0");
        sqlx::query_scalar(&count).fetch_one(store.reader()).await.unwrap()
    }

    /// Rewrites both indexes to the end, and returns how many steps that took.
    async fn forget(store: &Store) -> u32 {
        let mut step = Step::First;
        let mut steps = 0;
        loop {
            let mut tx = store.write().await.unwrap();
            let more = forget_some(&mut tx, step).await.unwrap();
            tx.commit().await.unwrap();
            if !more {
                return steps;
            }
            (step, steps) = (Step::Next, steps + 1);
            assert!(steps < 100, "it ends");
        }
    }

    #[tokio::test]
    async fn nothing_is_left_of_removed_words() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
        for first in (0..3_000).step_by(100) {
            let texts: Vec<String> = (first..first + 100)
                .map(|number| format!("word{number} {}", if number == 1_234 { "zebrafish" } else { "other" }))
                .collect();
            let documents: Vec<Document<'_>> = (first..)
                .zip(&texts)
                .map(|(number, text)| Document {
                    number: Number::first(number),
                    text: Some(text),
                    names: &[],
                })
                .collect();
            let mut tx = store.write().await.unwrap();
            add(&mut tx, &documents).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = store.write().await.unwrap();
        remove(&mut tx, &[Number::first(1_234)]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(
            traces(&store, "search").await > 0,
            "removing alone leaves the terms where they are"
        );

        assert!(forget(&store).await > 0);
        assert_eq!(traces(&store, "search").await, 0);
        let found = crate::search::hits(&store, &crate::search::Query::parse("other"))
            .await
            .unwrap();
        let all: Vec<u32> = (0..3_000).collect();
        assert_eq!(found.narrow(&all).len(), 2_999);
    }

    #[tokio::test]
    async fn nothing_is_left_of_removed_captions() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
        for first in (0..3_000).step_by(100) {
            let mut tx = store.write().await.unwrap();
            for number in first..first + 100 {
                let words = format!("word{number} {}", if number == 1_234 { "zebrafish" } else { "other" });
                sqlx::query("INSERT INTO captions (rowid, words, tags, names) VALUES (?, ?, '', '')")
                    .bind(number)
                    .bind(words)
                    .execute(tx.connection())
                    .await
                    .unwrap();
            }
            tx.commit().await.unwrap();
        }
        let mut tx = store.write().await.unwrap();
        remove_captions(&mut tx, &[1_234]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(traces(&store, "captions").await > 0);
        assert!(forget(&store).await > 0);
        assert_eq!(traces(&store, "captions").await, 0);
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM captions WHERE captions MATCH 'other'")
            .fetch_one(store.reader())
            .await
            .unwrap();
        assert_eq!(left, 2_999);
    }
}
