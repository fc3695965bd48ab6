//! People about whom the team wrote something down: labels and notes on a person.
//!
//! A person is known by the id the platform gave one account; where it gave none, by the handle. A card that was made for
//! a handle is the same person's once the id is known. The event log names a card by its own id.

use instagram::{AccountId, PersonId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::labels::Label;
use crate::values::{uuid, uuid_at};
use crate::{Store, StoreError, WriteTx};

/// Somebody as one account sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRef {
    /// The account.
    pub account: AccountId,
    /// The platform's id of them.
    pub person: Option<PersonId>,
    /// Their handle.
    pub username: Option<String>,
}

/// What the event log calls a person something was written down about.
pub fn event_subject(card: Uuid) -> String {
    format!("person:{card}")
}

macro_rules! find {
    ($account:ident, $id:ident, $username:ident) => {
        sqlx::query!(
            r#"SELECT id AS "id!", uid FROM person_cards
               WHERE account = (SELECT id FROM accounts WHERE user_id = ?1)
                 AND (person = ?2 OR (person IS NULL AND username = ?3))
               ORDER BY person IS NULL LIMIT 1"#,
            $account,
            $id,
            $username
        )
    };
}

impl PersonRef {
    /// Account, id and handle as they are bound.
    fn bound(&self) -> (&str, Option<&str>, Option<&str>) {
        (
            self.account.as_str(),
            self.person.as_ref().map(PersonId::as_str),
            self.username.as_deref(),
        )
    }
}

/// The card of a person; `None`: nothing was written down about them.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn card(store: &Store, person: &PersonRef) -> Result<Option<Uuid>, StoreError> {
    let (account, id, username) = person.bound();
    let found = find!(account, id, username).fetch_optional(store.reader()).await?;
    found.map(|row| uuid(&row.uid, "person_cards.uid")).transpose()
}

/// The card of a person, made if there is none. `None`: the platform gave neither id nor handle, so nothing can be
/// written down about them.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn card_in(tx: &mut WriteTx, person: &PersonRef, now: Timestamp) -> Result<Option<Uuid>, StoreError> {
    let (account, id, username) = person.bound();
    if let Some(row) = find!(account, id, username).fetch_optional(tx.connection()).await? {
        sqlx::query!(
            "UPDATE person_cards SET person = coalesce(person, ?), username = coalesce(?, username) WHERE id = ?",
            id,
            username,
            row.id
        )
        .execute(tx.connection())
        .await?;
        return uuid(&row.uid, "person_cards.uid").map(Some);
    }
    if id.is_none() && username.is_none() {
        return Ok(None);
    }
    let made = uuid_at(now);
    let uid = made.as_bytes().as_slice();
    sqlx::query!(
        "INSERT INTO person_cards (uid, account, person, username)
         SELECT ?, id, ?, ? FROM accounts WHERE user_id = ?",
        uid,
        id,
        username,
        account
    )
    .execute(tx.connection())
    .await?;
    Ok(Some(made))
}

/// The account that sees the person of a card, inside a write transaction.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown card.
pub async fn account_in(tx: &mut WriteTx, card: Uuid) -> Result<AccountId, StoreError> {
    let uid = card.as_bytes().as_slice();
    sqlx::query_scalar!(
        "SELECT a.user_id FROM person_cards c JOIN accounts a ON a.id = c.account WHERE c.uid = ?",
        uid
    )
    .fetch_optional(tx.connection())
    .await?
    .map(AccountId::from)
    .ok_or(StoreError::NotFound { what: "person" })
}

/// The labels of a person, in the team's order.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn labels(store: &Store, card: Uuid) -> Result<Vec<Label>, StoreError> {
    let uid = card.as_bytes().as_slice();
    let found = sqlx::query!(
        "SELECT l.uid, l.name, l.colour
         FROM person_cards c JOIN person_labels pl ON pl.card = c.id JOIN labels l ON l.id = pl.label
         WHERE c.uid = ? AND l.removed_at IS NULL ORDER BY l.place, l.id",
        uid
    )
    .fetch_all(store.reader())
    .await?;
    found
        .into_iter()
        .map(|row| {
            Ok(Label {
                uid: uuid(&row.uid, "labels.uid")?,
                name: row.name,
                colour: row.colour,
            })
        })
        .collect()
}

/// Puts a label on a person, or takes it off. `false`: it is so already.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_label(tx: &mut WriteTx, card: Uuid, label: Uuid, on: bool) -> Result<bool, StoreError> {
    let (card, label) = (card.as_bytes().as_slice(), label.as_bytes().as_slice());
    let done = if on {
        sqlx::query!(
            "INSERT INTO person_labels (card, label)
             SELECT c.id, l.id FROM person_cards c JOIN labels l ON l.uid = ?2 AND l.removed_at IS NULL WHERE c.uid = ?1
             ON CONFLICT DO NOTHING",
            card,
            label
        )
        .execute(tx.connection())
        .await?
    } else {
        sqlx::query!(
            "DELETE FROM person_labels WHERE card = (SELECT id FROM person_cards WHERE uid = ?1)
                                         AND label = (SELECT id FROM labels WHERE uid = ?2)",
            card,
            label
        )
        .execute(tx.connection())
        .await?
    };
    Ok(done.rows_affected() > 0)
}
