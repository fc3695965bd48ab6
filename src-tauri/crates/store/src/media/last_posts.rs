//! The newest posts over several accounts, with how much under each waits for an answer.

use instagram::{AccountId, MediaId};

use crate::{Store, StoreError};

/// A post with how much under it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastPost {
    /// The platform's id.
    pub media: MediaId,
    /// Its words.
    pub caption: Option<String>,
    /// Whether the platform told where its picture is.
    pub has_picture: bool,
    /// Comments under it that wait for an answer, as [`super::open_count`] counts them.
    pub open: i64,
}

// Of each account its newest by the index, then of those the newest, however many media there are. They are chosen before
// anything is counted, so that only what is under the shown ones is counted.
macro_rules! select_last_posts {
    ($accounts:expr, $limit:expr) => {
        sqlx::query!(
            r#"WITH newest AS MATERIALIZED (
                   SELECT m.id, m.media_id, m.caption, m.picture_url, m.taken_at
                   FROM accounts a CROSS JOIN media m ON m.id IN (
                       SELECT n.id FROM media n INDEXED BY media_by_account
                       WHERE n.account = a.id AND n.gone_at IS NULL AND coalesce(n.product_type, '') <> 'STORY'
                       ORDER BY n.taken_at DESC, n.id DESC LIMIT ?2)
                   WHERE a.disconnected_at IS NULL AND (?1 = '[]' OR a.user_id IN (SELECT value FROM json_each(?1)))
                   ORDER BY m.taken_at DESC, m.id DESC LIMIT ?2)
               SELECT newest.media_id AS "media!: String", newest.caption AS "caption?: String",
                      newest.picture_url IS NOT NULL AS "has_picture!: bool",
                      (SELECT coalesce(sum(i.open), 0) FROM items i INDEXED BY items_by_media
                       WHERE i.media = newest.id) AS "open!: i64"
               FROM newest ORDER BY newest.taken_at DESC, newest.id DESC"#,
            $accounts,
            $limit
        )
    };
}

/// The newest posts of the given accounts (none given: all that are connected) that are still there, newest first, at most
/// `limit` of them. Stories are no posts.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn last_posts(store: &Store, accounts: &[AccountId], limit: u32) -> Result<Vec<LastPost>, StoreError> {
    let accounts = serde_json::json!(accounts).to_string();
    let found = select_last_posts!(accounts, limit).fetch_all(store.reader()).await?;
    let posts = found.into_iter().map(|row| LastPost {
        media: row.media.into(),
        caption: row.caption,
        has_picture: row.has_picture,
        open: row.open,
    });
    Ok(posts.collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use sqlx::Execute;
    use tempfile::TempDir;

    use super::*;

    #[tokio::test]
    async fn only_the_newest_of_each_account_are_looked_at_and_only_what_is_under_the_shown_ones_is_counted() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
        let (accounts, limit) = ("[]", 4_u32);
        let explained = format!("EXPLAIN QUERY PLAN {}", select_last_posts!(accounts, limit).sql());
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
        let find = |step: &str| {
            let found = steps.iter().find(|(_, _, _, each)| each == step);
            found.unwrap_or_else(|| panic!("{step} is missing: {steps:#?}"))
        };
        find("SEARCH m USING INTEGER PRIMARY KEY (rowid=?)");
        let (_, of_account, _, _) = find("SEARCH n USING INDEX media_by_account (account=?)");
        assert!(
            steps
                .iter()
                .all(|(_, parent, _, step)| parent != of_account || !step.contains("TEMP B-TREE")),
            "the index gives the order within an account: {steps:#?}"
        );
        find("MATERIALIZE newest");
        let (_, count, _, _) = find("SEARCH i USING INDEX items_by_media (media=?)");
        let outside = |(step, parent, _, _): &(i64, i64, i64, String)| step == count && *parent == 0;
        assert!(
            steps.iter().any(outside),
            "nothing is counted while posts are chosen: {steps:#?}"
        );
        let known = ["SCAN a", "SCAN newest", "SCAN json_each VIRTUAL TABLE"];
        assert!(
            steps
                .iter()
                .filter(|(_, _, _, step)| step.starts_with("SCAN"))
                .all(|(_, _, _, step)| known.iter().any(|each| step.starts_with(each))),
            "neither posts nor items are read from end to end: {steps:#?}"
        );
    }
}
