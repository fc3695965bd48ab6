//! What is known about an author under one account's media: by their id where the platform gave one, else by handle.

use instagram::{CommentId, MediaId};
use jiff::Timestamp;

use crate::values::{instant, instant_opt};
use crate::{PersonRef, Store, StoreError};

/// What is known about an author under one account's media.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuthorFacts {
    /// Their comments and replies that we hold, gone ones included.
    pub comments: i64,
    /// When the oldest of them was written.
    pub first_seen: Option<Timestamp>,
    /// How many of them are hidden.
    pub hidden: i64,
    /// In how many threads they wrote.
    pub threads: i64,
}

/// A thread that an author wrote in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorThread {
    /// Local number of its item.
    pub item: u32,
    /// The author's newest comment in it.
    pub comment: CommentId,
    /// The media it stands under.
    pub media: MediaId,
    /// Words of that comment.
    pub text: Option<String>,
    /// When that comment was written, or seen first where that is not told.
    pub at: Timestamp,
    /// Whether that comment is hidden.
    pub hidden: bool,
    /// Whether that comment is gone from Instagram.
    pub gone: bool,
    /// Whether we answered that comment.
    pub answered: bool,
}

/// How often, since when and how an author wrote. Nothing is known of somebody with neither id nor handle.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn author(store: &Store, who: &PersonRef) -> Result<AuthorFacts, StoreError> {
    let account = who.account.as_str();
    macro_rules! facts {
        ($column:literal, $value:expr) => {{
            let value = $value;
            let row = sqlx::query!(
                r#"SELECT count(*) AS comments, min(sort_at) AS "first: i64", coalesce(sum(hidden), 0) AS "hidden!: i64",
                          count(DISTINCT item) AS threads
                   FROM comments WHERE account = (SELECT id FROM accounts WHERE user_id = ?) AND "#
                    + $column,
                account,
                value
            )
            .fetch_one(store.reader())
            .await?;
            AuthorFacts {
                comments: row.comments,
                first_seen: instant_opt(row.first, "comments.sort_at")?,
                hidden: row.hidden,
                threads: row.threads,
            }
        }};
    }
    Ok(match (&who.person, &who.username) {
        (Some(person), _) => facts!("person = ?", person.as_str()),
        (None, Some(username)) => facts!("username = ?", username.as_str()),
        (None, None) => AuthorFacts::default(),
    })
}

struct Raw {
    item: i64,
    comment_id: String,
    media: String,
    text: Option<String>,
    sort_at: i64,
    hidden: bool,
    gone: bool,
    answered: bool,
}

/// The threads an author wrote in besides `besides`, the one they wrote in last first, at most `limit`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn author_threads(
    store: &Store,
    who: &PersonRef,
    besides: u32,
    limit: u32,
) -> Result<Vec<AuthorThread>, StoreError> {
    let account = who.account.as_str();
    macro_rules! threads {
        ($column:literal, $value:expr) => {{
            let value = $value;
            // SQLite takes the other columns of a group with max() from the row that has it.
            sqlx::query_as!(
                Raw,
                r#"SELECT c.item AS "item!", c.comment_id, m.media_id AS media, c.text, max(c.sort_at) AS "sort_at!: i64",
                          c.hidden AS "hidden: bool", c.gone_at IS NOT NULL AS "gone!: bool", c.answered AS "answered: bool"
                   FROM comments c JOIN media m ON m.id = c.media
                   WHERE c.account = (SELECT id FROM accounts WHERE user_id = ?1) AND c.item <> ?3 AND "#
                    + $column
                    + " GROUP BY c.item ORDER BY 5 DESC, 1 DESC LIMIT ?4",
                account,
                value,
                besides,
                limit
            )
            .fetch_all(store.reader())
            .await?
        }};
    }
    let found = match (&who.person, &who.username) {
        (Some(person), _) => threads!("c.person = ?2", person.as_str()),
        (None, Some(username)) => threads!("c.username = ?2", username.as_str()),
        (None, None) => Vec::new(),
    };
    found
        .into_iter()
        .map(|row| {
            Ok(AuthorThread {
                item: u32::try_from(row.item).map_err(|_| StoreError::Unreadable { what: "comments.item" })?,
                comment: row.comment_id.into(),
                media: row.media.into(),
                text: row.text,
                at: instant(row.sort_at, "comments.sort_at")?,
                hidden: row.hidden,
                gone: row.gone,
                answered: row.answered,
            })
        })
        .collect()
}
