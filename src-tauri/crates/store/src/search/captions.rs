//! The captions of our posts, each found by itself.
//!
//! They stand in a table of their own: one row a post, however many threads stand under it. A hit leads to all of those
//! by the index of items and media, so a caption costs a search what its own threads cost, and a search for words of no
//! caption nothing.
//!
//! This file composes SQL at run time: one row of placeholders a caption.

use instagram::MediaId;
use sqlx::{Sqlite, query_builder::QueryBuilder};

use super::documents::Terms;
use crate::{StoreError, WriteTx};

/// Captions of one statement.
const BATCH: usize = 200;

/// What the document of a caption is made of.
struct Caption {
    media: i64,
    text: Option<String>,
}

/// Reads the captions of media again that are new or changed.
pub(crate) async fn replace_captions(tx: &mut WriteTx, ids: &[&MediaId]) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let ids = serde_json::json!(ids).to_string();
    let captions = sqlx::query_as!(
        Caption,
        r#"SELECT id AS "media!", caption AS text FROM media WHERE media_id IN (SELECT value FROM json_each(?))"#,
        ids
    )
    .fetch_all(tx.connection())
    .await?;
    replace(tx, &captions).await
}

/// Takes the captions of erased media out, given their local numbers.
pub(crate) async fn remove_captions(tx: &mut WriteTx, media: &[i64]) -> Result<(), StoreError> {
    for media in media.chunks(BATCH) {
        let mut query = QueryBuilder::<Sqlite>::new("DELETE FROM captions WHERE rowid IN (");
        let mut list = query.separated(", ");
        for number in media {
            list.push_bind(*number);
        }
        query.push(")").build().execute(tx.connection()).await?;
    }
    Ok(())
}

/// Takes up to `limit` captions in that were there before the index. `false`: none is left.
pub(super) async fn index_some(tx: &mut WriteTx, limit: u32) -> Result<bool, StoreError> {
    let captions = sqlx::query_as!(
        Caption,
        r#"SELECT m.id AS "media!", m.caption AS text FROM caption_backlog b JOIN media m ON m.id = b.media
           ORDER BY b.media LIMIT ?"#,
        limit
    )
    .fetch_all(tx.connection())
    .await?;
    let Some(last) = captions.last().map(|caption| caption.media) else {
        return Ok(false);
    };
    replace(tx, &captions).await?;
    sqlx::query!("DELETE FROM caption_backlog WHERE media <= ?", last)
        .execute(tx.connection())
        .await?;
    Ok(true)
}

/// Puts captions in the place of what stood there. A caption without words has no document.
async fn replace(tx: &mut WriteTx, captions: &[Caption]) -> Result<(), StoreError> {
    let (worded, wordless): (Vec<&Caption>, Vec<&Caption>) =
        captions.iter().partition(|caption| caption.text.is_some());
    let wordless: Vec<i64> = wordless.into_iter().map(|caption| caption.media).collect();
    remove_captions(tx, &wordless).await?;
    for captions in worded.chunks(BATCH) {
        let mut query = QueryBuilder::<Sqlite>::new("INSERT OR REPLACE INTO captions (rowid, words, tags, names) ");
        query.push_values(captions, |mut row, caption| {
            let Terms { words, tags, names } = Terms::of_text(caption.text.as_deref(), &[]);
            row.push_bind(caption.media)
                .push_bind(words)
                .push_bind(tags)
                .push_bind(names);
        });
        query.build().execute(tx.connection()).await?;
    }
    Ok(())
}
