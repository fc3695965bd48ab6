//! Saved replies: answers a team writes once and uses often. Their words are the team's own.

use instagram::AccountId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::values::{uuid, uuid_at};
use crate::{Store, StoreError, WriteTx};

/// A saved reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedReply {
    /// The id, the same on every machine.
    pub uid: Uuid,
    /// What people see in a list of them.
    pub title: String,
    /// What is typed after `;` to find it, in small letters.
    pub shortcut: Option<String>,
    /// The words, with variables in braces.
    pub text: String,
    /// The account it is for; `None`: every account.
    pub account: Option<AccountId>,
    /// The keyword rule that brings it up.
    pub rule: Option<Uuid>,
    /// How many replies that were not taken back began as this one.
    pub uses: i64,
}

/// What a person settles about a saved reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSavedReply {
    /// What people see in a list of them.
    pub title: String,
    /// What is typed after `;` to find it, in small letters.
    pub shortcut: Option<String>,
    /// The words, with variables in braces.
    pub text: String,
    /// The account it is for.
    pub account: Option<AccountId>,
    /// The keyword rule that brings it up.
    pub rule: Option<Uuid>,
}

/// What the event log calls a saved reply.
pub fn event_subject(reply: Uuid) -> String {
    format!("saved_reply:{reply}")
}

struct Raw {
    uid: Vec<u8>,
    title: String,
    shortcut: Option<String>,
    text: String,
    account: Option<String>,
    rule: Option<Vec<u8>>,
    uses: i64,
}

impl TryFrom<Raw> for SavedReply {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            uid: uuid(&raw.uid, "saved_replies.uid")?,
            title: raw.title,
            shortcut: raw.shortcut,
            text: raw.text,
            account: raw.account.map(AccountId::from),
            rule: raw.rule.map(|uid| uuid(&uid, "keyword_rules.uid")).transpose()?,
            uses: raw.uses,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT r.uid, r.title, r.shortcut, r.text, a.user_id AS "account?", k.uid AS "rule?",
                      (SELECT count(*) FROM saved_reply_uses u JOIN outbox o ON o.uid = u.action
                       WHERE u.reply = r.id AND o.delivery NOT IN (11, 12)) AS "uses!: i64"
               FROM saved_replies r LEFT JOIN accounts a ON a.id = r.account LEFT JOIN keyword_rules k ON k.id = r.rule
               WHERE r.removed_at IS NULL "# + $tail
            $(, $argument)*
        )
    };
}

/// Every saved reply, by title.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn all(store: &Store) -> Result<Vec<SavedReply>, StoreError> {
    let rows = select!("ORDER BY lower(r.title), r.id")
        .fetch_all(store.reader())
        .await?;
    rows.into_iter().map(SavedReply::try_from).collect()
}

/// The saved replies an account may use: its own first, then those for every account, the most used first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn for_account(store: &Store, account: &AccountId) -> Result<Vec<SavedReply>, StoreError> {
    let account = account.as_str();
    let rows = select!(
        "AND (r.account IS NULL OR a.user_id = ?) ORDER BY r.account IS NULL, 7 DESC, lower(r.title), r.id",
        account
    )
    .fetch_all(store.reader())
    .await?;
    rows.into_iter().map(SavedReply::try_from).collect()
}

/// Every saved reply, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn all_in(tx: &mut WriteTx) -> Result<Vec<SavedReply>, StoreError> {
    let rows = select!("ORDER BY lower(r.title), r.id")
        .fetch_all(tx.connection())
        .await?;
    rows.into_iter().map(SavedReply::try_from).collect()
}

/// Writes a saved reply.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn create(tx: &mut WriteTx, new: &NewSavedReply, now: Timestamp) -> Result<Uuid, StoreError> {
    let made = uuid_at(now);
    let uid = made.as_bytes().as_slice();
    let account = new.account.as_ref().map(AccountId::as_str);
    let rule = new.rule.map(|rule| rule.as_bytes().to_vec());
    sqlx::query!(
        "INSERT INTO saved_replies (uid, title, shortcut, text, account, rule)
         VALUES (?, ?, ?, ?, (SELECT id FROM accounts WHERE user_id = ?), (SELECT id FROM keyword_rules WHERE uid = ?))",
        uid,
        new.title,
        new.shortcut,
        new.text,
        account,
        rule
    )
    .execute(tx.connection())
    .await?;
    Ok(made)
}

/// Changes a saved reply.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown or removed one.
pub async fn change(tx: &mut WriteTx, reply: Uuid, wanted: &NewSavedReply) -> Result<(), StoreError> {
    let uid = reply.as_bytes().as_slice();
    let account = wanted.account.as_ref().map(AccountId::as_str);
    let rule = wanted.rule.map(|rule| rule.as_bytes().to_vec());
    let done = sqlx::query!(
        "UPDATE saved_replies SET title = ?, shortcut = ?, text = ?,
                account = (SELECT id FROM accounts WHERE user_id = ?), rule = (SELECT id FROM keyword_rules WHERE uid = ?)
         WHERE uid = ? AND removed_at IS NULL",
        wanted.title,
        wanted.shortcut,
        wanted.text,
        account,
        rule,
        uid
    )
    .execute(tx.connection())
    .await?;
    found(done.rows_affected())
}

/// Removes a saved reply, or brings it back.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown one.
pub async fn set_removed(tx: &mut WriteTx, reply: Uuid, removed_at: Option<Timestamp>) -> Result<(), StoreError> {
    let uid = reply.as_bytes().as_slice();
    let at = removed_at.map(Timestamp::as_millisecond);
    let done = sqlx::query!("UPDATE saved_replies SET removed_at = ? WHERE uid = ?", at, uid)
        .execute(tx.connection())
        .await?;
    found(done.rows_affected())
}

/// Writes down that an action began as a saved reply. One that is no longer here is left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn used(tx: &mut WriteTx, reply: Uuid, action: Uuid) -> Result<(), StoreError> {
    let (reply, action) = (reply.as_bytes().as_slice(), action.as_bytes().as_slice());
    sqlx::query!(
        "INSERT INTO saved_reply_uses (action, reply) SELECT ?, id FROM saved_replies WHERE uid = ?",
        action,
        reply
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

const fn found(rows: u64) -> Result<(), StoreError> {
    if rows == 0 {
        Err(StoreError::NotFound { what: "saved reply" })
    } else {
        Ok(())
    }
}
