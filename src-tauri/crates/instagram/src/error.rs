//! What can go wrong, sorted by what is known afterwards.

use crate::transport::RawAnswer;
use crate::{Flavour, MetricHint, Said, Scope, catalogue, envelope};
use bytes::Bytes;
use http::HeaderMap;
use std::time::Duration;

/// A call that brought no good answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// DNS, connection or TLS failed: not one byte of the request was written, so nothing can have happened.
    #[error("not sent: {cause}")]
    NotSent {
        /// The failure, without address or content.
        cause: String,
    },
    /// The request was written, or may have been, and no readable answer came back. It may have taken effect.
    #[error("in doubt: {cause}")]
    InDoubt {
        /// What happened to the answer.
        cause: Doubt,
    },
    /// The platform answered with an error code.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// A good answer without the fields that were asked for: the permission is missing, or stripped from the answer.
    #[error("{endpoint} answered without {missing:?}, which needs {}", scope.as_str())]
    Incomplete {
        /// Name of the endpoint.
        endpoint: &'static str,
        /// The fields that are missing.
        missing: Vec<&'static str>,
        /// The permission that gives them.
        scope: Scope,
    },
    /// The login hosts refused a code or a token, in their own form without a catalogue code.
    #[error("login refused: {0}")]
    Login(LoginRefusal),
    /// A parameter that cannot be sent; nothing was sent. Holds a sentence for people.
    #[error("invalid: {0}")]
    Invalid(String),
    /// The platform does not offer the endpoint, or one of the parameters or metrics, in this set-up; nothing was sent.
    #[error("{endpoint} is not available with {flavour:?}")]
    NotAvailable {
        /// Name of the endpoint, the parameter or the metric.
        endpoint: &'static str,
        /// The set-up in use.
        flavour: Flavour,
    },
}

/// Why nobody knows whether a request took effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// No answer within the time limit.
    #[error("no answer in time")]
    Timeout,
    /// The connection ended before the answer did.
    #[error("the connection was cut")]
    Cut,
    /// An HTTP status of 500 or more without a code that proves a refusal.
    #[error("the server failed with status {0}")]
    ServerError(u16),
    /// An answer that is not what the endpoint promises. Says where, never what the answer held.
    #[error("unreadable answer: {0}")]
    Unreadable(String),
    /// The platform suspects spam (4/2207051). The action may have happened all the same, and the account is paused.
    #[error("suspected spam")]
    SpamBlock,
}

/// A coded refusal. Nothing is decided on what it says in words.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
#[error("code {code}, subcode {subcode:?}, status {http_status}, trace {trace_id:?}")]
pub struct Refusal {
    /// `error.code`; may be negative.
    pub code: i64,
    /// `error.error_subcode`.
    pub subcode: Option<i64>,
    /// HTTP status of the answer. For the log: nothing is decided on it.
    pub http_status: u16,
    /// `error.fbtrace_id`, to be quoted to the platform's support.
    pub trace_id: Option<String>,
    /// `error.is_transient`. Known to be wrong both ways; used only for codes the catalogue does not know.
    pub transient: Option<bool>,
    /// How long the platform asks to wait: what the usage headers of the refusal say about the allowance that its code is about.
    pub retry_after: Option<Duration>,
    /// What the text of a refused request for insights says about its metrics, for [`narrowed`](crate::narrowed). A hint:
    /// nothing is decided on it.
    pub metric_hint: Option<MetricHint>,
    /// What the platform says in its own words.
    pub said: Option<Box<Said>>,
}

/// A refusal in the form of the login hosts: `{"error_type":…,"code":400,"error_message":…}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
#[error("code {code:?}, status {http_status}: {message:?}")]
pub struct LoginRefusal {
    /// The `code` of the answer; in practice the HTTP status again.
    pub code: Option<i64>,
    /// `error_type`, or the word that stands for `error`. Proves nothing.
    pub kind: Option<String>,
    /// HTTP status of the answer.
    pub http_status: u16,
    /// What the platform says, shortened and free of the code, the token and the secret that were sent. For people to
    /// read as a detail; nothing is decided on it.
    pub message: Option<String>,
}

/// What to do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing happened; trying again soon is harmless.
    RetrySoon,
    /// Too many calls: leave the account alone for that long (calls made meanwhile prolong it). `None` means that
    /// nobody said how long.
    RetryAfter(Option<Duration>),
    /// The token is dead: the person must connect the account again.
    Reconnect,
    /// A permission is missing: connect again and grant it.
    MissingScope,
    /// The platform's messaging window is closed.
    WindowClosed,
    /// The platform stopped the account: no writes until a person has looked.
    AccountPaused,
    /// The same request will be refused again.
    Never,
    /// It may have taken effect: look before anything else.
    InDoubt,
}

impl ApiError {
    /// The error that an answer with this status, these headers and this body stands for; `None` for a good answer. Needs
    /// no network.
    pub fn in_answer(status: u16, headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let answer = RawAnswer {
            status,
            headers: headers.clone(),
            body: Bytes::copy_from_slice(body),
        };
        envelope::good(&answer).err()
    }

    /// As [`ApiError::in_answer`], for an answer of the login hosts: keeps what they say about a refusal
    /// ([`LoginRefusal::message`]), unless it repeats one of the `secrets` that were sent.
    pub fn in_login_answer(status: u16, headers: &HeaderMap, body: &[u8], secrets: &[&str]) -> Option<Self> {
        let answer = RawAnswer {
            status,
            headers: headers.clone(),
            body: Bytes::copy_from_slice(body),
        };
        envelope::good_login(&answer, secrets).err()
    }

    /// What to do about it.
    pub fn recovery(&self) -> Recovery {
        match self {
            ApiError::NotSent { .. } => Recovery::RetrySoon,
            ApiError::InDoubt { .. } => Recovery::InDoubt,
            ApiError::Refused(refusal) => refusal.recovery(),
            ApiError::Incomplete { .. } => Recovery::MissingScope,
            ApiError::Login(_) | ApiError::Invalid(_) | ApiError::NotAvailable { .. } => Recovery::Never,
        }
    }

    /// A plain sentence for people: what happened and what comes next.
    pub fn sentence(&self) -> String {
        match self {
            ApiError::NotSent { .. } => "Instagram cannot be reached. Check the internet connection.".to_owned(),
            ApiError::InDoubt { cause } => cause.sentence().to_owned(),
            ApiError::Refused(refusal) => refusal.sentence().to_owned(),
            ApiError::Incomplete { scope, .. } => format!(
                "Instagram left out part of the answer, as it does when the permission for {} is missing. Connect the \
                 account again and allow it.",
                scope.in_words()
            ),
            ApiError::Login(_) => catalogue::LOGIN_SENTENCE.to_owned(),
            ApiError::Invalid(sentence) => sentence.clone(),
            ApiError::NotAvailable { .. } => {
                "Instagram does not offer this for accounts that are connected this way.".to_owned()
            }
        }
    }

    /// Code and subcode as the platform gave them.
    pub fn code_pair(&self) -> (Option<i64>, Option<i64>) {
        match self {
            ApiError::Refused(refusal) => (Some(refusal.code), refusal.subcode),
            ApiError::InDoubt {
                cause: Doubt::SpamBlock,
            } => {
                let (code, subcode) = catalogue::SPAM_BLOCK;
                (Some(code), Some(subcode))
            }
            ApiError::Login(refusal) => (refusal.code, None),
            ApiError::InDoubt { .. }
            | ApiError::NotSent { .. }
            | ApiError::Incomplete { .. }
            | ApiError::Invalid(_)
            | ApiError::NotAvailable { .. } => (None, None),
        }
    }

    /// Whether the object is gone, not the account's, or not readable with this token (100/33, 803). Look at a
    /// known-good object of the same account before believing that it is gone.
    pub fn is_missing_object(&self) -> bool {
        matches!(self.code_pair(), (Some(100), Some(33)) | (Some(803), _))
    }

    /// Whether the platform may have refused a field that was asked for (100 without a known meaning): it fails the whole
    /// call where a set-up or an account lacks one. The same request with fewer fields is worth one try.
    pub fn may_be_a_field(&self) -> bool {
        matches!(self, ApiError::Refused(refusal) if refusal.code == 100 && refusal.subcode.is_none())
    }

    /// Whether the container to be published is still being prepared (9007/2207027): nothing was published, and the same
    /// container can be published later.
    pub fn is_not_ready(&self) -> bool {
        matches!(self, ApiError::Refused(refusal) if refusal.code == catalogue::NOT_READY.0)
    }

    /// Whether a comment can no longer be answered privately (2534025, 10903, 10900): it was before, by any app or person,
    /// or it is too old or gone.
    pub fn is_private_reply_used(&self) -> bool {
        matches!(self.code_pair(), (Some(10_900 | 10_903), _) | (_, Some(2_534_025)))
    }

    /// Whether the platform suspects spam (4/2207051): the action may have happened all the same, and nothing more may be
    /// written for the account until a person has looked.
    pub fn is_spam_block(&self) -> bool {
        matches!(
            self,
            ApiError::InDoubt {
                cause: Doubt::SpamBlock
            }
        )
    }

    /// Whether writes of the account must stop until a person has looked: a policy block, a restricted account, or a
    /// suspicion of spam (which is in doubt besides).
    pub fn pauses_account(&self) -> bool {
        self.is_spam_block() || self.recovery() == Recovery::AccountPaused
    }
}

impl Doubt {
    fn sentence(&self) -> &'static str {
        match self {
            Doubt::Timeout | Doubt::Cut => {
                "The answer from Instagram got lost on the way. Postroom looks what became of it."
            }
            Doubt::ServerError(_) => "Instagram had a problem on its side. Postroom looks what became of the request.",
            Doubt::Unreadable(_) => {
                "Instagram sent an answer that Postroom cannot read. Postroom looks what became of the request."
            }
            Doubt::SpamBlock => catalogue::SPAM_SENTENCE,
        }
    }
}

impl Refusal {
    /// A refusal with that code and nothing else known.
    pub fn new(code: i64, subcode: Option<i64>) -> Self {
        Self {
            code,
            subcode,
            ..Self::default()
        }
    }

    fn recovery(&self) -> Recovery {
        match catalogue::find(self.code, self.subcode) {
            Some(row) => match row.recovery {
                // The platform's word beats the catalogue's.
                Recovery::RetryAfter(usual) => Recovery::RetryAfter(self.retry_after.or(usual)),
                recovery => recovery,
            },
            None if self.transient == Some(true) => Recovery::InDoubt,
            None => Recovery::Never,
        }
    }

    fn sentence(&self) -> &'static str {
        catalogue::find(self.code, self.subcode).map_or(catalogue::UNKNOWN_SENTENCE, |row| row.sentence)
    }
}
