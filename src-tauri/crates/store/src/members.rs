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

/// What the event log calls a member.
pub fn event_subject(member: Uuid) -> String {
    format!("member:{member}")
}

/// Writes down who is at this machine. Does nothing where that is known already.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn add_here(tx: &mut WriteTx, name: &str, now: Timestamp) -> Result<(), StoreError> {
    let uid = uuid_at(now);
    let uid = uid.as_bytes().as_slice();
    sqlx::query!(
        "INSERT INTO members (uid, name, colour, here)
         SELECT ?, ?, ?, 1 WHERE NOT EXISTS (SELECT 1 FROM members WHERE here = 1)",
        uid,
        name,
        FIRST_COLOUR
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Gives the person at this machine another name and colour.
///
/// # Errors
/// [`StoreError::NotFound`] before the first start has written down who that is.
pub async fn change_here(tx: &mut WriteTx, name: &str, colour: i64) -> Result<(), StoreError> {
    let done = sqlx::query!("UPDATE members SET name = ?, colour = ? WHERE here = 1", name, colour)
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound { what: "member" });
    }
    Ok(())
}

struct Raw {
    uid: Vec<u8>,
    name: String,
    colour: i64,
}

impl TryFrom<Raw> for Member {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            uid: uuid(&raw.uid, "members.uid")?,
            name: raw.name,
            colour: raw.colour,
            here: true,
        })
    }
}

macro_rules! select_here {
    () => {
        sqlx::query_as!(Raw, "SELECT uid, name, colour FROM members WHERE here = 1")
    };
}

/// The person at this machine; `None` before the first start has written down who that is.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn here(store: &Store) -> Result<Option<Member>, StoreError> {
    let found = select_here!().fetch_optional(store.reader()).await?;
    found.map(Member::try_from).transpose()
}

/// The person at this machine, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn here_in(tx: &mut WriteTx) -> Result<Option<Member>, StoreError> {
    let found = select_here!().fetch_optional(tx.connection()).await?;
    found.map(Member::try_from).transpose()
}
