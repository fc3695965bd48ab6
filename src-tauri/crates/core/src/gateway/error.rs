//! Why a call brought nothing, and what a person is told about it.

use instagram::budget::Held;
use instagram::{ApiError, Unanswered};

use crate::problem::{Problem, ProblemCode};
use crate::secrets::VaultError;

/// Why a call could not be made or was not answered as hoped.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The platform or the way to it.
    #[error("{}", .0.sentence())]
    Api(#[from] ApiError),
    /// The account's budget did not let the call go now. Nothing was sent.
    #[error(transparent)]
    Held(#[from] Held),
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
            Self::Held(_) | Self::Vault(_) | Self::NoLogin | Self::ForeignHosts | Self::Store(_) => None,
        }
    }
}

impl From<Unanswered> for CallError {
    fn from(error: Unanswered) -> Self {
        match error {
            Unanswered::Held(held) => Self::Held(held),
            Unanswered::Api(error) => Self::Api(error),
        }
    }
}

impl From<CallError> for Problem {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Api(error) => Self::from(&error),
            CallError::Held(held) => Self {
                retry_after: Some(held.wait),
                ..Self::new(
                    ProblemCode::RateLimited,
                    held.why.sentence(),
                    "Postroom waits and goes on by itself.",
                )
            },
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
