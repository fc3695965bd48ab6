//! Makes sure that what was erased is gone.
//!
//! Removing a document only notes that it is no more: its terms stay in the file until the index is written anew. After an
//! erasure that is done at once, in steps.

use crate::{StoreError, WriteTx};

/// Pages of 4 kB that one step writes: some 50 ms.
const PAGES: i64 = 200;

/// Which step of the rewriting it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Takes everything there is into the rewriting.
    First,
    /// Goes on with it.
    Next,
}

/// Writes a part of the index anew, without what was removed. `false`: there is nothing left to do.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn forget_some(tx: &mut WriteTx, step: Step) -> Result<bool, StoreError> {
    let pages = match step {
        Step::First => -PAGES,
        Step::Next => PAGES,
    };
    let before = changes(tx).await?;
    sqlx::query("INSERT INTO search (search, rank) VALUES ('merge', ?)")
        .bind(pages)
        .execute(tx.connection())
        .await?;
    // The statement itself counts as one change.
    Ok(changes(tx).await? - before > 1)
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
    use crate::search::{Document, Number, add, remove};

    /// How many blocks of the index hold a word's letters.
    async fn traces(store: &Store) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM search_data WHERE instr(block, CAST('zebrafish' AS BLOB)) > 0")
            .fetch_one(store.reader())
            .await
            .unwrap()
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
            traces(&store).await > 0,
            "removing alone leaves the terms where they are"
        );

        let mut step = Step::First;
        let mut steps = 0;
        loop {
            let mut tx = store.write().await.unwrap();
            let more = forget_some(&mut tx, step).await.unwrap();
            tx.commit().await.unwrap();
            if !more {
                break;
            }
            (step, steps) = (Step::Next, steps + 1);
            assert!(steps < 100, "it ends");
        }
        assert_eq!(traces(&store).await, 0);
        let found = crate::search::hits(&store, &crate::search::Query::parse("other"))
            .await
            .unwrap();
        let all: Vec<u32> = (0..3_000).collect();
        assert_eq!(found.narrow(&all).len(), 2_999);
    }
}
