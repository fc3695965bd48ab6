//! Errors as the page gets them: it branches on the code and shows the sentences.

use std::error::Error;
use std::time::Duration;

use postroom_core::{Problem, ProblemCode, StartError};
use serde::Serialize;
use specta::Type;
use store::StoreError;

/// What a page can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ErrorCode {
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
    /// What was named is not known here.
    NotFound,
    /// The platform refused.
    Refused,
    /// The input cannot be used as it is.
    Precondition,
    /// Held until a person has looked.
    Held,
    /// A fault of the program or the disk.
    Internal,
}

/// A failure with its cause and next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub(crate) struct IpcError {
    /// What to branch on.
    pub(crate) code: ErrorCode,
    /// One plain sentence: what happened.
    pub(crate) message: String,
    /// What to do next.
    pub(crate) fix: Option<String>,
    /// When trying again makes sense, in seconds.
    pub(crate) retry_after_s: Option<u32>,
    /// Codes for a details line.
    pub(crate) detail: Option<String>,
}

impl IpcError {
    /// An error of the shell itself.
    pub(crate) fn new(
        code: ErrorCode,
        message: impl Into<String>,
        fix: impl Into<String>,
        detail: Option<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            fix: Some(fix.into()),
            retry_after_s: None,
            detail,
        }
    }

    /// Why the core could not start, in words.
    pub(crate) fn from_start(error: &StartError) -> Self {
        let (message, fix) = match error {
            StartError::Ownership(error) => (
                sentence(&error.to_string()),
                "Check that the folder can be written, then start Postroom again.",
            ),
            StartError::Store(StoreError::NewerDatabase { found, known }) => (
                format!(
                    "The data on this machine was written by a newer Postroom: it has format {found}, and this \
                     program knows formats up to {known}."
                ),
                "Install the newer Postroom again. Nothing was changed.",
            ),
            StartError::Store(StoreError::Corrupt { .. }) => (
                "The database of Postroom is damaged.".to_owned(),
                "Put a backup of the data folder in its place, or move the folder away to begin anew. Nothing was changed.",
            ),
            StartError::Store(_) => (
                "The database of Postroom could not be opened.".to_owned(),
                "Check that the disk is neither full nor read-only, then start Postroom again.",
            ),
            StartError::State { .. } => (
                sentence(&error.to_string()),
                "Check that the folder can be read and written, then start Postroom again.",
            ),
            StartError::Http => (
                sentence(&error.to_string()),
                "Check the certificates of this machine, then start Postroom again.",
            ),
        };
        let words = error.to_string();
        let detail = if sentence(&words) == message {
            error.source().map(ToString::to_string)
        } else {
            Some(words)
        };
        Self::new(ErrorCode::Internal, message, fix, detail)
    }
}

/// An error's words as a sentence for people.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).chain(['.']).collect())
        .unwrap_or_default()
}

impl From<Problem> for IpcError {
    fn from(problem: Problem) -> Self {
        Self {
            code: problem.code.into(),
            message: problem.message,
            fix: problem.fix,
            retry_after_s: problem.retry_after.map(whole_seconds),
            detail: problem.detail,
        }
    }
}

/// Rounded up: trying a moment too early would only lengthen the pause.
fn whole_seconds(pause: Duration) -> u32 {
    u32::try_from(pause.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX)
}

impl From<ProblemCode> for ErrorCode {
    fn from(code: ProblemCode) -> Self {
        match code {
            ProblemCode::Offline => Self::Offline,
            ProblemCode::Reconnect => Self::Reconnect,
            ProblemCode::MissingScope => Self::MissingScope,
            ProblemCode::RateLimited => Self::RateLimited,
            ProblemCode::KeychainLocked => Self::KeychainLocked,
            ProblemCode::KeychainMissing => Self::KeychainMissing,
            ProblemCode::LoginRefused => Self::LoginRefused,
            ProblemCode::LinkRefused => Self::LinkRefused,
            ProblemCode::SnapshotGone => Self::SnapshotGone,
            ProblemCode::NotFound => Self::NotFound,
            ProblemCode::Refused => Self::Refused,
            ProblemCode::Precondition => Self::Precondition,
            ProblemCode::Held => Self::Held,
            ProblemCode::Internal => Self::Internal,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_code_has_its_word_on_the_wire() {
        let codes = [
            ProblemCode::Offline,
            ProblemCode::Reconnect,
            ProblemCode::MissingScope,
            ProblemCode::RateLimited,
            ProblemCode::KeychainLocked,
            ProblemCode::KeychainMissing,
            ProblemCode::LoginRefused,
            ProblemCode::LinkRefused,
            ProblemCode::SnapshotGone,
            ProblemCode::NotFound,
            ProblemCode::Refused,
            ProblemCode::Precondition,
            ProblemCode::Held,
            ProblemCode::Internal,
        ];
        let shown: Vec<_> = codes
            .into_iter()
            .map(|code| {
                serde_json::to_string(&IpcError::from(Problem::new(code, "What happened", "What to do"))).unwrap()
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"));
    }

    #[test]
    fn a_pause_and_codes_travel_along() {
        let mut problem =
            Problem::new(ProblemCode::RateLimited, "Instagram asks for a pause", "Wait").with_detail("4 / 2");
        problem.retry_after = Some(Duration::from_millis(59_001));
        insta::assert_snapshot!(serde_json::to_string(&IpcError::from(problem)).unwrap());
    }

    #[test]
    fn a_start_that_failed_says_why_and_what_to_do() {
        let failures = [
            StartError::Store(StoreError::NewerDatabase { found: 9, known: 2 }),
            StartError::Store(StoreError::Corrupt {
                reason: "The file is not a database".to_owned(),
            }),
            StartError::Store(StoreError::NotFound { what: "file" }),
            StartError::State {
                folder: "/state".into(),
                source: std::io::ErrorKind::PermissionDenied.into(),
            },
            StartError::Http,
        ];
        let shown: Vec<_> = failures
            .iter()
            .map(|error| serde_json::to_string(&IpcError::from_start(error)).unwrap())
            .collect();
        insta::assert_snapshot!(shown.join("\n"));
    }
}
