//! Secrets: where they lie and who may ask.
//!
//! Promised: access tokens, app secrets and media-host keys live in the operating system's keychain
//! and nowhere else. A keychain that is locked or missing is an explicit state with a way out, never a
//! reason to fall back to a file. Nothing here prints a secret.

mod keychain;
mod memory;

use std::sync::Arc;

use async_trait::async_trait;
use instagram::{AccessToken, AccountId, AppSecret};
use secrecy::{ExposeSecret, SecretString};

pub use keychain::Keychain;
pub use memory::MemoryVault;

/// Whether secrets can be read and written now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultState {
    /// Secrets can be read and written.
    Ready,
    /// The keychain exists but is locked.
    Locked,
    /// No keychain service answers on this machine.
    Missing,
}

/// Why a secret could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The keychain is locked or refused access.
    #[error("the keychain is locked")]
    Locked,
    /// No keychain service answers.
    #[error("no keychain service is running")]
    Missing,
    /// The keychain refused this entry, for instance for its length.
    #[error("the keychain cannot hold this entry")]
    Unsuitable,
}

/// A place for named secrets.
#[async_trait]
pub trait Vault: Send + Sync + 'static {
    /// Whether the vault can be used now.
    async fn state(&self) -> VaultState;
    /// The secret called `name`; `None` when there is none.
    async fn get(&self, name: &str) -> Result<Option<String>, VaultError>;
    /// Stores `secret` under `name`, replacing what was there.
    async fn set(&self, name: &str, secret: &str) -> Result<(), VaultError>;
    /// Removes `name`; fine when it is not there.
    async fn remove(&self, name: &str) -> Result<(), VaultError>;
}

/// Typed access to the secrets of Postroom.
#[derive(Clone)]
pub struct Secrets {
    vault: Arc<dyn Vault>,
}

impl Secrets {
    /// Secrets kept in `vault`.
    pub fn new(vault: Arc<dyn Vault>) -> Self {
        Self { vault }
    }

    /// Whether the vault can be used now.
    pub async fn state(&self) -> VaultState {
        self.vault.state().await
    }

    /// The access token of `account`.
    ///
    /// # Errors
    /// When the vault is locked or missing.
    pub async fn token(&self, account: &AccountId) -> Result<Option<AccessToken>, VaultError> {
        Ok(self.vault.get(&token_entry(account)).await?.map(AccessToken::new))
    }

    /// Keeps `token` for `account`.
    ///
    /// # Errors
    /// When the vault is locked, missing or refuses the entry.
    pub async fn set_token(&self, account: &AccountId, token: &AccessToken) -> Result<(), VaultError> {
        self.vault.set(&token_entry(account), token.expose()).await
    }

    /// Forgets the token of `account`.
    ///
    /// # Errors
    /// When the vault is locked or missing.
    pub async fn remove_token(&self, account: &AccountId) -> Result<(), VaultError> {
        self.vault.remove(&token_entry(account)).await
    }

    /// The secret of the Meta app `client_id`.
    ///
    /// # Errors
    /// When the vault is locked or missing.
    pub async fn app_secret(&self, client_id: &str) -> Result<Option<AppSecret>, VaultError> {
        Ok(self.vault.get(&app_secret_entry(client_id)).await?.map(AppSecret::new))
    }

    /// Keeps the secret of the Meta app `client_id`.
    ///
    /// # Errors
    /// When the vault is locked, missing or refuses the entry.
    pub async fn set_app_secret(&self, client_id: &str, secret: &AppSecret) -> Result<(), VaultError> {
        self.vault.set(&app_secret_entry(client_id), secret.expose()).await
    }

    /// The secret access key that belongs to `access_key_id` of a media host.
    ///
    /// # Errors
    /// When the vault is locked or missing.
    pub async fn host_secret(&self, access_key_id: &str) -> Result<Option<SecretString>, VaultError> {
        Ok(self
            .vault
            .get(&host_secret_entry(access_key_id))
            .await?
            .map(SecretString::from))
    }

    /// Keeps the secret access key that belongs to `access_key_id`.
    ///
    /// # Errors
    /// When the vault is locked, missing or refuses the entry.
    pub async fn set_host_secret(&self, access_key_id: &str, secret: &SecretString) -> Result<(), VaultError> {
        self.vault
            .set(&host_secret_entry(access_key_id), secret.expose_secret())
            .await
    }

    /// Forgets the secret access key that belongs to `access_key_id`.
    ///
    /// # Errors
    /// When the vault is locked or missing.
    pub async fn remove_host_secret(&self, access_key_id: &str) -> Result<(), VaultError> {
        self.vault.remove(&host_secret_entry(access_key_id)).await
    }
}

fn host_secret_entry(access_key_id: &str) -> String {
    format!("media-host:{access_key_id}")
}

fn token_entry(account: &AccountId) -> String {
    format!("token:{account}")
}

fn app_secret_entry(client_id: &str) -> String {
    format!("app-secret:{client_id}")
}
