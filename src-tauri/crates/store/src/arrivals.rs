//! What others wrote since a mark: what may be told to the person at this machine.

use instagram::{AccountId, CommentId};

use crate::{Store, StoreError};

/// A comment of somebody else that came in since a mark and still waits for eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Local number of the comment: a later mark.
    pub mark: i64,
    /// The comment.
    pub comment: CommentId,
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
pub async fn newest(store: &Store) -> Result<i64, StoreError> {
    let newest = sqlx::query_scalar!(r#"SELECT max(id) AS "id: i64" FROM comments"#)
        .fetch_one(store.reader())
        .await?;
    Ok(newest.unwrap_or(0))
}

/// The statement of [`since`]: the comments behind a mark by their number, everything else by a key.
macro_rules! select_arrivals {
    ($mark:expr, $limit:expr) => {
        sqlx::query!(
            r#"SELECT c.id AS "mark!", c.comment_id, i.id AS "item!", a.user_id AS account, a.username AS handle,
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

/// The first `limit` comments of others behind `mark` that nobody has read, hidden, done or answered, oldest number
/// first. What was written before its account was connected is history and left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn since(store: &Store, mark: i64, limit: u32) -> Result<Vec<Arrival>, StoreError> {
    let rows = select_arrivals!(mark, limit).fetch_all(store.reader()).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Arrival {
                mark: row.mark,
                comment: row.comment_id.into(),
                item: u32::try_from(row.item).map_err(|_| StoreError::Unreadable { what: "items.id" })?,
                account: row.account.into(),
                handle: row.handle,
                needs_reply: row.needs_reply,
                unread: row.unread,
                mine: row.mine,
                unassigned: row.unassigned,
            })
        })
        .collect()
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
        let explained = format!("EXPLAIN QUERY PLAN {}", select_arrivals!(1_i64, 9_u32).sql());
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
        let plan: Vec<String> = steps.into_iter().map(|(_, _, _, step)| step).collect();
        for step in [
            "SEARCH c USING INTEGER PRIMARY KEY (rowid>?)",
            "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)",
            "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
        ] {
            assert!(plan.iter().any(|found| found == step), "{step} is missing: {plan:#?}");
        }
        let sorted = plan
            .iter()
            .any(|step| step.contains("TEMP B-TREE") || step.starts_with("SCAN c"));
        assert!(!sorted, "{plan:#?}");
    }
}
