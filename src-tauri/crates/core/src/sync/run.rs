//! One run of a task, from the first call to what is written down about it.

use std::time::Duration;

use instagram::{AccountId, ApiError, Recovery};
use jiff::Timestamp;
use serde_json::json;
use store::WriteTx;
use store::accounts::{self, AccountRow};
use store::events::{self, Actor, EventKind};
use store::sync::{self, SyncTask, SyncTaskRun};
use uuid::Uuid;

use super::memory::Memory;
use super::post::Tally;
use super::reader::Reader;
use super::task::{after_failure, class, interval};
use super::{SyncSettings, backfill, conversations, counts, daily, old, stories, tags, young};
use crate::accounts::renew_if_due;
use crate::clock::add;
use crate::context::{Context, Shared, account_subject};
use crate::gateway::{CallError, LOGIN_LOST};
use crate::problem::{Problem, ProblemCode};
use crate::secrets::VaultError;
use crate::stale::Tag;

/// How long a task waits whose call the budget held back.
const AFTER_HELD: Duration = Duration::from_secs(60);

/// What a run brought and when the next one is wanted.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) tally: Tally,
    /// Where the next run goes on.
    pub(super) cursor: Option<String>,
    /// Sooner than usual.
    pub(super) next: Option<Duration>,
}

impl Run {
    /// A run after which the next one comes in its turn.
    pub(super) fn of(tally: Tally) -> Self {
        Self {
            tally,
            cursor: None,
            next: None,
        }
    }

    /// A run after which the next one may come at once.
    pub(super) fn soon(tally: Tally) -> Self {
        Self {
            next: Some(Duration::ZERO),
            ..Self::of(tally)
        }
    }
}

/// Runs a task of `account` once and writes down how it went.
pub(super) async fn run(
    context: &Shared,
    account: &AccountRow,
    task: SyncTask,
    settings: &SyncSettings,
    memory: &Memory,
) {
    if task == SyncTask::Counts
        && let Err(problem) = renew_if_due(context, account).await
    {
        tracing::warn!(account.id = %account.id, problem = %problem, "The login of account `{}` was not renewed", account.id);
    }
    let reader = Reader::new(context, &account.id, class(task));
    let began = context.clock.now();
    let outcome = match task {
        SyncTask::Counts => counts::run(&reader, settings, memory).await,
        SyncTask::Young => young::run(&reader, memory).await,
        SyncTask::Daily => daily::run(&reader, memory).await,
        SyncTask::Old => old::run(&reader).await,
        SyncTask::Stories => stories::run(&reader).await,
        SyncTask::Backfill => backfill::run(&reader, memory).await,
        SyncTask::Conversations => conversations::run(&reader).await,
        SyncTask::Tags => tags::run(&reader).await,
    };
    let interval = interval(task, settings, context.window_visible());
    if let Err(error) = note(&reader, task, began, interval, outcome).await {
        tracing::error!(%error, "The result of a sync could not be stored");
    }
}

async fn note(
    reader: &Reader<'_>,
    task: SyncTask,
    began: Timestamp,
    interval: Duration,
    outcome: Result<Run, CallError>,
) -> Result<(), store::StoreError> {
    let (context, account) = (reader.context, reader.account);
    let now = context.clock.now();
    let stood = sync::task(&context.store, account, task)
        .await?
        .and_then(|row| row.cursor);
    let (mut run, failure) = match outcome {
        Ok(mut run) => {
            let trouble = run.tally.trouble.take();
            (run, trouble)
        }
        Err(error) => {
            let kept = Run {
                cursor: stood,
                ..Run::default()
            };
            (kept, Some(error))
        }
    };
    if let Some(error) = &failure {
        tracing::warn!(account.id = %account, ?task, reason = %error, "Account `{account}` was not read to the end");
        run.next = Some(match error {
            CallError::Held(held) => held.wait.min(AFTER_HELD),
            _ => after_failure(interval),
        });
    }
    // To be held back is no failure: the gauge tells it.
    let was_held = matches!(failure, Some(CallError::Held(_)));
    let word = failure.as_ref().filter(|_| !was_held).map(word);
    let mut tx = context.store.write().await?;
    let written = SyncTaskRun {
        ended_at: now,
        // Counted from its beginning, so that a slow answer makes no tick late.
        next_run_at: run
            .next
            .map_or_else(|| add(began, interval).max(now), |next| add(now, next)),
        calls: i64::from(reader.calls()),
        error_code: word,
        cursor: run.cursor.as_deref(),
    };
    sync::ran(&mut tx, account, task, written).await?;
    let synced_at = (task == SyncTask::Counts && failure.is_none()).then_some(now);
    if !was_held {
        note_on_account(context, &mut tx, account, task, word, synced_at).await?;
    }
    if run.tally.is_news() && task != SyncTask::Backfill {
        let payload = json!({
            "run": Uuid::now_v7().to_string(),
            "task": task,
            "pages": run.tally.pages,
            "new": run.tally.new,
            "changed": run.tally.changed,
        });
        let subject = account_subject(account);
        let event = context.event_with(EventKind::SyncRun, Actor::System, Some(account), &subject, payload);
        events::append(&mut tx, &event).await?;
    }
    tx.commit().await?;
    context.stale.spoil_all([Tag::Sync, Tag::Accounts]);
    Ok(())
}

/// What keeps an account from being read stands on its card. The minute tick tells whether anything at all can be read;
/// of the other tasks only what the tick cannot notice counts there.
async fn note_on_account(
    context: &Context,
    tx: &mut WriteTx,
    account: &AccountId,
    task: SyncTask,
    word: Option<&str>,
    synced_at: Option<Timestamp>,
) -> Result<(), store::StoreError> {
    let of_single_tasks = |word: &str| ["missing_scope", "refused", "unreadable"].contains(&word);
    if task == SyncTask::Counts {
        if word.is_some() {
            return accounts::set_sync_state(tx, account, None, word).await;
        }
    } else {
        let stands = accounts::get_in(tx, account).await?.and_then(|row| row.sync_error_code);
        let words = [stands.as_deref(), word];
        if words.into_iter().flatten().any(|word| !of_single_tasks(word)) {
            return Ok(());
        }
    }
    let rows = sync::tasks(&context.store).await?;
    let others = rows.iter().filter(|row| row.account == *account && row.task != task);
    let words = others.filter_map(|row| row.error_code.as_deref());
    let told = word.into_iter().chain(words).find(|word| of_single_tasks(word));
    accounts::set_sync_state(tx, account, synced_at, told).await
}

/// The word stored with what could not be read.
fn word(error: &CallError) -> &'static str {
    match error {
        CallError::Vault(VaultError::Locked) => "keychain_locked",
        CallError::Vault(VaultError::Missing | VaultError::Unsuitable) => "keychain_missing",
        CallError::NoLogin => LOGIN_LOST,
        CallError::ForeignHosts => "foreign_hosts",
        CallError::Store(_) => "internal",
        CallError::Held(_) => "rate_limited",
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
