//! How far the comments of media were read.
//!
//! Media is *unread* until everything its count names was read once, or turned out unreadable (`walked_gap`). Of unread
//! media only what moved since first sight is news; the rest is history.

use instagram::{AccountId, MediaId};
use jiff::Timestamp;

use super::{MediaRow, Raw, UnreadableCause, rows, select};
use crate::values::{instant_opt, millis_opt};
use crate::{Store, StoreError, WriteTx};

macro_rules! select_moved {
    ($account:expr, $young:expr) => {
        select!(
            "WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?1) AND m.gone_at IS NULL
           AND coalesce(m.product_type, '') <> 'STORY'
           AND iif(m.walked_gap IS NULL,
                   m.comments_count <> coalesce(m.sighted_count, 0)
                       OR (m.taken_at > ?2 AND (m.comments_count > m.held_comments OR m.walk_after IS NOT NULL)),
                   m.walk_after IS NOT NULL OR m.comments_count - m.held_comments <> m.walked_gap)
         ORDER BY m.taken_at DESC, m.id DESC",
            $account,
            $young
        )
    };
}

macro_rules! select_unread {
    ($account:expr, $since:expr, $limit:expr) => {
        select!(
        "WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?) AND m.gone_at IS NULL AND m.walked_gap IS NULL
           AND m.comments_count > 0 AND coalesce(m.product_type, '') <> 'STORY' AND coalesce(m.taken_at, 0) >= ?
         ORDER BY m.taken_at DESC, m.id DESC LIMIT ?",
        $account,
        $since,
        $limit
    )
    };
}

macro_rules! select_young {
    ($account:expr, $young:expr) => {
        select!(
            "WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?) AND m.gone_at IS NULL AND m.taken_at > ?
           AND coalesce(m.product_type, '') <> 'STORY'
         ORDER BY m.taken_at DESC, m.id DESC",
            $account,
            $young
        )
    };
}

macro_rules! select_unreadable {
    ($account:expr) => {
        select!(
            "WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?) AND m.gone_at IS NULL AND m.walked_gap > 0
           AND m.unreadable_cause IS NOT NULL
         ORDER BY m.taken_at DESC, m.id DESC",
            $account
        )
    };
}

/// The most comments a page of the platform holds.
const COMMENTS_A_PAGE: i64 = 50;

/// The media in which something is new, newest first: the platform's count differs from what we hold by another figure
/// than the last complete walk left, or a walk stands unfinished; of unread media, the count moved since first sight or
/// it was published after `young`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn moved(store: &Store, account: &AccountId, young: Timestamp) -> Result<Vec<MediaRow>, StoreError> {
    let account = account.as_str();
    let young = young.as_millisecond();
    let found = select_moved!(account, young);
    rows(found.fetch_all(store.reader()).await?)
}

/// The unread media that have comments, newest first, published at `since` or later (`None`: ever).
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn unread(
    store: &Store,
    account: &AccountId,
    since: Option<Timestamp>,
    limit: u32,
) -> Result<Vec<MediaRow>, StoreError> {
    let account = account.as_str();
    let since = millis_opt(since).unwrap_or(i64::MIN);
    let found = select_unread!(account, since, limit);
    rows(found.fetch_all(store.reader()).await?)
}

/// About how many calls it takes to read that unread media. Replies come with their comments, so it is at most this.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn unread_calls(store: &Store, account: &AccountId, since: Option<Timestamp>) -> Result<i64, StoreError> {
    let account = account.as_str();
    let since = millis_opt(since).unwrap_or(i64::MIN);
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(sum((max(m.comments_count - m.held_comments, 1) + ?1 - 1) / ?1), 0) AS "calls!: i64" FROM media m
           WHERE m.account = (SELECT id FROM accounts WHERE user_id = ?2) AND m.gone_at IS NULL AND m.walked_gap IS NULL
             AND m.comments_count > 0 AND coalesce(m.product_type, '') <> 'STORY' AND coalesce(m.taken_at, 0) >= ?3"#,
        COMMENTS_A_PAGE,
        account,
        since
    )
    .fetch_one(store.reader())
    .await?)
}

/// The media published after `young` that people can comment on, newest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn young(store: &Store, account: &AccountId, young: Timestamp) -> Result<Vec<MediaRow>, StoreError> {
    let account = account.as_str();
    let young = young.as_millisecond();
    let found = select_young!(account, young);
    rows(found.fetch_all(store.reader()).await?)
}

/// Remembers the cursor where an unfinished walk goes on; `None`: it begins anew.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_standing(tx: &mut WriteTx, id: &MediaId, after: Option<&str>) -> Result<(), StoreError> {
    let id = id.as_str();
    sqlx::query!("UPDATE media SET walk_after = ? WHERE media_id = ?", after, id)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The rows explain the count: there is nothing more to look for.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_explained(tx: &mut WriteTx, id: &MediaId) -> Result<(), StoreError> {
    let id = id.as_str();
    sqlx::query!(
        "UPDATE media SET walk_after = NULL, walked_gap = coalesce(comments_count - held_comments, 0),
                          sighted_count = comments_count
         WHERE media_id = ?",
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Every page was read: what the platform counts beyond our rows cannot be read, because of `cause`.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_walked(
    tx: &mut WriteTx,
    id: &MediaId,
    cause: UnreadableCause,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = id.as_str();
    let (cause, now) = (cause.code(), now.as_millisecond());
    sqlx::query!(
        "UPDATE media SET walk_after = NULL, walked_at = ?1, walked_gap = coalesce(comments_count - held_comments, 0),
                          sighted_count = comments_count, unreadable_cause = iif(comments_count > held_comments, ?2, NULL)
         WHERE media_id = ?3",
        now,
        cause,
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// What moved in unread media since first sight was read; the rest of it stays unread.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn catch_up(tx: &mut WriteTx, id: &MediaId) -> Result<(), StoreError> {
    let id = id.as_str();
    sqlx::query!("UPDATE media SET sighted_count = comments_count WHERE media_id = ?", id)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Remembers when the newest page of comments was read.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn set_newest_read(tx: &mut WriteTx, id: &MediaId, now: Timestamp) -> Result<(), StoreError> {
    let id = id.as_str();
    let now = now.as_millisecond();
    sqlx::query!("UPDATE media SET newest_read_at = ? WHERE media_id = ?", now, id)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// When the oldest media that we know of an account was published.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn oldest(store: &Store, account: &AccountId) -> Result<Option<Timestamp>, StoreError> {
    let account = account.as_str();
    let millis = sqlx::query_scalar!(
        r#"SELECT min(taken_at) AS "oldest: i64" FROM media
           WHERE account = (SELECT id FROM accounts WHERE user_id = ?) AND coalesce(product_type, '') <> 'STORY'"#,
        account
    )
    .fetch_one(store.reader())
    .await?;
    instant_opt(millis, "media.taken_at")
}

/// How many media of an account we know, stories left out.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn known(store: &Store, account: &AccountId) -> Result<i64, StoreError> {
    let account = account.as_str();
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM media
         WHERE account = (SELECT id FROM accounts WHERE user_id = ?) AND coalesce(product_type, '') <> 'STORY'",
        account
    )
    .fetch_one(store.reader())
    .await?)
}

/// The media of an account under which the platform counts comments that it does not show, newest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn unreadable(store: &Store, account: &AccountId) -> Result<Vec<MediaRow>, StoreError> {
    let account = account.as_str();
    let found = select_unreadable!(account);
    rows(found.fetch_all(store.reader()).await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use sqlx::Execute;
    use tempfile::TempDir;

    use super::*;

    #[tokio::test]
    async fn every_look_at_an_account_reads_its_own_media_alone_and_in_order() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
        let (account, instant, limit) = ("bakery", 0_i64, 10_u32);
        for sql in [
            select_moved!(account, instant).sql(),
            select_unread!(account, instant, limit).sql(),
            select_young!(account, instant).sql(),
            select_unreadable!(account).sql(),
        ] {
            let explained = format!("EXPLAIN QUERY PLAN {sql}");
            let steps: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(&explained).fetch_all(store.reader()).await.unwrap();
            let plan: Vec<_> = steps.into_iter().map(|(_, _, _, step)| step).collect();
            let search = |step: &String| step.starts_with("SEARCH m USING INDEX media_by_account (account=?");
            assert!(plan.iter().any(search), "{plan:#?}");
            assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
            assert!(
                plan.iter().all(|step| !step.contains("TEMP B-TREE FOR ORDER BY")),
                "nothing is sorted: {plan:#?}"
            );
        }
    }
}
