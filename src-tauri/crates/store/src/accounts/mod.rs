//! Connected accounts: what `/me` told, what the token may do and how the last sync went. The token itself lies in the
//! keychain.
//!
//! A disconnected account keeps its row, hidden from every list, because events point at its number and a reconnection
//! finds its colour and its cache again.

mod erase;
mod state;

use instagram::AccountId;
use jiff::Timestamp;

use crate::values::{instant, instant_opt, millis_opt};
use crate::{Store, StoreError, WriteTx};

pub use erase::{erase_some, remove};
pub use state::{set_paused, set_profile, set_sync_state, set_token, set_usage};

/// How many colours accounts are told apart by.
pub const COLOURS: i64 = 12;

/// A connected account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// `user_id` of `/me`.
    pub id: AccountId,
    /// Local number.
    pub row: i64,
    /// Handle without `@`.
    pub username: String,
    /// Display name.
    pub name: Option<String>,
    /// As the platform spells it: `BUSINESS`, `MEDIA_CREATOR`.
    pub account_type: Option<String>,
    /// Expires; pictures are cached under the account's id.
    pub picture_url: Option<String>,
    /// Followers, as told last.
    pub followers: Option<i64>,
    /// Media, as told last.
    pub media_count: Option<i64>,
    /// `id` of `/me`: the id under which our own comments name us.
    pub app_scoped_id: String,
    /// Granted scopes, as the platform spells them.
    pub permissions: Vec<String>,
    /// The Meta app the token belongs to; `None` for a token pasted from the dashboard.
    pub client_id: Option<String>,
    /// The hosts the token may be sent to (`Endpoints::host_set`).
    pub host_set: String,
    /// When the token was issued or refreshed.
    pub token_issued_at: Timestamp,
    /// When it ends; `None` if nobody told.
    pub token_expires_at: Option<Timestamp>,
    /// When the account was connected here.
    pub connected_at: Timestamp,
    /// `1..=12`, given in order, so that accounts side by side differ.
    pub colour: i64,
    /// Two letters.
    pub mark: String,
    /// End of the last sync without an error.
    pub last_sync_at: Option<Timestamp>,
    /// Machine code of what stopped the last sync.
    pub sync_error_code: Option<String>,
    /// Share of the platform's rate limit in use, as told last.
    pub usage_percent: Option<i64>,
    /// Machine code of why nothing leaves for this account.
    pub paused_reason: Option<String>,
}

/// An account as a login found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// `user_id` of `/me`.
    pub id: AccountId,
    /// Handle without `@`.
    pub username: String,
    /// Display name.
    pub name: Option<String>,
    /// As the platform spells it.
    pub account_type: Option<String>,
    /// Profile picture.
    pub picture_url: Option<String>,
    /// Followers.
    pub followers: Option<i64>,
    /// Media.
    pub media_count: Option<i64>,
    /// `id` of `/me`.
    pub app_scoped_id: String,
    /// Granted scopes.
    pub permissions: Vec<String>,
    /// The Meta app of the token.
    pub client_id: Option<String>,
    /// The hosts the token may be sent to.
    pub host_set: String,
    /// When the token was issued.
    pub token_issued_at: Timestamp,
    /// When it ends.
    pub token_expires_at: Option<Timestamp>,
    /// When the login ended.
    pub connected_at: Timestamp,
}

struct Raw {
    id: i64,
    user_id: String,
    app_scoped_id: String,
    username: String,
    name: Option<String>,
    account_type: Option<String>,
    picture_url: Option<String>,
    followers: Option<i64>,
    media_count: Option<i64>,
    permissions: String,
    client_id: Option<String>,
    host_set: String,
    token_issued_at: i64,
    token_expires_at: Option<i64>,
    connected_at: i64,
    colour: i64,
    mark: String,
    last_sync_at: Option<i64>,
    sync_error_code: Option<String>,
    usage_percent: Option<i64>,
    paused_reason: Option<String>,
}

impl TryFrom<Raw> for AccountRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            id: raw.user_id.into(),
            row: raw.id,
            username: raw.username,
            name: raw.name,
            account_type: raw.account_type,
            picture_url: raw.picture_url,
            followers: raw.followers,
            media_count: raw.media_count,
            app_scoped_id: raw.app_scoped_id,
            permissions: serde_json::from_str(&raw.permissions).map_err(|_| StoreError::Unreadable {
                what: "accounts.permissions",
            })?,
            client_id: raw.client_id,
            host_set: raw.host_set,
            token_issued_at: instant(raw.token_issued_at, "accounts.token_issued_at")?,
            token_expires_at: instant_opt(raw.token_expires_at, "accounts.token_expires_at")?,
            connected_at: instant(raw.connected_at, "accounts.connected_at")?,
            colour: raw.colour,
            mark: raw.mark,
            last_sync_at: instant_opt(raw.last_sync_at, "accounts.last_sync_at")?,
            sync_error_code: raw.sync_error_code,
            usage_percent: raw.usage_percent,
            paused_reason: raw.paused_reason,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT id AS "id!", user_id, app_scoped_id, username, name, account_type, picture_url, followers, media_count,
                      permissions, client_id, host_set, token_issued_at, token_expires_at, connected_at, colour, mark,
                      last_sync_at, sync_error_code, usage_percent, paused_reason
               FROM accounts WHERE disconnected_at IS NULL "# + $tail
            $(, $argument)*
        )
    };
}

/// The connected accounts, in the order they were connected.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn list(store: &Store) -> Result<Vec<AccountRow>, StoreError> {
    let rows = select!("ORDER BY connected_at, id").fetch_all(store.reader()).await?;
    rows.into_iter().map(AccountRow::try_from).collect()
}

/// A connected account.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get(store: &Store, id: &AccountId) -> Result<Option<AccountRow>, StoreError> {
    let id = id.as_str();
    select!("AND user_id = ?", id)
        .fetch_optional(store.reader())
        .await?
        .map(AccountRow::try_from)
        .transpose()
}

/// A connected account, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, id: &AccountId) -> Result<Option<AccountRow>, StoreError> {
    let id = id.as_str();
    select!("AND user_id = ?", id)
        .fetch_optional(tx.connection())
        .await?
        .map(AccountRow::try_from)
        .transpose()
}

/// A connected account by its local number.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn by_row(store: &Store, row: i64) -> Result<Option<AccountRow>, StoreError> {
    select!("AND id = ?", row)
        .fetch_optional(store.reader())
        .await?
        .map(AccountRow::try_from)
        .transpose()
}

/// Stores a login. A known account keeps its colour, its mark and its cache; an account that was disconnected comes
/// back with a new `connected_at`. What stopped the last sync is forgotten.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn upsert(tx: &mut WriteTx, account: &NewAccount) -> Result<AccountRow, StoreError> {
    let others = sqlx::query!("SELECT user_id, colour, mark FROM accounts WHERE disconnected_at IS NULL")
        .fetch_all(tx.connection())
        .await?;
    let id = account.id.as_str();
    let own = sqlx::query!("SELECT colour, mark FROM accounts WHERE user_id = ?", id)
        .fetch_optional(tx.connection())
        .await?;
    let taken: Vec<_> = others.iter().filter(|other| other.user_id != id).collect();
    let own_free = own.filter(|own| {
        taken
            .iter()
            .all(|other| other.colour != own.colour && other.mark != own.mark)
    });
    let (colour, mark) = match own_free {
        Some(own) => (own.colour, own.mark),
        None => (
            free_colour(&taken.iter().map(|other| other.colour).collect::<Vec<_>>()),
            free_mark(
                account.name.as_deref(),
                &account.username,
                &taken.iter().map(|other| other.mark.as_str()).collect::<Vec<_>>(),
            ),
        ),
    };
    let permissions = serde_json::json!(account.permissions).to_string();
    let issued = account.token_issued_at.as_millisecond();
    let expires = millis_opt(account.token_expires_at);
    let connected = account.connected_at.as_millisecond();
    sqlx::query!(
        "INSERT INTO accounts (user_id, app_scoped_id, username, name, account_type, picture_url, followers, media_count,
                               permissions, client_id, host_set, token_issued_at, token_expires_at, connected_at, colour, mark)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (user_id) DO UPDATE SET
             app_scoped_id = excluded.app_scoped_id, username = excluded.username, name = excluded.name,
             account_type = excluded.account_type, picture_url = excluded.picture_url, followers = excluded.followers,
             media_count = excluded.media_count, permissions = excluded.permissions, client_id = excluded.client_id,
             host_set = excluded.host_set, token_issued_at = excluded.token_issued_at,
             token_expires_at = excluded.token_expires_at,
             connected_at = iif(disconnected_at IS NULL, connected_at, excluded.connected_at),
             disconnected_at = NULL, colour = excluded.colour, mark = excluded.mark,
             sync_error_code = NULL, paused_reason = NULL",
        id,
        account.app_scoped_id,
        account.username,
        account.name,
        account.account_type,
        account.picture_url,
        account.followers,
        account.media_count,
        permissions,
        account.client_id,
        account.host_set,
        issued,
        expires,
        connected,
        colour,
        mark
    )
    .execute(tx.connection())
    .await?;
    get_in(tx, &account.id)
        .await?
        .ok_or(StoreError::NotFound { what: "account" })
}

/// The lowest colour nobody has, or the one used least.
fn free_colour(taken: &[i64]) -> i64 {
    (1..=COLOURS)
        .min_by_key(|colour| taken.iter().filter(|other| *other == colour).count())
        .unwrap_or(1)
}

/// Two letters that nobody else has: the initials of the name's words, or of the handle's parts, else the first letter
/// of the handle with each later one. If all are taken, the first of these.
fn free_mark(name: Option<&str>, username: &str, taken: &[&str]) -> String {
    let letters: Vec<char> = username
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let pairs = letters
        .first()
        .into_iter()
        .flat_map(|first| letters.iter().skip(1).map(move |second| format!("{first}{second}")));
    let mut marks = name
        .and_then(initials)
        .into_iter()
        .chain(initials(username))
        .chain(pairs)
        .peekable();
    let plain = marks.peek().cloned().unwrap_or_else(|| "??".to_owned());
    marks.find(|mark| !taken.contains(&mark.as_str())).unwrap_or(plain)
}

/// The first letters of the first two words, in capitals; `None` for a single word.
fn initials(text: &str) -> Option<String> {
    let mut words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next());
    let (first, second) = (words.next()?, words.next()?);
    let mark: String = [first, second]
        .iter()
        .flat_map(|letter| letter.to_uppercase())
        .collect();
    (mark.chars().count() == 2).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::free_mark;

    #[test]
    fn a_mark_comes_from_the_name_then_the_handle() {
        assert_eq!(free_mark(Some("Kettle & Fern"), "kettleandfern", &[]), "KF");
        assert_eq!(free_mark(Some("Casa Níspero"), "casa.nispero", &[]), "CN");
        assert_eq!(free_mark(Some("Lumaknit"), "luma.knit", &[]), "LK");
        assert_eq!(free_mark(None, "lumaknit", &[]), "LU");
        assert_eq!(free_mark(Some("Kettle & Fern"), "kettleandfern", &["KF", "KE"]), "KT");
        assert_eq!(free_mark(None, "__", &[]), "??");
    }
}
