//! Labels: names with a colour that a team puts on items and on people.
//!
//! Two labels never differ in case alone. A removed label is shown nowhere and keeps its places, so that bringing it back
//! brings everything back. What a list can ask about labels is in `views::written`.

mod on_items;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::values::{uuid, uuid_at};
use crate::{Store, StoreError, WriteTx};

pub(crate) use on_items::of_items;
pub use on_items::{counts, put_on_item, take_off_item};

/// A label as it is shown on what carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The id, the same on every machine.
    pub uid: Uuid,
    /// The name.
    pub name: String,
    /// The colour, 1 to 12.
    pub colour: i64,
}

/// A label with how much it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelUse {
    /// The label.
    pub label: Label,
    /// How many items carry it.
    pub items: i64,
    /// How many people carry it.
    pub people: i64,
}

/// A label as it stands in the database, removed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelState {
    /// The label.
    pub label: Label,
    /// Whether it was removed.
    pub removed: bool,
}

/// Every label that is not removed, in the team's order.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn all(store: &Store) -> Result<Vec<LabelUse>, StoreError> {
    let found = sqlx::query!(
        r#"SELECT uid, name, colour,
                  (SELECT count(*) FROM item_labels WHERE label = labels.id) AS "items!: i64",
                  (SELECT count(*) FROM person_labels WHERE label = labels.id) AS "people!: i64"
           FROM labels WHERE removed_at IS NULL ORDER BY place, id"#
    )
    .fetch_all(store.reader())
    .await?;
    found
        .into_iter()
        .map(|row| {
            Ok(LabelUse {
                label: label(&row.uid, row.name, row.colour)?,
                items: row.items,
                people: row.people,
            })
        })
        .collect()
}

/// The names of the labels that are not removed, in the team's order.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn names(store: &Store) -> Result<Vec<String>, StoreError> {
    Ok(
        sqlx::query_scalar!("SELECT name FROM labels WHERE removed_at IS NULL ORDER BY place, id")
            .fetch_all(store.reader())
            .await?,
    )
}

/// A label, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, uid: Uuid) -> Result<Option<LabelState>, StoreError> {
    let uid = uid.as_bytes().as_slice();
    let found = sqlx::query!(
        r#"SELECT uid, name, colour, removed_at IS NOT NULL AS "removed!: bool" FROM labels WHERE uid = ?"#,
        uid
    )
    .fetch_optional(tx.connection())
    .await?;
    found
        .map(|row| {
            Ok(LabelState {
                label: label(&row.uid, row.name, row.colour)?,
                removed: row.removed,
            })
        })
        .transpose()
}

/// The label with a name, whatever its case, inside a write transaction. Removed ones are not found.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn named_in(tx: &mut WriteTx, name: &str) -> Result<Option<Label>, StoreError> {
    let folded = folded(name);
    let found = sqlx::query!(
        "SELECT uid, name, colour FROM labels WHERE folded = ? AND removed_at IS NULL",
        folded
    )
    .fetch_optional(tx.connection())
    .await?;
    found.map(|row| label(&row.uid, row.name, row.colour)).transpose()
}

/// The colour that the fewest labels have, the first of them in the palette's order.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn rarest_colour_in(tx: &mut WriteTx) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"WITH RECURSIVE palette (colour) AS (SELECT 1 UNION ALL SELECT colour + 1 FROM palette WHERE colour < 12)
           SELECT p.colour AS "colour!: i64" FROM palette p
           ORDER BY (SELECT count(*) FROM labels l WHERE l.colour = p.colour AND l.removed_at IS NULL), p.colour LIMIT 1"#
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Makes a label, last in the order. The name must be free: see [`named_in`].
///
/// # Errors
/// [`StoreError::Sql`] when the name is taken or the database refuses.
pub async fn create(tx: &mut WriteTx, name: &str, colour: i64, now: Timestamp) -> Result<Label, StoreError> {
    let made = uuid_at(now);
    let uid = made.as_bytes().as_slice();
    let folded = folded(name);
    sqlx::query!(
        "INSERT INTO labels (uid, name, folded, colour, place)
         SELECT ?, ?, ?, ?, coalesce(max(place), 0) + 1 FROM labels",
        uid,
        name,
        folded,
        colour
    )
    .execute(tx.connection())
    .await?;
    Ok(Label {
        uid: made,
        name: name.to_owned(),
        colour,
    })
}

/// Gives a label another name and colour.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown label; [`StoreError::Sql`] when the name is taken.
pub async fn change(tx: &mut WriteTx, wanted: &Label) -> Result<(), StoreError> {
    let uid = wanted.uid.as_bytes().as_slice();
    let folded = folded(&wanted.name);
    let done = sqlx::query!(
        "UPDATE labels SET name = ?, folded = ?, colour = ? WHERE uid = ?",
        wanted.name,
        folded,
        wanted.colour,
        uid
    )
    .execute(tx.connection())
    .await?;
    found(done.rows_affected())
}

/// Removes a label, or brings it back with everything it was on.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown label; [`StoreError::Sql`] when its name was given to another meanwhile.
pub async fn set_removed(tx: &mut WriteTx, label: Uuid, removed_at: Option<Timestamp>) -> Result<(), StoreError> {
    let uid = label.as_bytes().as_slice();
    let at = removed_at.map(Timestamp::as_millisecond);
    let done = sqlx::query!("UPDATE labels SET removed_at = ? WHERE uid = ?", at, uid)
        .execute(tx.connection())
        .await?;
    found(done.rows_affected())
}

/// Puts labels into an order; those that are not named come after them, as they were.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn arrange(tx: &mut WriteTx, order: &[Uuid]) -> Result<(), StoreError> {
    let named = json!(order.iter().map(|uid| uid.simple().to_string()).collect::<Vec<_>>()).to_string();
    sqlx::query!(
        "UPDATE labels SET place = placed.place
         FROM (SELECT l.id, row_number() OVER (ORDER BY n.key IS NULL, n.key, l.place, l.id) AS place
               FROM labels l LEFT JOIN json_each(?) n ON unhex(n.value) = l.uid) AS placed
         WHERE labels.id = placed.id",
        named
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

fn label(uid: &[u8], name: String, colour: i64) -> Result<Label, StoreError> {
    Ok(Label {
        uid: uuid(uid, "labels.uid")?,
        name,
        colour,
    })
}

const fn found(rows: u64) -> Result<(), StoreError> {
    if rows == 0 {
        Err(StoreError::NotFound { what: "label" })
    } else {
        Ok(())
    }
}

/// How names are compared.
pub(crate) fn folded(name: &str) -> String {
    name.to_lowercase()
}
