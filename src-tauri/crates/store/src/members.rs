//! People of the team. One of them is the person at this machine, whose name every decision made here carries.

use jiff::Timestamp;
use uuid::Uuid;

use crate::values::{uuid, uuid_at};
use crate::{Store, StoreError, WriteTx};

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The id, the same on every machine.
    pub uid: Uuid,
    /// The name.
    pub name: String,
    /// The colour, 1 to 12.
    pub colour: i64,
    /// Whether this is the person at this machine.
    pub here: bool,
}

/// The colour of a member nobody chose one for.
const FIRST_COLOUR: i64 = 1;

/// Gives the person at this machine a name; who was not known yet is added.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_here(tx: &mut WriteTx, name: &str, now: Timestamp) -> Result<(), StoreError> {
    let renamed = sqlx::query!("UPDATE members SET name = ? WHERE here = 1", name)
        .execute(tx.connection())
        .await?;
    if renamed.rows_affected() > 0 {
        return Ok(());
    }
    let uid = uuid_at(now);
    let uid = uid.as_bytes().as_slice();
    sqlx::query!(
        "INSERT INTO members (uid, name, colour, here) VALUES (?, ?, ?, 1)",
        uid,
        name,
        FIRST_COLOUR
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The person at this machine; `None` before the first start has named them.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn here(store: &Store) -> Result<Option<Member>, StoreError> {
    let found = sqlx::query!("SELECT uid, name, colour FROM members WHERE here = 1")
        .fetch_optional(store.reader())
        .await?;
    found
        .map(|row| {
            Ok(Member {
                uid: uuid(&row.uid, "members.uid")?,
                name: row.name,
                colour: row.colour,
                here: true,
            })
        })
        .transpose()
}
