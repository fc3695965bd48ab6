//! Words that say what a comment is about. A rule brings up the saved replies that name it, or says that a person has to
//! look; it never sends anything.

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::values::{small_int, uuid, uuid_at};
use crate::{Store, StoreError, WriteTx};

small_int! {
    /// A built-in rule: its common words are the program's, the team may add its own.
    Topic, "keyword_rules.topic" {
        /// What something costs.
        Price = 1,
        /// Whether something can be had.
        Availability = 2,
        /// Whether and how something is sent.
        Shipping = 3,
        /// Something went wrong.
        Complaint = 4,
    }
}

/// A rule of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeywordRule {
    /// The id, the same on every machine.
    pub uid: Uuid,
    /// The topic of a built-in rule.
    pub topic: Option<Topic>,
    /// The name of a team's own rule; empty for a built-in one.
    pub name: String,
    /// The team's own words.
    pub words: Vec<String>,
    /// Whether it offers nothing and says instead that a person has to look.
    pub needs_human: bool,
    /// Whether it is used.
    pub active: bool,
}

/// What a person settles about a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKeywordRule {
    /// The name; of no use for a built-in rule.
    pub name: String,
    /// The team's own words.
    pub words: Vec<String>,
    /// Whether it says that a person has to look.
    pub needs_human: bool,
    /// Whether it is used.
    pub active: bool,
}

/// What the event log calls a rule.
pub fn event_subject(rule: Uuid) -> String {
    format!("keyword_rule:{rule}")
}

struct Raw {
    uid: Vec<u8>,
    topic: Option<i64>,
    name: String,
    words: String,
    needs_human: bool,
    active: bool,
}

impl TryFrom<Raw> for KeywordRule {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            uid: uuid(&raw.uid, "keyword_rules.uid")?,
            topic: raw.topic.map(Topic::from_code).transpose()?,
            name: raw.name,
            words: serde_json::from_str(&raw.words).map_err(|_| StoreError::Unreadable {
                what: "keyword_rules.words",
            })?,
            needs_human: raw.needs_human,
            active: raw.active,
        })
    }
}

/// Every rule, the built-in ones first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn all(store: &Store) -> Result<Vec<KeywordRule>, StoreError> {
    let found = sqlx::query_as!(
        Raw,
        r#"SELECT uid, topic, name, words, needs_human AS "needs_human: bool", active AS "active: bool"
           FROM keyword_rules WHERE removed_at IS NULL ORDER BY topic IS NULL, topic, id"#
    )
    .fetch_all(store.reader())
    .await?;
    found.into_iter().map(KeywordRule::try_from).collect()
}

/// Makes a rule of the team's own.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn create(tx: &mut WriteTx, new: &NewKeywordRule, now: Timestamp) -> Result<Uuid, StoreError> {
    let made = uuid_at(now);
    let uid = made.as_bytes().as_slice();
    let words = json!(new.words).to_string();
    sqlx::query!(
        "INSERT INTO keyword_rules (uid, name, words, needs_human, active) VALUES (?, ?, ?, ?, ?)",
        uid,
        new.name,
        words,
        new.needs_human,
        new.active
    )
    .execute(tx.connection())
    .await?;
    Ok(made)
}

/// Changes a rule. A built-in one keeps its empty name.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown or removed rule.
pub async fn change(tx: &mut WriteTx, rule: Uuid, wanted: &NewKeywordRule) -> Result<(), StoreError> {
    let uid = rule.as_bytes().as_slice();
    let words = json!(wanted.words).to_string();
    let done = sqlx::query!(
        "UPDATE keyword_rules SET name = iif(topic IS NULL, ?, ''), words = ?, needs_human = ?, active = ?
         WHERE uid = ? AND removed_at IS NULL",
        wanted.name,
        words,
        wanted.needs_human,
        wanted.active,
        uid
    )
    .execute(tx.connection())
    .await?;
    found(done.rows_affected())
}

/// Removes a rule of the team's own; saved replies that named it name none any more.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown, built-in or removed rule.
pub async fn remove(tx: &mut WriteTx, rule: Uuid, now: Timestamp) -> Result<(), StoreError> {
    let uid = rule.as_bytes().as_slice();
    let at = now.as_millisecond();
    let done = sqlx::query!(
        "UPDATE keyword_rules SET removed_at = ? WHERE uid = ? AND topic IS NULL AND removed_at IS NULL",
        at,
        uid
    )
    .execute(tx.connection())
    .await?;
    found(done.rows_affected())?;
    sqlx::query!(
        "UPDATE saved_replies SET rule = NULL WHERE rule = (SELECT id FROM keyword_rules WHERE uid = ?)",
        uid
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

const fn found(rows: u64) -> Result<(), StoreError> {
    if rows == 0 {
        Err(StoreError::NotFound { what: "rule" })
    } else {
        Ok(())
    }
}
