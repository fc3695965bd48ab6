//! What a list can ask about labels and notes: conditions on the table `items`, for a statement that names it once and
//! unqualified.
//!
//! Both are sets of item numbers, so that the index of a view goes on serving the list in its order, and neither is ever
//! NULL, so that `NOT` turns each around. A label on a person is none of the item, and a note on a person is none either.

use sqlx::{Sqlite, query_builder::QueryBuilder};

use crate::labels::folded;

/// `has:note`: somebody wrote a note on the item.
pub(super) const HAS_NOTE: &str = "id IN (SELECT item FROM notes WHERE item IS NOT NULL AND removed_at IS NULL)";

/// `label:`: the item carries one of the labels with these names, whatever their case. Names that are no label's find
/// nothing.
pub(super) fn push_labelled(query: &mut QueryBuilder<'static, Sqlite>, names: &[String]) {
    query.push(
        "id IN (SELECT item FROM item_labels WHERE label IN (SELECT id FROM labels WHERE removed_at IS NULL AND folded IN (",
    );
    let mut list = query.separated(", ");
    for name in names {
        list.push_bind(folded(name));
    }
    query.push(")))");
}

#[cfg(test)]
#[path = "written_tests.rs"]
mod tests;
