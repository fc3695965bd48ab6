//! The one way from the core to the platform.
//!
//! Promised: a token is sent only to the host set it was issued for; every answer's usage figures and
//! clock are noted; an account whose login no longer works is marked once, where it is noticed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use instagram::{AccessToken, AccountId, Answer, ApiError, Client, Endpoint, Endpoints, Recovery};
use jiff::Timestamp;
use store::{Store, accounts};

use crate::clock::SharedClock;
use crate::problem::{Problem, ProblemCode};
use crate::secrets::{Secrets, VaultError};
use crate::stale::{StaleBus, Tag};

/// The word stored with an account whose login no longer works.
pub(crate) const LOGIN_LOST: &str = "reconnect";

/// No skew has been seen yet.
const UNKNOWN_SKEW: i64 = i64::MIN;

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
                self.note_date(answer.server_date);
                self.note_usage(account, answer.usage.percent).await?;
                Ok(answer)
            }
            Err(error) => {
                if error.recovery() == Recovery::Reconnect {
                    self.forget_token(account);
                    self.mark(account, Some(LOGIN_LOST)).await?;
                }
                if error.pauses_account() {
                    self.set_paused(account, Some("policy")).await?;
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

    async fn note_usage(&self, account: &AccountId, percent: Option<u8>) -> Result<(), store::StoreError> {
        let Some(percent) = percent else { return Ok(()) };
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
