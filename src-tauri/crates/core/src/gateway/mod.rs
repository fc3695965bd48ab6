//! The one way from the core to the platform.
//!
//! Promised: a token is sent only to the host set it was issued for; every call names who waits for it and goes
//! through the account's budget, so that work in the background never holds up a person; every answer's usage
//! figures and clock are noted, a refusal's as well; an account whose login no longer works is marked once, where
//! it is noticed. A call is made once: whoever needs it again has its own memory of what failed. What is noted
//! never replaces the answer: a request that was answered was sent, whatever happens to the note.

mod budgets;
mod error;
mod gauge;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use instagram::budget::{Budget, Class};
use instagram::{
    AccessToken, AccountId, Allowance, Answer, ApiError, Client, Endpoint, Endpoints, Patience, REQUEST_TIMEOUT,
    Recovery, Steady, Unanswered,
};
use jiff::Timestamp;
use store::{Store, accounts};

use self::budgets::Budgets;
pub use self::error::CallError;
pub use self::gauge::{GaugeLine, Pace, RateGauge, SLOW_FROM, STOP_FROM};
use crate::clock::{SharedClock, add, between};
use crate::secrets::Secrets;
use crate::stale::{StaleBus, Tag};

/// The word stored with an account whose login no longer works.
pub(crate) const LOGIN_LOST: &str = "reconnect";

/// No skew has been seen yet.
const UNKNOWN_SKEW: i64 = i64::MIN;

/// No pause of ours is kept longer: one that lies further ahead means that the clock was set back.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// A call is made once, and waits so long for its turn.
const PATIENCE: Patience = Patience {
    repeats: 0,
    first_wait: Duration::ZERO,
    total: REQUEST_TIMEOUT,
};

/// Makes calls for accounts.
pub struct Gateway {
    client: Client,
    store: Store,
    secrets: Secrets,
    clock: SharedClock,
    stale: StaleBus,
    logins: Mutex<HashMap<AccountId, Login>>,
    budgets: Budgets,
    skew_s: AtomicI64,
    offline: AtomicBool,
    quiet_until: Mutex<HashMap<AccountId, Timestamp>>,
    /// What was noted last of each account's usage.
    noted: Mutex<HashMap<AccountId, (Option<u8>, Pace)>>,
}

/// What a call as an account is made with.
#[derive(Clone)]
struct Login {
    token: AccessToken,
    budget: Arc<Budget>,
}

impl Gateway {
    /// A gateway over `client`.
    pub fn new(client: Client, store: Store, secrets: Secrets, clock: SharedClock, stale: StaleBus) -> Self {
        Self {
            client,
            store,
            secrets,
            budgets: Budgets::new(clock.clone()),
            clock,
            stale,
            logins: Mutex::default(),
            skew_s: AtomicI64::new(UNKNOWN_SKEW),
            offline: AtomicBool::new(false),
            quiet_until: Mutex::default(),
            noted: Mutex::default(),
        }
    }

    /// The hosts in use.
    pub fn endpoints(&self) -> &Endpoints {
        self.client.endpoints()
    }

    /// Calls `endpoint` as `account`, for somebody of `class`.
    ///
    /// # Errors
    /// [`CallError`]; nothing was sent unless it is [`CallError::Api`].
    pub async fn call<E: Endpoint>(
        &self,
        account: &AccountId,
        class: Class,
        endpoint: &E,
    ) -> Result<Answer<E::Output>, CallError> {
        let Login { token, budget } = self.login(account).await?;
        let steady = Steady::new(&self.client, &token, &budget, class).with_patience(PATIENCE);
        let answered = steady.call(endpoint).await;
        match &answered {
            Ok(answer) => {
                self.note_reach(true);
                self.note_date(answer.server_date);
            }
            Err(Unanswered::Held(_)) => {}
            Err(Unanswered::Api(error)) => {
                self.note_reach(!matches!(error, ApiError::NotSent { .. }));
                if error.recovery() == Recovery::Reconnect {
                    self.forget_token(account);
                    noted(self.mark(account, Some(LOGIN_LOST)).await);
                }
                if error.pauses_account() {
                    noted(self.set_paused(account, Some("policy")).await);
                }
            }
        }
        noted(self.note_usage(account, &budget).await);
        Ok(answered?)
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
        self.login(account).await.map(drop)
    }

    /// Makes no call of the program's own for `account` for that long, because this machine is not ready for it. A pause
    /// that the platform asks for is the budget's.
    pub fn leave_alone(&self, account: &AccountId, pause: Duration) {
        let until = add(self.clock.now(), pause);
        let mut quiet = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        let known = quiet.entry(account.clone()).or_insert(until);
        *known = (*known).max(until);
    }

    /// How long `account` is to be left alone yet, by this machine's word or the platform's. The platform counts while
    /// this machine sleeps, so the wall clock counts here.
    pub fn quiet_for(&self, account: &AccountId) -> Duration {
        let now = self.clock.now();
        let quiet = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        let ours = quiet.get(account).map(|until| between(now, *until));
        let ours = ours.filter(|left| *left <= LONGEST_PAUSE).unwrap_or_default();
        let line = self
            .budgets
            .known(account)
            .map(|budget| budget.line(Allowance::Business));
        let theirs = line.filter(|line| line.admits.is_none()).and_then(|line| line.resumes);
        ours.max(theirs.map_or(Duration::ZERO, |until| between(now, until)))
    }

    /// When calls that people wait for go again, where the platform asked for a pause. Counted against an allowance.
    pub fn resumes(&self, account: &AccountId, allowance: Allowance) -> Option<Timestamp> {
        let line = self.budgets.known(account)?.line(allowance);
        line.resumes.filter(|_| line.admits.is_none())
    }

    /// Until when the figure is believed that work in the background gives way to.
    pub fn known_until(&self, account: &AccountId, allowance: Allowance) -> Option<Timestamp> {
        self.budgets.known(account)?.line(allowance).known_until
    }

    /// Lets calls for `account` be made again, because something changed: a new login, a person's word.
    pub fn wake(&self, account: &AccountId) {
        self.quiet_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(account);
        if let Some(budget) = self.budgets.known(account) {
            budget.forget();
        }
        self.stale.spoil(Tag::RateGauge);
    }

    /// The share of the platform's limit in use, in percent, as told lately: the platform stops telling when little is
    /// used, so an old figure says nothing.
    pub fn usage(&self, account: &AccountId) -> Option<u8> {
        self.budgets.known(account)?.line(Allowance::Business).used_percent
    }

    /// How fast the program may work for an account with calls of an allowance.
    pub fn pace(&self, account: &AccountId, allowance: Allowance) -> Pace {
        let budget = self.budgets.known(account);
        budget.map_or(Pace::Free, |budget| gauge::pace(&budget.line(allowance)))
    }

    /// What a person can see of the account's budget.
    pub fn gauge(&self, account: &AccountId) -> RateGauge {
        RateGauge::of(account, self.budgets.known(account).as_deref())
    }

    /// Whether the platform could not be reached the last time we tried.
    pub fn offline(&self) -> bool {
        self.offline.load(Ordering::Relaxed)
    }

    /// Drops the copy of the token held in memory, so that the next call reads the keychain.
    pub fn forget_token(&self, account: &AccountId) {
        self.logins
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

    async fn login(&self, account: &AccountId) -> Result<Login, CallError> {
        if let Some(login) = self.logins.lock().unwrap_or_else(PoisonError::into_inner).get(account) {
            return Ok(login.clone());
        }
        let row = accounts::get(&self.store, account).await?.ok_or(CallError::NoLogin)?;
        if row.host_set != self.endpoints().host_set() {
            return Err(CallError::ForeignHosts);
        }
        let login = Login {
            token: self.secrets.token(account).await?.ok_or(CallError::NoLogin)?,
            budget: self.budgets.of(account, row.client_id.as_deref()),
        };
        self.logins
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.clone(), login.clone());
        Ok(login)
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

    /// Stores the share in use when it changed, and tells the gauge.
    async fn note_usage(&self, account: &AccountId, budget: &Budget) -> Result<(), store::StoreError> {
        let line = budget.line(Allowance::Business);
        let now = (line.used_percent, gauge::pace(&line));
        let before = self
            .noted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.clone(), now);
        if before == Some(now) {
            return Ok(());
        }
        self.stale.spoil(Tag::RateGauge);
        let stopped = |pace: Option<Pace>| pace == Some(Pace::Stopped);
        if stopped(before.map(|(_, pace)| pace)) != stopped(Some(now.1)) {
            // What waits in the outbox says so.
            self.stale.spoil(Tag::Outbox);
        }
        if before.is_some_and(|(percent, _)| percent == now.0) {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        accounts::set_usage(&mut tx, account, line.used_percent.map(i64::from)).await?;
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
