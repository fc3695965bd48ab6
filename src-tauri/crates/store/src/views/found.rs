//! What of a list was found.

use sqlx::query_builder::QueryBuilder;

use super::filter::Scope;
use super::{Filter, conditions::Conditions};
use crate::search::{self, Hits};
use crate::{Store, StoreError};

/// What of a filter's list a search is found in, in the list's order. What the line typed above the list asks of an entry
/// must hold for the very entry the words are found in: `from:anna refund` finds what Anna wrote about a refund.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn narrow(store: &Store, filter: &Filter, hits: &Hits, list: &[u32]) -> Result<Vec<u32>, StoreError> {
    let mut found = hits.narrow(list);
    let Some(typed) = filter.typed.as_ref().filter(|typed| typed.tells_entries()) else {
        return Ok(found);
    };
    if found.is_empty() || !hits.tells_entries() {
        return Ok(found);
    }
    let in_one_entry = in_one_entry(store, filter, typed, hits, &found).await?;
    found.retain(|item| in_one_entry.contains(*item as usize));
    Ok(found)
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
    let mut query = QueryBuilder::new(
        "SELECT group_concat(item || ' ' || id || ' ' || (parent IS NULL)) FROM comments INDEXED BY comments_by_item
         WHERE item IN (SELECT value FROM json_each(",
    );
    query.push_bind(serde_json::json!(candidates).to_string());
    query.push(")) AND ours = 0");
    typed.push_of_entries(&mut query, &scope);
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
