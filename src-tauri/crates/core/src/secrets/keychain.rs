//! The operating system's keychain through `keyring`: Secret Service on Linux, Keychain on macOS,
//! Credential Manager on Windows (which allows about 1,280 characters an entry).

use async_trait::async_trait;
use keyring::{Entry, Error};

use super::{Vault, VaultError, VaultState};

/// An entry nobody writes: asking for it tells whether the keychain answers.
const PROBE: &str = "probe";

/// The keychain entries of one service name.
pub struct Keychain {
    service: String,
}

impl Keychain {
    /// The entries filed under `service`, one service name per program identity.
    pub fn new(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
        }
    }

    /// Keychain calls block (a locked one waits for a person), so they run beside the async threads.
    async fn run<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&Entry) -> keyring::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (service, name) = (self.service.clone(), name.to_owned());
        tokio::task::spawn_blocking(move || work(&Entry::new(&service, &name)?))
            .await
            .unwrap_or_else(|panic| Err(Error::PlatformFailure(Box::new(panic))))
    }
}

#[async_trait]
impl Vault for Keychain {
    async fn state(&self) -> VaultState {
        match self.get(PROBE).await {
            Ok(_) | Err(VaultError::Unsuitable) => VaultState::Ready,
            Err(VaultError::Locked) => VaultState::Locked,
            Err(VaultError::Missing) => VaultState::Missing,
        }
    }

    async fn get(&self, name: &str) -> Result<Option<String>, VaultError> {
        match self.run(name, Entry::get_password).await {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(reason(&error)),
        }
    }

    async fn set(&self, name: &str, secret: &str) -> Result<(), VaultError> {
        let secret = secret.to_owned();
        self.run(name, move |entry| entry.set_password(&secret))
            .await
            .map_err(|error| reason(&error))
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        match self.run(name, Entry::delete_credential).await {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(reason(&error)),
        }
    }
}

/// The error's own text is dropped: a platform may quote the entry in it.
fn reason(error: &Error) -> VaultError {
    match error {
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::TooLong(..) | Error::Invalid(..) | Error::BadEncoding(_) | Error::Ambiguous(_) => VaultError::Unsuitable,
        _ => VaultError::Missing,
    }
}
