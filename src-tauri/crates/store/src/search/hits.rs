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
pub struct Entries {
    /// Items by their first entry.
    firsts: FixedBitSet,
    /// The numbers of all other entries, in rising order.
    others: Vec<Number>,
    /// Items of those.
    items_of_others: FixedBitSet,
    /// Items by the notes on them.
    noted: FixedBitSet,
    /// Items by the caption of the post they stand under.
    captioned: FixedBitSet,
}

/// An entry of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundEntry {
    /// The first one: a thread's top-level comment.
    First,
    /// The comment or message with this local number.
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

    /// The items that the query is found in, in no order; `None` where they are more than `most`, or nothing had to be found.
    pub(crate) fn few(&self, most: usize) -> Option<Vec<u32>> {
        let mut items = self.wanted.as_ref()?.few(most)?;
        items.retain(|item| !self.unwanted.item(*item));
        Some(items)
    }

    /// What of a list the query is found in, in an entry that is among `entries` or in the caption above all of them; in
    /// the list's order.
    pub fn narrow_within(&self, list: &[u32], entries: &Entries) -> Vec<u32> {
        let Some(wanted) = &self.wanted else {
            return self.narrow(list);
        };
        let items = wanted.items_shared_with(entries);
        let is_found = |item: &u32| {
            let place = *item as usize;
            (items.contains(place) || wanted.captioned.contains(place)) && !self.unwanted.item(*item)
        };
        list.iter().copied().filter(is_found).collect()
    }

    /// Whether something had to be found in an entry, so that entries can be told apart by it.
    pub const fn tells_entries(&self) -> bool {
        self.wanted.is_some()
    }

    /// Whether the query is found in this very entry.
    pub fn holds(&self, entry: Number) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.entry(entry))
    }

    /// Whether the query is found in a note on an item.
    pub fn in_note(&self, item: u32) -> bool {
        self.wanted
            .as_ref()
            .is_some_and(|wanted| wanted.noted.contains(item as usize))
    }

    /// Whether the query is found in the caption of the post that an item stands under.
    pub fn in_caption(&self, item: u32) -> bool {
        self.wanted
            .as_ref()
            .is_some_and(|wanted| wanted.captioned.contains(item as usize))
    }

    /// The first entry of an item that the query is found in; `None` where it is in none, or nothing had to be found.
    pub fn entry(&self, item: u32) -> Option<FoundEntry> {
        let wanted = self.wanted.as_ref()?;
        if wanted.firsts.contains(item as usize) {
            return Some(FoundEntry::First);
        }
        let place = wanted.others.partition_point(|number| number.item() < item);
        let number = wanted.others.get(place).filter(|number| number.item() == item)?;
        number.entry().map(FoundEntry::Other)
    }

    /// The last entry besides the first one, by its local number, that the query is found in.
    pub fn last_entry(&self, item: u32) -> Option<u32> {
        let others = &self.wanted.as_ref()?.others;
        let behind = others.partition_point(|number| number.item() <= item);
        let number = others.get(behind.checked_sub(1)?)?;
        number.entry().filter(|_| number.item() == item)
    }
}

impl Entries {
    /// Reads numbers that `group_concat` joined with commas, in any order.
    pub(crate) fn unpack(packed: &str) -> Result<Self, StoreError> {
        let mut entries = unpack(packed)?;
        entries.others.sort_unstable();
        Ok(entries)
    }

    /// The items of which an entry is in both.
    fn items_shared_with(&self, other: &Self) -> FixedBitSet {
        let mut items = self.firsts.clone();
        items.intersect_with(&other.firsts);
        let mut theirs = other.others.iter().peekable();
        for number in &self.others {
            while theirs.next_if(|their| *their < number).is_some() {}
            if theirs.peek() == Some(&number) {
                items.grow_and_insert(number.item() as usize);
            }
        }
        items
    }

    /// Its items in no order; `None` where they are more than `most`.
    fn few(&self, most: usize) -> Option<Vec<u32>> {
        let parts = [&self.firsts, &self.items_of_others, &self.noted, &self.captioned];
        if parts.iter().any(|items| items.count_ones(..) > most) {
            return None;
        }
        let mut all = FixedBitSet::new();
        for items in parts {
            all.union_with(items);
        }
        let items: Vec<u32> = all.ones().filter_map(|item| u32::try_from(item).ok()).collect();
        (items.len() <= most).then_some(items)
    }

    fn item(&self, item: u32) -> bool {
        let item = item as usize;
        self.firsts.contains(item)
            || self.items_of_others.contains(item)
            || self.noted.contains(item)
            || self.captioned.contains(item)
    }

    fn entry(&self, number: Number) -> bool {
        match number.entry() {
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

/// The hits in a range of numbers, which rise. They come packed, by an aggregate: row by row they would take ten times as
/// long.
pub(super) const PACKED: &str =
    "SELECT (SELECT group_concat(rowid) FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3)";

/// Items under a caption that is a hit.
pub(super) const CAPTIONED: &str = "SELECT (SELECT group_concat(id) FROM items INDEXED BY items_by_media
     WHERE media IN (SELECT rowid FROM captions WHERE captions MATCH ?1))";

/// Two readers share the work: a common word is found in half the time. An entry that comes meanwhile may be seen by one of
/// them and not by the other, as if it had come later.
async fn entries(store: &Store, expression: &str) -> Result<Entries, StoreError> {
    let middle = middle(store).await?;
    let (mut entries, rest, captioned) = tokio::try_join!(
        between(store, expression, i64::MIN, middle - 1),
        between(store, expression, middle, i64::MAX),
        captioned(store, expression)
    )?;
    entries.others.extend(rest.others);
    for (items, others) in [
        (&mut entries.firsts, rest.firsts),
        (&mut entries.items_of_others, rest.items_of_others),
        (&mut entries.noted, rest.noted),
    ] {
        items.union_with(&others);
    }
    entries.captioned = captioned;
    Ok(entries)
}

/// The number on both sides of which about as many hits lie: first entries are on one side, with fewer than half of all
/// others.
async fn middle(store: &Store) -> Result<i64, StoreError> {
    let last: Option<i64> = sqlx::query_scalar("SELECT max(id) FROM items")
        .fetch_one(store.reader())
        .await?;
    let item = u32::try_from(last.unwrap_or(0) * 2 / 5).unwrap_or(u32::MAX);
    Ok(Number::other(item, 0).map_or(0, Number::row))
}

async fn between(store: &Store, expression: &str, first: i64, last: i64) -> Result<Entries, StoreError> {
    let packed: Option<String> = sqlx::query_scalar(PACKED)
        .bind(expression)
        .bind(first)
        .bind(last)
        .fetch_one(store.reader())
        .await?;
    packed.as_deref().map_or_else(|| Ok(Entries::default()), unpack)
}

async fn captioned(store: &Store, expression: &str) -> Result<FixedBitSet, StoreError> {
    let packed: Option<String> = sqlx::query_scalar(CAPTIONED)
        .bind(expression)
        .fetch_one(store.reader())
        .await?;
    packed.as_deref().map_or_else(|| Ok(FixedBitSet::new()), items)
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
        if number.is_note() {
            entries.noted.grow_and_insert(item);
        } else if number.entry().is_none() {
            entries.firsts.grow_and_insert(item);
        } else {
            entries.items_of_others.grow_and_insert(item);
            entries.others.push(number);
        }
    }
    Ok(entries)
}

/// Reads numbers of items that `group_concat` joined with commas.
fn items(packed: &str) -> Result<FixedBitSet, StoreError> {
    let mut items = FixedBitSet::new();
    for number in packed.split(',') {
        let item: u32 = number
            .parse()
            .map_err(|_| StoreError::Unreadable { what: "items.id" })?;
        items.grow_and_insert(item as usize);
    }
    Ok(items)
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
                let note = Number::note(item, comment).unwrap();
                assert_eq!((note.item(), note.entry(), note.is_note()), (item, None, true));
                assert!(!number.is_note() && !Number::first(item).is_note());
            }
        }
        assert_eq!(Number::first(u32::MAX).item(), u32::MAX);
        assert_ne!(Number::other(1, 2), Number::other(1, 3));
        assert_eq!(Number::other(largest + 1, 1), None);
        assert_eq!(Number::other(1, largest + 1), None);
        assert_eq!(Number::note(1, largest + 1), None);
    }

    #[test]
    fn packed_numbers_lead_to_their_items_and_entries() {
        let other = 1_i64 << 62 | 9 << 31 | 12;
        let note = i64::MIN | 5 << 31 | 2;
        let wanted = unpack(&format!("{note},3,7,{other},{}", other + 1)).unwrap();
        let hits = Hits {
            wanted: Some(wanted),
            unwanted: Entries::default(),
        };
        assert_eq!(hits.narrow(&[9, 8, 7, 5, 3, 1]), [9, 7, 5, 3]);
        assert!(hits.in_note(5) && !hits.in_note(3));
        assert_eq!(hits.entry(5), None, "a note is no entry");
        let mut few = hits.few(4).unwrap();
        few.sort_unstable();
        assert_eq!(few, [3, 5, 7, 9]);
        assert_eq!(hits.few(3), None, "more items than that");
        assert_eq!(Hits::default().few(9), None, "nothing had to be found");
        assert_eq!(hits.entry(7), Some(FoundEntry::First));
        assert_eq!(hits.entry(9), Some(FoundEntry::Other(12)), "the first of two");
        assert_eq!(hits.entry(8), None);
        assert_eq!(
            (hits.last_entry(9), hits.last_entry(8), hits.last_entry(7)),
            (Some(13), None, None)
        );
        assert!(hits.holds(Number::other(9, 13).unwrap()));
        assert!(!hits.holds(Number::other(9, 14).unwrap()));
        assert!(!hits.holds(Number::first(9)));
        assert!(hits.holds(Number::first(3)));
        assert!(unpack("3,x").is_err());
    }

    #[test]
    fn a_caption_leads_to_every_item_under_its_post() {
        let hits = Hits {
            wanted: Some(Entries {
                captioned: items("9,2,4").unwrap(),
                ..unpack("3,4").unwrap()
            }),
            unwanted: Entries::default(),
        };
        assert_eq!(hits.narrow(&[1, 2, 3, 4, 9, 10]), [2, 3, 4, 9]);
        assert!(hits.in_caption(2) && hits.in_caption(4) && !hits.in_caption(3));
        assert_eq!(hits.entry(2), None, "a caption is no entry");
        assert_eq!(hits.few(4).map(|items| items.len()), Some(4));
        assert_eq!(hits.few(3), None);
        assert!(items("4294967296").is_err() && items("x").is_err());
    }

    #[test]
    fn a_query_is_found_within_entries_that_hold_it() {
        let other = |item, comment| Number::other(item, comment).unwrap().row();
        let wanted = unpack(&format!("1,3,{},{},{}", other(5, 50), other(6, 60), other(9, 91))).unwrap();
        let hits = Hits {
            wanted: Some(wanted),
            unwanted: Entries::default(),
        };
        // In no order, as a table gives them.
        let held = Entries::unpack(&format!("{},3,{},{},1000", other(9, 92), other(6, 60), other(5, 50))).unwrap();
        assert_eq!(
            hits.narrow_within(&[9, 6, 5, 3, 1], &held),
            [6, 5, 3],
            "9 has the words in another entry, 1 in none that is held"
        );
        let under_a_caption = Hits {
            wanted: Some(Entries {
                captioned: items("1,9").unwrap(),
                ..hits.wanted.clone().unwrap()
            }),
            unwanted: Entries {
                captioned: items("6").unwrap(),
                ..Entries::default()
            },
        };
        assert_eq!(
            under_a_caption.narrow_within(&[9, 6, 5, 3, 1], &held),
            [9, 5, 3, 1],
            "a caption stands over every entry, and so does an excluded one"
        );
        let all = Hits::default();
        assert_eq!(all.narrow_within(&[2, 1], &held), [2, 1], "nothing had to be found");
    }
}
