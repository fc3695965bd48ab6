//! Lists in which belongs together what is of one post, one author or one day.
//!
//! A list is taken in the order of time, which an index serves, and brought together in memory: the set of items of each
//! group comes packed like the list itself, by one statement over an index that holds the groups side by side. Within a
//! group the order of time stays. A group stands where its first item stood; a list ordered by post or author has its
//! groups in that order instead.
//!
//! Posts are ordered by when they were published, the newest first; authors by their handle, one account after the other.
//! The author of an item is who began it. Days are those of a time zone, of the instant the list is ordered by. Items
//! without post or author come last.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::query_builder::QueryBuilder;

use super::filter::Scope;
use super::{Filter, Order};
use crate::values::small_int;
use crate::{Store, StoreError};

small_int! {
    /// What of a list stands together.
    Grouping, "saved_views.grouping" {
        /// Nothing: only the order counts.
        Nothing = 0,
        /// What stands under one post.
        Post = 1,
        /// What one person began, as one account sees them.
        Author = 2,
        /// What is of one day.
        Day = 3,
    }
}

/// Which group each item is in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    /// The group by the local number of the item.
    of: Vec<u32>,
}

/// What a group is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupName {
    /// The local number of the item that was asked about.
    pub item: u32,
    /// The words of the post it stands under.
    pub caption: Option<String>,
    /// The handle of who began it.
    pub username: Option<String>,
}

/// The group of items that are in none: behind all others.
const NONE: u32 = u32::MAX;

/// Day 0 of the groups of days.
const FIRST_DAY: Date = Date::constant(1970, 1, 1);

impl Groups {
    /// The group of an item; two items of one group have the same.
    pub fn of(&self, item: u32) -> u32 {
        self.of.get(item as usize).copied().unwrap_or(NONE)
    }

    /// A list in the order of the groups; within one it stays as it was.
    pub fn sort(&self, list: &[u32]) -> Vec<u32> {
        let mut sorted = list.to_vec();
        sorted.sort_by_key(|item| self.of(*item));
        sorted
    }

    /// A list with each group where its first item stood; within one it stays as it was.
    pub fn bring_together(&self, list: &[u32]) -> Vec<u32> {
        let mut places: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
        for item in list {
            let next = u32::try_from(places.len()).unwrap_or(NONE);
            places.entry(self.of(*item)).or_insert(next);
        }
        let mut together = list.to_vec();
        together.sort_by_key(|item| places.get(&self.of(*item)).copied());
        together
    }

    /// The day of an item, where the groups are days.
    pub fn day(&self, item: u32) -> Option<Date> {
        let day = i64::from(self.of.get(item as usize).copied().filter(|day| *day != NONE)?);
        FIRST_DAY.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
    }

    fn put(&mut self, item: &str, group: u32) -> Result<(), StoreError> {
        let item: usize = item.parse().map_err(|_| StoreError::Unreadable { what: "items.id" })?;
        if self.of.len() <= item {
            self.of.resize(item + 1, NONE);
        }
        if let Some(place) = self.of.get_mut(item) {
            *place = group;
        }
        Ok(())
    }

    /// Reads items joined with commas, in groups joined with semicolons.
    fn unpack(packed: Option<&str>) -> Result<Self, StoreError> {
        let mut groups = Self::default();
        for (group, items) in packed.into_iter().flat_map(|packed| packed.split(';')).enumerate() {
            let group = u32::try_from(group).unwrap_or(NONE);
            for item in items.split(',') {
                groups.put(item, group)?;
            }
        }
        Ok(groups)
    }
}

/// The groups of a filter's list; `None` where nothing stands together. Days are those of `zone`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn groups(
    store: &Store,
    filter: &Filter,
    grouping: Grouping,
    zone: &TimeZone,
) -> Result<Option<Groups>, StoreError> {
    Ok(match grouping {
        Grouping::Nothing => None,
        Grouping::Post => Some(of_statement(store, POSTS).await?),
        Grouping::Author => Some(of_statement(store, AUTHORS).await?),
        Grouping::Day => Some(days(store, filter, zone).await?),
    })
}

/// A list that was taken in the order of time, in the order of its filter.
pub(super) async fn in_order(store: &Store, order: Order, list: Vec<u32>) -> Result<Vec<u32>, StoreError> {
    let statement = match order {
        Order::OldestFirst | Order::NewestFirst => return Ok(list),
        Order::Post => POSTS,
        Order::Author => AUTHORS,
    };
    Ok(of_statement(store, statement).await?.sort(&list))
}

/// The names of the groups that some items are in, in no order.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn group_names(store: &Store, items: &[u32]) -> Result<Vec<GroupName>, StoreError> {
    let items = serde_json::json!(items).to_string();
    let found = sqlx::query!(
        r#"SELECT i.id AS "id!", m.caption AS "caption?",
                  coalesce((SELECT c.username FROM comments c INDEXED BY comments_by_item
                            WHERE c.item = i.id AND c.parent IS NULL LIMIT 1),
                           (SELECT v.username FROM conversations v WHERE v.item = i.id),
                           (SELECT t.username FROM tagged_posts t WHERE t.item = i.id)) AS "username?: String"
           FROM json_each(?) n JOIN items i ON i.id = n.value LEFT JOIN media m ON m.id = i.media"#,
        items
    );
    found
        .fetch_all(store.reader())
        .await?
        .into_iter()
        .map(|row| {
            Ok(GroupName {
                item: u32::try_from(row.id).map_err(|_| StoreError::Unreadable { what: "items.id" })?,
                caption: row.caption,
                username: row.username,
            })
        })
        .collect()
}

/// The items of each post. Posts without items leave no group behind.
const POSTS: &str = "SELECT group_concat(items, ';') FROM
    (SELECT (SELECT group_concat(id) FROM items INDEXED BY items_by_media WHERE media = m.id) AS items
     FROM media m ORDER BY m.taken_at DESC, m.id DESC)";

/// The items that each author began, with their conversations and the posts in which they tagged the account. Who only wrote
/// messages comes after those who commented, and who only tagged after both: the tables are walked side by side by their
/// indexes, and nothing is sorted.
const AUTHORS: &str = "SELECT group_concat(items, ';') FROM
    (SELECT items FROM
        (SELECT group_concat(c.item) || coalesce(',' ||
                    (SELECT group_concat(v.item) FROM conversations v INDEXED BY conversations_by_username
                     WHERE v.account = c.account AND v.username = c.username), '') || coalesce(',' ||
                    (SELECT group_concat(t.item) FROM tagged_posts t INDEXED BY tagged_posts_by_username
                     WHERE t.account = c.account AND t.username = c.username), '') AS items
         FROM comments c INDEXED BY comments_by_username
         WHERE c.username IS NOT NULL AND c.parent IS NULL
         GROUP BY c.account, c.username ORDER BY c.account, c.username)
     UNION ALL
     SELECT items FROM
        (SELECT group_concat(v.item) || coalesce(',' ||
                    (SELECT group_concat(t.item) FROM tagged_posts t INDEXED BY tagged_posts_by_username
                     WHERE t.account = v.account AND t.username = v.username), '') AS items
         FROM conversations v INDEXED BY conversations_by_username
         WHERE v.username IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM comments c INDEXED BY comments_by_username
                           WHERE c.account = v.account AND c.username = v.username AND c.parent IS NULL)
         GROUP BY v.account, v.username ORDER BY v.account, v.username)
     UNION ALL
     SELECT items FROM
        (SELECT group_concat(t.item) AS items FROM tagged_posts t INDEXED BY tagged_posts_by_username
         WHERE t.username IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM comments c INDEXED BY comments_by_username
                           WHERE c.account = t.account AND c.username = t.username AND c.parent IS NULL)
           AND NOT EXISTS (SELECT 1 FROM conversations v INDEXED BY conversations_by_username
                           WHERE v.account = t.account AND v.username = t.username)
         GROUP BY t.account, t.username ORDER BY t.account, t.username))";

async fn of_statement(store: &Store, statement: &'static str) -> Result<Groups, StoreError> {
    let packed: Option<String> = sqlx::query_scalar(statement).fetch_one(store.reader()).await?;
    Groups::unpack(packed.as_deref())
}

async fn days(store: &Store, filter: &Filter, zone: &TimeZone) -> Result<Groups, StoreError> {
    let scope = Scope::of(store, &filter.accounts).await?;
    let mut query = QueryBuilder::new("");
    push_days(&mut query, filter, &scope);
    let packed: Option<String> = query.build_query_scalar().fetch_one(store.reader()).await?;
    let mut groups = Groups::default();
    for each in packed.as_deref().into_iter().flat_map(|packed| packed.split(',')) {
        let unreadable = || StoreError::Unreadable {
            what: "items.newest_at",
        };
        let (item, second) = each.split_once(' ').ok_or_else(unreadable)?;
        let second = second.parse().map_err(|_| unreadable())?;
        let at = Timestamp::from_second(second).map_err(|_| unreadable())?;
        let date = zone.to_datetime(at).date();
        let day = date.since(FIRST_DAY).map_or(0, |since| since.get_days());
        groups.put(item, u32::try_from(day).unwrap_or(0))?;
    }
    Ok(groups)
}

/// Every item of a view with the second its list is ordered by, from the index of the view alone.
fn push_days(query: &mut QueryBuilder<'static, sqlx::Sqlite>, filter: &Filter, scope: &Scope) {
    query
        .push("SELECT group_concat(id || ' ' || (")
        .push(filter.time_column())
        .push(" / 1000)) FROM items INDEXED BY ")
        .push(filter.view.index(filter.order))
        .push(" WHERE ")
        .push(filter.view.condition());
    scope.push(query);
}

#[cfg(test)]
#[path = "grouping_tests.rs"]
mod tests;
