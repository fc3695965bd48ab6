//! Why a request to the receiver is turned away.

/// Why a request to the receiver is turned away. Nothing of its content is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// No signature, or one of another form than `sha256=` and 64 hexadecimal digits.
    #[error("the signature is missing or has another form")]
    Unsigned,
    /// The signature was made with none of the secrets, or the bytes were changed on the way.
    #[error("the signature belongs to none of the app's secrets")]
    Forged,
    /// Longer than [`MAX_PAYLOAD_BYTES`](crate::webhooks::MAX_PAYLOAD_BYTES).
    #[error("the body is too long")]
    TooLong,
    /// More events than [`MAX_EVENTS`](crate::webhooks::MAX_EVENTS).
    #[error("the body holds too many events")]
    TooMany,
    /// Not JSON, or nested more deeply than the parser follows (128 levels).
    #[error("the body is not JSON")]
    NotJson,
    /// JSON without a single entry.
    #[error("the body holds no events")]
    NotEvents,
    /// A verification request that is none, or with another verify token.
    #[error("the verification request does not carry the verify token")]
    NotVerified,
}
