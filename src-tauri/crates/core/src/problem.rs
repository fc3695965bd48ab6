//! What went wrong, for people: a code the screen branches on, a plain sentence, a next step.

use std::time::Duration;

use instagram::{ApiError, Recovery};
use store::StoreError;

use crate::secrets::VaultError;

/// The codes a screen can act on. A code exists only because a screen does something different with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemCode {
    /// The platform could not be reached.
    Offline,
    /// The login of the account no longer works.
    Reconnect,
    /// The login lacks a permission.
    MissingScope,
    /// The platform asks for a pause.
    RateLimited,
    /// The keychain is locked.
    KeychainLocked,
    /// No keychain service answers.
    KeychainMissing,
    /// The login did not succeed.
    LoginRefused,
    /// A link or pasted address was not accepted.
    LinkRefused,
    /// The list was closed meanwhile; open it again.
    SnapshotGone,
    /// The comment, post, account or action is not known here.
    NotFound,
    /// The platform refused the action.
    Refused,
    /// The input cannot be used as it is.
    Precondition,
    /// The action is held until a person has looked.
    Held,
    /// A fault of the program or the disk.
    Internal,
}

/// A failure with its cause and next step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// What a screen branches on.
    pub code: ProblemCode,
    /// One plain sentence: what happened.
    pub message: String,
    /// What to do next.
    pub fix: Option<String>,
    /// When trying again makes sense.
    pub retry_after: Option<Duration>,
    /// Codes for the details line; never other people's text, never a secret.
    pub detail: Option<String>,
}

impl Problem {
    /// A problem with its sentence and next step.
    pub fn new(code: ProblemCode, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            fix: Some(fix.into()),
            retry_after: None,
            detail: None,
        }
    }

    /// The input names something that is not here.
    pub fn not_found(what: &str) -> Self {
        Self::new(
            ProblemCode::NotFound,
            format!("This {what} is no longer here."),
            "Reload the page.",
        )
    }

    /// Adds codes for the details line.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }
}

impl From<&ApiError> for Problem {
    fn from(error: &ApiError) -> Self {
        let (code, fix) = match (error, error.recovery()) {
            (ApiError::NotSent { .. }, _) => (
                ProblemCode::Offline,
                "Nothing was sent. Postroom tries again by itself.".to_owned(),
            ),
            (_, Recovery::Reconnect) => (ProblemCode::Reconnect, "Connect the account again.".to_owned()),
            (_, Recovery::MissingScope) => (
                ProblemCode::MissingScope,
                "Connect the account again and leave every permission ticked.".to_owned(),
            ),
            (_, Recovery::RetryAfter(_)) => (
                ProblemCode::RateLimited,
                "Postroom waits and goes on by itself.".to_owned(),
            ),
            (_, Recovery::AccountPaused) => (
                ProblemCode::Refused,
                "Open Instagram with this account and follow what it asks for.".to_owned(),
            ),
            (_, Recovery::RetrySoon | Recovery::InDoubt) => {
                (ProblemCode::Offline, "Postroom looks again in a moment.".to_owned())
            }
            (_, Recovery::WindowClosed | Recovery::Never) => {
                (ProblemCode::Refused, "Check the comment on Instagram.".to_owned())
            }
        };
        let retry_after = match error.recovery() {
            Recovery::RetryAfter(pause) => pause,
            _ => None,
        };
        Self {
            code,
            message: error.sentence(),
            fix: Some(fix),
            retry_after,
            detail: detail_of(error),
        }
    }
}

impl From<ApiError> for Problem {
    fn from(error: ApiError) -> Self {
        Self::from(&error)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        // Gone since the page was drawn: no fault of the disk.
        if let StoreError::NotFound { what } = error {
            return Self::not_found(what);
        }
        tracing::error!(error = %error, "A database call failed.");
        Self::new(
            ProblemCode::Internal,
            "The local database could not be used.",
            "Check that the disk is not full, then try again.",
        )
        .with_detail(error.to_string())
    }
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Locked => Self::new(
                ProblemCode::KeychainLocked,
                "The keychain is locked, so Postroom cannot read its logins.",
                "Unlock the keychain, then check again.",
            ),
            VaultError::Missing => Self::new(
                ProblemCode::KeychainMissing,
                "No keychain is running, so Postroom cannot keep logins safely.",
                keychain_hint(),
            ),
            VaultError::Unsuitable => Self::new(
                ProblemCode::Internal,
                "The keychain refused this entry.",
                "Copy the text again and check that nothing else was copied with it.",
            ),
        }
    }
}

/// What to start when no keychain answers, for this operating system.
pub fn keychain_hint() -> &'static str {
    if cfg!(target_os = "linux") {
        "Start a Secret Service such as GNOME Keyring (gnome-keyring-daemon), KWallet or KeePassXC, then check again."
    } else if cfg!(target_os = "macos") {
        "Open Keychain Access, make sure that the login keychain exists and is unlocked, then check again."
    } else {
        "Start the Credential Manager service of Windows, then check again."
    }
}

/// The codes of an API error for the details line, such as `190 / 463`.
pub fn detail_of(error: &ApiError) -> Option<String> {
    codes(error.code_pair().0, error.code_pair().1)
}

/// `code / subcode` as the details line shows them.
pub fn codes(code: Option<i64>, subcode: Option<i64>) -> Option<String> {
    match (code, subcode) {
        (Some(code), Some(subcode)) => Some(format!("{code} / {subcode}")),
        (Some(code), None) => Some(code.to_string()),
        (None, _) => None,
    }
}
