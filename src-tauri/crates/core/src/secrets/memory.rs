//! A vault in memory, for tests and for programs without a window that hold no lasting secret.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use super::{Vault, VaultError, VaultState};

/// Secrets that end with the process. Its state can be set, to act out a locked keychain.
pub struct MemoryVault {
    inner: Mutex<Inner>,
}

struct Inner {
    state: VaultState,
    entries: HashMap<String, String>,
}

impl MemoryVault {
    /// An empty vault that is ready.
    pub fn new() -> Self {
        Self {
            inner: Mutex::new(Inner {
                state: VaultState::Ready,
                entries: HashMap::new(),
            }),
        }
    }

    /// Acts out `state` from here on.
    pub fn set_state(&self, state: VaultState) {
        self.with(|inner| inner.state = state);
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn open<T>(&self, work: impl FnOnce(&mut HashMap<String, String>) -> T) -> Result<T, VaultError> {
        self.with(|inner| match inner.state {
            VaultState::Ready => Ok(work(&mut inner.entries)),
            VaultState::Locked => Err(VaultError::Locked),
            VaultState::Missing => Err(VaultError::Missing),
        })
    }
}

impl Default for MemoryVault {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn state(&self) -> VaultState {
        self.with(|inner| inner.state)
    }

    async fn get(&self, name: &str) -> Result<Option<String>, VaultError> {
        self.open(|entries| entries.get(name).cloned())
    }

    async fn set(&self, name: &str, secret: &str) -> Result<(), VaultError> {
        self.open(|entries| {
            entries.insert(name.to_owned(), secret.to_owned());
        })
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.open(|entries| {
            entries.remove(name);
        })
    }
}
