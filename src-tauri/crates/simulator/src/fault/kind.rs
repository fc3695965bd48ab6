//! What can go wrong at an endpoint.

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::Endpoint;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// A coded refusal in the platform's envelope, without effect.
    Error {
        /// The code.
        code: i64,
        /// The subcode, when the refusal has one.
        #[serde(default)]
        subcode: Option<i64>,
        /// HTTP status; the documented one of the code when absent.
        #[serde(default)]
        status: Option<u16>,
        /// Text of the refusal; clients must not decide on it.
        #[serde(default)]
        message: Option<String>,
    },
    /// As [`Self::Error`], answered after the write happened: the spam block that lets the post through
    /// (4/2207051 under status 403, list of quirks, 5).
    ErrorAfter {
        /// The code.
        code: i64,
        /// The subcode, when the refusal has one.
        #[serde(default)]
        subcode: Option<i64>,
        /// HTTP status; the documented one of the code when absent.
        #[serde(default)]
        status: Option<u16>,
        /// Text of the refusal; clients must not decide on it.
        #[serde(default)]
        message: Option<String>,
    },
    /// A bare status with an empty body, without effect unless `after_effect`.
    Status {
        /// HTTP status, 100 to 599.
        status: u16,
        /// The write happens before the status is answered.
        #[serde(default)]
        after_effect: bool,
    },
    /// An HTML page under status 200. The write happened.
    Html,
    /// The right answer, cut short in the middle of its JSON. The write happened.
    Truncated,
    /// The request lies around before it is worked on (real milliseconds). The write happens even when the caller has
    /// hung up by then.
    Slow {
        /// Real milliseconds, at most 600,000.
        ms: u64,
    },
    /// The request is worked on at once, the answer comes late (real milliseconds).
    SlowAnswer {
        /// Real milliseconds, at most 600,000.
        ms: u64,
    },
    /// The connection is closed without an answer and without effect.
    CutBefore,
    /// The connection is closed without an answer after the write happened.
    CutAfter,
    /// Reads show the state as it was so long ago: comments, switches, containers, the list of posts. A container that
    /// was not there then is refused with 24/2207006.
    LagReads {
        /// Simulated milliseconds.
        ms: i64,
    },
    /// A throttle refusal (code 80002) with the minutes to wait in the usage header.
    RateLimit,
    /// A throttle refusal of a certain code: 4 of the app (no usage header at all), 17 of a user, 32 of a Page, 613 of one
    /// endpoint, 80002 of an Instagram account, 80006 of messaging.
    Throttle {
        /// The code.
        code: i64,
        /// Minutes to wait, where the code has a header that tells them.
        #[serde(default)]
        minutes: u32,
    },
    /// The token is treated as expired (190/463).
    ExpiredToken,
    /// Reads answer 200 without the fields a missing comment scope hides; writes, and everything about publishing, are
    /// refused with code 10.
    MissingScope,
    /// Reads answer 200 without these fields.
    StripFields {
        /// Field names; when empty, those a missing comment scope hides: `from`, `username`, `user`.
        #[serde(default)]
        fields: Vec<String>,
    },
    /// Lists answer 200 and are empty, cursors and all: what an app without advanced access sees of other people's
    /// comments and messages (sheet on comments, §5.1).
    EmptyLists,
    /// The token endpoint and `/me` of Instagram Login answer in the documented shape `{"data":[{…}]}` instead of the flat
    /// one.
    DocumentedShape,
    /// A container comes to `ERROR`, with this subcode inside its `status` text. Laid on [`Endpoint::Container`] the
    /// new container does so when its processing is over; on [`Endpoint::ContainerStatus`] or [`Endpoint::Publish`] the
    /// one asked for does so at once.
    ContainerError {
        /// The subcode, such as 2207082.
        subcode: i64,
    },
    /// A container comes to `EXPIRED` long before its day is over, at the times [`Self::ContainerError`] names.
    ContainerExpired,
    /// The new container's processing takes so much longer. Only on [`Endpoint::Container`].
    SlowProcessing {
        /// Simulated milliseconds.
        ms: i64,
    },
    /// The new container is answered before its picture was downloaded: what is wrong with the picture is not refused
    /// but ends in the container's `status`, as the platform does at times. Only on [`Endpoint::Container`].
    LateFetch,
    /// Somebody else's work is found in the new container: `copyright_check_status` says so, and the post's `media_url` is
    /// kept back. Only on [`Endpoint::Container`].
    CopyrightMatch,
}

impl FaultKind {
    /// Whether it makes the answer, or leaves none, whatever the work comes to: of several only one can.
    pub(super) fn decides(&self) -> bool {
        matches!(
            self,
            Self::Error { .. }
                | Self::ErrorAfter { .. }
                | Self::Status { .. }
                | Self::Html
                | Self::CutBefore
                | Self::CutAfter
                | Self::RateLimit
                | Self::Throttle { .. }
                | Self::ExpiredToken
        )
    }

    /// The HTTP status it names.
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Error { status, .. } | Self::ErrorAfter { status, .. } => *status,
            Self::Status { status, .. } => Some(*status),
            _ => None,
        }
    }
}
