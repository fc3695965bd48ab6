//! Takes in the posts that tag an account, as the platform lists them, and notes which of them it no longer lists.

use instagram::{AccountId, Media, MediaId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::entries::refresh;
use super::{TaggedPostRow, get_in, item_number, of_media_in, subject};
use crate::events::{self, Actor, EventKind, NewEvent};
use crate::values::millis_opt;
use crate::{AccountRow, Store, StoreError, UpsertCounts, WriteTx, accounts, items, media, meta, search};

/// Reads lag: a post seen for the first time less than this before a walk may only be missing from an older read.
const LAG: SignedDuration = SignedDuration::from_secs(90);

/// What a page of the list brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listed {
    /// How many rows are new, and how many changed.
    pub counts: UpsertCounts,
    /// Whether it reached posts that were known before and not gone: what follows was read then.
    pub meets_known: bool,
}

/// Stores a page of the posts that tag an account. One that was gone and is listed again has its words again; what was
/// decided about it stands.
///
/// # Errors
/// [`StoreError::NotFound`] for an account that is not in the database.
pub async fn upsert_page(
    tx: &mut WriteTx,
    account: &AccountId,
    page: &[Media],
    now: Timestamp,
) -> Result<Listed, StoreError> {
    let account = accounts::get_in(tx, account)
        .await?
        .ok_or(StoreError::NotFound { what: "account" })?;
    let mut listed = Listed::default();
    for post in page {
        match of_media_in(tx, account.id.as_str(), post.id.as_str()).await? {
            None => {
                insert(tx, &account, post, now).await?;
                listed.counts.new += 1;
            }
            Some(before) => {
                listed.meets_known |= before.gone_at.is_none();
                if differs(&before, post) {
                    update(tx, &before, post).await?;
                    listed.counts.changed += 1;
                }
            }
        }
    }
    Ok(listed)
}

fn differs(before: &TaggedPostRow, post: &Media) -> bool {
    before.gone_at.is_some()
        || before.kind != media::kind_of(post)
        || before.username != post.username
        || before.text != post.caption
        || before.permalink.as_deref() != post.permalink.as_ref().map(AsRef::as_ref)
        || millis_opt(before.written_at) != millis_opt(post.timestamp)
}

async fn insert(tx: &mut WriteTx, account: &AccountRow, post: &Media, now: Timestamp) -> Result<(), StoreError> {
    let media_id = post.id.as_str();
    let subject = subject(account.id.as_str(), media_id);
    let kind = items::ItemKind::TaggedPost.code();
    let seq = tx.change_seq().await?;
    let item = sqlx::query_scalar!(
        r#"INSERT INTO items (kind, account, subject, change_seq) VALUES (?, ?, ?, ?) RETURNING id AS "id!""#,
        kind,
        account.row,
        subject,
        seq
    )
    .fetch_one(tx.connection())
    .await?;
    let kind = media::kind_of(post).code();
    let permalink = post.permalink.as_ref().map(ToString::to_string);
    let written_at = millis_opt(post.timestamp);
    let seen = now.as_millisecond();
    let sort_at = written_at.unwrap_or(seen);
    sqlx::query!(
        "INSERT INTO tagged_posts (media_id, account, item, kind, username, text, permalink, written_at, sort_at, met_at,
                                   first_seen_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)",
        media_id,
        account.row,
        item,
        kind,
        post.username,
        post.caption,
        permalink,
        written_at,
        sort_at,
        seen
    )
    .execute(tx.connection())
    .await?;
    let item = item_number(item)?;
    search::replace_tagged_post(tx, item, post.caption.as_deref(), post.username.as_deref()).await?;
    refresh(tx, item).await
}

async fn update(tx: &mut WriteTx, before: &TaggedPostRow, post: &Media) -> Result<(), StoreError> {
    let kind = media::kind_of(post).code();
    let permalink = post.permalink.as_ref().map(ToString::to_string);
    let written_at = millis_opt(post.timestamp);
    sqlx::query!(
        "UPDATE tagged_posts SET kind = ?1, username = ?2, text = ?3, permalink = ?4, written_at = ?5,
                                 sort_at = coalesce(?5, sort_at), gone_at = NULL
         WHERE id = ?6",
        kind,
        post.username,
        post.caption,
        permalink,
        written_at,
        before.row
    )
    .execute(tx.connection())
    .await?;
    let (text, username) = (post.caption.as_deref(), post.username.as_deref());
    search::replace_tagged_post(tx, before.item, text, username).await?;
    refresh(tx, before.item).await
}

/// Notes that a walk through the whole list, which began at `began`, met these posts.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn note_met(
    tx: &mut WriteTx,
    account: &AccountId,
    page: &[Media],
    began: Timestamp,
) -> Result<(), StoreError> {
    let met: Vec<&str> = page.iter().map(|post| post.id.as_str()).collect();
    let (met, account, began) = (json!(met).to_string(), account.as_str(), began.as_millisecond());
    sqlx::query!(
        "UPDATE tagged_posts SET met_at = max(met_at, ?)
         WHERE account = (SELECT id FROM accounts WHERE user_id = ?) AND media_id IN (SELECT value FROM json_each(?))",
        began,
        account,
        met
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The posts that a walk through the whole list, which began at `began`, did not meet: the item and the id of each, the
/// one that was met last in front. One that was seen first just before may be missing because reads lag.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn unmet(
    store: &Store,
    account: &AccountId,
    began: Timestamp,
    limit: u32,
) -> Result<Vec<(u32, MediaId)>, StoreError> {
    let settled = began.checked_sub(LAG).unwrap_or(Timestamp::MIN).as_millisecond();
    let (account, began) = (account.as_str(), began.as_millisecond());
    let found = sqlx::query!(
        r#"SELECT t.item AS "item!", t.media_id
           FROM tagged_posts t JOIN accounts a ON a.id = t.account
           WHERE a.user_id = ? AND t.gone_at IS NULL AND t.met_at < ? AND t.first_seen_at < ?
           ORDER BY t.met_at DESC, t.id LIMIT ?"#,
        account,
        began,
        settled,
        limit
    )
    .fetch_all(store.reader())
    .await?;
    found
        .into_iter()
        .map(|row| Ok((item_number(row.item)?, row.media_id.into())))
        .collect()
}

/// Notes that the tagged post of an item is not to be seen any more: whoever took it back wants its words gone. That is an
/// [`EventKind::OutsideChange`]. `false`: it is noted already.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn vanish(tx: &mut WriteTx, item: u32, now: Timestamp) -> Result<bool, StoreError> {
    let Some(post) = get_in(tx, item).await?.filter(|post| post.gone_at.is_none()) else {
        return Ok(false);
    };
    let at = now.as_millisecond();
    sqlx::query!(
        "UPDATE tagged_posts SET gone_at = ?, text = NULL WHERE item = ?",
        at,
        item
    )
    .execute(tx.connection())
    .await?;
    search::replace_tagged_post(tx, item, None, post.username.as_deref()).await?;
    refresh(tx, item).await?;
    let event = NewEvent {
        at: now,
        actor: Actor::Outside,
        machine: meta::machine_in(tx).await?,
        subject: items::event_subject(
            items::ItemKind::TaggedPost,
            &subject(post.account.as_str(), post.media.as_str()),
        ),
        account: Some(post.account),
        kind: EventKind::OutsideChange,
        payload: json!({ "change": "gone" }),
    };
    events::append(tx, &event).await?;
    Ok(true)
}
