//! One look at one account.

use std::collections::HashSet;
use std::time::Duration;

use instagram::{ApiError, GetMedia, ListMedia, MediaId, Recovery};
use serde_json::json;
use store::accounts::{self, AccountRow};
use store::events::{self, Actor, EventKind};
use store::media::{self, MediaRow};
use uuid::Uuid;

use super::SyncSettings;
use super::memory::Memory;
use super::walk::Walk;
use crate::accounts::renew_if_due;
use crate::clock::subtract;
use crate::context::{Shared, account_subject};
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

/// What a look found.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    pages: usize,
    new: usize,
    changed: usize,
}

/// Reads `account` once and notes how it went on its row.
pub(super) async fn read(context: &Shared, account: AccountRow, settings: &SyncSettings, memory: &Memory) {
    if let Err(problem) = renew_if_due(context, &account).await {
        tracing::warn!(account.id = %account.id, problem = %problem, "The login of account `{}` was not renewed", account.id);
    }
    let outcome = look(context, &account, settings, memory).await;
    if let Err(error) = note(context, &account, outcome).await {
        tracing::error!(%error, "The result of a sync could not be stored");
    }
}

async fn look(
    context: &Shared,
    account: &AccountRow,
    settings: &SyncSettings,
    memory: &Memory,
) -> Result<Found, CallError> {
    let usage = i64::from(context.gateway.usage(&account.id).unwrap_or(0));
    read_posts(context, account, memory).await?;
    let mut found = Found::default();
    if usage >= USAGE_STOP {
        return Ok(found);
    }
    let unexplained = media::unexplained(&context.store, &account.id).await?;
    let mut read: HashSet<MediaId> = HashSet::new();
    let mut trouble = None;
    for post in unexplained {
        let left = settings.pages_a_tick.saturating_sub(found.pages);
        if left == 0 {
            break;
        }
        read.insert(post.id.clone());
        walk(context, &post, Reading::UntilExplained(left), &mut found, &mut trouble).await?;
    }
    if usage < USAGE_SLOW {
        for post in young_posts(context, account, memory).await? {
            if !read.contains(&post.id) && found.pages < settings.pages_a_tick {
                walk(context, &post, Reading::NewestPage, &mut found, &mut trouble).await?;
            }
        }
    }
    trouble.map_or(Ok(found), Err)
}

/// The newest page tells which counts moved; at the first look, and once an hour, every page is read.
async fn read_posts(context: &Shared, account: &AccountRow, memory: &Memory) -> Result<(), CallError> {
    let every_page = account.last_sync_at.is_none() || memory.deep_look_due(&account.id, context.clock.monotonic());
    let mut after: Option<String> = None;
    loop {
        let request = ListMedia {
            limit: POSTS_A_PAGE,
            after: after.as_deref(),
            ..ListMedia::new(&account.id)
        };
        let page = context.gateway.call(&account.id, &request).await?.value;
        let mut tx = context.store.write().await?;
        let counts = media::upsert_page(&mut tx, &account.id, &page.items, context.clock.now()).await?;
        tx.commit().await?;
        if counts.new + counts.changed > 0 {
            context.stale.spoil(Tag::InboxCounts);
        }
        match page.after {
            Some(next) if every_page && after.as_ref() != Some(&next) => after = Some(next),
            _ => break,
        }
    }
    if every_page {
        memory.looked_deep(&account.id, context.clock.monotonic());
    }
    Ok(())
}

/// How much of a post is read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// Until the rows explain the count, at most this many pages.
    UntilExplained(usize),
    /// The newest page.
    NewestPage,
}

/// Reads one post. Trouble with this post alone is remembered, the first of it, and keeps nobody from the next post.
async fn walk(
    context: &Shared,
    post: &MediaRow,
    reading: Reading,
    found: &mut Found,
    trouble: &mut Option<CallError>,
) -> Result<(), CallError> {
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
        Err(CallError::Api(error)) if error.is_missing_object() => vanished(context, post).await,
        Err(CallError::Api(error)) if of_this_post(&error) => {
            tracing::warn!(media.id = %post.id, reason = %error, "Post `{}` was not read to the end", post.id);
            trouble.get_or_insert(CallError::Api(error));
            Ok(())
        }
        end => end,
    }
}

/// Whether the next post may fare better.
fn of_this_post(error: &ApiError) -> bool {
    let of_the_account = matches!(error.recovery(), Recovery::Reconnect | Recovery::RetryAfter(_));
    !of_the_account && !matches!(error, ApiError::NotSent { .. })
}

/// A post whose comments are no longer there is asked for itself; the account's list has just been read, so "no such
/// object" is no missing permission.
async fn vanished(context: &Shared, post: &MediaRow) -> Result<(), CallError> {
    let request = GetMedia::new(&post.id);
    match context.gateway.call(&post.account, &request).await {
        Err(CallError::Api(error)) if error.is_missing_object() => {
            let mut tx = context.store.write().await?;
            media::set_gone(&mut tx, &post.id, context.clock.now()).await?;
            tx.commit().await?;
            context.stale.spoil(Tag::Comments(post.id.clone()));
            Ok(())
        }
        outcome => outcome.map(drop),
    }
}

async fn young_posts(
    context: &Shared,
    account: &AccountRow,
    memory: &Memory,
) -> Result<Vec<MediaRow>, store::StoreError> {
    let now = context.clock.now();
    let youngest = subtract(now, YOUNG);
    let posts = media::newest(&context.store, &account.id, POSTS_A_PAGE).await?;
    let young = posts
        .into_iter()
        .filter(|post| post.taken_at.is_some_and(|at| at > youngest));
    Ok(young.filter(|post| memory.young_read_due(&post.id, now)).collect())
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
            if context.gateway.usage(&account.id).is_none() && account.usage_percent.is_some() {
                accounts::set_usage(&mut tx, &account.id, None).await?;
            }
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
                    &account_subject(&account.id),
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
