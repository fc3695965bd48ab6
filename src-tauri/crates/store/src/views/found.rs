//! What of a list was found.

use std::sync::OnceLock;

use sqlx::{Sqlite, query_builder::QueryBuilder};
use tokio::sync::OnceCell;

use super::conditions::{self, Conditions};
use super::filter::Scope;
use super::{Filter, places::Places};
use crate::search::{self, Entries, Hits};
use crate::{Store, StoreError};

/// Items that are asked for one by one; for more it is quicker to read all entries that the line holds for.
const FEW: usize = 1_000;

/// Of a list that is walked through in next to no time, no places are kept.
const LONG: usize = 10_000;

/// A list is walked through unless it is so many times as long as what is found.
const WALK: usize = 64;

/// What a search needs of a list besides its rows: where each item stands in it, and the entries that the line typed above
/// it holds for. Both are found out when a search first needs them and belong to the list, so that a search letter by
/// letter reads nothing twice.
#[derive(Debug)]
pub struct Held {
    places: OnceLock<Places>,
    entries: OnceCell<Entries>,
    /// Up to so many items are asked for one by one.
    few: usize,
}

impl Held {
    /// Reads the entries however few items are asked for.
    pub fn always() -> Self {
        Self {
            few: 0,
            ..Self::default()
        }
    }

    /// What of a list the hits are in, in its order: of few hits each is put in its place, for many the list is walked.
    fn found(&self, hits: &Hits, list: &[u32]) -> Vec<u32> {
        let few = (list.len() >= LONG).then(|| hits.few(list.len() / WALK)).flatten();
        match few {
            Some(items) => self.places.get_or_init(|| Places::of(list)).in_order(&items, list),
            None => hits.narrow(list),
        }
    }
}

impl Default for Held {
    fn default() -> Self {
        Self {
            places: OnceLock::new(),
            entries: OnceCell::new(),
            few: FEW,
        }
    }
}

/// What of a filter's list a search is found in, in the list's order. What the line typed above the list asks of an entry
/// must hold for the very entry the words are found in: `from:anna refund` finds what Anna wrote about a refund. A caption
/// stands over every entry of its post: where that holds the words, any entry may be the one that the line holds for. `held`
/// must be this list's.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn narrow(
    store: &Store,
    filter: &Filter,
    hits: &Hits,
    list: &[u32],
    held: &Held,
) -> Result<Vec<u32>, StoreError> {
    let mut found = held.found(hits, list);
    let Some(typed) = filter.typed.as_ref().filter(|typed| typed.tells_entries()) else {
        return Ok(found);
    };
    if found.is_empty() || !hits.tells_entries() {
        return Ok(found);
    }
    if found.len() > held.few {
        let held = held.entries.get_or_try_init(|| entries(store, filter, typed)).await?;
        return Ok(hits.narrow_within(&found, held));
    }
    let in_one_entry = in_one_entry(store, filter, typed, hits, &found).await?;
    found.retain(|item| in_one_entry.contains(*item as usize) || hits.in_caption(*item));
    Ok(found)
}

/// Every entry that the line holds for.
async fn entries(store: &Store, filter: &Filter, typed: &Conditions) -> Result<Entries, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let mut query = QueryBuilder::new("");
    push_entries(&mut query, typed, &scope);
    let packed: Option<String> = query.build_query_scalar().fetch_one(store.reader()).await?;
    packed
        .as_deref()
        .map_or_else(|| Ok(Entries::default()), Entries::unpack)
}

/// The statement of [`entries`]. Whatever index serves the line: it is read in no order.
pub(super) fn push_entries(query: &mut QueryBuilder<'static, Sqlite>, typed: &Conditions, scope: &Scope) {
    query
        .push("SELECT group_concat(number) FROM (SELECT ")
        .push(search::NUMBER_OF_COMMENT);
    query.push(" AS number FROM comments WHERE ours = 0 AND item IS NOT NULL");
    typed.push_of_entries(query, conditions::Entries::Comments, scope);
    query.push(" UNION ALL SELECT ").push(search::NUMBER_OF_MESSAGE);
    query.push(" FROM messages WHERE ours = 0");
    typed.push_of_entries(query, conditions::Entries::Messages, scope);
    // A tagged post is the first entry of its item, whose number it has.
    query.push(" UNION ALL SELECT item FROM tagged_posts WHERE 1");
    typed.push_of_entries(query, conditions::Entries::TaggedPosts, scope);
    query.push(")");
}

/// The items among `candidates` with an entry that the words are found in and that the line holds for.
async fn in_one_entry(
    store: &Store,
    filter: &Filter,
    typed: &Conditions,
    hits: &Hits,
    candidates: &[u32],
) -> Result<fixedbitset::FixedBitSet, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let candidates = serde_json::json!(candidates).to_string();
    let mut query = QueryBuilder::new(
        "SELECT group_concat(entry) FROM (
             SELECT item || ' ' || id || ' ' || (parent IS NULL) AS entry FROM comments INDEXED BY comments_by_item
             WHERE ours = 0 AND item IN (SELECT value FROM json_each(",
    );
    query.push_bind(candidates.clone()).push("))");
    typed.push_of_entries(&mut query, conditions::Entries::Comments, &scope);
    query.push(
        " UNION ALL
             SELECT item || ' ' || id || ' 0' FROM messages INDEXED BY messages_by_item
             WHERE ours = 0 AND item IN (SELECT value FROM json_each(",
    );
    query.push_bind(candidates.clone()).push("))");
    typed.push_of_entries(&mut query, conditions::Entries::Messages, &scope);
    query.push(
        " UNION ALL
             SELECT item || ' ' || id || ' 1' FROM tagged_posts WHERE item IN (SELECT value FROM json_each(",
    );
    query.push_bind(candidates).push("))");
    typed.push_of_entries(&mut query, conditions::Entries::TaggedPosts, &scope);
    query.push(")");
    let packed: Option<String> = query.build_query_scalar().fetch_one(store.reader()).await?;
    let mut items = fixedbitset::FixedBitSet::new();
    for entry in packed
        .as_deref()
        .unwrap_or_default()
        .split(',')
        .filter(|entry| !entry.is_empty())
    {
        let (item, number) = unpack(entry)?;
        if hits.holds(number) {
            items.grow_and_insert(item);
        }
    }
    Ok(items)
}

/// Reads the item and the number of an entry.
fn unpack(entry: &str) -> Result<(usize, search::Number), StoreError> {
    const WHAT: &str = "comments.item";
    let unreadable = || StoreError::Unreadable { what: WHAT };
    let mut parts = entry.split(' ').map(str::parse::<i64>);
    let mut next = || parts.next().and_then(Result::ok).ok_or_else(unreadable);
    let (item, comment, top) = (next()?, next()?, next()?);
    let number = search::number(item, comment, top == 1)?;
    Ok((usize::try_from(item).map_err(|_| unreadable())?, number))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tempfile::TempDir;

    use super::*;
    use crate::search::{Document, Number, Query};

    #[tokio::test]
    async fn few_hits_in_a_long_list_are_put_in_the_order_in_which_it_is_walked() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
        // The newest first, and one that the list does not hold.
        let list: Vec<u32> = (1..=20_000).rev().filter(|item| *item != 300).collect();
        let rare: Vec<u32> = (1..=20_000).filter(|item| item % 100 == 0).collect();
        let mut tx = store.write().await.unwrap();
        for item in rare {
            let text = if item % 1_000 == 0 { "kiln sold" } else { "kiln" };
            let number = match item % 200 {
                0 => Number::first(item),
                _ => Number::other(item, item + 7).unwrap(),
            };
            let document = Document {
                number,
                text: Some(text),
                names: &[],
            };
            search::add(&mut tx, &[document]).await.unwrap();
        }
        tx.commit().await.unwrap();
        for (words, found) in [("kiln", 199), ("kiln -sold", 179), ("nothing", 0)] {
            let hits = search::hits(&store, &Query::parse(words)).await.unwrap();
            let held = Held::default();
            assert_eq!(held.found(&hits, &list), hits.narrow(&list), "{words}");
            assert_eq!(held.found(&hits, &list).len(), found, "{words}");
            assert!(held.places.get().is_some(), "{words}: the list was not walked");
        }
    }
}
