//! Comments and the one level of replies below them.
//!
//! Source of the fields: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment. `text` is
//! missing where somebody commented with a picture or sticker; `username` and `from` may be missing.

mod comment_on_media;
mod delete_comment;
mod fields;
mod get_comment;
mod list_comments;
mod list_replies;
mod reply_to_comment;
mod set_comment_hidden;

use crate::shown::shown;
use crate::{
    AccountId, ApiError, CommentId, Endpoint, MediaId, Page, PersonId, ProductType, answer, complete, lenient,
};
use jiff::Timestamp;
use serde::Deserialize;

pub use comment_on_media::CommentOnMedia;
pub use delete_comment::DeleteComment;
pub use fields::CommentFields;
pub use get_comment::GetComment;
pub use list_comments::{ListComments, MAX_COMMENTS_PER_PAGE};
pub use list_replies::ListReplies;
pub use reply_to_comment::ReplyToComment;
pub use set_comment_hidden::SetCommentHidden;

/// A comment, or a reply to one. `Debug` shows ids alone: the text and the handle are somebody else's.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Wire")]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// What it says; absent for pictures and stickers.
    pub text: Option<String>,
    /// When it was written.
    pub timestamp: Option<Timestamp>,
    /// The handle of who wrote it, from `username` or `from`.
    pub username: Option<String>,
    /// Who wrote it.
    pub from: Option<Author>,
    /// The account itself; present only on comments that it wrote.
    pub user: Option<OwnUser>,
    /// Whether it is hidden from everybody but the account and who wrote it.
    pub hidden: Option<bool>,
    /// Likes.
    pub like_count: Option<u64>,
    /// The top-level comment a reply belongs to.
    pub parent_id: Option<CommentId>,
    /// The post it stands under.
    pub media: Option<MediaId>,
    /// Where that post was published. On a live broadcast nothing can be hidden, deleted or answered in public.
    pub product_type: Option<ProductType>,
    /// The first page of its replies; absent when they were not asked for or there are none.
    pub replies: Option<Page<Comment>>,
}

shown!(Comment: id, from, hidden, parent_id, media, replies);

/// Who wrote a comment. `Debug` shows the id alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Author {
    /// The person as this account sees them.
    pub id: PersonId,
    /// Their handle.
    pub username: Option<String>,
}

shown!(Author: id);

/// The account as the writer of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OwnUser {
    /// The professional account id.
    pub id: AccountId,
}

#[derive(Deserialize)]
struct Wire {
    id: CommentId,
    #[serde(default, deserialize_with = "lenient::text")]
    text: Option<String>,
    #[serde(default, deserialize_with = "lenient::time")]
    timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient::text")]
    username: Option<String>,
    #[serde(default)]
    from: Option<WireAuthor>,
    #[serde(default)]
    user: Option<OwnUser>,
    #[serde(default, deserialize_with = "lenient::flag")]
    hidden: Option<bool>,
    #[serde(default, deserialize_with = "lenient::count")]
    like_count: Option<u64>,
    #[serde(default)]
    parent_id: Option<CommentId>,
    #[serde(default)]
    media: Option<WireMedia>,
    #[serde(default)]
    replies: Option<Page<Comment>>,
}

#[derive(Deserialize)]
struct WireAuthor {
    #[serde(default)]
    id: Option<PersonId>,
    #[serde(default, deserialize_with = "lenient::text")]
    username: Option<String>,
}

#[derive(Deserialize)]
struct WireMedia {
    id: MediaId,
    #[serde(default)]
    media_product_type: Option<ProductType>,
}

impl From<Wire> for Comment {
    fn from(wire: Wire) -> Self {
        let handle = wire.from.as_ref().and_then(|author| author.username.clone());
        let from = wire.from.and_then(|author| {
            Some(Author {
                id: author.id?,
                username: author.username,
            })
        });
        Self {
            id: wire.id,
            text: wire.text,
            timestamp: wire.timestamp,
            username: wire.username.or(handle),
            from,
            user: wire.user,
            hidden: wire.hidden,
            like_count: wire.like_count,
            parent_id: wire.parent_id,
            product_type: wire.media.as_ref().and_then(|media| media.media_product_type),
            media: wire.media.map(|media| media.id),
            replies: wire.replies,
        }
    }
}

/// The `message` of something to be written, or `refusal` when it says nothing.
pub(crate) fn message<'a>(text: &'a str, refusal: &str) -> Result<(&'static str, &'a str), ApiError> {
    if text.trim().is_empty() {
        return Err(ApiError::Invalid(refusal.to_owned()));
    }
    Ok(("message", text))
}

/// Reads the id of what was written.
pub(crate) fn written(body: &[u8]) -> Result<CommentId, ApiError> {
    #[derive(Deserialize)]
    struct Created {
        id: CommentId,
    }
    Ok(answer::read::<Created>(body)?.id)
}

/// From this many comments on, none with a handle means that handles were stripped: without the permission for comments
/// the platform leaves them out (change of 2024-08-27). One or two people without a handle may just be gone.
const MANY: usize = 3;

/// Every comment has a time, and a text or an author or a count of likes. Where no item of an answer has them, they were
/// stripped from it. A text or a handle alone may be missing for good reasons.
fn complete<E: Endpoint>(items: &[Comment]) -> Result<(), ApiError> {
    let no_time = items.iter().all(|comment| comment.timestamp.is_none());
    let no_content = items.iter().all(|comment| {
        comment.text.is_none()
            && comment.username.is_none()
            && comment.from.is_none()
            && comment.hidden.is_none()
            && comment.like_count.is_none()
    });
    let nameless = |comment: &Comment| comment.username.is_none() && comment.from.is_none() && comment.user.is_none();
    let no_names = items.len() >= MANY && items.iter().all(nameless);
    if items.is_empty() || !(no_time || no_content || no_names) {
        return Ok(());
    }
    let mut missing = Vec::new();
    if no_time {
        missing.push("timestamp");
    }
    if no_content {
        missing.extend(["text", "username", "from", "hidden", "like_count"]);
    } else if no_names {
        missing.extend(["username", "from"]);
    }
    Err(complete::lacks::<E>(missing))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Scope;

    type Any = ListComments<'static>;

    fn list(json: &str) -> Vec<Comment> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_page_of_nameless_comments_was_stripped() {
        let comment = r#"{"id":"1","text":"x","timestamp":"2026-08-14T10:01:44+0000","hidden":false,"like_count":0}"#;
        let two = list(&format!("[{comment},{comment}]"));
        assert!(complete::<Any>(&two).is_ok(), "two people may be gone");
        let three = list(&format!("[{comment},{comment},{comment}]"));
        let error = complete::<Any>(&three).unwrap_err();
        assert!(
            matches!(error, ApiError::Incomplete { missing, scope: Scope::Comments, .. } if missing == ["username", "from"])
        );
    }

    #[test]
    fn a_sticker_without_text_and_name_is_a_comment() {
        let comments = list(r#"[{"id":"1","timestamp":"2026-08-14T10:01:44+0000","hidden":false,"like_count":0}]"#);
        assert!(complete::<Any>(&comments).is_ok());
        assert!(comments[0].text.is_none() && comments[0].username.is_none());
    }

    #[test]
    fn a_page_without_any_name_is_complete_while_the_texts_are_there() {
        let comments = list(r#"[{"id":"1","timestamp":"2026-08-14T10:01:44+0000","text":"hello"}]"#);
        assert!(complete::<Any>(&comments).is_ok());
    }

    #[test]
    fn ids_alone_or_with_times_alone_are_incomplete() {
        let missing = |json: &str| match complete::<Any>(&list(json)) {
            Err(ApiError::Incomplete {
                missing,
                scope: Scope::Comments,
                ..
            }) => missing,
            other => panic!("{json}: {other:?}"),
        };
        assert_eq!(missing(r#"[{"id":"1"},{"id":"2"}]"#).len(), 6);
        let times = r#"[{"id":"1","timestamp":"2026-08-14T10:01:44+0000"}]"#;
        assert_eq!(missing(times), ["text", "username", "from", "hidden", "like_count"]);
        assert_eq!(missing(r#"[{"id":"1","text":"hello"}]"#), ["timestamp"]);
    }

    #[test]
    fn the_handle_comes_from_either_place() {
        let comments = list(
            r#"[{"id":"1","from":{"id":"1122334455667788","username":"rye.fan"}},
                {"id":"2","from":{"username":"rye.fan"}},{"id":"3","username":"rye.fan","from":{"id":5}}]"#,
        );
        assert!(
            comments
                .iter()
                .all(|comment| comment.username.as_deref() == Some("rye.fan"))
        );
        assert_eq!(
            comments[0].from.as_ref().map(|author| author.id.as_str()),
            Some("1122334455667788")
        );
        assert!(comments[1].from.is_none(), "an author without an id is nobody");
    }

    #[test]
    fn a_comment_without_an_id_is_an_error() {
        assert!(serde_json::from_str::<Comment>(r#"{"text":"hello"}"#).is_err());
        assert!(serde_json::from_str::<Comment>(r#"{"id":null,"text":"hello"}"#).is_err());
    }
}
