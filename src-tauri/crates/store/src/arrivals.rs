//! What others wrote since a mark: what may be told to the person at this machine.

use instagram::{AccountId, CommentId, ConversationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::values::instant;
use crate::{Store, StoreError};

/// How far arrivals were looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Local number of the last comment.
    pub comment: i64,
    /// Local number of the last message.
    pub message: i64,
    /// Local number of the last tagged post. A mark from before they were read has none.
    #[serde(default)]
    pub tagged_post: i64,
}

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrived {
    /// A comment.
    Comment(CommentId),
    /// A message of a conversation.
    Message(ConversationId),
    /// A post that tags the account.
    TaggedPost,
}

impl Arrived {
    fn comment(id: String) -> Self {
        Self::Comment(id.into())
    }

    fn message(conversation: String) -> Self {
        Self::Message(conversation.into())
    }

    fn tagged_post(_: String) -> Self {
        Self::TaggedPost
    }
}

/// A comment, message or tagged post of somebody else that came in since a mark and still waits for eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its local number among those of its kind.
    pub row: i64,
    /// What it is.
    pub what: Arrived,
    /// When it was written, or seen first where that is not told.
    pub at: Timestamp,
    /// Local number of its item.
    pub item: u32,
    /// The account it came to.
    pub account: AccountId,
    /// Handle of that account.
    pub handle: String,
    /// Whether its item is in the view *Needs reply*.
    pub needs_reply: bool,
    /// Whether its item is in the view *Unread*.
    pub unread: bool,
    /// Whether its item is assigned to the person at this machine.
    pub mine: bool,
    /// Whether its item is assigned to nobody.
    pub unassigned: bool,
}

/// The mark behind everything that is here now.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn newest(store: &Store) -> Result<Mark, StoreError> {
    let newest = sqlx::query!(
        r#"SELECT (SELECT max(id) FROM comments) AS "comment: i64", (SELECT max(id) FROM messages) AS "message: i64",
                  (SELECT max(id) FROM tagged_posts) AS "tagged_post: i64""#
    )
    .fetch_one(store.reader())
    .await?;
    Ok(Mark {
        comment: newest.comment.unwrap_or(0),
        message: newest.message.unwrap_or(0),
        tagged_post: newest.tagged_post.unwrap_or(0),
    })
}

impl Mark {
    /// Whether an arrival is not behind the mark.
    pub const fn covers(&self, arrival: &Arrival) -> bool {
        match arrival.what {
            Arrived::Comment(_) => arrival.row <= self.comment,
            Arrived::Message(_) => arrival.row <= self.message,
            Arrived::TaggedPost => arrival.row <= self.tagged_post,
        }
    }
}

/// The comments behind a mark by their number, everything else by a key.
macro_rules! select_comments {
    ($mark:expr, $limit:expr) => {
        sqlx::query!(
            r#"SELECT c.id AS "row!", c.comment_id AS subject, c.sort_at, i.id AS "item!", a.user_id AS account, a.username AS handle,
                      (i.open > 0 AND i.snoozed_until IS NULL AND i.muted_at IS NULL) AS "needs_reply!: bool",
                      (i.unread > 0 AND i.snoozed_until IS NULL AND i.muted_at IS NULL) AS "unread!: bool",
                      (i.assignee IS NOT NULL AND i.assignee = (SELECT id FROM members WHERE here = 1)) AS "mine!: bool",
                      (i.assignee IS NULL) AS "unassigned!: bool"
               FROM comments c CROSS JOIN items i ON i.id = c.item CROSS JOIN accounts a ON a.id = c.account
               WHERE c.id > ? AND c.ours = 0 AND c.hidden = 0 AND c.gone_at IS NULL AND c.read_at IS NULL
                 AND c.done_at IS NULL AND c.answered = 0 AND c.sort_at >= a.connected_at AND a.disconnected_at IS NULL
               ORDER BY c.id LIMIT ?"#,
            $mark,
            $limit
        )
    };
}

/// The same of messages.
macro_rules! select_messages {
    ($mark:expr, $limit:expr) => {
        sqlx::query!(
            r#"SELECT m.id AS "row!", i.subject, m.sort_at, i.id AS "item!", a.user_id AS account, a.username AS handle,
                      (i.open > 0 AND i.snoozed_until IS NULL AND i.muted_at IS NULL) AS "needs_reply!: bool",
                      (i.unread > 0 AND i.snoozed_until IS NULL AND i.muted_at IS NULL) AS "unread!: bool",
                      (i.assignee IS NOT NULL AND i.assignee = (SELECT id FROM members WHERE here = 1)) AS "mine!: bool",
                      (i.assignee IS NULL) AS "unassigned!: bool"
               FROM messages m CROSS JOIN items i ON i.id = m.item CROSS JOIN accounts a ON a.id = m.account
               WHERE m.id > ? AND m.ours = 0 AND m.gone_at IS NULL AND m.read_at IS NULL
                 AND m.done_at IS NULL AND m.answered = 0 AND m.sort_at >= a.connected_at AND a.disconnected_at IS NULL
               ORDER BY m.id LIMIT ?"#,
            $mark,
            $limit
        )
    };
}

/// The same of tagged posts.
macro_rules! select_tagged_posts {
    ($mark:expr, $limit:expr) => {
        sqlx::query!(
            r#"SELECT t.id AS "row!", i.subject, t.sort_at, i.id AS "item!", a.user_id AS account, a.username AS handle,
                      (i.open > 0 AND i.snoozed_until IS NULL AND i.muted_at IS NULL) AS "needs_reply!: bool",
                      (i.unread > 0 AND i.snoozed_until IS NULL AND i.muted_at IS NULL) AS "unread!: bool",
                      (i.assignee IS NOT NULL AND i.assignee = (SELECT id FROM members WHERE here = 1)) AS "mine!: bool",
                      (i.assignee IS NULL) AS "unassigned!: bool"
               FROM tagged_posts t CROSS JOIN items i ON i.id = t.item CROSS JOIN accounts a ON a.id = t.account
               WHERE t.id > ? AND t.gone_at IS NULL AND t.read_at IS NULL AND t.done_at IS NULL
                 AND t.sort_at >= a.connected_at AND a.disconnected_at IS NULL
               ORDER BY t.id LIMIT ?"#,
            $mark,
            $limit
        )
    };
}

macro_rules! arrivals {
    ($rows:expr, $what:path) => {
        $rows.into_iter().map(|row| {
            Ok(Arrival {
                row: row.row,
                what: $what(row.subject),
                at: instant(row.sort_at, "sort_at")?,
                item: u32::try_from(row.item).map_err(|_| StoreError::Unreadable { what: "items.id" })?,
                account: row.account.into(),
                handle: row.handle,
                needs_reply: row.needs_reply,
                unread: row.unread,
                mine: row.mine,
                unassigned: row.unassigned,
            })
        })
    };
}

/// The first `limit` comments, messages and tagged posts each of others behind `mark` that nobody has read, hidden, done or
/// answered, oldest first. What was written before its account was connected is history and left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn since(store: &Store, mark: Mark, limit: u32) -> Result<Vec<Arrival>, StoreError> {
    let comments = select_comments!(mark.comment, limit).fetch_all(store.reader()).await?;
    let messages = select_messages!(mark.message, limit).fetch_all(store.reader()).await?;
    let tagged = select_tagged_posts!(mark.tagged_post, limit)
        .fetch_all(store.reader())
        .await?;
    let mut found = arrivals!(comments, Arrived::comment)
        .chain(arrivals!(messages, Arrived::message))
        .chain(arrivals!(tagged, Arrived::tagged_post))
        .collect::<Result<Vec<Arrival>, StoreError>>()?;
    found.sort_by_key(|arrival| arrival.at);
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use sqlx::Execute;
    use tempfile::TempDir;

    use crate::Store;

    #[tokio::test]
    async fn arrivals_are_found_by_their_number_and_nothing_is_read_from_end_to_end() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
        let comments = select_comments!(1_i64, 9_u32).sql().to_owned();
        let messages = select_messages!(1_i64, 9_u32).sql().to_owned();
        let tagged = select_tagged_posts!(1_i64, 9_u32).sql().to_owned();
        for (statement, entry) in [(comments, "c"), (messages, "m"), (tagged, "t")] {
            let explained = format!("EXPLAIN QUERY PLAN {statement}");
            let steps: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
            let plan: Vec<String> = steps.into_iter().map(|(_, _, _, step)| step).collect();
            for step in [
                format!("SEARCH {entry} USING INTEGER PRIMARY KEY (rowid>?)"),
                "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)".to_owned(),
                "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)".to_owned(),
            ] {
                assert!(plan.contains(&step), "{step} is missing: {plan:#?}");
            }
            let sorted = plan
                .iter()
                .any(|step| step.contains("TEMP B-TREE") || step.starts_with("SCAN"));
            assert!(!sorted, "{plan:#?}");
        }
    }
}
