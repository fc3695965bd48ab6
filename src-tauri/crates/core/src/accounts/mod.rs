//! Accounts: connecting, renewing, listing, disconnecting.

pub mod callback;
mod connect;
mod login;
mod login_problem;
mod renewal;

use std::sync::Arc;
use std::time::Duration;

use instagram::{AccountId, ApiError};
use jiff::Timestamp;
use store::accounts::{self, AccountRow};
use store::events::{self, Actor, EventKind};
use store::{media, meta, search};

pub use login::{LOGIN_LIFE, Login, LoginPhase, LoginRequest, Profile};
pub use login_problem::refused;
pub(crate) use renewal::renew_if_due;

use crate::clock::between;
use crate::context::{Shared, account_subject};
use crate::gateway::LOGIN_LOST;
use crate::media::{PictureKey, Pictures};
use crate::outbox::Outbox;
use crate::problem::{Problem, ProblemCode};
use crate::publishing;
use crate::stale::Tag;

const CLIENT_ID_KEY: &str = "client_id";
const REDIRECT_URI_KEY: &str = "redirect_uri";

/// Comments removed in one transaction when an account is erased.
const ERASE_BATCH: u32 = 500;

/// An account as its card shows it.
#[derive(Debug, Clone)]
pub struct AccountState {
    /// What is stored of it.
    pub row: AccountRow,
    /// Days until the login ends; `None` when the platform has not told.
    pub days_left: Option<i64>,
    /// What keeps it from working.
    pub problem: Option<Problem>,
}

/// Accounts and the login under way.
pub struct Accounts {
    context: Shared,
    login: Login,
    pictures: Arc<Pictures>,
}

impl Accounts {
    pub(crate) fn new(context: Shared, pictures: Arc<Pictures>) -> Result<Self, ApiError> {
        let login = Login::new(context.clone())?;
        Ok(Self {
            context,
            login,
            pictures,
        })
    }

    /// The login under way.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// Every connected account, in the order they were connected.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn list(&self) -> Result<Vec<AccountState>, Problem> {
        let now = self.context.clock.now();
        Ok(accounts::list(&self.context.store)
            .await?
            .into_iter()
            .map(|row| state(row, now))
            .collect())
    }

    /// Lets an account that the platform paused go on, after a person has looked.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn resume(&self, account: &AccountId) -> Result<(), Problem> {
        self.context.gateway.set_paused(account, None).await?;
        self.context.gateway.wake(account);
        self.context.outbox_changed.notify_one();
        Ok(())
    }

    /// Remembers which Meta app and redirect address the team uses.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remember_app(&self, client_id: &str, redirect_uri: &str) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        meta::set(&mut tx, CLIENT_ID_KEY, client_id).await?;
        meta::set(&mut tx, REDIRECT_URI_KEY, redirect_uri).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::AppState);
        Ok(())
    }

    /// The Meta app and redirect address used last.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn last_app(&self) -> Result<(Option<String>, Option<String>), Problem> {
        let client_id = meta::get(&self.context.store, CLIENT_ID_KEY).await?;
        let redirect_uri = meta::get(&self.context.store, REDIRECT_URI_KEY).await?;
        Ok((client_id, redirect_uri))
    }

    /// Forgets the login of an account, withdraws what has not left yet for it, and with `erase` forgets everything
    /// cached of it. The platform has no
    /// call to revoke a login: the person removes it in Instagram under *Apps and websites*.
    ///
    /// # Errors
    /// `NotFound` for an unknown account; the vault's and the database's errors.
    pub async fn disconnect(&self, account: &AccountId, erase: bool) -> Result<(), Problem> {
        accounts::get(&self.context.store, account)
            .await?
            .ok_or_else(|| Problem::not_found("account"))?;
        Outbox::withdraw_all(&self.context, account).await?;
        publishing::take_back_all(&self.context, account).await?;
        self.context.secrets.remove_token(account).await?;
        self.context.gateway.forget_token(account);
        let now = self.context.clock.now();
        let event = self.context.event(
            EventKind::AccountDisconnected,
            Actor::Member,
            Some(account),
            &account_subject(account),
        );
        let mut tx = self.context.store.write().await?;
        events::append(&mut tx, &event).await?;
        accounts::remove(&mut tx, account, false, now).await?;
        tx.commit().await?;
        self.context.accounts_changed.notify_one();
        self.context
            .stale
            .spoil_all([Tag::Accounts, Tag::InboxCounts, Tag::Outbox]);
        if erase {
            self.erase(account).await?;
        }
        Ok(())
    }

    /// Rewrites the search index, which still holds the words of comments that were erased.
    async fn forget_words(&self) -> Result<(), Problem> {
        let mut step = search::Step::First;
        loop {
            let mut tx = self.context.store.write().await?;
            let more = search::forget_some(&mut tx, step).await?;
            tx.commit().await?;
            if !more {
                return Ok(());
            }
            step = search::Step::Next;
        }
    }

    /// Erases in short transactions, so that a key never waits for it.
    async fn erase(&self, account: &AccountId) -> Result<(), Problem> {
        publishing::remove_files_of(&self.context, account).await?;
        let posts = media::newest(&self.context.store, account, u32::MAX).await?;
        loop {
            let mut tx = self.context.store.write().await?;
            let erased = accounts::erase_some(&mut tx, account, ERASE_BATCH).await?;
            tx.commit().await?;
            if erased == 0 {
                break;
            }
        }
        let mut tx = self.context.store.write().await?;
        accounts::remove(&mut tx, account, true, self.context.clock.now()).await?;
        tx.commit().await?;
        self.forget_words().await?;
        // Last, because an open page may have fetched one again meanwhile.
        self.pictures.forget(&PictureKey::Account(account.clone())).await;
        for post in posts {
            self.pictures.forget(&PictureKey::Post(post.id)).await;
        }
        self.context
            .stale
            .spoil_all([Tag::Accounts, Tag::InboxCounts, Tag::Outbox]);
        Ok(())
    }
}

fn state(row: AccountRow, now: Timestamp) -> AccountState {
    let days_left = row.token_expires_at.map(|expires_at| {
        i64::try_from(between(now, expires_at).as_secs() / Duration::from_secs(86_400).as_secs()).unwrap_or(i64::MAX)
    });
    let paused = row.paused_reason.as_ref().map(|_| "paused");
    let problem = paused
        .or(row.sync_error_code.as_deref())
        .map(|word| problem(word, row.token_expires_at.is_some_and(|at| at <= now)));
    AccountState {
        row,
        days_left,
        problem,
    }
}

/// The sentence behind the word stored with an account or a task that reads it.
pub(crate) fn problem(word: &str, expired: bool) -> Problem {
    match word {
        LOGIN_LOST => Problem::new(
            ProblemCode::Reconnect,
            if expired {
                "The login of this account has run out."
            } else {
                "Instagram no longer accepts this login."
            },
            "Renew the login; comments and history stay.",
        ),
        "missing_scope" => Problem::new(
            ProblemCode::MissingScope,
            "Instagram leaves out what this login may not see.",
            "Renew the login and leave every permission ticked.",
        ),
        "rate_limited" => Problem::new(
            ProblemCode::RateLimited,
            "Instagram asks this account for a pause.",
            "Postroom reads again by itself; your own actions go first.",
        ),
        "paused" => Problem::new(
            ProblemCode::Refused,
            "Instagram has paused actions of this account.",
            "Open Instagram with this account and follow what it asks for.",
        ),
        "keychain_locked" => Problem::from(crate::secrets::VaultError::Locked),
        "keychain_missing" => Problem::from(crate::secrets::VaultError::Missing),
        "foreign_hosts" => Problem::from(crate::gateway::CallError::ForeignHosts),
        "offline" => Problem::new(
            ProblemCode::Offline,
            "Instagram could not be reached.",
            "Postroom tries again by itself; everything read so far is here.",
        ),
        other => Problem::new(
            ProblemCode::Refused,
            "Reading this account did not work.",
            "Postroom tries again by itself.",
        )
        .with_detail(other),
    }
}
