//! One look at one account.

use std::collections::HashSet;
use std::sync::PoisonError;
use std::time::Duration;

use instagram::{ApiError, ListMedia, MediaId, Recovery};
use serde_json::json;
use store::accounts::{self, AccountRow};
use store::events::{self, Actor, EventKind};
use store::media::{self, MediaRow};
use uuid::Uuid;

use super::walk::Walk;
use super::{SyncSettings, YoungReads};
use crate::accounts::renew_if_due;
use crate::clock::{between, subtract};
use crate::context::Shared;
use crate::gateway::{CallError, LOGIN_LOST};
use crate::problem::{Problem, ProblemCode};
use crate::secrets::VaultError;
use crate::stale::Tag;

/// Posts a page of the media list.
const POSTS_A_PAGE: u32 = 50;

/// From this share of the platform's limit on, only people's own actions are sent.
const USAGE_STOP: i64 = 90;

/// From this share on, only posts whose count moved are read.
const USAGE_SLOW: i64 = 70;

/// A post is young for this long: its count can stay equal while comments come and go.
const YOUNG: Duration = Duration::from_secs(48 * 60 * 60);

/// How often the first page of a young post is read all the same.
const YOUNG_EVERY: Duration = Duration::from_secs(15 * 60);

/// What a look found.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    pages: usize,
    new: usize,
    changed: usize,
}

/// Reads `account` once and notes how it went on its row.
pub(super) async fn read(context: &Shared, account: AccountRow, settings: &SyncSettings, young: &YoungReads) {
    if let Err(problem) = renew_if_due(context, &account).await {
        tracing::warn!(account.id = %account.id, problem = %problem, "The login of account `{}` was not renewed", account.id);
    }
    let outcome = look(context, &account, settings, young).await;
    if let Err(error) = note(context, &account, outcome).await {
        tracing::error!(%error, "The result of a sync could not be stored");
    }
}

async fn look(
    context: &Shared,
    account: &AccountRow,
    settings: &SyncSettings,
    young: &YoungReads,
) -> Result<Found, CallError> {
    let usage = account.usage_percent.unwrap_or(0);
    read_posts(context, account).await?;
    let mut found = Found::default();
    if usage >= USAGE_STOP {
        return Ok(found);
    }
    let unexplained = media::unexplained(&context.store, &account.id).await?;
    let mut read: HashSet<MediaId> = HashSet::new();
    for post in unexplained {
        let left = settings.pages_a_tick.saturating_sub(found.pages);
        if left == 0 {
            break;
        }
        read.insert(post.id.clone());
        walk(context, &post, Reading::UntilExplained(left), &mut found).await?;
    }
    if usage < USAGE_SLOW {
        for post in young_posts(context, account, young).await? {
            if !read.contains(&post.id) && found.pages < settings.pages_a_tick {
                walk(context, &post, Reading::NewestPage, &mut found).await?;
            }
        }
    }
    Ok(found)
}

/// The newest page tells which counts moved; at the first look every page is read.
async fn read_posts(context: &Shared, account: &AccountRow) -> Result<(), CallError> {
    let mut after: Option<String> = None;
    loop {
        let request = ListMedia {
            account: &account.id,
            limit: POSTS_A_PAGE,
            after: after.as_deref(),
        };
        let page = context.gateway.call(&account.id, &request).await?.value;
        let mut tx = context.store.write().await?;
        let counts = media::upsert_page(&mut tx, &account.id, &page.items, context.clock.now()).await?;
        tx.commit().await?;
        if counts.new + counts.changed > 0 {
            context.stale.spoil(Tag::InboxCounts);
        }
        let first_look = account.last_sync_at.is_none();
        match page.after {
            Some(next) if first_look && after.as_ref() != Some(&next) => after = Some(next),
            _ => return Ok(()),
        }
    }
}

/// How much of a post is read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// Until the rows explain the count, at most this many pages.
    UntilExplained(usize),
    /// The newest page.
    NewestPage,
}

async fn walk(context: &Shared, post: &MediaRow, reading: Reading, found: &mut Found) -> Result<(), CallError> {
    let mut walk = Walk::new(context, post);
    let end = match reading {
        Reading::UntilExplained(pages) => walk.run(pages).await,
        Reading::NewestPage => walk.newest_page().await,
    };
    found.pages += walk.pages;
    found.new += walk.new;
    found.changed += walk.changed;
    if walk.new + walk.changed > 0 {
        context
            .stale
            .spoil_all([Tag::Comments(post.id.clone()), Tag::InboxCounts]);
    }
    match end {
        // The post vanished between the list and the walk: the next list says so.
        Err(CallError::Api(error)) if error.is_missing_object() => Ok(()),
        end => end,
    }
}

async fn young_posts(
    context: &Shared,
    account: &AccountRow,
    young: &YoungReads,
) -> Result<Vec<MediaRow>, store::StoreError> {
    let now = context.clock.now();
    let youngest = subtract(now, YOUNG);
    let posts = media::newest(&context.store, &account.id, POSTS_A_PAGE).await?;
    let mut reads = young.lock().unwrap_or_else(PoisonError::into_inner);
    reads.retain(|_, at| between(*at, now) < YOUNG);
    let mut due = Vec::new();
    for post in posts
        .into_iter()
        .filter(|post| post.taken_at.is_some_and(|at| at > youngest))
    {
        if reads.get(&post.id).is_none_or(|at| between(*at, now) >= YOUNG_EVERY) {
            reads.insert(post.id.clone(), now);
            due.push(post);
        }
    }
    Ok(due)
}

async fn note(
    context: &Shared,
    account: &AccountRow,
    outcome: Result<Found, CallError>,
) -> Result<(), store::StoreError> {
    let now = context.clock.now();
    let mut tx = context.store.write().await?;
    match outcome {
        Ok(found) => {
            accounts::set_sync_state(&mut tx, &account.id, Some(now), None).await?;
            if found.new + found.changed > 0 {
                let payload = json!({
                    "run": Uuid::now_v7().to_string(),
                    "pages": found.pages,
                    "new": found.new,
                    "changed": found.changed,
                });
                let event = context.event_with(
                    EventKind::SyncRun,
                    Actor::System,
                    Some(&account.id),
                    account.id.as_str(),
                    payload,
                );
                events::append(&mut tx, &event).await?;
            }
        }
        Err(error) => {
            tracing::warn!(account.id = %account.id, reason = %error, "Account `{}` was not read to the end", account.id);
            accounts::set_sync_state(&mut tx, &account.id, None, Some(word(&error))).await?;
        }
    }
    tx.commit().await?;
    context.stale.spoil(Tag::Accounts);
    Ok(())
}

/// The word stored with an account that could not be read.
fn word(error: &CallError) -> &'static str {
    match error {
        CallError::Vault(VaultError::Locked) => "keychain_locked",
        CallError::Vault(VaultError::Missing | VaultError::Unsuitable) => "keychain_missing",
        CallError::NoLogin => LOGIN_LOST,
        CallError::ForeignHosts => "foreign_hosts",
        CallError::Store(_) => "internal",
        CallError::Api(api) => match (api.recovery(), Problem::from(api).code) {
            (Recovery::Reconnect, _) => LOGIN_LOST,
            (Recovery::MissingScope, _) => "missing_scope",
            (Recovery::RetryAfter(_), _) => "rate_limited",
            (Recovery::AccountPaused, _) => "paused",
            (_, ProblemCode::Offline) if !matches!(api, ApiError::InDoubt { .. }) => "offline",
            _ if matches!(api, ApiError::InDoubt { .. }) => "unreadable",
            _ => "refused",
        },
    }
}
