//! The events of comments and mentions.
//!
//! Source: developers.facebook.com/docs/instagram-platform/webhooks/examples. Deleting, hiding and liking a comment are never
//! told. What the account answers itself comes back as an event: a rule that answers comments must look at
//! [`CommentEvent::is_own`].

use crate::{AccountId, CommentId, MediaId, PersonId, ProductType, lenient, optional};
use serde::Deserialize;
use serde_json::Value;

/// A new comment. No `Debug`: texts belong into no log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct CommentEvent {
    /// The comment. Told as `id` or as `comment_id`.
    #[serde(alias = "comment_id")]
    pub id: CommentId,
    /// The comment it answers.
    #[serde(default, deserialize_with = "optional::id")]
    pub parent_id: Option<CommentId>,
    /// What it says.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// Who wrote it.
    #[serde(default, deserialize_with = "optional::object")]
    pub from: Option<CommentAuthor>,
    /// The post it stands under. Never a single slide of a carousel.
    #[serde(default, deserialize_with = "optional::object")]
    pub media: Option<CommentedMedia>,
}

/// Who wrote a comment. No `Debug`: it names somebody.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct CommentAuthor {
    /// The person as this account sees them.
    #[serde(default, deserialize_with = "optional::id")]
    pub id: Option<PersonId>,
    /// Their handle.
    #[serde(default, deserialize_with = "lenient::text")]
    pub username: Option<String>,
    /// The account as it sees itself; present on its own comments.
    #[serde(default, deserialize_with = "optional::id")]
    pub self_ig_scoped_id: Option<PersonId>,
}

/// The post a comment stands under.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CommentedMedia {
    /// Its id.
    #[serde(default, deserialize_with = "optional::id")]
    pub id: Option<MediaId>,
    /// Where it appears.
    #[serde(default, rename = "media_product_type", deserialize_with = "optional::id")]
    pub product_type: Option<ProductType>,
    /// The advertisement it is shown in.
    #[serde(default, deserialize_with = "optional::id")]
    pub ad_id: Option<MediaId>,
    /// The advertisement's heading.
    #[serde(default, deserialize_with = "lenient::text")]
    pub ad_title: Option<String>,
    /// The post that the advertisement was made from. A comment on it can be told twice, once for each.
    #[serde(default, deserialize_with = "optional::id")]
    pub original_media_id: Option<MediaId>,
}

impl CommentEvent {
    /// Whether the account wrote it.
    pub fn is_own(&self, account: &AccountId) -> bool {
        self.from.as_ref().is_some_and(|from| {
            from.self_ig_scoped_id.is_some() || from.id.as_ref().is_some_and(|id| id.as_str() == account.as_str())
        })
    }
}

/// The account was mentioned, in the caption of a post or in a comment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MentionEvent {
    /// The post.
    pub media_id: MediaId,
    /// The comment; absent for a caption.
    #[serde(default, deserialize_with = "optional::id")]
    pub comment_id: Option<CommentId>,
}

/// Both names of the id in one value: the parser takes them for a doubled field.
pub(super) fn with_one_id(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value
        && fields.contains_key("id")
    {
        fields.remove("comment_id");
    }
    value
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn read(json: &str) -> CommentEvent {
        serde_json::from_value(with_one_id(serde_json::from_str(json).unwrap())).unwrap()
    }

    #[test]
    fn the_id_goes_by_two_names_and_may_be_told_under_both() {
        for json in [r#"{"id":"1"}"#, r#"{"comment_id":1}"#, r#"{"id":"1","comment_id":"1"}"#] {
            assert_eq!(read(json).id.as_str(), "1", "{json}");
        }
    }

    #[test]
    fn a_comment_on_an_advertisement_is_read() {
        let comment = read(
            r#"{"id":"17900000000000001","parent_id":"17900000000000000","text":"Price?",
                "from":{"id":"912345678901234","username":"rye.fan"},
                "media":{"id":"17999000000000001","media_product_type":"AD","ad_id":"120","ad_title":"Rye","original_media_id":"179"}}"#,
        );
        let media = comment.media.unwrap();
        assert_eq!(
            (media.product_type, media.ad_title.as_deref()),
            (Some(ProductType::Ad), Some("Rye"))
        );
        assert!(media.ad_id.is_some() && media.original_media_id.is_some() && comment.parent_id.is_some());
    }

    #[test]
    fn the_accounts_own_comments_are_known_by_either_id() {
        let account = AccountId::from("17841400000000123");
        let own = |from: &str| read(&format!(r#"{{"id":"1","from":{from}}}"#)).is_own(&account);
        assert!(own(r#"{"id":"17841400000000123","username":"bluebakery"}"#));
        assert!(own(r#"{"id":"99","self_ig_scoped_id":"99"}"#));
        assert!(!own(r#"{"id":"912345678901234","username":"rye.fan"}"#));
        assert!(!own("{}") && !read(r#"{"id":"1"}"#).is_own(&account));
    }
}
