//! The one way from the core to the platform.
//!
//! Promised: a token is sent only to the host set it was issued for; every answer's usage figures and
//! clock are noted; an account whose login no longer works is marked once, where it is noticed; one that
//! the platform asked for a pause is left alone that long. What is noted never replaces the answer: a
//! request that was answered was sent, whatever happens to the note.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use instagram::{AccessToken, AccountId, Answer, ApiError, Client, Endpoint, Endpoints, Recovery};
use jiff::Timestamp;
use store::{Store, accounts};

use crate::clock::{SharedClock, add, between};
use crate::problem::{Problem, ProblemCode};
use crate::secrets::{Secrets, VaultError};
use crate::stale::{StaleBus, Tag};

/// The word stored with an account whose login no longer works.
pub(crate) const LOGIN_LOST: &str = "reconnect";

/// No skew has been seen yet.
const UNKNOWN_SKEW: i64 = i64::MIN;

/// Pause when the platform asks for one without saying how long.
const USUAL_PAUSE: Duration = Duration::from_secs(5 * 60);

/// No pause is kept longer: the platform's figures are estimates.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// The platform's limits are rolling, so a usage figure says nothing after this long.
const USAGE_LIFE: Duration = Duration::from_secs(60 * 60);

/// Why a call could not be made or was not answered as hoped.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The platform or the way to it.
    #[error("{}", .0.sentence())]
    Api(#[from] ApiError),
    /// The keychain.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// There is no login for this account on this machine.
    #[error("this account has no login on this machine")]
    NoLogin,
    /// The login belongs to other hosts than the ones in use.
    #[error("this login was made for another set of hosts")]
    ForeignHosts,
    /// The local database.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}

impl CallError {
    /// The API's own error, when the call got that far.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            Self::Vault(_) | Self::NoLogin | Self::ForeignHosts | Self::Store(_) => None,
        }
    }
}

impl From<CallError> for Problem {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Api(error) => Self::from(&error),
            CallError::Vault(error) => Self::from(error),
            CallError::Store(error) => Self::from(error),
            CallError::NoLogin => Self::new(
                ProblemCode::Reconnect,
                "This account has no login on this machine",
                "Connect the account again; its history stays",
            ),
            CallError::ForeignHosts => Self::new(
                ProblemCode::Reconnect,
                "The login of this account was made for another set of hosts and is not sent there",
                "Connect the account again, or remove the local hosts file",
            ),
        }
    }
}

/// Makes calls for accounts.
pub struct Gateway {
    client: Client,
    store: Store,
    secrets: Secrets,
    clock: SharedClock,
    stale: StaleBus,
    tokens: Mutex<HashMap<AccountId, AccessToken>>,
    skew_s: AtomicI64,
    offline: AtomicBool,
    quiet_until: Mutex<HashMap<AccountId, Timestamp>>,
    /// Percent, and when it was told.
    usage: Mutex<HashMap<AccountId, (u8, Timestamp)>>,
}

impl Gateway {
    /// A gateway over `client`.
    pub fn new(client: Client, store: Store, secrets: Secrets, clock: SharedClock, stale: StaleBus) -> Self {
        let (tokens, skew_s) = (Mutex::default(), AtomicI64::new(UNKNOWN_SKEW));
        Self {
            client,
            store,
            secrets,
            clock,
            stale,
            tokens,
            skew_s,
            offline: AtomicBool::new(false),
            quiet_until: Mutex::default(),
            usage: Mutex::default(),
        }
    }

    /// The hosts in use.
    pub fn endpoints(&self) -> &Endpoints {
        self.client.endpoints()
    }

    /// Calls `endpoint` as `account`.
    ///
    /// # Errors
    /// [`CallError`]; nothing was sent unless it is [`CallError::Api`].
    pub async fn call<E: Endpoint>(&self, account: &AccountId, endpoint: &E) -> Result<Answer<E::Output>, CallError> {
        let token = self.token(account).await?;
        match self.client.call(&token, endpoint).await {
            Ok(answer) => {
                self.note_reach(true);
                self.note_date(answer.server_date);
                noted(self.note_usage(account, answer.usage.percent).await);
                Ok(answer)
            }
            Err(error) => {
                self.note_reach(!matches!(error, ApiError::NotSent { .. }));
                if error.recovery() == Recovery::Reconnect {
                    self.forget_token(account);
                    noted(self.mark(account, Some(LOGIN_LOST)).await);
                }
                if error.pauses_account() {
                    noted(self.set_paused(account, Some("policy")).await);
                }
                if let Recovery::RetryAfter(pause) = error.recovery() {
                    self.leave_alone(account, pause.unwrap_or(USUAL_PAUSE).min(LONGEST_PAUSE));
                }
                Err(CallError::Api(error))
            }
        }
    }

    /// Calls `endpoint` with a token that belongs to no known account yet.
    ///
    /// # Errors
    /// What the platform answered.
    pub async fn call_with<E: Endpoint>(
        &self,
        token: &AccessToken,
        endpoint: &E,
    ) -> Result<Answer<E::Output>, ApiError> {
        let answer = self.client.call(token, endpoint).await?;
        self.note_date(answer.server_date);
        Ok(answer)
    }

    /// Whether a call for `account` could be made now, as far as this machine can tell.
    ///
    /// # Errors
    /// What stands in the way; nothing was sent.
    pub async fn ready(&self, account: &AccountId) -> Result<(), CallError> {
        self.token(account).await.map(drop)
    }

    /// Makes no call of the program's own for `account` for that long.
    pub fn leave_alone(&self, account: &AccountId, pause: Duration) {
        let until = add(self.clock.now(), pause);
        let mut quiet = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        let known = quiet.entry(account.clone()).or_insert(until);
        *known = (*known).max(until);
    }

    /// How long `account` is to be left alone yet. The platform counts while this machine sleeps, so the wall clock
    /// counts here; a pause that lies further ahead than any we keep means that it was set back.
    pub fn quiet_for(&self, account: &AccountId) -> Duration {
        let quiet = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        let left = quiet.get(account).map(|until| between(self.clock.now(), *until));
        left.filter(|left| *left <= LONGEST_PAUSE).unwrap_or_default()
    }

    /// Lets calls for `account` be made again, because something changed: a new login, a person's word.
    pub fn wake(&self, account: &AccountId) {
        self.quiet_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(account);
    }

    /// The share of the platform's limit in use, in percent, as told within the last hour. The platform stops
    /// telling when little is used, so an old figure says nothing.
    pub fn usage(&self, account: &AccountId) -> Option<u8> {
        let usage = self.usage.lock().unwrap_or_else(PoisonError::into_inner);
        let (percent, at) = usage.get(account)?;
        (between(*at, self.clock.now()) < USAGE_LIFE).then_some(*percent)
    }

    /// Whether the platform could not be reached the last time we tried.
    pub fn offline(&self) -> bool {
        self.offline.load(Ordering::Relaxed)
    }

    /// Drops the copy of the token held in memory, so that the next call reads the keychain.
    pub fn forget_token(&self, account: &AccountId) {
        self.tokens
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(account);
    }

    /// How many seconds the platform's clock is ahead of ours; `None` before the first answer.
    pub fn skew_s(&self) -> Option<i64> {
        Some(self.skew_s.load(Ordering::Relaxed)).filter(|skew| *skew != UNKNOWN_SKEW)
    }

    /// Notes what keeps the account from working, or that it works again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark(&self, account: &AccountId, problem: Option<&str>) -> Result<(), store::StoreError> {
        let mut tx = self.store.write().await?;
        accounts::set_sync_state(&mut tx, account, None, problem).await?;
        tx.commit().await?;
        self.stale.spoil(Tag::Accounts);
        Ok(())
    }

    /// Stops everything that leaves for the account until a person has looked, or lets it go on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_paused(&self, account: &AccountId, reason: Option<&str>) -> Result<(), store::StoreError> {
        let mut tx = self.store.write().await?;
        accounts::set_paused(&mut tx, account, reason).await?;
        tx.commit().await?;
        self.stale.spoil(Tag::Accounts);
        Ok(())
    }

    async fn token(&self, account: &AccountId) -> Result<AccessToken, CallError> {
        if let Some(token) = self.tokens.lock().unwrap_or_else(PoisonError::into_inner).get(account) {
            return Ok(token.clone());
        }
        let row = accounts::get(&self.store, account).await?.ok_or(CallError::NoLogin)?;
        if row.host_set != self.endpoints().host_set() {
            return Err(CallError::ForeignHosts);
        }
        let token = self.secrets.token(account).await?.ok_or(CallError::NoLogin)?;
        self.tokens
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.clone(), token.clone());
        Ok(token)
    }

    fn note_date(&self, server_date: Option<Timestamp>) {
        if let Some(date) = server_date {
            self.skew_s
                .store(date.duration_since(self.clock.now()).as_secs(), Ordering::Relaxed);
        }
    }

    fn note_reach(&self, reached: bool) {
        if self.offline.swap(!reached, Ordering::Relaxed) == reached {
            self.stale.spoil(Tag::AppState);
        }
    }

    async fn note_usage(&self, account: &AccountId, percent: Option<u8>) -> Result<(), store::StoreError> {
        let Some(percent) = percent else { return Ok(()) };
        let told = (percent, self.clock.now());
        self.usage
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.clone(), told);
        let known = accounts::get(&self.store, account)
            .await?
            .and_then(|row| row.usage_percent);
        if known == Some(i64::from(percent)) {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        accounts::set_usage(&mut tx, account, Some(i64::from(percent))).await?;
        tx.commit().await?;
        self.stale.spoil(Tag::Accounts);
        Ok(())
    }
}

/// A note that could not be written is told to the log: the answer counts all the same.
fn noted(outcome: Result<(), store::StoreError>) {
    if let Err(error) = outcome {
        tracing::error!(%error, "What a call told could not be noted");
    }
}
