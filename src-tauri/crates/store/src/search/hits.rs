//! What a query finds.

use fixedbitset::FixedBitSet;

use super::documents::Number;
use super::query::Query;
use crate::{Store, StoreError};

/// Where a query is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// `None`: nothing had to be found.
    wanted: Option<Entries>,
    unwanted: Entries,
}

/// Entries, as their numbers tell them apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entries {
    /// Items by their first entry.
    firsts: FixedBitSet,
    /// The numbers of all other entries, in rising order.
    others: Vec<Number>,
    /// Items of those.
    items_of_others: FixedBitSet,
}

/// An entry of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundEntry {
    /// The first one: a thread's top-level comment.
    First,
    /// The comment with this local number.
    Other(u32),
}

impl Hits {
    /// Whether the query is found in an item, given its local number.
    pub fn contains(&self, item: u32) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.item(item)) && !self.unwanted.item(item)
    }

    /// What of a list the query is found in, in the list's order.
    pub fn narrow(&self, list: &[u32]) -> Vec<u32> {
        list.iter().copied().filter(|item| self.contains(*item)).collect()
    }

    /// Whether something had to be found in an entry, so that entries can be told apart by it.
    pub const fn tells_entries(&self) -> bool {
        self.wanted.is_some()
    }

    /// Whether the query is found in this very entry.
    pub fn holds(&self, entry: Number) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.entry(entry))
    }

    /// The first entry of an item that the query is found in; `None` where it is in none, or nothing had to be found.
    pub fn entry(&self, item: u32) -> Option<FoundEntry> {
        let wanted = self.wanted.as_ref()?;
        if wanted.firsts.contains(item as usize) {
            return Some(FoundEntry::First);
        }
        let place = wanted.others.partition_point(|number| number.item() < item);
        let number = wanted.others.get(place).filter(|number| number.item() == item)?;
        number.comment().map(FoundEntry::Other)
    }
}

impl Entries {
    fn item(&self, item: u32) -> bool {
        self.firsts.contains(item as usize) || self.items_of_others.contains(item as usize)
    }

    fn entry(&self, number: Number) -> bool {
        match number.comment() {
            None => self.firsts.contains(number.item() as usize),
            Some(_) => self.others.binary_search(&number).is_ok(),
        }
    }
}

/// Everything that a query finds in the index.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses; no query makes it refuse.
pub async fn hits(store: &Store, query: &Query) -> Result<Hits, StoreError> {
    let wanted = match query.wanted_expression() {
        Some(expression) => Some(entries(store, &expression).await?),
        None => None,
    };
    let unwanted = match query.unwanted_expression() {
        Some(expression) => entries(store, &expression).await?,
        None => Entries::default(),
    };
    Ok(Hits { wanted, unwanted })
}

/// All hits. They come packed, by one aggregate, in rising order: row by row they would take ten times as long.
async fn entries(store: &Store, expression: &str) -> Result<Entries, StoreError> {
    let packed: Option<String> = sqlx::query_scalar("SELECT group_concat(rowid) FROM search WHERE search MATCH ?")
        .bind(expression)
        .fetch_one(store.reader())
        .await?;
    packed.as_deref().map_or_else(|| Ok(Entries::default()), unpack)
}

/// Reads what `group_concat` joined with commas.
fn unpack(packed: &str) -> Result<Entries, StoreError> {
    let mut entries = Entries::default();
    for number in packed.split(',') {
        let row: i64 = number
            .parse()
            .map_err(|_| StoreError::Unreadable { what: "search.rowid" })?;
        let number = Number::from_row(row);
        let item = number.item() as usize;
        if number.comment().is_none() {
            entries.firsts.grow_and_insert(item);
        } else {
            entries.items_of_others.grow_and_insert(item);
            entries.others.push(number);
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_entry_leads_to_its_item() {
        let largest = (1 << 31) - 1;
        for item in [0, 1, 7, 1_000_000, largest] {
            assert_eq!(Number::first(item).item(), item);
            for comment in [1, 5, largest] {
                let number = Number::other(item, comment).unwrap();
                assert_eq!(number.item(), item);
                assert!(number > Number::first(u32::MAX), "above every first entry");
            }
        }
        assert_eq!(Number::first(u32::MAX).item(), u32::MAX);
        assert_ne!(Number::other(1, 2), Number::other(1, 3));
        assert_eq!(Number::other(largest + 1, 1), None);
        assert_eq!(Number::other(1, largest + 1), None);
    }

    #[test]
    fn packed_numbers_lead_to_their_items_and_entries() {
        let other = 1_i64 << 62 | 9 << 31 | 12;
        let wanted = unpack(&format!("3,7,{other},{}", other + 1)).unwrap();
        let hits = Hits {
            wanted: Some(wanted),
            unwanted: Entries::default(),
        };
        assert_eq!(hits.narrow(&[9, 8, 7, 5, 3, 1]), [9, 7, 3]);
        assert_eq!(hits.entry(7), Some(FoundEntry::First));
        assert_eq!(hits.entry(9), Some(FoundEntry::Other(12)), "the first of two");
        assert_eq!(hits.entry(8), None);
        assert!(hits.holds(Number::other(9, 13).unwrap()));
        assert!(!hits.holds(Number::other(9, 14).unwrap()));
        assert!(!hits.holds(Number::first(9)));
        assert!(hits.holds(Number::first(3)));
        assert!(unpack("3,x").is_err());
    }
}
