//! Mentions of the account in captions and comments of others.
//!
//! Sources: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/mentions and
//! developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentions. The ids come from webhooks
//! alone: nothing lists captions and comments that mention an account. Mentions in stories are direct messages.

mod answer_mention;
mod get_mentioned_comment;
mod get_mentioned_media;

use crate::endpoints::is_harmless;
use crate::{ApiError, CommentId, MediaId, answer, lenient};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

pub use answer_mention::{AnswerMention, Mention};
pub use get_mentioned_comment::GetMentionedComment;
pub use get_mentioned_media::GetMentionedMedia;

/// A comment that mentions the account. No `Debug`: the text is somebody else's.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct MentionedComment {
    /// Its id.
    pub id: CommentId,
    /// What it says, without `@`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// When it was written.
    #[serde(default, deserialize_with = "lenient::time")]
    pub timestamp: Option<Timestamp>,
    /// The handle of who wrote it; not asked for, kept where the platform says it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub username: Option<String>,
    /// Likes.
    #[serde(default, deserialize_with = "lenient::count")]
    pub like_count: Option<u64>,
    /// The post it stands under.
    #[serde(default)]
    pub media: Option<MentionMedia>,
}

/// The post under which a mention stands. No `Debug`: the address is signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct MentionMedia {
    /// Its id.
    pub id: MediaId,
    /// Signed address of the file, valid for a few days.
    #[serde(default, deserialize_with = "lenient::url")]
    pub media_url: Option<Url>,
}

/// `edge.argument(id){fields}`, as `fields` takes it. The id stands between brackets, so anything but letters, digits, `_`
/// and `-` in it is refused.
pub(crate) fn expansion(edge: &str, argument: &str, id: &str, fields: &str) -> Result<String, ApiError> {
    if !is_harmless(id) {
        return Err(ApiError::Invalid(
            "An id has a form that Instagram does not use.".to_owned(),
        ));
    }
    Ok(format!("{edge}.{argument}({id}){{{fields}}}"))
}

/// Reads what stands below `edge`; `None` where it is missing.
pub(crate) fn expanded<T: DeserializeOwned>(edge: &str, body: &[u8]) -> Result<Option<T>, ApiError> {
    let mut found: serde_json::Map<String, serde_json::Value> = answer::read(body)?;
    match found.remove(edge) {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(value) => serde_json::from_value(value)
            .map(Some)
            .map_err(|_| answer::unreadable(format!("`{edge}` is of another kind"))),
    }
}
